"""Descents: where each step lands on the curve of the cost.

Several walks down the same valley have a panel each, all with the same piece of the
curve. A step that leaves it is drawn up to the edge, and the sentence says where the
walk has gone.
"""

from collections.abc import Callable, Mapping, Sequence

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
    panels,
    picture,
)
from nnlib.plotting.curves import room
from nnlib.plotting.families import on_numbers
from nnlib.plotting.sentences import amount

POINTS, MOST_MARKS = 121, 40
FAR = 1e6  # beyond it a number is said to be far away
NEAR = 0.01  # of the drawn heights: so close to the lowest is at the bottom
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
    >>> print(descent_path(lambda w: w * w, [1.0, 0.5, 0.25], -1, 1).caption)
    From w = 1.00 to w = 0.25 in 2 steps, cost falls from 1.000 to 0.062. First step
    0.50, last 0.25.
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
        axes.set(
            xlabel=names[0], xlim=(low, high), ylabel=names[1], ylim=room(heights, 0.16)
        )
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
    name, steps = names[0], steps_of(places)
    verb = "falls" if heights[-1] < heights[0] else "rises"
    said = (
        f"From {name} = {places[0]:.2f} to {name} = {places[-1]:.2f} in {steps}, "
        f"{names[1]} {verb} from {amount(heights[0])} to {amount(heights[-1])}."
    )
    long = np.abs(np.diff(places))
    if long.size < 2:
        return said
    return f"{said} First step {long[0]:.2f}, last {long[-1]:.2f}."


def steps_of(path: np.ndarray) -> str:
    """Count the steps of a path."""
    return f"{path.size - 1} {'step' if path.size == 2 else 'steps'}"


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
    said = " ".join(told(title, row, names[0]) for title, row in rows.items())
    ends = " ".join(f"{t}: {ending(cost, row, heights)}." for t, row in rows.items())
    with panels(len(rows), len(rows), 2.7, sharex=True, sharey=True) as (figure, side):
        for panel, (title, row) in zip(side, rows.items(), strict=True):
            panel.plot(grid, heights, color=BLUE, linewidth=2)
            draw_walk(panel, cost, row)
            panel.set_title(title, fontsize=11.5, loc="left")
            panel.set_xlabel(names[0])
            panel.locator_params(nbins=4)
        side[0].set(xlim=(low, high), ylim=room(heights), ylabel=names[1])
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


def told(title: str, row: np.ndarray, name: str) -> str:
    """Say where a walk begins and ends.

    Examples
    --------
    >>> told("fast", np.array([1.0, 3e7]), "w")
    'fast: from w = 1 to far away in 1 step.'
    """
    end = f"{name} = {row[-1]:.3g}" if abs(row[-1]) < FAR else "far away"
    return f"{title}: from {name} = {row[0]:.3g} to {end} in {steps_of(row)}."
