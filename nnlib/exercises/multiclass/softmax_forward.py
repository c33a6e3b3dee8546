"""`softmax_forward(X, parameters)`: the layers of notebook 04 with softmax on top."""

from functools import partial

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import Draft, Probe, Tree, instead, outputs, wrong
from nnlib.deep import linear_activation_forward, linear_forward
from nnlib.multiclass import softmax, softmax_forward

# Features, units of each layer, classes; and the number of examples. From layer 10 on,
# names in order of letters go wrong.
SIZES = (
    ((4, 3), 6),
    ((3, 5, 4), 7),
    ((4, 3, 5, 2), 6),
    ((3, 3, 3, 3), 5),
    ((4, *[3] * 11), 5),
)


exercise = Draft(
    id="05/softmax_forward",
    parts={"A": 10, "caches": 5},
    reference=softmax_forward,
    returns=("A", Tree("caches")),
    needs=("05/softmax",),
    form="specified",
    help="H2",
)


@exercise.probes
def probes(rng):
    """Draw networks of one to three layers, one with equal widths, and a deep one."""
    return [by_hand(), *(draw(rng, dims, m) for dims, m in SIZES)]


def by_hand():
    """Return two examples, four hidden units and three classes."""
    X = np.array([[1.0, -0.5], [2.0, 1.5]])
    parameters = {
        "W1": np.array([[1.0, -1.0], [0.5, 0.5], [-1.0, 1.0], [0.0, 2.0]]),
        "b1": np.array([[0.5], [0.0], [-0.5], [1.0]]),
        "W2": np.array(
            [[1.0, 0.5, 0.0, 0.5], [0.0, -1.0, 1.0, 0.0], [0.5, 1.0, 0.0, -0.5]]
        ),
        "b2": np.array([[-1.0], [0.5], [0.25]]),
    }
    sizes = {"n_x": 2, "K": 3, "L": 2, "m": 2}
    return Probe((X, parameters), sizes=sizes, shown=True)


def draw(rng, dims, m):
    """Draw a network in which every layer passes something on, and examples."""
    while True:
        probe = drawn(rng, dims, m)
        _, caches = softmax_forward(*probe.args)
        if all(np.ptp(np.maximum(Z, 0), axis=1).any() for _, Z in caches[:-1]):
            return probe


def drawn(rng, dims, m):
    """Draw a network with biases that are not 0, and examples."""
    parameters = {}
    for layer in range(1, len(dims)):
        n_prev, n = dims[layer - 1 : layer + 1]
        parameters[f"W{layer}"] = rng.normal(0, 0.9, (n, n_prev))
        parameters[f"b{layer}"] = rng.uniform(0.2, 0.8, (n, 1)) * rng.choice([-1, 1])
    X = rng.normal(0, 1.2, (dims[0], m))
    sizes = {"n_x": dims[0], "K": dims[-1], "L": len(dims) - 1, "m": m}
    return Probe((X, parameters), sizes=sizes)


@exercise.vectorised
def any_size(rng, size):
    """Draw a network of two layers for any number of examples."""
    return draw(rng, (3, 4, 5), size)


def forward(X, parameters, hidden="relu", output=softmax):
    """Go forward with other activations, for the wrong versions below."""
    A, caches, L = X, [], len(parameters) // 2
    for layer in range(1, L):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        if hidden == "none":
            Z, linear_cache = linear_forward(A, W, b)
            A, cache = Z, (linear_cache, Z)
        else:
            A, cache = linear_activation_forward(A, W, b, hidden)
        caches.append(cache)
    Z, linear_cache = linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])
    return output(Z), [*caches, (linear_cache, Z)]


def going(**others):
    """Go forward with other activations in place of the right ones."""
    return instead(partial(forward, **others))


