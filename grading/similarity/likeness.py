"""How alike the answers to one exercise are, and for how many that is so.

Two answers share a part if it stands in both: three words in a row, or a statement in
whatever order. A part that few have weighs more. How alike they are is the weight of
what they share, of all that stands in either: twice, with names as they are written and
without those that their authors chose, and the stronger of both holds.

That alone says little: of a function of two lines half a class writes the same. So it
is counted how many answers are at least as close to each of the two. The strength of a
pair in an exercise is

    alike² · log(answers / how many are as close) − 2 · (1 − alike)

Its first part is nothing where more than half of the class is as close, and where one
of both answers is the course's own, with no part that is not in that.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from grading.similarity.lexed import Row

# An answer with fewer words of its own is left out: everybody writes it alike.
FEWEST_WORDS = 12
# Of fewer answers nobody can say what is rare.
FEWEST_ANSWERS = 10
# More of the class as close, and being close means nothing.
MOST_AS_CLOSE = 0.5
# What being different takes away, beside what being alike gives.
DIFFERENT = 2.0
PARTS_AT_ONCE = 4_096
IN_A_ROW = 3
# Tables are of single precision.
TINY = 1e-4

Parts = frozenset[int]


class Both(NamedTuple):
    """What belongs to an answer as it is written, and without its author's names."""

    written: Parts
    plain: Parts


NONE = Both(frozenset(), frozenset())


@dataclass(frozen=True)
class Likeness:
    """All answers to one exercise, compared.

    Parameters
    ----------
    alike : ndarray, shape (n, n)
        From 0 to 1.
    as_close : ndarray, shape (n, n)
        For how many answers at most one of the two is as close to the other.
    strength : ndarray, shape (n, n)
        What a pair counts; 0 for answers that are left out.
    answers : int
        How many are not left out.
    """

    alike: np.ndarray
    as_close: np.ndarray
    strength: np.ndarray
    answers: int


def both(rows: Sequence[Row]) -> Both:
    """Return the parts of an answer, or none if it is short.

    Parameters
    ----------
    rows : sequence of Row
        What is its author's own.

    Returns
    -------
    Both
        Each part as a number.
    """
    if sum(len(one.written) for one in rows) < FEWEST_WORDS:
        return NONE
    return parts(rows)


def parts(rows: Sequence[Row]) -> Both:
    """Return the parts of some rows, however few."""
    written, plain = ([one.written for one in rows], [one.plain for one in rows])
    return Both(*(frozenset(some_parts(some)) for some in (written, plain)))


def some_parts(rows: Sequence[tuple[str, ...]]) -> Iterable[int]:
    """Yield each statement in any order, and each three words in a row, as a number."""
    yield from (hash(("statement", *sorted(one))) for one in rows)
    words = ["", "", *(word for one in rows for word in (*one, "\n")), ""]
    for place in range(len(words) - IN_A_ROW + 1):
        yield hash(tuple(words[place : place + IN_A_ROW]))


def compared(answers: Sequence[Both], course: Both = NONE) -> Likeness:
    """Compare all answers to an exercise with each other.

    Parameters
    ----------
    answers : sequence of Both
        One for each person; `NONE` for whoever has none.
    course : Both
        The parts of the course's own answer.

    Returns
    -------
    Likeness
        In the same order.
    """
    written = one_view([one.written for one in answers], course.written)
    plain = one_view([one.plain for one in answers], course.plain)
    stronger = written.strength > plain.strength
    return Likeness(
        np.where(stronger, written.alike, plain.alike),
        np.where(stronger, written.as_close, plain.as_close),
        np.maximum(written.strength, plain.strength),
        max(written.answers, plain.answers),
    )


def one_view(answers: Sequence[Parts], course: Parts) -> Likeness:
    """Compare all answers in one of the two ways."""
    there = np.array([bool(one) for one in answers])
    own = np.array([bool(one - course) for one in answers])
    alike, many = shares(answers), int(there.sum())
    if many < FEWEST_ANSWERS:
        return Likeness(alike, np.zeros_like(alike, int), np.zeros_like(alike), many)
    close = as_close(np.where(np.eye(len(alike), dtype=bool), -1, alike))
    rare = np.log(many / np.clip(close, 1, many))
    rare[(close > MOST_AS_CLOSE * many) | ~(own[:, None] & own)] = 0
    strength = alike**2 * rare - DIFFERENT * (1 - alike)
    strength[~there] = strength[:, ~there] = 0
    return Likeness(alike, close, strength, many)


def shares(answers: Sequence[Parts]) -> np.ndarray:
    """Return the weight of what each two share, of what either has; shape (n, n)."""
    who: dict[int, list[int]] = {}
    for number, one in enumerate(answers):
        for part in one:
            who.setdefault(part, []).append(number)
    many = 1 + sum(map(bool, answers))
    weight = {part: math.log(many / len(some)) for part, some in who.items()}
    whole = np.array([sum(weight[part] for part in one) for one in answers])
    shared = [part for part, some in who.items() if len(some) > 1]
    found = np.zeros((len(answers), len(answers)))
    for start in range(0, len(shared), PARTS_AT_ONCE):
        some = shared[start : start + PARTS_AT_ONCE]
        table = np.zeros((len(answers), len(some)), np.float32)
        for column, part in enumerate(some):
            table[who[part], column] = math.sqrt(weight[part])
        found += table @ table.T
    either = whole[:, None] + whole - found
    empty = np.zeros_like(found)
    return np.clip(np.divide(found, either, out=empty, where=either > TINY), 0, 1)


def as_close(alike: np.ndarray) -> np.ndarray:
    """Count how many answers are as close to one of two as the other, the more of both.

    Examples
    --------
    >>> as_close(np.array([[-1, 0.9, 0.1], [0.9, -1, 0.1], [0.1, 0.1, -1]]))
    array([[3, 1, 2],
           [1, 3, 2],
           [2, 2, 3]])
    """
    sorted_rows = np.sort(alike, axis=1)
    below = [
        np.searchsorted(some, row - TINY)
        for some, row in zip(sorted_rows, alike, strict=True)
    ]
    counts = len(alike) - np.array(below)
    return np.maximum(counts, counts.T)
