"""The cost of every pair of two parameters, whatever kind of function gives it."""

from collections.abc import Callable

import numpy as np

from nnlib.plotting.families import as_number


def costs_at(cost: Callable, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Ask for the cost of every pair, at once where the function can.

    Parameters
    ----------
    cost : callable
        Takes two numbers, or two arrays of the same shape.
    w, b : ndarray of the same shape
        The pairs.

    Returns
    -------
    ndarray of that shape, float64
        Their costs.

    Raises
    ------
    ValueError
        If what comes back are no numbers.

    Examples
    --------
    >>> costs_at(lambda w, b: w * w + b, np.array([1.0, 2.0]), np.array([0.5, 0.0]))
    array([1.5, 4. ])
    """

    def alone(p: float, q: float) -> float:
        return as_number("cost", cost(float(p), float(q)), wrapped=True)

    ends = [alone(w.flat[k], b.flat[k]) for k in (0, -1)]
    at_once = together(cost, w, b)
    if at_once is not None:
        if np.isclose(at_once.flat[[0, -1]], ends, equal_nan=True).all():
            return at_once
    one_by_one = [alone(p, q) for p, q in zip(w.flat, b.flat, strict=True)]
    return np.array(one_by_one).reshape(w.shape)


def together(cost: Callable, w: np.ndarray, b: np.ndarray) -> np.ndarray | None:
    """Try a function on arrays; None if it is one of numbers only."""
    try:
        # Copies: written for numbers, it may do `z = b; z += w * x`, in place here.
        J = np.asarray(cost(w.copy(), b.copy()), dtype=np.float64)
    except (ValueError, TypeError, IndexError):
        return None
    return J if J.shape == w.shape else None
