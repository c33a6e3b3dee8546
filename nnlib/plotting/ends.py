"""Names at the right ends of lines, pushed apart where they would overlap."""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import INK

LINE = 15.0  # points from one name to the next


def write_names(axes, ends: Mapping[str, tuple[float, float]]) -> None:
    """Write a name beside the end of each line.

    It has to be called when the axes have their final limits.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    ends : mapping of str to tuple of two float
        From a name to the last point of its line.
    """
    axes.figure.canvas.draw()  # gives the axes their place
    points = 72 / axes.figure.dpi
    heights = [axes.transData.transform(end)[1] * points for end in ends.values()]
    floor = axes.transAxes.transform((0, 0))[1] * points + LINE / 2
    for (name, end), y, goal in zip(
        ends.items(), heights, spread(heights, LINE, floor), strict=True
    ):
        axes.annotate(
            name,
            end,
            va="center",
            color=INK,
            xytext=(9, goal - y),
            textcoords="offset points",
        )


def spread(heights: Sequence[float], gap: float, floor: float = -np.inf) -> np.ndarray:
    """Push heights apart until neighbours keep a gap, each as little as needed.

    Parameters
    ----------
    heights : sequence of float
        Where the names would stand.
    gap : float
        Least distance of two of them.
    floor : float
        None of them stands below.

    Returns
    -------
    ndarray, float64
        Where they stand, in the given order.

    Examples
    --------
    >>> spread([0.0, 1.0, 10.0], 4.0)
    array([-1.5,  2.5, 10. ])
    >>> spread([5.0, 5.0], 2.0, floor=5.0)
    array([5., 7.])
    """
    heights = np.asarray(heights, dtype=np.float64)
    order = np.argsort(heights, kind="stable")
    placed = np.empty(len(heights))
    placed[order] = stacked(heights[order].tolist(), gap, floor)
    return placed


def stacked(heights: list[float], gap: float, floor: float) -> list[float]:
    """Place rising heights: those that are too near form a stack around their mean."""
    stacks = []  # middle and number of names
    for height in heights:
        stacks.append((max(height, floor), 1))
        while len(stacks) > 1 and too_near(*stacks[-2:], gap):
            (low, n), (high, m) = stacks.pop(-2), stacks.pop()
            middle = (low * n + high * m) / (n + m)
            stacks.append((max(middle, floor + gap * (n + m - 1) / 2), n + m))
    return [y + gap * (i - (n - 1) / 2) for y, n in stacks for i in range(n)]


def too_near(below: tuple[float, int], above: tuple[float, int], gap: float) -> bool:
    """Tell whether two stacks of names overlap."""
    (low, n), (high, m) = below, above
    return high - low < gap * (n + m) / 2 - 1e-9
