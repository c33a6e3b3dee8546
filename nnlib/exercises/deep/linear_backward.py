"""`linear_backward(dZ, cache)`: back through the weights of one layer."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    divided,
    flattened,
    negated,
    outputs,
    reordered,
    scaled,
    transposed,
    wrong,
)
from nnlib.deep import linear_backward, linear_forward
from nnlib.exercises.deep.linear_activation_forward import drawn_sums, sums_by_hand

# n_prev, n, m: no two alike, so that no axis hides another; one unit in the last.
SIZES = ((4, 3, 5), (2, 5, 7), (5, 3, 2), (3, 1, 4))


exercise = Draft(
    id="04/linear_backward",
    parts={"dA_prev": 5, "dW": 5, "db": 5},
    reference=linear_backward,
    returns=("dA_prev", "dW", "db"),
)


@exercise.probes
def probes(rng):
    """Draw layers as a forward pass leaves them, and derivatives of both signs."""
    return [by_hand(), *(draw(rng, *sizes) for sizes in SIZES)]


def by_hand():
    """Return a layer of two units that fits on paper."""
    dZ = np.array([[1.0, -2.0, 0.0, 3.0], [0.0, 1.0, 2.0, -1.0]])
    return Probe((dZ, sums_by_hand()), sizes={"n_prev": 3, "n": 2, "m": 4}, shown=True)


def draw(rng, n_prev, n, m):
    """Draw one layer of given sizes, and what comes back to it."""
    _, cache = linear_forward(*drawn_sums(rng, n_prev, n, m))
    sizes = {"n_prev": n_prev, "n": n, "m": m}
    return Probe((rng.normal(0.2, 1, (n, m)), cache), sizes=sizes)


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return draw(rng, 3, 2, size)


def m(dZ):
    """Count the examples."""
    return dZ.shape[1]


exercise.variants(
    wrong(
        "no_mean",
        "no mean in dW and db",
        scaled(m, "dW", "db"),
        evidence="Your dW and db are m times the expected ones (m = {m} tried).",
        question="the cost is a mean over the examples: what is its derivative then?",
    ),
    wrong(
        "dW_no_mean",
        "no mean in dW",
        scaled(m, "dW"),
        evidence="Your dW is m times the expected one (m = {m} tried).",
        question="which of your lines divide by the number of examples?",
    ),
    wrong(
        "db_no_mean",
        "no mean in db",
        scaled(m, "db"),
        evidence="Your db is m times the expected one (m = {m} tried).",
        question="which of your lines divide by the number of examples?",
    ),
    wrong(
        "dA_mean",
        "a mean in dA_prev as well",
        divided(m, "dA_prev"),
        evidence="Your dA_prev is the expected one divided by m (m = {m} tried).",
        question="does dA_prev belong to the cost, or to each example's own loss?",
    ),
    wrong(
        "units_for_examples",
        "division by the number of units",
        scaled(lambda dZ: m(dZ) / len(dZ), "dW", "db"),
        evidence="You divide dW and db by n ({n} tried).",
        question="which axis of dZ counts the examples?",
    ),
    wrong(
        "dW_two_means",
        "dW divided twice",
        divided(m, "dW"),
        evidence="Your dW is the expected one divided by m once more (m = {m} tried).",
        question="how often does 1/m stand in the formula of dW?",
    ),
    wrong(
        "dW_transposed",
        "dW lying on its side",
        transposed("dW"),
        evidence="Your dW holds the right numbers, with rows and columns exchanged.",
        question="which shape must dW have, so that W - dW makes sense?",
    ),
    wrong(
        "dA_transposed",
        "dA_prev lying on its side",
        transposed("dA_prev"),
        evidence="Your dA_prev holds the right numbers, one row per example.",
        question="which array has dA_prev the shape of?",
    ),
    wrong(
        "db_number",
        "db summed over the units as well",
        outputs(db=lambda dZ: np.sum(dZ) / m(dZ)),
        evidence="Your db is one number for the whole layer.",
        question="how many biases does a layer of n units have?",
    ),
    wrong(
        "db_flat",
        "db without its second axis",
        flattened("db"),
        evidence="Your db holds the right numbers, with one axis lost.",
        question="b has shape (n, 1): what keeps an axis when you sum?",
    ),
    wrong(
        "db_of_examples",
        "db summed over the wrong axis",
        outputs(db=lambda dZ: np.sum(dZ, axis=0, keepdims=True) / m(dZ)),
        evidence="Your db has one number per example: you added up the units.",
        question="does a bias belong to a unit or to an example?",
    ),
    wrong(
        "db_not_summed",
        "db per example",
        outputs(db=lambda dZ: dZ / m(dZ)),
        evidence="Your db has the shape of dZ: the examples were never added up.",
        question="how many biases does a layer of n units have?",
    ),
    wrong(
        "dA_from_gradient",
        "dA_prev made from dW",
        outputs(dA_prev=lambda dW, dZ: dW.T @ dZ),
        evidence="Your dA_prev is made with dW where W belongs.",
        question="through which numbers did A_prev reach Z?",
    ),
    wrong(
        "opposite_sign",
        "sign flipped",
        negated("dW", "db"),
        evidence="Your dW and db have the right size and the opposite sign.",
        question="who subtracts: the derivative, or the step that uses it?",
    ),
    wrong(
        "reordered",
        "results in another order",
        reordered(1, 2, 0),
        evidence="Your three results are right, in another order: dW, db, dA_prev.",
        question="in which order will the layer before unpack them?",
    ),
)


@exercise.accepted
def by_einsum(dZ, cache):
    """Name the axes, and give a list."""
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    dA_prev = np.einsum("uj,ui->ji", W, dZ)
    return [dA_prev, np.einsum("ui,ji->uj", dZ, A_prev) / m, dZ.mean(1)[:, None]]


@exercise.accepted
def by_ones(dZ, cache):
    """Add up with a column of ones, and divide once at the beginning."""
    A_prev, W, _ = cache
    mean = dZ / dZ.shape[1]
    return np.dot(dZ.T, W).T, np.dot(A_prev, mean.T).T, mean @ np.ones((dZ.shape[1], 1))


@exercise.accepted
def unit_by_unit(dZ, cache):
    """Loop over the units, which are few."""
    A_prev, W, _ = cache
    dW = [np.mean(row * A_prev, axis=1) for row in dZ]
    db = [[np.mean(row)] for row in dZ]
    dA_prev = sum(np.outer(w, row) for w, row in zip(W, dZ, strict=True))
    return dA_prev, dW, db


EXERCISE = exercise.with_hints(
    "Each derivative has the shape of what it belongs to. Write the shapes of dZ, "
    "A_prev, W and b, then those of the three results.",
    "Which of the three belong to the cost, a mean over the examples? Which one is "
    "handed on to the layer before, example by example?",
    "dW (n, n_prev) comes from dZ (n, m) and A_prev (n_prev, m): the m examples "
    "meet and disappear. db (n, 1) keeps its second axis.",
    "A sibling: prices P (k, m) and amounts Q (j, m) of m days give the mean table "
    "P @ Q.T / m of shape (k, j).",
)
