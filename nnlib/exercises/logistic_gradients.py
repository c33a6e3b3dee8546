"""What goes wrong in cost and gradient of logistic regression, with loops or without.

Three exercises ask for the same numbers: with two loops, with one, and with none. What
is wrong in the numbers alone is wrong in all three.
"""

import ast

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Probe,
    divided,
    flattened,
    negated,
    outputs,
    reordered,
    scaled,
    transposed,
    variant,
    wrapped,
    wrong,
)
from nnlib.exercises.drawing import GUARDED
from nnlib.exercises.sizes import m, n_x
from nnlib.losses import compute_cost


def by_hand():
    """Return a case that fits on paper."""
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    Y = np.array([[1, 0, 1]])
    args = np.array([[0.3], [-0.2]]), 0.1, X, Y
    return Probe(args, sizes={"n_x": 2, "m": 3}, shown=True, **GUARDED)


def nearly_certain():
    """Return answers near 0 and 1, two of them wrong: a coarse limit shows there."""
    X = np.array([[6.0, -6.5, 5.5, -6.0, 0.5], [0.2, 0.4, -0.6, 0.8, -1.0]])
    Y = np.array([[1.0, 0.0, 0.0, 1.0, 1.0]])
    args = np.array([[1.0], [0.5]]), 0.1, X, Y
    return Probe(args, sizes={"n_x": 2, "m": 5}, **GUARDED)


no_mean = wrong(
    "no_mean",
    "no division by m",
    scaled(m),
    evidence="Your cost, dw and db are m times the expected ones (m = {m} tried).",
    question="if every example stood there twice, should the mean cost double?",
)


