"""Pictures of many small results: gradient checks and repeated measurements."""

import re

import pytest

from nnlib.plotting.exhibits import differences, strips

YOURS = {"W1": 2e-10, "b1": 3e-11, "W2": 0.0, "b2": 9e-10}
PLANTED = {"W1": 0.4, "b1": 0.6, "W2": 2e-6, "b2": 1e-10}


def test_all_right_says_the_largest_difference():
    said = "yours: all 4 right, the largest difference is 9e-10."
    assert differences({"yours": YOURS}).alt == said


def test_wrong_derivatives_are_named_and_doubtful_ones_not_counted_as_right():
    picture = differences({"yours": YOURS, "planted": PLANTED})
    assert picture.alt.endswith(" planted: W1 and b1 wrong, 1 of 4 right.")
    assert picture.caption == picture.alt


def test_without_a_wrong_one_none_is_named():
    assert differences({"mine": {"w": 1e-5}}).alt == "mine: none wrong, 0 of 1 right."


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({"a": {"W1": -1.0}}, "found['a'] holds [-1.0], expected finite numbers"),
        ({"a": {"W1": float("nan")}}, "found['a'] holds [nan]"),
    ],
    ids=["negative", "nan"],
)
def test_differences_that_cannot_be_drawn_are_refused(found, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        differences(found)


def test_strips_say_mean_and_range_of_each_method():
    picture = strips({"a": [1.0, 3.0], "b": [5.0]}, name="cost")
    assert picture.alt == (
        "cost: a has a mean of 2.0, from 1.0 to 3.0; b of 5.0, from 5.0 to 5.0."
    )
    assert picture.caption == "A dot for each time, a line for the mean."
