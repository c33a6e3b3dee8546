"""Left to do: what waits for points by hand, and whose share it is.

Shares of work stand in `course.toml`. What a person has given so far is read from what
the gradebook has noted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from rich.table import Table
from sqlalchemy import select

from grading.course import Course
from grading.course_file.graders import responsible
from grading.course_file.terms import Terms
from grading.results import by_whom, gradebook
from grading.results.by_whom import Noted
from grading.roster import students

NOBODY = "in nobody's share"
OURS = "grading "


def left_to_do(course: Course) -> Table:
    """Show for each grader what waits for points by hand, and what was given.

    Parameters
    ----------
    course : Course
        The class; it is only read.

    Returns
    -------
    Table
        A line for each share of `course.toml`, for whoever else has given points, and
        for what is in nobody's share.

    Raises
    ------
    CourseError
        If there is no gradebook.
    """
    terms = Terms.read(course)
    roster = students.read(course.students_file)
    sections = {one.id: one.section for one in roster.people}
    shares = terms.settings.graders
    waiting: dict[str, Counter[str]] = defaultdict(Counter)
    with gradebook.opened(course, create=False) as book:
        for student, where in open_grades(book, terms):
            share = responsible(shares, sections.get(student, ""), *where.split("/"))
            waiting[share or NOBODY][where] += 1
        given = Counter(givers(by_whom.noted(book), {one.name for one in shares}))
    names = dict.fromkeys([*(one.name for one in shares), *sorted(given), *waiting])
    shown = Table("grader", "waiting", "given", "what waits")
    for name in names:
        mine = waiting.get(name, Counter())
        what = ", ".join(f"{where} {number}" for where, number in sorted(mine.items()))
        shown.add_row(name, f"{mine.total()}", f"{given[name]}", what)
    return shown


def open_grades(book: Gradebook, terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield whose answer waits for points by hand, and where."""
    numbers = {entry.name: number for number, entry in terms.notebooks.items()}
    asked = (
        select(SubmittedAssignment.student_id, Assignment.name, BaseCell.name)
        .join(
            SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id
        )
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Grade.needs_manual_grade)
    )
    for student, assignment, name in book.db.execute(asked):
        yield student, f"{numbers.get(assignment, assignment)}/{name}"


def givers(noted: Iterable[Noted], graders: set[str]) -> Iterator[str]:
    """Yield for each answer with points by hand who gave them last."""
    last: dict[tuple[str, str, str], Noted] = {}
    for one in noted:
        # What our commands change follows from course.toml, and is nobody's work.
        if one.what == "points" and f" {OURS}" not in (one.program or ""):
            last[one.student, one.assignment, one.exercise] = one
    for one in last.values():
        if one.after is not None:
            # Of a server's account there is proof; the rest is what a program says.
            yield one.account if one.account in graders else one.person
