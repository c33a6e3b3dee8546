"""Times of programs side by side: the sentence compares them at the largest size."""

import numpy as np
import pytest

from nnlib.plotting.ends import spread
from nnlib.plotting.exhibits import gradient_seconds, timings
from nnlib.plotting.sentences import duration

SIZES = (10, 100)


def test_sentence_gives_the_times_of_the_largest_size():
    seconds = {"two loops": [0.002, 0.021], "arrays": [1e-5, 1.44e-5]}
    picture = timings(SIZES, seconds)
    assert picture.alt == "For 100 examples: two loops 21 ms, arrays 14 µs."
    assert picture.caption == picture.alt


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (4.2e-8, "0.042 µs"),
        (9.99e-4, "1 ms"),
        (0.0049, "4.9 ms"),
        (0.996, "1 s"),
        (63.0, "63 s"),
        (1234.0, "1200 s"),
    ],
)
def test_duration_has_two_digits_and_the_unit_that_suits_it(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("heights", "placed"),
    [
        ([0.0, 40.0], [0.0, 40.0]),
        ([0.0, 4.0], [-3.0, 7.0]),
        ([4.0, 0.0, 2.0], [12.0, -8.0, 2.0]),
        ([0.0, 1.0, 11.0], [-6.0, 4.0, 14.0]),
        ([5.0], [5.0]),
    ],
    ids=["apart", "near", "in any order", "one pushes the next", "one"],
)
def test_names_are_pushed_apart_as_little_as_needed(heights, placed):
    np.testing.assert_allclose(spread(heights, 10.0), placed)


def test_names_stay_above_the_floor_and_apart():
    placed = spread([0.0, 1.0, 2.0], 10.0, floor=0.0)
    np.testing.assert_allclose(placed, [0.0, 10.0, 20.0])


def test_every_program_is_timed_for_every_size():
    asked = []

    def program(w, b, X, Y):
        asked.append((w.shape, b, X.shape, Y.shape))

    seconds = gradient_seconds({"arrays": program}, 3, SIZES)
    assert all(time > 0 for time in seconds["arrays"])
    assert len(seconds["arrays"]) == len(SIZES)
    assert {*asked} == {((3, 1), 0.0, (3, m), (1, m)) for m in SIZES}
