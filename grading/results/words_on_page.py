"""What a page says of answers in words: what was written, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from grading.found.record import Record, number
from grading.found.written import Written
from grading.results.grades import Grade

TITLES = {"two_sentences": "Say it in two sentences"}
WAITS = "waits to be read; its points are not in your sum yet"


@dataclass(frozen=True)
class Shown:
    """One answer in words, as a page shows it.

    Parameters
    ----------
    name, title : str
        Of the answer.
    words : str
        What was written.
    counts : str
        What it counts; empty if nothing.
    state, points : str
        Whether somebody has read it, and what that came to.
    share : float
        What it counts as a share of full marks.
    """

    name: str
    title: str
    words: str
    counts: str
    state: str = ""
    points: str = ""
    share: float = 0.0


def on_page(record: Record, now: Grade) -> Iterator[Shown]:
    """Yield the answers in words of a submission that are there, or would count.

    Parameters
    ----------
    record : Record
        The submission.
    now : Grade
        As the gradebook has it.
    """
    for one in record.written:
        if one.words or one.max_score:
            title = TITLES.get(one.name, one.name.replace("_", " "))
            row = in_row(one, now) if one.max_score else ()
            yield Shown(one.name, title, one.words, counts(one, now), *row)


def in_row(one: Written, now: Grade) -> tuple[str, str, float]:
    """Say in the list of points whether it was read, and what that came to."""
    score = now.scores.get(one.name)
    if score is None:
        return "waits to be read", "open", 0.0
    state = "read" if one.words or one.name in now.by_hand else "nothing written"
    return state, counts(one, now), score / one.max_score


def counts(one: Written, now: Grade) -> str:
    """Say what an answer in words counts; nothing where it has no points."""
    if not one.max_score:
        return ""
    score = now.scores.get(one.name)
    if score is None:
        return f"{number(one.max_score)} points; {WAITS}"
    said = f"{number(score)} of {number(one.max_score)}"
    if one.name in now.earlier:
        return f"{said}, by hand for an earlier file"
    return f"{said}, by hand" if one.name in now.by_hand else said
