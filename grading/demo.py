"""The whole path on a sample class, from text to pages for students and for you.

It shows what the commands do and proves, with every score, that they do it right.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from grading import archive
from grading.build import build
from grading.collect import collect
from grading.course import Course
from grading.errors import UsageError
from grading.export import export
from grading.feedback import feedback
from grading.found.record import Record
from grading.grade import grade
from grading.release import release
from grading.report import report
from grading.run import progress
from grading.run.cores import cores
from grading.sample import sample_class
from grading.sample.work import Student

MARK = ".nnlib-demo"


def demo(folder: Path) -> int:
    """Build, release, collect, grade, and show what came out.

    Parameters
    ----------
    folder : Path
        A folder for everything; one that an earlier demonstration made is renewed.

    Returns
    -------
    int
        0 if every score is as it should be, otherwise 1.

    Raises
    ------
    UsageError
        If the folder holds something else.
    """
    renew(folder)
    shown = progress.console(progress.TABLE)
    course = Course.create(folder / "course")
    shown.print(f"Built {len(build(course))} notebooks from their texts.")
    release(course)
    archive.write(course, folder / "student.zip")
    students = sample_class.write(course, folder / "handed_in")
    taken = collect(course, folder / "handed_in")
    shown.print(f"Collected {len(taken.new)} submissions of {len(students)} students.")
    with progress.bar(shown) as advance:
        done = grade(course, workers=cores(), progress=advance)
    records = done.records
    shown.print(*progress.tables(records, done.counting))
    feedback(course)
    told = report(course)
    export(course, folder / "scores.csv")
    wrong = mismatches(records, students)
    shown.print(closing(folder, course, told, wrong), soft_wrap=True)
    return 1 if wrong else 0


def renew(folder: Path) -> None:
    """Make an empty folder; remove only what a demonstration made."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise UsageError(
            f"{folder} holds something else; choose a new folder for the demonstration"
        )
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def mismatches(records: Sequence[Record], students: Sequence[Student]) -> list[str]:
    """Name every score that is not as it should be."""
    found = {
        (record.student, result.exercise): (result.status, result.points)
        for record in records
        for result in record.results
    }
    return [
        f"{student.id}, {one}: {found.get((student.id, one))}, expected {score}"
        for student in students
        for one, score in student.scores.items()
        if found.get((student.id, one)) != score
    ]


def closing(folder: Path, course: Course, told: Path, wrong: list[str]) -> str:
    """Say how it ended and where everything is."""
    lines = [f"not as it should be: {text}" for text in wrong] or [
        "Every score is as it should be."
    ]
    places = {
        "class report": told,
        "feedback pages": course.feedback,
        "scores": folder / "scores.csv",
        "records": course.results,
        "student archive": folder / "student.zip",
    }
    return "\n".join([*lines, *(f"{what}: {path}" for what, path in places.items())])
