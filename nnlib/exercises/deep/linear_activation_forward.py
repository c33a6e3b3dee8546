"""`linear_activation_forward(A_prev, W, b, activation)`: the forward block of a layer.

Only relu and sigmoid are tried: they are what the networks of this notebook use.
"""

from dataclasses import replace

import numpy as np

from nnlib.activations import activation as g
from nnlib.check import Draft, Probe, Tree, called_with, outputs, wrong
from nnlib.deep import linear_activation_forward, linear_forward

# n_prev, n, m and the activation; no two sizes alike.
CASES = (
    (4, 3, 5, "relu"),
    (3, 2, 6, "sigmoid"),
    (5, 4, 2, "relu"),
    (2, 1, 3, "sigmoid"),
)
# So far from its bend, a relu is not in doubt.
CLEAR = 0.01
OTHER = {"relu": "sigmoid", "sigmoid": "relu"}


exercise = Draft(
    id="04/linear_activation_forward",
    parts={"A": 5, "cache": 5},
    reference=linear_activation_forward,
    returns=("A", Tree("cache")),
    form="specified",
    help="H2",
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw layers with both activations, sums on both sides of 0, and a square one."""
    square = draw(rng, 3, 3, 5, "sigmoid")
    square = replace(square, extreme=True, about="as many units as inputs")
    return [by_hand("relu"), *(draw(rng, *case) for case in CASES), square]


def by_hand(activation):
    """Return a layer of two units that fits on paper."""
    sizes = {"n_prev": 3, "n": 2, "m": 4, "activation": activation}
    return Probe((*sums_by_hand(), activation), sizes=sizes, shown=True)


def sums_by_hand():
    """Return what two units read: A, W and b."""
    A = np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 3.0, 1.0, 1.0], [2.0, 1.0, 0.0, -2.0]])
    return A, np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]]), np.array([[0.5], [-1.0]])


def draw(rng, n_prev, n, m, activation):
    """Draw one layer, anew while a sum lies near 0 or all lie on one side."""
    while True:
        A_prev, W, b = drawn_sums(rng, n_prev, n, m)
        Z = W @ A_prev + b
        if np.abs(Z).min() > CLEAR and Z.min() < 0 < Z.max():
            sizes = {"n_prev": n_prev, "n": n, "m": m, "activation": activation}
            return Probe((A_prev, W, b, activation), sizes=sizes)


def drawn_sums(rng, n_prev, n, m):
    """Draw what a layer of given sizes reads: A, W and b."""
    A, W = rng.normal(0, 1, (n_prev, m)), rng.normal(0, 0.7, (n, n_prev))
    return A, W, rng.uniform(0.3, 0.9, (n, 1)) * rng.choice([-1, 1], (n, 1))


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return Probe((*drawn_sums(rng, 3, 2, size), "sigmoid"))


exercise.variants(
    wrong(
        "exchanged",
        "the two activations exchanged",
        called_with(activation=lambda activation: OTHER[activation]),
        evidence="Your relu layers use sigmoid, and your sigmoid layers use relu.",
        question="what does your if ask, and which line follows a yes?",
    ),
    wrong(
        "always_sigmoid",
        "sigmoid always",
        called_with(activation="sigmoid"),
        evidence="Your layers use sigmoid whatever the activation is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "always_relu",
        "relu always",
        called_with(activation="relu"),
        evidence="Your layers use relu whatever the activation is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "tanh_for_sigmoid",
        "tanh for sigmoid",
        called_with(
            activation=lambda activation: (
                "tanh" if activation == "sigmoid" else activation
            )
        ),
        evidence="Your sigmoid layers use tanh: their outputs go below 0.",
        question="between which two numbers lies a probability?",
    ),
    wrong(
        "leaky",
        "leaky relu for relu",
        called_with(
            activation=lambda activation: (
                "leaky_relu" if activation == "relu" else activation
            )
        ),
        evidence="Your relu layers let a hundredth of negative sums pass.",
        question="what does relu give for a negative number?",
    ),
    wrong(
        "no_activation",
        "no activation",
        outputs(A=lambda cache: cache[1]),
        evidence="Your A is Z itself.",
        question="what are two layers worth, if nothing stands between them?",
    ),
)


@exercise.variant(
    "activation on the input",
    evidence="You apply the activation to A_prev, before the weights.",
    question="what comes first in a layer, the sum or the activation?",
)
def activated_before(A_prev, W, b, activation):
    Z = W @ g(activation, A_prev) + b
    return Z, ((A_prev, W, b), Z)


exercise.variants(
    wrong(
        "applied_twice",
        "activation applied twice",
        outputs(A=lambda activation, A: g(activation, A)),
        evidence="Your sigmoid layers give sigmoid(sigmoid(Z)): never below 0.5.",
        question="which of your lines make A, and what do they read?",
    ),
)


@exercise.variant(
    "bias left out",
    evidence="Your outputs are those of b = 0, whatever b is.",
    question="which of the arguments does your code not use?",
)
def no_bias(A_prev, W, b, activation):
    Z = W @ A_prev
    return g(activation, Z), ((A_prev, W, b), Z)


exercise.variants(
    wrong(
        "cache_of_result",
        "A in the cache in place of Z",
        outputs(cache=lambda cache, A: (cache[0], A)),
        evidence="Your cache holds A where Z is expected.",
        question="which array will g_slope be asked about on the way back?",
    ),
    wrong(
        "rectified_cache",
        "relu written into Z",
        outputs(
            cache=lambda cache, A, activation: (
                cache[0],
                A if activation == "relu" else cache[1],
            )
        ),
        evidence="The negative numbers of Z are gone from your cache.",
        question="which line writes into an array that is still needed?",
    ),
    wrong(
        "flat_cache",
        "cache not nested",
        outputs(cache=lambda cache: (*cache[0], cache[1])),
        evidence="Your cache holds four arrays in one row; two entries are expected.",
        question="which part of the cache has linear_forward made already?",
    ),
    wrong(
        "cache_of_sums",
        "cache holds Z alone",
        outputs(cache=lambda cache: cache[1]),
        evidence="Your cache is Z; the inputs of the layer are not in it.",
        question="on the way back, what will dW and dA_prev be made of?",
    ),
    wrong(
        "cache_without_sums",
        "cache without Z",
        outputs(cache=lambda cache: cache[0]),
        evidence="Your cache is that of linear_forward; Z is not in it.",
        question="at which numbers will the slope of the activation be taken?",
    ),
    wrong(
        "cache_reordered",
        "cache the other way round",
        outputs(cache=lambda cache: cache[::-1]),
        evidence="Your cache begins with Z; the linear cache comes first.",
        question="in which order will the way back unpack it?",
    ),
)


@exercise.accepted
def with_branches(A_prev, W, b, activation):
    """Write both activations out, and make lists for tuples."""
    Z = np.dot(W, A_prev) + b
    A = 1 / (1 + np.exp(-Z)) if activation == "sigmoid" else Z * (Z > 0)
    return [A, [[A_prev, W, b], Z]]


@exercise.accepted
def by_table(A_prev, W, b, activation):
    """Look the activation up, and cache copies."""
    functions = {
        "relu": lambda Z: np.where(Z < 0, 0, Z),
        "sigmoid": lambda Z: (1 + np.tanh(Z / 2)) / 2,
    }
    Z = np.einsum("uj,ji->ui", W, A_prev) + b
    return functions[activation](Z), ((A_prev.copy(), W.copy(), b.copy()), Z)


@exercise.accepted
def with_her_functions(A_prev, W, b, activation):
    """Call linear_forward and the activation of notebook 03."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    return g(activation, Z), (linear_cache, Z)


EXERCISE = exercise.with_hints(
    "On the way back your activation_slope of notebook 03 is asked for g'. At which "
    "numbers? Does linear_forward keep them?",
    "Notebook 03, section 8: dz = da * g'(z). The cache is a pair: first what "
    "linear_forward has set aside, then the numbers at which the slope is taken.",
)
