"""What a picture shows, in words that are computed from the same numbers.

A sentence stands for the picture where there is none to see, and below it where there
is. None of them is typed by hand, so none can be out of date.
"""

from __future__ import annotations

import numpy as np


def describe_costs(values: np.ndarray, finite: np.ndarray) -> str:
    """Say what the cost does.

    Parameters
    ----------
    values : ndarray, shape (k,)
        Costs.
    finite : ndarray of int
        Where they are finite; not empty.

    Returns
    -------
    str
        One or two sentences.
    """
    first, last = values[finite[0]], values[finite[-1]]
    if values.size == 1:
        return f"The cost is {amount(first)} in the only iteration."
    falls = last < first
    verb, other = ("falls", "rises") if falls else ("rises", "falls")
    way = f"{verb} from {amount(first)} to {amount(last)}"
    if amount(first) == amount(last):
        way = f"begins and ends at {amount(first)}"
    sentence = f"The cost {way} in {values.size} iterations"
    against = np.diff(values[finite]) * (1 if falls else -1)
    back = int(np.sum(against > 1e-12 * abs(first)))
    if back:
        sentence += f", but {other} in {back} of the steps"
    lost = values.size - finite.size
    return f"{sentence}." + (f" In {lost} of them it is not finite." if lost else "")


def amount(cost: float) -> str:
    """Write a cost with three decimals, or three digits if it is large or tiny.

    Parameters
    ----------
    cost : float
        In nats.

    Returns
    -------
    str
        Such as ``0.693``, ``4.21e-05`` or ``708``.
    """
    return f"{cost:.3f}" if 0.01 <= abs(cost) < 100 else f"{cost:.3g}"


def describe_points(Y: np.ndarray, names, labels) -> str:
    """Say what is drawn, and how many of each label.

    Parameters
    ----------
    Y : ndarray, shape (1, m)
        Labels.
    names, labels : sequence of two str
        What the features are and what the labels mean.

    Returns
    -------
    str
        One sentence.
    """
    across, up = names[0] or "feature 1", names[1] or "feature 2"
    zeros, ones = int(np.sum(Y == 0)), int(np.sum(Y == 1))
    return (
        f"{Y.size} examples with {across} across and {up} upwards: "
        f"{zeros} blue circles ({labels[0]}) and {ones} orange triangles ({labels[1]})."
    )


def describe_line(line: list[np.ndarray], axis_0, axis_1, P, labels) -> str:
    """Say where the probability is 0.5.

    Parameters
    ----------
    line : list of ndarray, shape (k, 2)
        What `half_line` returns.
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.
    P : ndarray, shape (k_1, k_0)
        Probability on the grid.
    labels : sequence of two str
        What the labels mean.

    Returns
    -------
    str
        One sentence.
    """
    if not line:
        share = float(np.mean(P > 0.5))  # nan is not above
        parts = {0.0: "nowhere", 1.0: "everywhere"}
        where = parts.get(share, f"in {share:.0%} of the picture")
        return f"The probability of {labels[1]} is {where} above 0.5."
    if len(line) > 1:
        return f"The line where the probability is 0.5 has {len(line)} pieces."
    start, end = sorted(place(point, axis_0, axis_1) for point in line[0][[0, -1]])
    return f"The line where the probability is 0.5 runs from {start} to {end}."


def place(point: np.ndarray, axis_0: np.ndarray, axis_1: np.ndarray) -> tuple:
    """Round a point to what an eye could read off the axes.

    Parameters
    ----------
    point : ndarray, shape (2,)
        Two features.
    axis_0, axis_1 : ndarray
        The range of each, lowest and highest value at the ends.

    Returns
    -------
    tuple of two float
        The point, to about a hundredth of each range.
    """
    spans = (axis_0[-1] - axis_0[0], axis_1[-1] - axis_1[0])
    digits = (int(np.ceil(2 - np.log10(span))) for span in spans)
    # + 0.0 so that nothing is called -0.0
    return tuple(round(float(v), d) + 0.0 for v, d in zip(point, digits, strict=True))


def describe_hits(A: np.ndarray, Y: np.ndarray, labels) -> str:
    """Say how many examples the model labels right.

    Parameters
    ----------
    A : ndarray, shape (1, m)
        Probabilities at the examples.
    Y : ndarray, shape (1, m)
        Labels.
    labels : sequence of two str
        What the labels mean.

    Returns
    -------
    str
        One sentence.
    """
    hits = [int(np.sum(((A > 0.5) == k) & (Y == k) & np.isfinite(A))) for k in (0, 1)]
    of = [int(np.sum(Y == k)) for k in (0, 1)]
    return (
        f"The model is right about {sum(hits)} of {Y.size} examples "
        f"({sum(hits) / Y.size:.1%}): {hits[0]} of {of[0]} {labels[0]}, "
        f"{hits[1]} of {of[1]} {labels[1]}."
    )
