"""Look again: what students ask to have looked at once more, listed and answered."""

from grading.course import Course
from grading.errors import UsageError, one_of
from grading.handed_in import asked
from grading.handed_in.asked import Request
from grading.released.catalogue import catalogue, chosen

NONE_OPEN = (
    "{student} has asked nothing about notebook {notebook} that is open; write a "
    "request that came by mail into {file}: {columns}"
)


def look_again(course: Course, *, answered: bool = False) -> list[Request]:
    """List what students ask to have looked at again.

    Parameters
    ----------
    course : Course
        The class.
    answered : bool
        Whether those are listed as well that have an answer.

    Returns
    -------
    list of Request
        By student and notebook.
    """
    found = [
        one
        for student in students(course)
        for number, entry in catalogue(course).items()
        for one in asked.of_student(course, student, entry.name, number)
    ]
    return [one for one in found if answered or not one.answer]


def students(course: Course) -> list[str]:
    """List whoever has handed something in, or stands in the table of answers."""
    places = (course.received, course.submitted)
    there = {path.name for place in places for path in place.glob("*") if path.is_dir()}
    return sorted(there | {one.student for one in asked.answered(course)})


def answer(course: Course, student: str, notebook: str, text: str) -> Request:
    """Answer what a student has asked about a notebook: the latest that is open.

    Parameters
    ----------
    course : Course
        The class.
    student, notebook : str
        Who, and the number of the notebook.
    text : str
        What she is told, on her next page.

    Returns
    -------
    Request
        With the answer.

    Raises
    ------
    UsageError
        If there is no such notebook or student, or nothing is open.
    """
    entry = chosen(catalogue(course), notebook)[notebook]
    if student not in (known := students(course)):
        raise UsageError(f"there is no student {student!r}, {one_of(student, known)}")
    mine = asked.of_student(course, student, entry.name, notebook)
    waiting = [one for one in mine if not one.answer]
    if not waiting:
        about = {"file": asked.FILE, "columns": ",".join(asked.COLUMNS)}
        raise UsageError(NONE_OPEN, student=student, notebook=notebook, **about)
    return asked.answer(course, waiting[-1], text)
