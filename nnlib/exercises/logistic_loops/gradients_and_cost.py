"""`gradients_and_cost(w, b, X, Y)`: all examples, all features, two loops."""

import numpy as np

from nnlib.check import Draft, Probe
from nnlib.exercises import logistic_gradients as shared
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
    return [shared.by_hand(), *(draw(rng, n_x, m) for n_x, m in SIZES), certain()]


def draw(rng, n_x, m):
    """Draw one case of given sizes; the first and the last label differ."""
    w, b = rng.normal(0, 0.5, (n_x, 1)), float(rng.uniform(0.3, 0.9))
    X, Y = rng.normal(0, 1, (n_x, m)), rng.integers(0, 2, (1, m)).astype(float)
    Y[0, 0], Y[0, -1] = 1.0, 0.0
    return Probe((w, b, X, Y), sizes={"n_x": n_x, "m": m})


def certain():
    """Return a case in which every answer is right and a is exactly 0 or 1."""
    X = np.array([[900.0, -800.0, 700.0, -900.0], [100.0, -50.0, 20.0, -10.0]])
    Y = np.array([[1.0, 0.0, 1.0, 0.0]])
    args = np.array([[1.0], [0.5]]), 0.1, X, Y
    about = "answers so certain that a is exactly 0 or 1"
    return Probe(args, rtol=1e-6, atol=1e-6, extreme=True, about=about)


def scaled(result, *, dw=1.0, db=1.0, cost=1.0):
    """Multiply the outputs by factors."""
    grads, right = result
    return {"dw": dw * grads["dw"], "db": db * grads["db"]}, cost * right


def with_cost(w, b, X, Y, loss):
    """Give the right gradient, and the mean of another loss."""
    A = [neuron(w, b, X[:, i : i + 1]) for i in range(X.shape[1])]
    losses = [loss(a, y) for a, y in zip(A, Y[0], strict=True)]
    return gradients_and_cost(w, b, X, Y)[0], float(np.mean(losses))


@exercise.variant(
    "only the last example counts",
    evidence="Your sums hold the last example alone, divided by m ({m} tried).",
    question="which values must survive from one example to the next?",
)
def last_example_only(w, b, X, Y):
    factors = dict.fromkeys(("dw", "db", "cost"), 1 / X.shape[1])
    return scaled(gradients_and_cost(w, b, X[:, -1:], Y[:, -1:]), **factors)


@exercise.variant(
    "only the last example counts, in the gradient",
    evidence="Your dw and db hold the last example alone, divided by m.",
    question="which values must survive from one example to the next?",
)
def gradient_of_last_example(w, b, X, Y):
    grads, _ = last_example_only.function(w, b, X, Y)
    return grads, gradients_and_cost(w, b, X, Y)[1]


@exercise.variant(
    "only the first example counts",
    evidence="Your sums hold the first example alone, divided by m ({m} tried).",
    question="how often does your loop go round before the function returns?",
)
def first_example_only(w, b, X, Y):
    factors = dict.fromkeys(("dw", "db", "cost"), 1 / X.shape[1])
    return scaled(gradients_and_cost(w, b, X[:, :1], Y[:, :1]), **factors)


