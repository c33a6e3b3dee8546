"""Examples with one feature and straight lines through them.

A dashed vertical piece joins an example to the line: what the line gets wrong there.
With a level, the place where a line crosses it is marked, as a border between two
decisions.
"""

from collections.abc import Mapping

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    FAINT,
    INK,
    ORANGE,
    PAPER,
    Picture,
    drawing,
    finished,
)
from nnlib.plotting.registered import picture

AIR = 0.45  # of the range of y: room for lines above and below the examples
# Of the first line and of the second.
LOOKS = (
    {"color": BLUE, "dashes": (), "linewidth": 2.4},
    {"color": BROWN, "dashes": (7, 3), "linewidth": 2.2},
)


@picture
def fitted_lines(
    lines: Mapping[str, tuple[float, float]],
    x: np.ndarray,
    y: np.ndarray,
    *,
    level: float | None = None,
    names: tuple[str, str] = ("x", "y"),
    caption: str | None = None,
) -> Picture:
    """Draw examples and one or two lines.

    Parameters
    ----------
    lines : mapping of str to tuple of two float
        What a line is called, and its numbers theta0 and theta1. With a single line
        its misses are drawn as well.
    x, y : ndarray, shape (m,)
        Feature and truth of each example. Labels, all 0 or 1, get a mark each.
    level : float, optional
        Height whose crossing is marked on each line that is not level.
    names : tuple of two str
        What stands across and upwards.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Points and lines; the sentence gives the numbers of each line.

    Examples
    --------
    >>> x, y = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 1.0])
    >>> print(fitted_lines({"line": (-0.5, 0.5)}, x, y, level=0.5).alt)
    3 examples. line: y = -0.5 + 0.5 x, which crosses 0.5 at x = 2.
    """
    margin = 0.07 * float(np.ptp(x)) or 1.0
    ends = np.array([x.min() - margin, x.max() + margin])
    said = "; ".join(describe(*one, level, names) for one in lines.items())
    with drawing(height=3.6) as (figure, axes):
        if len(lines) == 1:
            draw_misses(axes, *lines.values(), x, y)
        for (title, line), look in zip(lines.items(), LOOKS, strict=False):
            axes.plot(ends, line[0] + line[1] * ends, label=title, **look)
            mark_crossing(axes, crossing(line, level), level, ends, look["color"])
        if level is not None:
            axes.axhline(level, color=FAINT, linewidth=1, dashes=(4, 3), zorder=0)
        draw_examples(axes, x, y)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=tuple(ends))
        axes.set_ylim(*heights_of(lines, y, ends))
        if len(lines) > 1:
            axes.legend(frameon=False, handlelength=3.4, loc="lower right")
        return finished(figure, f"{len(x)} examples. {said}.", caption)


def heights_of(lines: Mapping, y: np.ndarray, ends: np.ndarray) -> tuple[float, float]:
    """Give the range upwards: lines may leave it, examples may not."""
    drawn = [theta0 + theta1 * ends for theta0, theta1 in lines.values()]
    air = AIR * float(np.ptp(y)) or 1.0
    low = max(np.min(drawn), y.min() - air)
    high = min(np.max(drawn), y.max() + air)
    margin = 0.04 * float(np.ptp(y))
    return min(low, y.min()) - margin, max(high, y.max()) + margin


def draw_misses(axes, line: tuple[float, float], x: np.ndarray, y: np.ndarray) -> None:
    """Join every example to the line by a vertical piece."""
    theta0, theta1 = line
    look = {"color": FAINT, "linewidth": 1.3, "linestyle": (0, (3, 2)), "zorder": 1}
    axes.vlines(x, y, theta0 + theta1 * x, **look)


def mark_crossing(axes, place, level, ends: np.ndarray, colour: str) -> None:
    """Mark where a line crosses the level, if one can see it, and write the place."""
    if place is None or not ends[0] <= place <= ends[1]:
        return
    axes.plot(place, level, "s", color=colour, markersize=8, mec=INK, mew=1, zorder=4)
    offset, side = ((-9, 8), "right") if colour == BLUE else ((9, -15), "left")
    beside = {"textcoords": "offset points", "xytext": offset, "ha": side}
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    look = {"color": colour, "weight": "bold", "bbox": paper}
    axes.annotate(f"{place:.3g}", (place, level), **beside, **look)


def crossing(line: tuple[float, float], level: float | None) -> float | None:
    """Give the place where a line crosses a level; None if it never does.

    Examples
    --------
    >>> crossing((-1.0, 0.25), 0.5), crossing((1.0, 0.0), 0.5)
    (6.0, None)
    """
    theta0, theta1 = line
    return None if level is None or theta1 == 0 else (level - theta0) / theta1


def draw_examples(axes, x: np.ndarray, y: np.ndarray) -> None:
    """Draw labels as circles and triangles, anything else as dots."""
    kinds = [(y == 0, "o", BLUE, 74), (y == 1, "^", ORANGE, 74)]
    if not np.isin(y, (0, 1)).all():
        kinds = [(np.isfinite(y), "o", ORANGE, 60)]
    look = {"edgecolor": INK, "linewidth": 0.7, "zorder": 3}
    for here, marker, colour, size in kinds:
        axes.scatter(x[here], y[here], s=size, marker=marker, color=colour, **look)


def describe(title: str, line: tuple, level: float | None, names) -> str:
    """Say which line it is, and where it crosses the level."""
    theta0, theta1 = line
    sign = "-" if theta1 < 0 else "+"
    said = f"{title}: {names[1]} = {theta0:.4g} {sign} {abs(theta1):.4g} {names[0]}"
    place = crossing(line, level)
    if place is None:
        return said
    return f"{said}, which crosses {level:g} at {names[0]} = {place:.4g}"
