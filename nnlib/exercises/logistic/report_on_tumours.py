"""`report_on_tumours(X, Y, ...)`: a clinic. Every answer meets every label."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Draft,
    Probe,
    instead,
    outputs,
    reordered,
    reworded,
    scaled,
    wrong,
)
from nnlib.exercises import gradient_descent
from nnlib.exercises.gradient_descent import TRAINED
from nnlib.logistic import optimize, predict, report_on_tumours
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy

exercise = Draft(
    id="02/report_on_tumours",
    parts={"share": 4, "costs": 1},
    reference=report_on_tumours,
    returns=("share", "costs"),
    needs=("02/sigmoid", "02/compute_cost"),
    form="clinic",
    help="H2",
)


@exercise.starts(
    "every answer against every label",
    evidence="Your share is the mean of an m by m table (m = {m} tried).",
    question="what shape does the comparison have, and how many do you want?",
    right=("costs",),
)
def every_label(X, Y, learning_rate, num_iterations):
    n_x, m = X.shape
    w, b = np.zeros((n_x, 1)), 0.0
    labels, costs = Y.T, []
    for _ in range(num_iterations):
        A = sigmoid(w.T @ X + b)
        costs.append(compute_cost(A, Y))
        w = w - learning_rate * X @ (A.T - labels) / m
        b = b - learning_rate * np.mean(A.T - labels)
    said = sigmoid(w.T @ X + b) > 0.5
    return np.mean(said == labels), costs


@exercise.probes
def probes(rng):
    """Draw tumours of several sizes, most of them of one kind."""
    return [
        by_hand(),
        training(rng, 3, 7, learning_rate=0.3, num_iterations=12),
        training(rng, 4, 11, learning_rate=0.07, num_iterations=20),
        training(rng, 2, 9, learning_rate=1.3, num_iterations=4),
        gradient_descent.rising(by_hand(), learning_rate=6.0),
    ]


def by_hand():
    """Return ten tumours: one missed, two false alarms, one found by a low score."""
    X = np.array([[2.0, 1.0, 3.0, 0.8, -1.0, -2.0, -1.5, -0.7, 1.5, 0.4]])
    Y = np.array([[1, 1, 1, 0, 0, 0, 0, 1, 0, 1]])
    return run_of(X, Y, learning_rate=0.5, num_iterations=3, shown=True)


def training(rng, n_x, m, **options):
    """Draw one training run; about a third of the labels are 1, and the first is 0."""
    Y = np.zeros((1, m))
    Y[0, -(m // 3) :] = 1
    X = rng.normal(0, 1, (n_x, m)) + 0.6 * Y
    return run_of(X, Y, **options)


def run_of(X, Y, learning_rate, num_iterations, **kinds):
    """Make a probe of a training run."""
    n_x, m = X.shape
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    return Probe((X, Y), options, {"n_x": n_x, "m": m, **options}, **kinds, **TRAINED)


def told(share):
    """Report another share, made of what is said, the labels and the scores."""

    def reported(X, Y, learning_rate, num_iterations):
        w, b = np.zeros((len(X), 1)), 0.0
        params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
        Z = params["w"].T @ X + params["b"]
        return float(share(Z > 0, Y, Z)), costs

    return instead(reported)


exercise.variants(
    wrong(
        "table_summed",
        "every answer against every label, divided by m",
        told(lambda said, Y, Z: np.sum(said == Y.T) / Y.size),
        evidence="Your share is the sum of an m by m table, divided by m = {m}.",
        question="what shape does the comparison have, and how many do you want?",
    ),
    wrong(
        "wrong_ones",
        "share of wrong ones",
        outputs(share=lambda share: 1 - share),
        evidence="Your share and the expected one add up to 1.",
        question="what should come out if every answer is right, 0 or 1?",
    ),
    wrong(
        "counted",
        "number in place of share",
        scaled(lambda Y: Y.size, "share"),
        evidence="You give how many are right, not which share (m = {m} tried).",
        question="between which two numbers does a share lie?",
    ),
    wrong(
        "score_for_probability",
        "score compared with one half",
        told(lambda said, Y, Z: np.mean((Z > 0.5) == Y)),
        evidence="You say 1 where the score is above 0.5, not the probability.",
        question="which probability belongs to the score 0.3?",
    ),
    wrong(
        "found",
        "only label 1 counted",
        told(lambda said, Y, Z: np.mean(said[Y == 1])),
        evidence="Your share counts examples with label 1 alone.",
        question="is a benign tumour that is called benign a right answer?",
    ),
    wrong(
        "alarms",
        "only answer 1 counted",
        told(lambda said, Y, Z: np.sum(said & (Y == 1)) / max(1, np.sum(said))),
        evidence="Your share counts only the examples that you call 1.",
        question="is a benign tumour that is called benign a right answer?",
    ),
    wrong(
        "said_malignant",
        "share of answers 1",
        told(lambda said, Y, Z: np.mean(said)),
        evidence="Your share says how often the answer is 1, right or wrong.",
        question="what does your share compare the answers with?",
    ),
    wrong(
        "never_asked",
        "labels compared with 0",
        told(lambda said, Y, Z: np.mean(Y == 0)),
        evidence="Your share is that of the label 0, whatever the neuron has learned.",
        question="what does your share compare the labels with?",
    ),
    wrong(
        "mean_difference",
        "one less the mean difference",
        told(lambda said, Y, Z: 1 - abs(np.mean(said - Y))),
        evidence="In your share, an answer too high makes up for one too low.",
        question="one patient is missed, one alarmed for nothing: how many are right?",
    ),
    reworded(
        gradient_descent.cost_after_step,
        question="from w = 0, which cost should come first?",
    ),
    gradient_descent.one_cost_more,
    gradient_descent.costs_replaced,
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return the costs first and the share second.",
        question="which of them does the docstring name first?",
    ),
)


@exercise.accepted
def with_own_functions(X, Y, learning_rate, num_iterations):
    """Let the functions of earlier sections train, decide and count."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    return accuracy(predict(params["w"], params["b"], X), Y), costs


@exercise.accepted
def answers_stood_up(X, Y, learning_rate, num_iterations):
    """Leave the labels standing, and let the answers stand up as well."""
    n_x, m = X.shape
    w, b = np.zeros((n_x, 1)), 0.0
    labels, costs = Y.T, []
    for _ in range(num_iterations):
        A = sigmoid(w.T @ X + b)
        costs.append(compute_cost(A, Y))
        w = w - learning_rate * X @ (A.T - labels) / m
        b = b - learning_rate * np.mean(A.T - labels)
    said = sigmoid(X.T @ w + b) > 0.5
    return np.mean(said == labels), costs


@exercise.accepted
def counted_one_by_one(X, Y, learning_rate, num_iterations):
    """Go through the examples, and count."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    scores = params["w"].T @ X + params["b"]
    right = [(z > 0) == (y == 1) for z, y in zip(scores[0], Y[0], strict=True)]
    return sum(right) / len(right), costs


EXERCISE = exercise.with_hints(
    "The costs are right, so the training is. Which lines come after it?",
    "Print the shape of every array in the last two lines. Which pairs meet, and what "
    "does numpy do where a row meets a column? Prediction 7 knows.",
)
