"""A line folded again and again: few units in depth, or very many side by side."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, line, segments
from nnlib.explore.trajectory import sized
from nnlib.plotting.sentences import brief
from nnlib.wording import counted

DEEPEST, CELLS, PLACES = 8, 1024, 64
THICK = 32  # more pieces are drawn by a thinner line


class Folds(Explorer):
    """Folds the line from 0 to 1 in the middle, as often as wanted.

    Parameters
    ----------
    fold : callable
        One layer of two relu units: maps heights (1, m) between 0 and 1 to heights
        (1, m), up to 1 in the middle and back to 0.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = "How many straight pieces do two more units make?"
    along = "x"
    fetched = ("depth",)
    at_once = True

    def __init__(self, fold: Callable, **settings: object) -> None:
        self.fold = fold
        self.heights = heights_of(fold)
        self.pieces = pieces(self.heights)
        places = tuple(k / PLACES for k in range(PLACES + 1))
        written = tuple(f"{x:.3f}" for x in places)
        controls = (
            Control("depth", "folds", tuple(range(DEEPEST + 1)), 3, plays=True),
            Control("x", "a point x", places, 0.203125, texts=written),
        )
        super().__init__(controls, settings)

    def alone(self, now: Mapping) -> Frame:
        """Make the saw, the way of one point, and the numbers of units."""
        k, x = now["depth"], now["x"]
        way = self.heights[: k + 1, round(x * CELLS)]
        count = self.pieces[k]
        wide = max(count - 1, 1)
        sentence = (
            f"{counted(k, 'fold')}, {counted(2 * k, 'unit')}: "
            f"{counted(count, 'straight piece')}. "
            f"One hidden layer needs at least {counted(wide, 'unit')} for that. "
            f"The point goes {' → '.join(map(brief, way))}."
        )
        panels = [
            saw(self.heights[k], x, way[-1], count),
            walk(way),
            needed(self.pieces, k),
        ]
        return Frame(sentence, panels)


def heights_of(fold: Callable) -> np.ndarray:
    """Fold places on a fine grid again and again, shape (DEEPEST + 1, CELLS + 1)."""
    rows = [np.arange(CELLS + 1) / CELLS]
    for _ in range(DEEPEST):
        found = sized(fold, fold(rows[-1][np.newaxis]), (1, CELLS + 1))
        rows.append(found.ravel())
    return np.float32(rows)


def pieces(heights: np.ndarray) -> list[int]:
    """Count the straight pieces after each number of folds.

    Examples
    --------
    >>> pieces(np.array([[0.0, 0.5, 1.0], [0.0, 1.0, 0.0]]))
    [1, 2]
    """
    slopes = np.diff(heights, axis=1)
    bends = ~np.isclose(slopes[:, 1:], slopes[:, :-1], rtol=0, atol=1e-5)
    return (1 + bends.sum(axis=1)).tolist()


def saw(heights: np.ndarray, x: float, height: float, count: int) -> Panel:
    """Draw the line after its folds, and the point on it."""
    places = np.float32(np.arange(CELLS + 1) / CELLS)
    look = "main" if count <= THICK else "thin"
    marks = [line(places, heights, look), segments([x], [0], [x], [height], "level")]
    marks.append(dots([x], [height], "other"))
    names = ("x", "height h")
    return Panel((0, 1), (0, 1.05), marks, names, "folded", click="x", share=2.0)


def walk(way: np.ndarray) -> Panel:
    """Draw where the point is after each fold."""
    k = np.arange(way.size)
    marks = [line(k, way, "other"), dots(k, way, "other")]
    return Panel((0, DEEPEST), (0, 1.05), marks, ("fold", "height"), "one point's way")


def needed(counts: list[int], depth: int) -> Panel:
    """Draw the units that depth needs, and those that one layer needs."""
    k = np.arange(1, DEEPEST + 1)
    deep, wide = 2 * k, np.maximum(np.asarray(counts)[1:] - 1, 1)
    marks = [line(k, wide, "kept", "wide"), line(k, deep, "main", "deep")]
    if depth:
        marks += [dots([depth], wide[[depth - 1]], "kept")]
        marks += [dots([depth], deep[[depth - 1]], "main")]
    log = (False, True)
    names = ("fold", "units")
    return Panel(
        (0.5, DEEPEST + 0.5), (0.8, 400), marks, names, "units needed", log=log
    )
