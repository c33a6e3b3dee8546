"""Pictures of trainings: one word each for how it goes, computed from the costs."""

import re

import numpy as np
import pytest

from nnlib.plotting import cost_panels, course, training
from nnlib.shapes import ShapeError

X = np.array([[-2.0, -1.0, 1.0, 2.0], [0.0, 1.0, 0.5, -1.0]])
Y = np.array([[0, 0, 1, 1]])

COURSES = {
    "falling": [0.7, 0.5, 0.4, 0.35],
    "falling to the floor": [0.7, 0.3, 0.2, 0.2, 0.2],
    "falling with one small rise": [*np.linspace(0.7, 0.3, 30), 0.31],
    "stalled": [0.7, 0.699, 0.698],
    "stalled flat": [0.5, 0.5, 0.5],
    "stalled at the cost of a coin toss": [float(np.log(2))] * 1500,
    "oscillating": [0.7, 0.3, 0.5, 0.3, 0.5, 0.3],
    "oscillating, and low": [0.7, 0.2, 0.3, 0.1],
    "diverged": [0.7, 1.0, 4.0],
    "diverged after falling": [0.7, 0.3, 0.2, 9.0],
    "diverged to nan": [0.7, 0.5, np.nan],
    "diverged to infinity": [0.7, np.inf, 0.1],
}


@pytest.mark.parametrize("name", COURSES)
def test_course_of_a_training_is_one_of_four_words(name):
    assert course(COURSES[name]) == re.match(r"\w+", name)[0]


def test_rounding_noise_on_the_floor_is_no_oscillation():
    floor = 0.2 + 1e-16 * np.resize([1, -1], 100)
    assert course([0.7, 0.4, *floor]) == "falling"


@pytest.mark.parametrize("costs", [[], [0.7], [[0.7, 0.6]]], ids=["none", "one", "2d"])
def test_course_refuses_what_is_no_row_of_costs(costs):
    with pytest.raises(ValueError, match="costs has shape"):
        course(costs)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_panels_say_how_each_training_goes(count):
    runs = dict(list(COURSES.items())[:count])
    sentences = cost_panels(runs).alt.split(". ")
    assert len(sentences) == count
    for name, sentence in zip(runs, sentences, strict=True):
        assert sentence.startswith(f"{name}: {course(runs[name])}, from ")


def test_caption_of_the_panels_groups_the_trainings_by_their_course():
    runs = {name: COURSES[name] for name in ("diverged", "falling", "stalled")}
    runs["falling too"] = COURSES["falling"]
    assert cost_panels(runs).caption == (
        "Diverged: diverged. Falling: falling; falling too. Stalled: stalled."
    )


@pytest.mark.parametrize("name", COURSES)
def test_every_course_can_be_drawn(name):
    assert cost_panels({"run": COURSES[name]}).png.startswith(b"\x89PNG")


def test_panels_without_a_training_are_refused():
    with pytest.raises(ValueError, match="runs is empty"):
        cost_panels({})


def test_training_says_what_the_costs_do():
    picture = training([0.7, 0.4, 0.3], lambda points: 0.5 + points[:1] / 100, X, Y)
    assert picture.alt == "In 3 iterations: falling, from 0.700 to 0.300."


def test_training_that_left_the_floats_is_drawn_as_well():
    picture = training([0.7, np.nan], lambda points: points[:1] * np.nan, X, Y)
    assert picture.alt == "In 2 iterations: diverged, from 0.700 to nan."


SLIPS = {
    "flat labels": ({"Y": Y[0]}, ShapeError, "Y has shape"),
    "three features": ({"X": np.ones((3, 4))}, ShapeError, "X has shape"),
    "one label": ({"labels": ("cat",)}, ValueError, "labels is .* expected two"),
    "flat model": ({"probability": lambda p: p[0]}, ShapeError, "probability.grid."),
    "one cost": ({"costs": [0.7]}, ValueError, "costs has shape"),
}


@pytest.mark.parametrize("case", SLIPS.values(), ids=SLIPS)
def test_training_refuses_by_name(case):
    changed, error, message = case
    labels = changed.pop("labels", ("no", "yes"))
    arguments = {"costs": [0.7, 0.6], "probability": lambda p: p[:1], "X": X, "Y": Y}
    with pytest.raises(error, match=message):
        training(**{**arguments, **changed}, labels=labels)
