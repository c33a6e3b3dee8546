"""`accuracy(P, Y)`: the share of examples whose label is right."""

import numpy as np

from nnlib.check import Draft, Probe, instead, outputs, scaled, wrapped, wrong
from nnlib.metrics import accuracy

# How many of: 1 found, 1 missed, 0 left alone, 0 called 1. No two shares are equal.
COUNTS = ((4, 1, 5, 3), (3, 4, 2, 2), (2, 1, 6, 0))


exercise = Draft(
    id="02/accuracy",
    parts={"accuracy": 5},
    reference=accuracy,
    returns="accuracy",
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw labels with a known number of mistakes of both kinds."""
    drawn = [draw(rng, counts) for counts in COUNTS]
    return [by_hand(), *drawn, all_right(), nothing_found()]


def by_hand():
    """Return five examples, three of them right."""
    P, Y = np.array([[1.0, 0.0, 1.0, 0.0, 0.0]]), np.array([[1, 0, 0, 1, 0]])
    return Probe((P, Y), sizes={"m": 5}, shown=True)


def draw(rng, counts):
    """Shuffle labels with given numbers of right and wrong answers."""
    pairs = np.repeat([[1, 1, 0, 0], [1, 0, 0, 1]], counts, axis=1)  # Y above P
    Y, P = rng.permutation(pairs, axis=1)
    args = P[np.newaxis].astype(float), Y[np.newaxis]
    return Probe(args, sizes={"m": Y.size})


def all_right():
    """Return labels without a mistake."""
    Y = np.array([[1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0]])
    return Probe((Y.copy(), Y), extreme=True, about="labels that are all right")


def nothing_found():
    """Return a cautious model that never says 1, and examples that are never 1."""
    Y = np.zeros((1, 4))
    return Probe((Y.copy(), Y), extreme=True, about="labels that are all 0")


@exercise.vectorised
def any_size(rng, size):
    """Draw labels of any number of examples."""
    args = rng.integers(0, 2, (2, 1, size)).astype(float)
    return Probe((args[0], args[1]))


exercise.variants(
    wrong(
        "percent",
        "percent",
        scaled(100),
        evidence="Your number is 100 times the expected one.",
        question="between which two numbers does a share lie?",
    ),
    wrong(
        "count",
        "number of right labels",
        scaled(lambda Y: Y.size),
        evidence="Your number is the count of right labels, and not their share.",
        question="are 80 right labels many? What else do you need to know?",
    ),
    wrong(
        "mistakes",
        "share of mistakes",
        outputs(accuracy=lambda accuracy: 1 - accuracy),
        evidence="You give the share of wrong labels.",
        question="should a model without mistakes get 0 or 1?",
    ),
    wrong(
        "table",
        "every label against every other",
        instead(lambda P, Y: float(np.mean(P == Y.T))),
        evidence="You compare every label of P with every label of Y: an m by m table.",
        question="what shape does your comparison have before you average it?",
    ),
    wrong(
        "only_ones",
        "one of the labels only",
        instead(lambda P, Y: float(np.mean(P * Y))),
        evidence="Only examples that are 1 and called 1 count as right for you.",
        question="is a healthy patient who is called healthy a right answer?",
    ),
    wrong(
        "found_ones",
        "share of the ones that were found",
        instead(lambda P, Y: float(np.sum(P * Y) / np.sum(Y))),
        evidence="You divide by the number of examples with label 1.",
        question="is a healthy patient who is called healthy a right answer?",
    ),
    wrong(
        "true_ones",
        "share of true among those called 1",
        instead(lambda P, Y: float(np.sum(P * Y) / np.sum(P))),
        evidence="You divide by the number of examples that are called 1.",
        question="is a healthy patient who is called healthy a right answer?",
    ),
    wrong(
        "cancelling",
        "mistakes that cancel out",
        instead(lambda P, Y: float(1 - abs(np.mean(P - Y)))),
        evidence="Your two kinds of mistakes cancel: one counts plus, the other minus.",
        question="what is P - Y for a missed example, and what for a false alarm?",
    ),
    wrong(
        "share_of_ones",
        "mean of the labels",
        instead(lambda P, Y: float(np.mean(P))),
        evidence="Your number is the share of ones in P; Y plays no part.",
        question="with what should the predicted labels be compared?",
    ),
    wrong(
        "all_or_nothing",
        "all or nothing",
        instead(lambda P, Y: float(np.all(P == Y))),
        evidence="You give 1 if every label is right, and 0 otherwise.",
        question="is one mistake among a thousand as bad as a thousand?",
    ),
    wrong(
        "as_array",
        "kept as an array",
        wrapped(),
        evidence="Your accuracy holds the right number, wrapped in an array.",
        question="what shape does a share have?",
    ),
    wrong(
        "not_averaged",
        "not averaged",
        instead(lambda P, Y: P == Y),
        evidence="You say of each example whether it is right.",
        question="how many numbers is an accuracy?",
    ),
)


@exercise.accepted
def by_product(P, Y):
    """Add the ones that meet a one and the zeros that meet a zero."""
    return ((P @ Y.T + (1 - P) @ (1 - Y).T) / Y.size).item()


@exercise.accepted
def by_difference(P, Y):
    """Subtract the share of mistakes from 1."""
    return 1 - np.abs(P - Y).mean()


@exercise.accepted
def by_counting(P, Y):
    """Divide two whole numbers."""
    return np.count_nonzero(np.equal(P, Y)) / P.shape[1]


EXERCISE = exercise.with_hints(
    "Which examples are right, and how many of all examples is that?",
    "Comparing two arrays of one shape gives True and False for every example, and "
    "numpy counts True as 1. A sibling: np.mean(T > 20) is the share of warm days.",
)
