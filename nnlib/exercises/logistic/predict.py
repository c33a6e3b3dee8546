"""`predict(w, b, X)`: the more probable label of every example."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Draft,
    Probe,
    called_with,
    changed,
    flattened,
    instead,
    outputs,
    transposed,
    wrong,
)
from nnlib.logistic import predict

# Scores that some wrong rule takes for the other side: around 0.5, and below the mean
# of all. 0, the tie, is never tried.
TELLING = (0.2, -0.3, 2.5, 1.8, 0.55)
SIZES = ((3, 7), (4, 6), (2, 9))


exercise = Draft(
    id="02/predict",
    parts={"P": 5},
    reference=predict,
    returns="P",
    needs=("02/sigmoid",),
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw weights, a bias that decides, and scores on both sides of 0."""
    return [by_hand(), *(draw(rng, n_x, m) for n_x, m in SIZES), far_away()]


def by_hand():
    """Return three examples with scores 2.5, -1.5 and 0.3."""
    X = np.array([[1.0, 0.0, 0.5], [0.0, 2.0, 1.2]])
    args = np.array([[2.0], [-1.0]]), 0.5, X
    return Probe(args, sizes={"n_x": 2, "m": 3}, shown=True)


def draw(rng, n_x, m):
    """Draw one case whose first scores are those that tell most."""
    w, b = rng.normal(0, 0.5, (n_x, 1)), float(rng.uniform(0.6, 0.9))
    w[0] += np.copysign(0.5, w[0])
    Z = rng.uniform(0.2, 2.5, (1, m)) * rng.choice([-1, 1], (1, m))
    Z[0, : len(TELLING)] = TELLING
    X = rng.normal(0, 1, (n_x, m))
    X += w * (Z - b - w.T @ X) / np.sum(w**2)
    return Probe((w, b, X), sizes={"n_x": n_x, "m": m})


def far_away():
    """Return scores that are far too large for e to the z."""
    X = np.array([[1000.0, -900.0, 800.0, -1000.0], [1.0, 2.0, 0.0, -1.0]])
    args = np.array([[1.0], [0.5]]), 0.5, X
    return Probe(args, extreme=True, about="very large and very small scores")


@exercise.vectorised
def any_size(rng, size):
    """Draw a case with any number of examples."""
    return draw(rng, 3, size)


def scores(w, b, X):
    """Give the scores, for the wrong versions below."""
    return w.T @ X + b


exercise.variants(
    wrong(
        "probabilities",
        "probabilities for labels",
        instead(lambda w, b, X: sigmoid(scores(w, b, X))),
        evidence=(
            "You return probabilities; the rule that makes them labels is missing."
        ),
        question="what does the doctor want to know: a number, or a yes or no?",
    ),
    wrong(
        "score_above_half",
        "score compared with one half",
        instead(lambda w, b, X: (scores(w, b, X) > 0.5).astype(float)),
        evidence="You compare the score with 0.5, not the probability.",
        question="which score has the probability 0.5?",
    ),
    wrong(
        "no_bias",
        "bias left out",
        called_with(b=0.0),
        evidence="Your labels are those of b = 0, whatever b is.",
        question="set all weights to 0: should the decision still depend on b?",
    ),
    wrong(
        "exchanged",
        "labels exchanged",
        outputs(P=lambda P: 1 - P),
        evidence="You return 0 where 1 is expected, and 1 where 0 is.",
        question="which label should a probability of 0.9 get?",
    ),
    wrong(
        "always_one",
        "1 for every example",
        instead(
            lambda w, b, X: (sigmoid(sigmoid(scores(w, b, X))) >= 0.5).astype(float)
        ),
        evidence="You answer 1 for every example.",
        question="what do you compare with what, and between which numbers is it?",
    ),
    wrong(
        "always_zero",
        "0 for every example",
        instead(lambda w, b, X: sigmoid(scores(w, b, X)).astype(int)),
        evidence="You answer 0 for every example.",
        question="what becomes of 0.9 when a number is cut to a whole one?",
    ),
    wrong(
        "signs",
        "labels -1 and 1",
        instead(lambda w, b, X: np.sign(scores(w, b, X))),
        evidence="Your labels are -1 and 1.",
        question="which two numbers stand in Y?",
    ),
    wrong(
        "rounded_scores",
        "rounded scores",
        instead(lambda w, b, X: np.round(scores(w, b, X))),
        evidence="You round the scores, so there are labels below 0 and above 1.",
        question="which numbers are between 0 and 1: the scores or the probabilities?",
    ),
)


@exercise.variant(
    "compared with the mean",
    evidence="You compare each probability with the mean of all of them.",
    question="should the label of one example depend on the others?",
)
def above_mean(w, b, X):
    A = sigmoid(scores(w, b, X))
    return (A > A.mean()).astype(float)


exercise.variants(
    wrong(
        "one_label",
        "one label for all",
        instead(lambda w, b, X: float(sigmoid(scores(w, b, X)).mean() > 0.5)),
        evidence="You return a single label for all examples.",
        question="how many labels should m examples get?",
    ),
    wrong(
        "flat",
        "flat labels",
        flattened(),
        evidence="Your labels are right, with one axis lost.",
        question="with which shape will the labels be compared?",
    ),
    wrong(
        "column",
        "labels as a column",
        transposed(),
        evidence="Your labels are right, standing in a column.",
        question="with which shape will the labels be compared?",
    ),
    wrong(
        "positions",
        "positions for labels",
        changed(np.flatnonzero),
        evidence="You return the positions of the ones.",
        question="how many labels should m examples get?",
    ),
)


@exercise.variant(
    "overflow for large scores",
    evidence="e to the 1000 is infinite, and infinity over infinity is nan.",
    question="which function of yours already copes with such scores?",
)
def overflow(w, b, X):
    Z = scores(w, b, X)
    return np.round(np.exp(Z) / (1 + np.exp(Z)))


@exercise.accepted
def truth_values(w, b, X):
    """Answer with True and False."""
    return sigmoid(np.dot(w.T, X) + b) > 0.5


@exercise.accepted
def positive_scores(w, b, X):
    """Look at the side of the score; no probability is needed."""
    return np.where(w.T @ X + b > 0, 1, 0)


@exercise.accepted
def border_counts(w, b, X):
    """Count the border to label 1."""
    return (sigmoid(w.T @ X + b) >= 0.5).astype(int)


@exercise.accepted
def rounded(w, b, X):
    """Round the probabilities."""
    return np.round(sigmoid((X.T @ w).T + b))


@exercise.accepted
def by_sign(w, b, X):
    """Take half of 1 plus the sign of the score."""
    return 0.5 * (1 + np.sign(np.einsum("ij,ik->jk", w, X) + b))


EXERCISE = exercise.with_hints(
    "From X to a label there are two steps: a probability for every example, then "
    "a rule. Which rule, and what does it compare?",
    "Comparing an array with a number gives an array of True and False, of the "
    "same shape. A sibling: (T > 20).astype(float) is 1 on warm days, else 0.",
)
