"""What a model says at every point of a picture.

The model is a function that a student may have written, so what it returns is looked
at before it is drawn.
"""

import numpy as np

from nnlib.shapes import ShapeError

SIDE = 241  # points along each axis


def grid_lines(feature: np.ndarray) -> np.ndarray:
    """Cover the range of a feature, and a little more.

    Parameters
    ----------
    feature : ndarray, shape (m,)
        Values of one feature.

    Returns
    -------
    ndarray, shape (SIDE,)
        Equal steps from below the smallest to above the largest value.
    """
    low, high = float(feature.min()), float(feature.max())
    margin = 0.06 * (high - low) or max(0.5, 0.06 * abs(low))
    return np.linspace(low - margin, high + margin, SIDE)


def points_of(axis_0: np.ndarray, axis_1: np.ndarray) -> np.ndarray:
    """List the points of a picture, one per column.

    Parameters
    ----------
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.

    Returns
    -------
    ndarray, shape (2, k_1 * k_0)
        The points; the first feature changes fastest.
    """
    return np.stack([axis.ravel() for axis in np.meshgrid(axis_0, axis_1)])


def on_grid(probability, axis_0: np.ndarray, axis_1: np.ndarray) -> np.ndarray:
    """Ask the model for its probability at every point of the picture.

    Parameters
    ----------
    probability : callable
        Maps (2, k) to (1, k).
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.

    Returns
    -------
    ndarray, shape (k_1, k_0)
        Probability of label 1; the second feature goes down the rows.

    Raises
    ------
    ShapeError
        If `probability` returns another shape.
    """
    points = points_of(axis_0, axis_1)
    P = probabilities("probability(grid)", probability(points), points.shape[1])
    return P.reshape(axis_1.size, axis_0.size)


def probabilities(name: str, values, m: int) -> np.ndarray:
    """Make sure that a model gave one probability per point.

    Parameters
    ----------
    name : str
        The call, for the message.
    values : object
        What it returned.
    m : int
        Number of points.

    Returns
    -------
    ndarray, shape (1, m), float64
        The probabilities; nan where the model has none.

    Raises
    ------
    ShapeError
        If the shape is another one.
    """
    shape = getattr(values, "shape", None)
    if shape is None:
        kind = type(values).__name__
        raise ShapeError(f"{name} is of type {kind}, expected an array of (1, {m})")
    if shape != (1, m):
        raise ShapeError(f"{name} has shape {shape}, expected (1, {m}): one per point")
    return np.asarray(values, dtype=np.float64)


def over_plane(
    name: str, activations, axis_0: np.ndarray, axis_1: np.ndarray
) -> np.ndarray:
    """Ask several units for their activations at every point of the picture.

    Parameters
    ----------
    name : str
        The function, for the message.
    activations : callable
        Maps (2, k) to (n_h, k).
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.

    Returns
    -------
    ndarray, shape (n_h, k_1, k_0), float64
        A table for each unit; the second feature goes down the rows.

    Raises
    ------
    ShapeError
        If another shape comes back.
    """
    points = points_of(axis_0, axis_1)
    levels = np.asarray(activations(points), dtype=np.float64)
    if levels.ndim != 2 or levels.shape[1] != points.shape[1]:
        raise ShapeError(
            f"{name}(grid) has shape {levels.shape}, expected (n_h, "
            f"{points.shape[1]}): one column per point"
        )
    return levels.reshape(len(levels), axis_1.size, axis_0.size)


def edges(axis_0: np.ndarray, axis_1: np.ndarray) -> tuple[float, ...]:
    """Give the edges of an image whose pixels have the points of a grid as middles.

    Parameters
    ----------
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Equal steps.

    Returns
    -------
    tuple of four float
        Left, right, bottom and top.

    Examples
    --------
    >>> edges(np.array([0.0, 1.0]), np.array([0.0, 2.0]))
    (-0.5, 1.5, -1.0, 3.0)
    """
    ends = []
    for axis in (axis_0, axis_1):
        half = (axis[1] - axis[0]) / 2
        ends += [float(axis[0] - half), float(axis[-1] + half)]
    return tuple(ends)
