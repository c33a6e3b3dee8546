"""What notebook 05 states, with its proof."""

import math
from functools import cache

import numpy as np

from nnlib.activations import sigmoid
from nnlib.datasets import digits, seven_segments, split
from nnlib.exercises.multiclass.softmax_backward import sigmoid_start
from nnlib.gradient_check import gradient_check
from nnlib.initializers import count_parameters, initialize_parameters_deep
from nnlib.losses import cross_entropy, euclidean_cost
from nnlib.multiclass import (
    one_hot,
    output_gradient,
    predict_class,
    softmax,
    softmax_backward,
    softmax_forward,
    train_digits,
    untrained_cost,
)
from nnlib.slopes import numerical_slope
from nnlib.two_layer import update_parameters

from .statements import Statements, near

statements = Statements("05")
says = statements.says
SCORES = np.array([[3.0], [1.0], [-3.0]])


@cache
def segments():
    """Give the display digits of the notebook."""
    train = seven_segments(1000, rng=np.random.default_rng(1))
    return *train, *seven_segments(1000, rng=np.random.default_rng(2))


@cache
def handwriting():
    """Give the handwritten digits of the notebook."""
    ink, classes = digits()
    (X, y), (X_new, y_new) = split(
        ink / 16, classes, rng=np.random.default_rng(2), test_share=0.3
    )
    return X, y, X_new, y_new


def right(parameters, X, labels):
    return np.mean(predict_class(softmax_forward(X, parameters)[0]) == labels)


@says("Labels 2, 0, 1 with $K = 4$")
def one_hot_on_paper():
    told = [[0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 0, 0]]
    return np.array_equal(one_hot(np.array([2, 0, 1]), 4), told)


@says("together 22.85. The shares: 0.88, 0.12, 0.00.")
def softmax_on_paper():
    E = np.exp(SCORES)
    return near([*E, E.sum()], 20.09, 2.72, 0.05, 22.85, digits=2) and near(
        softmax(SCORES), 0.88, 0.12, 0, digits=2
    )


@says(
    "Every exponential is multiplied by e to the 10",
    "Only differences between scores count.",
)
def adding_ten():
    return np.allclose(softmax(SCORES + 10), softmax(SCORES), rtol=1e-12)


@says("with 3, 1, −3 the last share would be negative")
def scores_by_their_sum():
    return (SCORES / SCORES.sum())[-1] < 0


@says(
    "infinity over infinity is `nan`",
    "The shares stay the same, and no exponent is above 0.",
)
def the_largest_taken_away():
    Z = np.array([[1000.0], [999.0]])
    with np.errstate(all="ignore"):
        naive = np.exp(Z) / np.exp(Z).sum()
    return bool(np.isnan(naive).any()) and near(
        softmax(Z), *softmax(Z - 1000).ravel(), digits=12
    )


@says(
    "one of which always scores 0, softmax is the sigmoid",
    "$e^{z_1}/(e^{z_1}+e^{z_2})$ is $\\sigma(z_1-z_2)$",
)
def softmax_of_two():
    z = np.linspace(-5, 5, 21)
    two = softmax(np.vstack([z, 2 - z]))
    return np.allclose(two[0], sigmoid(2 * z - 2)) and np.allclose(
        softmax(np.vstack([z, 0 * z]))[0], sigmoid(z)
    )


@says(
    "The losses are $-\\log 0.7 = 0.357$ and $-\\log 0.2 = 1.609$; the cost is 0.983."
)
def cross_entropy_on_paper():
    A = np.array([[0.7, 0.3], [0.2, 0.2], [0.1, 0.5]])
    Y = np.array([[1, 0], [0, 1], [0, 0]])
    return near(
        [-math.log(0.7), -math.log(0.2), cross_entropy(A, Y)], 0.357, 1.609, 0.983
    )


