"""The columns of a drawn network: which units are drawn, and where they stand."""

from collections.abc import Sequence

from nnlib.plotting.card import WIDTH

MOST_UNITS, MOST_LAYERS = 6, 8
ROW = 0.46  # inches from one unit to the next
WIDEST = 2.1  # inches from one column to the next


def whole_sizes(layer_dims: Sequence[int]) -> list[int]:
    """Insist on two to nine whole numbers above 0.

    Parameters
    ----------
    layer_dims : sequence of int
        Number of features, then of units of each layer.

    Returns
    -------
    list of int
        The same numbers.

    Raises
    ------
    ValueError
        If there are more or fewer, or one of them is no whole number above 0.

    Examples
    --------
    >>> whole_sizes([2, 0])
    Traceback (most recent call last):
    ValueError: layer_dims holds 0, expected whole numbers above 0
    """
    dims = list(layer_dims)
    if not 2 <= len(dims) <= MOST_LAYERS + 1:
        raise ValueError(
            f"layer_dims has {len(dims)} entries, expected 2 to {MOST_LAYERS + 1}"
        )
    for n in dims:
        if n != int(n) or n < 1:
            raise ValueError(f"layer_dims holds {n!r}, expected whole numbers above 0")
    return [int(n) for n in dims]


def shown(n: int) -> list[int | None]:
    """List the units of a column that are drawn; None stands for the others.

    Parameters
    ----------
    n : int
        How many units there are.

    Returns
    -------
    list of int or None
        From above to below.

    Examples
    --------
    >>> shown(3), shown(48)
    ([0, 1, 2], [0, 1, 2, None, 46, 47])
    """
    return list(range(n)) if n <= MOST_UNITS else [0, 1, 2, None, n - 2, n - 1]


def heights(n: int, middle: float) -> list[tuple[int | None, float]]:
    """Give the drawn units of a column, with the height of each.

    Parameters
    ----------
    n : int
        How many units there are.
    middle : float
        Height of the middle of the column, in inches.

    Returns
    -------
    list of (int or None, float)
        Unit and height, from above to below.

    Examples
    --------
    >>> heights(2, 1.0)
    [(0, 1.23), (1, 0.77)]
    """
    units = shown(n)
    top = middle + ROW * (len(units) - 1) / 2
    return [(unit, top - ROW * row) for row, unit in enumerate(units)]


def column_places(columns: int) -> list[float]:
    """Place the columns.

    Parameters
    ----------
    columns : int
        How many there are.

    Returns
    -------
    list of float
        Inches from the left, the same distance from one to the next.

    Examples
    --------
    >>> column_places(3)[1]
    3.2
    """
    step = min((WIDTH - 1.2) / (columns - 1), WIDEST)
    start = (WIDTH - step * (columns - 1)) / 2
    return [start + step * layer for layer in range(columns)]