gradient_no_mean = wrong(
    "gradient_no_mean",
    "gradient without division by m",
    scaled(m, "dw", "db"),
    evidence="Your dw and db are m times the expected ones (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)


dw_no_mean = wrong(
    "dw_no_mean",
    "dw without division by m",
    scaled(m, "dw"),
    evidence="Your dw is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)


db_no_mean = wrong(
    "db_no_mean",
    "db without division by m",
    scaled(m, "db"),
    evidence="Your db is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)


cost_no_mean = wrong(
    "cost_no_mean",
    "cost without division by m",
    scaled(m, "cost"),
    evidence="Your cost is m times the expected one (m = {m} tried).",
    question="is the cost the sum or the mean of the losses?",
)


mean_of_mean = wrong(
    "mean_of_mean",
    "division by m twice",
    divided(m),
    evidence="Your cost, dw and db are the expected ones divided by m once more.",
    question="how often does 1/m stand in the formula of a mean?",
)


features_for_examples = wrong(
    "features_for_examples",
    "division by the number of features",
    scaled(lambda X: m(X) / n_x(X)),
    evidence="You divide by n_x ({n_x} tried).",
    question="which axis of X counts the examples?",
)


opposite_sign = wrong(
    "opposite_sign",
    "y - a for a - y",
    negated("dw", "db"),
    evidence="Your dw and db have the right size and the opposite sign.",
    question="if a is too small for a label 1, should w . x grow or shrink?",
)


negative_cost = wrong(
    "negative_cost",
    "minus sign of the cost missing",
    negated("cost"),
    evidence="Your cost has the right size and is negative.",
    question="can a mean of minus logarithms of probabilities be below 0?",
)


def costing(mean):
    """Take minus a mean of the two logarithms as cost, kept from log(0)."""

    def cost(w, b, X, Y):
        A = sigmoid(w.T @ X + b)
        return -float(mean(Y, np.log(A + 1e-300), np.log(1 - A + 1e-300)))

    return outputs(cost=cost)


def losing(loss):
    """Take the mean of another loss of A and Y as cost."""

    def cost(w, b, X, Y):
        return float(np.mean(loss(sigmoid(w.T @ X + b), Y)))

    return outputs(cost=cost)


# What goes wrong in the cost alone, the same wherever two labels have one.
costs = (
    wrong(
        "brackets_missing",
        "1 - y without brackets",
        costing(lambda Y, log_a, log_b: np.mean(Y * log_a + 1 - Y * log_b)),
        evidence="Your cost contains 1 - y log(1 - a), read without brackets.",
        question="what does Python compute first in 1 - y * c?",
    ),
    wrong(
        "same_logarithm",
        "the same logarithm in both terms",
        costing(lambda Y, log_a, log_b: np.mean(log_a)),
        evidence="Every example adds -log(a) alone to your cost, whatever its label.",
        question="which probability did an example with label 0 get, a or 1 - a?",
    ),
    wrong(
        "first_term_only",
        "only the first term of the log loss",
        costing(lambda Y, log_a, log_b: np.mean(Y * log_a)),
        evidence="Examples with label 0 add nothing to your cost.",
        question="what should the loss be for y = 0 and a = 0.9?",
    ),
    wrong(
        "second_term_only",
        "only the second term of the log loss",
        costing(lambda Y, log_a, log_b: np.mean((1 - Y) * log_b)),
        evidence="Examples with label 1 add nothing to your cost.",
        question="what should the loss be for y = 1 and a = 0.1?",
    ),
    wrong(
        "minus_on_first_term",
        "minus sign on the first term only",
        costing(lambda Y, log_a, log_b: np.mean(Y * log_a - (1 - Y) * log_b)),
        evidence="Examples with label 0 lower your cost; those with label 1 raise it.",
        question="put y = 0 and a = 0.9 into your line by hand: which sign comes out?",
    ),
    wrong(
        "label_missing",
        "label missing in the first term",
        costing(lambda Y, log_a, log_b: np.mean(log_a + (1 - Y) * log_b)),
        evidence="Every example adds -log(a) to your cost, whatever its label.",
        question="which factor switches the first term off when y = 0?",
    ),
    wrong(
        "second_label_missing",
        "label missing in the second term",
        costing(lambda Y, log_a, log_b: np.mean(Y * log_a + log_b)),
        evidence="Every example adds -log(1 - a) to your cost, whatever its label.",
        question="which factor switches the second term off when y = 1?",
    ),
    wrong(
        "labels_exchanged",
        "labels exchanged",
        costing(lambda Y, log_a, log_b: np.mean((1 - Y) * log_a + Y * log_b)),
        evidence="Your cost rewards the wrong label: it is that of 1 - y.",
        question="what should the loss be for y = 1 and a = 0.99, small or large?",
    ),
    wrong(
        "base_two",
        "another base of the logarithm",
        divided(np.log(2), "cost"),
        evidence="Your cost is the expected one divided by log(2): its base is 2.",
        question="dz = a - y holds for which logarithm?",
    ),
    wrong(
        "base_ten",
        "logarithm with base 10",
        divided(np.log(10), "cost"),
        evidence="Your cost is the expected one divided by log(10): its base is 10.",
        question="dz = a - y holds for which logarithm?",
    ),
    wrong(
        "squared_error",
        "squared error for the log loss",
        losing(lambda A, Y: (A - Y) ** 2 / 2),
        evidence="Your cost is the mean of half the squared difference of a and y.",
        question="what does each loss say about a = 0.01 when y = 1?",
    ),
    wrong(
        "squares",
        "squares for the log loss",
        losing(lambda A, Y: (A - Y) ** 2),
        evidence="Your cost is the mean of the squared difference of a and y.",
        question="what does each loss say about a = 0.01 when y = 1?",
    ),
    wrong(
        "mean_difference",
        "mean difference",
        losing(lambda A, Y: A - Y),
        evidence="Your cost is the mean of a - y: too high and too low cancel out.",
        question="is that a loss, or the derivative of one?",
    ),
    wrong(
        "no_logarithm",
        "probability in place of its logarithm",
        losing(lambda A, Y: np.abs(A - Y)),
        evidence="Your cost is the mean of 1 minus the probability of the true label.",
        question="certain and wrong: should that cost 1, or far more?",
    ),
    wrong(
        "not_averaged",
        "losses not averaged",
        outputs(
            cost=lambda w, b, X, Y: (
                -np.log(np.abs(1 - Y - sigmoid(w.T @ X + b)) + 1e-300)
            )
        ),
        evidence="Your cost is one loss for each example.",
        question="how many numbers is a cost?",
    ),
)


def turned_in_a_difference(source):
    """Tell whether something transposed stands in a sum or a difference."""
    return any(
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add | ast.Sub)
        and any(
            isinstance(side, ast.Attribute) and side.attr == "T"
            for side in (node.left, node.right)
        )
        for node in ast.walk(ast.parse(source))
    )


@variant(
    "db summed over a table",
    evidence="Your db is m times the expected one: a row meets a column in your code.",
    question="what shape does a row minus a column have, and how many entries is that?",
    written=turned_in_a_difference,
)
def db_of_table(w, b, X, Y):
    A, m = sigmoid(w.T @ X + b), Y.shape[1]
    grads = {"dw": X @ (A - Y).T / m, "db": float(np.sum(A - Y.T)) / m}
    return grads, compute_cost(A, Y)


def sloping(dz):
    """Make dw and db of another derivative by the score, a function of A and Y."""

    def slopes(w, b, X, Y):
        return dz(sigmoid(w.T @ X + b), Y)

    return outputs(
        dw=lambda w, b, X, Y: X @ slopes(w, b, X, Y).T / m(X),
        db=lambda w, b, X, Y: float(np.mean(slopes(w, b, X, Y))),
    )


extra_slope = wrong(
    "extra_slope",
    "slope of sigmoid multiplied in again",
    sloping(lambda A, Y: (A - Y) * A * (1 - A)),
    evidence="Your dw and db carry a factor a(1 - a) too many.",
    question="where did this factor go when dz = a - y was derived?",
)


# What else goes wrong in dz, and reaches dw and db.
gradients = (
    wrong(
        "gradient_from_da",
        "slope of sigmoid left out",
        sloping(lambda A, Y: (A - Y) / (A * (1 - A))),
        evidence="Your dw and db are made of da: the slope of sigmoid is not in them.",
        question="which factor leads from da to dz?",
    ),
    wrong(
        "label_left_out",
        "label left out of dz",
        sloping(lambda A, Y: A),
        evidence="Your dw and db are those of labels that are all 0.",
        question="where does y stand in dz?",
    ),
)


dw_without_x = wrong(
    "dw_without_x",
    "x left out of dw",
    outputs(dw=lambda w, db: np.full(w.shape, db)),
    evidence="All entries of your dw are equal: they are db.",
    question="through which number does a weight feel dz?",
)


dw_flat = wrong(
    "dw_flat",
    "dw without its second axis",
    flattened("dw"),
    evidence="Your dw holds the right numbers, with one axis lost.",
    question="w has shape (n_x, 1): which shape should its derivative have?",
)


dw_row = wrong(
    "dw_row",
    "dw as a row",
    transposed("dw"),
    evidence="Your dw holds the right numbers, lying down.",
    question="w has shape (n_x, 1): which shape should its derivative have?",
)


db_array = wrong(
    "db_array",
    "db kept as an array",
    wrapped("db"),
    evidence="Your db holds the right number, wrapped in an array.",
    question="b is one number: what does keepdims add?",
)


exchanged = wrong(
    "exchanged",
    "order exchanged",
    reordered(1, 0),
    evidence="You return the cost first and the gradients second.",
    question="which of them does the docstring name first?",
)