@says("with two classes it is the log loss of notebook 01")
def cross_entropy_of_two():
    a, y = np.array([0.2, 0.7]), np.array([1, 0])
    loss = -np.mean(y * np.log(a) + (1 - y) * np.log(1 - a))
    return near(
        cross_entropy(np.vstack([a, 1 - a]), np.vstack([y, 1 - y])), loss, digits=12
    )


@says("The right class got 0.1, whatever it is: −log 0.1 = log 10.")
def cost_of_knowing_nothing():
    return near(
        [cross_entropy(np.full((10, 3), 0.1), np.eye(10)[:, :3]), math.log(10)],
        2.303,
        2.303,
    )


@says("ten answers of 0.1 cost 3.25 and not 2.30")
def symptom_of_the_log_loss():
    A, Y = np.full((10, 4), 0.1), np.eye(10)[:, :4]
    return near(-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / 4, 3.25, digits=2)


@says("as to raise that of class 1 by 2: the costs are 0.70 and 0.69.")
def raising_or_lowering():
    def paid(*scores):
        return cross_entropy(softmax(np.array([scores]).T), np.array([[0], [1], [0]]))

    return near([paid(3.0, 3.0, -3.0), paid(1.0, 1.0, -3.0)], 0.69, 0.70, digits=2)


@says("$-\\log 0.001 \\approx 6.9$", "half the sum of their squares is about 1")
def both_costs_of_a_sure_mistake():
    A, Y = np.array([[0.001], [0.999]]), np.array([[1], [0]])
    costs = [cross_entropy(A, Y), euclidean_cost(A, Y)]
    return near(costs, 6.9, 1.0, digits=1)


@says("is a good place to begin; it shows only one of the two wrong lines")
def the_sum_alone_shows_without_parameters():
    """Without parameters the largest score is 0 along either axis."""
    Z = np.zeros((10, 1000))
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    summed = [-np.log((E / E.sum(axis=k, keepdims=True))[0, 0]) for k in (0, 1)]
    return near(summed, math.log(10), math.log(1000))


@says("half their sum is 0.07")
def distance_on_paper():
    return near(
        euclidean_cost(np.array([[0.7], [0.2], [0.1]]), np.array([[1], [0], [0]])),
        0.07,
        digits=2,
    )


@says(
    "its loss is never above 1",
    "the slope of the loss towards its *score* is −0.002; cross entropy has −0.999",
)
def a_sure_mistake_by_distance():
    def slope(cost):
        return numerical_slope(
            lambda z: cost(softmax(np.array([[z], [0.0]])), np.array([[1], [0]])),
            math.log(0.001 / 0.999),
        )

    worst = euclidean_cost(np.array([[0.0], [1.0]]), np.array([[1], [0]]))
    return worst == 1 and near(
        [slope(euclidean_cost), slope(cross_entropy)], -0.002, -0.999
    )


def slopes(z, y, eps=1e-5):
    """Measure how the loss changes with each score."""
    steps = eps * np.eye(len(z))
    return [
        (cross_entropy(softmax(z + d), y) - cross_entropy(softmax(z - d), y))
        / (2 * eps)
        for d in np.split(steps, len(z), axis=1)
    ]


@says(
    "All three would be 0.1, 0.6 and −0.7.",
    "The slopes of a column add up to 0.",
)
def measured_slopes():
    found = slopes(np.log(np.array([[0.1], [0.6], [0.3]])), np.array([[0], [0], [1]]))
    return near(found, 0.1, 0.6, -0.7) and near(sum(found), 0, digits=8)


@says("The cost is a mean, so its derivative is $dZ / m$.")
def output_gradient_is_measured():
    rng = np.random.default_rng(5)
    Z, Y = rng.normal(0, 2, (4, 6)), np.eye(4)[:, [0, 2, 1, 3, 2, 0]]
    grads = {"dZ": output_gradient(softmax(Z), Y) / 6}
    return (
        gradient_check(lambda p: cross_entropy(softmax(p["Z"]), Y), {"Z": Z}, grads)
        < 1e-7
    )


