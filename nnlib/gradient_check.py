"""Compare derivatives with what nudging every parameter shows.

It asks of a gradient only that it be the slope of its cost, and so finds nearly every
mistake in a backward pass. It is slow, two costs for every number in the parameters,
and therefore a tool for small cases.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.single import above, is_number
from nnlib.values import finite


@built_in("04")
def gradient_check(cost, parameters, grads, eps=1e-5) -> float:
    """Give the relative difference between a gradient and measured slopes.

    Below 1e-7 the gradient is right, above 1e-4 something in it is wrong; between the
    two, look whether a unit sits at the bend of a relu.

    Parameters
    ----------
    cost : callable
        Takes a dict like `parameters` and returns a number.
    parameters : dict of str to ndarray or float
        Where the slopes are measured, such as ``{"w": w, "b": b}``. Not changed; the
        cost sees copies in float64.
    grads : dict of str to ndarray or float
        The derivative of each parameter under its name with a d, such as ``"dw"``;
        other entries are not looked at.
    eps : float
        Width of the nudge, above 0.

    Returns
    -------
    float
        ``|measured - given| / (|measured| + |given|)`` with the lengths of all entries
        together: 0 for equal, 1 for opposite or unrelated.

    Raises
    ------
    ShapeError
        If a derivative and its parameter differ in shape.
    TypeError
        If an argument is of the wrong kind, or the cost is computed in less than
        double precision, where differences drown in rounding.
    ValueError
        If a derivative is missing, a number is nan or infinite, or `eps` is not above
        0.

    Notes
    -----
    The difference of two costs is exact to about 1e-16 / eps, which is no slope but
    rounding. Lengths below 1e-4 count as 1e-4, so that this does not look like a
    mistake where the true gradient is 0. All entries share one length: a mistake where
    derivatives are a thousandth of the others' shows a thousandth as much.

    Examples
    --------
    >>> parameters = {"w": np.array([[1.0], [2.0]]), "b": 3.0}
    >>> def cost(p):
    ...     return float(np.sum(p["w"] ** 2)) * p["b"]
    >>> grads = {"dw": np.array([[6.0], [12.0]]), "db": 5.0}
    >>> gradient_check(cost, parameters, grads) < 1e-9
    True
    >>> round(gradient_check(cost, parameters, {**grads, "db": 0.0}), 3)
    0.18
    """
    above(0, eps=eps)
    _require_dicts(parameters=parameters, grads=grads)
    start = {name: _as_float64(p) for name, p in parameters.items()}
    given = np.concatenate([_derivative(grads, name, p) for name, p in start.items()])
    measured = np.array(list(_slopes(cost, start, eps)))
    length = np.linalg.norm(measured) + np.linalg.norm(given)
    return float(np.linalg.norm(measured - given) / max(length, 1e-4))


def _require_dicts(**arguments):
    """Insist on dicts that hold something, and on finite numbers in the parameters."""
    for name, argument in arguments.items():
        if not isinstance(argument, dict):
            came = type(argument).__name__
            raise TypeError(f"{name} is of type {came}, expected a dict of arrays")
        if not argument:
            raise ValueError(f"{name} is empty, expected a dict of arrays")
    finite(**arguments["parameters"])


def _as_float64(parameter):
    """Copy a parameter: a number as float, an array as float64."""
    if is_number(parameter):
        return float(parameter)
    return np.array(parameter, dtype=np.float64)


def _derivative(grads, name, parameter):
    """Give the derivative of a parameter as a flat array, if it fits the parameter."""
    if f"d{name}" not in grads:
        there = ", ".join(map(str, grads)) or "nothing"
        raise ValueError(f"grads has no d{name}; there is {there}")
    derivative = grads[f"d{name}"]
    shapes(f"d{name} {np.shape(parameter)}", derivative)
    finite(**{f"d{name}": derivative})
    return np.ravel(derivative).astype(np.float64)


def _slopes(cost, parameters, eps):
    """Measure the slope of the cost along every entry, in order."""
    for name, parameter in parameters.items():
        for place in np.ndindex(np.shape(parameter)):
            above, below = (
                _cost_at(cost, parameters, name, place, nudge) for nudge in (eps, -eps)
            )
            yield (above - below) / (2 * eps)


def _cost_at(cost, parameters, name, place, nudge):
    """Give the cost after one entry has been nudged, on copies."""
    moved = {other: _as_float64(p) for other, p in parameters.items()}
    if place:
        moved[name][place] += nudge
    else:
        moved[name] += nudge
    value = cost(moved)
    if not is_number(value):
        raise TypeError(f"cost gives {type(value).__name__}, expected a number")
    if getattr(value, "dtype", np.float64) in (np.float16, np.float32):
        raise TypeError(f"cost gives {value.dtype}, expected float64: too coarse")
    finite(**{f"cost near {name}{list(place) if place else ''}": value})
    return float(value)
