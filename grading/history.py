"""History: when a student's points changed, to what, by which edition, and why.

It reads what `grade` noted. What has changed in the gradebook since then, such as
points by hand, stands in the last line as not noted yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.table import Table

from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import UNKNOWN_STUDENT, UsageError, one_of
from grading.found.record import Record, Shelf, existing, number
from grading.results import gradebook, gradebook_rows, moved, standing
from grading.results.standing import Standing
from nnlib.wording import listed

# So many exercises are named in one line.
MOST_NAMED = 4
NOT_NOTED = "{why}; the next grade notes it"


def history(course: Course, student: str, notebook: str | None = None) -> list[Table]:
    """Show what the submissions of a student counted, one table for each.

    Parameters
    ----------
    course : Course
        The class.
    student : str
        Whose.
    notebook : str, optional
        Number of the only notebook.

    Returns
    -------
    list of Table
        In the order of the course.

    Raises
    ------
    UsageError
        If nothing of this student, or of this notebook, was graded.
    GradingError
        If nothing was graded yet.
    """
    graded = existing(course.results)
    students = sorted({path.parent.name for path in graded.paths})
    if student not in students:
        expected = one_of(student, students)
        raise UsageError(UNKNOWN_STUDENT, student=student, expected=expected)
    mine = Shelf(path for path in graded.paths if path.parent.name == student)
    chosen = [one for one in mine if notebook in (None, one.notebook)]
    if not chosen:
        known = listed([one.notebook for one in mine])
        raise UsageError(
            f"of {student}, notebook {notebook!r} was not graded, expected {known}"
        )
    terms = Terms.read(course)
    return [table(one, list(standings(course, terms, one))) for one in chosen]


def standings(course: Course, terms: Terms, record: Record) -> Iterator[Standing]:
    """Yield what was noted of a submission, and behind it what holds now."""
    noted = standing.history(course.results, record.student, record.assignment)
    yield from noted
    with gradebook.opened(course) as book:
        known = book.find_assignment(record.assignment)
        rows = dict(gradebook_rows.existing(book, known, [record.student]))
        if not noted or record.student not in rows:
            return
        now = standing.standing(record, rows[record.student], terms)
    if not now.counts_like(noted[-1]):
        seen = {"graded": noted[-1].graded, "editions": noted[-1].editions}
        why = listed(standing.reasons(noted[-1], now, seen))
        yield replace(now, why=[NOT_NOTED.format(why=why)])


def table(record: Record, found: Sequence[Standing]) -> Table:
    """Return the history of one submission, oldest line first."""
    heads = "when", "points", "why", "what moved", "by edition"
    shown = Table(*heads, title=f"{record.student}: {record.title}")
    shown.columns[0].no_wrap = True
    shown.columns[1].justify = "right"
    before = None
    for one in found:
        points = f"{number(one.points)} of {number(one.max_points)}"
        when = one.when[:16].replace("T", " ")
        what = "" if before is None else what_moved(before, one)
        shown.add_row(when, points, listed(one.why), what, edition(before, one))
        before = one
    return shown


def edition(before: Standing | None, now: Standing) -> str:
    """Name the version that graded, and exercises of another edition than before."""
    known = before.editions if before is not None else {}
    other = [
        f"{name} {number}"
        for name, number in now.editions.items()
        if name in known and known[name] != number
    ]
    return ": ".join([now.course_version, *([listed(other)] if other else [])])


def what_moved(before: Standing, now: Standing) -> str:
    """Name the exercises whose scores differ, with the scores."""
    said = [
        f"{name} {score(before, name)} to {score(now, name)}"
        for name in now.scores
        if not moved.same(before.scores.get(name), now.scores.get(name))
    ]
    more = len(said) - MOST_NAMED
    rest = [f"{more} more"] if more > 0 else []
    late = not moved.same(before.penalty, now.penalty)
    lost = [f"late {number(before.penalty)} to {number(now.penalty)}"] if late else []
    return ", ".join([*said[:MOST_NAMED], *rest, *lost])


def score(one: Standing, name: str) -> str:
    """Write one score; a dash where nobody has decided."""
    found = one.scores.get(name)
    return "–" if found is None else number(found)
