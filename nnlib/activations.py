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
        If `Z` holds something other than numbers.

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


@built_in("03")
def activation(name, Z):
    """Apply an activation function to every entry: A = g(Z).

    =============  ======================  ==========================================
    name           g(z)                    where it serves
    =============  ======================  ==========================================
    ``sigmoid``    1 / (1 + exp(-z))       output: a probability
    ``tanh``       2 sigmoid(2z) - 1       hidden units: centred on 0, saturates
    ``relu``       max(0, z)               hidden units: no saturation for z > 0
    ``leaky_relu`` z or 0.01 z             hidden units that cannot fall silent
    ``step``       1 for z > 0, else 0     by hand only: nothing to learn from
    =============  ======================  ==========================================

    Parameters
    ----------
    name : str
        One of the names above.
    Z : ndarray or float, any shape
        Weighted sums, no unit.

    Returns
    -------
    ndarray or numpy.float64, shape of `Z`, float64
        What the units pass on.

    Raises
    ------
    TypeError
        If `Z` holds something other than numbers.
    ValueError
        If there is no activation of this name.

    Notes
    -----
    Lecture idea: the activation functions, their advantages and drawbacks.

    Examples
    --------
    >>> activation("relu", np.array([-2.0, 0.5]))
    array([0. , 0.5])
    """
    numbers(Z=Z)
    Z = np.asarray(Z, dtype=np.float64)
    match name:
        case "sigmoid":
            return sigmoid(Z)
        case "tanh":
            return np.tanh(Z)
        case "relu":
            return np.maximum(0.0, Z)
        case "leaky_relu":
            return np.maximum(0.01 * Z, Z)
        case "step":
            return 1.0 * (Z > 0)
    raise ValueError(_unknown(name))


@built_in("03")
def activation_slope(name, Z):
    """Give the slope of an activation function at every entry: g'(Z).

    Parameters
    ----------
    name : str
        ``"sigmoid"``, ``"tanh"``, ``"relu"``, ``"leaky_relu"`` or ``"step"``.
    Z : ndarray or float, any shape
        Where the slope is wanted: the weighted sums, not the activations.

    Returns
    -------
    ndarray or numpy.float64, shape of `Z`, float64
        Change of ``g(z)`` per change of z. At z = 0, where relu and leaky relu have a
        bend, the slope on the left is given; that of a step is 0 everywhere.

    Raises
    ------
    TypeError
        If `Z` holds something other than numbers.
    ValueError
        If there is no activation of this name.

    Notes
    -----
    Lecture idea: a (1 - a) for the sigmoid, 1 - a^2 for tanh, 0 or 1 for relu.

    Examples
    --------
    >>> activation_slope("tanh", np.array([0.0, 2.0])).round(6)
    array([1.      , 0.070651])
    """
    numbers(Z=Z)
    Z = np.asarray(Z, dtype=np.float64)
    match name:
        case "sigmoid":
            A = sigmoid(Z)
            return A * (1.0 - A)
        case "tanh":
            return 1.0 - np.tanh(Z) ** 2
        case "relu":
            return 1.0 * (Z > 0)
        case "leaky_relu":
            return np.where(Z > 0, 1.0, 0.01)[()]
        case "step":
            return np.zeros_like(Z)[()]
    raise ValueError(_unknown(name))


@built_in("03")
def own_activation(Z):
    """Bend every entry in a way of one's own, and say how steep the curve is there.

    Any bend is right. This one is z / (1 + |z|): it looks like tanh and comes to its
    ends far more slowly.

    Parameters
    ----------
    Z : ndarray or float, any shape
        Weighted sums, no unit.

    Returns
    -------
    A : ndarray or numpy.float64, shape of `Z`, float64
        Between -1 and 1.
    slope : ndarray or numpy.float64, shape of `Z`, float64
        Change of A per change of z: 1 at 0, 1/4 at 1.

    Raises
    ------
    TypeError
        If `Z` holds something other than numbers.

    Notes
    -----
    Lecture idea: the choice of an activation function is free, as long as it bends.

    Examples
    --------
    >>> A, slope = own_activation(np.array([-1.0, 0.0, 3.0]))
    >>> A, slope
    (array([-0.5 ,  0.  ,  0.75]), array([0.25  , 1.    , 0.0625]))
    """
    numbers(Z=Z)
    Z = np.asarray(Z, dtype=np.float64)
    size = 1.0 + np.abs(Z)
    return Z / size, 1.0 / size**2


def _unknown(name):
    """Say which activation functions there are."""
    known = "'sigmoid', 'tanh', 'relu', 'leaky_relu' or 'step'"
    return f"name is {name!r}, expected {known}"
