"""`predict_class(A)`: the class with the largest output, for every example."""

import numpy as np

from nnlib.check import Draft, Probe
from nnlib.check.slips import outputs, wrong
from nnlib.multiclass import predict_class, softmax

SIZES = ((4, 6), (5, 3), (3, 8))


exercise = Draft(
    id="05/predict_class",
    parts={"labels": 5},
    reference=predict_class,
    returns="labels",
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


@exercise.variant(
    "winner of each row",
    evidence="You return one number for each class: the example that has most of it.",
    question="how many answers do m examples need?",
)
def along_rows(A):
    return np.argmax(A, axis=1)


@exercise.variant(
    "place in the whole table",
    evidence="You return a single number: the place of the largest entry of all.",
    question="how many answers do m examples need?",
)
def place_in_table(A):
    return np.argmax(A)


@exercise.variant(
    "probability of the winner",
    evidence="You return how large the largest output is, not which one it is.",
    question="what does the reader of a digit want to hear?",
)
def largest_value(A):
    return np.max(A, axis=0)


@exercise.variant(
    "above one half",
    evidence="Classes below 0.5 never win with you, and then you answer 0.",
    question="with ten classes, must the largest output be above one half?",
)
def above_half(A):
    return np.argmax(A > 0.5, axis=0)


@exercise.variant(
    "one-hot columns",
    evidence="You return a table of 0 and 1 in place of class numbers.",
    question="which shape has a list of m labels?",
)
def one_hot_winner(A):
    return (np.max(A, axis=0) == A).astype(float)


exercise.variants(
    wrong(
        "counted_from_one",
        "classes counted from 1",
        outputs(labels=lambda labels: labels + 1),
        evidence="Your class numbers are 1 too high.",
        question="which number has the first row of an array?",
    ),
)


@exercise.variant(
    "smallest output",
    evidence="You return the class with the smallest output.",
    question="which output should the right class have?",
)
def smallest(A):
    return np.argmin(A, axis=0)


@exercise.variant(
    "order of all classes",
    evidence="You return a whole table: the order of all classes.",
    question="which row of this order do you want?",
)
def whole_order(A):
    return np.argsort(A, axis=0)


@exercise.variant(
    "rounded probabilities",
    evidence="You return rounded outputs in place of class numbers.",
    question="what does the reader of a digit want to hear?",
)
def rounded(A):
    return np.round(A)


exercise.variants(
    wrong(
        "row",
        "labels as a row with two axes",
        outputs(labels=lambda labels: labels.reshape(1, -1)),
        evidence="Your class numbers are right, with one axis more than labels have.",
        question="which shape have the labels that they will be compared with?",
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
