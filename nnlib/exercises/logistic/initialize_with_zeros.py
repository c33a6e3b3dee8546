"""`initialize_with_zeros(n_x)`: a column of zeros and a zero."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    flattened,
    outputs,
    reordered,
    transposed,
    wrapped,
    wrong,
)
from nnlib.logistic import initialize_with_zeros

exercise = Draft(
    id="02/initialize_with_zeros",
    parts={"w": 3, "b": 2},
    reference=initialize_with_zeros,
    returns=("w", "b"),
)


@exercise.probes
def probes(rng):
    """Take numbers of features that differ from call to call."""
    large = int(rng.integers(50, 90))
    sizes = [sized(n_x) for n_x in (3, 2, 5, large)]
    return [*sizes, sized(1, extreme=True, about="a single feature")]


def sized(n_x, **kinds):
    """Make the probe of a number of features."""
    shown = n_x == 3
    return Probe((n_x,), sizes={"n_x": n_x}, shown=shown, **kinds)


exercise.variants(
    wrong(
        "flat",
        "flat weights",
        flattened("w"),
        evidence="Your w has one axis: it is neither a row nor a column.",
        question="which shape must w have, so that w.T turns it into a row?",
    ),
    wrong(
        "as_row",
        "weights as a row",
        transposed("w"),
        evidence="Your w lies down: it has shape (1, n_x).",
        question="each feature is a row of X: which way should its weights stand?",
    ),
    wrong(
        "square",
        "weights as a square",
        outputs(w=lambda n_x: np.zeros((n_x, n_x))),
        evidence="Your w has shape (n_x, n_x).",
        question="how many weights does one feature have?",
    ),
    wrong(
        "one_more",
        "bias counted among the weights",
        called_with(n_x=lambda n_x: n_x + 1),
        evidence="Your w has one entry more than there are features.",
        question="does the bias have a place in w, or a name of its own?",
    ),
    wrong(
        "two_features",
        "two features, always",
        called_with(n_x=2),
        evidence="Your w has two entries, whatever n_x is.",
        question="does your code use its argument?",
    ),
    wrong(
        "weight_number",
        "a number for the weights",
        outputs(w=0.0),
        evidence="Your w is a single number.",
        question="how many weights does a neuron with n_x inputs have?",
    ),
    wrong(
        "bias_array",
        "bias kept as an array",
        wrapped("b"),
        evidence="Your b holds a 0, wrapped in an array.",
        question=(
            "how many biases does one neuron have, and what is one number in Python?"
        ),
    ),
    wrong(
        "bias_column",
        "a bias for every feature",
        outputs(b=lambda w: w),
        evidence="Your b has as many entries as w.",
        question="how many biases does one neuron have?",
    ),
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return the bias first and the weights second.",
        question="in which order does the text ask for them?",
    ),
    wrong(
        "ones",
        "ones for zeros",
        outputs(w=lambda w: w + 1, b=1.0),
        evidence="Your w and b are 1.",
        question="which probability should every example get before training?",
    ),
    wrong(
        "bias_one",
        "bias of 1",
        outputs(b=1.0),
        evidence="Your b is 1: every example starts above one half.",
        question="is the bias a constant input, or something that is learned?",
    ),
    wrong(
        "squeezed",
        "axis lost for a single feature",
        outputs(w=lambda w: w if len(w) > 1 else w.ravel()),
        evidence="With one feature your w loses an axis.",
        question="what does squeeze do with an axis of length 1?",
    ),
)


@exercise.accepted
def filled(n_x):
    """Fill an array, and use a whole number for the bias."""
    return np.full((n_x, 1), 0.0), 0


@exercise.accepted
def reshaped(n_x):
    """Turn a flat array into a column; return a list."""
    return [np.zeros(n_x).reshape(-1, 1), np.float64(0)]


@exercise.accepted
def from_lists(n_x):
    """Write the rows as lists."""
    w = np.array([[0.0]] * n_x)
    return w, float(w.sum())


EXERCISE = exercise.with_hints(
    "w.T has to meet X (n_x, m), and b is added to every score. Which shapes do "
    "w and b need?",
    "numpy wants a shape as one argument, in brackets of its own. A sibling: four "
    "rows of two ones each are np.ones((4, 2)).",
)
