"""Several classes: worked numbers, laws of softmax, slopes, bad input, real digits."""

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from nnlib.activations import sigmoid
from nnlib.datasets import digits, seven_segments, split
from nnlib.deep import model_forward
from nnlib.gradient_check import gradient_check
from nnlib.initializers import count_parameters, initialize_parameters_deep
from nnlib.losses import cross_entropy
from nnlib.multiclass import (
    one_hot,
    output_gradient,
    predict_class,
    softmax,
    softmax_backward,
    softmax_forward,
    train_digits,
)
from nnlib.shapes import ShapeError
from tests.cases import every_case

OPTIONS = {"learning_rate": 0.5, "num_iterations": 3}


def column(*numbers):
    """Make a column of numbers."""
    return np.array([numbers], dtype=float).T


def network(rng, *layer_dims):
    """Draw a network whose biases are not 0."""
    parameters = initialize_parameters_deep(layer_dims, rng)
    return {
        name: value + (name[0] == "b") * rng.uniform(0.1, 0.5, value.shape)
        for name, value in parameters.items()
    }


def train(X, Y, layer_dims, seed=0, **options):
    """Train with a generator of a given seed."""
    rng = np.random.default_rng(seed)
    return train_digits(X, Y, layer_dims, **{**OPTIONS, **options}, rng=rng)


def share_right(X, labels, parameters):
    """Give the share of examples whose largest output is the right one."""
    return np.mean(predict_class(softmax_forward(X, parameters)[0]) == labels)


# ---- labels


@every_case(
    "labels",
    [[2, 0, 1, 2], (2, 0, 1, 2), np.array([2, 0, 1, 2]), np.array([[2, 0, 1, 2]])],
    ids=["list", "tuple", "flat", "row"],
)
def test_one_hot_has_one_1_in_the_row_of_the_class(labels):
    expected = [[0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 1], [0, 0, 0, 0]]
    Y = one_hot(labels, 4)
    np.testing.assert_array_equal(Y, expected)
    assert Y.dtype == np.float64


def test_predict_class_undoes_one_hot(rng):
    labels = rng.integers(0, 7, 50)
    np.testing.assert_array_equal(predict_class(one_hot(labels, 7)), labels)


# ---- softmax


@every_case(
    ("scores", "shares"),
    [
        ((3, 1, -3), (0.87887824, 0.11894324, 0.00217852)),
        ((1.3, 0), (0.78583498, 0.21416502)),
        ((5, 5, 5, 5), (0.25, 0.25, 0.25, 0.25)),
        ((7,), (1,)),
    ],
    ids=["the lecture's", "two classes", "equal", "one class"],
)
def test_softmax_of_known_scores(scores, shares):
    np.testing.assert_allclose(softmax(column(*scores)), column(*shares), atol=5e-9)


def test_softmax_of_a_score_and_0_is_the_sigmoid(rng):
    z = rng.normal(0, 3, 20)
    shares = softmax(np.vstack([z, np.zeros(20)]))
    np.testing.assert_allclose(shares[0], sigmoid(z), rtol=1e-13)


def test_columns_of_softmax_sum_to_1_and_keep_their_order(rng):
    Z = rng.normal(0, 3, (6, 40))
    A = softmax(Z)
    np.testing.assert_allclose(A.sum(axis=0), 1, rtol=1e-14)
    np.testing.assert_array_equal(np.argsort(A, axis=0), np.argsort(Z, axis=0))


def test_a_number_added_to_a_column_changes_nothing(rng):
    Z = rng.normal(0, 3, (4, 5))
    np.testing.assert_allclose(softmax(Z + rng.normal(0, 9, (1, 5))), softmax(Z))


@pytest.mark.parametrize("size", [1e3, 1e300])
def test_huge_scores_neither_overflow_nor_give_nan(size):
    Z = np.array([[size, -size, 0.0], [0.0, -size, -size]])
    np.testing.assert_array_equal(softmax(Z), [[1, 0.5, 1], [0, 0.5, 0]])


def test_softmax_leaves_its_argument_alone():
    Z = column(3, 1)
    softmax(Z)
    np.testing.assert_array_equal(Z, column(3, 1))


# ---- slopes


def test_output_gradient_is_the_slope_of_cross_entropy_behind_softmax(rng):
    Z, Y = rng.normal(0, 2, (4, 6)), one_hot(rng.integers(0, 4, 6), 4)
    grads = {"dZ": output_gradient(softmax(Z), Y) / 6}
    apart = gradient_check(lambda p: cross_entropy(softmax(p["Z"]), Y), {"Z": Z}, grads)
    assert apart < 1e-9


def test_columns_of_the_output_gradient_sum_to_0(rng):
    A, Y = softmax(rng.normal(0, 2, (5, 8))), one_hot(rng.integers(0, 5, 8), 5)
    np.testing.assert_allclose(output_gradient(A, Y).sum(axis=0), 0, atol=1e-15)


