"""Networks of any depth: a worked example, shapes, measured slopes, and a peer."""

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from nnlib.deep import (
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    model_backward,
    model_forward,
    train_deep,
)
from nnlib.gradient_check import gradient_check
from nnlib.initializers import initialize_parameters_deep, parameter_shapes
from nnlib.losses import compute_cost
from nnlib.two_layer import backward_propagation, update_parameters

# The two-in two-out network of the lectures, sigmoid everywhere, and what passes.
EXAMPLE = {
    "W1": np.array([[1.0, -2.0], [-1.0, 1.0]]),
    "b1": np.array([[1.0], [0.0]]),
    "W2": np.array([[2.0, -1.0], [-2.0, -1.0]]),
    "b2": np.array([[0.0], [0.0]]),
    "W3": np.array([[3.0, -1.0], [-1.0, 4.0]]),
    "b3": np.array([[-2.0], [2.0]]),
}
X = np.array([[1.0, 0.0], [-1.0, 0.0]])
Y = np.eye(2)
Z = (
    [[4, 1], [-2, 0]],
    [[1.84482466, 0.96211716], [-2.08323050, -1.96211716]],
    [[0.47981749, 0.04739838], [1.57943146, 1.76940693]],
)
A = (
    [[0.98201379, 0.73105858], [0.11920292, 0.5]],
    [[0.86351831, 0.72354549], [0.11073744, 0.12323811]],
    [[0.61770478, 0.51184738], [0.82912398, 0.85438390]],
)
GRADS = {
    "dW3": [[0.0201129692, 0.0103723526], [0.3053019357, 0.0369348093]],
    "db3": [[0.0647760774], [0.3417539426]],
    "dW2": [[0.0085729354, 0.0701893545], [0.1356224673, -0.0078511567]],
    "db2": [[0.0516981129], [0.1229981520]],
    "dW1": [[-0.0105467324, 0.0105467324], [-0.0068957533, 0.0068957533]],
    "db1": [[0.0788170553], [-0.0341503562]],
}
NETWORKS = {
    "one layer": [4, 1],
    "two layers": [3, 4, 1],
    "two outputs": [3, 5, 4, 2],
    "four layers": [3, 4, 5, 2, 1],
    "five layers": [2, 3, 5, 4, 2, 1],
    "equal widths": [3, 3, 3, 3],
    "twelve layers": [4, *[3] * 11, 2],
}
EVERY_NETWORK = pytest.mark.parametrize(
    "layer_dims", NETWORKS.values(), ids=NETWORKS.keys()
)


def through_sigmoids(X, parameters):
    """Pass examples through layers that all use the sigmoid."""
    outputs, caches = [X], []
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(outputs[-1], W, b, "sigmoid")
        outputs.append(A)
        caches.append(cache)
    return outputs[1:], caches


def back_through_sigmoids(AL, Y, caches):
    """Pass derivatives back through layers that all use the sigmoid."""
    dA, grads = -Y / AL + (1 - Y) / (1 - AL), {}
    for layer in range(len(caches), 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "sigmoid")
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


def drawn(rng, layer_dims, m=5):
    """Draw examples, labels of both kinds, and parameters with biases not 0."""
    parameters = {
        name: rng.normal(0, np.sqrt(2 / shape[1]), shape) + 0.1 * (name[0] == "b")
        for name, shape in parameter_shapes(layer_dims).items()
    }
    X, Y = rng.normal(size=(layer_dims[0], m)), rng.integers(0, 2, (layer_dims[-1], m))
    return X, np.float64(Y), parameters


# ---- the worked example


def test_worked_example_gives_the_outputs_of_the_lecture():
    outputs, _ = through_sigmoids(X, EXAMPLE)
    expected = [[0.62, 0.51], [0.83, 0.85]]
    np.testing.assert_array_equal(outputs[-1].round(2), expected)


def test_worked_example_gives_every_number_of_the_way_forward():
    outputs, caches = through_sigmoids(X, EXAMPLE)
    for (_, found), expected in zip(caches, Z, strict=True):
        np.testing.assert_allclose(found, expected, atol=5e-9)
    for found, expected in zip(outputs, A, strict=True):
        np.testing.assert_allclose(found, expected, atol=5e-9)


def test_worked_example_gives_the_same_digits_if_each_layer_is_rounded():
    rounded = X
    for layer in (1, 2, 3):
        W, b = EXAMPLE[f"W{layer}"], EXAMPLE[f"b{layer}"]
        rounded = linear_activation_forward(rounded, W, b, "sigmoid")[0].round(2)
    np.testing.assert_array_equal(rounded, [[0.62, 0.51], [0.83, 0.85]])


