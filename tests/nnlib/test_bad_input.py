"""Logistic regression on arrays refuses bad input at its door, and says where it is."""

import numpy as np
import pytest

import nnlib.logistic
from nnlib.activations import sigmoid
from nnlib.logistic import (
    gradients_one_loop,
    initialize_with_zeros,
    optimize,
    predict,
    propagate,
)
from nnlib.losses import compute_cost
from nnlib.shapes import ShapeError, shapes
from tests.cases import every_case

X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
Y = np.array([[1, 0, 1]])
W, B = np.array([[0.3], [-0.2]]), 0.1
NAN_X = np.array([[1.0, 2.0, -1.0], [3.0, np.nan, -2.0]])
OBJECTS, WORDS = X.astype(object), X.astype(str)
SETTINGS = {"learning_rate": 0.1, "num_iterations": 2}


def trained(w=W, b=B, X=X, Y=Y, **settings):
    """Run gradient descent with one argument changed."""
    return optimize(w, b, X, Y, **{**SETTINGS, **settings})


TRAINING = {
    "rate nan": ({"learning_rate": np.nan}, ValueError, "learning_rate is nan, exp"),
    "rate inf": ({"learning_rate": np.inf}, ValueError, "learning_rate is inf, exp"),
    "rate < 0": (
        {"learning_rate": -0.1},
        ValueError,
        "rate is -0.1, expected 0 or more",
    ),
    "rate text": ({"learning_rate": "0.1"}, TypeError, "rate is '0.1' of type str"),
    "rate none": ({"learning_rate": None}, TypeError, "learning_rate is None"),
    "rates": ({"learning_rate": np.ones(2)}, TypeError, "learning_rate has shape"),
    "steps < 0": (
        {"num_iterations": -1},
        ValueError,
        "num_iterations is -1, expected 0",
    ),
    "half steps": ({"num_iterations": 2.5}, TypeError, "num_iterations is 2.5 of type"),
    "float steps": ({"num_iterations": 1e3}, TypeError, "num_iterations is 1000.0 of"),
    "steps text": ({"num_iterations": "9"}, TypeError, "num_iterations is '9' of type"),
    "labels -1": ({"Y": 2 * Y - 1}, ValueError, "Y holds -1 at .*\n.*makes 0 and 1"),
    "label nan": (
        {"Y": Y * np.nan},
        ValueError,
        r"Y holds nan at \[0, 0\] .and 2 more",
    ),
    "labels words": ({"Y": Y.astype(str)}, TypeError, "Y holds '1', '0' "),
    "labels flat": ({"Y": Y[0]}, ShapeError, "Y has shape"),
    "data nan": ({"X": NAN_X}, ValueError, r"X holds nan at \[1, 1\], expected finite"),
    "data objects": ({"X": OBJECTS}, TypeError, "X holds 1.0, 2.0 and the like as obj"),
    "data words": ({"X": WORDS}, TypeError, "X holds '1.0', '2.0' "),
    "no data": (
        {"X": X[:, :0], "Y": Y[:, :0]},
        ShapeError,
        "X has .*\n.*nothing in it",
    ),
    "data list": ({"X": X.tolist()}, ShapeError, "X is of type list"),
    "start nan": ({"w": W * np.nan}, ValueError, "w holds nan"),
    "bias nan": ({"b": np.nan}, ValueError, "b is nan, expected finite numbers"),
    "bias text": ({"b": "0"}, ShapeError, "b is of type str, expected a number"),
}


@every_case("case", TRAINING.values(), ids=TRAINING)
@every_case("num_iterations", [0, 2])
def test_training_refuses_at_its_door(case, num_iterations):
    arguments, error, message = case
    with pytest.raises(error, match=message):
        trained(**{"num_iterations": num_iterations, **arguments})


def test_training_refuses_before_its_first_step(monkeypatch):
    steps = []
    monkeypatch.setattr(nnlib.logistic, "propagate", lambda *_: steps.append(1))
    for arguments, error, _ in TRAINING.values():
        with pytest.raises(error):
            trained(**arguments)
    assert steps == []


@every_case(
    "settings",
    [
        {"learning_rate": 0},
        {"learning_rate": np.float32(0.5), "num_iterations": np.int64(3)},
        {"num_iterations": np.uint8(1)},
    ],
    ids=["no step", "numpy numbers", "small whole number"],
)
def test_training_accepts_every_kind_of_number(settings):
    params, _, costs = trained(**settings)
    assert np.all(np.isfinite(params["w"]))
    assert len(costs) == settings.get("num_iterations", 2)


@every_case("dtype", [bool, np.uint8, np.int64, np.float32])
def test_training_accepts_labels_of_every_number_type(dtype):
    np.testing.assert_allclose(trained(Y=Y.astype(dtype))[0]["w"], trained()[0]["w"])


def test_training_that_leaves_all_bounds_is_not_stopped():
    """A rate that is far too large is seen in the costs, not in an error."""
    costs = trained(X=1e3 * X, learning_rate=1e6, num_iterations=20)[2]
    assert len(costs) == 20