@pytest.mark.parametrize(
    "layer_dims", [(4, 3), (3, 5, 2), (4, 6, 5, 3), (3, 3, 3, 3)], ids=str
)
def test_gradients_are_the_slopes_of_the_cost(rng, layer_dims):
    X, parameters = rng.normal(0, 1, (layer_dims[0], 7)), network(rng, *layer_dims)
    Y = one_hot(rng.integers(0, layer_dims[-1], 7), layer_dims[-1])
    grads = softmax_backward(*_output(X, parameters, Y))
    apart = gradient_check(
        lambda p: cross_entropy(softmax_forward(X, p)[0], Y), parameters, grads
    )
    assert apart < 1e-8


def _output(X, parameters, Y):
    """Give what the way back needs."""
    A, caches = softmax_forward(X, parameters)
    return A, Y, caches


def test_doubling_the_examples_leaves_the_gradient_of_the_mean(rng):
    X, parameters = rng.normal(0, 1, (3, 5)), network(rng, 3, 4, 2)
    Y = one_hot(rng.integers(0, 2, 5), 2)
    once = softmax_backward(*_output(X, parameters, Y))
    twice = softmax_backward(*_output(np.tile(X, 2), parameters, np.tile(Y, (1, 2))))
    for name, slope in once.items():
        np.testing.assert_allclose(twice[name], slope, atol=1e-15)


# ---- the network


def test_two_classes_are_the_network_with_a_sigmoid(rng):
    X, parameters = rng.normal(0, 1, (3, 6)), network(rng, 3, 4, 1)
    both = {**parameters}
    both["W2"] = np.vstack([parameters["W2"], np.zeros((1, 4))])
    both["b2"] = np.vstack([parameters["b2"], [[0.0]]])
    np.testing.assert_allclose(
        softmax_forward(X, both)[0][:1], model_forward(X, parameters)[0], rtol=1e-12
    )


def test_a_cache_holds_what_its_layer_received(rng):
    X, parameters = rng.normal(0, 1, (3, 6)), network(rng, 3, 4, 2)
    A, caches = softmax_forward(X, parameters)
    (A_0, W1, b1), Z1 = caches[0]
    (A_1, W2, b2), Z2 = caches[1]
    np.testing.assert_array_equal(A_0, X)
    np.testing.assert_array_equal(W1 @ A_0 + b1, Z1)
    np.testing.assert_array_equal(A_1, np.maximum(0, Z1))
    np.testing.assert_array_equal(W2 @ A_1 + b2, Z2)
    np.testing.assert_array_equal(A, softmax(Z2))


def test_256_pixels_to_10_digits_are_2570_numbers():
    assert count_parameters([256, 10]) == 2570


# ---- training


def test_training_takes_the_steps_of_an_independent_library(rng):
    X, labels = rng.normal(0, 1, (6, 30)), np.arange(30) % 4
    Y = one_hot(labels, 4)
    start, _ = train(X, Y, [6, 5, 4], num_iterations=0)
    parameters, costs = train(X, Y, [6, 5, 4], num_iterations=20)
    theirs = MLPClassifier(
        5, solver="sgd", momentum=0, alpha=0, batch_size=30, learning_rate_init=0.5
    )
    theirs.partial_fit(X.T, labels, classes=range(4))
    theirs.coefs_ = [start["W1"].T.copy(), start["W2"].T.copy()]
    theirs.intercepts_ = [start["b1"].ravel().copy(), start["b2"].ravel().copy()]
    losses = [theirs.partial_fit(X.T, labels).loss_ for _ in range(20)]
    np.testing.assert_allclose(costs, losses, rtol=1e-12)
    np.testing.assert_allclose(parameters["W1"], theirs.coefs_[0].T, rtol=1e-10)
    np.testing.assert_allclose(parameters["b2"].ravel(), theirs.intercepts_[1])


def test_no_iteration_gives_the_start():
    parameters, costs = train(np.ones((3, 4)), np.eye(4), [3, 4], num_iterations=0)
    expected = initialize_parameters_deep([3, 4], np.random.default_rng(0))
    np.testing.assert_array_equal(parameters["W1"], expected["W1"])
    assert costs == []


def test_same_generator_gives_the_same_training_another_one_another(rng):
    X, Y = rng.normal(0, 1, (3, 8)), one_hot(np.arange(8) % 2, 2)
    first, again, other = (train(X, Y, [3, 4, 2], seed=s)[1] for s in (1, 1, 2))
    assert first == again != other


def test_sum_with_rate_over_m_is_the_mean_with_the_rate(rng):
    X, Y = rng.normal(0, 1, (3, 8)), one_hot(np.arange(8) % 2, 2)
    start, _ = train(X, Y, [3, 2], num_iterations=0)
    stepped, _ = train(X, Y, [3, 2], num_iterations=1)
    of_sum = 8 * softmax_backward(*_output(X, start, Y))["dW1"]
    by_hand = start["W1"] - 0.5 / 8 * of_sum
    np.testing.assert_allclose(stepped["W1"], by_hand, rtol=1e-13)