@says("256 · 10 weights and 10 biases, 2570 numbers in all.")
def numbers_of_softmax_regression():
    return count_parameters([256, 10]) == 2570


@says("a score of −1 and one of −9 can no longer be told apart")
def relu_before_softmax():
    return len(set(np.maximum(0, [-1.0, -9.0]))) == 1


@says("Random weights have opinions without knowing anything, and that costs more")
def an_untrained_network():
    X, labels, *_ = segments()
    start = initialize_parameters_deep([256, 32, 10], rng=np.random.default_rng(3))
    cost = cross_entropy(softmax_forward(X, start)[0], one_hot(labels, 10))
    return math.log(10) < cost < math.log(10) + 1


@says("So each got about a thousandth, and log 1000 is 6.9.")
def symptom_of_the_clinic():
    return near(math.log(1000), 6.9, digits=1)


@says("What does any network with ten outputs cost then?")
def the_clinic_mended():
    X, labels, *_ = segments()
    zero = {"W1": np.zeros((10, 256)), "b1": np.zeros((10, 1))}
    return near(untrained_cost(X, one_hot(labels, 10), zero), math.log(10), digits=9)


@says("Whoever mends the sum alone gets log 10 for zeros, but 2.43 for the start")
def half_of_the_clinic_mended():
    X, labels, *_ = segments()
    start = initialize_parameters_deep([256, 32, 10], rng=np.random.default_rng(3))
    Z = start["W2"] @ np.tanh(start["W1"] @ X + start["b1"]) + start["b2"]
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    half = cross_entropy(E / E.sum(axis=0), one_hot(labels, 10))
    right = untrained_cost(X, one_hot(labels, 10), start)
    return near([half, right], 2.43, 2.49, digits=2)


@says("With base 2, log 10 becomes 3.32.")
def another_base():
    return near(math.log2(10), 3.32, digits=2)


@says("wrong in every layer here (relative difference 0.19)")
def symptom_of_the_long_form():
    small = initialize_parameters_deep([5, 4, 3, 4], rng=np.random.default_rng(8))
    X = np.random.default_rng(9).normal(0, 1, (5, 6))
    Y = np.eye(4)[:, [0, 2, 1, 3, 2, 0]]
    A, caches = softmax_forward(X, small)

    def cost(p):
        return cross_entropy(softmax_forward(X, {**small, **p})[0], Y)

    wrong, own = sigmoid_start.function(A, Y, caches), softmax_backward(A, Y, caches)
    apart = [
        gradient_check(cost, {n: v}, {f"d{n}": wrong[f"d{n}"]})
        for n, v in small.items()
    ]
    total = gradient_check(cost, small, wrong)
    return (
        gradient_check(cost, small, own) < 1e-7
        and min(apart) > 1e-3
        and near(total, 0.19, digits=2)
    )


@cache
def after_one_step():
    X, labels, *_ = segments()
    zero = {"W1": np.zeros((10, 256)), "b1": np.zeros((10, 1))}
    A, caches = softmax_forward(X, zero)
    grads = softmax_backward(A, one_hot(labels, 10), caches)
    return update_parameters(zero, grads, 1.0), grads


@says("After one step: the mean of each digit less the mean of all, times 0.1.")
def pictures_of_one_step():
    X, labels, *_ = segments()
    means = np.array([X[:, labels == k].mean(axis=1) for k in range(10)])
    tenth = 0.1 * (means - X.mean(axis=1))
    return np.allclose(after_one_step()[0]["W1"], tenth)


@says("Softmax keeps the order of a column: the largest score has the largest share.")
def softmax_keeps_the_order():
    Z = np.random.default_rng(0).normal(0, 3, (10, 50))
    return np.array_equal(np.argsort(Z, axis=0), np.argsort(softmax(Z), axis=0))