# What a slip gives: the weights turned, the biases left out, relu in every layer.
SLIPS = {
    "turned weights": (
        {k: v.T if k[0] == "W" else v for k, v in EXAMPLE.items()},
        [[0.58, 0.40], [0.90, 0.91]],
    ),
    "no biases": (
        {k: 0 * v if k[0] == "b" else v for k, v in EXAMPLE.items()},
        [[0.92, 0.84], [0.40, 0.53]],
    ),
}


@pytest.mark.parametrize(("parameters", "expected"), SLIPS.values(), ids=SLIPS)
def test_worked_example_tells_typical_slips_apart(parameters, expected):
    outputs, _ = through_sigmoids(X, parameters)
    np.testing.assert_array_equal(outputs[-1].round(2), expected)


def test_worked_example_with_relu_everywhere_is_no_probability():
    last = X
    for layer in (1, 2, 3):
        W, b = EXAMPLE[f"W{layer}"], EXAMPLE[f"b{layer}"]
        last, _ = linear_activation_forward(last, W, b, "relu")
    np.testing.assert_array_equal(last, [[22, 4], [0, 0]])


def test_worked_example_gives_every_gradient():
    outputs, caches = through_sigmoids(X, EXAMPLE)
    assert compute_cost(outputs[-1], Y) == pytest.approx(1.5615317519753358, abs=1e-15)
    grads = back_through_sigmoids(outputs[-1], Y, caches)
    assert grads.keys() == GRADS.keys()
    for name, expected in GRADS.items():
        np.testing.assert_allclose(grads[name], expected, atol=5e-11)


def test_worked_example_is_one_formula():
    def sigma(Z):
        return 1 / (1 + np.exp(-Z))

    W1, b1, W2, b2, W3, b3 = EXAMPLE.values()
    y = sigma(W3 @ sigma(W2 @ sigma(W1 @ X + b1) + b2) + b3)
    np.testing.assert_allclose(y, through_sigmoids(X, EXAMPLE)[0][-1], rtol=1e-14)


# ---- shapes


# Layer dimensions -> the shapes of Z with ten examples.
WALKS = {
    (3, 4, 5, 2, 1): [(4, 10), (5, 10), (2, 10), (1, 10)],
    (2, 3, 5, 4, 2, 1): [(3, 10), (5, 10), (4, 10), (2, 10), (1, 10)],
}


@pytest.mark.parametrize(("layer_dims", "walk"), WALKS.items(), ids=str)
def test_every_layer_has_the_shape_of_the_table(rng, layer_dims, walk):
    X, _, parameters = drawn(rng, layer_dims, m=10)
    AL, caches = model_forward(X, parameters)
    assert [Z.shape for _, Z in caches] == walk
    assert AL.shape == (1, 10)


@EVERY_NETWORK
def test_gradients_have_the_shapes_of_their_parameters(rng, layer_dims):
    X, Y, parameters = drawn(rng, layer_dims)
    grads = model_backward(*forth(X, Y, parameters))
    shapes = {name[1:]: slope.shape for name, slope in grads.items()}
    assert shapes == parameter_shapes(layer_dims)


@EVERY_NETWORK
def test_a_cache_holds_what_its_layer_has_read(rng, layer_dims):
    X, _, parameters = drawn(rng, layer_dims)
    _, caches = model_forward(X, parameters)
    A = X
    for layer, ((A_prev, W, b), Z) in enumerate(caches, start=1):
        np.testing.assert_array_equal(A_prev, A)
        assert W is parameters[f"W{layer}"]
        assert b is parameters[f"b{layer}"]
        np.testing.assert_array_equal(Z, W @ A_prev + b)
        A = np.maximum(0, Z)


def test_layers_are_taken_in_order_of_numbers(rng):
    # In order of letters, W10 comes before W2.
    X, _, parameters = drawn(rng, NETWORKS["twelve layers"])
    mixed = dict(sorted(parameters.items()))
    np.testing.assert_array_equal(
        model_forward(X, mixed)[0], model_forward(X, parameters)[0]
    )


# ---- slopes of differences


def forth(X, Y, parameters):
    """Give what model_backward takes."""
    AL, caches = model_forward(X, parameters)
    return AL, Y, caches


