"""What may stand in a single argument: a rate, a count, a generator, a dict.

Each check names its argument by keyword, as those of `values` do, which look at arrays.
"""

import numpy as np


def real(**arguments):
    """Insist on single finite numbers.

    Parameters
    ----------
    **arguments : float
        The numbers by name.

    Raises
    ------
    TypeError
        If an argument is not a number, or is True or False.
    ValueError
        If it is nan or infinite.

    Examples
    --------
    >>> real(learning_rate="0.1")
    Traceback (most recent call last):
    TypeError: learning_rate is '0.1' of type str, expected a number
    """
    for name, argument in arguments.items():
        if not is_number(argument):
            raise TypeError(f"{name} {came_as(argument)}, expected a number")
        if not abs(argument) < np.inf:
            raise ValueError(f"{name} is {argument}, expected a finite number")


def at_least(bound, **arguments):
    """Insist on single finite numbers that are not below a bound.

    Parameters
    ----------
    bound : float
        Smallest number that is allowed.
    **arguments : float
        The numbers by name.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If it is nan, infinite or too small.

    Examples
    --------
    >>> at_least(0, learning_rate=-0.1)
    Traceback (most recent call last):
    ValueError: learning_rate is -0.1, expected 0 or more
    """
    real(**arguments)
    for name, argument in arguments.items():
        if argument < bound:
            raise ValueError(f"{name} is {argument}, expected {bound} or more")


def above(bound, **arguments):
    """Insist on single finite numbers above a bound.

    Parameters
    ----------
    bound : float
        Largest number that is not allowed.
    **arguments : float
        The numbers by name.

    Raises
    ------
    TypeError
        If an argument is not a number.
    ValueError
        If it is nan, infinite or too small.

    Examples
    --------
    >>> above(0, eps=0.0)
    Traceback (most recent call last):
    ValueError: eps is 0.0, expected a number above 0
    """
    real(**arguments)
    for name, argument in arguments.items():
        if argument <= bound:
            raise ValueError(f"{name} is {argument}, expected a number above {bound}")


def whole(bound, **arguments):
    """Insist on single whole numbers that are not below a bound.

    Parameters
    ----------
    bound : int
        Smallest number that is allowed.
    **arguments : int
        The numbers by name.

    Raises
    ------
    TypeError
        If an argument is not a whole number; 3.0 is a float.
    ValueError
        If it is too small.

    Examples
    --------
    >>> whole(0, num_iterations=2.5)
    Traceback (most recent call last):
    TypeError: num_iterations is 2.5 of type float, expected a whole number
    """
    for name, argument in arguments.items():
        if not (is_number(argument) and is_whole(argument)):
            raise TypeError(f"{name} {came_as(argument)}, expected a whole number")
        if argument < bound:
            raise ValueError(f"{name} is {argument}, expected {bound} or more")


def generator(**arguments):
    """Insist on numpy generators as sources of randomness.

    Parameters
    ----------
    **arguments : numpy.random.Generator
        The generators by name.

    Raises
    ------
    TypeError
        If an argument is something else, such as a seed.

    Examples
    --------
    >>> generator(rng=7)
    Traceback (most recent call last):
    TypeError: rng is 7 of type int, expected a numpy Generator.
    np.random.default_rng(7) makes one.
    """
    for name, argument in arguments.items():
        if not isinstance(argument, np.random.Generator):
            expected = "expected a numpy Generator"
            is_seed = is_number(argument) and is_whole(argument) and argument >= 0
            seed = argument if is_seed else "seed"
            advice = f"np.random.default_rng({seed}) makes one."
            raise TypeError(f"{name} {came_as(argument)}, {expected}.\n{advice}")


def entries(names, **arguments):
    """Give entries of one dict in the order of their names, all of which must be there.

    Parameters
    ----------
    names : sequence of str
        The entries that are wanted.
    **arguments : dict
        The dict by its name.

    Returns
    -------
    list
        What stands under the names.

    Raises
    ------
    TypeError
        If the argument is no dict.
    ValueError
        If an entry is missing.

    Examples
    --------
    >>> entries(("W1", "b1"), parameters={"W1": 2})
    Traceback (most recent call last):
    ValueError: parameters has no b1; there is W1
    """
    ((argument, found),) = arguments.items()
    if not isinstance(found, dict):
        came = type(found).__name__
        raise TypeError(f"{argument} is of type {came}, expected a dict")
    for name in names:
        if name not in found:
            there = ", ".join(map(str, found)) or "nothing"
            raise ValueError(f"{argument} has no {name}; there is {there}")
    return [found[name] for name in names]


def members(count, **arguments):
    """Give the members of one tuple, of which there must be a certain number.

    Parameters
    ----------
    count : int
        How many there must be.
    **arguments : tuple or list
        The tuple by its name.

    Returns
    -------
    tuple or list
        The argument.

    Raises
    ------
    TypeError
        If it is neither a tuple nor a list.
    ValueError
        If it has more or fewer members.

    Examples
    --------
    >>> members(3, cache=(1, 2))
    Traceback (most recent call last):
    ValueError: cache has 2 members, expected 3
    """
    ((argument, found),) = arguments.items()
    if not isinstance(found, tuple | list):
        came = type(found).__name__
        raise TypeError(f"{argument} is of type {came}, expected a tuple")
    if len(found) != count:
        raise ValueError(f"{argument} has {len(found)} members, expected {count}")
    return found


def is_number(argument):
    """Tell whether an argument is a single real number; True and False are none.

    Parameters
    ----------
    argument : object
        Anything.

    Returns
    -------
    bool
        True for int, float, numpy scalars and arrays without dimensions.

    Examples
    --------
    >>> is_number(2), is_number(np.float64(2)), is_number(True), is_number("2")
    (True, True, False, False)
    """
    if isinstance(argument, int | float):
        return not isinstance(argument, bool)
    single = getattr(argument, "shape", None) == ()
    return single and argument.dtype.kind in "iuf"


def is_whole(number):
    """Tell whether a number is of a whole kind; 3.0 is a float.

    Examples
    --------
    >>> is_whole(3), is_whole(3.0)
    (True, False)
    """
    if isinstance(number, int | float):
        return isinstance(number, int)
    return number.dtype.kind in "iu"


def came_as(argument):
    """Describe what was passed for a number, as the first half of a message.

    Examples
    --------
    >>> came_as("0.1"), came_as(None)
    ("is '0.1' of type str", 'is None')
    """
    if argument is None:
        return "is None"
    if getattr(argument, "shape", ()) != ():
        return f"has shape {argument.shape}"
    shown = repr(argument)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    return f"is {shown} of type {type(argument).__name__}"
