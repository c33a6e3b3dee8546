"""What goes wrong in cost and gradient of logistic regression, with loops or without.

Three exercises ask for the same numbers: with two loops, with one, and with none. What
is wrong in the numbers alone is wrong in all three.
"""

import ast

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Probe,
    called_with,
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
from nnlib.exercises import wrong_losses
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


def certain():
    """Return a case in which every answer is right and a is exactly 0 or 1."""
    X = np.array([[900.0, -800.0, 700.0, -900.0], [100.0, -50.0, 20.0, -10.0]])
    Y = np.array([[1.0, 0.0, 1.0, 0.0]])
    args = np.array([[1.0], [0.5]]), 0.1, X, Y
    about = "answers so certain that a is exactly 0 or 1"
    kinds = {"rtol": 1e-6, "atol": 1e-6, "extreme": True, "open_ended": True}
    return Probe(args, about=about, **kinds)


no_bias = wrong(
    "no_bias",
    "bias left out of the score",
    called_with(b=0.0),
    evidence="Your outputs are those of b = 0, whatever b is.",
    question="set all weights to 0: should the cost still depend on b?",
)


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


# What goes wrong in the cost alone.
costs = (
    *wrong_losses.of_all(
        lambda cost: outputs(cost=lambda w, b, X, Y: cost(sigmoid(w.T @ X + b), Y))
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
    wrong(
        "label_multiplied",
        "dz multiplied by the label",
        sloping(lambda A, Y: (A - Y) * Y),
        evidence="Examples with label 0 add nothing to your dw and db.",
        question="label 0 and a = 0.9: should such an example move no weight?",
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
