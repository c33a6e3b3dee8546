"""A function put together from pieces: each of them faint, their sum, and a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, FAINT, ORANGE, Picture, drawing, render
from nnlib.plotting.sentences import brief

POINTS, MOST = 301, 64


def units_over_line(
    function: Callable[[float], float],
    pieces: Sequence[Callable[[float], float]],
    low: float,
    high: float,
    *,
    target: Callable[[float], float] | None = None,
    name: str = "x",
    caption: str | None = None,
) -> Picture:
    """Draw a function of one number, and the pieces that it is the sum of.

    Parameters
    ----------
    function : callable
        Takes a number and returns a number: the sum.
    pieces : sequence of callable
        What each unit contributes; may be empty.
    low, high : float
        Ends of the drawn range.
    target : callable, optional
        The function that the sum should come near.
    name : str
        What stands across.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The lines; with a target, the sentence gives the largest distance to it.

    Raises
    ------
    ValueError
        If a function returns no single number, or there are more than 64 pieces.

    Examples
    --------
    >>> relu = lambda x: max(x, 0.0)
    >>> units_over_line(abs, [relu, lambda x: relu(-x)], -1, 1, target=abs).alt
    'From x = -1 to 1, the sum of 2 pieces is at most 0 away from the target.'
    """
    if len(pieces) > MOST:
        raise ValueError(f"pieces holds {len(pieces)}, expected at most {MOST}")
    grid = np.linspace(low, high, POINTS)
    total = on_line("function", function, grid)
    parts = [on_line(f"pieces[{k}]", piece, grid) for k, piece in enumerate(pieces)]
    wanted = None if target is None else on_line("target", target, grid)
    with drawing(height=3.5) as (figure, axes):
        axes.set(xlabel=name, xlim=(low, high))
        draw(axes, grid, total, parts, wanted)
        png = render(figure)
    sentence = describe(total, wanted, len(parts), (name, low, high))
    return Picture(png, sentence, caption or sentence)


def on_line(name: str, function: Callable, grid: np.ndarray) -> np.ndarray:
    """Call a function at each place; an array of one number counts as a number."""
    values = np.empty(grid.size)
    for k, x in enumerate(grid):
        value = function(float(x))
        if value is None or np.size(value) != 1:
            came = "None" if value is None else f"shape {np.shape(value)}"
            raise ValueError(f"{name} returned {came}, expected a number")
        values[k] = np.ravel(value)[0]
    return values


def draw(axes, grid: np.ndarray, total: np.ndarray, parts: list, wanted) -> None:
    """Draw pieces, target and sum, and name them above if there is more than one."""
    if wanted is not None:
        axes.plot(grid, wanted, color=ORANGE, linewidth=5.5, zorder=2, label="target")
    label = "sum" if parts else "function"
    axes.plot(grid, total, color=BLUE, linewidth=2.0, zorder=3, label=label)
    for part in parts:
        look = {"color": FAINT, "linewidth": 0.9, "alpha": 0.8, "zorder": 1}
        axes.plot(grid, part, label="pieces" if part is parts[0] else None, **look)
    if parts or wanted is not None:
        look = {"loc": "lower left", "bbox_to_anchor": (-0.01, 1.0), "ncols": 3}
        axes.legend(frameon=False, handlelength=2.6, **look)


def describe(total: np.ndarray, wanted, pieces: int, line: tuple) -> str:
    """Say how near the sum comes to its target, or how far it reaches."""
    name, low, high = line
    of = "the function"
    if pieces:
        of = f"the sum of {pieces} {'piece' if pieces == 1 else 'pieces'}"
    where = f"From {name} = {low:g} to {high:g}, {of}"
    if wanted is None:
        return f"{where} lies between {brief(total.min())} and {brief(total.max())}."
    worst = brief(np.max(np.abs(total - wanted)))
    return f"{where} is at most {worst} away from the target."
