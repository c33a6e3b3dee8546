"""What goes wrong in sigmoid, of one number as of every number of an array."""

from collections.abc import Callable

import numpy as np

from nnlib.check import changed, wrong
from nnlib.check.slips import Maker, Slip


def wrong_sigmoids(z: str, giving: Callable[[Callable], Slip]) -> tuple[Maker, ...]:
    """Make the wrong versions of a function that bends numbers.

    Parameters
    ----------
    z : str
        Name of its argument.
    giving : callable
        Makes a slip of a curve, which takes the place of the right one.

    Returns
    -------
    tuple of Maker
        One for each wrong curve.
    """
    return (
        wrong(
            "plus_sign",
            "exponent with the wrong sign",
            giving(lambda z: 1 / (1 + np.exp(z))),
            evidence=f"Your values are 1 - sigmoid({z}): large {z} gives almost 0.",
            question=f"what should come out for {z} = 10, almost 1 or almost 0?",
        ),
        wrong(
            "precedence",
            "division before addition",
            giving(lambda z: 1 / 1 + np.exp(-z)),
            evidence=f"Your values are 1 + e to the -{z}, so they are never below 1.",
            question="in which order does Python divide and add, and what changes it?",
        ),
        wrong(
            "minus_below",
            "minus below the fraction line",
            giving(lambda z: 1 / (1 - np.exp(-z))),
            evidence=(
                f"Your values are 1 / (1 - e to the -{z}): none lies between 0 and 1."
            ),
            question=(
                f"what should come out for {z} = 0, and what do you divide by there?"
            ),
        ),
        wrong(
            "absolute_value",
            f"exponent of the size of {z}",
            giving(lambda z: 1 / (1 + np.exp(-np.abs(z)))),
            evidence=(
                f"Negative {z} gives the same values as positive {z}, never below 0.5."
            ),
            question="what should sigmoid(-2) be, if sigmoid(2) is 0.88?",
        ),
        wrong(
            "hyperbolic_tangent",
            "tanh in place of sigmoid",
            giving(lambda z: np.tanh(z)),
            evidence="Your values are those of tanh: they run from -1 to 1.",
            question="which range may a probability have?",
        ),
        wrong(
            "exponential",
            "exponential without the fraction",
            giving(lambda z: np.exp(np.asarray(z, dtype=float))),
            evidence=(
                f"Your values are those of e to the {z}, which grow without bound."
            ),
            question="which part of the formula keeps the result below 1?",
        ),
        wrong(
            "rounded",
            "rounded to classes",
            changed(np.round),
            evidence="Your values are only 0 and 1: the probabilities were rounded.",
            question="what is lost if 0.51 and 0.99 both become 1?",
        ),
    )
