"""Gradient descent with any activation, for what a student's own functions leave open.

Hidden units of notebook 03 are tanh. To see relu and sigmoid beside them, the same
descent runs here, from the same start. With tanh it takes the same steps, but for the
rounding of floats.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.explore.layers import cost, outputs
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


def descent(
    start: Mapping[str, np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    hidden: str,
    learning_rate: float,
    steps: Sequence[int],
) -> Trajectory:
    """Train a network from a start.

    Parameters
    ----------
    start : mapping of str to ndarray
        ``"W1"``, ``"b1"``, ...; not changed.
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    hidden : {"tanh", "relu", "sigmoid"}
        Activation of the hidden units; the output is a sigmoid.
    learning_rate : float
        Length of a step.
    steps : sequence of int
        After how many steps the weights are kept, rising; the run ends with the last.

    Returns
    -------
    Trajectory
        The weights at these steps, and the cost before each step.
    """
    there = {name: np.array(value, dtype=np.float64) for name, value in start.items()}
    costs, kept = [], []
    with np.errstate(all="ignore"):
        for step in range(steps[-1] + 1):
            kept += [there] * (step in steps)
            A = [X, *outputs(there, X, hidden)]
            costs.append(cost(A[-1], Y))
            grads = slopes_of(there, A, Y, hidden)
            there = {n: W - learning_rate * grads[n] for n, W in there.items()}
    weights = {name: np.stack([one[name] for one in kept]) for name in start}
    return Trajectory(np.asarray(steps), weights, np.array(costs[:-1]))


def slopes_of(
    parameters: Mapping[str, np.ndarray], A: list, Y: np.ndarray, hidden: str
) -> dict[str, np.ndarray]:
    """Give the slope of the cost for every parameter; A holds X and all layers."""
    m, dZ, found = Y.shape[1], A[-1] - Y, {}
    for k in range(len(A) - 1, 0, -1):
        found[f"W{k}"] = dZ @ A[k - 1].T / m
        found[f"b{k}"] = dZ.sum(axis=1, keepdims=True) / m
        if k > 1:
            dA = parameters[f"W{k}"].T @ dZ
            dZ = dA * slope(hidden, A[k - 1])
    return found
