"""What depth can do that width cannot, and what both can: set by hand, nothing learned.

Parity needs exponentially many gates in two layers of and and or, but few in a tree of
xor gates, and no more than one hidden layer of units that count. The folded map is the
clean case: every further fold doubles the number of pieces.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.single import whole
from nnlib.values import numbers


@built_in("04")
def parity_tree(bits):
    """Tell whether an odd number of bits is set, by xor gates in pairs.

    Parameters
    ----------
    bits : sequence of int
        Bits, 0 or 1; at least one.

    Returns
    -------
    parity : int
        1 if an odd number of them is set.
    gates : int
        Number of xor gates: one less than there are bits.
    depth : int
        Number of levels of gates: log2 of the number of bits, rounded up.

    Raises
    ------
    ValueError
        If there are no bits, or one is not 0 or 1.

    Notes
    -----
    Lecture idea: circuit theory and deep networks.

    Examples
    --------
    >>> parity_tree([1, 0, 1, 1, 0, 0, 0, 0])
    (1, 7, 3)
    """
    level, gates, depth = [int(bit) for bit in _bits(bits)], 0, 0
    while len(level) > 1:
        pairs = list(zip(level[::2], level[1::2], strict=False))
        left_over = level[2 * len(pairs) :]
        level = [one ^ other for one, other in pairs] + left_over
        gates, depth = gates + len(pairs), depth + 1
    return level[0], gates, depth


@built_in("04")
def fold(x):
    """Fold the interval from 0 to 1 in the middle: up to 1 and back to 0.

    Two relu units do it: ``2 relu(x) - 4 relu(x - 1/2)``.

    Parameters
    ----------
    x : ndarray or float, any shape
        Numbers from 0 to 1.

    Returns
    -------
    ndarray or float, shape of `x`
        ``2x`` on the left half, ``2 - 2x`` on the right half.

    Raises
    ------
    TypeError
        If `x` holds something other than numbers.

    Notes
    -----
    Source: the sawtooth of Telgarsky, "Benefits of depth in neural networks" (2016).

    Examples
    --------
    >>> fold(np.array([0.0, 0.25, 0.5, 0.75, 1.0]))
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    numbers(x=x)
    x = np.asarray(x, dtype=np.float64)
    return 2 * np.maximum(0, x) - 4 * np.maximum(0, x - 0.5)


@built_in("04")
def folded(x, k):
    """Fold k times: a network of k layers with two relu units each.

    Parameters
    ----------
    x : ndarray or float, any shape
        Numbers from 0 to 1.
    k : int
        Number of folds, 0 or more.

    Returns
    -------
    ndarray or float, shape of `x`
        A saw of 2**k straight pieces. One hidden layer of N relu units makes at most
        N + 1 pieces, so it needs at least 2**k - 1 units.

    Raises
    ------
    TypeError, ValueError
        If `x` holds something other than numbers, or `k` is no whole number of at least
        0.

    Examples
    --------
    >>> folded(np.array([0.125, 0.25, 0.375]), 3)
    array([1., 0., 1.])
    """
    numbers(x=x)
    whole(0, k=k)
    for _ in range(k):
        x = fold(x)
    return x


def _bits(bits):
    """Insist on at least one bit."""
    found = np.ravel(bits)
    numbers(bits=found)
    if not found.size:
        raise ValueError("bits is empty, expected at least one bit")
    wrong = found[(found != 0) & (found != 1)]
    if wrong.size:
        raise ValueError(f"bits holds {wrong[0]}, expected 0 or 1")
    return found
