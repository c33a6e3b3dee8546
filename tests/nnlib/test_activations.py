"""The sigmoid: table values, its two ends, every shape, and no warning anywhere."""

import numpy as np
import pytest

from nnlib.activations import sigmoid


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("z", "a"),
    [(1000, 1.0), (-1000, 0.0), (np.inf, 1.0), (-np.inf, 0.0), (37.0, 1.0)],
)
def test_sigmoid_reaches_its_ends_without_overflow(z, a):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert sigmoid(z) == a


def test_sigmoid_keeps_relative_accuracy_far_below_zero():
    z = np.array([-50.0, -200.0, -700.0])
    np.testing.assert_allclose(sigmoid(z), np.exp(z), rtol=1e-14)


@pytest.mark.parametrize("shape", [(), (1,), (4,), (1, 5), (3, 2), (2, 3, 4), (0, 3)])
def test_sigmoid_keeps_the_shape(shape, rng):
    a = sigmoid(rng.normal(size=shape))
    assert (a.shape, a.dtype) == (shape, np.float64)


@pytest.mark.parametrize(
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
