"""Submissions that were never meant to be there: what was made of them is removed.

What the class folder holds of a submission beside the files that were handed in: where
it is graded, the graded notebook, pages, the record, and its entry in the gradebook.
"""

import shutil
from collections.abc import Iterable

from nbgrader.api import Gradebook, MissingEntry

from grading.course import Course
from grading.errors import CourseError
from grading.results import gradebook


def refuse_by_hand(course: Course, places: Iterable[tuple[str, str]]) -> None:
    """Refuse to remove points that somebody gave by hand.

    Parameters
    ----------
    course : Course
        The class.
    places : iterable of (str, str)
        Students and assignments.

    Raises
    ------
    CourseError
        If there are such points; it names the first submission that has some.
    """
    if not gradebook.is_there(course):
        return
    with gradebook.opened(course) as book:
        for student, assignment in places:
            if by_hand(book, student, assignment):
                raise CourseError(
                    "{student} has points by hand in {assignment}, which would go with "
                    "it: take them out in formgrader first",
                    student=student,
                    assignment=assignment,
                )


def by_hand(book: Gradebook, student: str, assignment: str) -> bool:
    """Tell whether a submission has points that were given by hand."""
    try:
        found = book.find_submission(assignment, student)
    except MissingEntry:
        return False
    grades = [grade for notebook in found.notebooks for grade in notebook.grades]
    return any(one.manual_score is not None for one in grades)


def withdraw(course: Course, places: Iterable[tuple[str, str]]) -> None:
    """Remove what was made of submissions.

    Parameters
    ----------
    course : Course
        The class.
    places : iterable of (str, str)
        Students and assignments.
    """
    places = list(places)
    for student, assignment in places:
        mine = course.results / student
        stages = (course.submitted, course.autograded, course.feedback)
        # Records of before, and of several files, lie in folders of the results.
        for folder in (*(one / student for one in stages), *mine.glob("*/"), mine):
            shutil.rmtree(folder / assignment, ignore_errors=True)
            (folder / f"{assignment}.json").unlink(missing_ok=True)
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    if gradebook.is_there(course):
        with gradebook.opened(course) as book:
            for student, assignment in places:
                remove(book, student, assignment)


def remove(book: Gradebook, student: str, assignment: str) -> None:
    """Remove a submission from the gradebook, and a student who has none."""
    try:
        book.remove_submission(assignment, student)
    except MissingEntry:
        return
    if not book.student_submissions(student):
        book.remove_student(student)
