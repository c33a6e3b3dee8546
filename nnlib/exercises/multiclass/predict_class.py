"""`predict_class(A)`: the class with the largest output, for every example."""

import numpy as np

from nnlib.check import Draft, Probe, instead, outputs, wrong
from nnlib.multiclass import predict_class, softmax

SIZES = ((4, 6), (5, 3), (3, 8))


exercise = Draft(
    id="05/predict_class",
    parts={"labels": 5},
    reference=predict_class,
    returns="labels",
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw probabilities of which some winners stay below one half."""
    return [by_hand(), *(draw(rng, K, m) for K, m in SIZES)]


def by_hand():
    """Return three examples; the first is won with 0.4."""
    A = np.array([[0.3, 0.8, 0.1], [0.3, 0.1, 0.2], [0.4, 0.1, 0.7]])
    A[1, 0], A[0, 0] = 0.35, 0.25
    A = np.vstack([A, [[0.0, 0.0, 0.0]]])
    return Probe((A,), sizes={"K": 4, "m": 3}, shown=True)


def draw(rng, K, m):
    """Draw columns whose winners are known and clear, some of them below one half."""
    winners = rng.permutation(np.resize(np.arange(K), m))
    Z = rng.uniform(-0.3, 0.3, (K, m))
    Z[winners, np.arange(m)] = np.where(np.arange(m) % 2 == 0, 0.5, 3.0)
    return Probe((softmax(Z),), sizes={"K": K, "m": m})


@exercise.vectorised
def any_size(rng, size):
    """Draw any number of examples of four classes."""
    return Probe((softmax(rng.normal(0, 2, (4, size))),))


exercise.variants(
    wrong(
        "along_rows",
        "winner of each row",
        instead(lambda A: np.argmax(A, axis=1)),
        evidence=(
            "You return one number for each class: the example that has most of it."
        ),
        question="how many answers do m examples need?",
    ),
    wrong(
        "place_in_table",
        "place in the whole table",
        instead(lambda A: np.argmax(A)),
        evidence="You return a single number: the place of the largest entry of all.",
        question="how many answers do m examples need?",
    ),
    wrong(
        "largest_value",
        "probability of the winner",
        instead(lambda A: np.max(A, axis=0)),
        evidence="You return how large the largest output is, not which one it is.",
        question="what does the reader of a digit want to hear?",
    ),
    wrong(
        "above_half",
        "above one half",
        instead(lambda A: np.argmax(A > 0.5, axis=0)),
        evidence="Classes below 0.5 never win with you, and then you answer 0.",
        question="with ten classes, must the largest output be above one half?",
    ),
    wrong(
        "one_hot_winner",
        "one-hot columns",
        instead(lambda A: (np.max(A, axis=0) == A).astype(float)),
        evidence="You return a table of 0 and 1 in place of class numbers.",
        question="what shape does a list of m labels have?",
    ),
    wrong(
        "counted_from_one",
        "classes counted from 1",
        outputs(labels=lambda labels: labels + 1),
        evidence="Your class numbers are 1 too high.",
        question="what number does the first row of an array have?",
    ),
    wrong(
        "smallest",
        "smallest output",
        instead(lambda A: np.argmin(A, axis=0)),
        evidence="You return the class with the smallest output.",
        question="which output should the right class have?",
    ),
    wrong(
        "whole_order",
        "order of all classes",
        instead(lambda A: np.argsort(A, axis=0)),
        evidence="You return a whole table: the order of all classes.",
        question="which row of this order do you want?",
    ),
    wrong(
        "rounded",
        "rounded probabilities",
        instead(lambda A: np.round(A)),
        evidence="You return rounded outputs in place of class numbers.",
        question="what does the reader of a digit want to hear?",
    ),
    wrong(
        "row",
        "labels as a row with two axes",
        outputs(labels=lambda labels: labels.reshape(1, -1)),
        evidence="Your class numbers are right, with one axis more than labels have.",
        question="what is the shape of the labels that they will be compared with?",
    ),
)


@exercise.accepted
def by_sorting(A):
    """Sort every column, and take the last."""
    return A.argsort(axis=0)[-1]


@exercise.accepted
def as_list(A):
    """Turn the table, look along the rows, and return a list."""
    return list(np.asarray(A).T.argmax(axis=-1))


@exercise.accepted
def with_where(A):
    """Count up where the largest entry stands."""
    winners = np.max(A, axis=0) == A
    return np.where(winners, np.arange(len(A))[:, np.newaxis], 0).sum(axis=0)


EXERCISE = exercise.with_hints(
    "What is wanted for each column: the largest number, or the row it stands in?",
    "numpy has functions that return the value of an extreme, and functions that "
    "return its place. Both take an axis.",
)
