"""`linear_backward(dZ, cache)`: back through the weights of one layer."""

import numpy as np

from nnlib.check import Draft, Probe
from nnlib.deep import linear_backward, linear_forward
from nnlib.exercises.deep import linear_forward as forward

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
    A_prev = np.array(
        [[1.0, 0.0, 2.0, -1.0], [0.0, 3.0, 1.0, 1.0], [2.0, 1.0, 0.0, -2.0]]
    )
    W, b = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]]), np.array([[0.5], [-1.0]])
    dZ = np.array([[1.0, -2.0, 0.0, 3.0], [0.0, 1.0, 2.0, -1.0]])
    sizes = {"n_prev": 3, "n": 2, "m": 4}
    return Probe((dZ, (A_prev, W, b)), sizes=sizes, shown=True)


def draw(rng, n_prev, n, m):
    """Draw one layer of given sizes, and what comes back to it."""
    probe = forward.draw(rng, n_prev, n, m)
    _, cache = linear_forward(*probe.args)
    return Probe((rng.normal(0.2, 1, (n, m)), cache), sizes=probe.sizes)


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return draw(rng, 3, 2, size)


@exercise.variant(
    "no mean in dW and db",
    evidence="Your dW and db are m times the expected ones (m = {m} tried).",
    question="the cost is a mean over the examples: what is its derivative then?",
)
def no_mean(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, dZ.shape[1] * dW, dZ.shape[1] * db


@exercise.variant(
    "no mean in dW",
    evidence="Your dW is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def dW_no_mean(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, dZ.shape[1] * dW, db


@exercise.variant(
    "no mean in db",
    evidence="Your db is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def db_no_mean(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, dW, dZ.shape[1] * db


@exercise.variant(
    "a mean in dA_prev as well",
    evidence="Your dA_prev is the expected one divided by m (m = {m} tried).",
    question="does dA_prev belong to the cost, or to each example's own loss?",
)
def dA_mean(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev / dZ.shape[1], dW, db


@exercise.variant(
    "division by the number of units",
    evidence="You divide dW and db by n ({n} tried).",
    question="which axis of dZ counts the examples?",
)
def units_for_examples(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    ratio = dZ.shape[1] / dZ.shape[0]
    return dA_prev, ratio * dW, ratio * db


@exercise.variant(
    "dW divided twice",
    evidence="Your dW is the expected one divided by m once more (m = {m} tried).",
    question="how often does 1/m stand in the formula of dW?",
)
def dW_two_means(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, dW / dZ.shape[1], db


@exercise.variant(
    "dW lying on its side",
    evidence="Your dW holds the right numbers, with rows and columns exchanged.",
    question="which shape must dW have, so that W - dW makes sense?",
)
def dW_transposed(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, dW.T, db


@exercise.variant(
    "dA_prev lying on its side",
    evidence="Your dA_prev holds the right numbers, one row per example.",
    question="which array has dA_prev the shape of?",
)
def dA_transposed(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev.T, dW, db


@exercise.variant(
    "db summed over the units as well",
    evidence="Your db is one number for the whole layer.",
    question="how many biases does a layer of n units have?",
)
def db_number(dZ, cache):
    dA_prev, dW, _ = linear_backward(dZ, cache)
    return dA_prev, dW, np.sum(dZ) / dZ.shape[1]


@exercise.variant(
    "db without its second axis",
    evidence="Your db holds the right numbers, with one axis lost.",
    question="b has shape (n, 1): what keeps an axis when you sum?",
)
def db_flat(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, dW, db[:, 0]


@exercise.variant(
    "db summed over the wrong axis",
    evidence="Your db has one number per example: you added up the units.",
    question="does a bias belong to a unit or to an example?",
)
def db_of_examples(dZ, cache):
    dA_prev, dW, _ = linear_backward(dZ, cache)
    return dA_prev, dW, np.sum(dZ, axis=0, keepdims=True) / dZ.shape[1]


@exercise.variant(
    "db per example",
    evidence="Your db has the shape of dZ: the examples were never added up.",
    question="how many biases does a layer of n units have?",
)
def db_not_summed(dZ, cache):
    dA_prev, dW, _ = linear_backward(dZ, cache)
    return dA_prev, dW, dZ / dZ.shape[1]


@exercise.variant(
    "dA_prev made from dW",
    evidence="Your dA_prev is made with dW where W belongs.",
    question="through which numbers did A_prev reach Z?",
)
def dA_from_gradient(dZ, cache):
    _, dW, db = linear_backward(dZ, cache)
    return dW.T @ dZ, dW, db


@exercise.variant(
    "sign turned",
    evidence="Your dW and db have the right size and the opposite sign.",
    question="who subtracts: the derivative, or the step that uses it?",
)
def opposite_sign(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dA_prev, -dW, -db


@exercise.variant(
    "results in another order",
    evidence="Your three results are right, in another order: dW, db, dA_prev.",
    question="in which order will the layer before unpack them?",
)
def reordered(dZ, cache):
    dA_prev, dW, db = linear_backward(dZ, cache)
    return dW, db, dA_prev


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
