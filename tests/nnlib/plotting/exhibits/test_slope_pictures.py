"""Pictures of lines, valleys, walks and colours: computed words, odd input refused."""

import re

import numpy as np
import pytest

from nnlib.plotting.exhibits import colour_tables, fitted_line, valley_sides, walks
from nnlib.plotting.exhibits.fitted import crossing, limits
from nnlib.shapes import ShapeError

SIZES, KINDS = np.arange(1.0, 9.0), (np.arange(1, 9) >= 5) * 1.0
LINE = (-0.25, 0.125)
TINY = np.array(
    [[[255, 0, 51], [0, 102, 51]], [[204, 153, 0], [51, 51, 255]]], dtype=np.uint8
)
COLUMN = TINY.transpose(2, 0, 1).reshape(-1, 1) / 255


def bowl(w):
    """Give a valley with its lowest point at 1."""
    return (w - 1) ** 2


def slope(w):
    """Give the slope of the bowl."""
    return 2 * (w - 1)


def test_a_line_is_told_with_its_numbers_and_its_crossing():
    names = ("size", "kind")
    picture = fitted_line("first", LINE, SIZES, KINDS, level=0.5, names=names)
    assert picture.alt == (
        "8 examples. first: kind = -0.25 + 0.125 size, which crosses 0.5 at size = 6."
    )
    falling = fitted_line("second", (2, -0.5), SIZES, KINDS)
    assert falling.alt == "8 examples. second: y = 2 - 0.5 x."


@pytest.mark.parametrize(
    ("line", "level", "place"),
    [((-1, 0.25), 0.5, 6.0), ((1, 0), 0.5, None), ((-1, 0.25), None, None)],
    ids=["rises", "level line", "no level asked"],
)
def test_a_line_crosses_a_level_at_most_once(line, level, place):
    assert crossing(line, level) == place


def test_examples_stay_in_the_picture_when_a_line_leaves_it():
    low, high = limits(np.array([0.0, 500.0]), KINDS)
    assert low < 0
    assert 1 < high < 2


def test_each_side_of_a_valley_says_which_way_is_down():
    alt = valley_sides(bowl, slope, (-1, 1, 2.5), -2, 4, names=("b", "J")).alt
    assert alt == (
        "At b = -1 the slope is -4.00: a step downhill makes b larger. "
        "At b = 1 the slope is 0.00: no step. "
        "At b = 2.5 the slope is 3.00: a step downhill makes b smaller."
    )


def test_a_walk_out_of_the_picture_is_told():
    paths = {"near": [3.0, 2.0, 1.5], "far": [3.0, 1e9], "lost": [3.0, np.nan]}
    assert walks(bowl, paths, -2, 4).alt == (
        "near: from w = 3 to w = 1.5 in 2 steps. far: from w = 3 to far away in 1 "
        "step. lost: from w = 3 to far away in 1 step."
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ([3.0, 2.0], "lower, and not at the bottom yet"),
        ([3.0, 1.01], "at the bottom"),
        ([3.0, -2.0], "higher than it began"),
        ([3.0, np.inf], "out of sight"),
    ],
    ids=["on the way", "there", "up", "lost"],
)
def test_the_caption_says_how_far_down_a_walk_got(path, said):
    assert walks(bowl, {"it": path}, -2, 4).caption == f"it: {said}."


def test_a_picture_is_told_colour_by_colour():
    assert colour_tables(TINY).alt == (
        "A picture of 2 x 2 points. Red: 255, 0, 204, 51. Green: 0, 102, 153, 51. "
        "Blue: 51, 51, 0, 255."
    )


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (COLUMN, "Colour by colour: all of red"),
        (TINY.reshape(-1, 1) / 255, "another order, or on another scale"),
        (255 * COLUMN, "another order, or on another scale"),
    ],
    ids=["colour by colour", "pixel by pixel", "not scaled"],
)
def test_the_order_of_a_column_is_recognised(column, said):
    assert said in colour_tables(TINY, column).caption


REFUSED = {
    "no slope": (
        valley_sides,
        (bowl, lambda w: None, (0,), -2, 4),
        ValueError,
        "slope returned None",
    ),
    "empty path": (walks, (bowl, {"a": []}, -2, 4), ValueError, "the path of a has"),
    "table": (walks, (bowl, {"a": [[1, 2]]}, -2, 4), ValueError, "shape (1, 2)"),
    "flat column": (colour_tables, (TINY, COLUMN.ravel()), ShapeError, "column has"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_by_name(case):
    function, arguments, error, message = case
    with pytest.raises(error, match=re.escape(message)):
        function(*arguments)
