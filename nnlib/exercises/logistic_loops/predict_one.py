"""`predict_one(w, b, x)`: from a probability to a decision."""

import numpy as np

from nnlib.check import Draft, Probe, called_with, instead, outputs, wrapped, wrong
from nnlib.exercises.logistic_loops.neuron import score
from nnlib.logistic_loops import neuron, predict_one

# Number of features, weighted sum of the features, score: none of them on the border.
# For some, the bias alone decides; some scores are above 0 and below 0.5.
CASES = (
    (3, 1.4, 0.3),
    (4, 1.2, -0.35),
    (5, -0.8, 2.2),
    (6, 0.9, -1.6),
    (3, -0.6, 0.42),
    (2, -1.5, -2.3),
    (4, -1.1, 0.7),
)


exercise = Draft(
    id="01/predict_one",
    parts={"label": 5},
    reference=predict_one,
    returns="label",
    needs=("01/neuron",),
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw weights and features, and the bias that gives the wanted score."""
    return [by_hand(), *(draw(rng, *case) for case in CASES), certain()]


def by_hand():
    """Return a case that fits on paper: its score is 0.25."""
    args = np.array([[0.5], [-0.25]]), -0.75, np.array([[1.0], [-2.0]])
    return Probe(args, sizes={"n_x": 2}, shown=True)


def certain():
    """Return a case in which the neuron answers exactly 1."""
    args = np.array([[30.0], [20.0]]), 0.5, np.ones((2, 1))
    return Probe(args, extreme=True, about="an answer that is exactly 1")


def draw(rng, n_x, product, score):
    """Draw a case with a given weighted sum and a given score."""
    w, x = rng.normal(0, 1, (n_x, 1)), rng.normal(0, 1, (n_x, 1))
    w[0, 0] = 0.0
    x[0, 0] = 0.8
    w[0, 0] = (product - float(np.sum(w * x))) / 0.8
    return Probe((w, score - product, x), sizes={"n_x": n_x})


exercise.variants(
    wrong(
        "probability",
        "probability in place of a class",
        instead(lambda w, b, x: neuron(w, b, x)),
        evidence="Your values are the probabilities themselves.",
        question="is this an answer a doctor could act on: yes or no?",
    ),
    wrong(
        "score_above_half",
        "score compared with 0.5",
        instead(lambda w, b, x: 1 if score(w, b, x) > 0.5 else 0),
        evidence="You say 0 where z lies between 0 and 0.5.",
        question="sigmoid(0) is 0.5: for which z is the neuron undecided?",
    ),
    wrong(
        "no_bias",
        "bias left out",
        called_with(b=0.0),
        evidence="Your answers are those of b = 0, whatever b is.",
        question="set all weights to 0: should the answer still depend on b?",
    ),
    wrong(
        "exchanged",
        "labels exchanged",
        outputs(label=lambda label: 1 - label),
        evidence="You say 1 where 0 is expected, and 0 where 1 is expected.",
        question="of which label is a the probability?",
    ),
    wrong(
        "always_one",
        "always 1",
        outputs(label=1),
        evidence="You always say 1.",
        question="above which number is label 1 more probable than label 0?",
    ),
    wrong(
        "always_zero",
        "always 0",
        outputs(label=0),
        evidence="You always say 0.",
        question="above which number is label 1 more probable than label 0?",
    ),
    wrong(
        "cut",
        "probability cut to a whole number",
        instead(lambda w, b, x: int(neuron(w, b, x))),
        evidence="You say 0 wherever the probability is below 1.",
        question="what becomes of 0.93 when a number is cut to a whole one?",
    ),
    wrong(
        "rounded_score",
        "score rounded",
        instead(lambda w, b, x: round(score(w, b, x))),
        evidence="Your values are the scores z, rounded.",
        question="which of your numbers lies between 0 and 1, z or a?",
    ),
    wrong(
        "minus_one",
        "-1 for label 0",
        outputs(label=lambda label: 2 * label - 1),
        evidence="You say -1 where 0 is expected.",
        question="what are the two labels in Y?",
    ),
    wrong(
        "counted_from_one",
        "classes 1 and 2",
        outputs(label=lambda label: label + 1),
        evidence="Your answers are larger than the expected ones by 1.",
        question="what are the two labels in Y?",
    ),
    wrong(
        "strict",
        "stricter threshold",
        instead(lambda w, b, x: 1 if neuron(w, b, x) > 0.7 else 0),
        evidence="You say 0 where the probability lies between 0.5 and 0.7.",
        question="which of the two labels is more probable at a = 0.6?",
    ),
    wrong(
        "one_entry_array",
        "answer kept in an array",
        wrapped(),
        evidence="Your answer is right, wrapped in an array of shape (1, 1).",
        question="how many examples does x hold, and how many answers are asked for?",
    ),
)


@exercise.accepted
def by_score(w, b, x):
    """Compare the score with 0."""
    return score(w, b, x) > 0


@exercise.accepted
def by_rounding(w, b, x):
    """Round the probability."""
    return float(round(neuron(w, b, x)))


@exercise.accepted
def border_counts(w, b, x):
    """Count the border to label 1."""
    if neuron(w, b, x) >= 0.5:
        return 1
    return 0


@exercise.accepted
def by_comparison_of_sums(w, b, x):
    """Compare what speaks for 1 with what speaks against it."""
    parts = [float(p) for p in np.ravel(w * x)] + [b]
    return int(sum(p for p in parts if p > 0) > -sum(p for p in parts if p < 0))


EXERCISE = exercise.with_hints(
    "In words: the answer is 1 if label 1 is more probable than label 0. Which two "
    "numbers do you compare?",
    "A sibling: a shop grants free delivery if the basket is worth more than 20. "
    "Its function works out the value, compares it, and returns 1 or 0.",
)
