"""Counts of a class that tell of nobody: coarse, and silent about few.

Who reads a page without names may know how some of the others did. So nothing is said
of fewer than `FEWEST` students; what is said is a share in tenths, in which one student
more or less seldom shows. What is true of everybody is said as of nearly all.
"""

from collections.abc import Mapping, Sequence

FEWEST = 5
TENTHS = 10
NEARLY_ALL = "nearly all"


def rough(count: int, of: int) -> float | None:
    """Return about which share of students something is true of.

    Parameters
    ----------
    count, of : int
        Of so many, of so many in all.

    Returns
    -------
    float or None
        A multiple of 0.1; 1 for all, or all but a few; None where they are too few.

    Examples
    --------
    >>> rough(4, 60), rough(20, 60), rough(57, 60), rough(3, 3)
    (None, 0.3, 1.0, None)
    """
    if count < FEWEST:
        return None
    if of - count < FEWEST:
        return 1.0
    return round(TENTHS * count / of) / TENTHS


def told(count: int, of: int) -> str:
    """Say of about how many something is true; empty where they are too few.

    Examples
    --------
    >>> told(20, 60), told(58, 60), told(2, 60)
    ('about 30 %', 'nearly all', '')
    """
    share = rough(count, of)
    if share is None:
        return ""
    return NEARLY_ALL if share == 1 else f"about {round(100 * share)} %"


def mean_told(shares: Sequence[float]) -> str:
    """Say what a class earned on average; empty where they are too few.

    Examples
    --------
    >>> mean_told([0.5, 0.6, 0.7, 0.8, 0.9]), mean_told([1.0] * 9), mean_told([1.0])
    ('about 70 %', 'above 90 %', '')
    """
    if len(shares) < FEWEST:
        return ""
    mean = sum(shares) / len(shares)
    # From a mean of everything or of nothing everybody's own could be told.
    if mean > 0.9:
        return "above 90 %"
    if mean < 0.1:
        return "below 10 %"
    return f"about {round(TENTHS * mean) * TENTHS} %"


def groups(states: Mapping[str, int]) -> dict[str, float]:
    """Return the share of each group of students; those that are too few are left out.

    Examples
    --------
    >>> groups({"passed": 30, "failed": 28, "open": 2})
    {'passed': 0.5, 'failed': 0.5}
    """
    of = sum(states.values())
    found = {name: rough(count, of) for name, count in states.items()}
    return {name: share for name, share in found.items() if share is not None}


def joined(steps: Sequence[int]) -> list[tuple[int, int, int]]:
    """Join neighbouring steps until there are enough in each.

    Parameters
    ----------
    steps : sequence of int
        How many scores lie in each step.

    Returns
    -------
    list of (int, int, int)
        From which step, to before which, and how many; nothing if they are too few.

    Examples
    --------
    >>> joined([1, 0, 0, 2, 0, 0, 3, 9, 1, 8])
    [(0, 7, 6), (7, 8, 9), (8, 10, 9)]
    """
    found, start, count = [], 0, 0
    for step, some in enumerate(steps, start=1):
        count += some
        if count >= FEWEST:
            found.append((start, step, count))
            start, count = step, 0
    if found and start < len(steps):
        begin, _, some = found.pop()
        found.append((begin, len(steps), some + count))
    return found
