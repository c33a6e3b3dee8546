"""`softmax_backward(A, Y, caches)`: from A - Y back through all layers."""

import numpy as np

from nnlib.check import Draft, Probe, Tree, divided, negated, outputs, scaled, wrong
from nnlib.deep import linear_activation_backward, linear_backward
from nnlib.exercises.backward_pass import back, back_without_slopes, last_layer
from nnlib.exercises.drawing import with_one_unit
from nnlib.exercises.multiclass import softmax_forward as forward_exercise
from nnlib.multiclass import one_hot, softmax_backward, softmax_forward

# A pre-activation this near to 0 may change its side by rounding.
BEND = 1e-3


exercise = Draft(
    id="05/softmax_backward",
    parts={"grads": 10},
    reference=softmax_backward,
    returns=Tree("grads"),
    needs=("05/output_gradient",),
    form="mend",
    help="H2",
    edition=2,
)


@exercise.starts(
    "output treated as in notebook 04",
    evidence="You start from the derivative of the log loss and the sigmoid's slope.",
    question="which two functions stand at the end of this network?",
)
def sigmoid_start(A, Y, caches):
    L = len(caches)
    dA = -Y / A + (1 - Y) / (1 - A)
    dA, dW, db = linear_activation_backward(dA, caches[-1], "sigmoid")
    grads = {f"dW{L}": dW, f"db{L}": db}
    for layer in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "relu")
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
    return grads


@exercise.probes
def probes(rng):
    """Run real forward passes through networks of one to eleven layers."""
    small = forward_exercise.by_hand()
    shown = with_labels(small, np.array([1, 2]), shown=True)
    return [
        shown,
        *(draw(rng, dims, m) for dims, m in forward_exercise.SIZES),
        with_one_unit(draw(rng, (4, 1, 3), 6)),
    ]


def draw(rng, dims, m):
    """Draw a network, examples and labels; no unit sits at the bend of relu."""
    while True:
        case = forward_exercise.draw(rng, dims, m)
        probe = with_labels(case, rng.permutation(np.resize(np.arange(dims[-1]), m)))
        caches = probe.args[2]
        if min(np.min(np.abs(Z)) for _, Z in caches) > BEND:
            return probe


def with_labels(case, labels, **kinds):
    """Go forward, and put the labels beside what came out."""
    A, caches = softmax_forward(*case.args)
    Y = one_hot(labels, A.shape[0])
    return Probe((A, Y, caches), sizes=case.sizes, **kinds)


@exercise.vectorised
def any_size(rng, size):
    """Draw a network of two layers for any number of examples."""
    return draw(rng, (3, 4, 5), size)


exercise.variants(
    wrong(
        "opposite_sign",
        "Y - A for A - Y",
        negated(),
        evidence="Your gradients have the right size and the opposite sign.",
        question="if the score of a wrong class grows, does the loss grow or shrink?",
    ),
    wrong(
        "divided_twice",
        "divided by m twice",
        divided(lambda A: A.shape[1]),
        evidence="Your gradients are the expected ones divided by m (m = {m} tried).",
        question="which function on the way back takes the mean over the examples?",
    ),
    wrong(
        "no_mean",
        "division by m missing",
        scaled(lambda A: A.shape[1]),
        evidence="Your gradients are m times the expected ones (m = {m} tried).",
        question="the cost is a mean over the examples: what is its derivative then?",
    ),
    wrong(
        "extra_slope",
        "sigmoid's slope at the output",
        outputs(grads=lambda A, Y, caches: back((A - Y) * A * (1 - A), caches)),
        evidence="A factor A(1 - A) too many runs through all your gradients.",
        question="which slope has already gone into A - Y?",
    ),
)


