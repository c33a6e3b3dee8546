"""A matrix product, with one of its entries told apart.

The right factor stands above the product and the left one beside it, so that every
entry lies where a row and a column meet.
"""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import Picture, finished, picture
from nnlib.plotting.tables import entry, label, sheet, table
from nnlib.shapes import shapes

GAP = 0.5
MARGIN = 1.7  # room for a name and a shape, in cells


@picture
def product(
    left: np.ndarray,
    right: np.ndarray,
    names: Sequence[str],
    *,
    at: tuple[int, int] = (0, 0),
    caption: str | None = None,
) -> Picture:
    """Draw the product of two small arrays, and where one of its entries comes from.

    Parameters
    ----------
    left : ndarray, shape (p, q)
        Left factor.
    right : ndarray, shape (q, r)
        Right factor.
    names : sequence of three str
        Names of the factors and of the product.
    at : tuple of two int
        The entry that is told apart: row of `left`, column of `right`.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Both factors and their product, with a row, a column and an entry marked.

    Raises
    ------
    ShapeError
        If the inner sizes differ.
    ValueError
        If `names` are not three.

    Examples
    --------
    >>> row, table = np.array([[2.0, -1.0]]), np.array([[1.0, 0.0], [3.0, 4.0]])
    >>> product(row, table, ("w.T", "X", "Z")).alt
    'w.T of shape (1, 2) times X of shape (2, 2) is Z of shape (1, 2).'
    """
    sizes = shapes("left (p, q), right (q, r)", left, right)
    if isinstance(names, str) or len(names) != 3:
        raise ValueError(f"names is {names!r}, expected three texts")
    p, q, r = sizes["p"], sizes["q"], sizes["r"]
    left, right = np.asarray(left), np.asarray(right)
    result = left @ right
    alt = (
        f"{names[0]} of shape {left.shape} times {names[1]} of shape {right.shape} "
        f"is {names[2]} of shape {result.shape}."
    )
    with sheet(MARGIN + q + GAP + r + MARGIN, q + GAP + p + 1.1) as (figure, axes):
        x, y = MARGIN + q + GAP, q + GAP
        row, column = np.arange(p)[:, None] == at[0], np.arange(r) == at[1]
        table(axes, left, MARGIN, y, marked=np.tile(row, q))
        table(axes, right, x, 0, marked=np.tile(column, (q, 1)))
        table(axes, result, x, y, marked=row & column)
        label(axes, f"{names[0]}  {left.shape}", MARGIN + q / 2, y + p + 0.6)
        label(axes, f"{names[1]}\n{right.shape}", x + r + MARGIN / 2, q / 2)
        label(axes, f"{names[2]}  {result.shape}", x + r / 2, y + p + 0.6)
        return finished(figure, alt, caption or in_words(left, right, names, at))


def in_words(left, right, names: Sequence[str], at: tuple[int, int]) -> str:
    """Write out the sum behind one entry.

    Parameters
    ----------
    left, right : ndarray, shape (p, q) and (q, r)
        The factors.
    names : sequence of three str
        Names of the factors and of the product.
    at : tuple of two int
        The entry.

    Returns
    -------
    str
        One sentence; Python's numbers of rows and columns.

    Examples
    --------
    >>> row, table = np.array([[2.0, -1.0]]), np.array([[1.0, 0.0], [3.0, 4.0]])
    >>> in_words(row, table, ("w.T", "X", "Z"), (0, 1))
    'Z[0, 1] is row 0 of w.T on column 1 of X: 2 · 0 + (−1) · 4 = −4.'
    """
    i, j = at
    pairs = zip(left[i], right[:, j], strict=True)
    terms = " + ".join(f"{bracketed(a)} · {bracketed(b)}" for a, b in pairs)
    return (
        f"{names[2]}[{i}, {j}] is row {i} of {names[0]} on column {j} of {names[1]}: "
        f"{terms} = {entry(left[i] @ right[:, j])}."
    )


def bracketed(value: float) -> str:
    """Write a number, a negative one in brackets."""
    return f"({entry(value)})" if value < 0 else entry(value)
