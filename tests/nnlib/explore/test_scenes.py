"""What the browser computes by itself is what Python computes."""

import numpy as np
import pytest

from nnlib.plotting.sentences import amount, brief

from .given import EXPLORERS, SCENES, STATES


@pytest.mark.parametrize("name", STATES)
def test_browser_makes_the_frames_that_python_makes(name, assert_same_frames):
    explorer = EXPLORERS[name]()
    assert explorer.scene == SCENES.get(name, "frames")
    assert_same_frames(explorer, [{}, *STATES[name]])


NETWORKS = [
    pytest.param(("sigmoid",), id="one neuron"),
    pytest.param(("tanh", "sigmoid"), id="two layers"),
    pytest.param(("relu", "leaky_relu", "sigmoid"), id="three layers"),
]
FUNCTIONS = {
    "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
    "tanh": np.tanh,
    "relu": lambda Z: np.maximum(Z, 0),
    "leaky_relu": lambda Z: np.where(Z > 0, Z, 0.01 * Z),
}


@pytest.mark.parametrize("activations", NETWORKS)
def test_forward_pass_agrees_with_numpy_to_a_millionth(activations, in_node):
    rng = np.random.default_rng(5)
    sizes = [2, *(4 for _ in activations[1:]), 1]
    A = X = rng.normal(size=(2, 50)) * 3
    layers, expected = [], []
    for n_before, n, g in zip(sizes, sizes[1:], activations, strict=False):
        W, b = rng.normal(size=(n, n_before)), rng.normal(size=(n, 1))
        A = FUNCTIONS[g](W @ A + b)
        expected.append(A.ravel())
        layers.append({"W": W, "b": b.ravel(), "activation": g})
    (found,) = in_node("forward", (layers, X.ravel(), 50))
    for mine, theirs in zip(expected, found, strict=True):
        assert np.abs(mine - theirs).max() < 1e-6


AMOUNTS = (0.693147, 0.01, 0.009999, 99.9999, 100.0, 1234.5, 4.2e-5, 1e-300, 0.0, 2.5)
AMOUNTS += (-0.5, -123.0, 1e22, 0.0105, 31.4159, 708.4, 0.5005)


def test_costs_are_written_as_in_python(in_node):
    assert in_node("amount", *zip(AMOUNTS, strict=True)) == [
        amount(value) for value in AMOUNTS
    ]


BRIEF = (-1.3678, 33.0, 0.00042, 0.5, -0.0004, 1e6, 1234567.0, 0.0, 12.3456, -7.0)


def test_numbers_are_written_as_in_python(in_node):
    assert in_node("brief", *zip(BRIEF, strict=True)) == [
        brief(value) for value in BRIEF
    ]
