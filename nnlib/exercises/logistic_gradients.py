"""What goes wrong in cost and gradient of logistic regression, with loops or without.

Three exercises ask for the same numbers: with two loops, with one, and with none. What
is wrong in the numbers alone is wrong in all three.
"""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import Probe, variant
from nnlib.logistic import propagate
from nnlib.losses import compute_cost


def by_hand():
    """Return a case that fits on paper."""
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    Y = np.array([[1, 0, 1]])
    args = np.array([[0.3], [-0.2]]), 0.1, X, Y
    return Probe(args, sizes={"n_x": 2, "m": 3}, shown=True)


@variant(
    "no division by m",
    evidence="Your cost, dw and db are m times the expected ones (m = {m} tried).",
    question="if every example stood there twice, should the mean cost double?",
)
def no_mean(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    m = X.shape[1]
    return {"dw": m * grads["dw"], "db": m * grads["db"]}, m * cost


@variant(
    "gradient without division by m",
    evidence="Your dw and db are m times the expected ones (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def gradient_no_mean(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    m = X.shape[1]
    return {"dw": m * grads["dw"], "db": m * grads["db"]}, cost


@variant(
    "dw without division by m",
    evidence="Your dw is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def dw_no_mean(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": X.shape[1] * grads["dw"]}, cost


@variant(
    "db without division by m",
    evidence="Your db is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def db_no_mean(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "db": X.shape[1] * grads["db"]}, cost


@variant(
    "cost without division by m",
    evidence="Your cost is m times the expected one (m = {m} tried).",
    question="is the cost the sum or the mean of the losses?",
)
def cost_no_mean(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return grads, X.shape[1] * cost


@variant(
    "division by m twice",
    evidence="Your cost, dw and db are the expected ones divided by m once more.",
    question="how often does 1/m stand in the formula of a mean?",
)
def mean_of_mean(w, b, X, Y):
    m = X.shape[1]
    grads, cost = propagate(w, b, X, Y)
    return {"dw": grads["dw"] / m, "db": grads["db"] / m}, cost / m


@variant(
    "division by the number of features",
    evidence="You divide by n_x ({n_x} tried).",
    question="which axis of X counts the examples?",
)
def features_for_examples(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    ratio = X.shape[1] / X.shape[0]
    return {"dw": ratio * grads["dw"], "db": ratio * grads["db"]}, ratio * cost


@variant(
    "y - a for a - y",
    evidence="Your dw and db have the right size and the opposite sign.",
    question="if a is too small for a label 1, should w . x grow or shrink?",
)
def opposite_sign(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {"dw": -grads["dw"], "db": -grads["db"]}, cost


@variant(
    "minus sign of the cost missing",
    evidence="Your cost has the right size and is negative.",
    question="can a mean of minus logarithms of probabilities be below 0?",
)
def negative_cost(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return grads, -cost


@variant(
    "slope of sigmoid multiplied in again",
    evidence="Your dw and db carry a factor a(1 - a) too many.",
    question="where did this factor go when dz = a - y was derived?",
)
def extra_slope(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return {"dw": X @ dZ.T / Y.size, "db": float(np.mean(dZ))}, compute_cost(A, Y)


@variant(
    "x left out of dw",
    evidence="All entries of your dw are equal: they are db.",
    question="through which number does a weight feel dz?",
)
def dw_without_x(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": np.full(w.shape, grads["db"])}, cost


@variant(
    "dw without its second axis",
    evidence="Your dw holds the right numbers, with one axis lost.",
    question="w has shape (n_x, 1): which shape should its derivative have?",
)
def dw_flat(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": grads["dw"].ravel()}, cost


@variant(
    "dw as a row",
    evidence="Your dw holds the right numbers, lying down.",
    question="w has shape (n_x, 1): which shape should its derivative have?",
)
def dw_row(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": grads["dw"].T}, cost


@variant(
    "db kept as an array",
    evidence="Your db holds the right number, wrapped in an array.",
    question="b is one number: what does keepdims add?",
)
def db_array(w, b, X, Y):
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "db": np.full((1, 1), grads["db"])}, cost


@variant(
    "order exchanged",
    evidence="You return the cost first and the gradients second.",
    question="which of them does the docstring name first?",
)
def exchanged(w, b, X, Y):
    return propagate(w, b, X, Y)[::-1]
