"""From the built notebooks to those that students get, and to the gradebook.

nbgrader takes the solutions out, locks the check cells and writes down every cell; what
a cell counts, and when it is due, is for the course file to say. The older release
stays until the new one is complete.
"""

import logging
import re
import shutil
from pathlib import Path

from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import NOTHING_BUILT, ReleaseError
from grading.released import catalogue, made_with, starting, written
from grading.results import gradebook, ledger

STAGING = ".release"
# What no released file may contain, whatever the settings of the class say.
MARK = re.compile(rb"(BEGIN|END) SOLUTION")


def release(course: Course, notebook: str | None = None) -> list[Path]:
    """Release built notebooks, enter them in the gradebook, and keep what made them.

    Parameters
    ----------
    course : Course
        With notebooks in `source/`.
    notebook : str, optional
        Number of the only one to release; the others stay as they are.

    Returns
    -------
    list of Path
        The notebooks released now, in the order of the course.

    Raises
    ------
    ReleaseError
        If nothing is built, or nbgrader refuses; the older release is unchanged then.
    UsageError
        If no notebook of this number is built.
    """
    built = catalogue.entries(course.source)
    if not built:
        raise ReleaseError(NOTHING_BUILT, source=course.source)
    names = [one.name for one in catalogue.chosen(built, notebook).values()]
    # A mistake in the course file is told before anything is done.
    terms = Terms.read(course)
    staging = course.root / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        _generate(course, terms, names[0] if notebook else "*")
        _refuse_leaks(staging)
        kept = made_with.keep(course)
        released = _move(staging, course.release)
        made_with.keep_solved(course, names)
        made_with.note(course, names, kept)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    with gradebook.opened(course) as book:
        ledger.settle(course, book, Terms.read(course))
    return released


def steps(stock: list[type], terms: Terms) -> list[type]:
    """Return the steps of a release: nbgrader's, and ours in place of some of them."""
    from grading.results import saving_cells

    found = starting.with_starting_texts(saving_cells.with_saving_cells(stock))
    return written.with_written(found, terms.in_words)


def _generate(course: Course, terms: Terms, assignment: str) -> None:
    from nbgrader.converters.base import NbGraderException
    from nbgrader.converters.generate_assignment import GenerateAssignment

    coursedir = course.coursedir(assignment)
    coursedir.release_directory = STAGING
    # The converter opens the gradebook by itself; here it is made, and kept quiet.
    with gradebook.opened(course), course.log() as log:
        complaints = _Complaints()
        log.addHandler(complaints)
        converter = GenerateAssignment(
            coursedir=coursedir, config=coursedir.config, log=log
        )
        converter.preprocessors = steps(converter.preprocessors, terms)
        try:
            converter.start()
        except NbGraderException as error:
            reason = complaints.reason or str(error)
            raise ReleaseError(
                f"nbgrader refused the release: {reason}; details in {course.log_file}"
            ) from error


class _Complaints(logging.Handler):
    """Keeps the reason: nbgrader logs it and then raises something that hides it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.reason = ""

    def emit(self, record: logging.LogRecord) -> None:
        last = record.getMessage().strip().split("\n")[-1]
        if "Traceback" in record.getMessage() and not self.reason:
            self.reason = last.partition(": ")[2] or last


def _refuse_leaks(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and MARK.search(path.read_bytes()):
            raise ReleaseError(
                f"{path.relative_to(folder)} still holds a solution mark; nothing "
                "was released"
            )


def _move(staging: Path, target: Path) -> list[Path]:
    target.mkdir(exist_ok=True)
    moved = []
    for new in sorted(staging.iterdir()):
        old = target / new.name
        shutil.rmtree(old, ignore_errors=True)
        new.replace(old)
        moved += sorted(old.glob("*.ipynb"))
    return moved
