"""The path of a descent: where each step lands on the curve of the cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, INK, ORANGE, Picture, drawing, render
from nnlib.plotting.families import on_numbers
from nnlib.plotting.sentences import amount

POINTS = 121
MOST_MARKS = 40


def descent_path(
    cost: Callable[[float], float],
    path: Sequence[float],
    low: float,
    high: float,
    *,
    names: tuple[str, str] = ("w", "cost"),
    caption: str | None = None,
) -> Picture:
    """Draw a cost of one parameter, and the steps of a descent on it.

    Parameters
    ----------
    cost : callable
        Takes a number and returns a number.
    path : sequence of float
        Where the descent has been, the start included.
    low, high : float
        Ends of the drawn range.
    names : tuple of two str
        What the parameter and the cost are called.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Curve and path. The sentence says where the path ends, and where in the picture
        the curve is lowest.

    Raises
    ------
    ValueError
        If `path` is empty or not one row of finite numbers.

    Examples
    --------
    >>> print(descent_path(lambda w: w * w, [1.0, 0.5], -1, 1).alt)
    From w = 1.00 to w = 0.50 in 1 step, cost falls from 1.000 to 0.250. The lowest
    point in the picture lies at w = 0.00.
    """
    places = np.asarray(path, dtype=np.float64)
    if places.ndim != 1 or not places.size or not np.isfinite(places).all():
        raise ValueError(
            f"path has shape {places.shape}, expected one row of finite numbers"
        )
    grid = np.linspace(low, high, POINTS)
    heights, landed = (on_numbers(names[1], cost, row) for row in (grid, places))
    with drawing(height=3.4) as (figure, axes):
        axes.plot(grid, heights, color=BLUE, linewidth=2.2)
        draw_path(axes, places, landed)
        margin = 0.16 * float(np.ptp(heights)) or 1.0
        axes.set(xlabel=names[0], ylabel=names[1], xlim=(low, high))
        axes.set_ylim(heights.min() - margin, heights.max() + margin)
        png = render(figure)
    sentence = describe(places, landed, float(grid[np.argmin(heights)]), names)
    return Picture(png, sentence, caption or sentence)


def draw_path(axes, places: np.ndarray, heights: np.ndarray) -> None:
    """Draw the steps, and mark start and end.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    places, heights : ndarray, shape (k,)
        Where each step landed.
    """
    dots = "o" if places.size <= MOST_MARKS else ""
    look = {"color": BROWN, "linewidth": 1.4, "markersize": 4.5, "zorder": 3}
    axes.plot(places, heights, marker=dots, **look)
    # The start is named on the inner side, above: a path that falls leaves it free.
    side = 1 if places[0] <= places[-1] else -1
    inside = {"xytext": (8 * side, 7), "ha": "left" if side > 0 else "right"}
    below = {"xytext": (0, -11), "ha": "center", "va": "top"}
    ends = (("start", 0, PAPER_DOT, inside), ("end", -1, FULL_DOT, below))
    for word, index, dot, offset in ends:
        place = places[index], heights[index]
        axes.plot(*place, "o", zorder=4, **dot)
        axes.annotate(word, place, textcoords="offset points", **offset)


PAPER_DOT = {"markersize": 9, "color": "#fbfaf7", "mec": INK, "mew": 1.6}
FULL_DOT = {"markersize": 9, "color": ORANGE, "mec": INK, "mew": 1.2}


def describe(
    places: np.ndarray, heights: np.ndarray, lowest: float, names: tuple[str, str]
) -> str:
    """Say where a descent went.

    Parameters
    ----------
    places, heights : ndarray, shape (k,)
        Where each step landed.
    lowest : float
        Where the curve is lowest in the picture.
    names : tuple of two str
        What the parameter and the cost are called.

    Returns
    -------
    str
        Two sentences.
    """
    name, steps = names[0], places.size - 1
    verb = "falls" if heights[-1] < heights[0] else "rises"
    return (
        f"From {name} = {places[0]:.2f} to {name} = {places[-1]:.2f} in {steps} "
        f"{'step' if steps == 1 else 'steps'}, {names[1]} {verb} from "
        f"{amount(heights[0])} to {amount(heights[-1])}. "
        f"The lowest point in the picture lies at {name} = {lowest + 0.0:.2f}."
    )
