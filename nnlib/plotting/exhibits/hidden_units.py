"""What each hidden unit says about every point of the plane.

One panel for each unit: a shade for its activation, a line where it changes, and the
examples on top. All panels share one scale.
"""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.boundary import ground, level_line
from nnlib.plotting.card import Picture, colour_scale, finished, panels, picture
from nnlib.plotting.exhibits.regions import draw_examples, draw_legend, frame
from nnlib.plotting.grid import grid_lines, over_plane
from nnlib.plotting.tables import entry
from nnlib.shapes import shapes
from nnlib.wording import counted

MOST, COARSE = 8, 4
ACROSS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 3, 6: 3, 7: 4, 8: 4}  # panels in a row
HEIGHTS = {1: 3.2, 2: 2.5, 3: 1.95, 4: 1.75}  # inches of a panel, by panels in a row


@picture
def hidden_units(
    activations: Callable[[np.ndarray], np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    *,
    lines: tuple[np.ndarray, np.ndarray],
    labels: Sequence[str] = ("label 0", "label 1"),
    caption: str | None = None,
) -> Picture:
    """Draw the activation of each hidden unit over the plane.

    Parameters
    ----------
    activations : callable
        Maps points (2, k) to the activations (n_h, k) of up to eight units.
    X : ndarray, shape (2, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    lines : tuple of ndarray (n_h, 2) and ndarray (n_h, 1)
        Weights and biases of the units: the line is drawn where their score is 0.
    labels : sequence of two str
        What label 0 and label 1 mean.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        A panel for each unit; the sentence gives the range of each.

    Raises
    ------
    ShapeError
        If `activations` or `lines` have another shape.
    ValueError
        If there are more than eight units, or an activation is not finite.

    Examples
    --------
    >>> X, Y = np.array([[-1.0, 1.0], [0.0, 1.0]]), np.array([[0, 1]])
    >>> lines = 5 * np.eye(2), np.zeros((2, 1))
    >>> hidden_units(lambda points: np.tanh(5 * points), X, Y, lines=lines).alt
    'Activations of 2 hidden units over the plane: 1 from −1 to 1, 2 from −0.29 to 1.'
    """
    axes_of = [grid_lines(row)[::COARSE] for row in X]
    levels = over_plane("activations", activations, *axes_of)
    refuse_bad_levels(levels)
    W, b = lines
    shapes(f"W ({len(levels)}, 2), b ({len(levels)}, 1)", W, b)
    scores = over_plane("lines", lambda points: W @ points + b, *axes_of)
    ends = {"vmin": levels.min(), "vmax": levels.max()}  # all share a scale
    across = ACROSS[len(levels)]
    height = -(-len(levels) // across) * HEIGHTS[across] + 0.4
    with panels(len(levels), across, height) as (figure, row):
        every = figure.axes
        for k, panel in enumerate(row):
            image = ground(panel, axes_of, levels[k], **ends)
            level_line(panel, axes_of, scores[k], 0.0)
            frame(panel, axes_of)
            draw_examples(panel, X, Y, opacity=0.55)
            panel.set_title(f"unit {k + 1}", fontsize=11)
        draw_scale(figure, image, every)
        draw_legend(figure, row[0], labels)
        return finished(figure, describe(levels), caption or finding(len(levels)))


def refuse_bad_levels(levels: np.ndarray) -> None:
    """Insist on one to eight units with finite activations."""
    if not 1 <= len(levels) <= MOST:
        raise ValueError(f"activations gives {len(levels)} units, expected 1 to {MOST}")
    if not np.isfinite(levels).all():
        raise ValueError("activations(grid) holds nan or inf, expected finite numbers")


def draw_scale(figure, image, panels) -> None:
    """Draw the scale that all panels share."""
    from matplotlib.ticker import MaxNLocator

    colour_scale(
        figure, image, panels, aspect=30, pad=0.015, ticks=MaxNLocator(4)
    ).set_label("activation")


def describe(levels: np.ndarray) -> str:
    """Give the range of each unit."""
    said = ", ".join(
        f"{k} from {entry(float(unit.min()))} to {entry(float(unit.max()))}"
        for k, unit in enumerate(levels, 1)
    )
    units = counted(len(levels), "hidden unit")
    return f"Activations of {units} over the plane: {said}."


def finding(n_h: int) -> str:
    """Say what a panel shows."""
    if n_h == 1:
        return "The hidden unit draws one straight line through the plane."
    return f"{n_h} hidden units, {n_h} straight lines through the plane."
