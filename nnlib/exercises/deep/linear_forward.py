"""`linear_forward(A, W, b)`: weighted sums of a layer, and what they came from."""

from dataclasses import replace

import numpy as np

from nnlib.check import Draft, Probe, Tree, outputs, transposed, wrong
from nnlib.deep import linear_forward

# n_prev, n, m: no two alike, so that no axis hides another; one output in the last.
SIZES = ((4, 3, 5), (2, 5, 7), (5, 1, 3))


exercise = Draft(
    id="04/linear_forward",
    parts={"Z": 3, "cache": 2},
    reference=linear_forward,
    returns=("Z", Tree("cache")),
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw layers with different biases, wide and narrow, and a square one."""
    square = replace(draw(rng, 3, 3, 5), extreme=True, about="as many units as inputs")
    return [by_hand(), *(draw(rng, *sizes) for sizes in SIZES), square]


def by_hand():
    """Return a layer of two units that fits on paper."""
    A = np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 3.0, 1.0, 1.0], [2.0, 1.0, 0.0, -2.0]])
    W, b = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]]), np.array([[0.5], [-1.0]])
    return Probe((A, W, b), sizes={"n_prev": 3, "n": 2, "m": 4}, shown=True)


def draw(rng, n_prev, n, m):
    """Draw one layer of given sizes, and what it reads."""
    A, W = rng.normal(0, 1, (n_prev, m)), rng.normal(0, 0.7, (n, n_prev))
    b = rng.uniform(0.3, 0.9, (n, 1)) * rng.choice([-1, 1], (n, 1))
    return Probe((A, W, b), sizes={"n_prev": n_prev, "n": n, "m": m})


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return draw(rng, 3, 2, size)


exercise.variants(
    wrong(
        "no_bias",
        "bias left out",
        outputs(Z=lambda A, W: W @ A),
        evidence="Your Z is that of b = 0, whatever b is.",
        question="which of the three arguments does your line not use?",
    ),
    wrong(
        "minus_bias",
        "bias subtracted",
        outputs(Z=lambda A, W, b: W @ A - b),
        evidence="Your Z is that of -b.",
        question="a unit with a large bias fires easily: should b raise or lower Z?",
    ),
    wrong(
        "bias_sum",
        "biases added up",
        outputs(Z=lambda A, W, b: W @ A + np.sum(b)),
        evidence="You add the sum of all biases to every unit.",
        question="how many biases belong to one row of Z?",
    ),
    wrong(
        "first_bias",
        "first bias for all units",
        outputs(Z=lambda A, W, b: W @ A + b[0]),
        evidence="All units get the bias of the first one.",
        question="how many biases does a layer of n units have?",
    ),
    wrong(
        "times_bias",
        "bias multiplied in",
        outputs(Z=lambda A, W, b: (W @ A) * b),
        evidence="Your b scales each row of W @ A.",
        question="set W to 0: what should Z be?",
    ),
    wrong(
        "transposed",
        "examples as rows",
        transposed("Z"),
        evidence="Your Z holds the right numbers, one row per example.",
        question="are examples rows or columns in this course?",
    ),
    wrong(
        "activated",
        "activation applied already",
        outputs(Z=lambda Z: np.maximum(0, Z)),
        evidence="Your Z has no negative numbers: an activation has been applied.",
        question="which block of a layer does the activation belong to?",
    ),
    wrong(
        "cache_of_result",
        "Z in the cache in place of A",
        outputs(cache=lambda Z, W, b: (Z, W, b)),
        evidence="Your cache holds Z where A is expected.",
        question="dW is made of dZ and what else?",
    ),
    wrong(
        "cache_of_sums",
        "cache holds Z alone",
        outputs(cache=lambda Z: Z),
        evidence="Your cache is Z; three arrays are expected.",
        question="on the way back, what will dW and dA_prev be made of?",
    ),
    wrong(
        "cache_reordered",
        "cache in another order",
        outputs(cache=lambda W, A, b: (W, A, b)),
        evidence="Your cache begins with W; A comes first.",
        question="in which order will the way back unpack it?",
    ),
    wrong(
        "cache_without_bias",
        "cache without the bias",
        outputs(cache=lambda A, W: (A, W)),
        evidence="Your cache holds two arrays; b is not among them.",
        question="which three things did this layer read?",
    ),
    wrong(
        "cache_with_names",
        "cache as a dictionary",
        outputs(cache=lambda A, W, b: {"A": A, "W": W, "b": b}),
        evidence="Your cache is a dictionary; the next function unpacks three values.",
        question="what does a, b, c = d do if d is a dictionary?",
    ),
)


@exercise.accepted
def by_einsum(A, W, b):
    """Name the axes, and give the cache as a list."""
    return np.einsum("uj,ji->ui", W, A) + b, [A, W, b]


@exercise.accepted
def unit_by_unit(A, W, b):
    """Loop over the units, which are few."""
    rows = [w @ A + bias for w, bias in zip(W, b, strict=True)]
    return [np.array(rows), (A.copy(), W.tolist(), b)]


@exercise.accepted
def with_ones(A, W, b):
    """Let the bias be one more weight, of an input that is always 1."""
    extended = np.vstack([A, np.ones((1, A.shape[1]))])
    return np.dot(np.hstack([W, b]), extended), (A, W, b)


EXERCISE = exercise.with_hints(
    "Write the shapes (n, n_prev), (n_prev, m) and (n, 1) under the symbols. Which "
    "order of W and A fits?",
    "The column b is added to every column of the product. The cache is a tuple of "
    "the three arguments, as they came. A sibling: P @ Q + r, (Q, P).",
)
