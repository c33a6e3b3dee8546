"""Both sides of a valley: on each, the slope, and the step that leads down."""

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
from nnlib.plotting.families import on_numbers

POINTS = 121
REACH = 0.11  # of the range, to each side: half the length of a tangent
STEP = 0.2  # of the range: length of an arrow


@picture
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
        If `cost` or `slope` returns no single number.

    Examples
    --------
    >>> picture = valley_sides(lambda w: w * w, lambda w: 2 * w, (-1, 1), -2, 2)
    >>> print(picture.alt)
    At w = -1 the slope is -2.00: a step downhill makes w larger. At w = 1 the slope is
    2.00: a step downhill makes w smaller.
    """
    grid = np.linspace(low, high, POINTS)
    row = np.asarray(places, dtype=np.float64)
    heights, here = (on_numbers(names[1], cost, one) for one in (grid, row))
    slopes = on_numbers("slope", slope, row)
    floor = heights.min() - 0.24 * (float(np.ptp(heights)) or 1.0)
    said = [describe(names[0], *pair) for pair in zip(row, slopes, strict=True)]
    alt, short = (" ".join(sentences) for sentences in zip(*said, strict=True))
    with drawing(height=3.6) as (figure, axes):
        axes.plot(grid, heights, color=BLUE, linewidth=2.2)
        for one in zip(row, here, slopes, strict=True):
            draw_place(axes, *one, span=high - low, floor=floor)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=(low, high))
        axes.set_ylim(floor - 0.1 * float(np.ptp(heights)), None)
        return finished(figure, alt, caption or short)


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
    shift, side = (10, "left") if slope < 0 else (-10, "right")
    text = f"slope {slope:.2f}".replace("-", "\u2212")
    axes.annotate(
        text, (place, height), textcoords="offset points", xytext=(shift, 12), ha=side
    )
    if slope:
        end = place - np.sign(slope) * STEP * span
        look = {"arrowstyle": "-|>", "color": INK, "linewidth": 2, "mutation_scale": 18}
        axes.annotate("", (end, floor), (place, floor), arrowprops=look)


def describe(name: str, place: float, slope: float) -> tuple[str, str]:
    """Say how steep it is at a place and which way is down, at length and briefly.

    Examples
    --------
    >>> describe("w", 3.0, 0.0)
    ('At w = 3 the slope is 0.00: no step.', 'Slope 0.00 at w = 3: no step.')
    """
    way, verb = ("larger", "grows") if slope < 0 else ("smaller", "shrinks")
    told = f"a step downhill makes {name} {way}" if slope else "no step"
    brief = f"{name} {verb}" if slope else "no step"
    return (
        f"At {name} = {place:g} the slope is {slope:.2f}: {told}.",
        f"Slope {slope:.2f} at {name} = {place:g}: {brief}.",
    )
