"""The curves and their slopes: table values, ends, every shape, and no warning."""

import numpy as np
import pytest

from nnlib.activations import activation, activation_slope, sigmoid
from tests.cases import every_case


@every_case(
    ("z", "a"),
    [
        (-2.0, 0.11920292),
        (-0.5, 0.37754067),
        (0.0, 0.5),
        (0.5, 0.62245933),
        (2.0, 0.88079708),
    ],
)
def test_sigmoid_has_the_values_of_the_table(z, a):
    assert sigmoid(z) == pytest.approx(a, abs=5e-9)


@every_case(
    ("z", "a"),
    [(1000, 1.0), (-1000, 0.0), (np.inf, 1.0), (-np.inf, 0.0), (37.0, 1.0)],
)
def test_sigmoid_reaches_its_ends_without_overflow(z, a):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert sigmoid(z) == a


def test_sigmoid_keeps_relative_accuracy_far_below_zero():
    z = np.array([-50.0, -200.0, -700.0])
    np.testing.assert_allclose(sigmoid(z), np.exp(z), rtol=1e-14)


@every_case("shape", [(), (1,), (4,), (1, 5), (3, 2), (2, 3, 4), (0, 3)])
def test_sigmoid_keeps_the_shape(shape, rng):
    a = sigmoid(rng.normal(size=shape))
    assert (a.shape, a.dtype) == (shape, np.float64)


@every_case(
    "z",
    [1, 1.0, np.int8(1), np.uint8(1), np.float32(1), np.array(1), True],
    ids=lambda z: type(z).__name__,
)
def test_sigmoid_of_any_number_is_one_float64(z):
    a = sigmoid(z)
    assert isinstance(a, np.float64)
    assert a == pytest.approx(0.7310585786300049, rel=1e-15)


def test_sigmoid_of_opposites_adds_up_to_one(rng):
    z = rng.normal(scale=10, size=(3, 50))
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1.0, rtol=1e-15)


def test_sigmoid_leaves_its_input_alone(rng):
    z = rng.normal(size=(2, 3))
    before = z.copy()
    sigmoid(z)
    np.testing.assert_array_equal(z, before)


def test_sigmoid_of_nan_is_nan():
    assert np.isnan(sigmoid(np.nan))


def test_sigmoid_is_exactly_1_only_by_rounding_and_from_about_36_74_on():
    assert sigmoid(np.float64(36.7)) < 1.0
    assert sigmoid(np.float64(36.75)) == 1.0


def test_slope_of_sigmoid_is_a_times_1_minus_a():
    Z = np.array([-2.0, -0.5, 0.0, 0.5, 2.0])
    A = sigmoid(Z)
    slopes = [0.10499359, 0.23500371, 0.25, 0.23500371, 0.10499359]
    assert A * (1 - A) == pytest.approx(slopes, abs=5e-9)
    nudged = (sigmoid(Z + 1e-5) - sigmoid(Z - 1e-5)) / 2e-5
    assert nudged == pytest.approx(slopes, abs=1e-7)


# ---- all curves by name

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "step")
PLACES = (-2.0, -0.5, 0.0, 0.5, 2.0)
VALUES = {
    "sigmoid": (0.11920292, 0.37754067, 0.5, 0.62245933, 0.88079708),
    "tanh": (-0.96402758, -0.46211716, 0.0, 0.46211716, 0.96402758),
    "relu": (0.0, 0.0, 0.0, 0.5, 2.0),
    "leaky_relu": (-0.02, -0.005, 0.0, 0.5, 2.0),
    "step": (0.0, 0.0, 0.0, 1.0, 1.0),
}
SLOPES = {
    "sigmoid": (0.10499359, 0.23500371, 0.25, 0.23500371, 0.10499359),
    "tanh": (0.07065082, 0.78644773, 1.0, 0.78644773, 0.07065082),
    "relu": (0.0, 0.0, 0.0, 1.0, 1.0),
    "leaky_relu": (0.01, 0.01, 0.01, 1.0, 1.0),
    "step": (0.0, 0.0, 0.0, 0.0, 0.0),
}
BOTH = pytest.mark.parametrize("curve", [activation, activation_slope])


@every_case("name", NAMES)
def test_curve_and_slope_have_the_values_of_the_table(name):
    Z = np.array([PLACES])
    assert activation(name, Z)[0] == pytest.approx(VALUES[name], abs=5e-9)
    assert activation_slope(name, Z)[0] == pytest.approx(SLOPES[name], abs=5e-9)


@every_case("name", NAMES)
def test_slope_is_what_nudges_show(name, rng):
    # Away from 0, where three of the curves have a bend or a jump.
    Z = rng.uniform(0.1, 4, (3, 20)) * rng.choice([-1, 1], (3, 20))
    eps = 1e-5
    shown = (activation(name, Z + eps) - activation(name, Z - eps)) / (2 * eps)
    np.testing.assert_allclose(activation_slope(name, Z), shown, rtol=0, atol=1e-9)


def test_tanh_is_a_stretched_sigmoid(rng):
    Z = rng.normal(scale=3, size=(2, 30))
    expected = 2 * sigmoid(2 * Z) - 1
    np.testing.assert_allclose(activation("tanh", Z), expected, rtol=0, atol=1e-15)


@every_case("name", NAMES)
@BOTH
def test_far_out_nothing_overflows(curve, name):
    with np.errstate(all="raise", under="ignore"):
        assert np.all(np.isfinite(curve(name, np.array([-1e4, 1e4]))))


@every_case("shape", [(), (1,), (4,), (3, 2), (2, 3, 4), (0, 3)])
@every_case("name", NAMES)
@BOTH
def test_curve_keeps_the_shape_and_gives_float64(curve, name, shape, rng):
    given = rng.normal(size=shape)
    result = curve(name, given)
    assert (result.shape, result.dtype) == (shape, np.float64)


@every_case("z", [2, 2.0, np.float32(2), np.array(2)])
@every_case("name", NAMES)
@BOTH
def test_curve_of_a_number_is_a_number(curve, name, z):
    assert isinstance(curve(name, z), np.float64)


@every_case("name", NAMES)
@BOTH
def test_curve_leaves_its_input_alone(curve, name, rng):
    Z = rng.normal(size=(2, 3))
    before = Z.copy()
    result = curve(name, Z)
    np.testing.assert_array_equal(Z, before)
    assert not np.shares_memory(result, Z)


@every_case("name", ["Relu", "leaky relu", "", None, 0])
@BOTH
def test_an_unknown_name_is_refused_with_those_that_exist(curve, name):
    with pytest.raises(ValueError, match=r"name is .*, expected 'sigmoid', 'tanh'"):
        curve(name, np.zeros(2))


@every_case("Z", [None, "1", np.array(["1"]), 1j, [[1.0], [2.0, 3.0]]])
@BOTH
def test_curve_refuses_what_is_no_number(curve, Z):
    with pytest.raises(TypeError, match=r"^Z "):
        curve("relu", Z)
