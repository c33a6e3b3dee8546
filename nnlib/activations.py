"""The functions that a unit applies to its sum ``z``.

They work element by element, on arrays of every shape. Without one of them between
the layers, a network of any depth is a single linear map.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.values import numbers


@built_in("02")
def sigmoid(Z):
    """Map every number to the open interval from 0 to 1: 1 / (1 + exp(-Z)).

    The formula as it stands overflows in ``exp`` for z below -709. With
    ``e = exp(-|z|)``, which never exceeds 1, it reads ``1 / (1 + e)`` for z >= 0 and
    ``e / (1 + e)`` for z < 0: the same numbers, and nothing can overflow. In float64
    the result is exactly 1 from z of about 36.8 on.

    Parameters
    ----------
    Z : ndarray or float, any shape
        Weighted sums, no unit.

    Returns
    -------
    ndarray or numpy.float64, shape of `Z`, float64
        Probabilities in [0, 1].

    Raises
    ------
    TypeError
        If `Z` holds something else than numbers.

    Notes
    -----
    Lecture idea: the logistic hypothesis, with sigmoid(0) = 0.5.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 2.0]))
    array([0.        , 0.5       , 0.88079708])
    """
    numbers(Z=Z)
    Z = np.asarray(Z, dtype=np.float64)
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, e) / (1.0 + e)
