"""Whose points would be others: what submissions count by two records, compared.

What counts is asked of the gradebook itself, as it would be entered: with points by
hand, exercises that are off or give full marks, late penalties. Nothing of it stays.
"""

from collections.abc import Iterator, Sequence

from nbgrader.api import Gradebook

from grading.course import Course
from grading.course_file.terms import Terms
from grading.found.record import Record
from grading.results import gradebook, gradebook_rows, ledger
from grading.results.moved import Move, same
from grading.results.standing import Standing, move, reasons, standing

Pair = tuple[Record, Record]


def differences(course: Course, terms: Terms, pairs: Sequence[Pair]) -> list[Move]:
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
    list of Move
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
    book: Gradebook,
    terms: Terms,
    before: Record,
    now: Record,
    terms_now: Terms | None = None,
) -> Iterator[Move]:
    """Yield the difference of one submission, if its points in all would be others."""
    old = counting(book, terms, before)
    new = counting(book, terms_now or terms, now)
    if not same(old.points, new.points):
        # It was graded anew, though it may be in the same second.
        seen = {"graded": "", "editions": old.editions}
        yield move(now, old, new, reasons(old, new, seen))


def counting(book: Gradebook, terms: Terms, record: Record) -> Standing:
    """Enter a record as it would count, and read what it comes to."""
    settled = record.counting(terms.weights(record.student, record.notebook))
    rows = gradebook_rows.submissions(book, record.assignment, [record.student])
    ledger.enter(rows[record.student], settled, terms)
    return standing(settled, rows[record.student], terms)
