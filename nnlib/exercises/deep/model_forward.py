"""`model_forward(X, parameters)`: all layers, one after the other."""

from itertools import pairwise

import numpy as np

from nnlib.activations import activation as g
from nnlib.check import Draft, Probe, Tree, instead, outputs, wrong
from nnlib.deep import linear_activation_forward, model_forward

# Units from input to output, and examples. Equal widths hide a layer that reads X, so
# they are one case among many; from layer 10 on, names in order of letters go wrong.
NETWORKS = (
    ((3, 4, 5, 2, 1), 6),
    ((4, 3, 2), 5),
    ((5, 1), 3),
    ((3, 3, 3, 3), 5),
    ((4, *[3] * 12), 5),
)
# So far from its bend, a relu is not in doubt; so far from 0 and 1, no probability is.
CLEAR, CERTAIN = 1e-3, 1e-3


exercise = Draft(
    id="04/model_forward",
    parts={"AL": 10, "caches": 5},
    reference=model_forward,
    returns=("AL", Tree("caches")),
    needs=("04/linear_activation_forward",),
    form="specified",
    help="H2",
)


@exercise.probes
def probes(rng):
    """Draw networks of one to twelve layers, of different widths and of equal ones."""
    return [by_hand(), *(draw(rng, *network) for network in NETWORKS)]


def by_hand():
    """Return two layers that fit on paper."""
    X = np.array([[1.0, 2.0, 0.0, -1.0], [-1.0, 1.0, 2.0, 1.0]])
    return of(X, two_layers_by_hand(), shown=True)


def two_layers_by_hand():
    """Give the parameters of a small network."""
    return {
        "W1": np.array([[1.0, -2.0], [-1.0, 1.0], [2.0, 1.0]]),
        "b1": np.array([[1.0], [0.5], [-1.0]]),
        "W2": np.array([[0.5, -1.0, 0.25]]),
        "b2": np.array([[-0.5]]),
    }


