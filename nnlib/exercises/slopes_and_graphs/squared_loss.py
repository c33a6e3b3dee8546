"""`squared_loss(a, y)`: how wrong one answer is."""

import math

import numpy as np

from nnlib.check import Draft, Probe, instead, scaled, wrapped, wrong
from nnlib.exercises.drawing import drawn
from nnlib.slopes import squared_loss

exercise = Draft(
    id="00/squared_loss",
    parts={"loss": 5},
    reference=squared_loss,
    returns="loss",
    help="H4",
)


@exercise.probes
def probes(rng):
    """Draw answers that are too small and too large, also below 0."""
    return [
        pair(5.0, 2.0),
        pair(drawn(rng, 0.2, 0.45), drawn(rng, 0.7, 1.4)),
        pair(drawn(rng, 3.1, 6.8), drawn(rng, -2.4, -0.6)),
        pair(drawn(rng, -7.3, -4.2), drawn(rng, 1.2, 2.9)),
        pair(2.5, 2.5, extreme=True, about="an answer that is exactly right"),
    ]


def pair(a, y, **kinds):
    """Make a probe of an answer and the truth."""
    shown = not kinds
    return Probe((a, y), sizes={"a": a, "y": y}, shown=shown, **kinds)


exercise.variants(
    wrong(
        "no_half",
        "half left out",
        scaled(2),
        evidence="Your loss is twice the expected one.",
        question="what stands in front of the square in the formula?",
    ),
    wrong(
        "not_squared",
        "square left out",
        instead(lambda a, y: 0.5 * (a - y)),
        evidence="Your loss is half the difference, and negative where a is too small.",
        question="can being wrong cost less than being right?",
    ),
    wrong(
        "distance",
        "distance in place of its square",
        instead(lambda a, y: abs(a - y)),
        evidence="Your loss is the plain distance between a and y.",
        question=(
            "if an answer is twice as far off, how many times as much should it cost?"
        ),
    ),
    wrong(
        "half_distance",
        "half the distance",
        instead(lambda a, y: 0.5 * abs(a - y)),
        evidence="Your loss is half the plain distance between a and y.",
        question=(
            "if an answer is twice as far off, how many times as much should it cost?"
        ),
    ),
    wrong(
        "slope",
        "slope in place of the loss",
        instead(lambda a, y: a - y),
        evidence="Your values are a - y, which is the slope of the loss.",
        question="what does an answer that is too small cost?",
    ),
    wrong(
        "half_squared",
        "half squared as well",
        scaled(0.5),
        evidence="Your loss is half the expected one: it is a quarter of the square.",
        question="which part of your line does the power reach?",
    ),
    wrong(
        "only_y_squared",
        "bracket missing round the difference",
        instead(lambda a, y: 0.5 * (a - y**2)),
        evidence="Your values are those of a - y squared, where only y is squared.",
        question="what does Python work out first, the power or the difference?",
    ),
    wrong(
        "difference_of_squares",
        "difference of the squares",
        instead(lambda a, y: 0.5 * (a**2 - y**2)),
        evidence="Your values are half of a squared minus y squared.",
        question="what comes first in the formula, the difference or the square?",
    ),
    wrong(
        "half_of_a",
        "half of a only",
        instead(lambda a, y: (0.5 * a - y) ** 2),
        evidence="Your half reaches a alone, before y is subtracted.",
        question="which bracket is worked out first?",
    ),
    wrong(
        "doubled",
        "doubled in place of halved",
        scaled(4),
        evidence="Your loss is four times the expected one.",
        question="does a half make a number larger or smaller?",
    ),
    wrong(
        "whole_numbers",
        "whole-number division",
        instead(lambda a, y: (a - y) ** 2 // 2),
        evidence="Your loss is the expected one, with all its decimals cut off.",
        question="what is the difference between / and // in Python?",
    ),
    wrong(
        "added",
        "answer and truth added",
        instead(lambda a, y: 0.5 * (a + y) ** 2),
        evidence="Your values are those of a + y: an exact answer costs a lot.",
        question="what should the loss be when a equals y?",
    ),
    wrong(
        "wrapped",
        "loss kept in an array",
        wrapped(shape=(1,)),
        evidence="Your loss is the right number, wrapped in an array.",
        question="how many answers came in, and how many losses should come out?",
    ),
)


@exercise.accepted
def as_product(a, y):
    """Multiply the difference by itself."""
    difference = y - a
    return difference * difference / 2


@exercise.accepted
def by_numpy(a, y):
    """Use the square of numpy."""
    return np.square(a - y) * 0.5


@exercise.accepted
def multiplied_out(a, y):
    """Multiply the square out."""
    return math.fsum([a * a / 2, -a * y, y * y / 2])


EXERCISE = exercise.with_hints(
    "How far is the answer from the truth? Then square that number, then halve it.",
    "Python writes the square of 3 as 3 ** 2. Brackets say what comes first. A "
    "sibling: the mean of p and q, cubed, is ((p + q) / 2) ** 3.",
)
