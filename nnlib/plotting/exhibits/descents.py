"""The path of a descent: where each step lands on the curve of the cost."""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    INK,
    ORANGE,
    PAPER,
    Picture,
    drawing,
    finished,
)
from nnlib.plotting.families import on_numbers
from nnlib.plotting.registered import picture
from nnlib.plotting.sentences import amount, counted

POINTS, MOST_MARKS = 121, 40
PAPER_DOT = {"markersize": 9, "color": PAPER, "mec": INK, "mew": 1.6}
FULL_DOT = {"markersize": 9, "color": ORANGE, "mec": INK, "mew": 1.2}


@picture
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
    places = one_row("path", path)
    if not np.isfinite(places).all():
        raise ValueError("path holds nan or inf, expected finite numbers")
    grid = np.linspace(low, high, POINTS)
    heights, landed = (on_numbers(names[1], cost, row) for row in (grid, places))
    said = describe(places, landed, names)
    lowest = float(grid[np.argmin(heights)]) + 0.0
    alt = f"{said} The lowest point in the picture lies at {names[0]} = {lowest:.2f}."
    with drawing(height=3.4) as (figure, axes):
        axes.plot(grid, heights, color=BLUE, linewidth=2.2)
        draw_path(axes, places, landed)
        margin = 0.16 * float(np.ptp(heights)) or 1.0
        axes.set(xlabel=names[0], ylabel=names[1], xlim=(low, high))
        axes.set_ylim(heights.min() - margin, heights.max() + margin)
        return finished(figure, alt, caption or said)


def one_row(name: str, path: Sequence[float]) -> np.ndarray:
    """Insist on a row of numbers.

    Raises
    ------
    ValueError
        If there are none, or they do not stand in one row.
    """
    row = np.asarray(path, dtype=np.float64)
    if row.ndim != 1 or not row.size:
        raise ValueError(f"{name} has shape {row.shape}, expected one row of numbers")
    return row


def draw_steps(axes, places: np.ndarray, heights: np.ndarray, look: dict) -> None:
    """Draw the steps of a walk, each with a dot if they are few, and mark the start.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    places, heights : ndarray, shape (k,)
        Where each step landed.
    look : dict
        What else matplotlib knows of lines.
    """
    dots = "o" if len(places) <= MOST_MARKS else ""
    axes.plot(places, heights, color=BROWN, marker=dots, zorder=3, **look)
    axes.plot(places[0], heights[0], "o", zorder=4, **PAPER_DOT)


def draw_path(axes, places: np.ndarray, heights: np.ndarray) -> None:
    """Draw the steps, and mark start and end.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    places, heights : ndarray, shape (k,)
        Where each step landed.
    """
    draw_steps(axes, places, heights, {"linewidth": 1.4, "markersize": 4.5})
    axes.plot(places[-1], heights[-1], "o", zorder=4, **FULL_DOT)
    # The start is named on the inner side, above: a path that falls leaves it free.
    side, way = (8, "left") if places[0] <= places[-1] else (-8, "right")
    inside = {"xytext": (side, 7), "ha": way}
    below = {"xytext": (0, -11), "ha": "center", "va": "top"}
    for word, index, offset in (("start", 0, inside), ("end", -1, below)):
        place = places[index], heights[index]
        axes.annotate(word, place, textcoords="offset points", **offset)


def describe(places: np.ndarray, heights: np.ndarray, names: tuple[str, str]) -> str:
    """Say where a descent went.

    Parameters
    ----------
    places, heights : ndarray, shape (k,)
        Where each step landed.
    names : tuple of two str
        What the parameter and the cost are called.

    Returns
    -------
    str
        One sentence.
    """
    name, steps = names[0], counted(places.size - 1, "step")
    verb = "falls" if heights[-1] < heights[0] else "rises"
    return (
        f"From {name} = {places[0]:.2f} to {name} = {places[-1]:.2f} in {steps}, "
        f"{names[1]} {verb} from {amount(heights[0])} to {amount(heights[-1])}."
    )
