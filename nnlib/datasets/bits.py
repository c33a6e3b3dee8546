"""Rows of bits, labelled by whether an odd number of them is set.

Parity is xor for more than two bits. It is the classical question about depth, because
no bit alone, nor any group that lacks one bit, says anything about the answer.
"""

import numpy as np

from nnlib.datasets.arguments import generator, whole_number

# a table of 20 bits has a million columns
LONGEST_TABLE = 20


def parity(bits, m=None, rng=None):
    """Give all combinations of bits, or some drawn at random, with their parity.

    Parameters
    ----------
    bits : int
        Number of bits; at most 20 for the whole table.
    m : int, optional
        Number of columns to draw, at least 2; without it, all 2 ** bits of them come,
        counting upwards.
    rng : numpy.random.Generator, optional
        Where the randomness comes from; needed if and only if `m` is given.

    Returns
    -------
    X : ndarray, shape (bits, m), float64
        Bits, 0 or 1; the first row is the most significant one.
    Y : ndarray, shape (1, m), float64
        1 where an odd number of bits is 1, which holds for half of the columns; one
        more 0 if `m` is odd.

    Raises
    ------
    TypeError, ValueError
        If `bits`, `m` or `rng` is not as described.

    Examples
    --------
    >>> X, Y = parity(2)
    >>> X
    array([[0., 0., 1., 1.],
           [0., 1., 0., 1.]])
    >>> Y
    array([[0., 1., 1., 0.]])
    """
    if m is None:
        X = _table(whole_number("bits", bits, high=LONGEST_TABLE))
        if rng is not None:
            raise TypeError("rng is given without m: how many columns shall be drawn?")
    else:
        bits = whole_number("bits", bits)
        X = _drawn(bits, whole_number("m", m, low=2), generator(rng))
    return X.astype(np.float64), (X.sum(axis=0, keepdims=True) % 2).astype(np.float64)


def _table(bits):
    """Count from 0 to 2 ** bits - 1 in binary, one number per column."""
    place = np.arange(bits - 1, -1, -1)[:, np.newaxis]
    return np.arange(2**bits) >> place & 1  # (bits, 2 ** bits)


def _drawn(bits, m, rng):
    """Draw columns uniformly among those of the parity that each shall have."""
    wanted = rng.permutation(np.arange(m) % 2)
    free = rng.integers(0, 2, (bits - 1, m))
    last = (free.sum(axis=0) + wanted) % 2
    return np.vstack([free, last])  # (bits, m)
