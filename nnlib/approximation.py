"""What one wide hidden layer can draw: bumps and staircases of steep sigmoids.

A steep sigmoid is a step, two steps are a bump, and enough steps follow every
continuous function on an interval. Nothing here is learned: the weights are set by
hand, which shows that they exist, not that training finds them.
"""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.built_in import built_in
from nnlib.single import above, real, whole
from nnlib.values import finite, numbers


@built_in("03")
def bump(x, left, right, height, steepness):
    """Give the difference of two steps: up at `left`, down again at `right`.

    A hidden unit with weight w and bias b has its step where ``w x + b = 0``, at
    ``x = -b / w``. So w is the steepness and b = -w times the place of the step.

    Parameters
    ----------
    x : ndarray or float, any shape
        Where the bump is wanted.
    left, right : float
        Places of the two steps.
    height : float
        Height of the bump between them.
    steepness : float
        Weight of both hidden units, above 0.

    Returns
    -------
    ndarray or numpy.float64, shape of `x`
        Values of the bump.

    Raises
    ------
    TypeError, ValueError
        If an argument is no finite number, or `steepness` is not above 0.

    Notes
    -----
    Lecture idea: the visual proof of universal approximation.

    Examples
    --------
    >>> bump(np.array([0.0, 0.5, 1.0]), 0.25, 0.75, height=2, steepness=100).round(3)
    array([0., 2., 0.])
    """
    numbers(x=x)
    real(left=left, right=right, height=height)
    above(0, steepness=steepness)
    x = np.asarray(x, dtype=np.float64)
    up, down = (sigmoid(steepness * (x - place)) for place in (left, right))
    return height * (up - down)


@built_in("03")
def staircase(f, low, high, units, steepness):
    """Follow a function with a hidden layer: one step for each unit.

    The interval is cut into equal pieces. Each unit steps up or down, between two
    middles, by the difference of the function there; the output bias is the value in
    the first middle.

    Parameters
    ----------
    f : callable
        The function to follow; takes and returns an array.
    low, high : float
        Ends of the interval.
    units : int
        Number of hidden units, 1 or more.
    steepness : float
        Weight of every hidden unit, above 0.

    Returns
    -------
    callable
        The network, from an array of x to an array of its shape.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Notes
    -----
    Lecture idea: universal approximation. It needs a continuous function on a bounded
    closed interval; the error shrinks as the units grow in number.

    Examples
    --------
    >>> network = staircase(np.sin, 0, 3, units=50, steepness=1000)
    >>> x = np.linspace(0, 3, 200)
    >>> float(np.abs(network(x) - np.sin(x)).max()) < 0.05
    True
    """
    real(low=low, high=high)
    whole(1, units=units)
    above(0, steepness=steepness)
    edges = np.linspace(low, high, units + 2)
    heights = np.asarray(f((edges[1:] + edges[:-1]) / 2), dtype=np.float64)
    finite(f=heights)
    places, jumps = edges[1:-1], np.diff(heights)  # (units,) both

    def network(x):
        x = np.asarray(x, dtype=np.float64)
        steps = sigmoid(steepness * (x[..., np.newaxis] - places))  # (..., units)
        return steps @ jumps + heights[0]

    return network
