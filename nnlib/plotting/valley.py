"""Both sides of a valley: on each, the slope, and the step that leads down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, FAINT, INK, Picture, drawing, render
from nnlib.plotting.families import on_numbers

POINTS = 121
REACH = 0.11  # of the range, to each side: half the length of a tangent
STEP = 0.2  # of the range: length of an arrow


def valley_sides(
    cost: Callable[[float], float],
    slope: Callable[[float], float],
    places: Sequence[float],
    low: float,
    high: float,
    *,
    names: tuple[str, str] = ("w", "cost"),
    caption: str | None = None,
) -> Picture:
    """Draw a valley, and at some places its slope and the way of a step downhill.

    Parameters
    ----------
    cost, slope : callable
        Each takes a number and returns a number.
    places : sequence of float
        Where one stands; one to three.
    low, high : float
        Ends of the drawn range.
    names : tuple of two str
        What stands across and upwards.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Curve, tangents, arrows; the sentence says each slope and which way is down.

    Raises
    ------
    ValueError
        If there are no places, or more than three, or one lies outside the range.

    Examples
    --------
    >>> picture = valley_sides(lambda w: w * w, lambda w: 2 * w, (-1, 1), -2, 2)
    >>> print(picture.alt)
    At w = -1 the slope is -2.00: a step downhill makes w larger. At w = 1 the slope is
    2.00: a step downhill makes w smaller.
    """
    row = np.asarray(places, dtype=np.float64)
    inside = (
        row.ndim == 1 and 1 <= row.size <= 3 and np.all((low <= row) & (row <= high))
    )
    if not inside:
        raise ValueError(f"places is {list(places)}, expected 1 to 3 inside the range")
    grid = np.linspace(low, high, POINTS)
    heights, here = (on_numbers(names[1], cost, one) for one in (grid, row))
    slopes = on_numbers("slope", slope, row)
    floor = heights.min() - 0.24 * (float(np.ptp(heights)) or 1.0)
    with drawing(height=3.6) as (figure, axes):
        axes.plot(grid, heights, color=BLUE, linewidth=2.2)
        for one in zip(row, here, slopes, strict=True):
            draw_place(axes, *one, span=high - low, floor=floor)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=(low, high))
        axes.set_ylim(floor - 0.1 * float(np.ptp(heights)), None)
        png = render(figure)
    pairs = zip(row, slopes, strict=True)
    said = " ".join(describe(names[0], place, steepness) for place, steepness in pairs)
    return Picture(png, said, caption or said)


def draw_place(axes, place, height, slope, *, span: float, floor: float) -> None:
    """Draw the point, its tangent, and below it the arrow of a step downhill.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    place, height, slope : float
        Where one stands, how high, and how steep it is there.
    span : float
        Width of the drawn range.
    floor : float
        Height of the arrow.
    """
    run = REACH * span * np.array([-1, 1])
    axes.plot(place + run, height + slope * run, color=BROWN, linewidth=2.4)
    axes.plot([place, place], [floor, height], color=FAINT, lw=1, dashes=(4, 3))
    axes.plot(place, height, "o", color=INK, markersize=6.5, zorder=4)
    side = "left" if slope < 0 else "right"
    offset = {"xytext": (10 if slope < 0 else -10, 12), "ha": side}
    text = f"slope {slope:.2f}".replace("-", "\u2212")
    axes.annotate(text, (place, height), textcoords="offset points", **offset)
    if slope:
        end = place - np.sign(slope) * STEP * span
        look = {"arrowstyle": "-|>", "color": INK, "linewidth": 2, "mutation_scale": 18}
        axes.annotate("", (end, floor), (place, floor), arrowprops=look)


def describe(name: str, place: float, slope: float) -> str:
    """Say how steep it is at a place, and which way is down.

    Examples
    --------
    >>> describe("w", 3.0, 0.0)
    'At w = 3 the slope is 0.00: no step.'
    """
    way = "larger" if slope < 0 else "smaller"
    told = f"a step downhill makes {name} {way}" if slope else "no step"
    return f"At {name} = {place:g} the slope is {slope:.2f}: {told}."
