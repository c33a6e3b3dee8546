"""A picture taken apart: three tables of intensities, and the column made of them."""

import numpy as np

from nnlib.plotting.card import FAINT, WIDTH, Picture, finished, picture
from nnlib.plotting.diagram import SMALL, arrow, box, diagram, write
from nnlib.shapes import shapes

CELL, GAP = 0.42, 0.34  # inches: side of a point, room between two tables
NARROW, LINE = 0.62, 0.235  # inches: width and height of an entry of the column
# Pale red, green and blue; each table also carries its letter.
TINTS = {"R  red": "#f6d9d3", "G  green": "#dbead2", "B  blue": "#d6e2f2"}
EDGE = {"edgecolor": FAINT, "linewidth": 0.8}
HIGHEST = 255


@picture
def colour_tables(
    image: np.ndarray, column: np.ndarray | None = None, caption: str | None = None
) -> Picture:
    """Draw a tiny picture, its three tables of numbers, and its column.

    Parameters
    ----------
    image : ndarray, shape (h, w, 3), whole numbers from 0 to 255
        The picture; at most 16 numbers.
    column : ndarray, shape (3hw, 1), optional
        What became of it; each entry is tinted like the table that it comes from, as
        far as the order is colour by colour.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The drawing; the sentence says all numbers.

    Raises
    ------
    ShapeError
        If `column` does not have an entry for each of the numbers.

    Examples
    --------
    >>> image = np.array([[[255, 0, 51], [0, 102, 51]]], dtype=np.uint8)
    >>> print(colour_tables(image).alt)
    A picture of 1 x 2 points. Red: 255, 0. Green: 0, 102. Blue: 51, 51.
    """
    (h, w, _), n = image.shape, image.size
    if column is not None:
        shapes(f"column ({n}, 1)", column)
    height = max(h * CELL + 1.0, 0 if column is None else n * LINE + 0.75)
    middle, step = (height - 0.35) / 2, w * CELL + GAP
    left = 0.3 if column is not None else (WIDTH - 4 * step + GAP) / 2
    with diagram(height) as (figure, axes):
        draw_points(axes, image, left, middle)
        for k, title in enumerate(TINTS):
            draw_table(axes, image[:, :, k], left + (k + 1) * step, middle, title)
        if column is not None:
            x = WIDTH - 0.85
            arrow(axes, (left + 4 * step - GAP / 2, middle), (x - 0.5, middle))
            draw_column(axes, column.ravel(), x, middle)
        return finished(
            figure, describe(image, column), caption or finding(image, column)
        )


def draw_points(axes, image: np.ndarray, left: float, middle: float) -> None:
    """Draw the picture itself, its points as large squares."""
    h, w, _ = image.shape
    for i, j in np.ndindex(h, w):
        face = tuple(image[i, j].astype(float) / HIGHEST)
        box(axes, *corner(left, middle, h, i, j), CELL, CELL, facecolor=face, **EDGE)
    write(
        axes,
        left + w * CELL / 2,
        middle + h * CELL / 2 + 0.12,
        "picture",
        va="baseline",
    )


def corner(left: float, middle: float, h: int, i: int, j: int) -> tuple[float, float]:
    """Give the middle of the cell in row i and column j."""
    return left + (j + 0.5) * CELL, middle + (h / 2 - i - 0.5) * CELL


def draw_table(axes, values: np.ndarray, left: float, middle: float, title) -> None:
    """Draw the intensities of one colour."""
    h, w = values.shape
    for i, j in np.ndindex(h, w):
        place = corner(left, middle, h, i, j)
        box(axes, *place, CELL, CELL, facecolor=TINTS[title], **EDGE)
        write(axes, *place, str(values[i, j]), size=SMALL)
    place = left + w * CELL / 2, middle + h * CELL / 2 + 0.12
    write(axes, *place, title, va="baseline")


def draw_column(axes, entries: np.ndarray, x: float, middle: float) -> None:
    """Draw the column; a third of its entries belongs to each colour."""
    n, tints = entries.size, list(TINTS.values())
    for k, value in enumerate(entries):
        y = middle + (n / 2 - k - 0.5) * LINE
        box(axes, x, y, NARROW, LINE, facecolor=tints[3 * k // n], **EDGE)
        write(axes, x, y, f"{float(value):.3g}", size=SMALL)
    write(axes, x, middle + n * LINE / 2 + 0.12, "column", va="baseline")


def describe(image: np.ndarray, column: np.ndarray | None) -> str:
    """Say all numbers."""
    words = ("Red", "Green", "Blue")
    tables = (f"{word}: {row(image[:, :, k])}." for k, word in enumerate(words))
    said = f"A picture of {len(image)} x {image.shape[1]} points. {' '.join(tables)}"
    return said if column is None else f"{said} As a column: {row(column)}."


def finding(image: np.ndarray, column: np.ndarray | None) -> str:
    """Say what the picture is about, or in which order the column is."""
    if column is None:
        return "Each point has three numbers: its red, its green and its blue."
    expected = image.transpose(2, 0, 1).ravel() / HIGHEST
    if np.allclose(column.ravel(), expected):
        return "Colour by colour: all of red, then all of green, then all of blue."
    return "This column is in another order, or on another scale."


def row(values: np.ndarray) -> str:
    """Write numbers one after the other, row by row."""
    return ", ".join(f"{float(value):.3g}" for value in values.ravel())
