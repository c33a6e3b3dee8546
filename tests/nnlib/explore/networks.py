"""Functions that the explorers of the last three notebooks are given there."""

import numpy as np

from grading.exhibits import sizes, train_from
from nnlib.activations import sigmoid
from nnlib.datasets import circles, digits, moons, spiral
from nnlib.deep import train_deep
from nnlib.depth import fold
from nnlib.explore import (
    DeepNetwork,
    DrawnDigit,
    FirstWeights,
    Folds,
    Logits,
    Staircase,
    SymmetryTrap,
    TwoLayers,
)
from nnlib.initializers import initialize_parameters
from nnlib.losses import cross_entropy
from nnlib.multiclass import one_hot, softmax, softmax_forward, train_digits

X, Y = moons(60, rng=np.random.default_rng(6), noise=0.15)
SETS = {
    "spiral": spiral(60, rng=np.random.default_rng(3)),
    "circles": circles(60, rng=np.random.default_rng(3)),
}
CURVES = {
    "wave": lambda x: np.sin(2 * np.pi * x) + 0.5 * x,
    "tent": lambda x: 1 - np.abs(2 * x - 1),
}


def reader():
    """Train a small network on digits, and give it with some examples."""
    ink, labels = digits()
    parameters, _ = train_digits(
        ink[:, :300] / 16,
        one_hot(labels[:300], 10),
        [64, 16, 10],
        learning_rate=0.5,
        num_iterations=150,
        rng=np.random.default_rng(0),
    )
    return parameters, ink[:, 300:340] / 16, labels[300:340]


PEN = ((30, 80, 0), (70, 80, 1), (45, 10, 1), (35, 50, 0), (60, 50, 1))
SHORT = {"num_iterations": 40}
# How each is made, with anything moved.
EXPLORERS = {
    "two_layers": lambda **s: TwoLayers(
        initialize_parameters, train_from, X, Y, **SHORT, **s
    ),
    "symmetry_trap": lambda **s: SymmetryTrap(
        initialize_parameters, train_from, X, Y, **SHORT, **s
    ),
    "staircase": lambda **s: Staircase(sigmoid, CURVES, **s),
    "folds": lambda **s: Folds(fold, **s),
    "first_weights": lambda **s: FirstWeights(sizes, **s),
    "deep_network": lambda **s: DeepNetwork(train_deep, SETS, **SHORT, **s),
    "logits": lambda **s: Logits(softmax, cross_entropy, **s),
    "drawn_digit": lambda **s: DrawnDigit(softmax_forward, *reader(), **s),
}
# Those that the browser computes by itself.
SCENES = {name: name for name in ("staircase", "logits", "drawn_digit")}
# States in which each is compared with its counterpart in the browser.
STATES = {
    "two_layers": [
        {"step": 0, "hidden_units": 1},
        {"hidden_units": 9, "activation": "relu", "scale": 0.5},
        {"activation": "sigmoid", "scale": 3.0, "learning_rate": 100.0},
        {"points": ((0.1, 0.2, 1), (1.0, -0.7, 0)), "step": 17},
        {"kept": {"hidden_units": 2, "learning_rate": 0.1}, "scale": 0.5},
    ],
    "symmetry_trap": [
        {"apart": 0.3},
        {"begin": "all zero", "apart": 0.01, "step": 3},
        {"kept": {"apart": 0.1}, "step": 20},
    ],
    "staircase": [
        {"pieces": 2},
        {"pieces": 100, "steepness": 2000.0, "curve": "tent"},
        {"shape": "bumps", "pieces": 5},
        {"kept": {"pieces": 3}, "shape": "bumps", "steepness": 10.0},
    ],
    "folds": [{"depth": 0}, {"depth": 1, "x": 0.5}, {"depth": 8, "x": 1.0}],
    "first_weights": [
        {"spread": 0.01},
        {"spread": 1.0, "activation": "tanh"},
        {"kept": {"activation": "sigmoid"}, "spread": 1.0},
    ],
    "deep_network": [
        {"layers": "none"},
        {"layers": "4-4-4", "data": "circles", "step": 11},
        {"layers": "8", "learning_rate": 10.0},
        {"layers": "2", "kept": {"layers": "8-8"}, "points": ((0.5, 0.5, 1),)},
    ],
    "logits": [
        {"z0": -5.0, "z2": 5.0, "right": 0, "shift": 3.0},
        {"kept": {"z0": 0.0, "shift": -3.0}, "right": 2},
    ],
    "drawn_digit": [
        {"example": 7},
        {"points": PEN},
        {"points": PEN[:2]},
        {"points": PEN[:1]},
        {"points": ((40, 90, 0), (40, 15, 1))},
    ],
}


def filled(found, value):
    """Return a result with one number in place of all its numbers."""
    if isinstance(found, dict):
        return {name: filled(one, value) for name, one in found.items()}
    if isinstance(found, list | tuple):
        return type(found)(filled(one, value) for one in found)
    return np.full(np.shape(found), value) if isinstance(found, np.ndarray) else value


def spoilt(function, value):
    """Return a function whose result is one number, wherever there is one."""
    return lambda *args, **options: filled(function(*args, **options), value)


# How explorers are made with functions that are wrong, whose numbers are all the same.
WITH_WRONG = {
    "start": lambda value: TwoLayers(
        spoilt(initialize_parameters, value), train_from, X, Y, **SHORT
    ),
    "equal start": lambda value: SymmetryTrap(
        spoilt(initialize_parameters, value), train_from, X, Y, **SHORT
    ),
    "training": lambda value: TwoLayers(
        initialize_parameters, spoilt(train_from, value), X, Y, **SHORT
    ),
    "deep training": lambda value: DeepNetwork(
        spoilt(train_deep, value), SETS, **SHORT
    ),
    "unit": lambda value: Staircase(spoilt(sigmoid, value), CURVES),
    "fold": lambda value: Folds(spoilt(fold, value)),
    "sizes": lambda value: FirstWeights(spoilt(sizes, value)),
    "loss": lambda value: Logits(softmax, spoilt(cross_entropy, value)),
    "reader": lambda value: DrawnDigit(spoilt(softmax_forward, value), *reader()),
}
