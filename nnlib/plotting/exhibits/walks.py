"""Several walks down the same valley, each in a panel of its own.

All panels show the same piece of the curve. A step that leaves it is drawn up to the
edge, and the title says where the walk has gone.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, INK, Picture, finished, panels
from nnlib.plotting.exhibits.descents import FULL_DOT, POINTS, draw_steps, one_row
from nnlib.plotting.families import on_numbers
from nnlib.plotting.registered import picture
from nnlib.plotting.sentences import counted

FAR = 1e6  # beyond it a number is said to be far away
NEAR = 0.01  # of the drawn heights: so close to the lowest is at the bottom


@picture
def walks(
    cost: Callable[[float], float],
    paths: Mapping[str, Sequence[float]],
    low: float,
    high: float,
    *,
    names: tuple[str, str] = ("w", "cost"),
    caption: str | None = None,
) -> Picture:
    """Draw up to three descents on the same curve, side by side.

    Parameters
    ----------
    cost : callable
        Takes a number and returns a number.
    paths : mapping of str to sequence of float
        From the title of a walk to where it has been, the start included.
    low, high : float
        Ends of the drawn range.
    names : tuple of two str
        What the parameter and the cost are called.
    caption : str, optional
        Sentence below the picture; computed if left out: how far down each walk got.

    Returns
    -------
    Picture
        A panel for each walk; the sentence says where each begins and ends.

    Raises
    ------
    ValueError
        If a path is not one row of numbers.

    Examples
    --------
    >>> walks(lambda w: w * w, {"slow": [1.0, 0.9], "fast": [1.0, -3.0]}, -2, 2).alt
    'slow: from w = 1 to w = 0.9 in 1 step. fast: from w = 1 to w = -3 in 1 step.'
    """
    rows = {
        title: one_row(f"the path of {title}", path) for title, path in paths.items()
    }
    grid = np.linspace(low, high, POINTS)
    heights = on_numbers(names[1], cost, grid)
    said = " ".join(describe(title, row, names[0]) for title, row in rows.items())
    ends = " ".join(f"{t}: {ending(cost, row, heights)}." for t, row in rows.items())
    with panels(len(rows), len(rows), 2.7, sharex=True, sharey=True) as (figure, side):
        for panel, (title, row) in zip(side, rows.items(), strict=True):
            panel.plot(grid, heights, color=BLUE, linewidth=2)
            draw_walk(panel, cost, row)
            panel.set_title(title, fontsize=11.5, loc="left")
            panel.set_xlabel(names[0])
            panel.locator_params(nbins=4)
        margin = 0.12 * float(np.ptp(heights)) or 1.0
        side[0].set(xlim=(low, high), ylabel=names[1])
        side[0].set_ylim(heights.min() - margin, heights.max() + margin)
        return finished(figure, said, caption or ends)


def draw_walk(panel, cost: Callable[[float], float], row: np.ndarray) -> None:
    """Draw the steps as far as they are finite, and mark the start and the end."""
    near = row[np.abs(row) < FAR]  # nan is not below
    heights = on_numbers("cost", cost, near)
    draw_steps(panel, near, heights, {"linewidth": 1.4, "markersize": 4.5})
    if near.size == row.size:
        panel.plot(near[-1], heights[-1], "o", zorder=4, **FULL_DOT)
    panel.tick_params(colors=INK)


def ending(cost: Callable[[float], float], row: np.ndarray, heights: np.ndarray) -> str:
    """Say how far down a walk has got, beside the heights that are drawn.

    Examples
    --------
    >>> ending(abs, np.array([2.0, 1.0]), np.array([2.0, 0.0, 2.0]))
    'lower, and not at the bottom yet'
    """
    if not abs(row[-1]) < FAR:
        return "out of sight"
    start, end = on_numbers("cost", cost, row[[0, -1]])
    if end > start:
        return "higher than it began"
    if end - heights.min() <= NEAR * float(np.ptp(heights)):
        return "at the bottom"
    return "lower, and not at the bottom yet"


def describe(title: str, row: np.ndarray, name: str) -> str:
    """Say where a walk begins and ends.

    Examples
    --------
    >>> describe("fast", np.array([1.0, 3e7]), "w")
    'fast: from w = 1 to far away in 1 step.'
    """
    end = f"{name} = {row[-1]:.3g}" if abs(row[-1]) < FAR else "far away"
    steps = counted(row.size - 1, "step")
    return f"{title}: from {name} = {row[0]:.3g} to {end} in {steps}."
