"""Starts of deep networks: shapes, counts, and sizes that last through the layers."""

import numpy as np
import pytest

from nnlib.activations import activation
from nnlib.initializers import (
    count_parameters,
    initialize_parameters_deep,
    parameter_shapes,
)

# Layer dimensions -> shapes of the weights, number of weights, number of biases.
TABLES = {
    (3, 4, 5, 2, 1): ([(4, 3), (5, 4), (2, 5), (1, 2)], 44, 12),
    (2, 3, 5, 4, 2, 1): ([(3, 2), (5, 3), (4, 5), (2, 4), (1, 2)], 51, 15),
    (2, 2, 2, 2): ([(2, 2), (2, 2), (2, 2)], 12, 6),
    (12288, 1): ([(1, 12288)], 12288, 1),
    (3, 4, 1): ([(4, 3), (1, 4)], 16, 5),
    (4, 4, 1): ([(4, 4), (1, 4)], 20, 5),
    (2, 3, 1): ([(3, 2), (1, 3)], 9, 4),
}
METHODS = {
    "he": lambda n_prev: np.sqrt(2 / n_prev),
    "xavier": lambda n_prev: np.sqrt(1 / n_prev),
    "small": lambda n_prev: 0.01,
}


@pytest.mark.parametrize(("layer_dims", "table"), TABLES.items(), ids=str)
def test_shapes_and_counts_are_those_of_the_table(layer_dims, table):
    weights, count, biases = table
    shapes = parameter_shapes(layer_dims)
    L = len(weights)
    assert [shapes[f"W{layer}"] for layer in range(1, L + 1)] == weights
    assert [shapes[f"b{layer}"] for layer in range(1, L + 1)] == [
        (n, 1) for n, _ in weights
    ]
    assert len(shapes) == 2 * L
    assert count_parameters(layer_dims) == count + biases
    assert count_parameters(layer_dims, bias=False) == count


@pytest.mark.parametrize("method", [*METHODS, "zeros"])
def test_start_has_the_shapes_of_the_table(rng, method):
    start = initialize_parameters_deep([3, 4, 5, 2, 1], rng, method)
    found = {name: one.shape for name, one in start.items()}
    assert found == parameter_shapes([3, 4, 5, 2, 1])
    assert all(one.dtype == np.float64 for one in start.values())


@pytest.mark.parametrize(("method", "spread"), METHODS.items(), ids=METHODS)
def test_weights_have_mean_0_and_the_spread_of_the_method(rng, method, spread):
    n = [200, 300, 100, 250]
    start = initialize_parameters_deep(n, rng, method)
    for layer in (1, 2, 3):
        W, expected = start[f"W{layer}"], spread(n[layer - 1])
        assert W.std() == pytest.approx(expected, rel=0.03)
        assert abs(W.mean()) < 5 * expected / np.sqrt(W.size)
        assert len(np.unique(W)) == W.size


@pytest.mark.parametrize("method", [*METHODS, "zeros"])
def test_biases_start_at_0(rng, method):
    start = initialize_parameters_deep([3, 4, 2], rng, method)
    assert not start["b1"].any()
    assert not start["b2"].any()


def test_he_is_what_a_start_uses_by_itself():
    by_itself = initialize_parameters_deep([3, 4, 2], np.random.default_rng(3))
    he = initialize_parameters_deep([3, 4, 2], np.random.default_rng(3), "he")
    np.testing.assert_array_equal(by_itself["W2"], he["W2"])


def test_zeros_have_no_weights(rng):
    start = initialize_parameters_deep([3, 4, 2], rng, "zeros")
    assert not any(one.any() for one in start.values())


# ---- how large the activations of seven layers of 64 units are


def sizes(rng, name, spread):
    """Measure the spread of A in every layer of a random network."""
    A, found = rng.standard_normal((64, 1000)), []
    for _ in range(7):
        W = spread * rng.standard_normal((64, 64))
        A = activation(name, W @ A)
        found.append(A.std())
    return found


# Activation, spread of the weights, and the spread of A in layers 1, 2, 3 and 7, as
# measured once; networks of this width differ, and the more so the deeper they are.
SIZES = {
    "relu, 0.01": ("relu", 0.01, [0.047, 0.0027, 0.00016, 0]),
    "relu, 1": ("relu", 1.0, [4.7, 28, 164, 217_000]),
    "relu, he": ("relu", METHODS["he"](64), [0.83, 0.86, 0.94, 0.83]),
    "tanh, 0.01": ("tanh", 0.01, [0.079, 0.0064, 0.00052, 0]),
    "tanh, 1": ("tanh", 1.0, [0.949, 0.945, 0.947, 0.949]),
    "tanh, xavier": ("tanh", METHODS["xavier"](64), [0.62, 0.48, 0.39, 0.27]),
}


@pytest.mark.parametrize(("name", "spread", "table"), SIZES.values(), ids=SIZES)
def test_activations_have_the_measured_sizes(rng, name, spread, table):
    found = np.mean([sizes(rng, name, spread) for _ in range(8)], axis=0)
    early = [found[layer - 1] for layer in (1, 2, 3)]
    np.testing.assert_allclose(early, table[:3], rtol=0.2)
    if table[3]:
        assert 0.5 < found[6] / table[3] < 2
    else:
        assert found[6] < 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_he_keeps_the_size_through_relus_and_others_do_not(seed):
    rng = np.random.default_rng(seed)
    last = {method: of_method(rng, method) for method in ("small", "xavier", "he")}
    assert last["small"] < 1e-7
    assert last["xavier"] < 0.2
    assert 0.3 < last["he"] < 3


def of_method(rng, method):
    """Measure the spread of the last of seven relu layers."""
    start = initialize_parameters_deep([64] * 8, rng, method)
    A = rng.standard_normal((64, 500))
    for layer in range(1, 8):
        A = activation("relu", start[f"W{layer}"] @ A)
    return A.std()
