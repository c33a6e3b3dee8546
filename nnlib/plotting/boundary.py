"""Two features, two labels, and the line where a model changes its mind.

Label is told by colour, by shape and by lightness, and the shade behind the examples
is lighter where label 1 is more probable.
"""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    INK,
    ORANGE,
    PAPER,
    SHADES,
    Picture,
    colour_scale,
    drawing,
    finished,
    picture,
    shades,
)
from nnlib.plotting.grid import edges, grid_lines, on_grid, probabilities
from nnlib.plotting.sentences import describe_hits, describe_line, describe_points
from nnlib.shapes import shapes


@picture
def decision_line(
    probability: Callable[[np.ndarray], np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    names: Sequence[str] = ("", ""),
    caption: str | None = None,
    *,
    labels: Sequence[str] = ("label 0", "label 1"),
) -> Picture:
    """Draw two features, and where a model changes its mind.

    The line may be straight, curved, closed or in pieces.

    Parameters
    ----------
    probability : callable
        Maps points (2, k) to the probability (1, k) of label 1; is called on a grid
        and on `X`.
    X : ndarray, shape (2, m)
        Examples, one per column, finite.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    names : sequence of two str
        What the features are, with units.
    caption : str, optional
        Sentence below the picture; computed from the data if left out.
    labels : sequence of two str
        What label 0 and label 1 mean.

    Returns
    -------
    Picture
        The examples, the probability as shade, the line of probability 0.5.

    Raises
    ------
    ShapeError
        If `X` and `Y` do not fit, or `probability` returns another shape.
    ValueError
        If `X` is not finite, `Y` holds other labels, or `names` or `labels` are not
        two.

    Examples
    --------
    >>> X, Y = np.array([[-1.0, 1.0], [0.0, 1.0]]), np.array([[0, 1]])
    >>> decision_line(lambda points: 1.0 * (points[:1] > 0), X, Y).caption
    'The model is right about 2 of 2 examples (100.0%): 1 of 1 label 0, 1 of 1 label 1.'
    """
    shapes("X (2, m), Y (1, m)", X, Y)
    names, labels = two("names", names), two("labels", labels)
    X, Y = np.asarray(X, dtype=np.float64), np.asarray(Y)
    if not np.isfinite(X).all():
        raise ValueError("X holds nan or inf, expected finite features")
    if not np.isin(Y, (0, 1)).all():
        raise ValueError(f"Y holds {np.unique(Y)[:5]}, expected labels 0 and 1")
    A = probabilities("probability(X)", probability(X), X.shape[1])
    ends = grid_lines(X[0]), grid_lines(X[1])
    P = on_grid(probability, *ends)
    with drawing() as (figure, axes):
        shade(figure, axes, *ends, P, labels[1])
        line = level_line(axes, ends, P, 0.5)
        scatter(axes, X, Y, labels)
        axes.set(xlabel=names[0] or "feature 1", ylabel=names[1] or "feature 2")
        line_says = describe_line(line, *ends, P, labels)
        alt = f"{describe_points(Y, names, labels)} {line_says}"
        return finished(figure, alt, caption or describe_hits(A, Y, labels))


def two(name: str, values: Sequence[str]) -> tuple[str, str]:
    """Make sure that there are two texts.

    Parameters
    ----------
    name : str
        The argument, for the message.
    values : sequence of str
        What was passed.

    Returns
    -------
    tuple of two str
        The texts.

    Raises
    ------
    ValueError
        If there are more or fewer.
    """
    if isinstance(values, str) or len(values) != 2:
        raise ValueError(f"{name} is {values!r}, expected two texts")
    return str(values[0]), str(values[1])


def shade(figure, axes, axis_0, axis_1, P: np.ndarray, label: str) -> None:
    """Lay the probability under the picture, with its scale at the side.

    Parameters
    ----------
    figure, axes : Figure, Axes
        Where to draw.
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.
    P : ndarray, shape (k_1, k_0)
        Probability of label 1.
    label : str
        What label 1 means.
    """
    image = ground(axes, (axis_0, axis_1), P, vmin=0, vmax=1)
    axes.set(xlim=axis_0[[0, -1]], ylim=axis_1[[0, -1]])
    scale = colour_scale(figure, image, axes, aspect=32, pad=0.015, ticks=[0, 0.5, 1])
    scale.ax.set_yticklabels(["0", "0.5", "1"])
    scale.ax.axhline(0.5, color=INK, linewidth=1.4)
    scale.set_label(f"probability of {label}", labelpad=6)


def ground(axes, axes_of: tuple, values: np.ndarray, **look):
    """Lay a number for each point of a grid under a picture, as a shade.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    axes_of : two ndarray, shape (k_0,) and (k_1,)
        Values of the two features.
    values : ndarray, shape (k_1, k_0)
        The numbers.
    **look : object
        What matplotlib knows of images, such as ``vmin`` and ``vmax``.

    Returns
    -------
    AxesImage
        The shade.
    """
    look = {"cmap": shades(*SHADES), "extent": edges(*axes_of), **look}
    return axes.imshow(values, origin="lower", aspect="auto", zorder=0, **look)


def level_line(axes, axes_of: tuple, table: np.ndarray, level: float) -> list:
    """Draw where the numbers of a grid have a level.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    axes_of : two ndarray, shape (k_0,) and (k_1,)
        Values of the two features.
    table : ndarray, shape (k_1, k_0)
        The numbers, perhaps nan.
    level : float
        The level.

    Returns
    -------
    list of ndarray, shape (k, 2)
        The pieces of the line; none if it does not cross the picture.
    """
    if not np.nanmin(table, initial=np.inf) < level < np.nanmax(table, initial=-np.inf):
        return []
    # white below, so that the line stays visible across the markers
    for colour, width, order in ((PAPER, 3.2, 3), (INK, 1.7, 4)):
        line = axes.contour(
            *axes_of,
            table,
            [level],
            zorder=order,
            colors=[colour],
            linewidths=width,
            linestyles="solid",
        )
    return [piece for piece in line.allsegs[0] if len(piece) > 1]


def scatter(axes, X: np.ndarray, Y: np.ndarray, labels: Sequence[str]) -> None:
    """Draw the examples: circles for label 0, triangles for label 1.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    X : ndarray, shape (2, m)
        Examples.
    Y : ndarray, shape (1, m)
        Labels.
    labels : sequence of two str
        What the labels mean.
    """
    size = float(np.clip(9000 / X.shape[1], 9, 60))  # square points
    looks = ((0, "o", BLUE, PAPER, 1.0), (1, "^", ORANGE, "#5c3a06", 1.25))
    for label, marker, face, edge, factor in looks:
        axes.scatter(
            *X[:, Y[0] == label],
            s=size * factor,
            marker=marker,
            facecolor=face,
            edgecolor=edge,
            linewidth=0.6,
            zorder=2,
            label=labels[label],
        )
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.02, 1.0),
        ncols=2,
        frameon=False,
        handletextpad=0.2,
        columnspacing=1.2,
        markerscale=max(1.0, (36 / size) ** 0.5),
    )