exercise.variants(
    wrong(
        "relu_at_output",
        "relu's slope at the output",
        outputs(grads=lambda A, Y, caches: back((A - Y) * (caches[-1][1] > 0), caches)),
        evidence="Scores below 0 pass nothing back in your last layer.",
        question="is the last layer followed by relu?",
    ),
    wrong(
        "not_through_softmax",
        "derivative with respect to A at the output",
        outputs(grads=lambda A, Y, caches: back(np.where(Y == 1, -1 / A, 0.0), caches)),
        evidence="You start from -Y / A, which has not passed softmax yet.",
        question="linear_backward wants dZ: which of the two derivatives is that?",
    ),
    wrong(
        "no_hidden_slope",
        "slope of the hidden layers left out",
        outputs(grads=lambda A, Y, caches: back_without_slopes(A - Y, caches)),
        evidence="Your hidden layers pass back everything, also where Z is below 0.",
        question="which unit had no say in the output, and why?",
    ),
    wrong(
        "sigmoid_hidden",
        "sigmoid in the hidden layers",
        outputs(grads=lambda A, Y, caches: back(A - Y, caches, "sigmoid")),
        evidence="Your hidden layers go back through a sigmoid.",
        question="which activation did the hidden layers have on the way forward?",
    ),
    wrong(
        "last_layer_only",
        "only the last layer",
        last_layer,
        evidence="Only the last layer has gradients; the hidden layers have none.",
        question="which numbers does range(2, 0) give?",
    ),
    wrong(
        "first_layer_missing",
        "layer 1 missing",
        outputs(
            grads=lambda grads: {
                k: v for k, v in grads.items() if k[2:] != "1" or "dW2" not in grads
            }
        ),
        evidence="Your gradients end above layer 1.",
        question="at which number does range(3, 1, -1) stop?",
    ),
    wrong(
        "keys_from_zero",
        "layers counted from 0",
        outputs(
            grads=lambda grads: {
                f"{k[:2]}{int(k[2:]) - 1}": v for k, v in grads.items()
            }
        ),
        evidence="Your keys begin with dW0; the first layer is number 1.",
        question="to which layer does caches[0] belong?",
    ),
    wrong(
        "biases_flat",
        "biases flat",
        outputs(
            grads=lambda grads: {
                k: np.ravel(v) if k[1] == "b" else v for k, v in grads.items()
            }
        ),
        evidence="Your db hold the right numbers, with one axis lost.",
        question="what is the shape of the parameter that each db is subtracted from?",
    ),
)


@exercise.accepted
def written_out(A, Y, caches):
    """Write out the four lines of every layer, with the derivatives dA as well."""
    grads, dZ, m = {}, np.subtract(A, Y), A.shape[1]
    for layer in range(len(caches), 0, -1):
        (A_prev, W, _), _ = caches[layer - 1]
        grads[f"dW{layer}"] = np.einsum("im,jm->ij", dZ, A_prev) / m
        grads[f"db{layer}"] = dZ.mean(axis=1, keepdims=True)
        grads[f"dA{layer - 1}"] = dA = np.dot(W.T, dZ)
        dZ = dA * (caches[layer - 2][1] > 0) if layer > 1 else None
    return grads


@exercise.accepted
def from_the_losses(A, Y, caches):
    """Go the long way through softmax, then down with a counter."""
    dA = -Y / A
    dZ = A * (dA - np.sum(A * dA, axis=0, keepdims=True))
    dA, dW, db = linear_backward(dZ, caches[-1][0])
    left, found = len(caches), [(dW, db)]
    while left > 1:
        left -= 1
        dA, dW, db = linear_activation_backward(dA, caches[left - 1], "relu")
        found.insert(0, (dW, db))
    return {
        f"d{name}{layer + 1}": slope
        for layer, pair in enumerate(found)
        for name, slope in zip("Wb", pair, strict=True)
    }


EXERCISE = exercise.with_hints(
    "The gradient check complains of every layer, so look where the way back begins. "
    "Which cost and which activation do the first lines belong to?",
    "Which derivative do you know at the output, with respect to A or to Z? "
    "Which block of notebook 04 takes that one?",
    "Layer L: dZ (K, m) and the linear cache (A_prev, W, b) give dA_prev, dW, db. "
    "Layers below: dA and the whole cache give the same three.",
)
