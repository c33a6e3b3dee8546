"""Two answers beside each other, line by line, with a mark at what both have."""

from collections.abc import Collection
from dataclasses import dataclass

from grading import inert
from grading.similarity import lexed
from grading.similarity.collected import Exercise
from grading.similarity.lexed import Row

# As it is written, but for names and order, handed out or as the course has it.
SAME, ALIKE, COURSE, OWN = "same", "alike", "course", "own"
MOST_LINES, MOST_LETTERS = 80, 160
CUT = "…"


@dataclass(frozen=True)
class Line:
    """One line of an answer.

    Parameters
    ----------
    text : str
        As a page shows it.
    mark : str
        ``"same"``, ``"alike"``, ``"course"`` or ``"own"``.
    """

    text: str
    mark: str


def sides(
    exercise: Exercise, first: str, second: str, *, comments: bool = True
) -> tuple[list[Line], list[Line]]:
    """Mark what two answers to an exercise have in common.

    Parameters
    ----------
    exercise : Exercise
        Which.
    first, second : str
        The texts of both.
    comments : bool
        Whether comments and docstrings are shown; they are compared in no case.

    Returns
    -------
    two lists of Line
        The first lines of each.
    """
    texts = [first, second]
    if not comments:
        texts = [lexed.without_comments(one) for one in texts]
    rows = [lexed.rows(one, exercise.known) for one in texts]
    return (
        side(texts[0], rows[0], rows[1], exercise),
        side(texts[1], rows[1], rows[0], exercise),
    )


def side(
    text: str, rows: Collection[Row], others: Collection[Row], exercise: Exercise
) -> list[Line]:
    """Return the lines of one side."""
    written = {one.written for one in others}
    bags = {one.bag for one in others}
    course = exercise.given | {one.written for one in exercise.solved}
    marks = {
        line: COURSE
        if one.written in course
        else SAME
        if one.written in written
        else ALIKE
        if one.bag in bags
        else OWN
        for one in rows
        for line in range(one.first, one.last + 1)
    }
    lines = text.splitlines()
    shown = [
        Line(shortened(line), marks.get(number, OWN))
        for number, line in enumerate(lines[:MOST_LINES])
    ]
    return [*shown, Line(CUT, OWN)] if len(lines) > MOST_LINES else shown


def shortened(line: str) -> str:
    """Return a line as it can be shown."""
    cut = line if len(line) <= MOST_LETTERS else line[:MOST_LETTERS] + CUT
    return inert.shown(cut)
