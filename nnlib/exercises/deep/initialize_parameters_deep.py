"""`initialize_parameters_deep(layer_dims, rng, method)`: where deep networks start.

Any order of draws is right. The judge asks what every right start fulfils, layer by
layer, and expects the learner's own numbers where they fulfil it.
"""

import copy
from functools import partial
from itertools import pairwise

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    Tree,
    Unfulfilled,
    called_with,
    instead,
    outputs,
    reworded,
    wrong,
)
from nnlib.exercises.random_starts import another, fresh, own_generator
from nnlib.exercises.two_layer.initialize_parameters import weights_fault
from nnlib.initializers import initialize_parameters_deep, parameter_shapes

# Wide enough for a spread to be measured, and no two neighbours alike.
WIDE = (40, 90, 30, 60)
MANY = (20, *[25] * 10, 22, 3)
OTHER = {"he": "xavier", "xavier": "he"}
UNKNOWN = {
    "extreme": True,
    "about": "a method that is none of the four",
    "question": "what should happen where no branch knows the method?",
}


exercise = Draft(
    id="04/initialize_parameters_deep",
    parts={"parameters": 10},
    reference=initialize_parameters_deep,
    returns=Tree("parameters"),
    needs=("04/parameter_shapes",),
    form="mend",
    edition=3,
)


@exercise.starts(
    "units of the layer, and no root",
    evidence="Your spread is 2/n or 1/n, and n is the number of the layer's own units.",
    question="how does the spread of a sum grow, and how many products does it have?",
)
def fan_out_without_root(layer_dims, rng, method="he"):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n, n_prev = layer_dims[layer], layer_dims[layer - 1]
        spreads = {
            "he": 2 / n,
            "xavier": 1 / n,
            "small": 0.01,
            "zeros": 0.0,
        }
        if method not in spreads:
            raise ValueError(f"method is {method!r}, expected one of {list(spreads)}")
        parameters[f"W{layer}"] = spreads[method] * rng.normal(size=(n, n_prev))
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


@exercise.probes
def probes(rng):
    """Take every method, networks of one to twelve layers, and wide ones."""
    return [
        starting(rng, (2, 3, 1), shown=True),
        starting(rng, WIDE, "he"),
        starting(rng, WIDE, "xavier"),
        starting(rng, WIDE[::-1], "small"),
        starting(rng, (3, 4, 2), "zeros"),
        starting(rng, MANY, "he"),
        starting(rng, (70, 20)),
        starting(rng, (3, 4, 2), "glorot", **UNKNOWN),
    ]


