"""`xor_by_hand()`: weights, found by thinking, of a network of step units.

Any network that answers right is right, so what is compared are the answers to the four
inputs and never the weights.
"""

import numpy as np

from nnlib.check import Draft, Probe, Unusable, outputs, wrong
from nnlib.two_layer import xor_by_hand

# The four inputs, one per column: 00, 01, 10, 11.
X = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])


exercise = Draft(
    id="03/xor_by_hand",
    parts={"answers": 10},
    reference=xor_by_hand,
    returns={"W1", "b1", "W2", "b2"},
    form="open",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Call it: there is nothing to draw."""
    return [Probe((), shown=True)]


@exercise.observe
def observe(probe, outputs):
    """Let the network answer the four inputs; a unit fires for z > 0."""
    W1, b1, W2, b2 = (outputs[name] for name in ("W1", "b1", "W2", "b2"))
    units = f"{np.shape(W1)[0]}" if np.ndim(W1) == 2 else "n_h"
    asked = {"W1": (units, "2"), "b1": (units, "1")}
    asked |= {"W2": ("1", units), "b2": ("1", "1")}
    for name, shape in asked.items():
        if (found := misshapen(name, outputs[name], shape)) is not None:
            return {"answers": found}
    A1 = (W1 @ X + b1 > 0).astype(float)  # (n_h, 4)
    return {"answers": (W2 @ A1 + b2 > 0).astype(float)}


def misshapen(name, array, shape):
    """Say what is wrong with the shape of a parameter, if anything."""
    if isinstance(array, Unusable):
        return Unusable(f"{name}: {array.expected}", array.got)
    if tuple(map(str, array.shape)) == shape:
        return None
    came = f"shape {array.shape}" if array.ndim else "a number"
    return Unusable(f"{name} of shape ({', '.join(shape)})", came)


@exercise.remark
def remark(parameters):
    """Say that a unit stands on the edge of firing, if one does."""
    W1, b1, W2, b2 = (np.asarray(parameters[name]) for name in ("W1", "b1", "W2", "b2"))
    sums = W1 @ X + b1
    on_the_edge = (sums == 0).any() or (W2 @ (sums > 0) + b2 == 0).any()
    edge = "one of your sums is exactly 0, on the edge. A unit fires above 0 only."
    return edge if on_the_edge else ""


def network(W1, b1, W2, b2):
    """Return another network, for the wrong versions below."""
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return outputs(**{k: np.array(v, dtype=float) for k, v in parameters.items()})


exercise.variants(
    wrong(
        "answers_or",
        "or in place of xor",
        network([[1, 1], [1, 1]], [[-0.5], [-1.5]], [[1, 0]], [[-0.5]]),
        evidence="Your network fires for (0, 1), (1, 0) and also (1, 1): that is or.",
        question="which hidden unit could silence the output when both inputs are on?",
    ),
    wrong(
        "answers_and",
        "and in place of xor",
        network([[1, 1], [1, 1]], [[-0.5], [-1.5]], [[0, 1]], [[-0.5]]),
        evidence="Your network fires for (1, 1) only: that is and.",
        question="which of the four inputs should it fire for?",
    ),
    wrong(
        "answers_nand",
        "nand in place of xor",
        network([[1, 1], [1, 1]], [[-0.5], [-1.5]], [[0, -1]], [[0.5]]),
        evidence="Your network is silent for (1, 1) only: that is not and.",
        question="which hidden unit could tell (0, 0) from the others?",
    ),
    wrong(
        "answers_neither",
        "neither in place of xor",
        network([[1, 1], [1, 1]], [[-0.5], [-1.5]], [[-1, 0]], [[0.5]]),
        evidence="Your network fires for (0, 0) only: that is neither.",
        question="which of the four inputs should it fire for?",
    ),
    wrong(
        "opposite",
        "equality in place of xor",
        network([[1, 1], [1, 1]], [[-0.5], [-1.5]], [[-1, 2]], [[0.5]]),
        evidence="Every answer of yours is the opposite of xor.",
        question="which signs flip every answer of the output unit?",
    ),
    wrong(
        "never_fires",
        "output never fires",
        network([[1, 1], [1, 1]], [[0], [0]], [[1, -2]], [[-0.5]]),
        evidence="Your output unit never fires.",
        question="for (0, 1), what do your hidden units pass on to the output?",
    ),
    wrong(
        "always_fires",
        "output always fires",
        network([[1, 1], [1, 1]], [[0.5], [1.5]], [[1, 2]], [[0.5]]),
        evidence="Your output unit fires for all four inputs.",
        question="for (0, 0), what do your hidden units pass on to the output?",
    ),
    wrong(
        "first_input",
        "first input alone decides",
        network([[1, 0], [1, 0]], [[-0.5], [-0.5]], [[1, 1]], [[-0.5]]),
        evidence="Your network repeats the first input and ignores the second.",
        question="which of your weights belong to the second input?",
    ),
    wrong(
        "second_input",
        "second input alone decides",
        network([[0, 1], [0, 1]], [[-0.5], [-0.5]], [[1, 1]], [[-0.5]]),
        evidence="Your network repeats the second input and ignores the first.",
        question="which of your weights belong to the first input?",
    ),
    wrong(
        "one_without_other",
        "only one of the two cases: (1, 0)",
        network([[1, -1], [1, -1]], [[-0.5], [-0.5]], [[1, 1]], [[-0.5]]),
        evidence="Your network fires for (1, 0) and misses (0, 1).",
        question="exchange the two inputs: should the answer change?",
    ),
    wrong(
        "other_without_one",
        "only one of the two cases: (0, 1)",
        network([[-1, 1], [-1, 1]], [[-0.5], [-0.5]], [[1, 1]], [[-0.5]]),
        evidence="Your network fires for (0, 1) and misses (1, 0).",
        question="exchange the two inputs: should the answer change?",
    ),
    wrong(
        "biases_as_row",
        "biases as a row",
        network([[1, 1], [1, 1]], [[-0.5, -1.5]], [[1, -2]], [[-0.5]]),
        evidence="Your b1 lies down: it has shape (1, 2).",
        question=(
            "W1 @ X has a row for each unit: which shape adds a number to each row?"
        ),
    ),
    wrong(
        "flat_biases",
        "flat biases",
        network([[1, 1], [1, 1]], [-0.5, -1.5], [[1, -2]], [[-0.5]]),
        evidence="Your b1 has one axis: it is neither a row nor a column.",
        question=(
            "W1 @ X has a row for each unit: which shape adds a number to each row?"
        ),
    ),
    wrong(
        "output_weights_stand",
        "output weights as a column",
        network([[1, 1], [1, 1]], [[-0.5], [-1.5]], [[1], [-2]], [[-0.5]]),
        evidence="Your W2 stands up: it has shape (2, 1).",
        question="how many rows does W2 have, if each row belongs to an output unit?",
    ),
)


@exercise.accepted
def either_way():
    """Let one hidden unit fire for each of the two cases."""
    return {
        "W1": [[3, -3], [-2, 2]],
        "b1": [[-1], [-1]],
        "W2": [[1, 1]],
        "b2": [[-0.3]],
    }


@exercise.accepted
def or_and_nand():
    """Ask for or, and for not and; the output wants both."""
    W1, b1 = np.array([[2.0, 2.0], [-4.0, -4.0]]), np.array([[-1.0], [6.0]])
    return {"W1": W1, "b1": b1, "W2": np.ones((1, 2)), "b2": np.full((1, 1), -1.5)}


@exercise.accepted
def no_output_bias():
    """Do without a bias at the output: a sum of exactly 0 does not fire."""
    W1, b1 = np.ones((2, 2)), np.array([[-0.5], [-1.5]])
    return {"W1": W1, "b1": b1, "W2": np.array([[1, -1]]), "b2": np.zeros((1, 1))}


@exercise.accepted
def five_units():
    """Use more units than are needed, one of them for each input but 00."""
    W1 = np.array([[2, -1], [-1, 2], [1, 1], [7, 0], [0, 0]])
    b1 = np.array([[-0.5], [-0.5], [-1.5], [-20], [1.0]])
    return {"W1": W1, "b1": b1, "W2": [[2, 2, -4, 5, -1]], "b2": [[0]], "n_h": 5}


EXERCISE = exercise.with_hints(
    "A step unit draws a line, and fires on one side of it. Draw the four inputs. "
    "Which two lines cut out the right pair, and what does each line ask?",
    "Write a table: a row for each input, a column for each hidden unit. A "
    "sibling, not and: weights (-1, -1), bias 1.5, sums 1.5, 0.5, 0.5 and -0.5.",
)
