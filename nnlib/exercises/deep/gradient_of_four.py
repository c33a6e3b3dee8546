"""`gradient_of_four(X, Y, parameters)`: a clinic. A layer takes another's cache.

The widths are equal, so every cache fits everywhere and nothing stops. The hidden units
are tanh: the way back through relu that is written before does not mend it.
"""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    Tree,
    instead,
    negated,
    outputs,
    wrong,
)
from nnlib.deep import (
    gradient_of_four,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
)
from nnlib.exercises import backward_pass

LAYERS = (1, 2, 3)
# Units in every layer, and the number of examples.
SIZES = ((4, 6), (4, 5), (3, 7), (5, 4))


exercise = Draft(
    id="04/gradient_of_four",
    parts={"grads": 10},
    reference=gradient_of_four,
    returns=Tree("grads"),
    needs=(
        "04/linear_activation_forward",
        "04/linear_backward",
        "04/linear_activation_backward",
    ),
    form="clinic",
    help="H2",
)


@exercise.starts(
    "cache of the layer above",
    evidence="Layer 3 is right; layers 2 and 1 use the cache of the layer above.",
    question="at which number does a list begin to count, and at which do layers?",
)
def cache_of_layer_above(X, Y, parameters):
    A, caches = X, []
    for layer, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    grads = {}
    dA, grads["dW3"], grads["db3"] = linear_backward(A - Y, caches[-1][0])
    for layer in (2, 1):
        dA, dW, db = linear_activation_backward(dA, caches[layer], "tanh")
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
    return grads


@exercise.probes
def probes(rng):
    """Draw networks with as many units in every layer, and both labels."""
    return [by_hand(), *(draw(rng, *size) for size in SIZES)]


