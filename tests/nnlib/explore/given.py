"""Functions that the explorers of the first notebooks are given there."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.datasets import tumour_sizes
from nnlib.explore import (
    Descent,
    LearningRate,
    LoopsAndArrays,
    Nudge,
    Outlier,
    TwoLosses,
    WeightAndBias,
)
from nnlib.graph import graph_backward, graph_forward
from nnlib.logistic import gradients_one_loop, optimize, propagate
from nnlib.logistic_loops import gradients_and_cost, log_loss, neuron
from nnlib.slopes import (
    descend,
    fit_line,
    line_threshold,
    numerical_slope,
    squared_loss,
)

x, y = (row[0] for row in tumour_sizes())
X = np.array([[-2.0, -1.0, 1.0, 2.0, 0.3, 0.5], [0.0, 1.0, 0.5, -1.0, 0.2, 1.5]])
Y = np.array([[0, 0, 1, 1, 0, 1]])
FOUR = (np.array([-2.0, -0.5, 2.0, 50.0]), (1, 0, 0, 1))


def cost_of_line(theta1):
    """Give the mean loss of a line through the point of the means."""
    return float(np.mean(squared_loss(np.mean(y) + theta1 * (x - np.mean(x)) - y, 0)))


def slope_of_cost(theta1):
    """Measure the slope of that cost."""
    return numerical_slope(cost_of_line, theta1)


def answer(w, b, x):
    """Ask a neuron with one feature."""
    return neuron(np.array([[w]]), b, np.array([[x]]))


def train(X, Y, **options):
    """Train from zero."""
    return optimize(np.zeros((2, 1)), 0.0, X, Y, **options)


def probability(params, points):
    """Give the probability of label 1."""
    return sigmoid(params["w"].T @ points + params["b"])


def half_squared(w):
    """Give the mean squared loss of four answers."""
    return float(np.mean([squared_loss(a, t) for a, t in answers(w)]))


def log_cost(w):
    """Give the mean log loss of four answers."""
    return float(np.mean([log_loss(a, t) for a, t in answers(w)]))


def answers(w):
    """Pair four answers with their labels."""
    return zip(sigmoid(w * FOUR[0]), FOUR[1], strict=True)


COSTS = {"half squared error": half_squared, "log loss": log_cost}
PROGRAMS = {
    "two loops": gradients_and_cost,
    "one loop": gradients_one_loop,
    "arrays": propagate,
}
# How each is made, with anything moved.
EXPLORERS = {
    "nudge": lambda **s: Nudge(graph_forward, graph_backward, **s),
    "descent": lambda **s: Descent(
        descend, cost_of_line, slope_of_cost, fit_line(x, y)[1], x, y, **s
    ),
    "outlier": lambda **s: Outlier(fit_line, line_threshold, x, y, **s),
    "weight_and_bias": lambda **s: WeightAndBias(answer, log_loss, x, y, "size", **s),
    "two_losses": lambda **s: TwoLosses(
        COSTS, numerical_slope, descend, (0.5, 0.02), **s
    ),
    "learning_rate": lambda **s: LearningRate(train, probability, X, Y, **s),
    "loops_and_arrays": lambda **s: LoopsAndArrays(PROGRAMS, **s),
}
# Those that the browser computes by itself.
SCENES = {name: name for name in ("nudge", "weight_and_bias")}
# States in which each is compared with its counterpart in the browser.
STATES = {
    "nudge": [
        {"node": "u", "nudge": 2.0},
        {"node": "a", "a": -6.0, "c": 0.0},
        {"node": "c", "b": -0.5, "nudge": 0.001},
        {"node": "v", "nudge": 0.01},
    ],
    "descent": [
        {"step": 0},
        {"step": 1, "learning_rate": 0.005},
        {"learning_rate": 1.0},
        {"kept": {"learning_rate": 0.1, "step": 3}, "learning_rate": 0.4},
    ],
    "outlier": [{"size": 5.0}, {"size": 60.0, "level": 0.9}, {"level": 0.1}],
    "weight_and_bias": [
        {"w": 4.0, "b": 12.0},
        {"w": 0.0, "b": -12.0},
        {"w": -1.3, "b": 5.9, "points": ((3.3, 0.4, 0), (7.0, 1.0, 1))},
        {"w": 1.3, "kept": {"w": 0.7, "b": -2.0}},
    ],
    "two_losses": [
        {"start": -2.0, "num_iterations": 0},
        {"start": 1.0, "times": 50.0, "num_iterations": 1},
        {"num_iterations": 30},
    ],
    "learning_rate": [
        {"num_iterations": 0},
        {"num_iterations": 1, "learning_rate": 1000.0},
        {"num_iterations": 300, "learning_rate": 0.001},
        {"kept": {"learning_rate": 3.0, "num_iterations": 5}},
        {"points": ((0.1, 0.2, 1), (1.0, -0.7, 0))},
    ],
    "loops_and_arrays": [{"m": 10, "n_x": 2}, {"m": 200, "n_x": 2}],
}
