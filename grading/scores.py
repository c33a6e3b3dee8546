"""Scores into nbgrader's gradebook, where formgrader and exports find them.

Only the automatic score of each check cell is written: what an instructor entered by
hand stays. Every check cell gets a score, so that none is left over from an earlier
submission.
"""

from typing import TYPE_CHECKING

from grading.record import Record

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


def enter(book: "Gradebook", record: Record) -> None:
    """Write the scores of one submission.

    Parameters
    ----------
    book : Gradebook
        The gradebook of the class.
    record : Record
        The graded submission.
    """
    from nbgrader.utils import parse_utc

    book.update_or_create_student(record.student)
    handed_in = book.update_or_create_submission(record.assignment, record.student)
    if record.submitted["time"]:
        handed_in.timestamp = parse_utc(record.submitted["time"])
    points = {one.exercise.split("/")[1]: one.points for one in record.results}
    for notebook in handed_in.notebooks:
        for grade in notebook.grades:
            grade.auto_score = points[grade.name]
            grade.needs_manual_grade = False
    book.db.commit()