@EVERY_NETWORK
def test_gradients_are_the_slopes_of_the_cost(rng, layer_dims):
    X, Y, parameters = drawn(rng, layer_dims)
    grads = model_backward(*forth(X, Y, parameters))

    def cost(moved):
        return compute_cost(model_forward(X, moved)[0], Y)

    assert gradient_check(cost, parameters, grads) < 1e-7


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh", "leaky_relu"])
def test_a_block_gives_the_slopes_of_its_sum(rng, name):
    # J = mean over the examples of the sum over the units of C * A.
    m, C = 5, rng.normal(size=(4, 5))
    parameters = {
        "A": rng.normal(size=(3, m)),
        "W": rng.normal(size=(4, 3)),
        "b": rng.normal(size=(4, 1)),
    }

    def cost(p):
        A, _ = linear_activation_forward(p["A"], p["W"], p["b"], name)
        return float(np.sum(C * A) / m)

    _, cache = linear_activation_forward(*parameters.values(), name)
    dA_prev, dW, db = linear_activation_backward(C, cache, name)
    # dA_prev belongs to each example's own loss: there, no mean has been taken.
    grads = {"dA": dA_prev / m, "dW": dW, "db": db}
    assert gradient_check(cost, parameters, grads) < 1e-7


def test_linear_backward_gives_the_worked_example():
    A_prev, W = np.array([[1.0, 3.0]]), np.array([[2.0], [-1.0]])
    _, cache = linear_forward(A_prev, W, np.zeros((2, 1)))
    dZ = np.array([[1.0, 1.0], [0.0, 2.0]])
    dA_prev, dW, db = linear_backward(dZ, cache)
    np.testing.assert_array_equal(dA_prev, [[2, 0]])
    np.testing.assert_array_equal(dW, [[2], [3]])
    np.testing.assert_array_equal(db, [[1], [1]])


@EVERY_NETWORK
def test_starting_at_dAL_gives_the_same_gradients(rng, layer_dims):
    AL, Y, caches = forth(*drawn(rng, layer_dims))
    L = len(caches)
    dA, grads = -Y / AL + (1 - Y) / (1 - AL), {}
    for layer in range(L, 0, -1):
        name = "sigmoid" if layer == L else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], name)
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    for name, slope in model_backward(AL, Y, caches).items():
        np.testing.assert_allclose(grads[name], slope, rtol=1e-10, atol=1e-14)


def test_gradients_stay_finite_where_answers_are_certain():
    parameters = {"W1": np.array([[1.0, 1.0]]), "b1": np.array([[0.0]])}
    X, Y = np.array([[400.0, -900.0], [500.0, 50.0]]), np.array([[0.0, 0.0]])
    grads = model_backward(*forth(X, Y, parameters))
    assert all(np.isfinite(slope).all() for slope in grads.values())
    np.testing.assert_array_equal(grads["dW1"], [[200, 250]])


def test_mean_over_repeated_examples_stays_the_same(rng):
    X, Y, parameters = drawn(rng, [3, 4, 2])
    once = model_backward(*forth(X, Y, parameters))
    twice = model_backward(*forth(np.hstack([X, X]), np.hstack([Y, Y]), parameters))
    for name, slope in once.items():
        np.testing.assert_allclose(twice[name], slope, rtol=1e-12, atol=1e-15)


def test_nothing_that_is_handed_over_is_changed(rng):
    X, Y, parameters = drawn(rng, [3, 4, 2])
    given = [X.copy(), Y.copy(), {k: v.copy() for k, v in parameters.items()}]
    AL, Y, caches = forth(X, Y, parameters)
    before = AL.copy()
    model_backward(AL, Y, caches)
    train_deep(X, Y, [3, 4, 2], 0.3, 2, np.random.default_rng(1))
    np.testing.assert_array_equal(AL, before)
    np.testing.assert_array_equal(X, given[0])
    np.testing.assert_array_equal(Y, given[1])
    for name, one in parameters.items():
        np.testing.assert_array_equal(one, given[2][name])


# ---- other ways to the same numbers


def test_two_layers_have_the_gradients_of_notebook_03(rng):
    # With tanh blocks in place of relu, the network is that of notebook 03.
    X, Y, parameters = drawn(rng, [3, 4, 2])
    W1, b1, W2, b2 = parameters.values()
    A1, first = linear_activation_forward(X, W1, b1, "tanh")
    A2, second = linear_activation_forward(A1, W2, b2, "sigmoid")
    dA1, dW2, db2 = linear_backward(A2 - Y, second[0])
    _, dW1, db1 = linear_activation_backward(dA1, first, "tanh")
    cache = {"Z1": first[1], "A1": A1, "Z2": second[1], "A2": A2}
    expected = backward_propagation(parameters, cache, X, Y)
    for name, slope in {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}.items():
        np.testing.assert_allclose(slope, expected[name], rtol=1e-12)


