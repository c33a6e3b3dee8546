"""By hand: who gave points or wrote comments, when, and what stood there before.

The gradebook's database notes it by itself, whichever program changes it. A file
notes from the day on which this version of the course opened it first.
"""

from collections.abc import Iterator

from nbgrader.api import Gradebook
from rich.table import Table

from grading import inert
from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.errors import UNKNOWN_STUDENT, UsageError, one_of
from grading.found.record import number
from grading.results import by_whom, gradebook
from grading.results.by_whom import Noted

HEADS = "when", "who", "whose", "where", "what", "before", "after", "with"
# So much of a comment stands in the table.
LETTERS = 40
UNKNOWN_GRADER = "--grader is {name!r}, {expected}"
NOTHING = "and nothing was changed by hand"


def by_hand(
    course: Course,
    *,
    student: str | None = None,
    notebook: str | None = None,
    grader: str | None = None,
) -> Table:
    """Show what was changed by hand, oldest first.

    Parameters
    ----------
    course : Course
        The class.
    student, notebook : str, optional
        The only student, and the number of the only notebook.
    grader : str, optional
        Only what this person changed.

    Returns
    -------
    Table
        A line for each change.

    Raises
    ------
    CourseError
        If there is no gradebook.
    UsageError
        If there is no such student, or this person has changed nothing; it names
        those who have.
    """
    terms = Terms.read(course)
    with gradebook.opened(course, create=False) as book:
        refuse_unknown(book, student)
        found = list(by_whom.noted(book, student))
    known = sorted({name for one in found for name in one.names})
    if grader is not None and grader not in known:
        expected = f"expected {one_of(grader, known)}" if known else NOTHING
        raise UsageError(UNKNOWN_GRADER, name=grader, expected=expected)
    shown = Table(*HEADS)
    shown.columns[0].no_wrap = True
    for one in found:
        where = place(terms, one)
        mine = grader is None or grader in one.names
        if mine and notebook in (None, where.partition("/")[0]):
            shown.add_row(*line(terms, one, where))
    return shown


def refuse_unknown(book: Gradebook, student: str | None) -> None:
    """Refuse somebody of whom the gradebook has nothing."""
    known = [one.id for one in book.students]
    if student is not None and student not in known:
        expected = one_of(student, known)
        raise UsageError(UNKNOWN_STUDENT, student=student, expected=expected)


def place(terms: Terms, one: Noted) -> str:
    """Name where something was changed: number of the notebook, and exercise."""
    numbers = {entry.name: number for number, entry in terms.notebooks.items()}
    exercise = one.exercise.removesuffix("-solution")
    return f"{numbers.get(one.assignment, one.assignment)}/{exercise}"


def line(terms: Terms, one: Noted, where: str) -> Iterator[str]:
    """Yield what stands in the line of one change."""
    when = times.parsed(one.time)
    yield terms.shown(when) if when else one.time
    other = f" (account {one.account})" if one.names != {one.person} else ""
    yield inert.line(f"{one.person}{other}")
    yield one.student
    yield where
    yield one.what
    yield value(one.before)
    yield value(one.after)
    yield inert.line((one.program or "").partition("@")[2] or one.program or "")


def value(text: str | None) -> str:
    """Write a value; a dash where there was none.

    Examples
    --------
    >>> value("2.0"), value(None), value("Well done.")
    ('2', '–', 'Well done.')
    """
    if text is None:
        return "–"
    try:
        return number(float(text))
    except ValueError:
        plain = inert.line(text)
        return plain if len(plain) <= LETTERS else f"{plain[:LETTERS]}…"
