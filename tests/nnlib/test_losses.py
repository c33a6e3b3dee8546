"""Costs: table values, their ends, no nan for any probability, bad input."""

import math

import numpy as np
import pytest

from nnlib.losses import compute_cost, cross_entropy, euclidean_cost
from nnlib.shapes import ShapeError
from tests.cases import every_case


def row(*values):
    """Make a row of numbers."""
    return np.array([values])


@every_case(
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


@every_case("y", [0, 1])
def test_right_and_certain_costs_exactly_nothing(y):
    cost = compute_cost(row(float(y)), row(y))
    assert cost == 0.0
    assert math.copysign(1, cost) == 1


@every_case("y", [0, 1])
def test_wrong_and_certain_costs_much_but_stays_finite(y):
    assert compute_cost(row(1.0 - y), row(y)) == pytest.approx(708.396, abs=1e-3)


def test_a_subnormal_probability_costs_no_more_than_zero():
    assert compute_cost(row(5e-324), row(1)) == compute_cost(row(0.0), row(1))


@every_case("dtype", [bool, np.uint8, np.int64, np.float32, np.float64])
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


@every_case(
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


# ---- several classes

# Two predictions of three classes, one good and one poor.
A = np.array([[0.7, 0.3], [0.2, 0.2], [0.1, 0.5]])
Y = np.array([[1, 0], [0, 1], [0, 0]])


def test_cross_entropy_is_the_mean_of_minus_log_of_what_the_truth_got():
    expected = -(math.log(0.7) + math.log(0.2)) / 2
    assert cross_entropy(A, Y) == pytest.approx(expected, rel=1e-14)


def test_euclidean_cost_is_the_mean_of_half_the_squared_distance():
    first, second = (0.09 + 0.04 + 0.01) / 2, (0.09 + 0.64 + 0.25) / 2
    assert euclidean_cost(A, Y) == pytest.approx((first + second) / 2, rel=1e-14)


def test_cross_entropy_of_two_classes_is_the_log_loss(rng):
    P, labels = rng.uniform(0.01, 0.99, (1, 9)), rng.integers(0, 2, (1, 9))
    both = np.vstack([P, 1 - P]), np.vstack([labels, 1 - labels])
    assert cross_entropy(*both) == pytest.approx(compute_cost(P, labels), rel=1e-13)


@every_case("K", [2, 10, 1000])
def test_a_guess_among_classes_costs_the_log_of_their_number(K):
    guess, labels = np.full((K, 3), 1 / K), np.eye(K)[:, [0, 1, 0]]
    assert cross_entropy(guess, labels) == pytest.approx(math.log(K), rel=1e-13)


def test_right_and_certain_costs_nothing_however_many_classes():
    for cost in (
        cross_entropy(np.eye(4), np.eye(4)),
        euclidean_cost(np.eye(4), np.eye(4)),
    ):
        assert cost == 0.0
        assert math.copysign(1, cost) == 1


def test_wrong_and_certain_costs_much_by_entropy_and_little_by_distance():
    wrong = np.eye(3)[:, [1, 2, 0]]
    assert cross_entropy(wrong, np.eye(3)) == pytest.approx(708.396, abs=1e-3)
    assert euclidean_cost(wrong, np.eye(3)) == 1.0


@every_case("cost", [cross_entropy, euclidean_cost])
@every_case("dtype", [bool, np.uint8, np.int64, np.float32])
def test_costs_of_classes_take_labels_of_any_number_type(cost, dtype):
    assert cost(A, Y.astype(dtype)) == pytest.approx(cost(A, Y), rel=1e-12)


@pytest.mark.parametrize("cost", [cross_entropy, euclidean_cost])
def test_costs_of_classes_do_not_depend_on_the_order_of_examples_or_classes(cost, rng):
    labels = np.eye(4)[:, rng.integers(0, 4, 6)]
    P = rng.dirichlet(np.ones(4), 6).T
    examples, classes = rng.permutation(6), rng.permutation(4)
    shuffled = cost(P[classes][:, examples], labels[classes][:, examples])
    assert shuffled == pytest.approx(cost(P, labels), rel=1e-13)


def test_cost_of_several_outputs_adds_up_their_log_losses():
    P, labels = np.array([[0.9, 0.5], [0.2, 0.4]]), np.array([[1, 0], [0, 1]])
    expected = sum(compute_cost(P[[k]], labels[[k]]) for k in (0, 1))
    assert compute_cost(P, labels) == pytest.approx(expected, rel=1e-14)


BAD_COSTS = {
    "scores": (cross_entropy, 10 * A, Y, ValueError, r"A holds 7.0 at \[0, 0\]"),
    "exchanged": (cross_entropy, Y, A, ValueError, "Y holds 0.7 at"),
    "two ones": (cross_entropy, A, np.ones((3, 2)), ValueError, "Y has 3 ones in col"),
    "no one": (cross_entropy, A, 0 * Y, ValueError, "Y has 0 ones in column 0"),
    "class numbers": (cross_entropy, A, np.array([0, 1]), ShapeError, "Y has shape"),
    "turned": (cross_entropy, A, Y.T, ShapeError, "Y has shape .*\n.*Y.T fits"),
    "words": (euclidean_cost, A.astype(str), Y, TypeError, "A holds '0.7'"),
    "a row of labels": (euclidean_cost, A, Y[:1], ShapeError, "Y has shape"),
    "nothing": (euclidean_cost, None, Y, ShapeError, "A is None"),
}


@every_case("case", BAD_COSTS.values(), ids=BAD_COSTS)
def test_costs_of_classes_refuse_bad_arguments_by_name(case):
    cost, outputs, labels, error, message = case
    with pytest.raises(error, match=message):
        cost(outputs, labels)
