"""`log_loss(a, y)`: how wrong a probability is for one example."""

import math

import numpy as np

from nnlib.check import Draft, Probe, called_with, instead, negated, wrong
from nnlib.exercises import wrong_losses
from nnlib.exercises.drawing import GUARDED
from nnlib.logistic_loops import log_loss

CERTAIN = {(1.0, 1): "a = 1, y = 1", (0.0, 0): "a = 0, y = 0"}
WRONG = {(0.0, 1): "a = 0, y = 1", (1.0, 0): "a = 1, y = 0"}
LEAST_FOR_CERTAIN_AND_WRONG = 15.0


exercise = Draft(
    id="01/log_loss",
    parts={"loss": 10},
    reference=log_loss,
    returns="loss",
)


@exercise.probes
def probes(rng):
    """Draw right and wrong answers for both labels, nearly sure ones, and 0 and 1."""
    cases = [(0.9, 1), (0.9, 0), *((drawn(rng, 0.05, 0.95), y) for y in (1, 0, 1, 0))]
    cases += [(drawn(rng, 0.991, 0.998), 1), (drawn(rng, 0.002, 0.009), 0.0)]
    extreme = {**CERTAIN, **WRONG}.items()
    return [
        *(pair(a, y, shown=True, **GUARDED) for a, y in cases),
        *(end(case, text) for case, text in extreme),
    ]


def drawn(rng, low, high):
    """Draw a probability with three decimals, never 0.5."""
    a = round(float(rng.uniform(low, high)), 3)
    return a if a != 0.5 else 0.6


def pair(a, y, **kinds):
    """Make a probe of a probability and a label."""
    return Probe((a, y), sizes={"a": a, "y": y}, **kinds)


def end(case, about):
    """Make a probe of a certain answer; a wrong one may cost any large number."""
    return pair(*case, extreme=True, open_ended=True, about=about, atol=1e-6)


@exercise.judge
def judge(probe, outputs):
    """Expect anything large, also infinity, of an answer that is certain and wrong."""
    loss = outputs["loss"]
    large = np.shape(loss) == () and loss > LEAST_FOR_CERTAIN_AND_WRONG
    return {"loss": loss} if probe.args in WRONG and large else {}


exercise.variants(
    wrong(
        "negative",
        "minus sign missing",
        negated(),
        evidence="Your loss has the right size and is negative.",
        question="which sign does the logarithm of a probability have?",
    ),
    *wrong_losses.of_one(),
    wrong(
        "both_terms",
        "both terms for both labels",
        instead(lambda a, y: log_loss(a, 1) + log_loss(a, 0)),
        evidence="Your loss is the same for label 0 and label 1.",
        question="which of the two terms does a label 1 switch off?",
    ),
    wrong(
        "difference",
        "difference in place of loss",
        instead(lambda a, y: a - y),
        evidence="Your values are a - y, which is negative for label 1.",
        question="what should a loss be when the answer is right: 0, or less?",
    ),
    wrong(
        "coarse_clip",
        "clipped too coarsely",
        called_with(a=lambda a: min(max(a, 0.01), 0.99)),
        evidence="Your loss is right in the middle, but a stays between 0.01 and 0.99.",
        question="how far must a be kept from 0 so that nobody can see it?",
    ),
    wrong(
        "log_of_zero",
        "log of 0 asked for",
        instead(lambda a, y: -(y * math.log(a) + (1 - y) * math.log(1 - a))),
        evidence="a is exactly 0 or 1 there, and math.log refuses the number 0.",
        question="which of the two terms counts for a label 1, and which not at all?",
    ),
)


@exercise.accepted
def by_label(a, y):
    """Take one logarithm, of the probability that the true label was given."""
    return -np.log(a) if y == 1 else -np.log(1 - a)


@exercise.accepted
def clipped(a, y):
    """Keep a from 0 and 1 by a hair, and write the formula as it stands."""
    a = max(1e-15, min(a, 1 - 1e-15))
    return -(y * math.log(a) + (1 - y) * math.log(1 - a))


@exercise.accepted
def with_small_number(a, y):
    """Keep the logarithm from 0 by a number that is too small to be seen."""
    hair = 1e-8
    return -(y * np.log(a + hair) + (1 - y) * np.log(1 - a + hair))


EXERCISE = exercise.with_hints(
    "Which probability did the neuron give to the true label? Say it for y = 1, "
    "then for y = 0.",
    "The loss needs only one logarithm for each example. A sibling: a ticket has "
    "one price for children and one for adults. The age decides which is paid.",
)
