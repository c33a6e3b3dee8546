"""The pairs of a class, those first whose answers are alike where few others' are.

A pair is two people of this class, or one of it and one of an earlier. Members of a
team, who hand in together, are none; nor is one person in two terms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from grading.errors import GradingError
from grading.similarity import likeness
from grading.similarity.collected import Author, Collected, Exercise
from grading.similarity.likeness import NONE, Likeness

TOO_FEW = (
    "no exercise has answers of {least} people or more, and of fewer nobody can say "
    "what is rare: nothing was compared"
)
# Of a hundred pairs so many are below the number that stands on the page.
HIGH = 99


@dataclass(frozen=True)
class Alike:
    """Two answers to one exercise.

    Parameters
    ----------
    exercise : Exercise
        Which.
    alike, strength : float
        How alike they are, from 0 to 1, and what that counts.
    as_close, answers : int
        How many answers are as close to one of the two as the other, of how many.
    """

    exercise: Exercise
    alike: float
    strength: float
    as_close: int
    answers: int


@dataclass
class Pair:
    """Two people, and what they wrote alike.

    Parameters
    ----------
    first, second : Author
        The first is of this class.
    strength : float
        Over all that was compared.
    notebooks : dict of str to float
        What each notebook gives of it, where that is something.
    answers : list of Alike
        Those that count, the strongest first.
    compared : int
        How many exercises both have answered at some length.
    """

    first: Author
    second: Author
    strength: float
    notebooks: dict[str, float] = field(default_factory=dict)
    answers: list[Alike] = field(default_factory=list)
    compared: int = 0


@dataclass(frozen=True)
class Ranking:
    """What was found in a class.

    Parameters
    ----------
    pairs : list of Pair
        The strongest, in their order.
    people, many : int
        Of how many people, and how many pairs there are.
    middle, high : float
        The strength of the pair in the middle, and of that above 99 of 100.
    """

    pairs: list[Pair]
    people: int
    many: int
    middle: float
    high: float


def ranking(found: Collected, most: int) -> Ranking:
    """Rank the pairs of a class.

    Parameters
    ----------
    found : Collected
        Its answers.
    most : int
        How many pairs are looked at closely.

    Returns
    -------
    Ranking
        At most so many pairs, each with some strength.

    Raises
    ------
    GradingError
        If too few have answered to say anything.
    """
    totals = {one: of_notebook(found, one) for one in found.notebooks}
    if not any(total.any() for total in totals.values()):
        raise GradingError(TOO_FEW, least=likeness.FEWEST_ANSWERS)
    total = sum(totals.values())
    left, right = np.nonzero(are_pairs(found.authors))
    strengths = total[left, right]
    order = np.argsort(-strengths, kind="stable")[:most]
    places = [(left[n], right[n]) for n in order if strengths[n] > 0]
    pairs = [pair(found, totals, *place) for place in places]
    look_closely(found, pairs, places)
    return Ranking(
        pairs,
        len(found.authors),
        len(strengths),
        float(np.median(strengths)),
        float(np.percentile(strengths, HIGH)),
    )


def are_pairs(authors: Sequence[Author]) -> np.ndarray:
    """Tell which two people are a pair; shape (n, n), each pair once."""

    def numbers(values: Sequence[str]) -> np.ndarray:
        known = {value: number for number, value in enumerate(dict.fromkeys(values))}
        return np.array([known[value] for value in values])

    now = np.array([not one.term for one in authors], dtype=bool)
    ids = numbers([one.id for one in authors])
    groups = numbers([f"{one.term}/{one.group or one.id}" for one in authors])
    other = (ids[:, None] != ids) & (groups[:, None] != groups)
    return np.triu(other & (now[:, None] | now), 1)


def of_notebook(found: Collected, number: str) -> np.ndarray:
    """Return the strength of each two people in one notebook; shape (n, n)."""
    total = np.zeros((len(found.authors), len(found.authors)))
    for _, one in compared(found, number):
        total += one.strength
    return np.maximum(total, 0)


def compared(found: Collected, number: str) -> Iterator[tuple[Exercise, Likeness]]:
    """Yield the exercises of a notebook, all answers compared."""
    for id, exercise in found.exercises.items():
        if id.startswith(f"{number}/"):
            answers = [
                likeness.both(exercise.own(exercise.texts[one]))
                if one in exercise.texts
                else NONE
                for one in found.authors
            ]
            yield exercise, likeness.compared(answers, likeness.parts(exercise.solved))


def pair(
    found: Collected, totals: dict[str, np.ndarray], left: int, right: int
) -> Pair:
    """Return two people, with what each notebook gives."""
    parts = {number: float(some[left, right]) for number, some in totals.items()}
    return Pair(
        found.authors[left],
        found.authors[right],
        sum(parts.values()),
        {number: value for number, value in parts.items() if value > 0},
    )


def look_closely(
    found: Collected, pairs: Sequence[Pair], places: Sequence[tuple[int, int]]
) -> None:
    """Add to each pair the answers that count.

    Everything is compared once more: to keep it all would take much memory.
    """
    for number in found.notebooks:
        for exercise, one in compared(found, number):
            for pair, place in zip(pairs, places, strict=True):
                strength = float(one.strength[place])
                pair.compared += strength != 0
                if strength > 0 and number in pair.notebooks:
                    numbers = int(one.as_close[place]), one.answers
                    alike = float(one.alike[place])
                    pair.answers.append(Alike(exercise, alike, strength, *numbers))
    for pair in pairs:
        pair.answers.sort(key=lambda alike: -alike.strength)
