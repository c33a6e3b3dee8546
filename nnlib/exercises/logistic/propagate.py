"""`propagate(w, b, X, Y)`: the cost and its gradient, for all examples at once."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Draft,
    Probe,
    instead,
    outputs,
    reworded,
    wrapped,
    wrong,
)
from nnlib.exercises import logistic_gradients as shared
from nnlib.exercises.drawing import GUARDED
from nnlib.exercises.sizes import m
from nnlib.logistic import propagate
from nnlib.losses import compute_cost

# More features than examples and fewer; never as many, so that no axis hides another.
SIZES = ((3, 5), (4, 7), (6, 4))


exercise = Draft(
    id="02/propagate",
    parts={"cost": 5, "dw": 12, "db": 8},
    reference=propagate,
    returns=({"dw", "db"}, "cost"),
    needs=("02/sigmoid", "02/compute_cost"),
)


@exercise.probes
def probes(rng):
    """Draw weights, a bias that is not 0, examples and both labels."""
    drawn = [draw(rng, n_x, m) for n_x, m in SIZES]
    return [shared.by_hand(), *drawn, shared.nearly_certain(), shared.certain()]


def draw(rng, n_x, m):
    """Draw one case of given sizes."""
    w, b = rng.normal(0, 0.5, (n_x, 1)), float(rng.uniform(0.3, 0.9))
    X, Y = rng.normal(0, 1, (n_x, m)), rng.integers(0, 2, (1, m)).astype(float)
    Y[0, :2] = 0.0, 1.0
    return Probe((w, b, X, Y), sizes={"n_x": n_x, "m": m}, **GUARDED)


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return draw(rng, 3, size)


def forward(w, b, X):
    """Give the probabilities, for the wrong versions below."""
    return sigmoid(w.T @ X + b)


def answering(answer):
    """Answer in another way: gradients and cost follow from that A."""

    def wrong_version(w, b, X, Y):
        A, m = answer(w, b, X), X.shape[1]
        grads = {"dw": X @ (A - Y).T / m, "db": float(np.sum(A - Y)) / m}
        return grads, compute_cost(A, Y)

    return instead(wrong_version)


exercise.variants(
    shared.no_mean,
    reworded(
        shared.gradient_no_mean,
        question="the cost is a mean over the examples: what is its derivative then?",
    ),
    shared.dw_no_mean,
    shared.db_no_mean,
    shared.db_of_table,
    shared.cost_no_mean,
    *shared.costs,
    *shared.gradients,
    shared.features_for_examples,
    reworded(
        shared.opposite_sign,
        title="Y - A for A - Y",
        question="if A is too small for a label 1, should w . x grow or shrink?",
    ),
    shared.no_bias,
    wrong(
        "bias_inside",
        "bias added to the features",
        answering(lambda w, b, X: forward(w, 0.0, X + b)),
        evidence="You add b to every feature: it reaches Z multiplied by the weights.",
        question="set all weights to 0: should A still depend on b?",
    ),
    wrong(
        "sigmoid_twice",
        "sigmoid applied twice",
        answering(lambda w, b, X: sigmoid(forward(w, b, X))),
        evidence="Your outputs are those of sigmoid(sigmoid(Z)): A is never below 0.5.",
        question="between which numbers may A lie, and which lines make it?",
    ),
    wrong(
        "scores_for_probabilities",
        "score for probability in dZ",
        outputs(
            dw=lambda w, b, X, Y: X @ (w.T @ X + b - Y).T / X.shape[1],
            db=lambda w, b, X, Y: float(np.mean(w.T @ X + b - Y)),
        ),
        evidence=(
            "Your dw and db are those of Z - Y: a score was compared with a label."
        ),
        question="which of your rows holds numbers between 0 and 1, as labels do?",
    ),
    reworded(
        shared.extra_slope,
        evidence="Your dw and db carry a factor A(1 - A) too many.",
    ),
    shared.negative_cost,
    reworded(
        shared.dw_row,
        question="which of the two factors has to be turned so that w - dw fits?",
    ),
    reworded(
        shared.dw_flat,
        question="w has shape (n_x, 1): what keeps an axis when you sum?",
    ),
    wrong(
        "dw_per_example",
        "examples not summed in dw",
        outputs(dw=lambda w, b, X, Y: X * (forward(w, b, X) - Y) / m(X)),
        evidence="Your dw has one column per example: they were never added up.",
        question="which operation multiplies and adds over the examples?",
    ),
    shared.db_array,
    wrong(
        "db_per_example",
        "db per example",
        outputs(db=lambda w, b, X, Y: (forward(w, b, X) - Y) / m(X)),
        evidence="Your db has one number per example: they were never added up.",
        question="how many biases does one neuron have?",
    ),
    wrong(
        "cost_array",
        "cost kept as an array",
        wrapped("cost"),
        evidence="Your cost holds the right number, wrapped in an array.",
        question="what shape does a cost have?",
    ),
    reworded(shared.mean_of_mean, title="cost and gradient divided by m twice"),
    wrong(
        "dw_of_examples",
        "dw summed over the features",
        outputs(
            dw=lambda w, b, X, Y: (
                np.sum(X * (forward(w, b, X) - Y), axis=0, keepdims=True) / X.shape[1]
            )
        ),
        evidence="Your dw has one entry per example: the features were added up.",
        question="which axis of X counts the examples, and which one must remain?",
    ),
    shared.exchanged,
)


@exercise.accepted
def by_einsum(w, b, X, Y):
    """Sum over the examples with einsum, and keep certain answers from log(0)."""
    A = np.ravel(sigmoid(np.einsum("ij,ik->jk", w, X) + b))
    y = np.ravel(Y)
    loss = -np.log(np.where(y == 1, A, 1 - A).clip(1e-300))
    return {
        "dw": np.einsum("ik,k->i", X, A - y)[:, None] / y.size,
        "db": np.mean(A - y),
    }, loss.mean()


@exercise.accepted
def from_scores(w, b, X, Y):
    """Take the cost from Z, where nothing is rounded to 0 or 1."""
    Z = np.dot(w.T, X) + b
    dZ = 1 / (1 + np.exp(-Z)) - Y
    cost = np.mean(np.logaddexp(0, Z) - Y * Z)
    return {"dw": np.dot(X, dZ.T) / Y.shape[1], "db": dZ.mean(), "dZ": dZ}, cost


@exercise.accepted
def with_her_functions(w, b, X, Y):
    """Call compute_cost, and average instead of multiplying."""
    A = sigmoid(w.T @ X + b)
    dw = ((A - Y) * X).mean(axis=1, keepdims=True)
    return {"dw": dw, "db": np.mean(A - Y)}, compute_cost(A, Y)


@exercise.accepted
def with_small_number(w, b, X, Y):
    """Keep the logarithm from 0 by a number that is too small to be seen."""
    A, m = sigmoid(np.matmul(w.T, X) + b), X.shape[1]
    cost = -(Y @ np.log(A + 1e-15).T + (1 - Y) @ np.log(1 - A + 1e-15).T) / m
    dw = np.mean(X * (A - Y), axis=1, keepdims=True)
    return [{"dw": dw, "db": np.squeeze(np.sum(A - Y, axis=1)) / m}, cost.item()]


@exercise.accepted
def by_tensordot(w, b, X, Y):
    """Sum over named axes, and take the cost from the right answers alone."""
    Z = np.tensordot(w, X, axes=(0, 0)) + b
    right = np.where(Y == 1, Z, -Z)
    dZ = np.reciprocal(1 + np.exp(-Z)) - Y
    dw = np.average(X * dZ, axis=1)[:, np.newaxis]
    return {"dw": dw, "db": np.average(dZ)}, np.average(np.logaddexp(0, -right))


EXERCISE = exercise.with_hints(
    "Write the shape under each symbol: w, X, Z, A, dZ, dw. Which must look alike?",
    "Go through your lines in order: forward, cost, dZ, dw, db. The check says "
    "which outputs are right, so the mistake lies in the others' lines.",
    "dw (n_x, 1) comes from X (n_x, m) and dZ (1, m): each feature's row meets all "
    "m numbers of dZ, and the products are added. db is the mean of dZ.",
    "A sibling: the weighted mean of the columns of X (n_x, m) with weights "
    "P (1, m) is X @ P.T / m, of shape (n_x, 1).",
)
