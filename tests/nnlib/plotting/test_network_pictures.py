"""Pictures of networks: their words count units and numbers, misfits are refused."""

import re

import numpy as np
import pytest

from nnlib.plotting import network, network_values
from nnlib.plotting.columns import heights, shown
from nnlib.shapes import ShapeError

COUNTS = {
    "a neuron": ([3, 1], "A 1-layer network: 3 inputs, 1 output", 3, 1),
    "one hidden unit": ([2, 1, 1], "2 inputs, 1 hidden unit, 1 output", 3, 2),
    "two layers": ([2, 4, 1], "2 inputs, 4 hidden units, 1 output", 12, 5),
    "ten outputs": ([64, 32, 10], "64 inputs, 32 hidden units, 10 outputs", 2368, 42),
    "four layers": ([12288, 20, 7, 5, 1], "20, 7 and 5 hidden units", 245940, 33),
    "eight layers": ([1] * 9, "An 8-layer network: 1 input", 8, 8),
}


@pytest.mark.parametrize("case", COUNTS.values(), ids=COUNTS)
def test_network_counts_its_units_weights_and_biases(case):
    dims, parts, weights, biases = case
    picture = network(dims)
    assert parts in picture.alt
    assert f"each of its {weights:,} weights." in picture.alt
    assert picture.caption.startswith(f"{weights + biases:,} numbers to learn: ")


def test_marked_layer_says_how_many_numbers_are_its_own():
    picture = network([64, 32, 10], mark=2)
    assert picture.alt.endswith("Layer 2 stands out.")
    assert picture.caption == "Layer 2 holds 330 of the 2,410 numbers to learn."


@pytest.mark.parametrize(
    ("n", "drawn"), [(1, [0]), (6, [0, 1, 2, 3, 4, 5]), (7, [0, 1, 2, None, 5, 6])]
)
def test_at_most_six_units_are_drawn(n, drawn):
    assert shown(n) == drawn
    assert [unit for unit, _ in heights(n, 1.0)] == drawn


SLIPS = {
    "one column": (([3],), {}, "layer_dims has 1 entries, expected 2 to 9"),
    "ten columns": (([1] * 10,), {}, "layer_dims has 10 entries"),
    "no units": (([2, 0],), {}, "layer_dims holds 0, expected whole numbers above 0"),
    "half a unit": (([2, 1.5],), {}, "layer_dims holds 1.5"),
    "two names": (([2, 3, 1],), {"names": ["a", "b"]}, "expected 3 texts"),
    "name as text": (([2, 3, 1],), {"names": "abc"}, "names is 'abc'"),
    "marked input": (([2, 3, 1],), {"mark": 0}, "mark is 0, expected a layer from 1"),
    "marked beyond": (([2, 3, 1],), {"mark": 3}, "mark is 3"),
}


@pytest.mark.parametrize("case", SLIPS.values(), ids=SLIPS)
def test_network_refuses_what_does_not_belong_to_it(case):
    arguments, options, message = case
    with pytest.raises(ValueError, match=re.escape(message)):
        network(*arguments, **options)


W1, b1 = np.array([[1.0, -2.0], [-1.0, 1.0]]), np.array([[1.0], [0.0]])
x, a = np.array([[1.0], [-1.0]]), np.array([[0.982], [0.119]])


def test_values_says_every_number_of_the_network():
    picture = network_values({"W1": W1, "b1": b1}, [x, a])
    assert picture.alt == (
        "Input 1, −1. Layer 1 with weights (1, −2), (−1, 1) and biases 1, 0 gives "
        "0.98, 0.12."
    )
    assert picture.caption == "The network turns 1 and −1 into 0.98 and 0.12."


@pytest.mark.parametrize(
    ("parameters", "A", "error", "message"),
    [
        ({"W1": W1, "b1": b1}, [x], ValueError, "A has 1 columns"),
        ({"W1": W1}, [x, a], KeyError, "b1"),
        ({"W1": W1, "b1": b1}, [x.T, a], ShapeError, "A0 has shape (1, 2)"),
        ({"W1": W1[:1], "b1": b1}, [x, a], ShapeError, "b1 has shape (2, 1)"),
        (
            {"W1": np.ones((5, 2)), "b1": np.ones((5, 1))},
            [x, np.ones((5, 1))],
            ValueError,
            "A has columns of 2, 5 numbers, expected at most three layers of four",
        ),
    ],
    ids=["no layer", "no bias", "row", "weights for one", "five units"],
)
def test_values_refuses_what_does_not_fit(parameters, A, error, message):
    with pytest.raises(error, match=re.escape(message)):
        network_values(parameters, A)


def test_five_layers_of_four_are_too_many_to_be_read():
    parameters = {f"W{layer}": np.ones((4, 4)) for layer in range(1, 6)}
    parameters |= {f"b{layer}": np.ones((4, 1)) for layer in range(1, 6)}
    with pytest.raises(ValueError, match="expected at most three layers of four"):
        network_values(parameters, [np.ones((4, 1))] * 6)
