"""Slopes: how much a result changes when a number is nudged, and how to walk downhill.

A line is fitted by a formula. Where there is no formula, the slope says which way is
down, and small steps against it reach a valley. To search everywhere instead is
hopeless from a handful of numbers on.
"""

import math

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.single import above, at_least, is_number, real, whole
from nnlib.values import finite, numbers


@built_in("00")
def squared_loss(a, y):
    """Give half the squared distance between an answer and the truth.

    The half cancels the 2 that appears in the derivative, which is then ``a - y``.

    Parameters
    ----------
    a : float or ndarray of any shape
        The answer, or several answers to the same question.
    y : float
        The truth, in the unit of `a`.

    Returns
    -------
    numpy.float64 or ndarray of the shape of `a`, float64
        Loss of one example, 0 or more, in the unit of `a` squared.

    Raises
    ------
    ShapeError
        If `y` is not a single number.
    TypeError
        If `a` holds something other than numbers.

    Examples
    --------
    >>> squared_loss(np.array([0.5, 0.0, 3.0]), 1)
    array([0.125, 0.5  , 2.   ])
    """
    numbers(a=a)
    shapes("y ()", y)
    return 0.5 * np.subtract(a, y, dtype=np.float64) ** 2


@built_in("00")
def line_threshold(theta0, theta1, level=0.5) -> float:
    """Find where a line crosses a level, such as the 0.5 of a decision.

    Parameters
    ----------
    theta0, theta1 : float
        The line ``theta0 + theta1 * x``.
    level : float
        Height of the crossing.

    Returns
    -------
    float
        The x with ``theta0 + theta1 * x = level``, in the unit of x.

    Raises
    ------
    TypeError
        If an argument is no number.
    ValueError
        If the line is level, or an argument is nan or infinite.

    Examples
    --------
    >>> line_threshold(-1.0, 0.25)
    6.0
    """
    real(theta0=theta0, theta1=theta1, level=level)
    if theta1 == 0:
        raise ValueError(f"theta1 is 0: a level line never crosses the level {level}")
    return float((level - theta0) / theta1)


@built_in("00")
def fit_line(x, y):
    """Fit the line with the smallest sum of squared losses.

    The slope is how x and y vary together, divided by how x varies; the line passes
    through the point of the means.

    Parameters
    ----------
    x : ndarray, shape (m,)
        What is known of each example; two different numbers at least.
    y : ndarray, shape (m,)
        What is to be predicted.

    Returns
    -------
    theta0 : float
        Height of the line at x = 0, in the unit of y.
    theta1 : float
        Its slope, in the unit of y per unit of x.

    Raises
    ------
    ShapeError
        If `x` and `y` are not of the same length.
    TypeError
        If they hold something other than numbers.
    ValueError
        If a number is nan or infinite, or all of `x` are equal.

    Notes
    -----
    Lecture idea: linear regression as a classifier of tumours by their size.

    Examples
    --------
    >>> fit_line(np.array([1.0, 2.0, 4.0]), np.array([5.0, 7.0, 11.0]))
    (3.0, 2.0)
    """
    shapes("x (m,), y (m,)", x, y)
    finite(x=x, y=y)
    if np.all(x == x[0]):
        raise ValueError(f"x holds only {x[0].item()}: a line needs two different x")
    mean_x, mean_y = np.mean(x, dtype=np.float64), np.mean(y, dtype=np.float64)
    dx, dy = x - mean_x, y - mean_y  # (m,)
    theta1 = np.sum(dx * dy) / np.sum(dx * dx)
    theta0 = mean_y - theta1 * mean_x
    return float(theta0), float(theta1)


@built_in("00")
def numerical_slope(f, a, eps=1e-4) -> float:
    """Measure the slope of a function by nudging its argument to both sides.

    Both sides, because their errors cancel: with ``f(a + eps) - f(a)`` the error is of
    the size of `eps`, with the central difference of the size of ``eps ** 2``.

    Parameters
    ----------
    f : callable
        Takes a number and returns a number.
    a : float
        Where the slope is measured.
    eps : float
        Width of the nudge, above 0.

    Returns
    -------
    float
        ``(f(a + eps) - f(a - eps)) / (2 * eps)``, in units of f per unit of a.

    Raises
    ------
    TypeError
        If `f` cannot be called or returns no number, or `a` or `eps` is no number.
    ValueError
        If `eps` is not above 0, or so small that ``a + eps`` is `a`.

    Examples
    --------
    >>> round(numerical_slope(lambda a: 3 * a, 5), 9)
    3.0
    """
    _require_callable("f", f)
    real(a=a)
    above(0, eps=eps)
    if a + eps == a or a - eps == a:
        raise ValueError(f"eps is {eps}, which is lost when it is added to a = {a}")
    rise = _number_from("f", f, a + eps) - _number_from("f", f, a - eps)
    return float(rise / (2 * eps))


