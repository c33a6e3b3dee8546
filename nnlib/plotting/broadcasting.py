"""What numpy does when two arrays of different shapes meet.

An axis of length 1, or one that is missing on the left, is repeated until it fits.
Cells that numpy only imagines are pale. Where two lengths differ and neither is 1, the
picture shows which.
"""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import Picture, finished, picture
from nnlib.plotting.tables import label, sheet, table

SIGNS = {"+": np.add, "-": np.subtract}
GAP = 1.0  # cells between two tables


@picture
def broadcasting(
    left: np.ndarray,
    right: np.ndarray,
    sign: str = "+",
    *,
    names: Sequence[str] = ("a", "b"),
    caption: str | None = None,
) -> Picture:
    """Draw the sum or difference of two small arrays, with what numpy repeats.

    Parameters
    ----------
    left, right : ndarray, with one or two axes
        The arrays; at most about six cells wide.
    sign : {"+", "-"}
        What is done with them.
    names : sequence of two str
        What they are called.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Both arrays and the result; or, if they do not fit, the two lengths that differ.

    Raises
    ------
    ValueError
        If `sign` is another one, or an array has no axis or more than two.

    Examples
    --------
    >>> column, row = np.zeros((3, 1)), np.ones((1, 2))
    >>> broadcasting(column, row).alt
    'a of shape (3, 1) + b of shape (1, 2) gives shape (3, 2).'
    >>> broadcasting(np.zeros((2, 3)), np.zeros(2)).alt
    'a of shape (2, 3) + b of shape (2,) does not fit: 3 against 2.'
    """
    if sign not in SIGNS:
        raise ValueError(f"sign is {sign!r}, expected one of {', '.join(SIGNS)}")
    arrays = [as_array(*one) for one in zip(names, (left, right), strict=True)]
    shapes = [one.shape for one in arrays]
    said = [f"{n} of shape {shape}" for n, shape in zip(names, shapes, strict=True)]
    words = [f"{n}  {shape}" for n, shape in zip(names, shapes, strict=True)]
    sentence, minus = f"{said[0]} {sign} {said[1]}", sign.replace("-", "−")
    misfit = first_misfit(*shapes)
    if misfit:
        alt = f"{sentence} does not fit: {misfit[0]} against {misfit[1]}."
        shown = [(np.atleast_2d(one), None) for one in arrays]
        return draw_row(shown, words, (minus, "    =  ✗"), alt, caption)
    result = SIGNS[sign](*arrays)
    alt = f"{sentence} gives shape {result.shape}."
    whole = np.atleast_2d(result)
    shown = [
        (np.broadcast_to(one, whole.shape), imagined(one, whole.shape))
        for one in arrays
    ]
    shown.append((whole, None))
    words.append(f"result  {result.shape}")
    return draw_row(shown, words, (minus, "=", ""), alt, caption)


def as_array(name: str, values: object) -> np.ndarray:
    """Insist on an array that can be drawn as a table."""
    array = np.asarray(values)
    if array.ndim not in (1, 2):
        raise ValueError(f"{name} has shape {array.shape}, expected one or two axes")
    return array


def first_misfit(
    one: tuple[int, ...], other: tuple[int, ...]
) -> tuple[int, int] | None:
    """Find two lengths that do not fit, from the last axis on.

    Parameters
    ----------
    one, other : tuple of int
        Shapes.

    Returns
    -------
    tuple of two int, or None
        The lengths; None if all fit.

    Examples
    --------
    >>> first_misfit((4, 5), (4,)), first_misfit((4, 4), (4,))
    ((5, 4), None)
    """
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next(((p, q) for p, q in pairs if p != q and 1 not in (p, q)), None)


def imagined(array: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Tell which cells of a repeated array are not in the array itself.

    Examples
    --------
    >>> imagined(np.zeros((1, 2)), (2, 2))
    array([[False, False],
           [ True,  True]])
    """
    rows, columns = np.atleast_2d(array).shape
    row, column = np.indices(shape)
    return (row >= rows) | (column >= columns)


def draw_row(
    shown: list, words: Sequence[str], signs: Sequence[str], alt: str, caption
) -> Picture:
    """Draw tables side by side, each with its words below and a sign after it.

    Parameters
    ----------
    shown : list of (ndarray, ndarray or None)
        What stands in the cells, with two axes, and which cells are only imagined.
    words, signs : sequence of str
        For each table.
    alt, caption : str
        Of the picture.

    Returns
    -------
    Picture
        The tables; those with fewer rows stand in the middle.
    """
    rows = max(len(values) for values, _ in shown)
    width = sum(values.shape[1] + GAP for values, _ in shown)
    width += GAP if signs[-1] else -GAP
    with sheet(width, rows + 1.1) as (figure, axes):
        x = 0.0
        for (values, ghosts), text, sign in zip(shown, words, signs, strict=True):
            columns = values.shape[1]
            table(axes, values, x, (rows - len(values)) / 2, ghosts=ghosts)
            label(axes, text, x + columns / 2, rows + 0.6)
            label(axes, sign, x + columns + GAP / 2, rows / 2, size=15)
            x += columns + GAP
        return finished(figure, alt, caption)
