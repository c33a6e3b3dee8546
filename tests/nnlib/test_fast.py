"""The fast trainings give what the plain ones give, and take what these refuse.

Both do the same steps in exact arithmetic and round differently, by about 1e-16 of a
number in each. Where a step brings two neighbouring runs closer together, as it does on
inputs around 0 and at moderate rates, these differences do not grow: 1e-10 of the
largest weight leaves room for some thousand steps. On raw pixels, where training
zigzags, a relu may flip and two right runs part; so no such case stands here.
"""

import tracemalloc
from itertools import pairwise

import numpy as np
import pytest

from nnlib import deep, fast, logistic, multiclass, two_layer
from nnlib.initializers import initialize_parameters_deep
from nnlib.losses import compute_cost, cross_entropy
from nnlib.shapes import ShapeError
from nnlib.values import already_checked
from tests.cases import every_case

SETTLED = 1e-10


def drawn(n_x, m, n_y=1):
    """Draw examples around 0, and labels of both kinds."""
    rng = np.random.default_rng(5)
    return rng.normal(size=(n_x, m)), np.float64(rng.random((n_y, m)) < 0.5)


def classes(n_x, m, K):
    """Draw examples around 0, and one-hot labels."""
    X, _ = drawn(n_x, m)
    return X, np.eye(K)[:, np.arange(m) % K]


def fresh():
    """Give a generator that draws the same start each time."""
    return np.random.default_rng(11)


def apart(one, other):
    """Give the largest difference of two dicts of arrays, next to the largest entry."""
    assert one.keys() == other.keys()
    return max(
        np.max(np.abs(one[name] - other[name])) / max(np.max(np.abs(other[name])), 1e-9)
        for name in other
    )


# What is trained, by which plain function, on what.
DEEP = ("train_deep", deep.train_deep)
DIGITS = ("train_digits", multiclass.train_digits)
SMALL = ("nn_model", two_layer.nn_model)
RUNS = {
    "one neuron, wide": (*DEEP, drawn(300, 20), ([300, 1], 0.05, 1000)),
    "one neuron, many examples": (*DEEP, drawn(3, 200), ([3, 1], 0.5, 500)),
    "deep, wide": (*DEEP, drawn(300, 20), ([300, 8, 5, 1], 0.02, 500)),
    "deep, many examples": (*DEEP, drawn(4, 120), ([4, 9, 7, 5, 1], 0.1, 300)),
    "two outputs": (*DEEP, drawn(60, 30, 2), ([60, 6, 2], 0.05, 500)),
    "tanh": (*SMALL, drawn(2, 100), (4, 0.3, 1000)),
    "tanh, wide": (*SMALL, drawn(200, 15), (5, 0.05, 500)),
    "classes": (*DIGITS, classes(5, 90, 3), ([5, 8, 3], 0.1, 300)),
    "classes, wide": (*DIGITS, classes(200, 30, 4), ([200, 6, 4], 0.02, 500)),
    "one example": (*DEEP, drawn(30, 1), ([30, 4, 1], 0.1, 100)),
    "no step": (*DEEP, drawn(30, 8), ([30, 4, 1], 0.1, 0)),
    "one step": (*DEEP, drawn(30, 8), ([30, 4, 1], 0.1, 1)),
}


@every_case(("name", "plain", "data", "settings"), RUNS.values(), ids=RUNS)
def test_a_fast_training_ends_where_the_plain_one_ends(
    monkeypatch, name, plain, data, settings
):
    """By the Gram matrix and by the products of the notebooks, whatever is shorter."""
    expected, plain_costs = plain(*data, *settings, rng=fresh())
    for gram in (True, False):
        monkeypatch.setattr(fast, "_is_shorter", lambda *sizes, gram=gram: gram)
        found, costs = getattr(fast, name)(*data, *settings, rng=fresh())
        assert apart(found, expected) < SETTLED
        np.testing.assert_allclose(costs, plain_costs, rtol=SETTLED, atol=1e-14)


