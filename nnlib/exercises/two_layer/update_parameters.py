"""`update_parameters(parameters, grads, learning_rate)`: one step, all at once.

It takes any number of layers. Those beyond the second count with the second.
"""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    Tree,
    Unusable,
    called_with,
    entries,
    instead,
    outputs,
    wrong,
)
from nnlib.two_layer import update_parameters

NAMES = ("W1", "b1", "W2", "b2")


exercise = Draft(
    id="03/update_parameters",
    parts={"W1": 2, "b1": 1, "W2": 1, "b2": 1},
    reference=update_parameters,
    returns=Tree("parameters"),
    form="specified",
    help="H2",
)


@exercise.probes
def probes(rng):
    """Draw parameters and slopes, rates other than 0.1 and 1, and no step at all."""
    return [
        by_hand(),
        draw(rng, 4, 3, 2, 0.3),
        draw(rng, 3, 5, 2, 0.04),
        draw(rng, 2, 6, 1, 1.7),
        draw(rng, 5, 4, 3, 0.0),
        three_layers(rng),
    ]


def by_hand():
    """Return numbers that fit on paper."""
    parameters = {
        "W1": np.array([[1.0, -2.0], [0.5, 3.0]]),
        "b1": np.array([[0.5], [-1.0]]),
        "W2": np.array([[2.0, -1.0]]),
        "b2": np.array([[4.0]]),
    }
    grads = {
        "dW1": np.array([[2.0, 4.0], [-1.0, 0.5]]),
        "db1": np.array([[1.0], [-2.0]]),
        "dW2": np.array([[-3.0, 1.0]]),
        "db2": np.array([[8.0]]),
    }
    return step(parameters, grads, 0.5, shown=True)


def draw(rng, n_x, n_h, n_y, learning_rate):
    """Draw parameters and slopes of given sizes."""
    shapes = (n_h, n_x), (n_h, 1), (n_y, n_h), (n_y, 1)
    pairs = list(zip(NAMES, shapes, strict=True))
    parameters = {name: rng.normal(0, 1, shape) for name, shape in pairs}
    grads = {f"d{name}": rng.normal(0, 1, shape) for name, shape in pairs}
    return step(parameters, grads, learning_rate)


def three_layers(rng):
    """Draw a network that is one layer deeper."""
    sizes = {"W1": (4, 3), "b1": (4, 1), "W2": (2, 4), "b2": (2, 1)}
    sizes |= {"W3": (5, 2), "b3": (5, 1)}
    parameters = {name: rng.normal(0, 1, shape) for name, shape in sizes.items()}
    grads = {f"d{name}": rng.normal(0, 1, shape) for name, shape in sizes.items()}
    return step(parameters, grads, 0.7, extreme=True, about="three layers")


@exercise.observe
def observe(probe, outputs):
    """Sort the parameters by layer, all above the first together."""
    found = outputs["parameters"]
    if isinstance(found, Unusable):
        return dict.fromkeys(NAMES, found)
    upper = {kind: {} for kind in "Wb"}
    for (name,), array in found.items():
        if name[1:] != "1":
            upper[name[0]][(name,)] = array
    first = {name: found[(name,)] for name in ("W1", "b1")}
    return first | {f"{kind}2": joined(arrays) for kind, arrays in upper.items()}


def joined(arrays):
    """Give one array as it is, several by their names."""
    return arrays if len(arrays) > 1 else next(iter(arrays.values()))


def step(parameters, grads, learning_rate, **kinds):
    """Make a probe of one step."""
    options = {"learning_rate": learning_rate}
    n_h, n_x = parameters["W1"].shape
    sizes = {"n_x": n_x, "n_h": n_h, "n_y": len(parameters["b2"]), **options}
    return Probe((parameters, grads), options, sizes, **kinds)


def moved(rates, parameters, grads):
    """Move each parameter at a rate of its own, for the wrong versions below."""
    return {name: parameters[name] - rates[name] * grads[f"d{name}"] for name in rates}


