"""`cross_entropy(A, Y)`: the mean of -log of what the truth was given."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    divided,
    instead,
    negated,
    outputs,
    scaled,
    wrapped,
    wrong,
)
from nnlib.exercises.drawing import GUARDED, high_enough
from nnlib.losses import cross_entropy, euclidean_cost
from nnlib.multiclass import one_hot, softmax

ENDS = {"extreme": True, "open_ended": True, "rtol": 1e-6, "atol": 1e-6}
SIZES = ((4, 6), (3, 8), (2, 5), (5, 3))


exercise = Draft(
    id="05/cross_entropy",
    parts={"cost": 10},
    reference=cross_entropy,
    returns="cost",
    form="mend",
    edition=3,
)


@exercise.starts(
    "log loss of every output",
    evidence="Your cost adds log(1 - A) of all wrong classes.",
    question="in a column that sums to 1, what is left to say about the others?",
)
def binary_form(A, Y):
    m = A.shape[1]
    right = Y * np.log(np.maximum(A, 1e-300))
    others = (1 - Y) * np.log(np.maximum(1 - A, 1e-300))
    return -np.sum(right + others) / m


@exercise.probes
def probes(rng):
    """Draw probabilities and one-hot labels, never as many classes as examples."""
    drawn = [draw(rng, K, m) for K, m in SIZES]
    return [by_hand(), *drawn, certain(), certain_and_wrong()]


def by_hand():
    """Return two predictions of three classes, one good and one poor."""
    A = np.array([[0.7, 0.3], [0.2, 0.2], [0.1, 0.5]])
    Y = np.array([[1, 0], [0, 1], [0, 0]])
    return Probe((A, Y), sizes={"K": 3, "m": 2}, shown=True, **GUARDED)


def draw(rng, K, m):
    """Draw predictions, and classes of which most are not the favoured ones.

    One got so little that every clip of 0.1 shows.
    """
    A = softmax(rng.uniform(-1.2, 1.2, (K, m)))
    labels = rng.integers(0, K, m)
    labels[:2] = (np.argmax(A[:, :2], axis=0) + 1) % K
    A[:, 0] *= 0.96 / (1 - A[labels[0], 0])
    A[labels[0], 0] = 0.04
    return Probe((A, one_hot(labels, K)), sizes={"K": K, "m": m}, **GUARDED)


def certain():
    """Return predictions that are right and exactly 1, beside a doubtful one."""
    A = np.array([[1.0, 0.0, 0.25], [0.0, 1.0, 0.75], [0.0, 0.0, 0.0]])
    Y = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    about = "probabilities that are exactly 0 or 1"
    return Probe((A, Y), about=about, **ENDS)


def certain_and_wrong():
    """Return one answer that could not be worse, beside a good one."""
    A = np.array([[0.0, 0.8], [1.0, 0.1], [0.0, 0.1]])
    Y = np.array([[1.0, 1.0], [0.0, 0.0], [0.0, 0.0]])
    about = "a wrong answer that is certain"
    return Probe((A, Y), about=about, **ENDS)


@exercise.judge
def as_much_as_it_likes(probe, outputs):
    """Expect a high cost of a wrong and certain answer: infinite, or high enough."""
    return {"cost": high_enough(cross_entropy(*probe.args), outputs["cost"], 2)}


@exercise.vectorised
def any_size(rng, size):
    """Draw any number of examples of three classes."""
    return draw(rng, 3, size)


def given_to_truth(A, Y):
    """Give the probability of the right class, for the wrong versions below."""
    return np.sum(A * Y, axis=0)


# What goes wrong in any cost of several classes.
no_mean = wrong(
    "no_mean",
    "sum for the mean",
    scaled(lambda Y: Y.shape[1]),
    evidence="Your cost is m times the expected one (m = {m} tried).",
    question="if every example stood there twice, should the cost double?",
)
classes_for_examples = wrong(
    "classes_for_examples",
    "division by the number of classes",
    scaled(lambda Y: Y.shape[1] / len(Y)),
    evidence="You divide by K ({K} tried).",
    question="which axis of A counts the examples?",
)
no_minus = wrong(
    "no_minus",
    "minus sign missing",
    negated(),
    evidence="Your cost has the right size and is negative.",
    question="can minus the logarithm of a probability be below 0?",
)
mean_of_table = wrong(
    "mean_of_table",
    "mean over the classes as well",
    divided(lambda Y: len(Y)),
    evidence="Your cost is the expected one divided by K as well (K = {K} tried).",
    question="how many losses does an example with K outputs have?",
)
base_two = wrong(
    "base_two",
    "another base of the logarithm",
    divided(np.log(2)),
    evidence="Your cost is the expected one divided by log(2): its base is 2.",
    question="which logarithm makes the derivative short?",
)
cost_array = wrong(
    "cost_array",
    "cost kept as an array",
    wrapped(),
    evidence="Your cost holds the right number, wrapped in an array.",
    question="what shape does a cost have?",
)


exercise.variants(
    no_minus,
    no_mean,
    mean_of_table,
    classes_for_examples,
    wrong(
        "exchanged",
        "A and Y exchanged",
        instead(lambda A, Y: -float(np.sum(A * np.log(Y))) / A.shape[1]),
        evidence="You take the logarithm of labels; log(0) is minus infinity.",
        question="which of the two tables holds no zeros?",
    ),
    wrong(
        "labels_left_out",
        "labels left out",
        instead(lambda A, Y: -float(np.sum(np.log(A))) / A.shape[1]),
        evidence="Your cost adds the logarithms of all classes, whatever the truth is.",
        question="which factor leaves one term of each column?",
    ),
    wrong(
        "favoured_class",
        "largest probability for that of the truth",
        instead(lambda A, Y: -float(np.mean(np.log(np.max(A, axis=0))))),
        evidence="Your cost looks at the largest probability, right or wrong.",
        question="what should a sure and wrong answer cost?",
    ),
    wrong(
        "log_of_mean",
        "logarithm of the mean",
        instead(lambda A, Y: -float(np.log(np.mean(given_to_truth(A, Y))))),
        evidence=(
            "You take one logarithm, of the mean probability of the right classes."
        ),
        question="which comes first for each example, the logarithm or the mean?",
    ),
    wrong(
        "no_logarithm",
        "logarithm missing",
        instead(lambda A, Y: 1 - float(np.mean(given_to_truth(A, Y)))),
        evidence="Your cost is 1 minus the mean probability of the right classes.",
        question="what should it cost to give the truth almost no probability?",
    ),
    base_two,
    wrong(
        "squared_distance",
        "squared distance for cross entropy",
        outputs(cost=lambda A, Y: euclidean_cost(A, Y)),
        evidence="Your cost is the mean of half the squared distances.",
        question="what does each cost say when the truth gets 0.001?",
    ),
    wrong(
        "losses",
        "one number per example",
        instead(lambda A, Y: -np.log(np.maximum(given_to_truth(A, Y), 1e-300))),
        evidence="You return one loss for each example.",
        question="how is one cost made of m losses?",
    ),
    cost_array,
    wrong(
        "zero_times_infinity",
        "0 times log(0)",
        instead(lambda A, Y: -float(np.sum(Y * np.log(A))) / A.shape[1]),
        evidence="A is exactly 0 there, and 0 times log(0) is nan.",
        question="should a class that is wrong and gets 0 cost anything?",
    ),
)


@exercise.accepted
def by_position(A, Y):
    """Look up the probability of the right class in each column."""
    labels = np.argmax(Y, axis=0)
    P = A[labels, np.arange(A.shape[1])]
    return np.mean(-np.log(np.where(P > 0, P, 1e-300)))


@exercise.accepted
def by_einsum(A, Y):
    """Multiply and add with einsum; a tiny number keeps the logarithm from 0."""
    return -np.einsum("km,km->", Y, np.log(A + 1e-15)) / Y.shape[1]


@exercise.accepted
def class_by_class(A, Y):
    """Loop over the classes, and choose the entries that count."""
    logs = [np.log(np.clip(a[y == 1], 1e-15, 1)).sum() for a, y in zip(A, Y)]  # noqa: B905
    return float(-sum(logs) / len(A[0]))


EXERCISE = exercise.with_hints(
    "In a column of Y there is one 1. Which number of A does it pick out, and what "
    "does that number cost?",
    "Ten answers of 0.1 should cost log 10 = 2.30. What does each line of the function "
    "add to that?",
    "Read the formula of section 3 against the function, term by term: which term of "
    "the function has no counterpart there?",
)