exercise.shared(
    shared.no_mean,
    shared.gradient_no_mean,
    shared.dw_no_mean,
    shared.db_no_mean,
    shared.cost_no_mean,
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


exercise.shared(shared.features_for_examples)


@exercise.variant(
    "as many examples as features",
    evidence="You use the first n_x examples only (n_x = {n_x}, m = {m}).",
    question="which axis of X counts the examples?",
)
def too_few_examples(w, b, X, Y):
    n_x = X.shape[0]
    return gradients_and_cost(w, b, X[:, :n_x], Y[:, :n_x])


@exercise.variant(
    "last example left out",
    evidence="Your sums hold all examples but the last, divided by m ({m} tried).",
    question="how many numbers does range(n) give, and which is the last one?",
)
def one_example_short(w, b, X, Y):
    result = gradients_and_cost(w, b, X[:, :-1], Y[:, :-1])
    share = 1 - 1 / X.shape[1]
    return scaled(result, dw=share, db=share, cost=share)


@exercise.variant(
    "db added once for every feature",
    evidence="Your db is n_x times the expected one (n_x = {n_x} tried).",
    question="to which of the two loops does the line of db belong?",
)
def db_in_feature_loop(w, b, X, Y):
    return scaled(gradients_and_cost(w, b, X, Y), db=X.shape[0])


@exercise.variant(
    "cost added once for every feature",
    evidence="Your cost is n_x times the expected one (n_x = {n_x} tried).",
    question="to which of the two loops does the line of the cost belong?",
)
def cost_in_feature_loop(w, b, X, Y):
    return scaled(gradients_and_cost(w, b, X, Y), cost=X.shape[0])


@exercise.variant(
    "only the first feature",
    evidence="Only the first entry of your dw ever moves away from 0.",
    question="which of your loops runs over the features?",
)
def first_feature_only(w, b, X, Y):
    grads, cost = gradients_and_cost(w, b, X, Y)
    first = np.zeros(w.shape)
    first[0] = grads["dw"][0]
    return {**grads, "dw": first}, cost


@exercise.variant(
    "last feature left out",
    evidence="The last entry of your dw is always 0.",
    question="how many numbers does range(n) give, and which is the last one?",
)
def last_feature_missing(w, b, X, Y):
    grads, cost = gradients_and_cost(w, b, X, Y)
    short = grads["dw"].copy()
    short[-1] = 0.0
    return {**grads, "dw": short}, cost


exercise.shared(
    shared.dw_without_x,
    title="dw without the features",
    evidence="Every entry of your dw equals db.",
    question="through which number does a weight reach the score?",
)
exercise.shared(
    shared.opposite_sign,
    question="if a is too small for a label 1, should the score grow or shrink?",
)
exercise.shared(shared.extra_slope)


@exercise.variant(
    "bias left out of the score",
    evidence="Your outputs are those of b = 0, whatever b is.",
    question="set all weights to 0: should the cost still depend on b?",
)
def no_bias(w, b, X, Y):
    return gradients_and_cost(w, 0.0, X, Y)


exercise.shared(shared.negative_cost)


@exercise.variant(
    "only the first term of the log loss",
    evidence="Examples with label 0 add nothing to your cost.",
    question="what should the loss be for y = 0 and a = 0.9?",
)
def first_term_only(w, b, X, Y):
    return with_cost(w, b, X, Y, lambda a, y: y * log_loss(a, 1))


@exercise.variant(
    "minus sign on the first term only",
    evidence="Examples with label 0 lower your cost: the minus misses its bracket.",
    question="put y = 0 and a = 0.9 into your line by hand: which sign comes out?",
)
def minus_on_first_term(w, b, X, Y):
    return with_cost(w, b, X, Y, lambda a, y: (2 * y - 1) * log_loss(a, y))


@exercise.variant(
    "label missing in the first term",
    evidence="Every example adds -log(a) to your cost, whatever its label.",
    question="which factor switches the first term off when y = 0?",
)
def label_missing(w, b, X, Y):
    def loss(a, y):
        return log_loss(a, 1) + (1 - y) * log_loss(a, 0)

    return with_cost(w, b, X, Y, loss)


@exercise.variant(
    "squared error for the log loss",
    evidence="Your cost is the mean of half the squared difference of a and y.",
    question="what does each loss say about a = 0.01 when y = 1?",
)
def squared_error(w, b, X, Y):
    return with_cost(w, b, X, Y, lambda a, y: 0.5 * (a - y) ** 2)


exercise.shared(shared.dw_flat, shared.dw_row)


@exercise.variant(
    "numbers kept in arrays",
    evidence="Your cost and db hold the right number, wrapped in an array.",
    question="Y[0, i] is a number, Y[:, i] is an array: which one do you use?",
)
def one_entry_arrays(w, b, X, Y):
    grads, cost = gradients_and_cost(w, b, X, Y)
    return {**grads, "db": np.array([grads["db"]])}, np.array([cost])


@exercise.variant(
    "0 times log(0)",
    evidence="a is exactly 0 or 1 there, so one term is 0 times log(0), which is nan.",
    question="which of the two terms should count when y = 1, and which not at all?",
)
def zero_times_infinity(w, b, X, Y):
    def loss(a, y):
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))

    return with_cost(w, b, X, Y, loss)


exercise.shared(shared.exchanged)


@exercise.variant(
    "gradient divided by m twice",
    evidence="Your dw and db are the expected ones divided by m once more.",
    question="how often does 1/m stand in the formula of a mean?",
)
def gradient_two_means(w, b, X, Y):
    m = X.shape[1]
    return scaled(gradients_and_cost(w, b, X, Y), dw=1 / m, db=1 / m)


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
