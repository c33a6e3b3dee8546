"""What numpy does when two arrays of different shapes meet.

An axis of length 1, or one that is missing on the left, is repeated until it fits.
Cells that numpy only imagines are pale. Where two lengths differ and neither is 1, the
picture shows which.
"""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import Picture, render
from nnlib.plotting.registered import picture
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
    said = [f"{n} of shape {one.shape}" for n, one in zip(names, arrays, strict=True)]
    sentence = f"{said[0]} {sign} {said[1]}"
    misfit = first_misfit(*(one.shape for one in arrays))
    if misfit:
        alt = f"{sentence} does not fit: {misfit[0]} against {misfit[1]}."
        return Picture(draw_misfit(arrays, sign, names), alt, caption or alt)
    result = SIGNS[sign](*arrays)
    alt = f"{sentence} gives shape {result.shape}."
    return Picture(draw_result(arrays, result, sign, names), alt, caption or alt)


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


def draw_result(
    arrays: list, result: np.ndarray, sign: str, names: Sequence[str]
) -> bytes:
    """Draw both arrays, each repeated to the shape of the result, and the result."""
    tall = np.atleast_2d(result)
    rows, columns = tall.shape
    with sheet(3 * columns + 2 * GAP, rows + 1.1) as (figure, axes):
        for index, (one, name) in enumerate(zip(arrays, names, strict=True)):
            x = index * (columns + GAP)
            whole = np.broadcast_to(one, tall.shape)
            table(axes, whole, x, 0, ghosts=imagined(one, tall.shape))
            label(axes, f"{name}  {one.shape}", x + columns / 2, rows + 0.6)
        for index, between in enumerate((sign.replace("-", "−"), "=")):
            x = (index + 1) * (columns + GAP) - GAP / 2
            label(axes, between, x, rows / 2, size=15)
        x = 2 * (columns + GAP)
        table(axes, tall, x, 0)
        label(axes, f"result  {result.shape}", x + columns / 2, rows + 0.6)
        return render(figure)


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


def draw_misfit(arrays: list, sign: str, names: Sequence[str]) -> bytes:
    """Draw both arrays as they are; there is no result."""
    rows = max(len(np.atleast_2d(one)) for one in arrays)
    width = sum(one.shape[-1] for one in arrays) + 3 * GAP
    signs = (sign.replace("-", "−"), "    =  ✗")
    with sheet(width, rows + 1.1) as (figure, axes):
        x = 0.0
        for one, name, after in zip(arrays, names, signs, strict=True):
            columns = one.shape[-1]
            table(axes, np.atleast_2d(one), x, (rows - len(np.atleast_2d(one))) / 2)
            label(axes, f"{name}  {one.shape}", x + columns / 2, rows + 0.6)
            label(axes, after, x + columns + GAP / 2, rows / 2, size=15)
            x += columns + GAP
        return render(figure)
