"""`compute_cost(A, Y)`: the mean log loss, one number for all examples."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    divided,
    negated,
    outputs,
    scaled,
    wrapped,
    wrong,
)
from nnlib.exercises import wrong_losses
from nnlib.exercises.drawing import GUARDED, high_enough
from nnlib.exercises.wrong_losses import log, unguarded
from nnlib.losses import compute_cost

ENDS = {"extreme": True, "open_ended": True, "rtol": 1e-6, "atol": 1e-6}


exercise = Draft(
    id="02/compute_cost",
    parts={"cost": 10},
    reference=compute_cost,
    returns="cost",
    form="mend",
    help="H2",
    edition=2,
)


@exercise.starts(
    "label missing in the first term",
    evidence="Every example adds -log(A) to your cost, whatever its label.",
    question="which factor switches the first term off when y = 0?",
)
def first_label_missing(A, Y):
    losses = np.log(A) + (1 - Y) * np.log(1 - A)
    return -np.mean(losses)


@exercise.probes
def probes(rng):
    """Draw probabilities over the whole range, and both labels."""
    drawn = [draw(rng, m) for m in (5, 7, 11)]
    return [by_hand(), *drawn, *map(certain_and_right, (1.0, 0.0)), certain_and_wrong()]


def by_hand():
    """Return three examples whose losses stand in every table."""
    A, Y = np.array([[0.9, 0.5, 0.1]]), np.array([[1, 1, 0]])
    return Probe((A, Y), sizes={"m": 3}, shown=True, **GUARDED)


def draw(rng, m):
    """Draw one case; the first probability is too small, the second too large."""
    A = rng.uniform(0.2, 0.8, (1, m))
    Y = rng.integers(0, 2, (1, m)).astype(float)
    A[0, :2], Y[0, :2] = (0.04, 0.97), (1.0, 0.0)
    return Probe((A, Y), sizes={"m": m}, **GUARDED)


def certain_and_right(end):
    """Return two answers that cost nothing, beside two that cost something."""
    A, Y = np.array([[end, 0.25, end, 0.8]]), np.array([[end, 0.0, end, 1.0]])
    return Probe((A, Y), about=f"right answers with A exactly {end:g}", **ENDS)


def certain_and_wrong():
    """Return one answer that could not be worse."""
    A, Y = np.array([[0.0, 1.0, 1.0, 0.0]]), np.array([[1.0, 1.0, 1.0, 0.0]])
    about = "a wrong answer with A exactly 0"
    return Probe((A, Y), about=about, **ENDS)


@exercise.judge
def as_much_as_it_likes(probe, outputs):
    """Expect a high cost of a wrong and certain answer: infinite, or high enough."""
    expected, m = compute_cost(*probe.args), probe.args[1].size
    return {"cost": high_enough(expected, outputs["cost"], m)}


@exercise.vectorised
def any_size(rng, size):
    """Draw a case with any number of examples."""
    return draw(rng, size)


def table(A, Y):
    """Let every probability meet every label, for two wrong versions below."""
    return -(Y.T @ log(A) + (1 - Y).T @ log(1 - A))


exercise.variants(
    wrong(
        "negative",
        "minus sign missing",
        negated(),
        evidence="Your cost has the right size and is negative.",
        question="can a mean of minus logarithms of probabilities be below 0?",
    ),
    wrong(
        "summed",
        "sum for mean",
        scaled(lambda Y: Y.size),
        evidence="Your cost is m times the expected one (m = {m} tried).",
        question="by which number do you divide the sum, and what is it for m = 5?",
    ),
    *(
        one
        for one in wrong_losses.of_all(lambda cost: outputs(cost=cost))
        if one.id != "label_missing"  # of what is handed out
    ),
    wrong(
        "halved",
        "half of the cost",
        divided(2),
        evidence="Your cost is half of the expected one.",
        question="which loss has a half in front, and does this one?",
    ),
    wrong(
        "table_summed",
        "m by m table, summed",
        outputs(cost=lambda A, Y: np.sum(table(A, Y)) / Y.size),
        evidence="Every probability meets every label: you sum an m by m table.",
        question="what shape does your product have before you sum it?",
    ),
    wrong(
        "table_averaged",
        "m by m table, averaged",
        outputs(cost=lambda A, Y: np.mean(table(A, Y))),
        evidence="Every probability meets every label: you average an m by m table.",
        question="what shape does your product have before you average it?",
    ),
    wrong(
        "as_array",
        "kept as an array",
        wrapped(),
        evidence="Your cost holds the right number, wrapped in an array.",
        question="what shape does a cost have?",
    ),
    wrong(
        "clipped_too_much",
        "clipped far too much",
        called_with(A=lambda A: np.clip(A, 0.1, 0.9)),
        evidence="All probabilities below 0.1 cost the same, and all above 0.9.",
        question="how much should 0.01 cost more than 0.1 when y = 1?",
    ),
    wrong(
        "one_end_open",
        "A kept away from 0 alone",
        outputs(cost=lambda A, Y: np.mean(unguarded(np.maximum(A, 1e-15), Y))),
        evidence="Where A is exactly 1, one term is 0 times log(0), which is nan.",
        question="what is left of each term where A is exactly 0, and where it is 1?",
    ),
    wrong(
        "other_end_open",
        "A kept away from 1 alone",
        outputs(cost=lambda A, Y: np.mean(unguarded(np.minimum(A, 1 - 1e-15), Y))),
        evidence="Where A is exactly 0, one term is 0 times log(0), which is nan.",
        question="what is left of each term where A is exactly 0, and where it is 1?",
    ),
    wrong(
        "certain_left_out",
        "certain answers left out of the mean",
        outputs(cost=lambda A, Y: np.nanmean(unguarded(A, Y))),
        evidence="Answers with A exactly 0 or 1 are left out of your mean.",
        question="a right and certain answer costs 0: should it lower the mean?",
    ),
)


@exercise.accepted
def given_to_truth(A, Y):
    """Choose the probability of the true label; infinite if it is 0."""
    return -np.log(np.where(Y == 1, A, 1 - A)).mean()


@exercise.accepted
def with_small_number(A, Y):
    """Keep the logarithm from 0 by a number too small to be seen, with products."""
    m = Y.shape[1]
    log_a, log_b = np.log(A + 1e-15), np.log(1 - A + 1e-15)
    return np.squeeze(-(np.dot(Y, log_a.T) + np.dot(1 - Y, log_b.T)) / m)


@exercise.accepted
def clipped(A, Y):
    """Keep the probabilities from 0 and 1 by a hair, and sum."""
    P = np.clip(A, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / Y.size


@exercise.accepted
def nothing_for_nan(A, Y):
    """Count 0 times log(0) as 0."""
    total = np.nansum(Y * np.log(A)) + np.nansum((1 - Y) * np.log(1 - A))
    return float(-total / A.shape[1])


EXERCISE = exercise.with_hints(
    "Put in one example by hand: y = 0 and a = 0.9. Which of the two terms is "
    "left, and is your number positive?",
    "Print the shape of what you have just before you sum it. It should be that of "
    "A. Then ask what log gives for A = 0, and what 0 times that is.",
    "Loss (1, m): minus the logarithm of the probability that was given to the "
    "true label, A where Y is 1 and 1 - A where Y is 0. Cost: its mean, a number.",
    "A sibling: the mean price of goods bought at home or abroad is "
    "np.mean(home * price + (1 - home) * price_abroad).",
)