@says("The columns 0.7, 0.2, 0.1 and 0.3, 0.2, 0.5 give the classes 0 and 2.")
def winners_on_paper():
    return predict_class(np.array([[0.7, 0.3], [0.2, 0.2], [0.1, 0.5]])).tolist() == [
        0,
        2,
    ]


@says("every slope of a sum is $m$ times as steep")
def sum_and_mean():
    X, labels, *_ = segments()
    zero = {"W1": np.zeros((10, 256)), "b1": np.zeros((10, 1))}
    A, caches = softmax_forward(X, zero)
    Y = one_hot(labels, 10)
    return np.allclose(
        (A - Y) @ X.T, X.shape[1] * softmax_backward(A, Y, caches)["dW1"]
    )


@cache
def trained(layers, m=None, steps=300, seed=0):
    X, y, *_ = handwriting()
    rng = np.random.default_rng(seed)
    return train_digits(
        X[:, :m], one_hot(y[:m], 10), [64, *layers, 10], 0.5, steps, rng
    )[0]


@says("right on nearly all that it has seen, worse on what is new", long=True)
def overfitting():
    X, labels, X_new, new = segments()
    rng = np.random.default_rng(0)
    found, costs = train_digits(X, one_hot(labels, 10), [256, 10], 0.5, 150, rng)
    return (
        right(found, X, labels) > right(found, X_new, new) + 0.05
        and abs(costs[0] - math.log(10)) < 1
    )


@says("1797 digits, written by people")
def the_digits_there_are():
    return digits()[0].shape == (64, 1797)


@says("More data narrows the gap.", "many of the new ones are misread", long=True)
def more_data():
    X, y, X_new, new = handwriting()
    gaps = []
    for m in (30, len(y)):
        found = trained((32,), m)
        gaps.append(right(found, X[:, :m], y[:m]) - right(found, X_new, new))
    return gaps[1] < 0.1 < gaps[0]


@says(
    "brings one or two points here. That is two to five of 252 digits",
    long=True,
)
def more_layers():
    X, y, *_ = handwriting()
    (X, y), (X_val, val) = split(X, y, rng=np.random.default_rng(3), test_share=0.2)

    def share(layers, seed):
        dims, rng = [64, *layers, 10], np.random.default_rng(seed)
        found, _ = train_digits(X, one_hot(y, 10), dims, 0.5, 200, rng)
        return right(found, X_val, val)

    shares = [
        np.mean([share(one, seed) for seed in range(3)])
        for one in ((), (32,), (32, 32))
    ]
    return val.size == 252 and all(0.01 < gain < 0.02 for gain in np.diff(shares))


statements.cited(
    "comes as close as you like to any continuous function on a bounded closed set",
    "Leshno, Lin, Pinkus, Schocken, Neural Networks 6 (1993), 861-867, theorem 1, for "
    "bounded sets that are closed",
)


@says("78,400 + 100 + 1000 + 10 = 79,510", "(0.693 + 0.693 + 1.386) / 3 = 0.924")
def quiz_numbers():
    loss = -np.mean(np.log([0.5, 0.5, 0.25]))
    return count_parameters([784, 100, 10]) == 79510 and near(loss, 0.924)


@says("$a_j/a_k=e^{z_j-z_k}$")
def ratio_of_shares():
    a = softmax(SCORES).ravel()
    return near(a[0] / a[2], math.exp(SCORES[0, 0] - SCORES[2, 0]), digits=8)


@says("The winner of twenty has some luck as well", long=True)
def luck_of_the_winner():
    rng = np.random.default_rng(0)
    # Twenty networks that are equally good: 97 % right on 500 digits, and on 500 more.
    chosen, new = rng.binomial(500, 0.97, (2, 2000, 20)) / 500
    best = np.argmax(chosen, axis=1)
    lost = chosen.max(axis=1) - new[np.arange(2000), best]
    return np.mean(lost > 0) > 0.8
