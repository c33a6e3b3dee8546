"""A kind of small change, with what it costs and the question that belongs to it.

It costs little where something written is replaced, more where something is put in;
only the cheapest repairs of a function are spoken of. A question is true whichever way
the change goes, and holds no part of a mended line.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nnlib.check.pointing.families.scope import Scope
from nnlib.check.pointing.places import Place

REPLACED, SIGN_PUT_IN, TAKEN_OUT, PUT_IN, ABSENT = 1.0, 1.25, 1.5, 2.0, 2.5

NUMBER = "Where does the number in this line come from, and what does it stand for?"
VALUE = "Say in words what each name in this line stands for. Is that what you mean?"
SIZE = "What does this line count, or divide by, and how many of these are there?"
BORDER = "Put a value below the border and one above it into this line: what comes?"
WORK = "Give this line three numbers whose answer you know. Does it give that answer?"
AXIS = "Which shape has the result of this line, and what is counted along each axis?"
FACTORS = "Write the shape below each part of this line. Which lengths have to agree?"
BY_HAND = "Put small numbers into this line, and work it out step by step. What comes?"
SIGN = "Should this be above or below 0 for a case that you can picture? What is it?"
INDEX = "Which are the first and the last value that the index in this line takes?"
TURNS = "How many times is this line run, and what do its names hold each time?"
STEP = "What does each step in this line do to its numbers, and is it asked for?"
ORDER = "Which value stands at which place in this line, and who counts on that?"
RESULT = "What do the names in this line hold before it is run, and what afterwards?"


# What each of them asks about, for whoever teaches.
ABOUT = {
    NUMBER: "a number",
    VALUE: "a name",
    SIZE: "a size or a mean",
    BORDER: "a comparison",
    WORK: "a function",
    AXIS: "an axis or a shape",
    FACTORS: "the factors",
    BY_HAND: "the formula",
    SIGN: "a sign",
    INDEX: "an index",
    TURNS: "how often it runs",
    STEP: "one step",
    ORDER: "the order",
    RESULT: "what keeps the result",
}


@dataclass(frozen=True)
class Family:
    """A kind of change.

    Parameters
    ----------
    name : str
        For reports.
    cost : float
        How much it changes.
    question : str
        What is asked where it repairs.
    changes : callable
        ``changes(place, scope)`` yields expressions.
    """

    name: str
    cost: float
    question: str
    changes: Callable[[Place, Scope], Iterator[ast.expr]]


FAMILIES: list[Family] = []


def family(name: str, cost: float, question: str) -> Callable:
    """Register what yields the changes of a family."""

    def register(changes: Callable) -> Callable:
        FAMILIES.append(Family(name, cost, question, changes))
        return changes

    return register
