"""What may be asked of a data set: how many, how much of it, and by which generator.

Each function takes one argument of the caller, and gives it back or raises an error
that says which argument it was, what came and what was expected.
"""

import math

import numpy as np

from nnlib import single
from nnlib.single import at_least, whole


def whole_number(name, value, low=1, high=math.inf):
    """Take a whole number within bounds.

    Parameters
    ----------
    name : str
        What the caller calls it.
    value : object
        What was passed.
    low, high : int or float
        The bounds, both allowed.

    Returns
    -------
    int
        The number.

    Raises
    ------
    TypeError
        If it is not a whole number; True and 3.0 are not.
    ValueError
        If it is out of bounds.

    Examples
    --------
    >>> whole_number("size", 1000, low=8, high=256)
    Traceback (most recent call last):
    ValueError: size is 1000, expected 256 or less
    """
    whole(low, **{name: value})
    _at_most(name, value, high)
    return int(value)


def amount(name, value, low=0, high=math.inf):
    """Take a finite number within bounds.

    Parameters
    ----------
    name : str
        What the caller calls it.
    value : object
        What was passed.
    low, high : float
        The bounds, both allowed.

    Returns
    -------
    float
        The number.

    Raises
    ------
    TypeError
        If it is not a number.
    ValueError
        If it is nan, infinite or out of bounds.

    Examples
    --------
    >>> amount("noise", -0.1)
    Traceback (most recent call last):
    ValueError: noise is -0.1, expected 0 or more
    """
    at_least(low, **{name: value})
    _at_most(name, value, high)
    return float(value)


def generator(rng):
    """Take a generator of random numbers.

    Parameters
    ----------
    rng : object
        What was passed.

    Returns
    -------
    numpy.random.Generator
        The generator itself: what is drawn from it moves it on.

    Raises
    ------
    TypeError
        If it is anything else, a bare seed included.

    Examples
    --------
    >>> generator(7)
    Traceback (most recent call last):
    TypeError: rng is 7 of type int, expected a numpy Generator.
    np.random.default_rng(7) makes one.
    """
    single.generator(rng=rng)
    return rng


def came(value):
    """Describe what was passed, in a few words.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        Its text, or what it is if that would be long.

    Examples
    --------
    >>> came("400"), came(np.zeros((2, 3)))
    ("'400'", 'an array of shape (2, 3)')
    """
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    text = repr(value)
    return text if len(text) <= 60 else f"of type {type(value).__name__}"


def _at_most(name, value, high):
    """Refuse a number above its bound."""
    if value > high:
        raise ValueError(f"{name} is {value}, expected {high} or less")
