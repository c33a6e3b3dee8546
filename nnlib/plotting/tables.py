"""An array as a table of cells: the brick of the pictures about shapes.

A cell is one unit wide and `CELL` units high. Row 0 is on top, as numpy prints it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from nnlib.plotting.card import FAINT, INK, PAPER, WIDTH, drawing, rectangle

CELL = 0.72  # height of a cell
MARKED = "#f9dca6"
GHOST_EDGE, GHOST_INK = "#d9d6cd", "#8f8d86"
WIDEST = 0.52  # inches of the widest cell


@contextmanager
def sheet(columns: float, rows: float) -> Iterator[tuple]:
    """Open a card without axes, with room for some cells.

    Parameters
    ----------
    columns, rows : float
        How many cells there is room for.

    Yields
    ------
    tuple of (Figure, Axes)
        The card; its coordinates are cells to the right and down.
    """
    inch = min((WIDTH - 0.3) / columns, WIDEST)
    with drawing(height=rows * CELL * inch + 0.25) as (figure, axes):
        spare = (WIDTH - 0.2) / inch - columns
        axes.set(xlim=(-spare / 2, columns + spare / 2), ylim=(rows * CELL, 0))
        axes.set_axis_off()
        yield figure, axes


def table(
    axes,
    values: np.ndarray,
    x: float,
    y: float,
    *,
    marked: np.ndarray | None = None,
    ghosts: np.ndarray | None = None,
) -> None:
    """Draw an array with two axes.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    values : ndarray, shape (rows, columns)
        What stands in the cells.
    x, y : float
        Upper left corner; `y` counts rows.
    marked : ndarray of bool, shape (rows, columns), optional
        Cells that stand out.
    ghosts : ndarray of bool, shape (rows, columns), optional
        Cells that are not there and only look so.
    """
    for (row, column), value in np.ndenumerate(values):
        place = x + column, (y + row) * CELL
        ghost = ghosts is not None and ghosts[row, column]
        mark = marked is not None and marked[row, column]
        cell(axes, place, entry(value), ghost=ghost, mark=mark)


def cell(axes, place: tuple, text: str, *, ghost: bool, mark: bool) -> None:
    """Draw one cell; a ghost is pale and has a broken edge."""
    # Where a ghost touches a cell, the cell's edge is the one to be seen.
    edge, style, ink, order = (FAINT, "-", INK, 2)
    if ghost:
        edge, style, ink, order = (GHOST_EDGE, (0, (3, 2)), GHOST_INK, 1)
    rectangle(
        axes,
        place,
        1,
        CELL,
        facecolor=MARKED if mark else PAPER,
        edgecolor=edge,
        linestyle=style,
        linewidth=1,
        zorder=order,
    )
    axes.text(
        place[0] + 0.5,
        place[1] + CELL / 2,
        text,
        ha="center",
        va="center",
        color=ink,
        fontsize=10.5,
    )


def label(axes, text: str, x: float, y: float, *, size: float = 11.0) -> None:
    """Write a text with its middle at a place.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    text : str
        What to write.
    x, y : float
        The place; `y` counts rows.
    size : float
        Size of the letters in points.
    """
    axes.text(x, y * CELL, text, ha="center", va="center", color=INK, fontsize=size)


def entry(value: float) -> str:
    """Write a number as short as it can be read.

    Parameters
    ----------
    value : float
        What stands in a cell.

    Returns
    -------
    str
        At most two decimals, with a true minus sign.

    Examples
    --------
    >>> entry(-0.5), entry(3.0), entry(0.126)
    ('−0.5', '3', '0.13')
    """
    text = f"{value + 0.0:.2f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace("-", "−")
