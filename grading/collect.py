"""Collect: what students handed in -> COURSE/submitted.

A folder per student, with a notebook in it. The file is copied byte for byte, readable
or not, and the time of submission is the collector's: what a file says of itself is not
believed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic, errors
from grading.course import Course
from grading.errors import CollectError

STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]*")


@dataclass(frozen=True)
class Collected:
    """One file that was taken in: who handed in what, and where it lies now."""

    student: str
    assignment: str
    path: Path


def collect(course: Course, source: Path) -> list[Collected]:
    """Take in the submissions of a class.

    Parameters
    ----------
    course : Course
        The class.
    source : Path
        A folder with a folder per student, each with notebooks under their names.

    Returns
    -------
    list of Collected
        What was taken in, by student and notebook.

    Raises
    ------
    CollectError
        If there is nothing to collect, or a folder's name cannot be a student id;
        nothing was taken in then.
    """
    if not source.is_dir():
        raise CollectError(errors.NOT_A_SOURCE.format(source=source))
    names = sorted(path.name for path in course.release.iterdir() if path.is_dir())
    found = list(submissions(source, names))
    if not found:
        known = ", ".join(f"{name}.ipynb" for name in names)
        raise CollectError(errors.NO_SUBMISSIONS.format(source=source, names=known))
    now = datetime.now(UTC)
    return [take(course, path, student, now) for student, path in found]


def submissions(source: Path, names: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield student and file of each submission; refuse a name before any is taken."""
    folders = sorted(path for path in source.iterdir() if path.is_dir())
    for folder in folders:
        if not STUDENT.fullmatch(folder.name):
            raise CollectError(errors.STUDENT_ID.format(name=folder.name))
    for folder in folders:
        for name in names:
            path = folder / f"{name}.ipynb"
            if path.is_file():
                yield folder.name, path


def take(course: Course, path: Path, student: str, now: datetime) -> Collected:
    """Copy one file and note the time."""
    folder = course.submitted / student / path.stem
    target = atomic.write(folder / path.name, path.read_bytes())
    # The form in which nbgrader reads the time of a submission.
    stamp = now.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    atomic.write_text(folder / "timestamp.txt", stamp + "\n")
    return Collected(student, path.stem, target)
