"""Gradient descent with any activation, for what a student's own functions leave open.

Hidden units of notebook 03 are tanh. To see relu and sigmoid beside them, the same
descent runs here, from the same start. With tanh it takes the same steps, but for the
rounding of floats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.explore.layers import cost, outputs
from nnlib.explore.sweep import sweep
from nnlib.explore.trajectory import Trajectory


def slope(name: str, A: np.ndarray) -> np.ndarray:
    """Give the slope of an activation from the activation itself.

    Examples
    --------
    >>> slope("sigmoid", np.array([0.5])), slope("relu", np.array([0.0, 3.0]))
    (array([0.25]), array([0., 1.]))
    """
    if name == "relu":
        return np.where(A > 0, 1.0, 0.0)
    return A * (1 - A) if name == "sigmoid" else 1 - A**2


def descents(
    starts: Mapping[str, np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    hidden: str,
    learning_rates: Sequence[float],
    steps: Sequence[int],
) -> list[Trajectory]:
    """Train networks side by side, one from each start.

    Parameters
    ----------
    starts : mapping of str to ndarray, shape (runs, ...)
        ``"W1"``, ``"b1"``, ...; not changed.
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    hidden : {"tanh", "relu", "sigmoid"}
        Activation of the hidden units; the output is a sigmoid.
    learning_rates : sequence of float
        Length of a step, one for each run.
    steps : sequence of int
        After how many steps the weights are kept, rising; a run ends with the last.

    Returns
    -------
    list of Trajectory
        In the order of the runs.
    """

    def gradients(there: Mapping[str, np.ndarray]) -> tuple[dict, np.ndarray]:
        A = [X, *outputs(there, X, hidden)]
        return slopes_of(there, A, Y, hidden), cost(A[-1], Y)

    return sweep(gradients, starts, learning_rates, steps[-1], steps)


def descent(
    start: Mapping[str, np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    hidden: str,
    learning_rate: float,
    steps: Sequence[int],
) -> Trajectory:
    """Train one network; its arguments are those of `descents`, for one run."""
    starts = {name: np.asarray(value)[np.newaxis] for name, value in start.items()}
    (path,) = descents(starts, X, Y, hidden, [learning_rate], steps)
    return path


def slopes_of(
    parameters: Mapping[str, np.ndarray], A: list, Y: np.ndarray, hidden: str
) -> dict[str, np.ndarray]:
    """Give the slope of the cost for every parameter; A holds X and all layers."""
    m, dZ, found = Y.shape[1], A[-1] - Y, {}
    for k in range(len(A) - 1, 0, -1):
        found[f"W{k}"] = dZ @ A[k - 1].mT / m
        found[f"b{k}"] = dZ.sum(axis=-1, keepdims=True) / m
        if k > 1:
            dA = parameters[f"W{k}"].mT @ dZ
            dZ = dA * slope(hidden, A[k - 1])
    return found