def test_display_digits_are_learnt_and_partly_by_heart():
    X, labels = seven_segments(1000, rng=np.random.default_rng(1))
    unseen, truth = seven_segments(1000, rng=np.random.default_rng(2))
    parameters, _ = train(X, one_hot(labels, 10), [256, 10], num_iterations=150)
    assert share_right(X, labels, parameters) > 0.95
    assert 0.7 < share_right(unseen, truth, parameters) < 0.85


def test_handwritten_digits_are_read_far_better_than_by_a_guess():
    ink, classes = digits()
    (X, labels), (unseen, truth) = split(
        ink / 16, classes, rng=np.random.default_rng(2), test_share=0.3
    )
    parameters, costs = train(X, one_hot(labels, 10), [64, 32, 10], num_iterations=300)
    assert costs[0] == pytest.approx(np.log(10), rel=0.1)
    assert share_right(unseen, truth, parameters) > 0.95


# ---- bad input

A, Y = np.array([[0.7, 0.2], [0.3, 0.8]]), np.eye(2)
X = np.array([[1.0, -1.0], [0.5, 2.0], [0.0, 1.0]])
P = {"W1": np.ones((2, 3)), "b1": np.zeros((2, 1))}
TWO_ONES, NO_ONE = np.array([[1, 1], [0, 1]]), np.array([[1, 0], [0, 0]])
NAN_X = np.where(X == 2, np.nan, X)
RNG = np.random.default_rng(0)

BAD = {
    "label too large": (one_hot, ([0, 3], 3), ValueError, "labels holds 3, expected 0"),
    "label below 0": (one_hot, ([0, -1], 3), ValueError, "labels holds -1"),
    "half label": (one_hot, ([0.5], 3), ValueError, "labels holds 0.5"),
    "column of labels": (one_hot, (column(0, 1), 2), ShapeError, "labels has shape"),
    "K text": (one_hot, ([0], "3"), TypeError, "K is '3' of type str"),
    "K 0": (one_hot, ([0], 0), ValueError, "K is 0, expected 1"),
    "flat scores": (softmax, (np.ones(3),), ShapeError, "Z has shape"),
    "words": (softmax, (np.array([["a"]]),), TypeError, "Z holds 'a'"),
    "no scores": (softmax, (None,), ShapeError, "Z is None"),
    "labels for one-hot": (output_gradient, (A, np.array([[0, 1]])), ShapeError, "Y h"),
    "two ones": (output_gradient, (A, TWO_ONES), ValueError, "Y has 2 ones in column"),
    "no one": (output_gradient, (A, NO_ONE), ValueError, "Y has 0 ones in column 1"),
    "no bias": (softmax_forward, (X, {"W1": P["W1"]}), ValueError, "has no b1"),
    "no parameters": (softmax_forward, (X, None), TypeError, "parameters is of type N"),
    "rows for columns": (softmax_forward, (X.T, P), ShapeError, "W has shape"),
    "flat outputs": (predict_class, (np.ones(3),), ShapeError, "A has shape"),
    "objects": (predict_class, (A.astype(object),), TypeError, "A holds 0.7"),
}


@every_case("case", BAD.values(), ids=BAD)
def test_bad_arguments_are_refused_by_name(case):
    function, arguments, error, message = case
    with pytest.raises(error, match=message):
        function(*arguments)


TRAINING = {
    "labels": ({"Y": np.array([[0, 1]])}, ShapeError, "Y has shape"),
    "two ones": ({"Y": TWO_ONES}, ValueError, "Y has 2 ones"),
    "data nan": ({"X": NAN_X}, ValueError, r"X holds nan at \[1, 1\]"),
    "other width": ({"layer_dims": [4, 2]}, ShapeError, "X has shape"),
    "other classes": ({"layer_dims": [3, 5]}, ShapeError, "Y has shape"),
    "one layer only": ({"layer_dims": [3]}, ValueError, "layer_dims is"),
    "rate < 0": ({"learning_rate": -1}, ValueError, "learning_rate is -1"),
    "rate nan": ({"learning_rate": np.nan}, ValueError, "learning_rate is nan"),
    "half a step": ({"num_iterations": 0.5}, TypeError, "num_iterations is 0.5"),
    "seed": ({"rng": 7}, TypeError, "rng is 7 of type int.*\n.*default_rng"),
}


@every_case("case", TRAINING.values(), ids=TRAINING)
@every_case("num_iterations", [0, 2])
def test_training_refuses_at_its_door(case, num_iterations):
    changed, error, message = case
    arguments = {"X": X, "Y": Y, "layer_dims": [3, 2], **OPTIONS, "rng": RNG}
    arguments |= {"num_iterations": num_iterations, **changed}
    with pytest.raises(error, match=message):
        train_digits(**arguments)
