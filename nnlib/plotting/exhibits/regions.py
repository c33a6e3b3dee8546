"""The boundaries of several models side by side, on the same examples.

All panels share their axes and their shades, so that only the model differs.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.plotting.boundary import ground, level_line
from nnlib.plotting.card import BLUE, ORANGE, Picture, finished, panels, picture
from nnlib.plotting.grid import grid_lines, on_grid, probabilities
from nnlib.wording import listed

EDGE = "#7a4d08"
COARSE = 3  # every third point of the grid is enough for a small panel
HEIGHTS = {1: 3.4, 2: 2.95, 3: 2.2}  # inches of a panel, by the panels in a row


@picture
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
        If a model returns another shape.

    Examples
    --------
    >>> X, Y = np.array([[-1.0, 1.0, 2.0], [0.0, 1.0, 0.5]]), np.array([[0, 1, 1]])
    >>> models = {"left": lambda p: p[:1] * 0, "right": lambda p: 1.0 * (p[:1] > 0)}
    >>> region_panels(models, X, Y).alt
    'Share of 3 examples that each model labels right: left 33.3%, right 100.0%.'
    """
    rights = {name: share_right(name, model, X, Y) for name, model in models.items()}
    said = ", ".join(f"{name} {share:.1%}" for name, share in rights.items())
    alt = f"Share of {Y.size} examples that each model labels right: {said}."
    across = {1: 1, 2: 2, 4: 2}.get(len(models), 3)
    height = -(-len(models) // across) * HEIGHTS[across] + 0.4
    with panels(len(models), across, height) as (figure, row):
        for panel, (name, model) in zip(row, models.items(), strict=True):
            draw_region(panel, model, X, Y)
            panel.set_title(name, fontsize=11.5)
            panel.set_xlabel(f"{rights[name]:.1%} right", fontsize=11)
        draw_legend(figure, row[0], labels)
        return finished(figure, alt, caption or compare(rights))


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
    axes_of = [grid_lines(row)[::COARSE] for row in X]
    P = on_grid(model, *axes_of)
    ground(panel, axes_of, P, vmin=0, vmax=1)
    level_line(panel, axes_of, P, 0.5)
    draw_examples(panel, X, Y)
    frame(panel, axes_of)


def frame(panel, axes_of: Sequence[np.ndarray]) -> None:
    """End a panel where its grid ends, without numbers."""
    across, up = (axis[[0, -1]] for axis in axes_of)
    panel.set(xlim=across, ylim=up, xticks=[], yticks=[])


def draw_examples(panel, X: np.ndarray, Y: np.ndarray, opacity: float = 1.0) -> None:
    """Draw small circles for label 0 and small triangles for label 1."""
    look = {"alpha": opacity, "linewidth": 0.5, "zorder": 2}
    look["s"] = float(np.clip(2400 / X.shape[1], 4, 22))  # square points
    # an edge, as orange is pale in grey
    for label, marker, face, edge in ((0, "o", BLUE, BLUE), (1, "^", ORANGE, EDGE)):
        points = X[:, Y[0] == label]
        panel.scatter(*points, marker=marker, facecolor=face, edgecolor=edge, **look)


def draw_legend(figure, panel, labels: tuple[str, str]) -> None:
    """Name both kinds of examples above the panels."""
    signs = [
        panel.scatter([], [], s=36, marker=marker, color=colour, linewidth=0)
        for marker, colour in (("o", BLUE), ("^", ORANGE))
    ]
    figure.legend(
        signs,
        labels,
        loc="outside upper left",
        columnspacing=1.2,
        ncols=2,
        frameon=False,
        handletextpad=0.2,
        borderpad=0.1,
    )


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
