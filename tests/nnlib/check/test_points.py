"""The number that a check returns: plain, finite and in its range."""

import copy
import json
import math
import pickle
import re

import pytest

from nnlib.check import Points
from tests.cases import every_case


@every_case(
    ("value", "most", "expected"),
    [
        (12, 25, 12.0),
        (22.5, 25, 22.5),
        (0, 25, 0.0),
        (25, 25, 25.0),
        (99, 25, 25.0),
        (-1, 25, 0.0),
        (float("nan"), 25, 0.0),
        (float("inf"), 25, 0.0),
        (float("-inf"), 25, 0.0),
        (1, 0, 0.0),
    ],
)
def test_points_are_finite_and_in_their_range(value, most, expected):
    points = Points(value, most)
    assert math.isfinite(points)
    assert points == expected
    assert points.max_points == most


@every_case("value", [0, 1, 4.5, 22.5, 1 / 3, 1e-9, 25])
def test_points_are_written_as_a_plain_number(value):
    points = Points(value, 25)
    for text in (repr(points), str(points), f"{points}", json.dumps(points)):
        assert float(text) == value


@pytest.mark.parametrize(
    "duplicate",
    [copy.copy, copy.deepcopy, lambda points: pickle.loads(pickle.dumps(points))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_points_survive_being_copied(duplicate):
    points = duplicate(Points(4.5, 5))
    assert isinstance(points, Points)
    assert (float(points), points.max_points) == (4.5, 5.0)


def test_points_say_nothing_below_the_card_that_says_them():
    assert re.sub("<style>.*</style>|<[^>]*>", "", Points(4.5, 5)._repr_html_()) == ""
