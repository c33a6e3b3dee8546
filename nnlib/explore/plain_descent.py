"""Gradient descent with any activation, for what a student's own functions leave open.

Hidden units of notebook 03 are tanh. To see relu and sigmoid beside them, the same
descent runs here, from the same start. With tanh it takes the same steps, but for the
rounding of floats.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnlib.explore.layers import cost, outputs


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


def descend(
    parameters: Mapping[str, np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    hidden: str,
    learning_rate: float,
    num_iterations: int,
) -> tuple[dict[str, np.ndarray], list[float]]:
    """Train a network from a given start.

    Parameters
    ----------
    parameters : mapping of str to ndarray
        ``"W1"``, ``"b1"``, ...; not changed.
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    hidden : {"tanh", "relu", "sigmoid"}
        Activation of the hidden units; the output is a sigmoid.
    learning_rate : float
        Length of a step.
    num_iterations : int
        Number of steps.

    Returns
    -------
    parameters : dict
        After the last step.
    costs : list of float
        Cost before each step.
    """
    there, costs = dict(parameters), []
    for _ in range(num_iterations):
        A = [X, *outputs(there, X, hidden)]
        costs.append(cost(A[-1], Y))
        slopes = slopes_of(there, A, Y, hidden)
        there = {n: value - learning_rate * slopes[n] for n, value in there.items()}
    return there, costs


def slopes_of(
    parameters: Mapping[str, np.ndarray], A: list, Y: np.ndarray, hidden: str
) -> dict[str, np.ndarray]:
    """Give the slope of the cost for every parameter; A holds X and all layers."""
    m, dZ, found = Y.shape[1], A[-1] - Y, {}
    for k in range(len(A) - 1, 0, -1):
        found[f"W{k}"] = dZ @ A[k - 1].T / m
        found[f"b{k}"] = dZ.sum(axis=1, keepdims=True) / m
        if k > 1:
            dZ = parameters[f"W{k}"].T @ dZ * slope(hidden, A[k - 1])
    return found
