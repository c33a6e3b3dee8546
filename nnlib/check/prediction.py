"""A question that is answered before anything is shown: what fits, and what is said.

Whoever has committed herself to an answer sees the right one with other eyes. A wrong
answer is met in words, twice: first where to look, then the answer and its reason.
A question that recalls an earlier notebook names the section that answers it. Nothing
of it is graded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np

ASKED, ASKED_AGAIN = "Your prediction", "Your answer"
ASK = "Put {how} in place of the dots, and run this cell again."
UNREADABLE = "Not read as an answer"
EXPECTED = "Expected: {how}. Got: {came}."
COMMA = "Expected: one answer. A comma makes two; Python writes 0.5 with a point."
NO_QUESTION = "There is no question “{name}” in this notebook."
NEAREST = "The nearest is “{name}”."
RIGHT, NOT_YET, THE_ANSWER = "✓ Right", "Not yet", "The answer is {answer}"
ONCE_MORE = "Change your answer and run the cell again."
LOOK_UP = "Look it up: notebook {notebook}, “{section}”"
# Text as well, if a number stands in it.
NUMBERS = (int, float, np.integer, np.floating, str)
MOST_LETTERS = 60
TRIES = 2


class NoAnswerError(Exception):
    """What was given is of another kind than the question asks for."""


@dataclass(frozen=True)
class Place:
    """A section of an earlier notebook.

    Parameters
    ----------
    file : str
        The notebook, without the ending of its name.
    section : str
        Its heading, with a number.

    Examples
    --------
    >>> Place("00_slopes_and_graphs", "4 · Downhill").link
    '00_slopes_and_graphs.ipynb#cell-id=section-4'
    """

    file: str
    section: str

    @property
    def said(self) -> str:
        """Say where to look."""
        return LOOK_UP.format(notebook=self.file[:2], section=self.section)

    @property
    def link(self) -> str:
        """Return the address of the cell that begins the section.

        JupyterLab follows no link to a heading with a letter like · in it.
        """
        return f"{self.file}.ipynb#cell-id=section-{self.section.split()[0]}"


@dataclass(frozen=True)
class Prediction:
    """A question with one definite answer. It stands in the text; here is the rest.

    Parameters
    ----------
    answer : object
        What is right.
    why : str
        The reason, said with the answer.
    look : str
        Said of a wrong answer: where to look, or what to think of.
    told : mapping
        What is said of certain wrong answers instead.
    where : Place, optional
        Where an earlier notebook answers it; then it is a question to recall.
    """

    answer: object
    why: str
    look: str
    told: Mapping[object, str] = field(default_factory=dict)
    where: Place | None = None

    how = "an answer"

    def read(self, given: object) -> object:
        """Return what was answered in one form, or raise `NoAnswerError`."""
        raise NotImplementedError

    def fits(self, answer: object) -> bool:
        """Tell whether an answer, as it was read, is right."""
        return answer == self.answer

    def shown(self) -> str:
        """Write the right answer."""
        return str(self.answer)


@dataclass(frozen=True)
class Number(Prediction):
    """A number. It is right within a share of itself, as digits in the head are."""

    within: float = 0.02

    how = "a number"

    def read(self, given: object) -> float:
        """Return a float; text is taken if a number stands in it."""
        if isinstance(given, bool) or not isinstance(given, NUMBERS):
            raise NoAnswerError
        try:
            number = float(given)
        except (ValueError, OverflowError) as error:
            raise NoAnswerError from error
        if not np.isfinite(number):
            raise NoAnswerError
        return number

    def fits(self, answer: float) -> bool:
        """Tell whether an answer is near enough."""
        return abs(answer - self.answer) <= self.within * abs(self.answer)

    def shown(self) -> str:
        """Write the right answer with four digits at most."""
        whole = float(self.answer).is_integer()
        return f"{int(self.answer):,}" if whole else f"{self.answer:.3g}"


@dataclass(frozen=True)
class Sign(Prediction):
    """A direction: any number on the right side of 0, or 0 itself."""

    how = "1, -1 or 0 for its sign"

    def read(self, given: object) -> int:
        """Return -1, 0 or 1."""
        return int(np.sign(Number.read(self, given)))


@dataclass(frozen=True)
class Shape(Prediction):
    """The shape of an array."""

    how = "a shape such as (2, 3)"

    def read(self, given: object) -> tuple[int, ...]:
        """Return a tuple of whole numbers."""
        whole = isinstance(given, tuple | list) and all(
            isinstance(one, int | np.integer) for one in given
        )
        if not whole:
            raise NoAnswerError
        return tuple(int(one) for one in given)


@dataclass(frozen=True)
class Choice(Prediction):
    """One of several sentences, by its number in the text.

    Every wrong one has its own words, so that a misconception is met where it is.
    """

    look: str = ""

    @property
    def choices(self) -> int:
        """Return how many sentences there are to choose from."""
        return len(self.told) + 1

    @property
    def how(self) -> str:
        """Say what is put in place of the dots."""
        between = "or" if self.choices == 2 else "to"
        return f"the number of your choice, 1 {between} {self.choices},"

    def read(self, given: object) -> int:
        """Return the number of a choice."""
        number = Number.read(self, given)
        if number not in range(1, self.choices + 1):
            raise NoAnswerError
        return int(number)


def met(
    prediction: Prediction, given: tuple[object, ...], tried: list[object]
) -> tuple[str, str]:
    """Answer a prediction.

    Parameters
    ----------
    prediction : Prediction
        What was asked.
    given : tuple
        What the call was given behind the name; ``...`` is no answer yet.
    tried : list
        Wrong answers before this one; another one is added.

    Returns
    -------
    (str, str)
        A title and a text.

    Examples
    --------
    >>> half = Number(0.5, why="The curve is symmetric.", look="Put z = 0 in.")
    >>> met(half, (1,), [])[0], met(half, (0.5,), [])
    ('Not yet', ('✓ Right', 'The curve is symmetric.'))
    """
    how = prediction.how
    if not given or given[0] is ...:
        return ASKED_AGAIN if prediction.where else ASKED, ASK.format(how=how)
    if len(given) > 1:
        return UNREADABLE, COMMA
    try:
        answer = prediction.read(*given)
    except NoAnswerError:
        return UNREADABLE, EXPECTED.format(how=how.rstrip(","), came=came(given[0]))
    if prediction.fits(answer):
        return RIGHT, prediction.why
    if answer not in tried:
        tried.append(answer)
    about = prediction.told.get(answer, prediction.look)
    there = prediction.where.said if prediction.where else ""
    if len(tried) < TRIES:
        title, lines = NOT_YET, [about, ONCE_MORE, there]
    else:
        title = THE_ANSWER.format(answer=prediction.shown())
        lines = [about, prediction.why, there]
    return title, "\n".join(filter(None, lines))


def came(given: object) -> str:
    """Describe an answer of another kind, without running anything that is in it."""
    if isinstance(given, str | int | float | tuple | list):
        text = repr(given)
        return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
    return f"of type {type(given).__name__}"


def unknown(name: object, names: list[str]) -> tuple[str, str]:
    """Say that there is no such question, and which is the nearest.

    Examples
    --------
    >>> unknown("halve", ["half", "axis"])
    ('There is no question “halve” in this notebook.', 'The nearest is “half”.')
    """
    near = get_close_matches(str(name), names, n=1, cutoff=0)
    text = NEAREST.format(name=near[0]) if near else ""
    return NO_QUESTION.format(name=came(name).strip("'")), text
