"""Similar: submissions -> COURSE/similar.html, pairs whose answers are alike.

A signal, and no verdict: the page says what it cannot show. It is written only when it
is asked for, counts in no points, and stands on no other page.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.errors import UsageError
from grading.results import pages
from grading.similarity import side_by_side
from grading.similarity.collected import Author, Collected, collected
from grading.similarity.likeness import FEWEST_ANSWERS, FEWEST_WORDS
from grading.similarity.ranking import Alike, Pair, Ranking, ranking

NAME = "similar"
# So many answers of a pair are shown; the others are named.
MOST_SHOWN = 8


def similar(
    course: Course,
    *,
    most: int,
    earlier: Sequence[Course] = (),
    notebook: str | None = None,
    anonymous: bool = False,
) -> tuple[Path, Ranking]:
    """Write the page.

    Parameters
    ----------
    course : Course
        The class.
    most : int
        How many pairs are shown.
    earlier : sequence of Course
        Classes of other terms, with which it is compared as well.
    notebook : str, optional
        Number of the only notebook.
    anonymous : bool
        Whether people have numbers in place of names, and comments are left out.

    Returns
    -------
    path : Path
        similar.html in the class folder, with what it is restricted to in its name.
    found : Ranking
        What is on it.

    Raises
    ------
    UsageError
        If there is no such notebook, or an earlier class is this one.
    GradingError
        If nothing is released, or too few have answered.
    """
    if most < 1:
        raise UsageError(f"--most is {most}, expected 1 or more")
    found = gathered(course, earlier, notebook)
    ranked = ranking(found, most)
    text = pages.render("similar.html.j2", values(found, ranked, anonymous))
    ends = ("-anonymous" * anonymous, f"-notebook-{notebook}" if notebook else "")
    path = course.root / f"{NAME}{''.join(ends)}.html"
    return atomic.write_text(path, text), ranked


def gathered(
    course: Course, earlier: Sequence[Course], notebook: str | None
) -> Collected:
    """Read what is compared; a class is not compared with itself."""
    if any(one.root == course.root for one in earlier):
        raise UsageError(f"--earlier is {course.root}, which is this class")
    return collected(course, earlier, notebook)


def values(found: Collected, ranked: Ranking, anonymous: bool) -> dict[str, object]:
    """Return what fills the page."""
    people = (who for one in ranked.pairs for who in (one.first, one.second))
    named = numbered(people) if anonymous else {}
    return {
        "notebooks": found.notebooks,
        "terms": sorted({one.term for one in found.authors if one.term}),
        "anonymous": anonymous,
        "ranked": ranked,
        "pairs": [shown(one, named) for one in ranked.pairs],
        "left_out": found.left_out,
        "fewest_words": FEWEST_WORDS,
        "fewest_answers": FEWEST_ANSWERS,
    }


def numbered(people: Iterable[Author]) -> dict[Author, str]:
    """Return a number for everybody, in the order of the page."""
    return {
        who: f"student {number}{', an earlier term' if who.term else ''}"
        for number, who in enumerate(dict.fromkeys(people), start=1)
    }


def shown(pair: Pair, named: Mapping[Author, str]) -> dict[str, object]:
    """Return what the page says of a pair."""
    both = pair.first, pair.second
    return {
        "names": [named.get(one, one.shown) for one in both],
        "strength": pair.strength,
        "notebooks": pair.notebooks,
        "compared": pair.compared,
        "answers": [
            answer(pair, one, bool(named)) for one in pair.answers[:MOST_SHOWN]
        ],
        "more": [one.exercise.id for one in pair.answers[MOST_SHOWN:]],
        "many": len(pair.answers),
    }


def answer(pair: Pair, one: Alike, anonymous: bool) -> dict[str, object]:
    """Return what the page says of one exercise."""
    texts = one.exercise.texts[pair.first], one.exercise.texts[pair.second]
    return {
        "exercise": one.exercise.id,
        "alike": round(100 * one.alike),
        "strength": one.strength,
        "as_close": one.as_close,
        "answers": one.answers,
        "sides": side_by_side.sides(one.exercise, *texts, comments=not anonymous),
    }
