"""The examples as two hidden units see them: the coordinates that a layer has learned.

In these coordinates the output unit draws a straight line.
"""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.boundary import level_line, scatter
from nnlib.plotting.card import Picture, drawing, finished, picture
from nnlib.plotting.curves import room
from nnlib.shapes import ShapeError, shapes
from nnlib.values import finite

FEW = 20  # examples: their places can be counted by eye


@picture
def learned_features(
    A1: np.ndarray,
    Y: np.ndarray,
    *,
    line: tuple[np.ndarray, float] | None = None,
    names: Sequence[str] = ("activation of unit 1", "activation of unit 2"),
    labels: Sequence[str] = ("label 0", "label 1"),
    caption: str | None = None,
) -> Picture:
    """Draw the activations of two hidden units against each other.

    Parameters
    ----------
    A1 : ndarray, shape (2, m)
        Activations, one example per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    line : tuple of ndarray (1, 2) and float, optional
        Weights and bias of the output unit; its line is drawn where its score is 0.
    names : sequence of two str
        What stands across and upwards.
    labels : sequence of two str
        What label 0 and label 1 mean.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The examples; the sentence says how many lie on their side of the line.

    Raises
    ------
    ShapeError
        If `A1`, `Y` or the weights have another shape.
    ValueError
        If an activation is not finite.

    Examples
    --------
    >>> A1, Y = np.array([[0.0, 1.0], [0.0, 1.0]]), np.array([[0, 1]])
    >>> print(learned_features(A1, Y, line=(np.array([[1.0, 1.0]]), -1.0)).alt)
    2 examples as two hidden units see them: 1 label 0, 1 label 1. A straight line keeps
    2 of 2 on their side.
    """
    shapes("A1 (2, m), Y (1, m)", A1, Y)
    finite(A1=A1)
    A1, Y = np.asarray(A1, dtype=np.float64), np.asarray(Y)
    w, b = (None, 0.0) if line is None else weights_of(*line)
    with drawing(height=4.0) as (figure, axes):
        scatter(axes, A1, Y, labels)
        limits = [room(row, 0.08) for row in A1]
        axes.set(xlim=limits[0], ylim=limits[1], xlabel=names[0], ylabel=names[1])
        if Y.size <= FEW:
            write_counts(axes, A1)
        if w is not None:
            draw_line(axes, w, b, limits)
        alt = describe(A1, Y, w, b, labels)
        return finished(figure, alt, caption or finding(A1, Y, w, b))


def weights_of(w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    """Take two weights and a bias, as a row or flat."""
    weights = np.ravel(np.asarray(w, dtype=np.float64))
    if weights.shape != (2,) or np.size(b) != 1:
        raise ShapeError(
            f"line has weights of shape {np.shape(w)} and a bias of shape "
            f"{np.shape(b)}, expected (1, 2) and a number"
        )
    return weights, float(np.ravel(b)[0])


def write_counts(axes, A1: np.ndarray) -> None:
    """Say where several of a few examples lie at the same place."""
    places, counts = np.unique(A1.round(9), axis=1, return_counts=True)
    for place, count in zip(places.T, counts, strict=True):
        if count > 1:
            axes.annotate(
                f"{count} examples",
                place,
                xytext=(0, 9),
                textcoords="offset points",
                ha="center",
            )


def draw_line(axes, w: np.ndarray, b: float, limits: list) -> None:
    """Draw where the score of the output unit is 0."""
    ends = [np.linspace(*limit, 60) for limit in limits]
    across, up = np.meshgrid(*ends)
    level_line(axes, ends, w[0] * across + w[1] * up + b, 0.0)


def hits(A1, Y, w: np.ndarray, b: float) -> int:
    """Count the examples on their side of the line."""
    return int(np.sum((w @ A1 + b > 0) == (Y[0] == 1)))


def describe(A1, Y, w, b: float, labels: tuple[str, str]) -> str:
    """Say how many examples there are, and how many a line keeps apart."""
    zeros, ones = int(np.sum(Y == 0)), int(np.sum(Y == 1))
    said = (
        f"{Y.size} examples as two hidden units see them: {zeros} {labels[0]}, "
        f"{ones} {labels[1]}."
    )
    places = np.unique(A1.round(9), axis=1).shape[1]
    if places < Y.size <= FEW:
        said += f" They lie at {places} different places."
    if w is None:
        return said
    right = f"{hits(A1, Y, w, b)} of {Y.size}"
    return f"{said} A straight line keeps {right} on their side."


def finding(A1, Y, w, b: float) -> str:
    """Say what the new coordinates are good for."""
    if w is None:
        return "The same examples, in the coordinates that the hidden units give them."
    return (
        f"In the units' coordinates a straight line labels {hits(A1, Y, w, b)} of "
        f"{Y.size} examples right."
    )
