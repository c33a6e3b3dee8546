"""Examples with one feature and a straight line through them.

A dashed vertical piece joins an example to the line: what the line gets wrong there.
With a level, the place where the line crosses it is marked, as a border between two
decisions.
"""

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PAPER,
    Picture,
    drawing,
    finished,
    picture,
)

AIR = 0.45  # of the range of y: room for lines above and below the examples


@picture
def fitted_line(
    title: str,
    line: tuple[float, float],
    x: np.ndarray,
    y: np.ndarray,
    *,
    level: float | None = None,
    names: tuple[str, str] = ("x", "y"),
    caption: str | None = None,
) -> Picture:
    """Draw examples and a line.

    Parameters
    ----------
    title : str
        What the line is called.
    line : tuple of two float
        Its numbers theta0 and theta1.
    x, y : ndarray, shape (m,)
        Feature and truth of each example. Labels, all 0 or 1, get a mark each.
    level : float, optional
        Height whose crossing is marked on a line that is not level.
    names : tuple of two str
        What stands across and upwards.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Points, line and what it misses; the sentence gives the numbers of the line.

    Examples
    --------
    >>> x, y = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 1.0])
    >>> print(fitted_line("line", (-0.5, 0.5), x, y, level=0.5).alt)
    3 examples. line: y = -0.5 + 0.5 x, which crosses 0.5 at x = 2.
    """
    margin = 0.07 * float(np.ptp(x)) or 1.0
    ends = np.array([x.min() - margin, x.max() + margin])
    theta0, theta1 = line
    heights, place = theta0 + theta1 * ends, crossing(line, level)
    with drawing(height=3.6) as (figure, axes):
        axes.vlines(
            x,
            y,
            theta0 + theta1 * x,
            color=FAINT,
            linewidth=1.3,
            linestyle=(0, (3, 2)),
            zorder=1,
        )
        axes.plot(ends, heights, color=BLUE, linewidth=2.4)
        if place is not None and ends[0] <= place <= ends[1]:
            mark_crossing(axes, place, level)
        if level is not None:
            axes.axhline(level, color=FAINT, linewidth=1, dashes=(4, 3), zorder=0)
        draw_examples(axes, x, y)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=tuple(ends))
        axes.set_ylim(*limits(heights, y))
        said = f"{len(x)} examples. {title}: {describe(line, level, names)}."
        return finished(figure, said, caption)


def limits(heights: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Give the range upwards: a line may leave it, examples may not."""
    air = AIR * float(np.ptp(y)) or 1.0
    low = max(heights.min(), y.min() - air)
    high = min(heights.max(), y.max() + air)
    margin = 0.04 * float(np.ptp(y))
    return min(low, y.min()) - margin, max(high, y.max()) + margin


def mark_crossing(axes, place: float, level: float) -> None:
    """Mark where the line crosses the level, and write the place."""
    axes.plot(place, level, "s", color=BLUE, markersize=8, mec=INK, mew=1, zorder=4)
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    axes.annotate(
        f"{place:.3g}",
        (place, level),
        textcoords="offset points",
        xytext=(-9, 8),
        ha="right",
        color=BLUE,
        weight="bold",
        bbox=paper,
    )


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
    for here, marker, colour, size in kinds:
        axes.scatter(
            x[here],
            y[here],
            s=size,
            marker=marker,
            color=colour,
            edgecolor=INK,
            linewidth=0.7,
            zorder=3,
        )


def describe(line: tuple, level: float | None, names) -> str:
    """Say which line it is, and where it crosses the level."""
    theta0, theta1 = line
    sign, place = "-" if theta1 < 0 else "+", crossing(line, level)
    said = f"{names[1]} = {theta0:.4g} {sign} {abs(theta1):.4g} {names[0]}"
    if place is None:
        return said
    return f"{said}, which crosses {level:g} at {names[0]} = {place:.4g}"
