"""`sigmoid(z)`: one number becomes a probability."""

import math

import numpy as np

from nnlib.check import Draft, Probe, called_with, changed, instead, outputs, wrong
from nnlib.exercises.wrong_sigmoids import wrong_sigmoids
from nnlib.logistic_loops import sigmoid

RANGES = (0.3, 1.2), (0.8, 4.0)
# Where a curve that is cut off by hand is 0 or 1.
STEEP = (-5.3, 4.7, -11.5)


exercise = Draft(
    id="01/sigmoid",
    parts={"a": 10},
    reference=sigmoid,
    returns="a",
)


@exercise.probes
def probes(rng):
    """Draw numbers of both signs, below and above 1, and far too large ones."""
    drawn = [round(float(s * z), 2) for s in (1, -1) for z in rng.uniform(*RANGES)]
    return [
        *(at(z, shown=True) for z in (2.0, -0.5, *drawn, int(rng.integers(2, 5)))),
        *(at(z, shown=True) for z in STEEP),
        *(at(z, extreme=True, about=f"z = {z:g}") for z in (1000.0, -1000.0)),
    ]


def at(z, **kinds):
    """Make a probe of one number."""
    return Probe((z,), sizes={"z": z}, **kinds)


@exercise.always(
    "sigmoid(-z) equals 1 - sigmoid(z)",
    parts=("a",),
    broken="Your sigmoid(-z) and sigmoid(z) do not add up to 1.",
    question="how high should the curve be as far left of 0 as right of it?",
)
def mirrored(call, rng):
    """Tell whether the curve is symmetric about its middle."""
    z = float(rng.normal(0, 2))
    return bool(np.isclose(call(-z), 1 - call(z)))


exercise.variants(
    *wrong_sigmoids("z", instead),
    wrong(
        "slope",
        "slope in place of value",
        outputs(a=lambda a: a * (1 - a)),
        evidence="Your values are those of the slope a(1 - a), never above 0.25.",
        question="what is the height of the curve at z = 0?",
    ),
    wrong(
        "slope_of_z",
        "slope formula applied to z",
        instead(lambda z: z * (1 - z)),
        evidence="Your values are z(1 - z).",
        question="is this the height of the curve, or an attempt at its slope?",
    ),
    wrong(
        "two_decimals",
        "whole percents",
        changed(lambda a: round(a, 2)),
        evidence="Your values have two decimals only.",
        question="who should round, the function or whoever prints its value?",
    ),
    wrong(
        "short_e",
        "e rounded to 2.718",
        called_with(z=lambda z: z * math.log(2.718)),
        evidence="Your values are those of 2.718 for e.",
        question="where does Python keep an exponential that knows all digits of e?",
    ),
    wrong(
        "cut_line",
        "line cut off at 0 and 1",
        instead(lambda z: min(max(z, 0), 1)),
        evidence="Your values are z itself, cut off at 0 and at 1.",
        question="what should come out for z = 0: no, yes, or no idea?",
    ),
    wrong(
        "overflow",
        "overflow for large z",
        instead(lambda z: np.exp(z) / (1 + np.exp(z))),
        evidence="e to the 1000 is infinite, and infinity over infinity is nan.",
        question="which of the two ways to write sigmoid has no e to the +z?",
    ),
    wrong(
        "overflow_below",
        "overflow for large negative z",
        instead(lambda z: 1 / (1 + math.exp(-z))),
        evidence="There e to the 1000 is asked for, which is larger than any float.",
        question="for which z does e to the -z grow beyond all numbers?",
    ),
    wrong(
        "overflow_above",
        "overflow for large positive z",
        instead(lambda z: math.exp(z) / (1 + math.exp(z))),
        evidence="Your form asks for e to the +1000, which is larger than any float.",
        question="which of the two ways to write sigmoid has no e to the +z?",
    ),
)


@exercise.accepted
def by_sign(z):
    """Use the form that suits the sign of z."""
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


@exercise.accepted
def by_tanh(z):
    """Use that sigmoid is a shifted, stretched tanh."""
    return 0.5 * (1 + math.tanh(0.5 * z))


@exercise.accepted
def by_numpy(z):
    """Write the formula as it stands; numpy only warns where exp overflows."""
    return 1 / (1 + np.exp(-z))


@exercise.accepted
def clipped(z):
    """Keep the exponent where exp does not overflow."""
    return 1 / (1 + math.exp(-max(-700, min(700, z))))


EXERCISE = exercise.with_hints(
    "What should come out for z = -10, 0 and 10? Say the three numbers first.",
    "An exponential that stays small never overflows. For which signs of z is e to "
    "the -z small, and for which e to the z? A sibling: a / (a + b) is also "
    "1 / (1 + b / a).",
)
