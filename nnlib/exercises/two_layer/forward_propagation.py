"""`forward_propagation(X, parameters)`: two layers, all examples at once."""

from functools import partial

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import (
    Draft,
    Probe,
    Tree,
    Unusable,
    entries,
    instead,
    outputs,
    reordered,
    wrong,
)
from nnlib.two_layer import forward_propagation

KEPT = "A2 in the cache"


exercise = Draft(
    id="03/forward_propagation",
    parts={"Z1": 3, "A1": 3, "Z2": 3, "A2": 4, KEPT: 2},
    reference=forward_propagation,
    returns=("A2", Tree("cache")),
)


@exercise.probes
def probes(rng):
    """Draw networks whose sizes all differ, and one with a single output."""
    return [
        by_hand(),
        draw(rng, 4, 3, 2, m=5),
        draw(rng, 3, 5, 2, m=7),
        draw(rng, 5, 4, 1, m=6),
        certain(),
    ]


def by_hand():
    """Return a case that fits on paper."""
    parameters = {
        "W1": np.array([[0.5, -1.0], [1.0, 0.25]]),
        "b1": np.array([[0.1], [-0.2]]),
        "W2": np.array([[1.5, -0.5]]),
        "b2": np.array([[0.3]]),
    }
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    return network(X, parameters, shown=True)


def draw(rng, n_x, n_h, n_y, m):
    """Draw a network with biases that are not 0, and examples."""
    return network(rng.normal(0, 1, (n_x, m)), drawn(rng, n_x, n_h, n_y))


def drawn(rng, n_x, n_h, n_y):
    """Draw parameters large enough for both bends of tanh to be seen."""
    return {
        "W1": rng.normal(0, 0.7, (n_h, n_x)),
        "b1": rng.uniform(0.3, 0.9, (n_h, 1)),
        "W2": rng.normal(0, 0.7, (n_y, n_h)),
        "b2": rng.uniform(0.3, 0.9, (n_y, 1)),
    }


def network(X, parameters, **kinds):
    """Make a probe of a network and examples."""
    n_h, n_x = parameters["W1"].shape
    sizes = {"n_x": n_x, "n_h": n_h, "n_y": len(parameters["b2"]), "m": X.shape[1]}
    return Probe((X, parameters), sizes=sizes, **kinds)


def certain():
    """Return sums so large that tanh and sigmoid reach their ends."""
    parameters = {
        "W1": np.array([[900.0, 0.0], [0.0, -900.0], [1.0, 1.0]]),
        "b1": np.array([[1.0], [2.0], [0.5]]),
        "W2": np.array([[1000.0, 500.0, 0.0]]),
        "b2": np.array([[0.0]]),
    }
    X = np.array([[1.0, -1.0], [-1.0, 1.0]])
    return Probe((X, parameters), extreme=True, about="very large sums")


@exercise.observe
def observe(probe, outputs):
    """Split the cache, so that every array earns its own part."""
    cache = outputs["cache"]
    if isinstance(cache, Unusable):
        return {**dict.fromkeys(("Z1", "A1", "Z2", KEPT), cache), "A2": outputs["A2"]}
    names = {"Z1": "Z1", "A1": "A1", "Z2": "Z2", KEPT: "A2"}
    found = {part: cache[(name,)] for part, name in names.items()}
    return {**found, "A2": outputs["A2"]}


@exercise.vectorised
def any_size(rng, m):
    """Draw a case with any number of examples."""
    return draw(rng, 3, 4, 2, m)


def going(**activations):
    """Go forward with other activations."""
    return instead(partial(layers, **activations))


def layers(X, parameters, hidden=np.tanh, last=sigmoid):
    """Go forward with any activations, for the wrong versions below."""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    Z1 = W1 @ X + b1
    A1 = hidden(Z1)
    Z2 = W2 @ A1 + b2
    return result(Z1, A1, Z2, last(Z2))


def result(Z1, A1, Z2, A2):
    """Give the outputs with their cache."""
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


exercise.variants(
    wrong(
        "no_biases",
        "biases left out",
        entries("parameters", np.zeros_like, "b1", "b2"),
        evidence="Your sums are those of b1 = 0 and b2 = 0.",
        question="set all weights to 0: should Z1 still depend on b1?",
    ),
    wrong(
        "no_first_bias",
        "first bias left out",
        entries("parameters", np.zeros_like, "b1"),
        evidence="Your Z1 is that of b1 = 0.",
        question="set W1 to 0: should Z1 still depend on b1?",
    ),
    wrong(
        "no_second_bias",
        "second bias left out",
        entries("parameters", np.zeros_like, "b2"),
        evidence="Your Z2 is that of b2 = 0.",
        question="set W2 to 0: should Z2 still depend on b2?",
    ),
    wrong(
        "first_entry_of_bias",
        "one bias for all hidden units",
        entries("parameters", lambda b: np.full(b.shape, b[0, 0]), "b1"),
        evidence="Every hidden unit of yours adds the first entry of b1.",
        question="how many biases does the hidden layer have?",
    ),
    wrong(
        "sum_of_biases",
        "biases added up",
        entries("parameters", lambda b: np.full(b.shape, np.sum(b)), "b1"),
        evidence="Every hidden unit of yours adds the sum of b1.",
        question="which bias belongs to the second hidden unit?",
    ),
    wrong(
        "hidden_sigmoid",
        "sigmoid in the hidden layer",
        going(hidden=sigmoid),
        evidence="Your A1 is the sigmoid of Z1: it has no negative values.",
        question="which activation do the hidden units use here?",
    ),
    wrong(
        "hidden_relu",
        "relu in the hidden layer",
        going(hidden=lambda Z: np.maximum(0, Z)),
        evidence="Your A1 is the relu of Z1: it is above 1 in places.",
        question="which activation do the hidden units use here?",
    ),
    wrong(
        "hidden_linear",
        "no hidden activation",
        going(hidden=np.copy),
        evidence="Your A1 is Z1 itself.",
        question="two layers without activation in between: how many layers is that?",
    ),
)


