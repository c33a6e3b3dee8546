"""Colours in another order: right numbers keep a share, and the check says so."""

import numpy as np
import pytest

from nnlib.exercises import NOTEBOOKS, evaluate

SAID = [
    "All numbers right, order pixel by pixel; this course goes colour by colour.",
    "It keeps 70 % of the points.",
]


def changing(images):
    """Go pixel by pixel, and write into the argument."""
    columns = images.reshape(len(images), -1).T / 255
    images[:] = 0
    return columns


@pytest.mark.parametrize(
    ("id", "function", "points"),
    [
        (
            "02/flatten_images",
            lambda images: images.reshape(len(images), -1).T / 255,
            7,
        ),
        ("02/flatten_images", changing, 6.3),
    ],
    ids=["several", "argument-changed"],
)
def test_right_numbers_in_the_order_of_pixels_keep_most_points(id, function, points):
    verdict = evaluate(id, function)
    assert (verdict.status, verdict.diagnosis) == ("partial", "pixel_by_pixel")
    assert verdict.points == points
    assert [line for line in verdict.lines() if line in SAID] == SAID


@pytest.mark.parametrize(
    "function",
    [
        lambda images: images.reshape(len(images), -1).T / 256,
        lambda images: images.reshape(len(images), -1) / 255,
        lambda images: np.sort(images.reshape(len(images), -1), axis=1).T / 255,
    ],
    ids=["other-numbers", "other-shape", "other-order"],
)
def test_anything_else_keeps_nothing(function):
    assert evaluate("02/flatten_images", function).points == 0


def test_no_other_mistake_keeps_points():
    keeping = [
        (exercise.id, one.id, one.worth)
        for exercises in NOTEBOOKS.values()
        for exercise in exercises
        for one in exercise.variants
        if one.worth
    ]
    assert keeping == [
        ("02/sigmoid", "overflow", 0.5),
        ("02/sigmoid", "decided_once", 0.5),
        ("02/flatten_images", "pixel_by_pixel", 0.7),
    ]
