"""A picture taken apart: three tables of intensities, and the column made of them."""

from __future__ import annotations

import numpy as np

from nnlib.plotting.card import FAINT, INK, WIDTH, Picture
from nnlib.plotting.card import render as rendered
from nnlib.plotting.diagram import SMALL, arrow, box, diagram, write
from nnlib.shapes import shapes

CELL, GAP = 0.42, 0.34  # inches: side of a point, room between two tables
NARROW, LINE = 0.62, 0.235  # inches: width and height of an entry of the column
MOST = 16  # entries of the column
# Pale red, green and blue; each table also carries its letter.
TINTS = {"R": "#f6d9d3", "G": "#dbead2", "B": "#d6e2f2"}
HIGHEST = 255


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
        If `image` is no colour picture, or `column` does not have an entry for each of
        its numbers.
    ValueError
        If there are more than 16 numbers.

    Examples
    --------
    >>> image = np.array([[[255, 0, 51], [0, 102, 51]]], dtype=np.uint8)
    >>> print(colour_tables(image).alt)
    A picture of 1 x 2 points. Red: 255, 0. Green: 0, 102. Blue: 51, 51.
    """
    sizes = shapes("image (h, w, 3)", image)
    h, w, n = sizes["h"], sizes["w"], image.size
    if n > MOST:
        raise ValueError(f"image holds {n} numbers, expected {MOST} at most")
    if column is not None:
        shapes(f"column ({n}, 1)", column)
    height = max(h * CELL + 1.0, 0 if column is None else n * LINE + 0.75)
    with diagram(height) as (figure, axes):
        middle, step = (height - 0.35) / 2, w * CELL + GAP
        left = 0.3 if column is not None else (WIDTH - 4 * step + GAP) / 2
        draw_points(axes, image, left, middle)
        for k, letter in enumerate(TINTS):
            draw_table(axes, image[:, :, k], left + (k + 1) * step, middle, letter)
        if column is not None:
            x = WIDTH - 0.85
            arrow(axes, (left + 4 * step - GAP / 2, middle), (x - 0.5, middle))
            draw_column(axes, column.ravel(), x, middle)
        png = rendered(figure)
    return Picture(png, describe(image, column), caption or finding(image, column))


def draw_points(axes, image: np.ndarray, left: float, middle: float) -> None:
    """Draw the picture itself, its points as large squares."""
    h, w, _ = image.shape
    for i, j in np.ndindex(h, w):
        x, y = corner(left, middle, h, i, j)
        face = tuple(float(value) / HIGHEST for value in image[i, j])
        box(axes, x, y, CELL, CELL, facecolor=face, edgecolor=FAINT, linewidth=0.8)
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


def draw_table(axes, values: np.ndarray, left: float, middle: float, letter) -> None:
    """Draw the intensities of one colour."""
    h, w = values.shape
    cell = {"facecolor": TINTS[letter], "edgecolor": FAINT, "linewidth": 0.8}
    for i, j in np.ndindex(h, w):
        x, y = corner(left, middle, h, i, j)
        box(axes, x, y, CELL, CELL, **cell)
        write(axes, x, y, str(values[i, j]), size=SMALL)
    words = {"R": "R  red", "G": "G  green", "B": "B  blue"}
    write(
        axes,
        left + w * CELL / 2,
        middle + h * CELL / 2 + 0.12,
        words[letter],
        va="baseline",
    )


def draw_column(axes, entries: np.ndarray, x: float, middle: float) -> None:
    """Draw the column; a third of its entries belongs to each colour."""
    n = entries.size
    for k, value in enumerate(entries):
        y = middle + (n / 2 - k - 0.5) * LINE
        face = list(TINTS.values())[3 * k // n]
        box(axes, x, y, NARROW, LINE, facecolor=face, edgecolor=FAINT, linewidth=0.8)
        write(axes, x, y, f"{float(value):.3g}", size=SMALL, color=INK)
    write(axes, x, middle + n * LINE / 2 + 0.12, "column", va="baseline")


def describe(image: np.ndarray, column: np.ndarray | None) -> str:
    """Say all numbers."""
    h, w, _ = image.shape
    words = ("Red", "Green", "Blue")
    tables = (f"{word}: {row(image[:, :, k])}." for k, word in enumerate(words))
    said = f"A picture of {h} x {w} points. {' '.join(tables)}"
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