@exercise.variant(
    "Z1 passed on for A1",
    evidence="Your A1 is right, but Z2 is made of Z1.",
    question="what does the second layer read?",
)
def sums_passed_on(X, parameters):
    Z1, A1 = (forward_propagation(X, parameters)[1][name] for name in ("Z1", "A1"))
    Z2 = parameters["W2"] @ Z1 + parameters["b2"]
    return result(Z1, A1, Z2, sigmoid(Z2))


exercise.variants(
    wrong(
        "output_tanh",
        "tanh at the output",
        going(last=np.tanh),
        evidence="Your A2 is the tanh of Z2: it is negative in places.",
        question="between which numbers does a probability lie?",
    ),
    wrong(
        "output_linear",
        "no activation at the output",
        going(last=np.copy),
        evidence="Your A2 is Z2 itself.",
        question="between which numbers does a probability lie?",
    ),
    wrong(
        "activations_exchanged",
        "activations exchanged",
        going(hidden=sigmoid, last=np.tanh),
        evidence="Your hidden units use the sigmoid, your output units tanh.",
        question="which layer must give a probability?",
    ),
    wrong(
        "rounded",
        "classes for probabilities",
        going(last=lambda Z: np.where(Z > 0, 1.0, 0.0)),
        evidence="Your A2 holds only 0 and 1.",
        question="what is lost if 0.51 and 0.99 both become 1?",
    ),
    wrong(
        "cache_exchanged",
        "sums and activations exchanged in the cache",
        outputs(
            cache=lambda cache: {
                "Z1": cache["A1"],
                "A1": cache["Z1"],
                "Z2": cache["A2"],
                "A2": cache["Z2"],
            }
        ),
        evidence="Your cache holds A1 under Z1 and Z1 under A1.",
        question="which of the two lies between -1 and 1?",
    ),
    wrong(
        "sums_overwritten",
        "Z1 overwritten by A1",
        outputs(Z1=lambda A1: A1),
        evidence="Your cache holds A1 twice, the second time under Z1.",
        question="does tanh make a new array in your line, or write into the old one?",
    ),
    wrong(
        "output_not_kept",
        "A2 missing from the cache",
        outputs(cache=lambda cache: {k: cache[k] for k in ("Z1", "A1", "Z2")}),
        evidence="Your cache has no A2.",
        question="which arrays will the way back ask for?",
    ),
)


@exercise.variant(
    "outputs without their first axis",
    evidence="Your A2 loses an axis where there is one output.",
    question="what shape does A2 have, if n_y is 1?",
)
def squeezed(X, parameters):
    A2, cache = forward_propagation(X, parameters)
    return np.squeeze(A2), cache


exercise.variants(
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return the cache first and A2 second.",
        question="in which order does the text ask for them?",
    ),
    wrong(
        "tanh_overflows",
        "tanh of large numbers",
        going(hidden=lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))),
        evidence="Your tanh divides infinity by infinity there.",
        question="what is e to the 1000 in floating point?",
    ),
)


@exercise.accepted
def by_einsum(X, parameters):
    """Sum with einsum; tanh by way of the sigmoid, the sigmoid by way of tanh."""
    p = parameters
    Z1 = np.einsum("hj,ji->hi", p["W1"], X) + p["b1"]
    A1 = 2 * sigmoid(2 * Z1) - 1
    Z2 = np.einsum("kh,hi->ki", p["W2"], A1) + p["b2"]
    A2 = (1 + np.tanh(Z2 / 2)) / 2
    return [A2, {"A2": A2, "Z2": Z2, "A1": A1, "Z1": Z1, "X": X}]


@exercise.accepted
def with_ones(X, parameters):
    """Carry each bias as one more weight of a row of ones."""

    def sums(W, b, A):
        return np.dot(np.hstack([W, b]), np.vstack([A, np.ones(A.shape[1])]))

    Z1 = sums(parameters["W1"], parameters["b1"], X)
    Z2 = sums(parameters["W2"], parameters["b2"], np.tanh(Z1))
    A2 = 1 / (1 + np.exp(-np.clip(Z2, -700, 700)))
    cache = {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2.tolist(), "A2": A2.tolist()}
    return A2.tolist(), cache


@exercise.accepted
def by_tensordot(X, parameters):
    """Name the axis that is summed over, and write tanh with exponentials."""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    Z1 = np.tensordot(W1, X, axes=1) + b1
    A1 = np.where(Z1 > 0, 1, -1) * -np.expm1(-2 * abs(Z1)) / (1 + np.exp(-2 * abs(Z1)))
    Z2 = np.tensordot(W2, A1, axes=1) + b2
    A2 = np.exp(-np.logaddexp(0, -Z2))
    return [A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}]


EXERCISE = exercise.with_hints(
    "What does each layer read, and what does it pass on? Draw two boxes with an "
    "arrow between them.",
    "Write the shapes under each product before you run it: rows are units, "
    "columns are examples.",
    "Layer 1 turns (n_x, m) into (n_h, m), layer 2 turns (n_h, m) into (n_y, m). "
    "A bias column is stretched over the m columns.",
    "A sibling with one layer, from notebook 02: Z = w.T @ X + b, A = sigmoid(Z). "
    "Here W has a row for each unit already.",
)
