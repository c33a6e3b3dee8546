"""What goes wrong in the log loss, of one example and in the mean of all of them.

Five exercises ask for it: `log_loss` for one probability and its label, `compute_cost`
for all of them, and the three gradients of logistic regression beside dw and db. Each
row is a wrong loss of a probability `a` and its label `y`, numbers or arrays.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from nnlib.check import instead, wrong
from nnlib.check.slips import Maker, Slip


@dataclass(frozen=True)
class WrongLoss:
    """A wrong loss, and what can be seen of it in one loss and in a mean of many."""

    id: str
    title: str
    loss: Callable
    of_one: str
    of_all: str
    question: str


def log(p):
    """Take a logarithm, as the course does: kept from log(0)."""
    return np.log(np.maximum(p, np.finfo(float).tiny))


def right(a, y):
    """Give the loss that is asked for."""
    return -log(np.abs(1 - y - a))


def unguarded(a, y):
    """Write the formula as it stands, for which 0 times log(0) is nan."""
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


LOSSES = (
    WrongLoss(
        "brackets_missing",
        "1 - y without brackets",
        lambda a, y: -(y * log(a) + 1 - y * log(1 - a)),
        of_one="Your loss contains 1 - y log(1 - a), read without brackets.",
        of_all="Your cost contains 1 - y log(1 - a), read without brackets.",
        question="what does Python compute first in 1 - y * c?",
    ),
    WrongLoss(
        "same_logarithm",
        "the same logarithm in both terms",
        lambda a, y: -(y * log(a) + (1 - y) * log(a)),
        of_one="Your loss is -log(a), whatever the label is.",
        of_all="Every example adds -log(a) alone to your cost, whatever its label.",
        question="which probability did an example with label 0 get, a or 1 - a?",
    ),
    WrongLoss(
        "first_term_only",
        "only the first term",
        lambda a, y: 0 - y * log(a),
        of_one="Your loss is 0 for label 0, whatever a is.",
        of_all="Examples with label 0 add nothing to your cost.",
        question="what should the loss be for y = 0 and a = 0.9?",
    ),
    WrongLoss(
        "second_term_only",
        "only the second term",
        lambda a, y: 0 - (1 - y) * log(1 - a),
        of_one="Your loss is 0 for label 1, whatever a is.",
        of_all="Examples with label 1 add nothing to your cost.",
        question="what should the loss be for y = 1 and a = 0.1?",
    ),
    WrongLoss(
        "minus_on_first_term",
        "minus sign on the first term only",
        lambda a, y: -y * log(a) + (1 - y) * log(1 - a),
        of_one="Your loss has the wrong sign for label 0, the right one for 1.",
        of_all="Examples with label 0 lower your cost; those with label 1 raise it.",
        question="put y = 0 and a = 0.9 into your line by hand: which sign comes out?",
    ),
    WrongLoss(
        "label_missing",
        "label missing in the first term",
        lambda a, y: -(log(a) + (1 - y) * log(1 - a)),
        of_one="Your loss contains -log(a) for both labels.",
        of_all="Every example adds -log(a) to your cost, whatever its label.",
        question="which factor switches the first term off when y = 0?",
    ),
    WrongLoss(
        "second_label_missing",
        "label missing in the second term",
        lambda a, y: -(y * log(a) + log(1 - a)),
        of_one="Your loss contains -log(1 - a) for both labels.",
        of_all="Every example adds -log(1 - a) to your cost, whatever its label.",
        question="which factor switches the second term off when y = 1?",
    ),
    WrongLoss(
        "labels_exchanged",
        "labels exchanged",
        lambda a, y: -((1 - y) * log(a) + y * log(1 - a)),
        of_one="Your loss for label 1 is the expected one for label 0.",
        of_all="Your cost rewards the wrong label: it is that of 1 - y.",
        question="what should the loss be for y = 1 and a = 0.99, small or large?",
    ),
    WrongLoss(
        "base_two",
        "logarithm with base 2",
        lambda a, y: right(a, y) / np.log(2),
        of_one="Your loss is the expected one divided by log(2): its base is 2.",
        of_all="Your cost is the expected one divided by log(2): its base is 2.",
        question="what base does the natural logarithm have?",
    ),
    WrongLoss(
        "base_ten",
        "logarithm with base 10",
        lambda a, y: right(a, y) / np.log(10),
        of_one="Your loss is the expected one divided by log(10): its base is 10.",
        of_all="Your cost is the expected one divided by log(10): its base is 10.",
        question="what base does the natural logarithm have?",
    ),
    WrongLoss(
        "squared_error",
        "squared error for the log loss",
        lambda a, y: (a - y) ** 2 / 2,
        of_one="Your loss is half the squared difference of a and y.",
        of_all="Your cost is the mean of half the squared difference of a and y.",
        question="what does each loss say about a = 0.01 when y = 1?",
    ),
    WrongLoss(
        "squares",
        "squares for the log loss",
        lambda a, y: (a - y) ** 2,
        of_one="Your loss is the squared difference of a and y.",
        of_all="Your cost is the mean of the squared difference of a and y.",
        question="what does each loss say about a = 0.01 when y = 1?",
    ),
    WrongLoss(
        "no_logarithm",
        "probability in place of its logarithm",
        lambda a, y: np.abs(a - y),
        of_one="Your loss is 1 minus the probability of the true label.",
        of_all="Your cost is the mean of 1 minus the probability of the true label.",
        question="certain and wrong: should that cost 1, or far more?",
    ),
    WrongLoss(
        "minus_probability",
        "minus the probability, without its logarithm",
        lambda a, y: -(y * a + (1 - y) * (1 - a)),
        of_one="Your loss is minus the probability of the true label.",
        of_all="Your cost is the mean of minus the probability of the true label.",
        question="certain and right: should that cost -1, or 0?",
    ),
    WrongLoss(
        "one_minus_logarithm",
        "1 - log(a) in the second term",
        lambda a, y: -(y * log(a) + (1 - y) * (1 - log(a))),
        of_one="Your loss for label 0 is log(a) - 1.",
        of_all="Examples with label 0 add log(a) - 1 to your cost.",
        question="for label 0: is the logarithm taken first, or the difference from 1?",
    ),
    WrongLoss(
        "zero_times_infinity",
        "0 times log(0)",
        unguarded,
        of_one="One term is 0 times log(0), which is nan.",
        of_all="Where a is exactly 0 or 1, one term is 0 times log(0), which is nan.",
        question=(
            "which of the two terms should count when y = 1, and which not at all?"
        ),
    ),
)


def of_one() -> tuple[Maker, ...]:
    """Make the wrong versions of a function of one probability and its label."""
    return tuple(
        wrong(
            one.id,
            one.title,
            instead(one.loss),
            evidence=one.of_one,
            question=one.question,
        )
        for one in LOSSES
    )


def of_all(costing: Callable[[Callable], Slip]) -> Iterator[Maker]:
    """Make the wrong versions of a function that gives a cost.

    Parameters
    ----------
    costing : callable
        Makes a slip of ``cost(A, Y)``, which takes the place of the right one.

    Yields
    ------
    Maker
        One for each wrong loss, and what goes wrong in taking a mean of them.
    """
    for one in LOSSES:
        words = {"evidence": one.of_all, "question": one.question}
        yield wrong(one.id, one.title, costing(mean_of(one.loss)), **words)
    yield wrong(
        "mean_difference",
        "mean difference",
        costing(mean_of(lambda a, y: a - y)),
        evidence="Your cost is the mean of a - y: too high and too low cancel out.",
        question="is that a loss, or the derivative of one?",
    )
    yield wrong(
        "not_averaged",
        "losses not averaged",
        costing(lambda A, Y: right(A, Y)),
        evidence="Your cost is one loss for each example.",
        question="how many numbers is a cost?",
    )


def mean_of(loss):
    """Take the mean of some loss as cost."""
    return lambda A, Y: float(np.mean(loss(A, Y)))
