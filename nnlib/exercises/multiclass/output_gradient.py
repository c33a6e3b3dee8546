"""`output_gradient(A, Y)`: the derivative of each loss with respect to its scores."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    changed,
    divided,
    instead,
    negated,
    outputs,
    scaled,
    transposed,
    wrong,
)
from nnlib.exercises.multiclass.cross_entropy import any_size, by_hand, draw
from nnlib.multiclass import output_gradient

SIZES = ((4, 6), (3, 8), (2, 5), (5, 3))


exercise = Draft(
    id="05/output_gradient",
    parts={"dZ": 10},
    reference=output_gradient,
    returns="dZ",
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw predictions and one-hot labels, never as many classes as examples."""
    return [by_hand(), *(draw(rng, K, m) for K, m in SIZES), certain()]


def certain():
    """Return predictions that are exactly 0 or 1, one of them wrong."""
    A = np.array([[1.0, 0.0, 0.25], [0.0, 0.0, 0.75], [0.0, 1.0, 0.0]])
    Y = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    about = "probabilities that are exactly 0 or 1"
    return Probe((A, Y), extreme=True, about=about)


exercise.vectorised(any_size)


exercise.variants(
    wrong(
        "opposite_sign",
        "Y - A for A - Y",
        negated(),
        evidence="Your numbers have the right size and the opposite sign.",
        question="if the score of a wrong class grows, does the loss grow or shrink?",
    ),
    wrong(
        "extra_slope",
        "slope of sigmoid multiplied in again",
        scaled(lambda A: A * (1 - A)),
        evidence="Your numbers carry a factor A(1 - A) too many.",
        question="which slope has already gone into the short formula?",
    ),
    wrong(
        "divided_by_m",
        "divided by m",
        divided(lambda A: A.shape[1]),
        evidence="Your numbers are the expected ones divided by m (m = {m} tried).",
        question="dZ is about one loss: which lines of linear_backward hold 1/m?",
    ),
    wrong(
        "divided_by_classes",
        "divided by the number of classes",
        divided(lambda A: len(A)),
        evidence="Your numbers are the expected ones divided by K (K = {K} tried).",
        question="dZ is about one loss: is anything averaged?",
    ),
    wrong(
        "not_yet_through_softmax",
        "derivative with respect to A",
        instead(lambda A, Y: np.where(Y == 1, -1 / A, 0.0)),
        evidence="Your numbers are -Y / A: how the loss changes with A, not with Z.",
        question="which step of the chain is still missing between A and Z?",
    ),
    wrong(
        "right_class_only",
        "softmax treated as a sigmoid",
        scaled(lambda Y: Y),
        evidence="Only the right class of each column has a slope in your table.",
        question="if a wrong class's score grows, what happens to the truth's share?",
    ),
    wrong(
        "labels_left_out",
        "labels left out",
        outputs(dZ=lambda A: A),
        evidence="Your numbers are A itself: all of them are positive.",
        question="which sign should the slope of the right class have?",
    ),
    wrong(
        "doubled",
        "twice the difference",
        scaled(2),
        evidence="Your numbers are twice the expected ones.",
        question="which cost has a square, and so a 2 in its derivative?",
    ),
    wrong(
        "absolute",
        "sizes of the differences",
        changed(np.abs),
        evidence="Your numbers have the right size, and none is negative.",
        question="which sign should the slope of the right class have?",
    ),
    wrong(
        "summed_over_classes",
        "added up over the classes",
        outputs(dZ=lambda dZ: np.sum(dZ, axis=0)),
        evidence="You return one number per example; the classes were added up.",
        question="how many scores does an example have, and how many slopes?",
    ),
    wrong(
        "summed_over_examples",
        "added up over the examples",
        outputs(dZ=lambda dZ: np.sum(dZ, axis=1, keepdims=True)),
        evidence="You return one column; the examples were added up.",
        question="in which later line are the examples added up?",
    ),
    wrong(
        "rows_for_columns",
        "one row per example",
        transposed(),
        evidence="Your numbers are right, and every example is a row of your table.",
        question="what shape does Z have, and so its derivative?",
    ),
)


@exercise.variant(
    "nan for a probability of 0",
    evidence="A is exactly 0 there, and your formula divides by it.",
    question="which of the divisions cancels on paper?",
)
def divides_by_zero(A, Y):
    dA = -Y / A
    return A * (dA - np.sum(A * dA, axis=0))


@exercise.accepted
def in_a_copy(A, Y):
    """Take 1 away where the class is right."""
    dZ = np.array(A, dtype=float)
    dZ[Y == 1] -= 1
    return dZ


@exercise.accepted
def through_all_slopes(A, Y):
    """Multiply with the slopes of softmax, one table for each example."""
    slopes = np.einsum("km,kj->mkj", A, np.eye(len(A)))
    slopes -= np.einsum("km,jm->mkj", A, A)
    P = np.sum(Y * A, axis=0)
    dA = np.where(Y == 1, -1 / np.where(P > 0, P, np.nan), 0.0)
    return np.where(P > 0, np.einsum("mkj,jm->km", slopes, dA), A - Y)


@exercise.accepted
def row_by_row(A, Y):
    """Return a list of rows, one for each class."""
    return [a - y for a, y in zip(A, Y, strict=True)]


EXERCISE = exercise.with_hints(
    "Raise the score of a wrong class a little: what happens to the loss? And "
    "the score of the right class? Which signs follow?",
    "The derivation ends at a formula as short as that of the sigmoid, dz = a - y. "
    "Here a column of K numbers meets a column of K labels.",
)
