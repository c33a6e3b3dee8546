"""`one_hot(labels, K)`: class numbers become columns with a single 1."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    instead,
    outputs,
    scaled,
    transposed,
    wrong,
)
from nnlib.multiclass import one_hot

# How many classes and examples; the last class and one in the middle may be absent.
SIZES = ((5, 8), (3, 7), (6, 4))


exercise = Draft(
    id="05/one_hot",
    parts={"Y": 5},
    reference=one_hot,
    returns="Y",
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw class numbers; in every case one of the classes does not occur."""
    labels = np.array([2, 0, 1, 2, 0])
    by_hand = Probe((labels, 4), sizes={"K": 4, "m": 5}, shown=True)
    return [by_hand, *(draw(rng, K, m) for K, m in SIZES)]


def draw(rng, K, m):
    """Draw class numbers of which the last class is absent, and one in between."""
    present = np.delete(np.arange(K), [1, K - 1]) if K > 3 else np.arange(K - 1)
    labels = rng.permutation(np.resize(present, m))
    return Probe((labels, K), sizes={"K": K, "m": m})


@exercise.vectorised
def any_size(rng, size):
    """Draw any number of examples of four classes."""
    return Probe((rng.integers(0, 4, size), 4))


exercise.variants(
    wrong(
        "rows_for_columns",
        "one row per example",
        transposed(),
        evidence="Your 1s are right, and every example is a row of your table.",
        question="do examples stand in rows or in columns here?",
    ),
    wrong(
        "reshaped",
        "table folded where it should be turned",
        outputs(Y=lambda Y, K: Y.T.reshape(K, -1)),
        evidence=(
            "Your table has the right shape; some columns hold no 1, others several."
        ),
        question="in which order does reshape take the numbers of a table?",
    ),
    wrong(
        "largest_label_seen",
        "number of classes taken from the labels",
        called_with(K=lambda labels: int(np.max(labels)) + 1),
        evidence="Your table ends at the largest label that occurs, not at K = {K}.",
        question="how many rows are there if no example shows the last class?",
    ),
    wrong(
        "classes_seen",
        "a row only for classes that occur",
        instead(
            lambda labels, K: one_hot(
                np.unique(labels, return_inverse=True)[1], np.unique(labels).size
            )
        ),
        evidence="Your table has as many rows as there are different labels.",
        question="which row belongs to class 3, if no example is of class 1?",
    ),
    wrong(
        "one_row_up",
        "classes counted from 1",
        outputs(Y=lambda Y: np.roll(Y, -1, axis=0)),
        evidence="Your 1s stand one row too high; those of label 0 are in the last.",
        question="which is the first row of an array?",
    ),
    wrong(
        "label_for_one",
        "label where a 1 is meant",
        scaled(lambda labels: labels),
        evidence="Your entries are in the right places and hold the label itself.",
        question="which number says yes, whatever the class is called?",
    ),
)


@exercise.variant(
    "whole rows of 1",
    evidence="Your rows of classes that occur hold 1 in every column.",
    question="in which column does example i have its 1?",
)
def whole_rows(labels, K):
    Y = np.zeros((K, labels.size))
    Y[labels] = 1
    return Y


@exercise.variant(
    "only the last example",
    evidence="Only your last column holds a 1.",
    question="which of your lines should run once, before the loop?",
)
def last_example_only(labels, K):
    Y = np.zeros((K, labels.size))
    Y[labels[-1], -1] = 1
    return Y


exercise.variants(
    wrong(
        "exchanged",
        "0 and 1 exchanged",
        outputs(Y=lambda Y: 1 - Y),
        evidence="Your columns hold 0 at the class and 1 everywhere else.",
        question="what does a 1 in row 3 say about the example?",
    ),
    wrong(
        "filled_up",
        "all rows up to the label",
        instead(
            lambda labels, K: (np.arange(K)[:, np.newaxis] <= labels).astype(float)
        ),
        evidence="Your columns hold 1 in every row from 0 to the label.",
        question="how many classes does one example belong to?",
    ),
)


@exercise.accepted
def compared(labels, K):
    """Compare every class with every label: True and False."""
    return np.arange(K).reshape(-1, 1) == np.asarray(labels)


@exercise.accepted
def columns_of_unit_matrix(labels, K):
    """Pick columns of the table that has its 1s on the diagonal."""
    return np.eye(K, dtype=int)[:, labels]


@exercise.accepted
def row_by_row(labels, K):
    """Make a list of rows, one for each class."""
    return [np.where(labels == k, 1.0, 0.0) for k in range(K)]


EXERCISE = exercise.with_hints(
    "Write the table for the labels 2, 0, 1 and K = 4 on paper. "
    "How many rows and columns does it have? Where is the 1 of each column?",
    "An entry is 1 where its row number equals the label of its column. "
    "A sibling: a column of hours == a row of times gives a table of True and "
    "False.",
)
