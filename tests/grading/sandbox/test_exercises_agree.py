"""Verdicts on random starts and dictionaries are the same in the student's process."""

import linecache

import pytest

from grading.sandbox.session import Session
from nnlib import exercises
from nnlib.check import LocalRunner, evaluate

SOURCE = """
import numpy as np
from nnlib.activations import sigmoid
from nnlib.losses import compute_cost

CURVES = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda Z: np.maximum(0, Z),
    "leaky_relu": lambda Z: np.maximum(0.01 * Z, Z),
    "step": lambda Z: Z > 0,
}

def activation(name, Z):
    return CURVES[name](Z)

def activation_slope(name, Z):
    A = activation(name, Z)
    if name == "sigmoid":
        return A * (1 - A)
    if name == "tanh":
        return 1 - A**2
    low, high = {"relu": (0, 1), "leaky_relu": (0.01, 1), "step": (0, 0)}[name]
    return np.where(Z > 0, high, low)

def own_activation(Z):
    return np.logaddexp(0, Z), sigmoid(Z)

def xor_by_hand():
    return {"W1": [[1, -1], [-1, 1]], "b1": [[-0.5], [-0.5]],
            "W2": [[1, 1]], "b2": [[-0.5]]}

def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = activation("tanh", Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

def collapse_linear(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2

def initialize_parameters(n_x, n_h, n_y, rng, scale=0.01):
    W2 = rng.normal(0, scale, (n_y, n_h))
    W1 = rng.normal(0, scale, (n_h, n_x))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * activation_slope("tanh", cache["Z1"])
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": dZ1.mean(axis=1, keepdims=True),
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": dZ2.mean(axis=1, keepdims=True),
    }

def update_parameters(parameters, grads, learning_rate):
    return {k: v - learning_rate * grads["d" + k] for k, v in parameters.items()}

def nn_model(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs

def train_on_moons(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters = initialize_parameters(X.shape[0], n_h, 1, rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
"""
# Function, what is replaced in the source, by what, and the mistake that is named.
SLIPS = [
    ("activation_slope", "1 - A**2", "1 - A", "tanh_without_square"),
    ("own_activation", "np.logaddexp(0, Z), sigmoid(Z)", "np.tanh(Z), Z", "tanh_again"),
    ("xor_by_hand", '"b2": [[-0.5]]', '"b2": [[0.5]]', "always_fires"),
    ("forward_propagation", "A2 = sigmoid(Z2)", "A2 = np.tanh(Z2)", "output_tanh"),
    ("collapse_linear", "W2 @ b1 + b2", "W2 @ b1", "second_bias_lost"),
    ("initialize_parameters", "rng.normal(0, scale,", "0 * rng.random(", "zeros"),
    ("backward_propagation", "dZ2 = cache", "dZ2 = -cache", None),
    ("update_parameters", "v - learning_rate", "v + learning_rate", "uphill"),
    ("nn_model", "range(num_iterations)", "range(1, num_iterations)", None),
    ("train_on_moons", "costs.append(compute_cost(A2, Y))", "pass", None),
]
NAMES = [one.name for one in exercises.exercises("03")]
NEEDED = [id.split("/")[1] for id in exercises.get("03/nn_model").needs]


@pytest.fixture
def both(library_of_03):
    """Define functions here and there; give the verdicts on one of them."""
    file = "<functions of notebook 03>"

    def verdicts(name, source, lent=()):
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        namespace = {"__name__": "__main__"}
        exec(compile(source, file, "exec"), namespace)
        exercise = exercises.get(f"03/{name}")
        course = {other: exercises.get(f"03/{other}").reference for other in lent}
        here = LocalRunner(namespace[name], course)
        with Session(library_of_03) as session:
            assert session.run(source, "cell").completed
            there = session.runner(name, course)
            # Only on her machine are there other cells to read from.
            here.data_read = list
            return [evaluate(exercise, one, seed=[3, 4]) for one in (here, there)]

    yield verdicts
    linecache.cache.pop(file, None)


@pytest.mark.parametrize("name", NAMES)
def test_a_right_function_passes_on_both_sides(both, name):
    here, there = both(name, SOURCE)
    assert here.status == there.status == "passed", there.lines()
    assert here.lines() == there.lines()


@pytest.mark.parametrize(("name", "right", "wrong", "named"), SLIPS, ids=NAMES)
def test_a_slip_is_named_alike_on_both_sides(both, name, right, wrong, named):
    assert right in SOURCE
    here, there = both(name, SOURCE.replace(right, wrong))
    assert here.diagnosis == there.diagnosis == named
    assert here.status == there.status != "passed"
    assert here.lines() == there.lines()


@pytest.mark.parametrize("lent", NEEDED)
def test_a_lent_function_may_draw_and_give_dictionaries(both, lent):
    without = SOURCE.replace(f"def {lent}", f"{lent} = None\ndef not_{lent}")
    here, there = both("nn_model", without, lent=[lent])
    assert here.status == there.status == "passed", there.lines()
