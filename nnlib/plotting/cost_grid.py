"""The cost of every pair of two parameters, whatever kind of function gives it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


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
    ends = [alone(cost, float(w.flat[k]), float(b.flat[k])) for k in (0, -1)]
    at_once = together(cost, w, b)
    if at_once is not None:
        same = np.isclose(at_once.flat[[0, -1]], ends, equal_nan=True)
        if same.all():
            return at_once
    pairs = zip(w.flat, b.flat, strict=True)
    return np.array([alone(cost, float(p), float(q)) for p, q in pairs]).reshape(
        w.shape
    )


def alone(cost: Callable, w: float, b: float) -> float:
    """Ask for the cost of one pair."""
    value = cost(w, b)
    if value is None or np.size(value) != 1:
        came = "None" if value is None else f"shape {np.shape(value)}"
        raise ValueError(f"cost returned {came}, expected a number")
    return float(np.ravel(value)[0])


def together(cost: Callable, w: np.ndarray, b: np.ndarray) -> np.ndarray | None:
    """Try a function on arrays; None if it is one of numbers only."""
    try:
        # Copies: written for numbers, it may do `z = b; z += w * x`, in place here.
        J = np.asarray(cost(w.copy(), b.copy()), dtype=np.float64)
    except (ValueError, TypeError, IndexError):
        return None
    return J if J.shape == w.shape else None