exercise.variants(
    wrong(
        "sigmoid_last",
        "sigmoid at the output",
        going(output=sigmoid),
        evidence="Your A is the sigmoid of each score; its columns do not sum to 1.",
        question="what makes ten answers share one whole?",
    ),
    wrong(
        "no_softmax",
        "scores for probabilities",
        going(output=np.copy),
        evidence="Your A holds the scores of the last layer: some lie below 0.",
        question="what turns the K scores of a column into probabilities?",
    ),
    wrong(
        "relu_last",
        "relu before softmax",
        going(output=lambda Z: softmax(np.maximum(0, Z))),
        evidence="All scores below 0 count as 0 in your last layer.",
        question="which layers use relu: all of them, or the hidden ones?",
    ),
    wrong(
        "softmax_twice",
        "softmax applied twice",
        going(output=lambda Z: softmax(softmax(Z))),
        evidence="Your A is the softmax of a softmax: its shares are nearly equal.",
        question="how often do the scores become probabilities?",
    ),
    wrong(
        "over_examples",
        "shared out over the examples",
        going(output=lambda Z: softmax(Z.T).T),
        evidence="The rows of your A sum to 1, and its columns do not.",
        question="which numbers share out the probability of one example?",
    ),
    wrong(
        "no_hidden_activation",
        "hidden layers without activation",
        going(hidden="none"),
        evidence=(
            "Your hidden layers pass on Z: without a bend they are one linear layer."
        ),
        question="what happens to a negative sum in a hidden unit?",
    ),
    wrong(
        "sigmoid_hidden",
        "sigmoid in the hidden layers",
        going(hidden="sigmoid"),
        evidence="Your hidden layers use the sigmoid.",
        question="which activation did the hidden layers of the last notebook have?",
    ),
    wrong(
        "tanh_hidden",
        "tanh in the hidden layers",
        going(hidden="tanh"),
        evidence="Your hidden layers use tanh.",
        question="which activation did the hidden layers of the last notebook have?",
    ),
)


@exercise.variant(
    "bias of the last layer left out",
    evidence="Your outputs are those of a last layer with b = 0.",
    question="set the last weights to 0: should A still depend on its bias?",
)
def no_last_bias(X, parameters):
    L = len(parameters) // 2
    last = f"b{L}"
    A, caches = forward(X, {**parameters, last: 0 * parameters[last]})
    (A_prev, W, _), Z = caches[-1]
    return A, [*caches[:-1], ((A_prev, W, parameters[last]), Z)]


exercise.variants(
    wrong(
        "last_cache_missing",
        "cache of the last layer missing",
        outputs(caches=lambda caches: caches[:-1]),
        evidence="You return one cache less than there are layers.",
        question="does the way back pass through the last layer?",
    ),
    wrong(
        "caches_reversed",
        "caches in reverse order",
        outputs(caches=lambda caches: caches[::-1]),
        evidence="Your caches begin with that of the last layer.",
        question="which layer should caches[0] belong to?",
    ),
    wrong(
        "in_one_row",
        "caches in one row",
        outputs(caches=lambda caches: [part for cache in caches for part in cache]),
        evidence="Your list holds the two parts of each cache one after the other.",
        question="how many entries should your list have after the first layer?",
    ),
    wrong(
        "A_for_Z_in_last_cache",
        "probabilities in the last cache",
        outputs(caches=lambda A, caches: [*caches[:-1], (caches[-1][0], A)]),
        evidence="Your last cache holds A, what comes out of softmax.",
        question="what did a cache of the last notebook hold beside A_prev, W and b?",
    ),
    wrong(
        "last_cache_flat",
        "last cache without Z",
        outputs(caches=lambda caches: [*caches[:-1], caches[-1][0]]),
        evidence="Your last cache is (A_prev, W, b); those below it are pairs.",
        question="what form do the caches of the hidden layers have?",
    ),
)


@exercise.accepted
def by_einsum(X, parameters):
    """Write out every layer with einsum; lists for tuples."""
    A, caches, L = X, [], len(parameters) // 2
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = np.einsum("ij,jm->im", W, A) + b
        caches.append([[A, W, b], Z])
        A = Z * (Z > 0) if layer < L else np.exp(Z) / np.exp(Z).sum(axis=0)
    return [A, caches]


@exercise.accepted
def layer_by_name(X, parameters):
    """Go on as long as there is a next weight, and undo the last activation."""
    A, layer, caches = X, 1, ()
    while f"W{layer}" in parameters:
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, "relu")
        caches += (cache,)
        layer += 1
    return softmax(caches[-1][1]), caches


@exercise.accepted
def layer_after_layer(X, parameters):
    """Go up the layers in one loop, softmax at its last turn."""
    A, caches, L = X, [], len(parameters) // 2
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = np.tensordot(W, A, axes=1) + b
        caches.append(((A, W, b), Z))
        E = np.exp(Z - Z.max(axis=0)) if layer == L else None
        A = E / E.sum(axis=0) if layer == L else Z * (Z > 0)
    return A, caches


EXERCISE = exercise.with_hints(
    "Which lines of model_forward can stay as they are? Which layer needs others?",
    "How many layers are there, if parameters holds a W and a b for each? Which of "
    "them are hidden, and what does the block of notebook 04 do for those?",
    "The last layer: Z (K, m) from A_prev, W and b, then probabilities. Its cache "
    "has the form of the others: ((A_prev, W, b), Z).",
)
