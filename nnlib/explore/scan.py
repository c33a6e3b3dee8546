"""From the strokes of a pen to 8 by 8 numbers, as the digits of the data are made.

There, every digit was brought to 32 by 32 black and white pixels, upright and as tall
as the square, and each of the 8 by 8 numbers counts the black ones in a block of 4 by
4. Its pen is always as thick as needed for three tenths of the square to be black. So
a drawing is treated in the same way: whatever its size, place and pen.
"""

from collections.abc import Sequence

import numpy as np

SIDE, BLOCK = 32, 4
INK = 0.305  # share of the square that is black, as in the data
WIDEST = 26.0  # pixels across, as in the data
FIRST_PEN, ROUNDS = 8.0, 3


def scanned(strokes: Sequence[tuple[float, float, int]]) -> np.ndarray:
    """Bring a drawing into the form of the data.

    Parameters
    ----------
    strokes : sequence of (x, y, joined)
        Places of the pen, y upwards; `joined` is 0 where it was put down and 1 where
        it came from the place before.

    Returns
    -------
    ndarray, shape (8, 8)
        Ink from 0 to 1, the first row on top.

    Examples
    --------
    >>> scanned([(3, 9, 0), (3, 2, 1)])[4]
    array([0.  , 0.  , 0.25, 1.  , 1.  , 0.25, 0.  , 0.  ])
    """
    if not len(strokes):
        return np.zeros((SIDE // BLOCK, SIDE // BLOCK))
    places = np.asarray([one[:2] for one in strokes], dtype=np.float64)
    pen = FIRST_PEN
    for _ in range(ROUNDS):
        fitted = placed(places, pen)
        away = distances(fitted, [bool(one[2]) for one in strokes])
        # Rounded, so that the browser sees the same pixels as equally far.
        black = np.argsort(np.rint(1e6 * away), kind="stable")[
            : round(INK * SIDE * SIDE)
        ]
        pen = 2 * float(away[black[-1]])
    paper = np.zeros(SIDE * SIDE)
    paper[black] = 1
    blocks = paper.reshape(SIDE // BLOCK, BLOCK, SIDE // BLOCK, BLOCK)
    return blocks.mean(axis=(1, 3))


def placed(places: np.ndarray, pen: float) -> np.ndarray:
    """Move and stretch a drawing so that its ink is as tall as the square.

    Parameters
    ----------
    places : ndarray, shape (k, 2)
        Places of the pen, y upwards.
    pen : float
        Thickness in pixels.

    Returns
    -------
    ndarray, shape (k, 2)
        Places in pixels, y downwards.
    """
    low, high = places.min(axis=0), places.max(axis=0)
    width, height = high - low
    room = np.array([WIDEST, SIDE]) - pen
    # A dash has no height; then its width decides.
    up = room[1] / height if height > 0.25 * width else np.inf
    across = min(up, room[0] / width if width else np.inf)
    up = up if np.isfinite(up) else across
    scale = np.nan_to_num([across, up], posinf=0.0)
    return SIDE / 2 + (places - (low + high) / 2) * scale * (1, -1)


def distances(places: np.ndarray, joined: Sequence[bool]) -> np.ndarray:
    """Give the distance of every pixel's middle to the drawing, row by row.

    Parameters
    ----------
    places : ndarray, shape (k, 2)
        Places of the pen in pixels.
    joined : sequence of bool
        Whether the pen came from the place before.

    Returns
    -------
    ndarray, shape (1024,)
        Pixels.
    """
    ends = np.arange(len(places))
    starts = np.where(joined, ends - 1, ends)
    starts[0] = 0
    a, way = places[starts], places[ends] - places[starts]  # (k, 2) both
    middle = np.arange(SIDE) + 0.5
    pixels = np.stack([np.tile(middle, SIDE), np.repeat(middle, SIDE)], axis=1)
    apart = pixels[:, np.newaxis] - a  # (1024, k, 2)
    length = np.maximum(np.sum(way**2, axis=1), 1e-12)
    share = np.clip(np.sum(apart * way, axis=2) / length, 0, 1)
    return np.hypot(*np.moveaxis(apart - share[..., np.newaxis] * way, 2, 0)).min(
        axis=1
    )