exercise.variants(
    wrong(
        "uphill",
        "uphill",
        entries("grads", np.negative),
        evidence="Your parameters move by the right amount in the opposite direction.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    wrong(
        "no_learning_rate",
        "learning rate left out",
        called_with(learning_rate=1.0),
        evidence="Your step has the full length of the slope, whatever the rate is.",
        question="which number says how long a step is?",
    ),
    wrong(
        "fixed_learning_rate",
        "learning rate fixed at 0.1",
        called_with(learning_rate=0.1),
        evidence="Your steps are those of learning_rate = 0.1, whatever is passed.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "another_fixed_rate",
        "learning rate fixed at 1.2",
        called_with(learning_rate=1.2),
        evidence="Your steps are those of learning_rate = 1.2, whatever is passed.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "biases_fixed",
        "biases not moved",
        entries("grads", np.zeros_like, "db1", "db2"),
        evidence="Your b1 and b2 stay where they were.",
        question="which parameters does a step move?",
    ),
    wrong(
        "weights_fixed",
        "weights not moved",
        entries("grads", np.zeros_like, "dW1", "dW2"),
        evidence="Your W1 and W2 stay where they were.",
        question="which parameters does a step move?",
    ),
    wrong(
        "biases_without_rate",
        "biases moved without the rate",
        instead(
            lambda parameters, grads, learning_rate: moved(
                {"W1": learning_rate, "b1": 1, "W2": learning_rate, "b2": 1},
                parameters,
                grads,
            )
        ),
        evidence="Your b1 and b2 move by the whole of their slopes.",
        question="compare your lines: what does only one kind of them have?",
    ),
    wrong(
        "first_layer_fixed",
        "only the output layer moved",
        entries("grads", np.zeros_like, "dW1", "db1"),
        evidence="Your W1 and b1 stay where they were.",
        question="which parameters does a step move?",
    ),
    wrong(
        "second_layer_fixed",
        "only the hidden layer moved",
        entries("grads", np.zeros_like, "dW2", "db2"),
        evidence="Your W2 and b2 stay where they were.",
        question="which parameters does a step move?",
    ),
    wrong(
        "steps_only",
        "steps in place of parameters",
        instead(
            lambda parameters, grads, learning_rate: {
                name: -learning_rate * grads[f"d{name}"] for name in NAMES
            }
        ),
        evidence="You return the steps themselves, without the point they start from.",
        question="after a step of -1 from 5, where do you stand?",
    ),
    wrong(
        "multiplied",
        "parameters multiplied",
        instead(
            lambda parameters, grads, learning_rate: {
                name: parameters[name] * (1 - learning_rate * grads[f"d{name}"])
                for name in NAMES
            }
        ),
        evidence=(
            "You multiply each parameter by its step, where a step is subtracted."
        ),
        question="after a step of -1 from 5, where do you stand?",
    ),
    wrong(
        "divided",
        "slopes divided by the rate",
        called_with(
            learning_rate=lambda learning_rate: (
                1 / learning_rate if learning_rate else 0.0
            )
        ),
        evidence=(
            "You divide the slopes by learning_rate: a small rate makes a long step."
        ),
        question="should a smaller rate make a longer or a shorter step?",
    ),
)


@exercise.variant(
    "biases blown up",
    evidence="Your biases have become square: a column and a flat array were combined.",
    question="which shape must db1 keep, so that b1 - db1 is a column?",
)
def biases_blown_up(parameters, grads, learning_rate):
    square = {
        name: parameters[name] - learning_rate * np.ravel(grads[f"d{name}"])
        for name in ("b1", "b2")
    }
    return update_parameters(parameters, grads, learning_rate) | square


exercise.variants(
    wrong(
        "two_layers_only",
        "only two layers",
        outputs(parameters=lambda parameters: {k: parameters[k] for k in NAMES}),
        evidence="Your result has four entries, however many layers there are.",
        question="which names are in the dictionary that you are given?",
    ),
    wrong(
        "named_with_d",
        "entries named after the slopes",
        outputs(
            parameters=lambda parameters: {f"d{k}": v for k, v in parameters.items()}
        ),
        evidence="Your result has entries called dW1 and db1.",
        question="what does the next forward pass look for in the dictionary?",
    ),
)


@exercise.accepted
def layer_by_layer(parameters, grads, learning_rate):
    """Count the layers, and pass on what else there is."""
    new = {"rate": learning_rate}
    for layer in range(1, len(parameters) // 2 + 1):
        W, b, dW, db = (f"{one}{layer}" for one in ("W", "b", "dW", "db"))
        new[W] = parameters[W] - learning_rate * grads[dW]
        new[b] = parameters[b] - learning_rate * grads[db]
    return new


@exercise.accepted
def on_copies(parameters, grads, learning_rate):
    """Copy first, then move in place."""
    new = {name: one.copy() for name, one in parameters.items()}
    for name in new:
        new[name] -= np.multiply(learning_rate, grads["d" + name])
    return new


@exercise.accepted
def into_lists(parameters, grads, learning_rate):
    """Go through the layers by number, and return lists."""
    return {
        f"{kind}{layer}": (
            parameters[f"{kind}{layer}"] - grads[f"d{kind}{layer}"] * learning_rate
        ).tolist()
        for layer in range(len(parameters) // 2, 0, -1)
        for kind in "bW"
    }


EXERCISE = exercise.with_hints(
    "Downhill is against the slope. What is subtracted from each parameter, and may "
    "the caller's dictionary change?",
    "The slope of W1 is called dW1, that of b1 db1. Make new arrays and put them "
    "into a new dictionary.",
    "A sibling with one number: from w = 5 with slope 2 and rate 0.5, a step "
    "leads to 4.",
)
