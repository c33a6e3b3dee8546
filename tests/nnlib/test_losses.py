"""The log loss: table values, its two ends, and no nan for any probability."""

import math

import numpy as np
import pytest

from nnlib.losses import compute_cost
from nnlib.shapes import ShapeError


def row(*values):
    """Make a row of numbers."""
    return np.array([values])


@pytest.mark.parametrize(
    ("a", "loss"),
    [
        (0.9, 0.1053605157),
        (0.5, 0.6931471806),
        (0.1, 2.3025850930),
        (0.01, 4.6051701860),
    ],
)
def test_cost_of_one_example_is_its_log_loss(a, loss):
    assert compute_cost(row(a), row(1)) == pytest.approx(loss, rel=1e-9)
    assert compute_cost(row(1 - a), row(0)) == pytest.approx(loss, rel=1e-9)


def test_cost_is_the_mean_over_the_examples():
    A, Y = row(0.9, 0.5, 0.1), row(1, 0, 1)
    losses = [-math.log(p) for p in (0.9, 0.5, 0.1)]
    assert compute_cost(A, Y) == pytest.approx(sum(losses) / 3, rel=1e-14)


@pytest.mark.parametrize("y", [0, 1])
def test_right_and_certain_costs_exactly_nothing(y):
    cost = compute_cost(row(float(y)), row(y))
    assert cost == 0.0
    assert math.copysign(1, cost) == 1


@pytest.mark.parametrize("y", [0, 1])
def test_wrong_and_certain_costs_much_but_stays_finite(y):
    assert compute_cost(row(1.0 - y), row(y)) == pytest.approx(708.396, abs=1e-3)


def test_a_subnormal_probability_costs_no_more_than_zero():
    assert compute_cost(row(5e-324), row(1)) == compute_cost(row(0.0), row(1))


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int64, np.float32, np.float64])
def test_labels_may_be_of_any_number_type(dtype):
    cost = compute_cost(row(0.9, 0.2), row(1, 0).astype(dtype))
    assert cost == pytest.approx(0.1642520335, rel=1e-9)
    assert isinstance(cost, float)


def test_inputs_are_left_alone():
    A, Y = row(0.0, 1.0, 0.3), row(0, 1, 1)
    copies = A.copy(), Y.copy()
    compute_cost(A, Y)
    np.testing.assert_array_equal(A, copies[0])
    np.testing.assert_array_equal(Y, copies[1])


@pytest.mark.parametrize(
    ("a_shape", "y_shape"),
    [((1, 3), (3, 1)), ((1, 3), (3,)), ((3,), (3,)), ((2, 3), (1, 3)), ((1, 0),) * 2],
)
def test_shapes_that_broadcasting_would_accept_are_refused(a_shape, y_shape):
    with pytest.raises(ShapeError):
        compute_cost(np.full(a_shape, 0.5), np.ones(y_shape))


def test_cost_of_several_outputs_is_their_sum_and_a_mean_over_the_examples():
    """The lecture's network with two outputs, at its two points."""
    A = np.array([[0.61770478, 0.51184738], [0.82912398, 0.85438390]])
    both = compute_cost(A, np.array([[1, 0], [0, 1]]))
    assert both == pytest.approx(1.5615317520, rel=1e-7)
    alone = compute_cost(A[:1], row(1, 0)) + compute_cost(A[1:], row(0, 1))
    assert both == pytest.approx(alone, rel=1e-12)
