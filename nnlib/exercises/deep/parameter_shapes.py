"""`parameter_shapes(layer_dims)`: the table of dimensions, as a dictionary."""

import math

import numpy as np

from nnlib.check import Draft, Probe, Tree, called_with, instead, outputs, wrong
from nnlib.initializers import parameter_shapes

# Numbers of units from input to output; those of a case are scaled by a random factor.
PATTERNS = ((3, 1), (3, 4, 5, 2, 1), (2, 3, 5, 4, 2, 1), (4, 4, 4, 4), (7, 3, 2))
MANY = 12


exercise = Draft(
    id="04/parameter_shapes",
    parts={"shapes": 5},
    reference=parameter_shapes,
    returns=Tree("shapes", exact=True),
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw networks of one to twelve layers, one of equal widths among them."""
    drawn = [draw(rng, pattern) for pattern in PATTERNS]
    return [of([2, 3, 1], shown=True), *drawn, draw(rng, range(2, MANY + 3))]


def draw(rng, pattern):
    """Draw a network with widths in these proportions."""
    factor = int(rng.integers(2, 25))
    return of([factor * units for units in pattern])


def of(layer_dims, **kinds):
    """Make a case of a network."""
    return Probe((layer_dims,), sizes={"L": len(layer_dims) - 1}, **kinds)


def layers(layer_dims):
    """Yield l, n^[l-1] and n^[l] for every layer, for the wrong versions below."""
    for layer in range(1, len(layer_dims)):
        yield layer, layer_dims[layer - 1], layer_dims[layer]


def table(layer_dims, weights, bias):
    """Make a table of other shapes, for the wrong versions below."""
    found = {}
    for layer, n_prev, n in layers(layer_dims):
        found |= {f"W{layer}": weights(n_prev, n), f"b{layer}": bias(n_prev, n)}
    return found


def shaped(weights, bias):
    """Give a table of other shapes in place of the right one."""
    return outputs(shapes=lambda layer_dims: table(layer_dims, weights, bias))


exercise.variants(
    wrong(
        "transposed",
        "rows and columns exchanged",
        shaped(lambda n_prev, n: (n_prev, n), lambda n_prev, n: (n, 1)),
        evidence="Your W1 has n0 rows and n1 columns: the two are exchanged.",
        question="in W @ A, which axis of W meets the units of the layer before?",
    ),
    wrong(
        "bias_flat",
        "bias with one axis",
        shaped(lambda n_prev, n: (n, n_prev), lambda n_prev, n: (n,)),
        evidence="Your biases have one axis; the second one is missing.",
        question="what must be added to each of the m columns of W @ A?",
    ),
    wrong(
        "bias_row",
        "bias as a row",
        shaped(lambda n_prev, n: (n, n_prev), lambda n_prev, n: (1, n)),
        evidence="Your biases lie down: one row, a column for each unit.",
        question="are the units of a layer its rows or its columns?",
    ),
    wrong(
        "bias_like_weights",
        "a bias for every weight",
        shaped(lambda n_prev, n: (n, n_prev), lambda n_prev, n: (n, n_prev)),
        evidence="Your b has the shape of W: one bias for each connection.",
        question="how many biases does one unit have?",
    ),
    wrong(
        "bias_of_inputs",
        "a bias for every input",
        shaped(lambda n_prev, n: (n, n_prev), lambda n_prev, n: (n_prev, 1)),
        evidence="Your b has as many rows as the layer before has units.",
        question="does a bias belong to a unit or to one of its inputs?",
    ),
    wrong(
        "no_biases",
        "biases forgotten",
        outputs(shapes=lambda shapes: {k: v for k, v in shapes.items() if k[0] == "W"}),
        evidence="Your dictionary holds the weights and no biases.",
        question="which two parameters does a layer have?",
    ),
    wrong(
        "last_missing",
        "output layer missing",
        instead(
            lambda layer_dims: (
                parameter_shapes(layer_dims[:-1]) if len(layer_dims) > 2 else {}
            )
        ),
        evidence="Your dictionary ends one layer before the output.",
        question="how many layers connect the numbers in layer_dims?",
    ),
    wrong(
        "from_zero",
        "layers counted from 0",
        outputs(
            shapes=lambda shapes: {
                f"{k[0]}{int(k[1:]) - 1}": v for k, v in shapes.items()
            }
        ),
        evidence="Your first layer is called W0, your last one W with L - 1.",
        question="which layer has the number 0, and does it have any weights?",
    ),
    wrong(
        "layer_0_too",
        "entries for layer 0 as well",
        outputs(
            shapes=lambda layer_dims, shapes: {
                "W0": (layer_dims[0], layer_dims[0]),
                "b0": (layer_dims[0], 1),
                **shapes,
            }
        ),
        evidence="Your dictionary has W0 and b0 besides, for the input.",
        question="what is computed in layer 0?",
    ),
    wrong(
        "two_layers",
        "two layers whatever the list",
        called_with(layer_dims=lambda layer_dims: layer_dims[:3]),
        evidence="You stop after two layers, however long the list is.",
        question="which numbers in your loop come from layer_dims?",
    ),
    wrong(
        "from_input",
        "every layer reads the input",
        instead(
            lambda layer_dims: table(
                layer_dims,
                lambda n_prev, n: (n, layer_dims[0]),
                lambda n_prev, n: (n, 1),
            )
        ),
        evidence="All your weights have n0 columns: each layer would read X.",
        question="what does layer 2 take in?",
    ),
    wrong(
        "arrays",
        "arrays for shapes",
        outputs(shapes=lambda shapes: {k: np.zeros(v) for k, v in shapes.items()}),
        evidence=(
            "You give arrays of these shapes; the shapes themselves are asked for."
        ),
        question="what would W1.shape give you?",
    ),
    wrong(
        "counts",
        "counts for shapes",
        outputs(shapes=lambda shapes: {k: math.prod(v) for k, v in shapes.items()}),
        evidence="You give the number of entries; the shape has two numbers.",
        question="what does W.shape give, and what does W.size?",
    ),
)


@exercise.accepted
def by_pairs(layer_dims):
    """Go through neighbours, and make lists for tuples."""
    neighbours = zip(layer_dims[1:], layer_dims, strict=False)
    return {
        name + str(layer): shape
        for layer, (n, n_prev) in enumerate(neighbours, start=1)
        for name, shape in (("W", [n, n_prev]), ("b", [n, 1]))
    }


@exercise.accepted
def as_numbers(layer_dims):
    """Put numpy integers into arrays, and the biases behind the weights."""
    n, L = np.array(layer_dims), len(layer_dims) - 1
    weights = {f"W{i + 1}": n[[i + 1, i]] for i in range(L)}
    return weights | {f"b{i}": np.array([n[i], 1]) for i in range(1, L + 1)}


@exercise.accepted
def from_the_end(layer_dims):
    """Take the layers off from the output, on a copy."""
    left, shapes = list(layer_dims), {}
    while len(left) > 1:
        layer, n = len(left) - 1, left.pop()
        shapes[f"W{layer}"], shapes[f"b{layer}"] = (n, left[-1]), (n, 1)
    return shapes


EXERCISE = exercise.with_hints(
    "Take [2, 3, 1] on paper. How many layers have weights, and what are the "
    "numbers before and after each of them?",
    "A layer's weights have one row for each of its units, and one column for each "
    "number that it reads.",
    "W of layer l: (n of layer l, n of layer l - 1). b of layer l: (n of layer l, "
    "1). The last l is len(layer_dims) - 1.",
    "A sibling, distances between neighbouring towns: "
    'for i in range(1, len(km)): gap[f"g{i}"] = km[i] - km[i - 1].',
)
