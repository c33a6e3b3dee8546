"""Pictures about one neuron: their words are computed, odd input is refused by name."""

import re

import numpy as np
import pytest

from nnlib.plotting import curves
from nnlib.plotting.exhibits import descent_path, neuron_graph, outcomes
from nnlib.shapes import ShapeError

W, x = np.array([[0.3], [-0.2]]), np.array([[1.5], [-2.0]])
SLOPES = {"da": -1.4, "dz": -0.28, "db": -0.28, "dw": -0.4 * x, "dx": -0.28 * W}


def test_curves_names_each_function_and_both_ends():
    picture = curves({"up": lambda z: z, "down": lambda z: -z}, -1, 2, names=("b", "J"))
    assert picture.alt == (
        "From b = -1 to 2: up rises from -1.00 to 2.00; down falls from 1.00 to -2.00."
    )
    assert picture.caption == "up rises; down falls."


@pytest.mark.parametrize(
    ("function", "alt", "caption"),
    [
        (abs, "falls from 1.00 to 0.00 at 0, then rises to 2.00", "falls until 0"),
        (
            lambda z: np.sin(9 * z),
            "goes up and down between -1.00 and 1.00, from -0.41 to -0.75",
            "f goes up and down.",
        ),
        (lambda z: z > 0.5, "jumps from 0.00 to 1.00 between 0.5 and", "f jumps."),
        (lambda z: 3, "stays at 3.00", "f stays the same."),
        (lambda z: 1e-9 * z * z + z, "rises from -1.00 to 2.00", "f rises."),
    ],
)
def test_curves_say_where_they_turn_or_jump(function, alt, caption):
    picture = curves({"f": function}, -1, 2)
    assert f"f {alt}" in picture.alt and caption in picture.caption


def test_curves_calls_functions_with_plain_numbers():
    kinds = set()

    def step(z):
        kinds.add(type(z))
        return 1 if z > 0 else 0

    curves({"step": step}, -1, 1)
    assert kinds == {float}


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        ({}, "functions holds 0, expected 1 to 4"),
        (dict.fromkeys("abcde", abs), "functions holds 5, expected 1 to 4"),
        ({"f": lambda z: None}, "f returned None, expected a number"),
        ({"f": lambda z: np.ones(2)}, "f returned shape (2,), expected a number"),
    ],
    ids=["none", "five", "no value", "array"],
)
def test_functions_that_cannot_be_drawn_are_refused(functions, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        curves(functions, -1, 1)


def test_empty_graph_has_no_numbers():
    assert not re.search(r"\d\.\d", neuron_graph().alt)


def test_graph_says_all_values_and_all_derivatives():
    alt = neuron_graph(W, 0.1, x, a=0.72, loss=0.33, slopes=SLOPES).alt
    for value in ("z = 0.950", "a = 0.720", "L = 0.330", "b = 0.100", "x2 = -2.000"):
        assert value in alt
    for slope in ("da = -1.400", "dz = -0.280", "dw1 = -0.600", "dx2 = 0.056"):
        assert slope in alt


@pytest.mark.parametrize(
    ("arguments", "numbers", "caption"),
    [
        ((), {}, "Values run from left to right."),
        ((W, 0.1, x), {}, "Values run from left to right and end in z = 0.950."),
        (
            (W, 0.1, x),
            {"a": 0.72, "loss": 0.33},
            "Values run from left to right and end in L = 0.330.",
        ),
        (
            (W, 0.1, x),
            {"slopes": SLOPES},
            "Values run to the right, derivatives of the loss come back to the left.",
        ),
    ],
    ids=["letters", "score", "loss", "derivatives"],
)
def test_caption_of_the_graph_is_one_finding(arguments, numbers, caption):
    assert neuron_graph(*arguments, **numbers).caption == caption


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((W, 0.1, x), {"slopes": {**SLOPES, "dw": W[:, 0]}}, "dw has shape (2,)"),
    ],
    ids=["flat derivative"],
)
def test_graph_of_another_shape_is_refused(arguments, options, message):
    with pytest.raises(ShapeError, match=re.escape(message)):
        neuron_graph(*arguments, **options)


def test_descent_path_says_where_it_ends_and_where_the_lowest_point_is():
    path = [1.4, 1.1, 1.0]
    picture = descent_path(lambda w: (w * w - 1) ** 2 + w, path, -2, 2)
    assert picture.alt == (
        "From w = 1.40 to w = 1.00 in 2 steps, cost falls from 2.322 to 1.000. "
        "First step 0.30, last 0.10. "
        "The lowest point in the picture lies at w = -1.10."
    )


def test_descent_path_says_when_the_cost_rises():
    picture = descent_path(np.square, [0.5, 1.0], -2, 2, names=("b", "J"))
    assert "in 1 step, J rises from 0.250 to 1.000" in picture.alt


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ([], "path has shape (0,), expected one row of numbers"),
        ([[1.0]], "path has shape (1, 1), expected one row of numbers"),
        ([1.0, np.nan], "path holds nan or inf, expected finite numbers"),
    ],
    ids=["empty", "table", "nan"],
)
def test_path_that_is_no_row_of_numbers_is_refused(path, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        descent_path(np.square, path, -1, 1)


def test_outcomes_counts_all_four_and_compares_with_the_majority():
    P, Y = np.array([[1, 1, 0, 0, 0, 1]]), np.array([[1, 0, 1, 1, 0, 1]])
    assert outcomes(P, Y, labels=("well", "ill")).alt == (
        "Right: 3 of 6 (50.0%). Always saying ill is right 4 times (66.7%). "
        "Of 4 ill, 2 are missed; of 2 well, 1 raises a false alarm."
    )


@pytest.mark.parametrize(
    ("P", "message"),
    [
        (np.array([[0.2, 0.9]]), "P holds 0.2 at"),
        (np.array([1, 0]), "P has shape (2,)"),
        (np.array([[1, 0, 1]]), "Y has shape (1, 2)"),
    ],
    ids=["probabilities", "flat", "too many"],
)
def test_decisions_that_cannot_be_counted_are_refused(P, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        outcomes(P, np.array([[1, 0]]))
