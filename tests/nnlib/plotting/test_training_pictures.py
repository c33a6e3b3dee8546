"""Pictures of trainings: one word each for how it goes, computed from the costs."""

import re

import numpy as np
import pytest

from nnlib.plotting import cost_panels, course

COURSES = {
    "falling": [0.7, 0.5, 0.4, 0.35],
    "falling to the floor": [0.7, 0.3, 0.2, 0.2, 0.2],
    "falling with one small rise": [*np.linspace(0.7, 0.3, 30), 0.31],
    "stalled": [0.7, 0.699, 0.698],
    "stalled flat": [0.5, 0.5, 0.5],
    "stalled at the cost of a coin toss": [float(np.log(2))] * 1500,
    "oscillating": [0.7, 0.3, 0.5, 0.3, 0.5, 0.3],
    "oscillating, and low": [0.7, 0.2, 0.3, 0.1],
    "falling in spite of rises": [
        *np.linspace(0.7, 0.1, 40),
        *np.resize([0.1, 0.12], 9),
    ],
    "above its start": [0.7, 1.0, 4.0],
    "above its start after falling": [0.7, 0.3, 0.2, 9.0],
    "above its start for ever, back and forth": [0.7, *np.resize([4.0, 3.0], 60)],
    "diverged to nan": [0.7, 0.5, np.nan],
    "diverged to infinity": [0.7, np.inf, 0.1],
}


@pytest.mark.parametrize("name", COURSES)
def test_course_of_a_training_is_one_of_five_words(name):
    assert course(COURSES[name]) == re.match(r"above its start|\w+", name)[0]


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
    runs = {name: COURSES[name] for name in ("above its start", "falling", "stalled")}
    runs["falling too"] = COURSES["falling"]
    assert cost_panels(runs).caption == (
        "Above its start: above its start (up to 4.000). "
        "Falling: falling; falling too. Stalled: stalled."
    )


@pytest.mark.parametrize("name", COURSES)
def test_every_course_can_be_drawn(name):
    assert cost_panels({"run": COURSES[name]}).png.startswith(b"\x89PNG")


def test_panels_without_a_training_are_refused():
    with pytest.raises(ValueError, match="runs is empty"):
        cost_panels({})
