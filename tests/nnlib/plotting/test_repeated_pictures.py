"""Pictures of many small results: gradient checks and repeated measurements."""

import re

import pytest

from nnlib.plotting import differences, strips

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
        ({}, "found holds 0 rows, expected 1 to 3"),
        ({name: YOURS for name in "abcd"}, "found holds 4 rows"),
        ({"a": {}}, "found holds no parameters"),
        ({"a": {"W1": -1.0}}, "found['a'] holds [-1.0], expected finite numbers"),
        ({"a": {"W1": float("nan")}}, "found['a'] holds [nan]"),
        ({"a": {"W1": 0.1}, "b": {"W2": 0.1}}, "rows for ['W1'] and ['W2']"),
    ],
    ids=["none", "too many", "empty", "negative", "nan", "unlike"],
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


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ({}, "groups holds 0 methods, expected 1 to 8"),
        ({name: [1.0] for name in "abcdefghi"}, "groups holds 9 methods"),
        ({"a": []}, "groups['a'] is [], expected finite numbers"),
        ({"a": [1.0, float("inf")]}, "groups['a'] is [1.0, inf]"),
        ({"a": [[1.0]]}, "groups['a'] is [[1.0]]"),
    ],
    ids=["none", "too many", "empty", "infinite", "table"],
)
def test_groups_that_cannot_be_drawn_are_refused(groups, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        strips(groups)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: differences({"yours": YOURS, "planted": PLANTED}, caption="Look."),
        lambda: strips({"old": [70.0, 74.0], "new": [71.0]}, caption="Look."),
    ],
    ids=["differences", "strips"],
)
def test_picture_is_the_same_each_time_and_takes_a_caption(draw):
    first, second = draw(), draw()
    assert first.png == second.png
    assert first.png.startswith(b"\x89PNG")
    assert first.caption == "Look."
