"""`gradients_one_loop(w, b, X, Y)`: the loop over the features is gone."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Draft,
    called_with,
    divided,
    outputs,
    reworded,
    scaled,
    wrapped,
    wrong,
)
from nnlib.exercises import logistic_gradients as shared
from nnlib.exercises.logistic.propagate import draw
from nnlib.exercises.sizes import m
from nnlib.logistic import gradients_one_loop, propagate
from nnlib.losses import compute_cost

SIZES = ((4, 6), (3, 7), (5, 3))
# What is asked about more than one wrong version.
DIVIDED = "which of your sums are divided when the loop is over?"
COLUMN = "which shape does X[:, i] have, and which X[:, i:i+1]?"
SHAPE_OF_Z = "which shape does z have, if x is a column of shape (n_x, 1)?"


exercise = Draft(
    id="02/gradients_one_loop",
    parts={"cost": 3, "dw": 4, "db": 3},
    reference=gradients_one_loop,
    returns=({"dw", "db"}, "cost"),
    needs=("02/sigmoid", "02/compute_cost"),
    sized="features",
)


@exercise.probes
def probes(rng):
    """Draw weights, a bias that is not 0, examples and both labels."""
    drawn = [draw(rng, n_x, m) for n_x, m in SIZES]
    return [shared.by_hand(), *drawn, shared.nearly_certain(), shared.certain()]


@exercise.vectorised
def any_features(rng, size):
    """Draw a case of any number of features."""
    return draw(rng, size, 5)


exercise.variants(
    reworded(shared.no_mean, title="sums, not means"),
    reworded(shared.gradient_no_mean, question=DIVIDED),
    reworded(shared.dw_no_mean, question=DIVIDED),
    reworded(shared.db_no_mean, question=DIVIDED),
    shared.cost_no_mean,
    *shared.costs,
    *shared.gradients,
    reworded(
        shared.mean_of_mean,
        title="divided by m twice",
        question="where do you divide: inside the loop, after it, or both?",
    ),
    shared.features_for_examples,
    wrong(
        "last_example",
        "only the last example counts",
        called_with(X=lambda X: X[:, -1:], Y=lambda Y: Y[:, -1:]),
        divided(m),
        evidence="Your outputs are those of the last example, divided by m.",
        question="what must survive from one example to the next?",
    ),
    wrong(
        "dw_of_last_example",
        "only the last example counts in dw",
        outputs(
            dw=lambda w, b, X, Y: propagate(w, b, X[:, -1:], Y[:, -1:])[0]["dw"] / m(X)
        ),
        evidence="Your dw is that of the last example, divided by m.",
        question="what is the difference between = and += ?",
    ),
    wrong(
        "first_example",
        "only the first example counts",
        called_with(X=lambda X: X[:, :1], Y=lambda Y: Y[:, :1]),
        divided(m),
        evidence="Your outputs are those of the first example, divided by m.",
        question="how far to the right does your return line stand?",
    ),
    wrong(
        "one_short",
        "last example left out",
        called_with(X=lambda X: X[:, :-1], Y=lambda Y: Y[:, :-1]),
        scaled(lambda X: 1 - 1 / m(X)),
        evidence="The last example adds nothing to your sums.",
        question="which numbers does range give?",
    ),
    shared.opposite_sign,
    shared.negative_cost,
    shared.no_bias,
    shared.extra_slope,
    shared.dw_without_x,
    reworded(shared.dw_flat, question=COLUMN),
    wrong(
        "dw_square",
        "a row added to a column",
        outputs(dw=lambda w, dw: np.zeros(w.shape) + dw.ravel()),
        evidence=(
            "Your dw has shape (n_x, n_x): a flat x met a column, and both stretched."
        ),
        question=COLUMN,
    ),
    reworded(
        shared.dw_row, question="which shape should dw have, so that w - dw fits?"
    ),
    reworded(shared.db_array, question=SHAPE_OF_Z),
    wrong(
        "arrays",
        "db and cost kept as arrays",
        wrapped("db", "cost"),
        evidence="Your db and cost hold the right numbers, each wrapped in an array.",
        question=SHAPE_OF_Z,
    ),
    shared.exchanged,
)


@exercise.accepted
def with_numbers(w, b, X, Y):
    """Take each example as a flat x, and turn dw into a column at the end."""
    n_x, m = X.shape
    dw, db, total = np.zeros(n_x), 0, 0
    for i in range(m):
        x, y = X[:, i], Y[0, i]
        z = np.dot(w[:, 0], x) + b
        a = 1 / (1 + np.exp(-z))
        total += np.logaddexp(0, z) - y * z
        dw, db = dw + (a - y) * x, db + a - y
    return {"dw": dw[:, None] / m, "db": db / m}, total / m


@exercise.accepted
def over_transposed(w, b, X, Y):
    """Loop over rows of X.T, divide inside the loop."""
    m, dw = Y.size, np.zeros_like(w)
    db = cost = 0.0
    for x, y in zip(X.T, Y.T, strict=True):
        a = sigmoid(w.T @ x + b)
        cost -= np.log(a if y == 1 else 1 - a).item() / m
        dw += x.reshape(-1, 1) * (a - y) / m
        db += (a - y).item() / m
    return [{"dw": dw, "db": db}, cost]


@exercise.accepted
def one_cost_at_the_end(w, b, X, Y):
    """Collect the probabilities and take the cost of all of them."""
    m, A, grads = X.shape[1], np.zeros(Y.shape), {"dw": 0, "db": 0}
    for i in range(m):
        A[0, i] = sigmoid((w.T @ X[:, [i]]).item() + b)
        dz = A[0, i] - Y[0, i]
        grads = {"dw": grads["dw"] + X[:, [i]] * dz / m, "db": grads["db"] + dz / m}
    return grads, compute_cost(A, Y)


@exercise.accepted
def by_zip(w, b, X, Y):
    """Go through columns and labels together, with scores and no probabilities."""
    m, dw, db, cost = Y.size, np.zeros_like(w), 0.0, 0.0
    for x, y in zip(X.T, Y.ravel(), strict=True):
        z = float(np.dot(x, w[:, 0])) + b
        gap = 1 / (1 + np.exp(-z)) - y
        dw[:, 0] += x * gap / m
        db += gap / m
        cost += np.logaddexp(0, z) / m - y * z / m
    return {"dw": dw, "db": db}, cost


EXERCISE = exercise.with_hints(
    "What happens once before the loop, what once for each example, and what once "
    "after it?",
    "Print the shapes of x, a and dw inside the loop. Which of them is not a "
    "column or a number, and which line made it so?",
    "For one example: x (n_x, 1), a = sigmoid(w.T x + b), dz = a - y, a number. "
    "Add x dz (n_x, 1) to dw and dz to db; after the loop divide by m.",
    "A sibling: total = np.zeros((3, 1)); for k in range(4): "
    "total += T[:, k:k+1] * weight[k]. Columns stay columns.",
)
