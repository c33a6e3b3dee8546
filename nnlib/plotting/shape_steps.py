"""A line of a formula as a list of signs and arrays with their shapes.

Two arrays side by side are multiplied: the columns of the left one meet the rows of
the right one.
"""

from collections.abc import Sequence
from itertools import pairwise

Step = str | tuple[str, tuple[int, int]]


def checked(step: Step) -> Step:
    """Insist on a sign, or on a name with a shape of two sizes.

    Parameters
    ----------
    step : str or (str, (int, int))
        A sign, or an array.

    Returns
    -------
    str or (str, (int, int))
        The same.

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> checked(("Z", (4,)))
    Traceback (most recent call last):
    ValueError: Z has shape (4,), expected two sizes above 0
    """
    if isinstance(step, str):
        return step
    name, shape = step
    if len(shape) != 2 or not all(size == int(size) and size >= 1 for size in shape):
        raise ValueError(f"{name} has shape {shape}, expected two sizes above 0")
    return str(name), (int(shape[0]), int(shape[1]))


def meetings(steps: Sequence[Step]) -> list[int]:
    """List where two arrays stand side by side, by the place of the left one.

    Parameters
    ----------
    steps : sequence of str or (str, (int, int))
        Signs and arrays.

    Returns
    -------
    list of int
        Places, counted from 0.

    Examples
    --------
    >>> meetings([("Z", (4, 2)), "=", ("W", (4, 3)), ("X", (3, 2))])
    [2]
    """
    apart = [isinstance(a, str) or isinstance(b, str) for a, b in pairwise(steps)]
    return [k for k, separate in enumerate(apart) if not separate]


def fits(steps: Sequence[Step], place: int) -> bool:
    """Tell whether the inner sizes of two arrays side by side are equal.

    Parameters
    ----------
    steps : sequence of str or (str, (int, int))
        Signs and arrays.
    place : int
        Where the left one of them stands.

    Returns
    -------
    bool
        True if they can be multiplied.
    """
    return steps[place][1][1] == steps[place + 1][1][0]


def describe(steps: Sequence[Step]) -> str:
    """Write the formula with its shapes, and say what meets.

    Parameters
    ----------
    steps : sequence of str or (str, (int, int))
        Signs and arrays.

    Returns
    -------
    str
        One sentence and, for each product, one more.
    """
    touching = meetings(steps)
    said = []
    for index, step in enumerate(steps):
        said.append(step if isinstance(step, str) else f"{step[0]} {step[1]}")
        said += ["times"] if index in touching else []
    return f"{' '.join(said)}. {meeting_words(steps)}".strip()


def meeting_words(steps: Sequence[Step]) -> str:
    """Say of each product whether it fits.

    Parameters
    ----------
    steps : sequence of str or (str, (int, int))
        Signs and arrays.

    Returns
    -------
    str
        One sentence for each product; empty without any.

    Examples
    --------
    >>> meeting_words([("W", (4, 3)), ("X", (3, 2))])
    'The 3 columns of W meet the 3 rows of X.'
    """
    said = []
    for k in meetings(steps):
        (left, (_, columns)), (right, (rows, _)) = steps[k], steps[k + 1]
        one = f"The {columns} {'column' if columns == 1 else 'columns'} of {left}"
        verbs = ("meets", "does not fit") if columns == 1 else ("meet", "do not fit")
        other = f"the {rows} {'row' if rows == 1 else 'rows'} of {right}"
        said.append(f"{one} {verbs[not fits(steps, k)]} {other}.")
    return " ".join(said)
