"""What may stand in an array: numbers, labels, probabilities.

Shapes that fit are half of a sound call, values that make sense are the other half.
Each check names its arguments by keyword, and its error says what came, where it
stands and what was expected.
"""

from contextlib import contextmanager
from contextvars import ContextVar

import numpy as np

from nnlib.single import came_as

# numpy's letters for truth values, whole numbers (with and without sign) and floats.
NUMBERS = "biuf"
CHECKED = ContextVar("CHECKED", default=False)


@contextmanager
def already_checked():
    """Skip the checks of array entries inside a ``with`` block.

    A training function looks at its data once, at its door; the functions that it
    calls in every step then need not look at the same entries again.

    Examples
    --------
    >>> with already_checked():
    ...     binary(Y=np.array([[0, 5]]))
    """
    token = CHECKED.set(True)
    try:
        yield
    finally:
        CHECKED.reset(token)


def numbers(**arguments):
    """Insist on numbers, one or many; what is no number cannot be computed with.

    Parameters
    ----------
    **arguments : ndarray, sequence or number
        The arguments by name, of any shape.

    Raises
    ------
    TypeError
        If an argument holds text, None, complex numbers or other objects.

    Examples
    --------
    >>> numbers(Z=np.array([[1.5, None]]))
    Traceback (most recent call last):
    TypeError: Z holds 1.5, None and the like as objects, expected numbers.
    If all of them are numbers, Z.astype(float) makes floats of them.
    """
    for name, argument in arguments.items():
        if getattr(argument, "dtype", None) is None:
            argument = _array(name, argument)
        if argument.dtype.kind not in NUMBERS:
            raise TypeError(_explain_kind(name, argument))


def finite(**arguments):
    """Insist on numbers that are neither nan nor infinite.

    Parameters
    ----------
    **arguments : ndarray or number
        The arguments by name, of any shape.

    Raises
    ------
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If a number is nan or infinite.

    Examples
    --------
    >>> finite(X=np.array([[1.0, 2.0], [np.nan, 3.0]]))
    Traceback (most recent call last):
    ValueError: X holds nan at [1, 0], expected finite numbers.
    """
    if CHECKED.get():
        return
    numbers(**arguments)
    for name, argument in arguments.items():
        _demand(np.isfinite(argument), name, argument, "finite numbers")


def binary(**arguments):
    """Insist on the labels 0 and 1.

    Parameters
    ----------
    **arguments : ndarray
        Labels by name, of any shape and number type.

    Raises
    ------
    ValueError
        If something else stands among them.

    Examples
    --------
    >>> binary(Y=np.array([[1, -1, 1]]))
    Traceback (most recent call last):
    ValueError: Y holds -1 at [0, 1], expected the labels 0 and 1.
    Labels -1 and 1? (Y + 1) / 2 makes 0 and 1 of them.
    """
    if CHECKED.get():
        return
    for name, Y in arguments.items():
        Y = np.asarray(Y)
        right = (Y == 0) | (Y == 1)
        if not right.all():
            advice = _advice_on_labels(name, Y)
            _demand(right, name, Y, "the labels 0 and 1", advice)


def one_hot_columns(**arguments):
    """Insist on columns of labels: one 1 in each, otherwise 0.

    Parameters
    ----------
    **arguments : ndarray, shape (K, m)
        One-hot labels by name.

    Raises
    ------
    ValueError
        If another number stands among them, or a column has no 1 or several.

    Examples
    --------
    >>> one_hot_columns(Y=np.array([[1, 1], [0, 1]]))
    Traceback (most recent call last):
    ValueError: Y has 2 ones in column 1, expected one 1 per column (one-hot)
    """
    binary(**arguments)
    if CHECKED.get():
        return
    for name, Y in arguments.items():
        ones = np.sum(Y, axis=0)
        for i in np.flatnonzero(ones != 1)[:1]:
            raise ValueError(
                f"{name} has {ones[i]:.0f} ones in column {i}, "
                "expected one 1 per column (one-hot)"
            )


def labels(**arguments):
    """Insist on class numbers: whole and not negative.

    Parameters
    ----------
    **arguments : ndarray
        Labels by name, of any shape and number type.

    Raises
    ------
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If a number is no label.

    Examples
    --------
    >>> labels(P=np.array([[0.73, 1.0]]))
    Traceback (most recent call last):
    ValueError: P holds 0.73 at [0, 0], expected labels 0, 1, ...
    Are these probabilities? P > 0.5 decides.
    """
    if CHECKED.get():
        return
    numbers(**arguments)
    for name, Y in arguments.items():
        Y = np.asarray(Y)
        right = (Y >= 0) & (Y < np.inf) & (np.trunc(Y) == Y)
        if not right.all():
            _demand(right, name, Y, "labels 0, 1, ...", _advice_on_labels(name, Y))


def probabilities(**arguments):
    """Insist on numbers from 0 to 1; nan passes, for it is seen in the cost.

    Parameters
    ----------
    **arguments : ndarray
        Probabilities by name, of any shape.

    Raises
    ------
    ValueError
        If a number is below 0 or above 1.

    Examples
    --------
    >>> probabilities(A=np.array([[0.2, 1.5]]))
    Traceback (most recent call last):
    ValueError: A holds 1.5 at [0, 1], expected probabilities from 0 to 1.
    """
    if CHECKED.get():
        return
    for name, A in arguments.items():
        A = np.asarray(A)
        outside = (A < 0) | (A > 1)
        if outside.any():
            _demand(~outside, name, A, "probabilities from 0 to 1")


def _array(name, argument):
    """Make an array of something that is none, and say so if that cannot be done."""
    try:
        return np.asarray(argument)
    except ValueError:
        message = f"{name} holds rows of different lengths, expected numbers"
        raise TypeError(message) from None


def _explain_kind(name, argument):
    """Say what stands in an array that does not hold numbers."""
    if not argument.shape:
        advice = f"\nDoes the function that makes {name} return it?"
        is_none = argument.dtype.kind == "O" and argument.item() is None
        return f"{name} {came_as(argument.item())}, expected numbers" + (
            "." + advice if is_none else ""
        )
    first = ", ".join(repr(entry) for entry in argument.ravel()[:2].tolist())
    if argument.dtype.kind != "O":
        return f"{name} holds {first} (of type {argument.dtype}), expected numbers"
    return (
        f"{name} holds {first} and the like as objects, expected numbers.\n"
        f"If all of them are numbers, {name}.astype(float) makes floats of them."
    )


def _demand(right, name, argument, expected, advice=""):
    """Raise an error that names the first entry that is not right."""
    if right.all():
        return
    argument, wrong = np.asarray(argument), np.argwhere(~np.asarray(right))
    place = tuple(wrong[0].tolist())
    entry = np.ravel(argument[place]).tolist()[0]
    where = f"holds {entry!r} at {list(place)}" if place else f"is {entry!r}"
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    message = f"{name} {where}{more}, expected {expected}"
    dot = "" if message.endswith(".") else "."
    raise ValueError(message + dot + (f"\n{advice}" if advice else ""))


def _advice_on_labels(name, Y):
    """Recognise labels of another kind."""
    found = set(np.unique(Y).tolist()) if np.asarray(Y).dtype.kind in NUMBERS else set()
    if found and found <= {-1, 1}:
        return f"Labels -1 and 1? ({name} + 1) / 2 makes 0 and 1 of them."
    if found and min(found) >= 0 and max(found) <= 1:
        return f"Are these probabilities? {name} > 0.5 decides."
    return ""
