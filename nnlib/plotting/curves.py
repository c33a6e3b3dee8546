"""A function of one number as a curve, and its slope as a line that touches it."""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    FAINT,
    INK,
    Picture,
    drawing,
    finished,
    picture,
)
from nnlib.plotting.sentences import amount

POINTS = 241
# A line whose slope differs by more than this share of the curve's height, or of the
# slope itself, crosses the curve.
TOUCH = 1e-3
NUDGE = 1e-4


@picture
def curve(
    function: Callable[[np.ndarray], np.ndarray],
    low: float,
    high: float,
    *,
    name: str,
    at: Sequence[float] = (),
    caption: str | None = None,
) -> Picture:
    """Draw a function that works on arrays, with some of its values.

    Parameters
    ----------
    function : callable
        Takes an array of shape (k,) and returns one of the same shape.
    low, high : float
        Ends of the drawn range.
    name : str
        What the function is called.
    at : sequence of float
        Where its value is marked and written down.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The curve.

    Raises
    ------
    ValueError
        If the function returns a shape other than the one it was given.

    Examples
    --------
    >>> curve(np.square, -2, 2, name="square", at=(1,)).alt
    'square over the range from -2 to 2. It is 1 at 1.'
    """
    grid = np.linspace(low, high, POINTS)
    marks = np.asarray(at, dtype=np.float64)
    values, marked = (on_row(function, row, name) for row in (grid, marks))
    sentence = (
        f"{name} over the range from {two_decimals(low)} to {two_decimals(high)}."
    )
    if marks.size:
        pairs = zip(marks, marked, strict=True)
        said = ", ".join(f"{two_decimals(y)} at {two_decimals(x)}" for x, y in pairs)
        sentence += f" It is {said}."
    with drawing(height=3.4) as (figure, axes):
        axes.plot(grid, values, color=BLUE, linewidth=2.2)
        for x, y in zip(marks, marked, strict=True):
            axes.plot([x, x], [0, y], color=FAINT, linewidth=1, dashes=(4, 3))
            axes.plot(x, y, "o", color=BLUE, markersize=6.5)
            axes.annotate(two_decimals(y), (x, y), **beside(grid, values, x))
        axes.set(xlabel="z", ylabel=f"{name}(z)", xlim=(low, high))
        return finished(figure, sentence, caption)


def beside(grid: np.ndarray, values: np.ndarray, x: float) -> dict[str, object]:
    """Place a number above a curve, on the side to which the curve falls."""
    here, further = np.interp([x, x + grid[1] - grid[0]], grid, values)
    side, shift = ("right", -9) if further >= here else ("left", 9)
    return {"xytext": (shift, 5), "ha": side, "textcoords": "offset points"}


def on_row(function: Callable, row: np.ndarray, name: str) -> np.ndarray:
    """Evaluate a function on a row of numbers and insist on a row in return."""
    values = np.asarray(function(row), dtype=np.float64)
    if values.shape != row.shape:
        raise ValueError(f"{name} returned shape {values.shape}, expected {row.shape}")
    return values


@picture
def tangent(
    function: Callable[[float], float],
    slope: float,
    *,
    at: float,
    low: float,
    high: float,
    names: tuple[str, str],
    caption: str | None = None,
) -> Picture:
    """Draw a function of one number, and a line with a given slope through one point.

    Parameters
    ----------
    function : callable
        Takes a number and returns a number.
    slope : float
        Slope of the line; the derivative, if the line is to touch the curve.
    at : float
        Where the line meets the curve.
    low, high : float
        Ends of the drawn range.
    names : tuple of str
        Names of the argument and of the value.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Curve and line; the sentence says whether the line touches or crosses.

    Examples
    --------
    >>> picture = tangent(lambda x: x * x, 2.0, at=1, low=-2, high=2, names=("x", "y"))
    >>> picture.alt
    'The line with slope 2.000 touches the curve of y at x = 1.'
    """
    grid = np.linspace(low, high, POINTS)
    values = np.array([float(function(float(x))) for x in grid])
    height = float(function(float(at)))
    verb = "touches" if touches(function, slope, float(at), values) else "crosses"
    sentence = (
        f"The line with slope {amount(slope)} {verb} the curve of {names[1]} at "
        f"{names[0]} = {two_decimals(at)}."
    )
    with drawing(height=3.4) as (figure, axes):
        axes.plot(grid, values, color=BLUE, linewidth=2.2, label=names[1])
        line = height + slope * (grid - at)
        axes.plot(grid, line, color=BROWN, linewidth=2, dashes=(6, 3))
        axes.plot(at, height, "o", color=INK, markersize=6.5)
        axes.set(xlabel=names[0], xlim=(low, high), ylabel=names[1], ylim=room(values))
        return finished(figure, sentence, caption)


def touches(function: Callable, slope: float, at: float, values: np.ndarray) -> bool:
    """Tell whether a slope is that of the function at a point."""
    rise = float(function(at + NUDGE)) - float(function(at - NUDGE))
    scale = max(float(np.ptp(values)), abs(slope))
    return abs(rise / (2 * NUDGE) - slope) <= TOUCH * scale


def room(values: np.ndarray, share: float = 0.12) -> tuple[float, float]:
    """Return limits that leave some air, a share of the range, round numbers."""
    margin = share * float(np.ptp(values)) or 1.0
    return float(values.min()) - margin, float(values.max()) + margin


def two_decimals(number: float) -> str:
    """Write a number with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
