"""A training at a glance: its costs on the left, where it decides on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.boundary import half_line, two
from nnlib.plotting.card import BLUE, ORANGE, SHADES, WIDTH, Picture, drawing, render
from nnlib.plotting.grid import grid_lines, on_grid
from nnlib.plotting.rates import HIGHEST, course, describe, draw_panel
from nnlib.shapes import shapes

HEIGHT = 3.0


def training(
    costs: Sequence[float],
    probability: Callable[[np.ndarray], np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    *,
    labels: Sequence[str] = ("label 0", "label 1"),
) -> Picture:
    """Draw the costs of a training beside the line that it ends with.

    Parameters
    ----------
    costs : sequence of float
        Cost before each step, in nats; two or more.
    probability : callable
        Maps points (2, k) to the probability (1, k) of label 1.
    X : ndarray, shape (2, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    labels : sequence of two str
        What label 0 and label 1 mean.

    Returns
    -------
    Picture
        The sentence says how the training goes: falling, stalled, oscillating or
        diverged.

    Raises
    ------
    ShapeError
        If `X` and `Y` do not fit, or `probability` returns another shape.
    ValueError
        If there are fewer than two costs, or `labels` are not two.
    """
    shapes("X (2, m), Y (1, m)", X, Y)
    labels = two("labels", labels)
    how = describe(costs)
    with drawing(WIDTH, HEIGHT) as (figure, axes):
        axes.remove()
        left, right = figure.subplots(1, 2)
        draw_panel(left, costs, f"cost: {course(costs)}")
        left.set(xlabel="iteration", ylim=(0, upper_end(costs)))
        draw_decision(right, probability, np.asarray(X), np.asarray(Y), labels)
        png = render(figure)
    sentence = f"In {len(costs)} iterations: {how}."
    return Picture(png, sentence, sentence)


def upper_end(costs: Sequence[float]) -> float:
    """Return a height that shows the curve and is not led astray by its peaks."""
    values = np.asarray(costs, dtype=np.float64)
    finite = values[np.isfinite(values)]
    highest = finite.max() if finite.size else 1.0
    return 1.05 * float(min(highest, HIGHEST * abs(values[0])))


def draw_decision(panel, probability, X, Y, labels: Sequence[str]) -> None:
    """Draw two features, and the line where the probability is 0.5.

    Parameters
    ----------
    panel : Axes
        Where to draw.
    probability : callable
        Maps (2, k) to (1, k).
    X, Y : ndarray, shape (2, m) and (1, m)
        Examples and labels.
    labels : sequence of two str
        What the labels mean.
    """
    from matplotlib.colors import LinearSegmentedColormap

    axis_0, axis_1 = grid_lines(X[0]), grid_lines(X[1])
    P = on_grid(probability, axis_0, axis_1)
    shades = LinearSegmentedColormap.from_list("probability", SHADES)
    edges = (axis_0[0], axis_0[-1], axis_1[0], axis_1[-1])
    look = {"extent": edges, "origin": "lower", "aspect": "auto", "zorder": 0}
    panel.imshow(P, cmap=shades, vmin=0, vmax=1, **look)
    half_line(panel, axis_0, axis_1, P)
    for label, marker, colour in ((0, "o", BLUE), (1, "^", ORANGE)):
        points = X[:, Y[0] == label]
        panel.scatter(*points, s=9, marker=marker, color=colour, linewidth=0)
    panel.set(xticks=[], yticks=[])
    title = f"● {labels[0]}   ▲ {labels[1]}"
    panel.set_title(title, fontsize=11.5, loc="left")
