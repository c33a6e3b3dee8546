"""How good a model is on examples that it learnt from, and on new ones."""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, FAINT, INK, Picture, drawing, finished
from nnlib.plotting.registered import picture

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
        The curves with their last values; the sentence says the gap at the end.

    Examples
    --------
    >>> shares = {"training": [0.5, 1.0], "new": [0.5, 0.75]}
    >>> learning_curves([1, 2], shares).alt
    'At 2 iterations: training 100.0%, new 75.0%; the gap is 25.0 points.'
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
        return finished(figure, describe(places[-1], curves, name), caption)


def describe(last: float, curves: Mapping[str, np.ndarray], name: str) -> str:
    """Say where the curves end, and how far the first two are apart."""
    ends = ", ".join(f"{title} {row[-1]:.1%}" for title, row in curves.items())
    said = f"At {last:g} {name}: {ends}"
    if len(curves) < 2:
        return f"{said}."
    one, other, *_ = (row[-1] for row in curves.values())
    return f"{said}; the gap is {100 * abs(one - other):.1f} points."