def of(X, parameters, **kinds):
    """Make a case of a network."""
    sizes = {"L": len(parameters) // 2, "m": X.shape[1]}
    return Probe((X, parameters), sizes=sizes, **kinds)


def draw(rng, layer_dims, m):
    """Draw a network and what it reads, anew while something is near its limits."""
    while True:
        X, parameters = rng.normal(0, 1, (layer_dims[0], m)), weights(rng, layer_dims)
        if clear(X, parameters):
            return of(X, parameters)


def weights(rng, layer_dims):
    """Draw parameters that keep the size of what passes, biases that are not 0."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims)):
        W = rng.normal(0, np.sqrt(2 / n_prev), (n, n_prev))
        b = rng.uniform(0.2, 0.6, (n, 1))
        parameters |= {f"W{layer + 1}": W, f"b{layer + 1}": b}
    return parameters


def clear(X, parameters):
    """Tell whether relus and probabilities are well inside, and no layer is silent."""
    AL, caches = model_forward(X, parameters)
    sums = [Z for _, Z in caches]
    alive = all((Z > 0).any(axis=1).sum() > len(Z) / 2 for Z in sums[:-1])
    apart = min(np.abs(Z).min() for Z in sums) > CLEAR
    return alive and apart and CERTAIN < AL.min() and AL.max() < 1 - CERTAIN


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return of(rng.normal(0, 1, (3, size)), weights(rng, (3, 4, 2)))


def through(X, parameters, names):
    """Pass X through layers with these activations, for the wrong versions below."""
    A, caches = X, []
    for layer, name in enumerate(names, start=1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    return A, caches


def named(names):
    """Go forward with the activations that are named for L layers."""
    return instead(
        lambda X, parameters: through(X, parameters, names(len(parameters) // 2))
    )


exercise.variants(
    wrong(
        "relu_last",
        "relu in the last layer too",
        named(lambda L: ["relu"] * L),
        evidence="Your AL is relu(Z): it may exceed 1.",
        question="what must AL be, and which activation gives that?",
    ),
    wrong(
        "all_sigmoid",
        "sigmoid in every layer",
        named(lambda L: ["sigmoid"] * L),
        evidence="Your hidden layers use sigmoid as well.",
        question="which activation was asked for in the hidden layers?",
    ),
    wrong(
        "tanh_hidden",
        "tanh in the hidden layers",
        named(lambda L: ["tanh"] * (L - 1) + ["sigmoid"]),
        evidence="Your hidden layers use tanh: relu is asked for here.",
        question="what has changed since notebook 03?",
    ),
    wrong(
        "exchanged",
        "the two activations exchanged",
        named(lambda L: ["sigmoid"] * (L - 1) + ["relu"]),
        evidence="Your hidden layers use sigmoid, and your last one relu.",
        question="which layer gives a probability?",
    ),
)


@exercise.variant(
    "hidden layers without activation",
    evidence="Nothing bends in your hidden layers: only the last has an activation.",
    question="what are many linear layers in a row worth?",
)
def linear_hidden(X, parameters):
    L, A, caches = len(parameters) // 2, X, []
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ A + b
        caches.append(((A, W, b), Z))
        A = g("sigmoid", Z) if layer == L else Z
    return A, caches


exercise.variants(
    wrong(
        "linear_last",
        "last layer without activation",
        outputs(AL=lambda caches: caches[-1][1]),
        evidence="Your AL is Z of the last layer.",
        question="may a probability be negative?",
    ),
    wrong(
        "sigmoid_twice",
        "sigmoid applied twice",
        outputs(AL=lambda AL: g("sigmoid", AL)),
        evidence="Your AL is the sigmoid of a sigmoid: never below 0.5.",
        question="which of your lines make AL, and what do they read?",
    ),
    wrong(
        "last_missing",
        "last layer missing",
        named(lambda L: ["relu"] * (L - 1)),
        evidence="Your AL is the activation of layer L - 1.",
        question=(
            "which numbers does range(1, L) give, and which layer is not among them?"
        ),
    ),
    wrong(
        "two_layers",
        "two layers, whatever there are",
        named(lambda L: ["relu", "sigmoid"] if L > 1 else ["sigmoid"]),
        evidence="You stop after two layers, however many there are.",
        question="how does your code find out the number of layers?",
    ),
    wrong(
        "in_one_row",
        "caches in one row",
        outputs(caches=lambda caches: [part for cache in caches for part in cache]),
        evidence="Your list holds the two parts of each cache one after the other.",
        question="how many entries should your list have after the first layer?",
    ),
)


@exercise.variant(
    "layers in order of letters",
    evidence="You take the layers in order of letters: W10 comes before W2.",
    question="what does sorted(['W2', 'W10']) give?",
)
def in_order_of_letters(X, parameters):
    order = sorted(name[1:] for name in parameters if name[0] == "W")
    renamed = {
        f"{name}{layer}": parameters[f"{name}{old}"]
        for layer, old in enumerate(order, start=1)
        for name in "Wb"
    }
    return model_forward(X, renamed)


@exercise.variant(
    "biases left out",
    evidence="Your outputs are those of a network without biases.",
    question="which entries of parameters does your loop take?",
)
def no_biases(X, parameters):
    silent = {k: 0 * v if k[0] == "b" else v for k, v in parameters.items()}
    AL, caches = model_forward(X, silent)
    return AL, [
        ((A, W, parameters[f"b{layer}"]), Z)
        for layer, ((A, W, _), Z) in enumerate(caches, start=1)
    ]


exercise.variants(
    wrong(
        "cache_forgotten",
        "last cache not kept",
        outputs(caches=lambda caches: caches[:-1]),
        evidence="Your caches are one too few: that of the last layer is missing.",
        question="with which layer does the way back begin?",
    ),
    wrong(
        "one_cache",
        "only one cache kept",
        outputs(caches=lambda caches: caches[-1:]),
        evidence="You return one cache, that of the last layer.",
        question="how do you keep something from every pass of a loop?",
    ),
    wrong(
        "caches_reversed",
        "caches in reverse order",
        outputs(caches=lambda caches: caches[::-1]),
        evidence="Your list of caches begins with the last layer.",
        question="which entry should belong to layer 1?",
    ),
    wrong(
        "caches_of_sums",
        "caches hold Z alone",
        outputs(caches=lambda caches: [Z for _, Z in caches]),
        evidence="Each of your caches is Z, without what its layer has read.",
        question="what will linear_backward unpack?",
    ),
    wrong(
        "same_cache",
        "every cache is that of the last layer",
        outputs(caches=lambda caches: caches[-1:] * len(caches)),
        evidence="Your caches are all the same: that of the last layer.",
        question="is a new cache made in each pass of your loop?",
    ),
)


@exercise.accepted
def written_out(X, parameters):
    """Use no other function, and count the layers by their weights."""
    L = max(int(name[1:]) for name in parameters if name.startswith("W"))
    A, caches = X, ()
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = np.einsum("uj,ji->ui", W, A) + b
        caches += ([[A, W, b], Z],)
        A = np.maximum(Z, 0) if layer < L else 1 / (1 + np.exp(-Z))
    return [A, caches]


@exercise.accepted
def last_layer_apart(X, parameters):
    """Loop over the hidden layers, and add the last one behind the loop."""
    L = len(parameters) // 2
    A, caches = through(X, parameters, ["relu"] * (L - 1))
    W, b = parameters[f"W{L}"], parameters[f"b{L}"]
    AL, cache = linear_activation_forward(A, W, b, "sigmoid")
    return AL, [*caches, cache]


@exercise.accepted
def while_there_are_layers(X, parameters):
    """Ask for the next layer, until there is none."""
    A, caches, layer = X, [], 1
    while f"W{layer}" in parameters:
        name = "relu" if f"W{layer + 1}" in parameters else "sigmoid"
        W, b = (parameters[f"{letter}{layer}"] for letter in "Wb")
        A, cache = linear_activation_forward(A, W, b, name)
        caches, layer = [*caches, cache], layer + 1
    return A, caches


EXERCISE = exercise.with_hints(
    "What does layer 1 read, and what does layer 2 read? Which variable must "
    "change in every pass of the loop?",
    "Each layer has two entries in parameters. How many layers are there, then, "
    "and which of them is not like the others?",
    "A (n of layer l, m) comes from A of layer l - 1 and from W and b of layer l. "
    "caches gets one entry for each layer.",
    "A sibling, a chain of exchange offices: "
    "money = change(money, rate[k]) for k = 1, 2, 3, each receipt put on a list.",
)
