"""`model_backward(AL, Y, caches)`: back through all layers, from the last to the first.

The gradients come in a dictionary whose keys depend on the number of layers. The course
gives the last layer first, so the first wrong entry that a check names is the one in
which a mistake has begun.
"""

import numpy as np

from nnlib.check import Draft, Probe, Tree
from nnlib.deep import (
    linear_activation_backward,
    linear_backward,
    model_backward,
    model_forward,
)
from nnlib.exercises.backward_pass import back, back_without_slopes
from nnlib.exercises.deep import model_forward as forward

exercise = Draft(
    id="04/model_backward",
    parts={"grads": 15},
    reference=model_backward,
    returns=Tree("grads"),
    needs=("04/linear_backward", "04/linear_activation_backward"),
)


@exercise.probes
def probes(rng):
    """Draw networks of one to twelve layers, and both labels."""
    return [by_hand(), *(draw(rng, *network) for network in forward.NETWORKS)]


def by_hand():
    """Return two layers that fit on paper, with numbers that do not."""
    X, parameters = forward.by_hand().args
    return of(X, parameters, np.array([[1.0, 0.0, 0.0, 1.0]]), shown=True)


def draw(rng, layer_dims, m):
    """Draw a network whose probabilities are neither 0 nor 1, and labels."""
    X, parameters = forward.draw(rng, layer_dims, m).args
    Y = rng.integers(0, 2, (layer_dims[-1], m)).astype(float)
    Y[:, :2] = 0.0, 1.0
    return of(X, parameters, Y)


def of(X, parameters, Y, **kinds):
    """Make a case of a network after its forward pass."""
    AL, caches = model_forward(X, parameters)
    return Probe((AL, Y, caches), sizes={"L": len(caches), "m": X.shape[1]}, **kinds)


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    X, parameters = forward.any_size(rng, size).args
    return of(X, parameters, rng.integers(0, 2, (2, size)).astype(float))


@exercise.variant(
    "Y - AL for AL - Y",
    evidence="Your gradients have the right size and the opposite sign.",
    question="if AL is too small for a label 1, which sign should dZ have?",
)
def opposite_sign(AL, Y, caches):
    return back(Y - AL, caches)


@exercise.variant(
    "only the first term of dAL",
    evidence="Examples with label 0 add nothing to your gradients.",
    question="what is the derivative of the loss for y = 0?",
)
def first_term_only(AL, Y, caches):
    return back(-Y * (1 - AL), caches)


@exercise.variant(
    "both terms of dAL with one sign",
    evidence="Your examples with label 0 pull in the wrong direction.",
    question="what is the derivative of log(1 - a), with its sign?",
)
def equal_signs(AL, Y, caches):
    return back(-Y * (1 - AL) - (1 - Y) * AL, caches)


@exercise.variant(
    "slope of sigmoid multiplied in again",
    evidence="Your last layer carries a factor AL(1 - AL) too many.",
    question="where did this factor go when dZ = AL - Y was derived?",
)
def extra_slope(AL, Y, caches):
    return back((AL - Y) * AL * (1 - AL), caches)


@exercise.variant(
    "1/m once more",
    evidence="All your gradients are divided by m twice (m = {m} tried).",
    question="at which one place does 1/m stand?",
)
def one_mean_more(AL, Y, caches):
    return back((AL - Y) / Y.shape[1], caches)


@exercise.variant(
    "sum for mean",
    evidence="All your gradients are m times the expected ones (m = {m} tried).",
    question="the cost is a mean over the examples: what is its derivative then?",
)
def no_mean(AL, Y, caches):
    return back((AL - Y) * Y.shape[1], caches)


@exercise.variant(
    "1/m in every layer",
    evidence="Each layer further down is divided by m once more.",
    question="does dA_prev belong to the cost, or to each example's own loss?",
)
def mean_in_each_layer(AL, Y, caches):
    L, m = len(caches), Y.shape[1]
    grads = model_backward(AL, Y, caches)
    return {name: slope / m ** (L - int(name[2:])) for name, slope in grads.items()}


@exercise.variant(
    "slope of sigmoid in the hidden layers",
    evidence="Your last layer is right; the others use the slope of sigmoid.",
    question="which activation did the hidden layers use on the way forward?",
)
def sigmoid_hidden(AL, Y, caches):
    return back(AL - Y, caches, "sigmoid")


@exercise.variant(
    "no slope in the hidden layers",
    evidence="Your hidden layers let everything back, as if nothing bent.",
    question="how much of dA comes through a unit whose Z was negative?",
)
def linear_hidden(AL, Y, caches):
    return back_without_slopes(AL - Y, caches)


@exercise.variant(
    "slope of relu in the last layer",
    evidence="Your last layer uses the slope of relu.",
    question="which activation gave AL?",
)
def relu_last(AL, Y, caches):
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    return back(dAL * (caches[-1][1] > 0), caches)


