"""`euclidean_cost(A, Y)`: half the squared distance to the target, on average."""

import numpy as np

from nnlib.check import Draft, instead, outputs, reworded, scaled, wrapped, wrong
from nnlib.exercises.multiclass.cross_entropy import (
    any_size,
    by_hand,
    classes_for_examples,
    draw,
    mean_of_table,
    no_mean,
)
from nnlib.losses import cross_entropy, euclidean_cost

SIZES = ((4, 6), (3, 8), (5, 2))


exercise = Draft(
    id="05/euclidean_cost",
    parts={"cost": 5},
    reference=euclidean_cost,
    returns="cost",
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw predictions and one-hot labels; the small case is that of cross entropy."""
    return [by_hand(), *(draw(rng, K, m) for K, m in SIZES)]


exercise.vectorised(any_size)


exercise.variants(
    wrong(
        "no_half",
        "half missing",
        scaled(2),
        evidence="Your cost is twice the expected one.",
        question="which factor cancels the 2 of the derivative?",
    ),
    no_mean,
    reworded(
        mean_of_table,
        question="is a distance the mean or the sum of its squared parts?",
    ),
    classes_for_examples,
    wrong(
        "distance",
        "distance without a square",
        instead(lambda A, Y: float(np.mean(np.linalg.norm(A - Y, axis=0)))),
        evidence="Your cost is the mean distance: a root was taken of each square sum.",
        question="which one has a derivative without a root below a fraction line?",
    ),
    wrong(
        "half_distance",
        "half the distance, without a square",
        instead(lambda A, Y: float(np.mean(np.linalg.norm(A - Y, axis=0))) / 2),
        evidence="Your cost is half the mean distance, a root of each square sum.",
        question="the text halves a square; is what you halve one?",
    ),
    wrong(
        "one_root",
        "one root for the whole table",
        instead(lambda A, Y: float(np.linalg.norm(A - Y)) / A.shape[1]),
        evidence="Your cost takes one root, of all squares of the table together.",
        question="which one has a derivative without a root below a fraction line?",
    ),
    wrong(
        "half_of_one_root",
        "half of one root for the whole table",
        instead(lambda A, Y: float(np.linalg.norm(A - Y)) / (2 * A.shape[1])),
        evidence="Your cost halves one root, of all squares of the table together.",
        question="the text halves a square; is what you halve one?",
    ),
    wrong(
        "absolute",
        "absolute differences",
        instead(lambda A, Y: float(np.sum(np.abs(A - Y))) / (2 * A.shape[1])),
        evidence="Your cost adds the sizes of the differences, not their squares.",
        question="what does squaring do to a difference of 0.9, and to one of 0.1?",
    ),
    wrong(
        "square_of_sum",
        "squared too late",
        instead(
            lambda A, Y: float(np.sum(np.sum(A - Y, axis=0) ** 2)) / (2 * A.shape[1])
        ),
        evidence="Your cost is nearly 0: the differences of a column cancel.",
        question="what do the differences of a column add up to?",
    ),
    wrong(
        "right_class_only",
        "only the right class",
        instead(lambda A, Y: float(np.sum(Y * (A - Y) ** 2)) / (2 * A.shape[1])),
        evidence="Your cost looks at the right class of each example only.",
        question="how many parts has the distance between two columns of K numbers?",
    ),
    wrong(
        "entropy",
        "cross entropy",
        outputs(cost=lambda A, Y: cross_entropy(A, Y)),
        evidence="Your cost is the cross entropy.",
        question="which of the two costs contains a logarithm?",
    ),
    wrong(
        "losses",
        "one number per example",
        instead(lambda A, Y: np.sum((A - Y) ** 2, axis=0) / 2),
        evidence="You return one loss for each example.",
        question="how is one cost made of m losses?",
    ),
    wrong(
        "cost_array",
        "cost kept as an array",
        wrapped(shape=(1,)),
        evidence="Your cost holds the right number, wrapped in an array.",
        question="what shape does a cost have?",
    ),
)


@exercise.accepted
def by_norm(A, Y):
    """Take the length of the whole table of differences, and square it again."""
    return np.linalg.norm(A - Y) ** 2 / 2 / Y.shape[1]


@exercise.accepted
def by_einsum(A, Y):
    """Multiply the differences with themselves and add."""
    D = Y - A
    return 0.5 * np.einsum("km,km->", D, D) / A.shape[1]


@exercise.accepted
def mean_of_sums(A, Y):
    """Add over the classes, then take the mean over the examples."""
    return np.mean(0.5 * np.square(A - Y).sum(axis=0))


EXERCISE = exercise.with_hints(
    "Do it for one column first: differences, squares, their sum, half of it.",
    "Which sum runs over the classes, and which mean over the examples? By what "
    "must the sum of the whole table be divided?",
)