@every_case("num_iterations", [0, 1, 2, 1000])
@every_case("sizes", [(300, 20), (3, 50)])
def test_a_fast_neuron_ends_where_the_plain_one_ends(sizes, num_iterations):
    X, Y = drawn(*sizes)
    start = np.full((len(X), 1), 0.01), 0.3
    found, grads, costs = fast.optimize(*start, X, Y, 0.05, num_iterations)
    plain, slopes, plain_costs = logistic.optimize(*start, X, Y, 0.05, num_iterations)
    assert apart(found, plain) < SETTLED
    # Near the optimum a slope is a small difference of large numbers.
    np.testing.assert_allclose(grads["dw"], slopes["dw"], rtol=1e-7, atol=1e-12)
    np.testing.assert_allclose(costs, plain_costs, rtol=SETTLED)
    assert isinstance(found["b"], float)


def by_batches(X, Y, start, rate, batches, forward, backward, cost):
    """Train plainly on one batch after the other."""
    parameters, costs = start, []
    for chosen in batches:
        A, caches = forward(X[:, chosen], parameters)
        costs.append(cost(A, Y[:, chosen]))
        grads = backward(A, Y[:, chosen], caches)
        parameters = two_layer.update_parameters(parameters, grads, rate)
    return parameters, costs


BATCHED = {
    "classes": (
        *("train_digits", classes(20, 50, 3), [20, 8, 3]),
        (multiclass.softmax_forward, multiclass.softmax_backward, cross_entropy),
    ),
    "deep": (
        *("train_deep", drawn(20, 50), [20, 8, 4, 1]),
        (deep.model_forward, deep.model_backward, compute_cost),
    ),
}


@every_case("size", [1, 8, 25, 50, 64])
@every_case(("name", "data", "dims", "plain"), BATCHED.values(), ids=BATCHED)
def test_batches_are_trained_like_data_of_their_own(name, data, dims, plain, size):
    X, Y = data
    options = {"rng": fresh(), "batch_size": size}
    found, costs = getattr(fast, name)(X, Y, dims, 0.02, 100, **options)
    rng = fresh()
    start, m = initialize_parameters_deep(dims, rng), X.shape[1]
    orders = [rng.permutation(m) for _ in range(100)]
    parts = [o[i : i + size] for o in orders for i in range(0, m, size)][:100]
    expected, plain_costs = by_batches(X, Y, start, 0.02, parts, *plain)
    assert apart(found, expected) < SETTLED
    np.testing.assert_allclose(costs, plain_costs, rtol=SETTLED)


def test_a_training_works_with_the_gram_matrix_where_that_is_shorter():
    """12,288 features of 209 pictures, and then many examples of few features."""
    assert fast._is_shorter(1, 12288, 209, 2000)
    assert fast._is_shorter(20, 12288, 209, 100)
    assert not fast._is_shorter(20, 12288, 209, 2)
    assert not fast._is_shorter(4, 2, 400, 10_000)
    assert not fast._is_shorter(512, 784, 10_000, 1000)


@every_case("sizes", [(200, 10), (3, 50)])
@every_case("options", [{}, {"batch_size": 4, "rng": fresh()}], ids=["all", "batches"])
def test_what_is_handed_over_stays_as_it_is(sizes, options):
    X, Y = drawn(*sizes)
    start = initialize_parameters_deep([len(X), 4, 1], fresh())
    given = [X.copy(), Y.copy(), *(one.copy() for one in start.values())]
    found, _ = fast.descend(X, Y, start, 0.1, 50, **options)
    for one, before in zip([X, Y, *start.values()], given, strict=True):
        np.testing.assert_array_equal(one, before)
    assert not any(np.shares_memory(found[name], start[name]) for name in start)


