"""`model_backward(AL, Y, caches)`: back through all layers, from the last to the first.

The gradients come in a dictionary whose keys depend on the number of layers. The course
gives the last layer first, so the first wrong entry that a check names is the one in
which a mistake has begun.
"""

from dataclasses import replace

import numpy as np

from nnlib.check import Draft, Probe, Tree, negated, outputs, wrong
from nnlib.deep import (
    linear_activation_backward,
    linear_backward,
    model_backward,
    model_forward,
)
from nnlib.exercises import backward_pass
from nnlib.exercises.backward_pass import back, back_without_slopes, last_layer
from nnlib.exercises.deep import model_forward as forward
from nnlib.exercises.drawing import with_one_unit

exercise = Draft(
    id="04/model_backward",
    parts={"grads": 15},
    reference=model_backward,
    returns=Tree("grads"),
    needs=("04/linear_backward", "04/linear_activation_backward"),
    form="specified",
    help="H2",
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw networks of one to twelve layers, and both labels."""
    return [
        by_hand(),
        *(draw(rng, *network) for network in forward.NETWORKS),
        certain(),
        with_one_unit(draw(rng, (3, 1, 4, 1), m=5)),
    ]


def by_hand():
    """Return two layers that fit on paper, with numbers that do not."""
    X, parameters = forward.by_hand().args
    return of(X, parameters, np.array([[1.0, 0.0, 0.0, 1.0]]), shown=True)


def certain():
    """Return the case by hand with answers that are exactly 0 or 1, and right."""
    case = by_hand()
    _, Y, (first, (linear, _)) = case.args
    caches = [first, (linear, 800.0 * (2 * Y - 1))]
    about = "answers so certain that AL is exactly 0 or 1"
    return replace(
        case, args=(Y.copy(), Y, caches), shown=False, extreme=True, about=about
    )


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


exercise.variants(
    wrong(
        "opposite_sign",
        "Y - AL for AL - Y",
        negated(),
        evidence="Your gradients have the right size and the opposite sign.",
        question="if AL is too small for a label 1, which sign should dZ have?",
    ),
    wrong(
        "first_term_only",
        "only the first term of dAL",
        outputs(grads=lambda AL, Y, caches: back(-Y * (1 - AL), caches)),
        evidence="Examples with label 0 add nothing to your gradients.",
        question="what is the derivative of the loss for y = 0?",
    ),
    wrong(
        "equal_signs",
        "both terms of dAL with one sign",
        outputs(grads=lambda AL, Y, caches: back(-Y * (1 - AL) - (1 - Y) * AL, caches)),
        evidence="Your examples with label 0 pull in the wrong direction.",
        question="what is the derivative of log(1 - a), with its sign?",
    ),
    wrong(
        "extra_slope",
        "slope of sigmoid multiplied in again",
        outputs(grads=lambda AL, Y, caches: back((AL - Y) * AL * (1 - AL), caches)),
        evidence="Your last layer carries a factor AL(1 - AL) too many.",
        question="where did this factor go when dZ = AL - Y was derived?",
    ),
    backward_pass.one_mean_more,
    backward_pass.no_mean,
    wrong(
        "mean_in_each_layer",
        "1/m in every layer",
        outputs(
            grads=lambda grads, Y, caches: {
                k: v / Y.shape[1] ** (len(caches) - int(k[2:]))
                for k, v in grads.items()
            }
        ),
        evidence="Each layer further down is divided by m once more.",
        question="does dA_prev belong to the cost, or to each example's own loss?",
    ),
    wrong(
        "sigmoid_hidden",
        "slope of sigmoid in the hidden layers",
        outputs(grads=lambda AL, Y, caches: back(AL - Y, caches, "sigmoid")),
        evidence="Your last layer is right; the others use the slope of sigmoid.",
        question="which activation did the hidden layers use on the way forward?",
    ),
    wrong(
        "linear_hidden",
        "no slope in the hidden layers",
        outputs(grads=lambda AL, Y, caches: back_without_slopes(AL - Y, caches)),
        evidence="Your hidden layers let everything back, as if nothing bent.",
        question="how much of dA comes through a unit whose Z was negative?",
    ),
    wrong(
        "relu_last",
        "slope of relu in the last layer",
        outputs(
            grads=lambda AL, Y, caches: back(
                -(Y / AL - (1 - Y) / (1 - AL)) * (caches[-1][1] > 0), caches
            )
        ),
        evidence="Your last layer uses the slope of relu.",
        question="which activation gave AL?",
    ),
    wrong(
        "last_only",
        "last layer only",
        last_layer,
        evidence="Your dictionary holds the gradients of the last layer alone.",
        question="how often does your loop run for two layers, and for four?",
    ),
    wrong(
        "first_missing",
        "first layer missing",
        outputs(grads=lambda grads: {k: v for k, v in grads.items() if k[2:] != "1"}),
        evidence="Your way back stops before layer 1.",
        question="which numbers does range(L - 1, 1, -1) give?",
    ),
    wrong(
        "shifted",
        "keys shifted by one",
        outputs(
            grads=lambda grads: {
                f"{k[:2]}{int(k[2:]) - 1}": v for k, v in grads.items()
            }
        ),
        evidence="Your names are those of the layer below: dW1 is called dW0.",
        question="caches[l] belongs to which layer?",
    ),
    wrong(
        "names_without_d",
        "names without d",
        outputs(grads=lambda grads: {k[1:]: v for k, v in grads.items()}),
        evidence="Your entries are called W1, b1 and so on: names of parameters.",
        question="what is the derivative of the cost with respect to W1 called here?",
    ),
    wrong(
        "no_biases",
        "biases forgotten",
        outputs(grads=lambda grads: {k: v for k, v in grads.items() if k[1] == "W"}),
        evidence="Your dictionary holds no db.",
        question="which three results does each block give back?",
    ),
)


@exercise.accepted
def from_activations(AL, Y, caches):
    """Begin with dAL away from 0 and 1, use the sigmoid block, and keep every dA."""
    AL, L = np.clip(AL, 1e-15, 1 - 1e-15), len(caches)
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
