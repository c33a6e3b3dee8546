"""`softmax(Z)`: the scores of every column become probabilities."""

import numpy as np

from nnlib.check import Draft, Probe, called_with, changed, instead, outputs, wrong
from nnlib.multiclass import softmax

SIZES = ((4, 6), (2, 7), (5, 3))


exercise = Draft(
    id="05/softmax",
    parts={"A": 15},
    reference=softmax,
    returns="A",
)


@exercise.probes
def probes(rng):
    """Draw scores of both signs, and columns that lie far apart."""
    by_hand = np.array([[3.0, 0.0], [1.0, 1.3], [-3.0, -0.5]])
    drawn = [
        Probe((rng.normal(0, 2, (K, m)),), sizes={"K": K, "m": m}) for K, m in SIZES
    ]
    return [Probe((by_hand,), sizes={"K": 3, "m": 2}, shown=True), *drawn, far_apart()]


def far_apart():
    """Return columns of huge scores, of hugely negative ones, small ones and both."""
    Z = np.array([[1000.0, -1000.0, 0.5, -900.0], [998.0, -1001.0, -1.0, 900.0]])
    return Probe((Z,), extreme=True, about="scores of 1000 and of -1000")


@exercise.vectorised
def any_size(rng, size):
    """Draw any number of columns of three scores."""
    return Probe((rng.normal(0, 2, (3, size)),))


@exercise.always(
    "every column sums to 1",
    parts=("A",),
    broken="The columns of your A do not all sum to 1.",
    question="by which sum does each column have to be divided?",
)
def columns_sum_to_one(call, rng):
    """Tell whether every column shares out exactly 1."""
    A = np.asarray(call(rng.normal(0, 2, (4, 5))))
    return np.allclose(A.sum(axis=0), 1)


@exercise.always(
    "a number added to a whole column changes nothing",
    parts=("A",),
    broken="A number added to all scores of a column changes your result.",
    question="what happens to e^z / sum when every z grows by the same number?",
)
def same_after_shift(call, rng):
    """Tell whether a number added to all scores of a column changes nothing."""
    Z = rng.normal(0, 2, (3, 4))
    return np.allclose(call(Z + np.array([[1.0, -2.0, 3.0, 0.5]])), call(Z))


def shares(E):
    """Divide each column by its sum, for the wrong versions below."""
    return E / np.sum(E, axis=0)


exercise.variants(
    wrong(
        "over_examples",
        "summed over the examples",
        called_with(Z=lambda Z: Z.T),
        outputs(A=lambda A: A.T),
        evidence="Your rows sum to 1, and your columns do not.",
        question="which numbers share out the probability: those of a row or a column?",
    ),
    wrong(
        "global_sum",
        "one sum for the whole table",
        instead(lambda Z: np.exp(Z) / np.sum(np.exp(Z))),
        evidence="All your numbers together sum to 1.",
        question="does one example's probability depend on the other examples?",
    ),
    wrong(
        "no_division",
        "division missing",
        instead(lambda Z: np.exp(Z)),
        evidence="Your numbers are e to the Z: positive, and with any sum.",
        question="what must the numbers of a column add up to?",
    ),
    wrong(
        "scores_over_sum",
        "scores divided by their sum",
        instead(lambda Z: Z / np.sum(Z, axis=0)),
        evidence="Your numbers are Z over the sum of its column: some lie below 0.",
        question="which function makes every score positive before they are shared?",
    ),
    wrong(
        "sigmoid_each",
        "sigmoid of each score",
        instead(lambda Z: 1 / (1 + np.exp(-Z))),
        evidence="Your numbers are those of the sigmoid: each ignores its neighbours.",
        question="if one score of a column grows, what happens to the others' shares?",
    ),
    wrong(
        "winner_takes_all",
        "1 for the largest score",
        instead(lambda Z: (np.max(Z, axis=0) == Z).astype(float)),
        evidence="Your columns hold a single 1, at the largest score.",
        question="the sharpest answer has no slope: how sure is 1.3 against 1.2?",
    ),
    wrong(
        "smallest_wins",
        "minus sign in the exponent",
        called_with(Z=lambda Z: -Z),
        evidence="Your largest score gets the smallest probability.",
        question="which class should be favoured, that of the score 3 or of -3?",
    ),
    wrong(
        "log_softmax",
        "logarithm of the probabilities",
        changed(np.log),
        evidence="Your numbers are the logarithms of the expected ones.",
        question="may a probability be below 0?",
    ),
    wrong(
        "base_two",
        "another base",
        called_with(Z=lambda Z: Z * np.log(2)),
        evidence="Your numbers are those of 2 to the Z in place of e to the Z.",
        question="the derivative that follows holds for which base?",
    ),
    wrong(
        "divided_by_maximum",
        "divided by the maximum",
        called_with(Z=lambda Z: Z / np.max(Z, axis=0)),
        evidence="You divide the scores by their maximum; their differences change.",
        question="which change of a column leaves all differences as they are?",
    ),
    wrong(
        "row_maximum",
        "maximum of each row subtracted",
        called_with(Z=lambda Z: Z - np.max(Z, axis=1, keepdims=True)),
        evidence="Within a column of yours, every score is shifted by another number.",
        question="which scores must be shifted by the same number?",
    ),
)


@exercise.variant(
    "maximum of a column counted twice",
    evidence="The largest score of each of your columns stays out of its sum.",
    question="which scores stand below the fraction line?",
)
def others_only(Z):
    E = np.exp(Z - np.max(Z, axis=0))
    return E / (np.sum(E, axis=0) - 1)


exercise.variants(
    wrong(
        "no_shift",
        "no shift before the exponential",
        instead(lambda Z: shares(np.exp(Z))),
        evidence="e to the 1000 is infinite, and infinity over infinity is nan.",
        question="what may be subtracted from a whole column, without any effect?",
    ),
    wrong(
        "global_shift",
        "one shift for the whole table",
        instead(lambda Z: shares(np.exp(Z - np.max(Z)))),
        evidence="Beside a score of 1000, a column around -1000 becomes 0 over 0.",
        question="which maximum concerns a column: its own, or that of the table?",
    ),
)


@exercise.accepted
def through_logarithms(Z):
    """Take the logarithm of the sum from the scores, then one exponential."""
    return np.exp(Z - np.logaddexp.reduce(Z, axis=0))


@exercise.accepted
def transposed(Z):
    """Work on rows, and turn the table back; every column has its own shift."""
    T = Z.T - Z.T.mean(axis=1, keepdims=True)
    E = np.exp(np.clip(T, -700, 700))
    return (E / E.sum(axis=1, keepdims=True)).T


@exercise.accepted
def row_by_row(Z):
    """Loop over the classes, and return a list of rows."""
    top = np.amax(Z, axis=0)
    E = [np.exp(row - top) for row in Z]
    return [row / sum(E) for row in E]


EXERCISE = exercise.with_hints(
    "Which three steps lead from the scores of one column to its probabilities?",
    "np.max and np.sum take an axis. Along which one is there one result per "
    "example? Does it keep a shape that fits Z (K, m)?",
)
