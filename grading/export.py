"""Export: the gradebook -> a table with a row for each submission.

The points are the gradebook's, so that what an instructor changed by hand is in them;
the state of each exercise is the record's.
"""

import csv
import io
from pathlib import Path

from grading import atomic, inert
from grading.course import Course
from grading.course_file.terms import Terms
from grading.found import record
from grading.found.record import Record
from grading.results.grades import Grade, grades
from grading.roster import students
from grading.roster.students import Person, Roster

FIRST = (
    *("assignment", "student", "points", "max_points"),
    *("late_penalty", "days_late", "handed_in", "problem"),
)
# Where there is a roster.
OF_ROSTER = ("name", "email", "section")


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
    record.existing(course.results)
    terms = Terms.read(course)
    graded = sorted(
        grades(course, terms), key=lambda pair: (pair[0].assignment, pair[0].student)
    )
    roster = students.read(course.students_file)
    rows = [row(one, now, terms) | who(one, roster) for one, now in graded]
    first = (*FIRST, *(OF_ROSTER if roster.people else ()))
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for one in rows:
        writer.writerow({name: inert.entry(value) for name, value in one.items()})
    return atomic.write_text(target, text.getvalue())


def row(graded: Record, now: Grade, terms: Terms) -> dict[str, object]:
    """Return one submission as a row; a score that is open is an empty cell."""
    came = now.arrival
    values: dict[str, object] = {
        "assignment": graded.assignment,
        "student": graded.student,
        "points": number(now.score),
        "max_points": number(graded.max_score),
        "late_penalty": number(now.penalty),
        "days_late": came.days_late,
        "handed_in": terms.shown(came.handed_in) if came.handed_in else "",
        "problem": graded.problem,
    }
    for result in graded.results:
        values[result.exercise] = number(now.scores.get(result.name))
        values[f"{result.exercise} status"] = result.status
    return values


def who(graded: Record, roster: Roster) -> dict[str, str]:
    """Return what the roster knows of a student; nothing where there is none."""
    if not roster.people:
        return {}
    one = roster.by_id.get(graded.student, Person(graded.student))
    return {name: getattr(one, name) for name in OF_ROSTER}


def number(score: float | None) -> str:
    """Write a score without needless digits."""
    return "" if score is None else f"{round(score, 4):g}"