@exercise.variant(
    "last layer only",
    evidence="Your dictionary holds the gradients of the last layer alone.",
    question="how often does your loop run for two layers, and for four?",
)
def last_only(AL, Y, caches):
    L, grads = len(caches), model_backward(AL, Y, caches)
    return {name: grads[name] for name in (f"dW{L}", f"db{L}")}


@exercise.variant(
    "first layer missing",
    evidence="Your way back stops before layer 1.",
    question="which numbers does range(L - 1, 1, -1) give?",
)
def first_missing(AL, Y, caches):
    grads = model_backward(AL, Y, caches)
    return {name: slope for name, slope in grads.items() if name[2:] != "1"}


@exercise.variant(
    "keys shifted by one",
    evidence="Your names are those of the layer below: dW1 is called dW0.",
    question="caches[l] belongs to which layer?",
)
def shifted(AL, Y, caches):
    grads = model_backward(AL, Y, caches)
    return {f"{name[:2]}{int(name[2:]) - 1}": slope for name, slope in grads.items()}


@exercise.variant(
    "names without d",
    evidence="Your entries are called W1, b1 and so on: names of parameters.",
    question="what is the derivative of the cost by W1 called in this course?",
)
def names_without_d(AL, Y, caches):
    grads = model_backward(AL, Y, caches)
    return {name[1:]: slope for name, slope in grads.items()}


@exercise.variant(
    "biases forgotten",
    evidence="Your dictionary holds no db.",
    question="which three results does each block give back?",
)
def no_biases(AL, Y, caches):
    grads = model_backward(AL, Y, caches)
    return {name: slope for name, slope in grads.items() if name[1] == "W"}


@exercise.accepted
def from_activations(AL, Y, caches):
    """Begin with dAL, use the sigmoid block, and keep every dA."""
    L = len(caches)
    grads = {f"dA{L}": -Y / AL + (1 - Y) / (1 - AL)}
    for layer in range(L, 0, -1):
        name = "sigmoid" if layer == L else "relu"
        found = linear_activation_backward(grads[f"dA{layer}"], caches[layer - 1], name)
        names = f"dA{layer - 1}", f"dW{layer}", f"db{layer}"
        grads.update(zip(names, found, strict=True))
    return grads


@exercise.accepted
def written_out(AL, Y, caches):
    """Use no other function, and go through the caches from behind."""
    dZ, grads, m = AL - Y, {}, AL.shape[1]
    layers = list(enumerate(caches, start=1))
    for (layer, ((A_prev, W, _), _)), below in zip(
        layers[::-1], [*caches[-2::-1], None], strict=True
    ):
        grads[f"dW{layer}"] = np.einsum("ui,ji->uj", dZ, A_prev) / m
        grads[f"db{layer}"] = np.mean(dZ, axis=1, keepdims=True)
        if below is not None:
            dZ = (W.T @ dZ) * (below[1] > 0)
    return dict(sorted(grads.items()))


@exercise.accepted
def by_recursion(AL, Y, caches):
    """Let a function call itself for the layer below, and give lists."""

    def down(dZ, layer):
        dA_prev, dW, db = linear_backward(dZ, caches[layer - 1][0])
        found = {f"dW{layer}": dW.tolist(), f"db{layer}": db.tolist()}
        if layer == 1:
            return found
        return {**down(dA_prev * (caches[layer - 2][1] > 0), layer - 1), **found}

    return down(AL - Y, len(caches))


@exercise.accepted
def with_one_formula(AL, Y, caches):
    """Use the masks of relu as 0 and 1, and no function of its own."""
    grads, m = {}, Y.shape[1]
    dZ = AL - Y
    for layer in range(len(caches), 0, -1):
        (A_prev, W, _), _ = caches[layer - 1]
        grads[f"dW{layer}"] = np.einsum("im,jm->ij", dZ, A_prev) / m
        grads[f"db{layer}"] = dZ.mean(axis=1)[:, None]
        if layer > 1:
            below = caches[layer - 2][1]
            dZ = np.einsum("ij,im->jm", W, dZ) * np.heaviside(below, 0)
    return grads


EXERCISE = exercise.with_hints(
    "Draw three layers and their caches. Which cache is used first, and what does "
    "each layer hand down?",
    "The check names the first wrong entry, seen from the output. If the last "
    "layer is right, look at what you hand down, and at the slope.",
    "The last layer begins with AL and Y. Every other layer l begins with the dA "
    "that layer l + 1 gave back. Layer l has caches[l - 1].",
    "A sibling, a bill that goes down a chain: "
    "for k in reversed(range(n)): rest, paid[k] = split(rest, share[k]).",
)
