"""History: when a student's points changed, to what, by which version, and why.

It reads what `grade` noted. What has changed in the gradebook since then, such as
points by hand, stands in the last line as not noted yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.table import Table

from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import UNKNOWN_STUDENT, UsageError, one_of
from grading.found.record import Record, number, read
from grading.found.shelf import Shelf, existing
from grading.results import earlier_file, gradebook, gradebook_rows, standing
from grading.results.standing import Standing
from nnlib.wording import listed

NOT_NOTED = "{why}; the next grade notes it"
OF_EARLIER = "By hand, for an earlier file: {names}. By hand counts."


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
        # Of one that is damaged nobody can say that it is not there: it is named here.
        known = listed([read(path).notebook for path in mine.paths])
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
    heads = "when", "points", "why", "what moved", "by version"
    shown = Table(*heads, title=f"{record.student}: {record.title}")
    shown.caption = caption(record, found)
    shown.caption_justify = "left"
    shown.columns[0].no_wrap = True
    shown.columns[1].justify = "right"
    before = None
    for one in found:
        points = f"{number(one.points)} of {number(one.max_points)}"
        when = one.when[:16].replace("T", " ")
        what = "" if before is None else standing.what_moved(before, one)
        shown.add_row(when, points, listed(one.why), what, version(before, one))
        before = one
    return shown


def caption(record: Record, found: Sequence[Standing]) -> str:
    """Say which points by hand are of an earlier file, and what the new one earns."""
    if not found or not (names := earlier_file.earlier(found)):
        return ""
    less = {
        one.name: f" (the file of now earns {number(one.earned)})"
        for one in earlier_file.surpassed(record, found)
    }
    said = [
        f"{one} {standing.score(found[-1], one)}{less.get(one, '')}" for one in names
    ]
    return OF_EARLIER.format(names=listed(said))


def version(before: Standing | None, now: Standing) -> str:
    """Name the version that graded, and exercises of another edition than before."""
    known = before.editions if before is not None else {}
    other = [
        f"{name} {number}"
        for name, number in now.editions.items()
        if name in known and known[name] != number
    ]
    return ": ".join([now.course_version, *([listed(other)] if other else [])])