def starting(rng, layer_dims, *method, **how):
    """Make a probe of a network with a generator of its own; he without a method."""
    options = {"rng": fresh(rng), **dict(zip(("method",), method, strict=False))}
    sizes = {"L": len(layer_dims) - 1, "method": "".join(method) or "he"}
    return Probe((list(layer_dims),), options, sizes, **how)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own weights where they are as asked."""
    method = probe.options.get("method", "he")
    if method == "zeros":
        return {}
    found = outputs["parameters"]
    again = call(*probe.args, **{**probe.options, "rng": another(probe)})
    layers = len(probe.args[0]) - 1
    if len(again) // 2 != layers:
        # The next cells count the layers so.
        asked = f"{2 * layers} entries: len(parameters) // 2 is the number of layers"
        return {"parameters": Unfulfilled(asked, f"{len(again)}")}
    expected = right_start(probe)
    for layer, n_prev in enumerate(probe.args[0][:-1], start=1):
        place = (f"W{layer}",)
        W = found[place]
        # Of another shape the reference's are expected: only the shape will be told.
        if np.shape(W) == expected[place].shape:
            before = found.get((f"W{layer - 1}",))
            fault = weights_fault(W, spread(method, n_prev), again[place[0]], before)
            expected[place] = fault or W
    return {"parameters": expected}


def right_start(probe):
    """Give what the course starts from, in the form of a judged tree."""
    right = initialize_parameters_deep(*probe.args, **copy.deepcopy(probe.options))
    return {(name,): one for name, one in right.items()}


def spread(method, n_prev):
    """Give the standard deviation that is asked for."""
    spreads = {
        "he": np.sqrt(2 / n_prev),
        "xavier": np.sqrt(1 / n_prev),
        "small": 0.01,
        "zeros": 0.0,
    }
    if method not in spreads:
        raise ValueError(f"method is {method!r}, expected one of {[*spreads]}")
    return spreads[method]


@exercise.always(
    "equal generators give equal weights",
    parts=("parameters",),
    broken="Two calls with the same seed gave different weights.",
    question="do all your random numbers come from rng?",
)
def repeatable(call, rng):
    """Tell whether equal generators give equal weights."""
    seed = int(rng.integers(2**32))
    one, other = (call([3, 4, 2], rng=np.random.default_rng(seed)) for _ in range(2))
    return all(np.array_equal(one[name], other[name]) for name in ("W1", "W2"))


def started(layer_dims, rng, spread_of):
    """Start with other spreads, for the wrong versions below."""
    parameters = {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), start=1):
        W = spread_of(n_prev, n) * rng.standard_normal((n, n_prev))
        parameters |= {f"W{layer}": W, f"b{layer}": np.zeros((n, 1))}
    return parameters


def spreading(spread_of):
    """Start with other spreads in place of the right ones."""

    def start(layer_dims, rng, method="he"):
        return started(layer_dims, rng, partial(spread_of, method))

    return instead(start)


def all_of(letter, how):
    """Change all weights or all biases of a right start."""
    return outputs(
        parameters=lambda parameters: {
            k: how(v) if k[0] == letter else v for k, v in parameters.items()
        }
    )


exercise.variants(
    wrong(
        "always_zeros",
        "weights of zero",
        called_with(method="zeros"),
        evidence="Your weights are 0, whatever the method is.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "always_small",
        "0.01 for all methods",
        called_with(method=lambda method: method if method == "zeros" else "small"),
        evidence="Your weights have a spread of 0.01, whatever the method is.",
        question="what is left of a number after ten layers that each shrink it?",
    ),
    wrong(
        "no_scale",
        "spread of 1",
        spreading(lambda method, n_prev, n: 0.0 if method == "zeros" else 1.0),
        evidence="Your weights have a spread of 1: nothing scales them.",
        question="how does the sum of n random numbers grow with n?",
    ),
    wrong(
        "always_he",
        "method ignored",
        called_with(method="he"),
        evidence="Your weights are those of he, whatever the method is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "exchanged",
        "the methods he and xavier exchanged",
        called_with(method=lambda method: OTHER.get(method, method)),
        evidence="Your he starts with sqrt(1/n), and your xavier with sqrt(2/n).",
        question="which of the two makes up for what relu throws away?",
    ),
    wrong(
        "xavier_for_he",
        "xavier for he",
        called_with(method=lambda method: "xavier" if method == "he" else method),
        evidence="Your he starts with sqrt(1/n), as xavier does.",
        question="what does relu do to one half of the sums?",
    ),
    wrong(
        "fan_out",
        "units of the layer for units before it",
        spreading(lambda method, n_prev, n: spread(method, n)),
        evidence="Your spread follows the units of the layer, not what they read.",
        question="how many products does one unit add up?",
    ),
    wrong(
        "no_root",
        "root forgotten",
        spreading(
            lambda method, n_prev, n: (
                spread(method, n_prev) ** (2 if method in ("he", "xavier") else 1)
            )
        ),
        evidence="Your spread is 2/n or 1/n: that is the variance asked for.",
        question="is the number in front of a standard normal draw a variance?",
    ),
    wrong(
        "root_of_two",
        "root of the 2 only",
        spreading(
            lambda method, n_prev, n: (
                np.sqrt(2) / n_prev if method == "he" else spread(method, n_prev)
            )
        ),
        evidence="Your he spread is sqrt(2)/n: the root covers the 2 alone.",
        question="where does the root in your line end?",
    ),
    wrong(
        "first_spread",
        "spread of the first layer for all",
        instead(
            lambda layer_dims, rng, method="he": started(
                layer_dims, rng, lambda n_prev, n: spread(method, layer_dims[0])
            )
        ),
        evidence="All your layers have the spread that fits the first one.",
        question="which numbers of layer_dims does each layer's spread depend on?",
    ),
    wrong(
        "positive",
        "positive weights only",
        all_of("W", np.abs),
        evidence="None of your weights is negative.",
        question="which of the generator's methods gives numbers on both sides of 0?",
    ),
)


@exercise.variant(
    "generator started again in every layer",
    evidence="Each of your layers begins with the numbers of the first.",
    question="what happens to a generator each time numbers are drawn from it?",
)
def same_numbers(layer_dims, rng, method="he"):
    start, parameters = copy.deepcopy(rng), {}
    for layer, (n_prev, n) in enumerate(pairwise(layer_dims), start=1):
        drawn = copy.deepcopy(start).standard_normal((n, n_prev))
        W = spread(method, n_prev) * drawn
        parameters |= {f"W{layer}": W, f"b{layer}": np.zeros((n, 1))}
    return parameters


exercise.variants(
    reworded(
        own_generator,
        evidence="You give the same numbers whatever rng is passed.",
    ),
    wrong(
        "transposed",
        "rows and columns exchanged",
        all_of("W", np.transpose),
        evidence="Your weights have a row for each input and a column for each unit.",
        question="in W @ A, which axis of W meets the units of the layer before?",
    ),
    wrong(
        "random_biases",
        "random biases",
        outputs(
            parameters=lambda parameters, rng: {
                k: 0.01 * rng.standard_normal(v.shape) if k[0] == "b" else v
                for k, v in parameters.items()
            }
        ),
        evidence="Your biases are random numbers.",
        question="the weights already differ: what is left for the biases to do?",
    ),
    wrong(
        "flat_biases",
        "flat biases",
        all_of("b", np.ravel),
        evidence="Your biases have one axis: they are neither rows nor columns.",
        question="which shape adds one number to each row of W @ A?",
    ),
    wrong(
        "last_missing",
        "last layer missing",
        outputs(
            parameters=lambda parameters, layer_dims: {
                k: v for k, v in parameters.items() if int(k[1:]) < len(layer_dims) - 1
            }
        ),
        evidence="Your parameters end one layer before the output.",
        question="how many layers connect the numbers in layer_dims?",
    ),
    wrong(
        "from_zero",
        "layers counted from 0",
        outputs(
            parameters=lambda parameters: {
                f"{k[0]}{int(k[1:]) - 1}": v for k, v in parameters.items()
            }
        ),
        evidence="Your first layer is called W0, your last one W with L - 1.",
        question="which layer has the number 0, and does it have any weights?",
    ),
)


@exercise.accepted
def from_the_end(layer_dims, rng, method="he"):
    """Draw the last layer first, with a method that takes the spread."""
    if method not in ("he", "xavier", "small", "zeros"):
        raise ValueError(method)
    factor = {"he": 2, "xavier": 1, "small": 0, "zeros": 0}[method]
    parameters = {"method": method}
    for layer in range(len(layer_dims) - 1, 0, -1):
        n_prev, n = layer_dims[layer - 1], layer_dims[layer]
        std = (factor / n_prev) ** 0.5 if factor else 0.01 * (method == "small")
        parameters[f"b{layer}"] = np.zeros((n, 1), dtype=int)
        parameters[f"W{layer}"] = rng.normal(0, std, (n, n_prev))
    return parameters


@exercise.accepted
def from_the_table(layer_dims, rng, method="he"):
    """Go through parameter_shapes, and draw transposed."""
    parameters = {}
    for name, (n, n_prev) in parameter_shapes(layer_dims).items():
        if name[0] == "b":
            parameters[name] = np.zeros((n, n_prev))
        else:
            drawn = rng.standard_normal((n_prev, n)).T
            parameters[name] = drawn * spread(method, n_prev)
    return parameters


@exercise.accepted
def with_uniform(layer_dims, rng, method="he"):
    """Draw from a box of the same spread, and give lists."""
    parameters = {}
    for layer, n_prev in enumerate(layer_dims[:-1], start=1):
        n, half = layer_dims[layer], np.sqrt(3) * spread(method, n_prev)
        parameters[f"W{layer}"] = rng.uniform(-half, half, (n, n_prev)).tolist()
        parameters[f"b{layer}"] = [[0.0]] * n
    return parameters


EXERCISE = exercise.with_hints(
    "Below the check both rows of spreads fall. Take a layer of 100 units that read 4 "
    "numbers, and one of 4 units that read 100. Which W should have the larger spread, "
    "by the table, and which has it?",
    "A unit of layer l adds up as many products as layer l - 1 has units. How does "
    "the spread of such a sum grow?",
    "Say aloud what each letter of the two spreads counts, and compare with the table: "
    "spread there is a standard deviation. Is yours one, or its square?",
)