def test_data_is_looked_at_once_and_not_in_every_step(monkeypatch):
    looks = []
    real = np.isfinite
    monkeypatch.setattr(np, "isfinite", lambda *a: looks.append(1) or real(*a))
    for num_iterations in (1, 50):
        looks.clear()
        trained(num_iterations=num_iterations)
        assert len(looks) == 3  # w, b, X


STEPS = {
    "labels -1": ((W, B, X, 2 * Y - 1), ValueError, "Y holds -1 at"),
    "label 2": ((W, B, X, 2 * Y), ValueError, r"Y holds 2 at \[0, 0\] .and 1 more"),
    "data objects": ((W, B, OBJECTS, Y), TypeError, "X holds 1.0, 2.0 and the like"),
    "weights words": ((W.astype(str), B, X, Y), TypeError, "w holds '0.3'"),
    "labels words": ((W, B, X, Y.astype(str)), TypeError, "Y holds '1'"),
    "complex": ((W, B, X * 1j, Y), TypeError, "X holds .* complex128"),
    "no data": ((W, B, X[:, :0], Y[:, :0]), ShapeError, "X has .*\n.*nothing in it"),
    "bias none": ((W, None, X, Y), ShapeError, "b is None"),
}


@every_case("case", STEPS.values(), ids=STEPS)
@every_case("gradient", [propagate, gradients_one_loop])
def test_gradient_refuses_bad_arguments_by_name(gradient, case):
    arguments, error, message = case
    with pytest.raises(error, match=message):
        gradient(*arguments)


@every_case(
    ("arguments", "message"),
    [((W, B, OBJECTS), "X holds 1.0"), ((W.astype(str), B, X), "w holds '0.3'")],
    ids=["data", "weights"],
)
def test_prediction_refuses_what_is_no_number(arguments, message):
    with pytest.raises(TypeError, match=message):
        predict(*arguments)


A = np.array([[0.9, 0.2, 0.7]])
COSTS = {
    "score": (10 * A, Y, ValueError, r"A holds 9.0 at \[0, 0\] .and 2 more.*from 0 to"),
    "tanh": (-A, Y, ValueError, "A holds -0.9 at .* expected probabilities"),
    "labels -1": (A, 2 * Y - 1, ValueError, "Y holds -1 at"),
    "exchanged": (Y, A, ValueError, "Y holds 0.9 at .*\n.*Are these probabilities"),
    "objects": (A.astype(object), Y, TypeError, "A holds 0.9, 0.2 and the like"),
    "none": (None, Y, ShapeError, "A is None"),
}


@every_case("case", COSTS.values(), ids=COSTS)
def test_cost_refuses_bad_arguments_by_name(case):
    A, Y, error, message = case
    with pytest.raises(error, match=message):
        compute_cost(A, Y)


def test_cost_of_unknown_probabilities_is_unknown():
    """Training that has broken down shows nan in its costs; it is not stopped."""
    assert np.isnan(compute_cost(np.array([[np.nan, 0.5, 0.5]]), Y))


SCORES = {
    "none": (None, "Z is None, expected numbers.\nDoes the function"),
    "text": ("1.5", "Z is '1.5' of type str, expected numbers"),
    "objects": (np.array([0.5, None]), "Z holds 0.5, None and the like as objects"),
    "words": (np.array(["0.5"]), "Z holds '0.5'"),
    "complex": (1j, "Z is 1j of type complex, expected numbers"),
    "ragged": ([[1.0], [2.0, 3.0]], "Z holds rows of different lengths"),
}


@every_case("case", SCORES.values(), ids=SCORES)
def test_sigmoid_refuses_what_is_no_number(case):
    Z, message = case
    with pytest.raises(TypeError, match=message):
        sigmoid(Z)


@every_case(
    ("n_x", "error", "message"),
    [
        (0, ValueError, "n_x is 0, expected 1 or more"),
        (-2, ValueError, "n_x is -2, expected 1 or more"),
        (2.0, TypeError, "n_x is 2.0 of type float, expected a whole number"),
        ("2", TypeError, "n_x is '2' of type str, expected a whole number"),
        ((2, 1), TypeError, r"n_x is \(2, 1\) of type tuple, expected a whole number"),
        (None, TypeError, "n_x is None, expected a whole number"),
    ],
)
def test_start_refuses_what_is_no_number_of_features(n_x, error, message):
    with pytest.raises(error, match=message):
        initialize_with_zeros(n_x)


@every_case("dtype", [object, str, complex, "M8[D]"])
def test_array_of_the_right_shape_must_hold_numbers(dtype):
    with pytest.raises(TypeError, match=r"X holds .*, expected numbers"):
        shapes("X (n_x, m)", np.ones((2, 3), dtype=int).astype(dtype))


def test_wrong_shape_is_told_before_wrong_entries():
    with pytest.raises(ShapeError, match="X has shape"):
        shapes("X (n_x, m)", np.array(["a"]))