@built_in("00")
def descend(slope, w0, learning_rate, num_iterations) -> list[float]:
    """Walk downhill: every step goes against the slope where one stands.

    Parameters
    ----------
    slope : callable
        Takes a number w and returns the slope of the valley there.
    w0 : float
        The start.
    learning_rate : float
        Length of a step, as a multiple of the slope; 0 or more.
    num_iterations : int
        Number of steps; 0 gives the start alone.

    Returns
    -------
    list of float
        The path: `w0` and where each step ends, ``num_iterations + 1`` entries.

    Raises
    ------
    TypeError
        If `slope` cannot be called or returns no number, or an argument is of the
        wrong kind.
    ValueError
        If `learning_rate` or `num_iterations` is negative, or a number is nan or
        infinite.

    Notes
    -----
    Lecture idea: gradient descent, ``w := w - learning_rate * dJ/dw``. Where the slope
    is negative w grows, where it is positive w shrinks.

    Examples
    --------
    >>> descend(lambda w: 2 * w, 4.0, learning_rate=0.25, num_iterations=3)
    [4.0, 2.0, 1.0, 0.5]
    """
    _require_callable("slope", slope)
    real(w0=w0)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    path = [float(w0)]
    for _ in range(num_iterations):
        w = path[-1]
        path.append(float(w - learning_rate * _number_from("slope", slope, w)))
    return path


@built_in("00")
def fit_by_walking(x, y, learning_rate, num_iterations):
    """Fit a line by steps: both of its numbers go against their slopes, together.

    Parameters
    ----------
    x : ndarray, shape (m,)
        What is known of each example.
    y : ndarray, shape (m,)
        What is to be predicted.
    learning_rate : float
        Length of a step, as a multiple of the slope; 0 or more.
    num_iterations : int
        Number of steps; 0 gives the start alone.

    Returns
    -------
    theta0, theta1 : float
        Height at x = 0 and slope of the line after the last step; both start at 0.
    costs : list of float
        Mean loss at the start and after each step, in the unit of `y` squared.

    Raises
    ------
    ShapeError
        If `x` and `y` are not of the same length.
    TypeError, ValueError
        If they hold something other than finite numbers, or an option is negative.

    Notes
    -----
    Lecture idea: gradient descent finds what the formula of least squares gives.

    Examples
    --------
    >>> x, y = np.array([-1.0, 1.0]), np.array([1.0, 3.0])
    >>> fit_by_walking(x, y, learning_rate=0.5, num_iterations=2)
    (1.5, 0.75, [2.5, 0.625, 0.15625])
    """
    shapes("x (m,), y (m,)", x, y)
    finite(x=x, y=y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    theta0, theta1, costs = 0.0, 0.0, []
    for left in range(num_iterations, -1, -1):
        misses = theta0 + theta1 * x - y  # (m,)
        costs.append(float(np.mean(0.5 * misses**2)))
        if left:
            slope0, slope1 = np.mean(misses), np.mean(misses * x)
            theta0 -= float(learning_rate * slope0)
            theta1 -= float(learning_rate * slope1)
    return theta0, theta1, costs


@built_in("00")
def search_cost(n_weights, values_per_weight=1000, seconds_per_value=4e-5):
    """Say what it costs to try all combinations of weights instead of descending.

    Parameters
    ----------
    n_weights : int
        Number of weights, 1 or more.
    values_per_weight : int
        How many values of each weight are tried, 1 or more.
    seconds_per_value : float
        Time for one combination; 4e-5 is 0.04 s for a thousand of them.

    Returns
    -------
    dict
        ``"points"``, int, the number of combinations; ``"seconds"`` and ``"years"`` (of
        365 days), float, infinite beyond the largest float.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If a number is too small.

    Notes
    -----
    Lecture idea: brute force against gradient descent. Nine weights, those of a network
    of 2, 3 and 1 units without biases, would take more than a million times a billion
    years.

    Examples
    --------
    >>> search_cost(2)
    {'points': 1000000, 'seconds': 40.0, 'years': 1.2683916793505835e-06}
    """
    whole(1, n_weights=n_weights, values_per_weight=values_per_weight)
    at_least(0, seconds_per_value=seconds_per_value)
    points = int(values_per_weight) ** int(n_weights)
    try:
        seconds = points * float(seconds_per_value)
    except OverflowError:
        seconds = math.inf
    return {"points": points, "seconds": seconds, "years": seconds / (365 * 24 * 3600)}


def _require_callable(name, function):
    """Insist on a function."""
    if not callable(function):
        raise TypeError(
            f"{name} is of type {type(function).__name__}, expected a function; "
            "pass its name without brackets"
        )


def _number_from(name, function, x):
    """Call a function of one number and insist on a number in return."""
    value = function(x)
    if not is_number(value):
        came = "None" if value is None else f"type {type(value).__name__}"
        raise TypeError(f"{name}({x}) gives {came}, expected a number")
    return value
