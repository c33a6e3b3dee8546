"""Whose points would be others: what submissions count by two records, compared.

What counts is asked of the gradebook itself, as it would be entered: with points by
hand, exercises that are off or give full marks, late penalties. Nothing of it stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nbgrader.api import Gradebook

from grading.course import Course
from grading.course_file.terms import Terms
from grading.found.record import Record, number
from grading.results import gradebook, gradebook_rows, ledger
from grading.results.moved import same
from grading.results.standing import Standing, reasons, standing, what_moved
from nnlib.wording import listed

Pair = tuple[Record, Record]


@dataclass(frozen=True)
class Difference:
    """One submission that counts something else.

    Parameters
    ----------
    student, notebook : str
        Whose, and the number of the notebook.
    before, now : float
        What it counts.
    why : tuple of str
        What moves it.
    what : str
        Which exercises, from what to what.
    """

    student: str
    notebook: str
    before: float
    now: float
    why: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        """Say it in one line."""
        before, now = number(self.before), number(self.now)
        why = listed(self.why)
        return f"{self.student} {self.notebook} {before} to {now} ({why}): {self.what}"


def differences(
    course: Course, terms: Terms, pairs: Sequence[Pair]
) -> list[Difference]:
    """Compare what submissions count by their last records and by new ones.

    Parameters
    ----------
    course : Course
        The class; nothing in it is changed.
    terms : Terms
        Weights, due times, late policy.
    pairs : sequence of (Record, Record)
        The last record of a submission, and the new one.

    Returns
    -------
    list of Difference
        Of those whose points in all would be others, in the order of the pairs.
    """
    if not pairs:
        return []
    with gradebook.opened(course, create=False) as book:
        try:
            ledger.prepare(course, book, terms)
            return [one for pair in pairs for one in difference(book, terms, *pair)]
        finally:
            book.db.rollback()


def difference(
    book: Gradebook, terms: Terms, before: Record, now: Record
) -> Iterator[Difference]:
    """Yield the difference of one submission, if its points in all would be others."""
    old, new = counting(book, terms, before), counting(book, terms, now)
    if not same(old.points, new.points):
        seen = {"graded": old.graded, "editions": old.editions}
        yield Difference(
            student=now.student,
            notebook=now.notebook,
            before=old.points,
            now=new.points,
            why=tuple(reasons(old, new, seen)),
            what=what_moved(old, new),
        )


def counting(book: Gradebook, terms: Terms, record: Record) -> Standing:
    """Enter a record as it would count, and read what it comes to."""
    number = record.notebook
    settled = record.counting(terms.worth(number), terms.full(number))
    rows = gradebook_rows.submissions(book, record.assignment, [record.student])
    ledger.enter(rows[record.student], settled, terms)
    return standing(settled, rows[record.student], terms)
