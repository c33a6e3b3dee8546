"""Numbers that are right in few digits: of a coarse type, rounded, or guarded too much.

Some of them may count as right, where numbers are compared loosely.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from nnlib.check.trial import Trial
from nnlib.check.verdict import Fact
from nnlib.check.views import Case, case_of

FLOAT32_DIGITS = 1e-5
ROUNDING = 1e-12
FEW_DIGITS = 9
# The largest difference, in parts of the largest number, that is nearly nothing.
NEAR = 0.01


def coarse(part: str, done: Sequence[Trial]) -> Iterator[Fact]:
    """Yield a fact of numbers with the few digits of float32."""
    cases = [case_of(part, list, trial) for trial in done]
    if all(cases) and all(map(in_float32, cases)):
        yield Fact("coarse", {"part": part, "digits": "seven"})


def rounded(part: str, done: Sequence[Trial]) -> Iterator[Fact]:
    """Yield a fact of numbers that are rounded to the same few digits every time."""
    cases = [case_of(part, list, trial) for trial in done]
    for digits in range(1, FEW_DIGITS + 1):
        if all(case and is_rounded(case, digits) for case in cases):
            yield Fact("rounded", {"part": part, "digits": digits})
            return


def is_rounded(case: Case, digits: int) -> bool:
    """Tell whether numbers are the expected ones, rounded to so many digits."""
    return all(
        mine.shape == other.shape
        and np.allclose(mine, np.round(other, digits), rtol=0, atol=ROUNDING)
        for mine, other in zip(case.got, case.expected, strict=True)
    )


def near(part: str, done: Sequence[Trial]) -> Iterator[Fact]:
    """Yield a fact of numbers that are nearly right: rounded, or guarded too much.

    Some of them may count as right, where numbers are compared loosely.
    """
    apart = [distance(case_of(part, list, trial)) for trial in done]
    if all(one <= NEAR for one in apart) and any(apart):
        digits = math.floor(-math.log10(max(apart)))
        yield Fact("near", {"part": part, "digits": digits})


def distance(case: Case | None) -> float:
    """Return the largest difference in parts of the largest number, or infinity."""
    pairs = list(zip(case.got, case.expected, strict=True)) if case else []
    alike = all(a.shape == b.shape and np.isfinite(a).all() for a, b in pairs)
    if not alike or not sum(a.size for a, _ in pairs):
        return math.inf
    apart = max(float(np.abs(a - b).max()) for a, b in pairs)
    return apart / (max(float(np.abs(b).max()) for _, b in pairs) or 1.0)


def in_float32(case: Case) -> bool:
    """Tell whether numbers are those of float32 next to the expected ones, or near."""
    return all(
        mine.shape == other.shape
        and np.array_equal(mine, mine.astype(np.float32))
        and np.allclose(mine, other, rtol=FLOAT32_DIGITS, atol=FLOAT32_DIGITS)
        for mine, other in zip(case.got, case.expected, strict=True)
    ) and not all(np.array_equal(a, a.astype(np.float32)) for a in case.expected)


# The first that has something to say speaks.
LOST_DIGITS = {"rounded": rounded, "coarse": coarse, "near": near}
