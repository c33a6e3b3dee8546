"""Two layers: worked numbers, shapes, slopes against nudges, symmetry, and a peer."""

import numpy as np
import pytest

from nnlib import datasets
from nnlib.activations import activation
from nnlib.gradient_check import gradient_check
from nnlib.initializers import initialize_parameters
from nnlib.losses import compute_cost
from nnlib.shapes import ShapeError
from nnlib.two_layer import (
    backward_propagation,
    collapse_linear,
    forward_propagation,
    nn_model,
    update_parameters,
    xor_by_hand,
)
from tests.cases import every_case

# The worked example: two features, two tanh units, one output, three examples.
X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
Y = np.array([[1, 0, 1]])
PARAMETERS = {
    "W1": np.array([[0.5, -1.0], [1.0, 0.25]]),
    "b1": np.array([[0.1], [-0.2]]),
    "W2": np.array([[1.5, -0.5]]),
    "b2": np.array([[0.3]]),
}
FORWARD = {
    "Z1": [[-2.4, 0.6, 1.6], [1.55, 1.925, -1.7]],
    "A1": [
        [-0.98367486, 0.53704957, 0.92166855],
        [0.91378549, 0.95832731, -0.93540907],
    ],
    "Z2": [[-1.63240503, 0.62641070, 2.15020737]],
    "A2": [[0.16350116, 0.65167515, 0.89568815]],
}
BACKWARD = {
    "dW2": [[0.35889459, -0.01409605]],
    "db2": [[-0.09637851]],
    "dW1": [[0.45802393, 0.09099766], [0.00310237, 0.06023098]],
    "db1": [[0.21046340], [0.01631277]],
}
INPUTS = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
XOR = np.array([[0.0, 1.0, 1.0, 0.0]])
# Sizes n_x, n_h, n_y and m: all different, and those of the lectures.
SIZES = [(4, 3, 2, 5), (3, 5, 2, 7), (5, 4, 1, 6), (2, 6, 3, 4), (3, 4, 1, 8)]


def draw(rng, n_x, n_h, n_y, m):
    """Draw a network, examples and labels."""
    parameters = initialize_parameters(n_x, n_h, n_y, rng, scale=0.7)
    parameters |= {
        name: one + 0.3 for name, one in parameters.items() if name[0] == "b"
    }
    X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, (n_y, m))
    return parameters, X, Y


def cost_of(parameters, X, Y):
    """Give the cost of a network."""
    return compute_cost(forward_propagation(X, parameters)[0], Y)


def gradients(parameters, X, Y):
    """Go forward and back."""
    _, cache = forward_propagation(X, parameters)
    return backward_propagation(parameters, cache, X, Y)


