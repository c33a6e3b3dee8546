"""Failures of the grader itself: kept with all details, for whoever mends it."""

from datetime import UTC, datetime

from grading.course import Course


def note(course: Course, about: str, details: str) -> None:
    """Put one failure behind the others, in `grading.log`.

    Parameters
    ----------
    course : Course
        The class.
    about : str
        What was being graded.
    details : str
        The traceback.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with course.fault_log.open("a", encoding="utf-8") as log:
        log.write(f"{now} {about}\n{details.rstrip()}\n\n")
