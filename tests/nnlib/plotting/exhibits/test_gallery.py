"""The gallery of functions and slopes: its words are computed, odd input is refused."""

import re

import numpy as np
import pytest

from nnlib.plotting.exhibits.gallery import broken_at_jumps, gallery

HALF = {"half": lambda z: z / 2}
SLOPE = {"half": lambda z: np.full(z.shape, 0.5)}


def test_gallery_says_range_and_slopes_of_each_function():
    functions = {**HALF, "relu": lambda z: np.maximum(0, z)}
    picture = gallery(functions, -2, 4, slopes=SLOPE)
    assert picture.alt == (
        "Functions from z = -2 to 4. half: values -1 to 2, slopes 0.5 to 0.5. "
        "relu: values 0 to 4."
    )
    assert picture.caption == "Steepest slope: half 0.5."


def test_gallery_without_slopes_says_the_range_below():
    assert gallery(HALF, -1, 1).caption == "Functions from z = -1 to 1."


def test_a_caption_of_ones_own_stands_below():
    assert gallery(HALF, -1, 1, caption="A line.").caption == "A line."


@pytest.mark.parametrize("count", range(1, 7))
def test_gallery_draws_one_to_six_functions_alike_each_time(count):
    functions = {f"g{k}": np.tanh for k in range(count)}
    slopes = {f"g{k}": np.cos for k in range(count)}
    first, second = (gallery(functions, -3, 3, slopes=slopes) for _ in range(2))
    assert first.png == second.png
    assert first.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("functions", "slopes", "message"),
    [
        ({"f": lambda z: z[:1]}, {}, "f returned shape (1,), expected (241,)"),
        (HALF, {"half": lambda z: 0.5}, "the slope of half returned shape ()"),
    ],
    ids=["shape of a function", "shape of a slope"],
)
def test_functions_that_cannot_be_drawn_are_refused(functions, slopes, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        gallery(functions, -1, 1, slopes=slopes)


@pytest.mark.parametrize(
    ("row", "gaps"),
    [
        ([0, 0, 1, 1], [2]),
        ([0, 1, 2, 3], []),
        ([1, 1, 1, 1], []),
        ([0, 0, 0, 1, 2, 3], []),
    ],
    ids=["step", "line", "flat", "bend"],
)
def test_a_line_is_broken_at_jumps_only(row, gaps):
    assert np.flatnonzero(np.isnan(broken_at_jumps(np.array(row)))).tolist() == gaps
