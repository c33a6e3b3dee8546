"""`gradients_and_cost(w, b, X, Y)`: all examples, all features, two loops."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    divided,
    outputs,
    reworded,
    scaled,
    wrapped,
    wrong,
)
from nnlib.exercises import logistic_gradients as shared
from nnlib.exercises.drawing import GUARDED
from nnlib.exercises.sizes import m, n_x
from nnlib.logistic_loops import (
    gradients_and_cost,
    log_loss,
    neuron,
    single_example_gradients,
)

# Fewer features than examples: a loop over the wrong axis then runs, and is named.
SIZES = ((3, 5), (4, 7), (2, 9))


exercise = Draft(
    id="01/gradients_and_cost",
    parts={"cost": 8, "dw": 12, "db": 5},
    reference=gradients_and_cost,
    returns=({"dw", "db"}, "cost"),
    needs=("01/log_loss", "01/single_example_gradients"),
)


@exercise.probes
def probes(rng):
    """Draw weights, a bias that is not 0, examples and both labels."""
    drawn = [draw(rng, n_x, m) for n_x, m in SIZES]
    return [shared.by_hand(), *drawn, shared.nearly_certain(), shared.certain()]


def draw(rng, n_x, m):
    """Draw one case of given sizes; the first and the last label differ."""
    w, b = rng.normal(0, 0.5, (n_x, 1)), float(rng.uniform(0.3, 0.9))
    X, Y = rng.normal(0, 1, (n_x, m)), rng.integers(0, 2, (1, m)).astype(float)
    Y[0, 0], Y[0, -1] = 1.0, 0.0
    return Probe((w, b, X, Y), sizes={"n_x": n_x, "m": m}, **GUARDED)


exercise.variants(
    wrong(
        "last_example_only",
        "only the last example counts",
        called_with(X=lambda X: X[:, -1:], Y=lambda Y: Y[:, -1:]),
        divided(m),
        evidence="Your sums hold the last example alone, divided by m ({m} tried).",
        question="which values must survive from one example to the next?",
    ),
    wrong(
        "gradient_of_last_example",
        "only the last example counts, in the gradient",
        called_with(X=lambda X: X[:, -1:], Y=lambda Y: Y[:, -1:]),
        divided(m),
        outputs(cost=lambda w, b, X, Y: gradients_and_cost(w, b, X, Y)[1]),
        evidence="Your dw and db hold the last example alone, divided by m.",
        question="which values must survive from one example to the next?",
    ),
    wrong(
        "first_example_only",
        "only the first example counts",
        called_with(X=lambda X: X[:, :1], Y=lambda Y: Y[:, :1]),
        divided(m),
        evidence="Your sums hold the first example alone, divided by m ({m} tried).",
        question="how often does your loop go round before the function returns?",
    ),
    shared.no_mean,
    shared.gradient_no_mean,
    shared.dw_no_mean,
    shared.db_no_mean,
    shared.cost_no_mean,
    *shared.costs,
    *shared.gradients,
    shared.mean_of_mean,
)


@exercise.variant(
    "division by m after every example",
    evidence="Late examples count more: every turn of the loop divides all sums by m.",
    question="when is the sum complete, so that it can be divided?",
)
def division_inside(w, b, X, Y):
    m, cost, dw, db = X.shape[1], 0.0, 0.0, 0.0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[0, i]
        slopes = single_example_gradients(w, b, x, y)
        cost = (cost + log_loss(neuron(w, b, x), y)) / m
        dw, db = (dw + slopes["dw"]) / m, (db + slopes["db"]) / m
    return {"dw": dw, "db": db}, cost


exercise.variants(
    shared.features_for_examples,
    wrong(
        "too_few_examples",
        "as many examples as features",
        called_with(X=lambda X: X[:, : n_x(X)], Y=lambda X, Y: Y[:, : n_x(X)]),
        evidence="You use the first n_x examples only (n_x = {n_x}, m = {m}).",
        question="which axis of X counts the examples?",
    ),
    wrong(
        "one_example_short",
        "last example left out",
        called_with(X=lambda X: X[:, :-1], Y=lambda Y: Y[:, :-1]),
        scaled(lambda X: 1 - 1 / m(X)),
        evidence="Your sums hold all examples but the last, divided by m ({m} tried).",
        question="how many numbers does range(n) give, and which is the last one?",
    ),
    wrong(
        "db_in_feature_loop",
        "db added once for every feature",
        scaled(n_x, "db"),
        evidence="Your db is n_x times the expected one (n_x = {n_x} tried).",
        question="to which of the two loops does the line of db belong?",
    ),
    wrong(
        "cost_in_feature_loop",
        "cost added once for every feature",
        scaled(n_x, "cost"),
        evidence="Your cost is n_x times the expected one (n_x = {n_x} tried).",
        question="to which of the two loops does the line of the cost belong?",
    ),
    wrong(
        "first_feature_only",
        "only the first feature",
        outputs(dw=lambda dw: np.vstack([dw[:1], np.zeros_like(dw[1:])])),
        evidence="Only the first entry of your dw ever moves away from 0.",
        question="which of your loops runs over the features?",
    ),
    wrong(
        "last_feature_missing",
        "last feature left out",
        outputs(dw=lambda dw: np.vstack([dw[:-1], np.zeros_like(dw[-1:])])),
        evidence="The last entry of your dw is always 0.",
        question="how many numbers does range(n) give, and which is the last one?",
    ),
    reworded(
        shared.dw_without_x,
        title="dw without the features",
        evidence="Every entry of your dw equals db.",
        question="through which number does a weight reach the score?",
    ),
    reworded(
        shared.opposite_sign,
        question="if a is too small for a label 1, should the score grow or shrink?",
    ),
    shared.extra_slope,
    shared.no_bias,
    shared.negative_cost,
    shared.dw_flat,
    shared.dw_row,
    wrong(
        "one_entry_arrays",
        "numbers kept in arrays",
        wrapped("db", "cost", shape=(1,)),
        evidence="Your cost and db hold the right number, wrapped in an array.",
        question="Y[0, i] is a number, Y[:, i] is an array: which one do you use?",
    ),
    shared.exchanged,
    wrong(
        "gradient_two_means",
        "gradient divided by m twice",
        divided(m, "dw", "db"),
        evidence="Your dw and db are the expected ones divided by m once more.",
        question="how often does 1/m stand in the formula of a mean?",
    ),
)


@exercise.accepted
def by_example(w, b, X, Y):
    """Add up what each example gives by itself."""
    columns = [X[:, i : i + 1] for i in range(X.shape[1])]
    slopes = [
        single_example_gradients(w, b, x, y) for x, y in zip(columns, Y[0], strict=True)
    ]
    losses = [log_loss(neuron(w, b, x), y) for x, y in zip(columns, Y[0], strict=True)]
    dw = np.mean([slope["dw"] for slope in slopes], axis=0)
    return {"dw": dw, "db": np.mean([slope["db"] for slope in slopes])}, np.mean(losses)


@exercise.accepted
def with_lists(w, b, X, Y):
    """Keep the sums in plain lists and divide each term by m."""
    n_x, m = X.shape
    J, dw, db = 0, [[0.0] for _ in range(n_x)], 0
    for i in range(m):
        z = b + sum(w[j][0] * X[j][i] for j in range(n_x))
        J += (np.logaddexp(0, z) - Y[0][i] * z) / m
        dz = 1 / (1 + np.exp(-z)) - Y[0][i]
        db += dz / m
        for j in range(n_x):
            dw[j][0] += X[j][i] * dz / m
    return [{"dw": dw, "db": db, "dz": dz}, J]


@exercise.accepted
def by_arrays(w, b, X, Y):
    """Do it without any loop."""
    Z = w.T @ X + b
    dZ = 1 / (1 + np.exp(-Z)) - Y
    cost = np.mean(np.logaddexp(0, Z) - Y * Z)
    return {"dw": X @ dZ.T / Y.size, "db": dZ.mean()}, cost


EXERCISE = exercise.with_hints(
    "Sort your lines: before the loops, in the loop over the examples, in the loop "
    "over the features, after both. Which line belongs where?",
    "The check says which outputs are right. Follow a wrong one: where does it "
    "start? What is added to it, and how often? Where is it divided?",
    "cost and db are numbers, dw has shape (n_x, 1). Example i is the column "
    "X[:, i:i+1], its label the number Y[0, i], and feature j of it X[j, i].",
    "A sibling: the mean of each row of a table T with n rows and m columns. Start "
    "n sums at 0, let two loops add T[j, i] to sum j, divide by m at the end.",
)
