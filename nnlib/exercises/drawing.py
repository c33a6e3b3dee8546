"""What probes of several exercises share: numbers, tolerances, functions to hand in."""

from dataclasses import replace

import numpy as np

from nnlib.check.traits import ONE_UNIT

# A number of 1e-7 in a logarithm or below a fraction line cannot be seen, 1e-5 can.
GUARDED = {"rtol": 2e-6, "atol": 2e-6}


# An answer that is certain and wrong: infinite on paper, and at least this much.
LEAST_LOSS = 15.0


def high_enough(expected, got, m):
    """Expect what came, where one of m answers is certain and wrong and costs much."""
    # Only such an answer makes the expected cost that high.
    enough = expected > 100 and np.shape(got) == () and got >= LEAST_LOSS / m
    return got if enough else expected


def with_one_unit(probe):
    """Make an extreme probe of a network that was drawn with a single hidden unit."""
    return replace(probe, extreme=True, **ONE_UNIT)


def drawn(rng, low, high):
    """Draw a number with three decimals."""
    return round(float(rng.uniform(low, high)), 3)


def like_a_function(name):
    """Let messages speak of objects that can be called as of a function of this name.

    They are objects because they are written down to be compared, and functions cannot
    be; a learner sees a function.
    """

    def renamed(cls):
        cls.__name__ = "function"
        cls.__call__.__name__ = cls.__call__.__qualname__ = name
        return cls

    return renamed
