"""A sketch of what layers may come to see: edges, then parts, then a whole cat."""

from itertools import pairwise

import numpy as np

from nnlib.plotting.card import FAINT, INK, Picture, finished, picture
from nnlib.plotting.diagram import GREY_INK, LARGE, SMALL, arrow, box, diagram, write

HEIGHT, TILE, WHOLE = 3.3, 0.92, 1.3  # inches
COLUMNS = (0.85, 2.35, 3.85, 5.5)  # inches
ROWS = (2.3, 1.2)
MIDDLE = sum(ROWS) / 2
WORDS = (
    ("pixels", "input"),
    ("edges", "layer 1"),
    ("parts", "layer 2"),
    ("the whole", "layer 3"),
)
# Strokes of a cat's head, in units of half of its width: rows of points (k, 2).
TURN = np.linspace(0, 2 * np.pi, 60)
ROUND = np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
HEAD = ROUND * (1.0, 0.85)
EAR = np.array([(0.22, 0.83), (0.74, 1.36), (0.88, 0.42)])
EYE = ROUND * (0.17, 0.21) + (0.4, 0.12)
SLIT = np.array([(0.4, -0.02), (0.4, 0.26)])
NOSE = np.array([(-0.12, -0.2), (0.12, -0.2), (0.0, -0.34), (-0.12, -0.2)])
WHISKERS = [np.array([(0.25, -0.32), (1.2, -0.32 + s)]) for s in (-0.25, 0.0, 0.25)]


@picture
def feature_levels(*, caption: str | None = None) -> Picture:
    """Sketch how layers build on each other, from light and dark to a cat.

    Parameters
    ----------
    caption : str, optional
        Sentence below the picture.

    Returns
    -------
    Picture
        Four columns: pixels, edges, parts, the whole.

    Examples
    --------
    >>> print(feature_levels().alt)
    A sketch in four columns: pixels, then edges, then an ear and an eye, then the head
    of a cat. Each column is put together from the one before.
    """
    alt = (
        "A sketch in four columns: pixels, then edges, then an ear and an eye, then "
        "the head of a cat. Each column is put together from the one before."
    )
    said = "A sketch: each layer puts together what the layer before has found."
    with diagram(HEIGHT) as (figure, axes):
        for draw in (draw_pixels, draw_edges, draw_parts, draw_whole):
            draw(axes)
        for x, (word, layer) in zip(COLUMNS, WORDS, strict=True):
            write(axes, x, HEIGHT - 0.25, word, size=LARGE, weight="bold")
            write(axes, x, 0.35, layer, size=SMALL + 0.5, color=GREY_INK)
        for left, right in pairwise(COLUMNS):
            half = (WHOLE if right == COLUMNS[-1] else TILE) / 2
            start, end = left + TILE / 2 + 0.06, right - half - 0.06
            arrow(axes, (start, MIDDLE), (end, MIDDLE), color=GREY_INK)
        return finished(figure, alt, caption or said)


def tile(axes, x: float, y: float, size: float = TILE) -> None:
    """Draw an empty tile."""
    box(axes, x, y, size, size, facecolor="#ffffff", edgecolor=FAINT, linewidth=1)


def stroke(axes, points: np.ndarray, x: float, y: float, scale: float, width=2.0):
    """Draw a row of points as a line, around a place."""
    axes.plot(*((x, y) + scale * points).T, color=INK, linewidth=width, zorder=5)


def draw_pixels(axes) -> None:
    """Draw two patches of pixels, each with an edge between dark and light."""
    i, j = np.mgrid[0:7, 0:7]
    uneven = 0.22 * np.cos(2.7 * i + 1.9 * j) * np.sin(1.3 * i - 0.8 * j)
    x, half = COLUMNS[0], TILE / 2
    for y, patch in zip(ROWS, (2.0 * j + i > 8, 1.0 * (i > j - 1)), strict=True):
        place = (x - half, x + half, y - half, y + half)
        axes.imshow(
            patch + uneven,
            extent=place,
            cmap="gray",
            vmin=-0.6,
            vmax=1.3,
            aspect="auto",
            zorder=3,
        )


def draw_edges(axes) -> None:
    """Draw edges in several directions."""
    for y, angles in zip(ROWS, ((2.03, 0.0), (1.57, -0.79)), strict=True):
        tile(axes, COLUMNS[1], y)
        for side, angle in zip((-0.22, 0.22), angles, strict=True):
            ends = np.array([[-0.17], [0.17]]) * (np.cos(angle), np.sin(angle))
            stroke(axes, ends, COLUMNS[1] + side, y, 1.0, width=4.0)


def draw_parts(axes) -> None:
    """Draw an ear and an eye."""
    for y, parts, scale, middle in (
        (ROWS[0], (EAR,), 0.7, (0.57, 0.88)),
        (ROWS[1], (EYE, SLIT), 1.5, (0.4, 0.12)),
    ):
        tile(axes, COLUMNS[2], y)
        for part in parts:
            stroke(axes, part - middle, COLUMNS[2], y, scale)


def draw_whole(axes) -> None:
    """Draw the head of a cat."""
    tile(axes, COLUMNS[3], MIDDLE, WHOLE)
    both_sides = [(part, 2.0) for part in (EAR, EYE, SLIT)]
    both_sides += [(whisker, 1.0) for whisker in WHISKERS]
    flipped = [(part * (-1, 1), width) for part, width in both_sides]
    for part, width in [(HEAD, 2.0), (NOSE, 2.0), *both_sides, *flipped]:
        stroke(axes, part, COLUMNS[3], MIDDLE - 0.11, 0.46, width)
