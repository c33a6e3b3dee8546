"""The boundaries of several models side by side, on the same examples.

All panels share their axes and their shades, so that only the model differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.plotting.boundary import half_line, two
from nnlib.plotting.card import BLUE, ORANGE, SHADES, WIDTH, Picture, drawing, render
from nnlib.plotting.grid import edges, grid_lines, on_grid, probabilities
from nnlib.plotting.sentences import listed
from nnlib.shapes import shapes
from nnlib.values import binary, finite

MOST = 6
EDGE = "#7a4d08"
COARSE = 3  # every third point of the grid is enough for a small panel
HEIGHTS = {1: 3.4, 2: 2.95, 3: 2.2}  # inches of a panel, by the panels in a row


def region_panels(
    models: Mapping[str, Callable[[np.ndarray], np.ndarray]],
    X: np.ndarray,
    Y: np.ndarray,
    *,
    labels: Sequence[str] = ("label 0", "label 1"),
    caption: str | None = None,
) -> Picture:
    """Draw where up to six models change their mind.

    Parameters
    ----------
    models : mapping of str to callable
        From a title to a function that maps points (2, k) to the probability (1, k) of
        label 1.
    X : ndarray, shape (2, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    labels : sequence of two str
        What label 0 and label 1 mean.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        A panel for each model, with the share of examples that it labels right.

    Raises
    ------
    ShapeError
        If `X` and `Y` do not fit, or a model returns another shape.
    ValueError
        If there are no models or more than six, `X` is not finite, or `Y` holds other
        labels.

    Examples
    --------
    >>> X, Y = np.array([[-1.0, 1.0, 2.0], [0.0, 1.0, 0.5]]), np.array([[0, 1, 1]])
    >>> models = {"left": lambda p: p[:1] * 0, "right": lambda p: 1.0 * (p[:1] > 0)}
    >>> region_panels(models, X, Y).alt
    'Share of 3 examples that each model labels right: left 33.3%, right 100.0%.'
    """
    shapes("X (2, m), Y (1, m)", X, Y)
    finite(X=X)
    binary(Y=Y)
    labels = two("labels", labels)
    if not 1 <= len(models) <= MOST:
        raise ValueError(f"models holds {len(models)}, expected 1 to {MOST}")
    X, Y = np.asarray(X, dtype=np.float64), np.asarray(Y)
    rights = {name: share_right(name, model, X, Y) for name, model in models.items()}
    across = {1: 1, 2: 2, 4: 2}.get(len(models), 3)
    rows = -(-len(models) // across)
    with drawing(WIDTH, rows * HEIGHTS[across] + 0.4) as (figure, axes):
        axes.remove()
        panels = figure.subplots(rows, across, squeeze=False).ravel()
        for panel, (name, model) in zip(panels, models.items(), strict=False):
            draw_region(panel, model, X, Y)
            panel.set_title(name, fontsize=11.5)
            panel.set_xlabel(f"{rights[name]:.1%} right", fontsize=11)
        for panel in panels[len(models) :]:
            panel.set_axis_off()
        draw_legend(figure, panels[0], labels)
        png = render(figure)
    said = ", ".join(f"{name} {share:.1%}" for name, share in rights.items())
    alt = f"Share of {Y.size} examples that each model labels right: {said}."
    return Picture(png, alt, caption or compare(rights))


def share_right(name: str, model: Callable, X: np.ndarray, Y: np.ndarray) -> float:
    """Give the share of examples that a model labels right."""
    A = probabilities(f"{name}(X)", model(X), X.shape[1])
    return float(np.mean(((A > 0.5) == (Y == 1)) & np.isfinite(A)))


def draw_region(panel, model: Callable, X: np.ndarray, Y: np.ndarray) -> None:
    """Draw the shade of a probability, its half line and the examples.

    Parameters
    ----------
    panel : Axes
        Where to draw.
    model : callable
        Maps (2, k) to (1, k).
    X, Y : ndarray, shape (2, m) and (1, m)
        Examples and labels.
    """
    from matplotlib.colors import LinearSegmentedColormap

    axes_of = [grid_lines(row)[::COARSE] for row in X]
    P = on_grid(model, *axes_of)
    shades = LinearSegmentedColormap.from_list("probability", SHADES)
    look = {"extent": edges(*axes_of), "origin": "lower", "aspect": "auto"}
    panel.imshow(P, cmap=shades, vmin=0, vmax=1, zorder=0, **look)
    half_line(panel, *axes_of, P)
    draw_examples(panel, X, Y)
    frame(panel, axes_of)


def frame(panel, axes_of: Sequence[np.ndarray]) -> None:
    """End a panel where its grid ends, without numbers."""
    axis_0, axis_1 = axes_of
    panel.set(xlim=(axis_0[0], axis_0[-1]), ylim=(axis_1[0], axis_1[-1]))
    panel.set(xticks=[], yticks=[])


def draw_examples(panel, X: np.ndarray, Y: np.ndarray, opacity: float = 1.0) -> None:
    """Draw small circles for label 0 and small triangles for label 1."""
    size = float(np.clip(2400 / X.shape[1], 4, 22))  # square points
    # an edge, as orange is pale in grey
    for label, marker, colour, edge in ((0, "o", BLUE, BLUE), (1, "^", ORANGE, EDGE)):
        points = X[:, Y[0] == label]
        look = {"marker": marker, "facecolor": colour, "edgecolor": edge}
        look |= {"alpha": opacity, "linewidth": 0.5, "zorder": 2}
        panel.scatter(*points, s=size, **look)


def draw_legend(figure, panel, labels: tuple[str, str]) -> None:
    """Name both kinds of examples above the panels."""
    signs = [
        panel.scatter([], [], s=36, marker=marker, color=colour, linewidth=0)
        for marker, colour in (("o", BLUE), ("^", ORANGE))
    ]
    look = {"ncols": 2, "frameon": False, "handletextpad": 0.2, "borderpad": 0.1}
    figure.legend(signs, labels, loc="outside upper left", columnspacing=1.2, **look)


def compare(rights: Mapping[str, float]) -> str:
    """Say which model labels most examples right.

    Parameters
    ----------
    rights : mapping of str to float
        Share of each model.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> compare({"one neuron": 0.86, "four units": 0.97})
    'Best: four units, with 97.0% right.'
    """
    most = max(rights.values())
    if len(rights) == 1:
        return f"{most:.1%} of the examples are right."
    best = [name for name, share in rights.items() if share == most]
    return f"Best: {listed(best)}, with {most:.1%} right."
