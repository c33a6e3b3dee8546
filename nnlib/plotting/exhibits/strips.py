"""The same measurement, repeated: a dot for each time, so that the spread is seen.

One number says nothing about luck. Where the dots of two methods lie on top of each
other, neither is better.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, FAINT, Picture, drawing, finished
from nnlib.plotting.registered import picture


@picture
def strips(
    groups: Mapping[str, Sequence[float]],
    *,
    name: str = "value",
    caption: str | None = None,
) -> Picture:
    """Draw repeated measurements of several methods, a row of dots for each.

    Parameters
    ----------
    groups : mapping of str to sequence of float
        From the name of a method to what was measured, time by time.
    name : str
        What was measured, with its unit.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        A dot for each time, a line for the mean.

    Examples
    --------
    >>> print(strips({"old": [70.0, 74.0], "new": [71.0, 76.0]}, name="right, %").alt)
    right, %: old has a mean of 72.0, from 70.0 to 74.0; new of 73.5, from 71.0 to
    76.0.
    """
    rows = {method: np.asarray(values) for method, values in groups.items()}
    with drawing(height=0.55 * len(rows) + 1.0) as (figure, axes):
        for place, values in enumerate(rows.values()):
            draw_strip(axes, values, len(rows) - 1 - place)
        axes.set_yticks(range(len(rows))[::-1], list(rows))
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set(xlabel=name, ylim=(-0.6, len(rows) - 0.4))
        said = caption or "A dot for each time, a line for the mean."
        return finished(figure, described(name, rows), said)


def draw_strip(axes, values: np.ndarray, y: float) -> None:
    """Draw the dots of one method, spread upwards and downwards in their order."""
    shifts = 0.16 * np.linspace(1, -1, values.size) if values.size > 1 else np.zeros(1)
    axes.axhline(y, color=FAINT, linewidth=0.4, zorder=1)
    axes.plot(
        values,
        y + shifts,
        "o",
        zorder=3,
        color=BLUE,
        markersize=6.5,
        alpha=0.75,
        markeredgewidth=0,
    )
    axes.vlines(values.mean(), y - 0.3, y + 0.3, color=BROWN, linewidth=2.6, zorder=2)


def described(name: str, rows: Mapping[str, np.ndarray]) -> str:
    """Say mean and range of each method."""
    said = [
        f"{method} {'of' if place else 'has a mean of'} {row.mean():.1f}, "
        f"from {row.min():.1f} to {row.max():.1f}"
        for place, (method, row) in enumerate(rows.items())
    ]
    return f"{name}: {'; '.join(said)}."
