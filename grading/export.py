"""Export: the gradebook -> a table with a row for each submission.

The points are the gradebook's, so that what an instructor changed by hand is in them;
the state of each exercise is the record's.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grading import atomic, record
from grading.course import Course
from grading.record import Record

if TYPE_CHECKING:
    from nbgrader.api import Gradebook, SubmittedAssignment

FIRST = ("assignment", "student", "points", "max_points", "problem")


def export(course: Course, target: Path) -> Path:
    """Write the scores of a class.

    Parameters
    ----------
    course : Course
        The class.
    target : Path
        The CSV file; an older one is replaced in one step.

    Returns
    -------
    Path
        `target`.

    Raises
    ------
    GradingError
        If nothing was graded yet.
    """
    known = {(one.assignment, one.student): one for one in found(course)}
    with course.gradebook() as book:
        rows = list(table(book, known))
    columns = list(dict.fromkeys([*FIRST, *(name for row in rows for name in row)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return atomic.write_text(target, text.getvalue())


def found(course: Course) -> list[Record]:
    """Read the records, and refuse if there are none."""
    return list(record.existing(course.results))


def table(
    book: "Gradebook", known: dict[tuple[str, str], Record]
) -> Iterator[dict[str, object]]:
    """Yield a row for each graded submission, by assignment and student."""
    for assignment in sorted(one.name for one in book.assignments):
        for handed_in in sorted(
            book.assignment_submissions(assignment), key=lambda one: one.student.id
        ):
            one = known.get((assignment, handed_in.student.id))
            if one is not None:
                yield row(handed_in, one)


def row(handed_in: "SubmittedAssignment", graded: Record) -> dict[str, object]:
    """Return one submission as a row."""
    values: dict[str, object] = {
        "assignment": graded.assignment,
        "student": graded.student,
        "points": f"{handed_in.score:g}",
        "max_points": f"{handed_in.max_score:g}",
        "problem": graded.problem,
    }
    points = {
        grade.name: grade.score
        for notebook in handed_in.notebooks
        for grade in notebook.grades
    }
    for result in graded.results:
        values[result.exercise] = f"{points[result.exercise.split('/')[1]]:g}"
        values[f"{result.exercise} status"] = result.status
    return values
