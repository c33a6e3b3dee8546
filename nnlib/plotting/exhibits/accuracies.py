"""How good models are: on what they learned from and on new examples, and with luck.

One number says nothing about luck. Where the dots of two methods lie on top of each
other, neither is better.
"""

from collections.abc import Mapping, Sequence

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

LOOKS = (
    {"color": BLUE, "marker": "o"},
    {"color": BROWN, "marker": "^", "linestyle": "--"},
    {"color": INK, "marker": "s", "linestyle": ":"},
)


@picture
def learning_curves(
    places: Sequence[float],
    shares: Mapping[str, Sequence[float]],
    *,
    name: str = "iterations",
    guess: float | None = None,
    log: bool = False,
    caption: str | None = None,
) -> Picture:
    """Draw up to three accuracies against the length of training or the data.

    Parameters
    ----------
    places : sequence of float
        What stands across: numbers of iterations or of examples, rising.
    shares : mapping of str to sequence of float
        From whose accuracy it is to the share of right answers at each place, from 0
        to 1.
    name : str
        What stands across.
    guess : float, optional
        Accuracy of the majority guess, drawn as a thin line.
    log : bool
        Whether each step across multiplies.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The curves with their last values; the sentence says the gap at the end, and the
        widest.

    Examples
    --------
    >>> shares = {"training": [0.5, 1.0], "new": [0.5, 0.75]}
    >>> learning_curves([1, 2], shares).alt
    'At 2 iterations: training 100.0%, new 75.0%; the gap is 25.0 points.'
    >>> shares = {"training": [1.0, 1.0], "new": [0.5, 0.75]}
    >>> print(learning_curves([10, 90], shares, name="digits").caption)
    At 90 digits: training 100.0%, new 75.0%; the gap is 25.0 points, and 50.0 at 10.
    """
    curves = {title: np.asarray(row, dtype=float) for title, row in shares.items()}
    with drawing(height=3.6) as (figure, axes):
        for (title, row), look in zip(curves.items(), LOOKS, strict=False):
            axes.plot(places, 100 * row, linewidth=2, markersize=6, label=title, **look)
        if guess is not None:
            axes.axhline(100 * guess, color=FAINT, linewidth=1, dashes=(4, 3))
            axes.text(
                places[-1],
                100 * guess + 1,
                "majority guess",
                color=INK,
                fontsize=10.5,
                va="bottom",
                ha="right",
            )
        if log:
            axes.set_xscale("log")
            axes.set_xticks(places, [f"{place:g}" for place in places])
            axes.minorticks_off()
        axes.set(xlabel=name, ylabel="right, in %", ylim=(0, 104))
        axes.legend(frameon=False, loc="lower center" if guess is None else "center")
        return finished(figure, describe(places, curves, name), caption)


def describe(
    places: Sequence[float], curves: Mapping[str, np.ndarray], name: str
) -> str:
    """Say where the curves end, how far the first two are apart, and where most."""
    ends = ", ".join(f"{title} {row[-1]:.1%}" for title, row in curves.items())
    said = f"At {places[-1]:g} {name}: {ends}"
    if len(curves) < 2:
        return f"{said}."
    one, other, *_ = curves.values()
    gaps = 100 * np.abs(one - other)
    said += f"; the gap is {gaps[-1]:.1f} points"
    widest = int(np.argmax(gaps))
    more = f", and {gaps[widest]:.1f} at {places[widest]:g}"
    return f"{said}{more if gaps[widest] > gaps[-1] else ''}."


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