def by_hand():
    """Return two units in every layer, and two examples."""
    parameters = {
        "W1": np.array([[0.5, -1.0], [1.0, 0.5]]),
        "b1": np.array([[0.5], [-0.5]]),
        "W2": np.array([[1.0, 0.5], [-0.5, 1.0]]),
        "b2": np.array([[0.0], [0.5]]),
        "W3": np.array([[1.5, -1.0], [0.5, 1.0]]),
        "b3": np.array([[-0.5], [0.25]]),
    }
    X, Y = np.array([[1.0, 0.5], [-1.0, 2.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    return of(X, Y, parameters, shown=True)


def draw(rng, n, m):
    """Draw a network with n units in every layer, and m examples."""
    parameters = {}
    for layer in LAYERS:
        parameters[f"W{layer}"] = rng.normal(0, 0.9, (n, n))
        parameters[f"b{layer}"] = rng.normal(0, 0.5, (n, 1))
    Y = rng.integers(0, 2, (n, m)).astype(float)
    Y[:, :2] = 0.0, 1.0
    return of(rng.normal(0, 1, (n, m)), Y, parameters)


def of(X, Y, parameters, **kinds):
    """Make a case of a network, examples and labels."""
    return Probe((X, Y, parameters), sizes={"n_x": len(X), "m": X.shape[1]}, **kinds)


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return draw(rng, 3, size)


def forward(X, parameters):
    """Give the answers of the network, and its caches by the number of the layer."""
    A, caches = X, {}
    for layer, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, caches[layer] = linear_activation_forward(A, W, b, name)
    return A, caches


def going_back(step, at_output=lambda A, Y: A - Y):
    """Go back with another dZ at the output, or another step through a hidden layer."""

    def version(X, Y, parameters):
        A, caches = forward(X, parameters)
        dA, dW, db = linear_backward(at_output(A, Y), caches[3][0])
        grads = {"dW3": dW, "db3": db}
        for layer in (2, 1):
            dA, dW, db = step(dA, caches, layer)
            grads |= {f"dW{layer}": dW, f"db{layer}": db}
        return grads

    return instead(version)


def as_asked(dA, caches, layer):
    """Go back through a hidden layer as it should be."""
    return linear_activation_backward(dA, caches[layer], "tanh")


def another_cache(other):
    """Go back with the cache of another layer."""
    return going_back(
        lambda dA, caches, layer: linear_activation_backward(
            dA, caches[other[layer]], "tanh"
        )
    )


def nothing_handed_down(dA, caches, layer):
    """Hand down what came from above."""
    _, dW, db = as_asked(dA, caches, layer)
    return dA, dW, db


def written_twice(X, Y, parameters):
    """Keep the derivatives of layer 1 under the names of layer 2 as well."""
    grads = gradient_of_four(X, Y, parameters)
    return {**grads, "dW2": grads["dW1"], "db2": grads["db1"]}


exercise.variants(
    wrong(
        "cache_of_layer_below",
        "cache of the layer below",
        another_cache({2: 1, 1: 3}),
        evidence="Your layer 2 uses the cache of layer 1, and layer 1 that of layer 3.",
        question="which entry of a list has the index 0, and which the index -1?",
    ),
    wrong(
        "first_cache_for_both",
        "first cache for both hidden layers",
        another_cache({2: 1, 1: 1}),
        evidence="Your layers 2 and 1 go back with one cache, that of layer 1.",
        question="how many caches does the way back use, and how often each?",
    ),
    wrong(
        "second_cache_for_both",
        "cache of layer 2 for both hidden layers",
        another_cache({2: 2, 1: 2}),
        evidence="Your layers 2 and 1 go back with one cache, that of layer 2.",
        question="how many caches does the way back use, and how often each?",
    ),
    wrong(
        "nothing_handed_down",
        "what layer 2 hands down is lost",
        going_back(nothing_handed_down),
        evidence="Your layer 1 gets from above what layer 2 got.",
        question="which line says what the next block begins with?",
    ),
    wrong(
        "mean_handed_down",
        "1/m in what is handed down",
        going_back(lambda dA, caches, layer: as_asked(dA / dA.shape[1], caches, layer)),
        evidence="Layer 3 is right; each layer below is divided by m once more.",
        question="does dA belong to the cost, or to each example's own loss?",
    ),
    backward_pass.one_mean_more,
    backward_pass.no_mean,
    wrong(
        "opposite_sign",
        "Y - A for A - Y",
        negated(),
        evidence="Your gradients have the right size and the opposite sign.",
        question="if A is too small for a label 1, which sign should dZ have?",
    ),
    wrong(
        "extra_slope",
        "slope of sigmoid multiplied in again",
        going_back(as_asked, lambda A, Y: (A - Y) * A * (1 - A)),
        evidence="Your last layer carries a factor A(1 - A) too many.",
        question="where did this factor go when dZ = A - Y was derived?",
    ),
    wrong(
        "relu_hidden",
        "slope of relu in the hidden layers",
        going_back(
            lambda dA, caches, layer: linear_activation_backward(
                dA, caches[layer], "relu"
            )
        ),
        evidence="Your hidden layers go back through relu.",
        question="which activation did the hidden layers have on the way forward?",
    ),
    wrong(
        "no_slope",
        "no slope in the hidden layers",
        going_back(lambda dA, caches, layer: linear_backward(dA, caches[layer][0])),
        evidence="Your hidden layers let everything back, as if nothing bent.",
        question="how much does A move where tanh is nearly flat?",
    ),
    wrong(
        "shifted",
        "keys shifted by one",
        outputs(
            grads=lambda grads: {
                f"{k[:2]}{int(k[2:]) - (k[2:] != '3')}": v for k, v in grads.items()
            }
        ),
        evidence="Your hidden layers are called 1 and 0: dW2 stands under dW1.",
        question="your loop runs through the numbers of the layers: which are they?",
    ),
    wrong(
        "written_twice",
        "layer 1 under the names of layer 2",
        instead(written_twice),
        evidence="Your dW2 and db2 are those of layer 1.",
        question="which layer has gone back when its derivatives get their names?",
    ),
)


@exercise.accepted
def from_the_end(X, Y, parameters):
    """Take the caches from the end of the list, and begin with dA."""
    A, caches = forward(X, parameters)
    left, grads, names = list(caches.values()), {}, ["tanh", "tanh", "sigmoid"]
    dA = -Y / A + (1 - Y) / (1 - A)
    while left:
        layer = len(left)
        dA, dW, db = linear_activation_backward(dA, left.pop(), names[layer - 1])
        grads |= {f"dW{layer}": dW, f"db{layer}": db, f"dA{layer - 1}": dA}
    return grads


@exercise.accepted
def pair_by_pair(X, Y, parameters):
    """Pair layers and caches, and write lists."""
    A, caches = forward(X, parameters)
    dA, dW, db = linear_backward(A - Y, caches[3][0])
    found = [("3", dW, db)]
    for layer, cache in zip("21", (caches[2], caches[1]), strict=True):
        dA, dW, db = linear_activation_backward(dA, cache, "tanh")
        found.append((layer, dW, db))
    return {
        f"d{letter}{layer}": slope.tolist()
        for layer, *slopes in found
        for letter, slope in zip("Wb", slopes, strict=True)
    }


@exercise.accepted
def written_out(X, Y, parameters):
    """Use no blocks: the four lines of each layer."""
    A = [X]
    for layer in LAYERS:
        Z = parameters[f"W{layer}"] @ A[-1] + parameters[f"b{layer}"]
        A.append(np.tanh(Z) if layer < 3 else 1 / (1 + np.exp(-Z)))
    grads, dZ, m = {}, A[3] - Y, Y.shape[1]
    for layer in (3, 2, 1):
        grads[f"dW{layer}"] = np.einsum("im,jm->ij", dZ, A[layer - 1]) / m
        grads[f"db{layer}"] = np.mean(dZ, axis=1, keepdims=True)
        dZ = parameters[f"W{layer}"].T @ dZ * (1 - A[layer - 1] ** 2)
    return grads


EXERCISE = exercise.with_hints(
    "Read the list from layer 3 down. Which layer is the first wrong one? From above "
    "it gets what is right. What else does it get?",
    "Write the numbers 3, 2, 1 of the layers in a row, and below each the index that "
    "its cache has in the list. Which indices does the function use?",
)