def peer(X, Y, parameters):
    """Give the same network in scikit-learn, which has to be trained to exist."""
    n = [one.shape[0] for name, one in parameters.items() if name[0] == "W"]
    plain = {"solver": "sgd", "alpha": 0, "momentum": 0, "shuffle": False}
    steps = {"learning_rate_init": RATE, "batch_size": X.shape[1]}
    other = MLPClassifier(n[:-1], activation="relu", **plain, **steps)
    other.partial_fit(X.T, Y[0].astype(int), classes=[0, 1])
    for layer in range(len(n)):
        other.coefs_[layer][...] = parameters[f"W{layer + 1}"].T
        other.intercepts_[layer][...] = parameters[f"b{layer + 1}"][:, 0]
    return other


RATE = 0.5
PEERS = pytest.mark.parametrize(
    "layer_dims", [[3, 4, 1], [3, 4, 5, 2, 1]], ids=["two layers", "four layers"]
)


@PEERS
def test_probabilities_are_those_of_scikit_learn(rng, layer_dims):
    X, _, parameters = drawn(rng, layer_dims, m=8)
    Y = np.array([[0.0, 1.0] * 4])
    AL, _ = model_forward(X, parameters)
    found = peer(X, Y, parameters).predict_proba(X.T)[:, 1]
    np.testing.assert_allclose(AL[0], found, rtol=1e-12)


@PEERS
def test_one_step_is_that_of_scikit_learn(rng, layer_dims):
    X, _, parameters = drawn(rng, layer_dims, m=8)
    Y = np.array([[0.0, 1.0] * 4])
    other = peer(X, Y, parameters)
    moved = train_from(parameters, X, Y, RATE)
    other.partial_fit(X.T, Y[0].astype(int))
    for layer, (W, b) in enumerate(zip(other.coefs_, other.intercepts_, strict=True)):
        found = moved[f"W{layer + 1}"], moved[f"b{layer + 1}"][:, 0]
        np.testing.assert_allclose(found[0], W.T, rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(found[1], b, rtol=1e-12, atol=1e-15)


def train_from(parameters, X, Y, learning_rate):
    """Make one step."""
    grads = model_backward(*forth(X, Y, parameters))
    return update_parameters(parameters, grads, learning_rate)


# ---- training


def test_no_iteration_returns_the_start():
    X, Y = np.ones((3, 4)), np.array([[0, 1, 1, 0]])
    start, costs = train_deep(X, Y, [3, 4, 1], 0.3, 0, np.random.default_rng(5))
    expected = initialize_parameters_deep([3, 4, 1], np.random.default_rng(5))
    assert costs == []
    for name, one in expected.items():
        np.testing.assert_array_equal(start[name], one)


def test_training_is_forward_cost_backward_step(rng):
    X, Y, _ = drawn(rng, [3, 4, 2])
    Y[:, :2] = 0, 1
    parameters, costs = train_deep(X, Y, [3, 4, 2], 0.2, 3, np.random.default_rng(5))
    by_hand = initialize_parameters_deep([3, 4, 2], np.random.default_rng(5))
    for cost in costs:
        AL, Y, caches = forth(X, Y, by_hand)
        assert cost == compute_cost(AL, Y)
        by_hand = update_parameters(by_hand, model_backward(AL, Y, caches), 0.2)
    for name, one in by_hand.items():
        np.testing.assert_array_equal(parameters[name], one)


def test_same_generator_gives_the_same_run_and_another_another(rng):
    X, Y, _ = drawn(rng, [3, 4, 1])
    runs = [
        train_deep(X, Y, [3, 4, 1], 0.2, 2, np.random.default_rng(seed))[1]
        for seed in (5, 5, 6)
    ]
    assert runs[0] == runs[1] != runs[2]


@pytest.mark.parametrize("seed", range(3))
def test_deep_network_learns_a_ring(seed):
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, (2, 200))
    Y = np.float64(np.sum(X**2, axis=0, keepdims=True) < 0.5)
    parameters, costs = train_deep(X, Y, [2, 12, 8, 1], 0.5, 800, rng)
    AL, _ = model_forward(X, parameters)
    assert costs[-1] < 0.25 < costs[0]
    assert np.mean((AL > 0.5) == Y) > 0.9
