"""From the built notebooks to those that students get, and to the gradebook.

nbgrader takes the solutions out, locks the check cells and writes down what every cell
is worth. The older release stays until the new one is complete.
"""

import logging
import re
import shutil
from pathlib import Path

from grading import errors
from grading.course import Course
from grading.errors import ReleaseError

STAGING = ".release"
# What no released file may contain, whatever the settings of the class say.
MARK = re.compile(rb"(BEGIN|END) SOLUTION")


def release(course: Course) -> list[Path]:
    """Release every built notebook, and enter it in the gradebook.

    Parameters
    ----------
    course : Course
        With notebooks in `source/`.

    Returns
    -------
    list of Path
        The released notebooks, in the order of the course.

    Raises
    ------
    ReleaseError
        If nothing is built, or nbgrader refuses; the older release is unchanged then.
    """
    if not list(course.source.glob("*/*.ipynb")):
        raise ReleaseError(errors.NOTHING_BUILT.format(source=course.source))
    staging = course.root / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        _generate(course)
        _refuse_leaks(staging)
        return _move(staging, course.release)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _generate(course: Course) -> None:
    from nbgrader.converters.base import NbGraderException
    from nbgrader.converters.generate_assignment import GenerateAssignment

    coursedir = course.coursedir()
    coursedir.release_directory = STAGING
    # The converter opens the gradebook by itself; here it is made, and kept quiet.
    with course.gradebook(), course.log() as log:
        complaints = _Complaints()
        log.addHandler(complaints)
        converter = GenerateAssignment(
            coursedir=coursedir, config=coursedir.config, log=log
        )
        try:
            converter.start()
        except NbGraderException as error:
            reason = complaints.reason or str(error)
            text = errors.NBGRADER_REFUSED.format(reason=reason, log=course.log_file)
            raise ReleaseError(text) from error


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
            text = errors.LEAK.format(path=path.relative_to(folder))
            raise ReleaseError(text)


def _move(staging: Path, target: Path) -> list[Path]:
    target.mkdir(exist_ok=True)
    for new in sorted(staging.iterdir()):
        old = target / new.name
        shutil.rmtree(old, ignore_errors=True)
        new.replace(old)
    return sorted(target.glob("*/*.ipynb"))