def trained(parameters, X, Y, learning_rate, num_iterations):
    """Train from a given start; give the end and its cost."""
    for _ in range(num_iterations):
        grads = gradients(parameters, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost_of(parameters, X, Y)


# ---- forward


@every_case("name", FORWARD)
def test_forward_gives_the_worked_numbers(name):
    A2, cache = forward_propagation(X, PARAMETERS)
    assert cache[name] == pytest.approx(np.array(FORWARD[name]), abs=5e-9)
    assert A2 is cache["A2"]


def test_cost_of_the_worked_example():
    assert cost_of(PARAMETERS, X, Y) == pytest.approx(0.9919059724, abs=5e-11)


@every_case(
    ("n_x", "n_h", "n_y", "m"),
    [(3, 4, 1, 1), (48, 4, 1, 10), (6, 4, 1, 10), *SIZES],
    ids=["3-4-1, one example", "ten 4x4 images", "6 to 4", *map(str, SIZES)],
)
def test_rows_are_units_and_columns_are_examples(rng, n_x, n_h, n_y, m):
    parameters, X, _ = draw(rng, n_x, n_h, n_y, m)
    _, cache = forward_propagation(X, parameters)
    shapes = {name: array.shape for name, array in cache.items()}
    hidden, output = (n_h, m), (n_y, m)
    assert shapes == {"Z1": hidden, "A1": hidden, "Z2": output, "A2": output}


def test_stacked_examples_give_what_each_gives_alone(rng):
    parameters, X, _ = draw(rng, 6, 4, 2, 10)
    together, _ = forward_propagation(X, parameters)
    alone = [forward_propagation(X[:, i : i + 1], parameters)[0] for i in range(10)]
    np.testing.assert_allclose(together, np.hstack(alone), rtol=1e-13)


def test_a_transposed_convention_describes_the_same_network(rng):
    """With w = W.T the lectures write z = w.T x + b, or examples as rows."""
    parameters, X, _ = draw(rng, 3, 4, 2, 5)
    w1, w2 = parameters["W1"].T, parameters["W2"].T
    A1 = np.tanh(X.T @ w1 + parameters["b1"].T)
    A2 = 1 / (1 + np.exp(-(A1 @ w2 + parameters["b2"].T)))
    np.testing.assert_allclose(forward_propagation(X, parameters)[0], A2.T, rtol=1e-12)


# ---- by hand, and without activation


@every_case(
    ("w", "b", "answers"),
    [
        ((1, 1), -1.5, [0, 0, 0, 1]),
        ((1, 1), -0.5, [0, 1, 1, 1]),
        ((-1, -1), 1.5, [1, 1, 1, 0]),
    ],
    ids=["and", "or", "nand"],
)
def test_one_step_unit_is_a_gate(w, b, answers):
    assert activation("step", np.array([w]) @ INPUTS + b).tolist() == [answers]


def test_two_step_units_and_an_output_are_xor():
    p = xor_by_hand()
    A1 = activation("step", p["W1"] @ INPUTS + p["b1"])
    assert activation("step", p["W2"] @ A1 + p["b2"]).tolist() == XOR.tolist()


def test_no_sum_of_the_network_by_hand_is_0():
    p = xor_by_hand()
    Z1 = p["W1"] @ INPUTS + p["b1"]
    Z2 = p["W2"] @ activation("step", Z1) + p["b2"]
    assert min(np.abs(Z1).min(), np.abs(Z2).min()) == 0.5


@pytest.mark.parametrize(("n_x", "n_h", "n_y", "m"), SIZES)
def test_two_linear_layers_are_one(rng, n_x, n_h, n_y, m):
    p, X, _ = draw(rng, n_x, n_h, n_y, m)
    W, b = collapse_linear(p["W1"], p["b1"], p["W2"], p["b2"])
    two = p["W2"] @ (p["W1"] @ X + p["b1"]) + p["b2"]
    assert (W.shape, b.shape) == ((n_y, n_x), (n_y, 1))
    np.testing.assert_allclose(W @ X + b, two, rtol=0, atol=1e-13)


# ---- backward


@every_case("name", BACKWARD)
def test_backward_gives_the_worked_numbers(name):
    grads = gradients(PARAMETERS, X, Y)
    assert grads[name] == pytest.approx(np.array(BACKWARD[name]), abs=6e-9)


@pytest.mark.parametrize(("n_x", "n_h", "n_y", "m"), SIZES)
def test_backward_gives_the_slopes_that_nudges_show(rng, n_x, n_h, n_y, m):
    parameters, X, Y = draw(rng, n_x, n_h, n_y, m)
    grads = gradients(parameters, X, Y)
    assert gradient_check(lambda p: cost_of(p, X, Y), parameters, grads) < 1e-7


@pytest.mark.parametrize(("n_x", "n_h", "n_y", "m"), SIZES)
def test_a_derivative_has_the_shape_of_its_parameter(rng, n_x, n_h, n_y, m):
    parameters, X, Y = draw(rng, n_x, n_h, n_y, m)
    grads = gradients(parameters, X, Y)
    assert {name[1:]: one.shape for name, one in grads.items()} == {
        name: one.shape for name, one in parameters.items()
    }


def test_gradient_is_the_mean_of_the_gradients_of_single_examples(rng):
    parameters, X, Y = draw(rng, 4, 3, 2, 5)
    alone = [gradients(parameters, X[:, [i]], Y[:, [i]]) for i in range(5)]
    for name, together in gradients(parameters, X, Y).items():
        mean = np.mean([one[name] for one in alone], axis=0)
        np.testing.assert_allclose(together, mean, rtol=1e-12, atol=1e-15)


def test_backward_leaves_the_cache_alone(rng):
    parameters, X, Y = draw(rng, 4, 3, 2, 5)
    _, cache = forward_propagation(X, parameters)
    before = {name: one.copy() for name, one in cache.items()}
    backward_propagation(parameters, cache, X, Y)
    for name, one in before.items():
        np.testing.assert_array_equal(cache[name], one)


# ---- the step


def test_step_makes_new_parameters_and_leaves_the_old_ones_alone(rng):
    parameters, X, Y = draw(rng, 4, 3, 2, 5)
    before = {name: one.copy() for name, one in parameters.items()}
    moved = update_parameters(parameters, gradients(parameters, X, Y), 0.5)
    for name, one in before.items():
        np.testing.assert_array_equal(parameters[name], one)
        assert not np.array_equal(moved[name], one)


def test_step_moves_any_number_of_layers(rng):
    names = [f"{kind}{layer}" for layer in (1, 2, 3) for kind in "Wb"]
    parameters = {name: rng.normal(size=(2, 2)) for name in names}
    grads = {f"d{name}": rng.normal(size=(2, 2)) for name in names}
    moved = update_parameters(parameters, {**grads, "dA1": None}, 0.3)
    for name in names:
        expected = parameters[name] - 0.3 * grads[f"d{name}"]
        np.testing.assert_array_equal(moved[name], expected)


# ---- training


def test_training_of_no_step_returns_the_start():
    rng, again = np.random.default_rng(4), np.random.default_rng(4)
    parameters, costs = nn_model(X, Y, 4, learning_rate=1, num_iterations=0, rng=rng)
    for name, one in initialize_parameters(2, 4, 1, again).items():
        np.testing.assert_array_equal(parameters[name], one)
    assert costs == []


def test_costs_come_before_the_steps():
    parameters, costs = nn_model(
        X, Y, 4, learning_rate=0.7, num_iterations=5, rng=np.random.default_rng(4)
    )
    start = initialize_parameters(2, 4, 1, np.random.default_rng(4))
    by_hand = [trained(start, X, Y, 0.7, steps)[1] for steps in range(6)]
    np.testing.assert_allclose([*costs, cost_of(parameters, X, Y)], by_hand, rtol=1e-12)


def test_moons_are_told_apart_by_four_units():
    X, Y = datasets.moons(200, np.random.default_rng(0), noise=0.15)
    parameters, costs = nn_model(
        X, Y, 4, learning_rate=1.2, num_iterations=3000, rng=np.random.default_rng(1)
    )
    assert costs[0] == pytest.approx(np.log(2), abs=1e-3)
    assert np.mean((forward_propagation(X, parameters)[0] > 0.5) == Y) == 1.0


# ---- what a start of equal units can and cannot learn


def of_zeros(n_h):
    """Give a network of zeros for two inputs."""
    return initialize_parameters(2, n_h, 1, np.random.default_rng(0), scale=0)


def test_zeros_learn_nothing_of_xor():
    parameters, cost = trained(of_zeros(3), INPUTS, XOR, 1.0, 200)
    assert cost == pytest.approx(0.693147, abs=5e-7)
    assert not any(np.any(one) for one in parameters.values())


def test_zeros_learn_nothing_but_how_often_the_labels_are_1():
    parameters, cost = trained(of_zeros(3), INPUTS, np.array([[1, 1, 1, 0]]), 1.0, 300)
    assert parameters["b2"].item() == pytest.approx(np.log(3), abs=1e-6)
    assert cost == pytest.approx(0.562335, abs=5e-7)
    assert not any(np.any(parameters[name]) for name in ("W1", "b1", "W2"))


def test_equal_units_stay_equal_and_xor_unsolved():
    start = {
        "W1": np.tile([0.5, 0.5], (3, 1)),
        "b1": np.full((3, 1), 0.1),
        "W2": np.full((1, 3), 0.5),
        "b2": np.zeros((1, 1)),
    }
    parameters, cost = trained(start, INPUTS, XOR, 1.0, 5000)
    assert np.ptp(parameters["W1"], axis=0).tolist() == [0.0, 0.0]
    assert cost == pytest.approx(0.4779, abs=5e-4)


def test_equal_units_on_moons_guess_and_different_ones_learn():
    X, Y = datasets.moons(200, np.random.default_rng(0), noise=0.15)
    stuck, _ = trained(of_zeros(4), X, Y, 1.2, 300)
    assert np.mean((forward_propagation(X, stuck)[0] > 0.5) == Y) == 0.5


# ---- a peer


def test_a_step_is_the_step_of_scikit_learn(rng):
    """Both take one step on all examples, without momentum and without penalty."""
    from sklearn.neural_network import MLPClassifier

    parameters, X, Y = draw(rng, 4, 3, 1, 9)
    Y[0, :2] = 0, 1
    peer = MLPClassifier(
        3,
        activation="tanh",
        solver="sgd",
        alpha=0.0,
        momentum=0.0,
        learning_rate_init=0.3,
        shuffle=False,
    )
    peer.partial_fit(X.T, Y[0], classes=[0, 1])
    layers = (("W1", "b1"), ("W2", "b2"))
    for at, (W, b) in enumerate(layers):
        peer.coefs_[at][...] = parameters[W].T
        peer.intercepts_[at][...] = parameters[b].ravel()
    A2, _ = forward_propagation(X, parameters)
    np.testing.assert_allclose(peer.predict_proba(X.T)[:, 1:].T, A2, rtol=1e-12)
    peer.partial_fit(X.T, Y[0])
    moved = update_parameters(parameters, gradients(parameters, X, Y), 0.3)
    for at, (W, b) in enumerate(layers):
        np.testing.assert_allclose(peer.coefs_[at].T, moved[W], rtol=1e-9)
        np.testing.assert_allclose(peer.intercepts_[at], moved[b].ravel(), rtol=1e-9)


# ---- what is refused

SLIPS = {
    "W1 turned": ({"W1": np.ones((4, 3))}, ShapeError, "W1 has shape"),
    "b1 as a row": ({"b1": np.ones((1, 3))}, ShapeError, "b1 has shape"),
    "b1 flat": ({"b1": np.ones(3)}, ShapeError, "b1 has shape"),
    "W2 turned": ({"W2": np.ones((3, 2))}, ShapeError, "W2 has shape"),
    "b2 a number": ({"b2": 0.5}, ShapeError, "b2 is"),
    "W1 words": ({"W1": np.full((3, 4), "1")}, TypeError, "W1 holds '1'"),
}


@every_case("case", SLIPS.values(), ids=SLIPS)
def test_parameters_that_do_not_fit_are_refused_by_name(rng, case):
    changes, error, message = case
    parameters, X, Y = draw(rng, 4, 3, 2, 5)
    _, cache = forward_propagation(X, parameters)
    for refused in (
        lambda p: forward_propagation(X, p),
        lambda p: backward_propagation(p, cache, X, Y),
    ):
        with pytest.raises(error, match=message):
            refused({**parameters, **changes})


@every_case("name", PARAMETERS)
def test_a_missing_parameter_is_named(name):
    few = {other: one for other, one in PARAMETERS.items() if other != name}
    with pytest.raises(ValueError, match=f"parameters has no {name}; there is"):
        forward_propagation(X, few)


@every_case("name", ["A1", "A2"])
def test_a_missing_entry_of_the_cache_is_named(name):
    _, cache = forward_propagation(X, PARAMETERS)
    del cache[name]
    with pytest.raises(ValueError, match=f"cache has no {name}; there is"):
        backward_propagation(PARAMETERS, cache, X, Y)


CALLS = {
    "forward, list": (
        lambda: forward_propagation(X, list(PARAMETERS.values())),
        TypeError,
        "parameters is of type list, expected a dict",
    ),
    "backward, labels -1": (
        lambda: gradients(PARAMETERS, X, 2 * Y - 1),
        ValueError,
        "Y holds -1 at",
    ),
    "backward, labels flat": (
        lambda: gradients(PARAMETERS, X, Y[0]),
        ShapeError,
        "Y has shape",
    ),
    "update, rate < 0": (
        lambda: update_parameters({"W1": X}, {"dW1": X}, -1),
        ValueError,
        "learning_rate is -1, expected 0 or more",
    ),
    "update, rate text": (
        lambda: update_parameters({"W1": X}, {"dW1": X}, "1"),
        TypeError,
        "learning_rate is '1' of type str",
    ),
    "update, no slope": (
        lambda: update_parameters({"W1": X}, {"W1": X}, 1),
        ValueError,
        "grads has no dW1; there is W1",
    ),
    "update, slope turned": (
        lambda: update_parameters({"W1": X}, {"dW1": X.T}, 1),
        ShapeError,
        "dW1 has shape",
    ),
    "update, slope flat": (
        lambda: update_parameters({"b1": X[:, :1]}, {"db1": X[:, 0]}, 1),
        ShapeError,
        "db1 has shape",
    ),
    "collapse, weights exchanged": (
        lambda: collapse_linear(*(PARAMETERS[n] for n in ("W2", "b2", "W1", "b1"))),
        ShapeError,
        "W2 has shape",
    ),
    "collapse, bias a number": (
        lambda: collapse_linear(PARAMETERS["W1"], 0.5, PARAMETERS["W2"], 0.5),
        ShapeError,
        "b1 is",
    ),
}


@every_case("case", CALLS.values(), ids=CALLS)
def test_a_bad_argument_is_refused_by_name(case):
    call, error, message = case
    with pytest.raises(error, match=message):
        call()


GOOD = {"learning_rate": 0.5, "num_iterations": 2, "n_h": 3}
TRAINING = {
    "a seed": ({"rng": 7}, TypeError, "rng is 7 of type int, expected a numpy Gener"),
    "rate nan": ({"learning_rate": np.nan}, ValueError, "learning_rate is nan"),
    "half steps": ({"num_iterations": 2.5}, TypeError, "num_iterations is 2.5"),
    "steps < 0": ({"num_iterations": -1}, ValueError, "num_iterations is -1"),
    "no units": ({"n_h": 0}, ValueError, "n_h is 0, expected 1 or more"),
    "labels -1": ({"Y": 2 * Y - 1}, ValueError, "Y holds -1"),
    "labels short": ({"Y": Y[:, :2]}, ShapeError, "Y has shape"),
    "data nan": ({"X": X * np.nan}, ValueError, "X holds nan"),
}


@every_case("case", TRAINING.values(), ids=TRAINING)
@every_case("num_iterations", [0, 2])
def test_training_refuses_at_its_door(rng, case, num_iterations):
    changes, error, message = case
    arguments = {"X": X, "Y": Y, **GOOD, "num_iterations": num_iterations, "rng": rng}
    with pytest.raises(error, match=message):
        nn_model(**{**arguments, **changes})
