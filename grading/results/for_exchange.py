"""What nbgrader's exchange needs beside a page, so that it finds back to its student.

`nbgrader release_feedback` puts a page where only she finds it who knows a secret of
the hand-in that was graded. It reads the secret, and the time, from files beside the
page, and stops for everybody where one of them is missing.
"""

import hmac
from pathlib import Path

from grading.course import Course
from grading.course_file.times import STAMP
from grading.found.record import Record
from grading.handed_in import delivery, forward
from grading.handed_in.secret import SECRET, is_secret
from grading.results import counted_file
from grading.state_file import DamagedFileError


def beside(course: Course, graded: Record, page: Path) -> None:
    """Write time and secret of a hand-in beside its page.

    Parameters
    ----------
    course : Course
        The class.
    graded : Record
        The submission.
    page : Path
        Its page.
    """
    time = str(graded.submitted["time"])
    forward.renew(page.with_name(STAMP), f"{time}\n".encode())
    forward.renew(page.with_name(SECRET), secret(course, graded).encode())


def secret(course: Course, graded: Record) -> str:
    """Return the secret of the file that was graded.

    What did not come by the exchange has one that nobody knows: its page lies there
    and is found by nobody, and those of all others are released.
    """
    of = graded.student, graded.assignment
    try:
        found = counted_file.graded(delivery.deliveries(course, *of), graded)
    except DamagedFileError:
        found = None  # the next grade sets it aside, and says so
    if found is not None and found.secret:
        return found.secret
    # What nbgrader collected by itself lies here alone.
    path = course.submitted.joinpath(*of, SECRET)
    known = path.read_text(encoding="ascii", errors="replace") if path.is_file() else ""
    if is_secret(known.strip()):
        return known.strip()
    return hmac.digest(course.secret, "/".join(of).encode(), "sha256").hex()