@every_case("sizes", [(200, 10), (3, 50)])
@every_case("dtype", [np.float32, np.float64, np.uint8, np.int64])
def test_numbers_keep_the_precision_of_the_data(sizes, dtype):
    X = np.round(4 * drawn(*sizes)[0]).clip(0, 8)
    Y = drawn(*sizes)[1].astype(np.int64)
    found, costs = fast.train_deep(
        X.astype(dtype), Y, [len(X), 4, 1], np.float64(0.01), 20, rng=fresh()
    )
    plain, _ = deep.train_deep(X, Y, [len(X), 4, 1], 0.01, 20, rng=fresh())
    kind = np.float32 if dtype == np.float32 else np.float64
    assert {one.dtype for one in found.values()} == {np.dtype(kind)}
    assert apart(found, plain) < (1e-4 if dtype == np.float32 else SETTLED)
    assert all(type(cost) is float for cost in costs)


def test_answers_that_are_certain_cost_what_they_cost_plainly():
    """exp overflows on the way; right and certain costs 0, wrong and certain 708."""
    X, Y = np.array([[900.0, -900.0, 800.0]]), np.array([[1.0, 0.0, 0.0]])
    start = {"W1": np.array([[1.0]]), "b1": np.array([[0.0]])}
    _, costs = fast.descend(X, Y, start, 0.0, 1)
    A, _ = deep.model_forward(X, start)
    assert costs == pytest.approx([compute_cost(A, Y)])
    assert costs[0] == pytest.approx(708.4 / 3, abs=0.1)


X, Y = drawn(3, 5)
START = initialize_parameters_deep([3, 4, 1], fresh())
REFUSED = {
    "labels 2": ({"Y": 2 * Y}, ValueError, "Y holds 2"),
    "no one-hot": ({"output": "softmax", "Y": 0 * Y}, ValueError, "Y has 0 ones"),
    "data nan": ({"X": np.nan * X}, ValueError, "X holds nan"),
    "X turned": ({"X": X.T}, ShapeError, "Y has shape"),
    "other features": ({"X": X[:2]}, ShapeError, "W1 has shape"),
    "layers that do not meet": (
        {"parameters": {**START, "W2": np.ones((1, 3))}},
        ShapeError,
        "W2 has shape",
    ),
    "two outputs": ({"Y": np.vstack([Y, Y])}, ShapeError, "W2 has shape"),
    "a missing bias": (
        {"parameters": {name: START[name] for name in ("W1", "b1", "W2")}},
        ValueError,
        "parameters has no b2",
    ),
    "rate < 0": ({"learning_rate": -0.1}, ValueError, "learning_rate is -0.1"),
    "half steps": ({"num_iterations": 2.5}, TypeError, "num_iterations is 2.5"),
    "no rng": ({"batch_size": 2}, TypeError, "rng is None"),
    "no batch": ({"batch_size": 0, "rng": fresh()}, ValueError, "batch_size is 0"),
    "other units": ({"hidden": "swish"}, ValueError, "hidden is 'swish', expected"),
    "other outputs": ({"output": "relu"}, ValueError, "output is 'relu', expected"),
}


@every_case(("change", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_trained_is_refused_at_the_door(change, error, message):
    usual = {"X": X, "Y": Y, "parameters": START, "learning_rate": 0.1}
    with pytest.raises(error, match=message):
        fast.descend(**{**usual, "num_iterations": 3, **change})


def peak(train, X, *arguments):
    """Give the bytes that there are at most while a function trains, X included."""
    tracemalloc.start()
    try:
        train(X, *arguments, rng=fresh())
        return X.nbytes + tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@every_case(
    ("train", "sizes", "dims"),
    [
        (deep.train_deep, (4000, 60), [4000, 20, 7, 5, 1]),
        (fast.train_deep, (4000, 60), [4000, 20, 7, 5, 1]),
        (deep.train_deep, (200, 800), [200, 100, 50, 1]),
        (fast.train_deep, (200, 800), [200, 100, 50, 1]),
    ],
)
def test_memory_stays_below_twice_the_data_and_activations(train, sizes, dims):
    """The data are X and the weights; the activations are Z and A of every layer."""
    X, Y = drawn(*sizes)
    weights = sum(n * (k + 1) for k, n in pairwise(dims))
    needed = 8 * (X.size + weights + 2 * sum(dims[1:]) * X.shape[1])
    with already_checked():  # looking at the data takes memory of its own, once
        assert peak(train, X, Y, dims, 0.01, 30) < 2 * needed
