"""Examples with one feature, at height 0 or 1 by their label, under a curve of chances.

The curve says how probable label 1 is; each example pulls it towards its own height.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    Picture,
    drawing,
    render,
)
from nnlib.plotting.families import on_numbers
from nnlib.plotting.sentences import amount
from nnlib.shapes import shapes

POINTS = 161


def labelled_points(
    probability: Callable[[float], float],
    x: np.ndarray,
    y: np.ndarray,
    *,
    cost: float | None = None,
    name: str = "x",
    caption: str | None = None,
) -> Picture:
    """Draw examples of one feature, and the probability that a neuron sees.

    Parameters
    ----------
    probability : callable
        Takes one feature and returns the probability of label 1.
    x : ndarray, shape (m,)
        The feature of each example.
    y : ndarray, shape (m,)
        Labels, 0 or 1.
    cost : float, optional
        Mean loss, written into the picture.
    name : str
        What the feature is called.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Points and curve; the sentence says where the curve crosses 0.5, what it costs
        and how many examples lie on their side of the crossing.

    Raises
    ------
    ShapeError
        If `x` and `y` are not flat and of the same length.

    Examples
    --------
    >>> picture = labelled_points(lambda x: 0.3, np.array([1.0, 2.0]), np.array([0, 1]))
    >>> picture.alt
    'The probability stays on one side of 0.5. It is right for 1 of 2 examples.'
    """
    shapes("x (m,), y (m,)", x, y)
    margin = 0.08 * float(np.ptp(x)) or 1.0
    grid = np.linspace(float(x.min()) - margin, float(x.max()) + margin, POINTS)
    P, A = (on_numbers("probability", probability, row) for row in (grid, x))
    crossing = crossing_of(grid, P)
    with drawing(height=3.4) as (figure, axes):
        axes.axhline(0.5, color=FAINT, linewidth=1, dashes=(4, 3), zorder=0)
        axes.plot(grid, P, color=INK, linewidth=2.2)
        axes.vlines(x, y, A, color=FAINT, linewidth=1.1, zorder=1)
        draw_examples(axes, x, y)
        axes.set(xlabel=name, ylabel="probability of label 1", ylim=(-0.12, 1.12))
        axes.set(xlim=(grid[0], grid[-1]), yticks=[0, 0.5, 1])
        if cost is not None:
            text = {"ha": "left", "va": "top", "fontsize": 13, "zorder": 5}
            axes.text(
                0.015, 0.84, f"J = {amount(cost)}", transform=axes.transAxes, **text
            )
        png = render(figure)
    sentence = describe(A, y, name, crossing, cost)
    return Picture(png, sentence, caption or sentence)


def draw_examples(axes, x: np.ndarray, y: np.ndarray) -> None:
    """Draw circles for label 0 and triangles for label 1.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    x, y : ndarray, shape (m,)
        Features and labels.
    """
    for label, marker, colour in ((0, "o", BLUE), (1, "^", ORANGE)):
        here = x[y == label]
        look = {"s": 74, "marker": marker, "color": colour, "edgecolor": INK}
        axes.scatter(here, np.full(here.shape, label), linewidth=0.7, zorder=3, **look)


def crossing_of(grid: np.ndarray, P: np.ndarray) -> float | None:
    """Find where a row of probabilities first crosses 0.5.

    Parameters
    ----------
    grid, P : ndarray, shape (k,)
        Where, and how probable.

    Returns
    -------
    float or None
        The place, between two points of the grid; None if there is none.

    Examples
    --------
    >>> crossing_of(np.array([0.0, 1.0, 2.0]), np.array([0.1, 0.4, 0.6]))
    1.5
    """
    above = P > 0.5
    turns = np.flatnonzero(above[1:] != above[:-1])
    if not turns.size:
        return None
    left = turns[0]
    share = (0.5 - P[left]) / (P[left + 1] - P[left])
    return float(grid[left] + share * (grid[left + 1] - grid[left]))


def describe(A, y, name: str, crossing: float | None, cost: float | None) -> str:
    """Say where the curve crosses, what it costs, and how many it gets right.

    Parameters
    ----------
    A, y : ndarray, shape (m,)
        Probabilities and labels of the examples.
    name : str
        What the feature is called.
    crossing : float or None
        Where the probability is 0.5.
    cost : float or None
        Mean loss.

    Returns
    -------
    str
        Two or three sentences.
    """
    where = "stays on one side of 0.5"
    if crossing is not None:
        where = f"crosses 0.5 at {name} = {crossing:.2f}"
    right = int(np.sum((A > 0.5) == (y == 1)))
    paid = "" if cost is None else f" The cost is {amount(cost)}."
    return (
        f"The probability {where}.{paid} It is right for {right} of {y.size} examples."
    )
