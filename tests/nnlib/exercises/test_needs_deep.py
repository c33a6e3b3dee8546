"""Mistakes stay where they were made: later functions of notebook 04 are not blamed."""

import numpy as np
import pytest

from nnlib import exercises

RIGHT = """
import numpy as np
from nnlib.activations import activation as g, activation_slope as g_slope
from nnlib.losses import compute_cost
from nnlib.two_layer import update_parameters

def parameter_shapes(layer_dims):
    pairs = list(zip(layer_dims[1:], layer_dims))
    weights = {f"W{l}": pair for l, pair in enumerate(pairs, start=1)}
    return weights | {f"b{l}": (n, 1) for l, (n, _) in enumerate(pairs, start=1)}

def linear_forward(A, W, b):
    return W @ A + b, (A, W, b)

def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    return g(activation, Z), (linear_cache, Z)

def model_forward(X, parameters):
    A, caches, L = X, [], len(parameters) // 2
    for l in range(1, L + 1):
        name = "sigmoid" if l == L else "relu"
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    return A, caches

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    return W.T @ dZ, dZ @ A_prev.T / dZ.shape[1], dZ.mean(axis=1, keepdims=True)

def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    return linear_backward(dA * g_slope(activation, Z), linear_cache)

def model_backward(AL, Y, caches):
    AL = np.clip(AL, 1e-15, 1 - 1e-15)
    L, grads = len(caches), {}
    dA = -Y / AL + (1 - Y) / (1 - AL)
    for l in range(L, 0, -1):
        name = "sigmoid" if l == L else "relu"
        found = linear_activation_backward(dA, caches[l - 1], name)
        dA, grads[f"dW{l}"], grads[f"db{l}"] = found
    return grads

def initialize_parameters_deep(layer_dims, rng, method="he"):
    if method not in ("he", "xavier", "small", "zeros"):
        raise ValueError(method)
    parameters = {}
    for name, (n, n_prev) in parameter_shapes(layer_dims).items():
        spread = {"he": 2 / n_prev, "xavier": 1 / n_prev, "small": 1e-4, "zeros": 0}
        factor = spread[method] ** 0.5 * (name[0] == "W")
        parameters[name] = factor * rng.standard_normal((n, n_prev))
    return parameters

def gradient_of_four(X, Y, parameters):
    A, caches, grads = X, [], {}
    for l, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    dA, grads["dW3"], grads["db3"] = linear_backward(A - Y, caches[2][0])
    for l in (2, 1):
        found = linear_activation_backward(dA, caches[l - 1], "tanh")
        dA, grads[f"dW{l}"], grads[f"db{l}"] = found
    return grads
"""
STUB = "    raise NotImplementedError"
SLIPS = {
    "shapes not written": ("parameter_shapes", STUB),
    "shapes turned": ("parameter_shapes", '    return {"W1": layer_dims}'),
    "block not written": ("linear_activation_forward", STUB),
    "block without bend": (
        "linear_activation_forward",
        "    return W @ A_prev + b, ((A_prev, W, b), A_prev)",
    ),
    "forward not written": ("model_forward", STUB),
    "back not written": ("linear_backward", STUB),
    "back without mean": (
        "linear_backward",
        "    return cache[1].T @ dZ, dZ @ cache[0].T, dZ.sum(1)",
    ),
    "block back not written": ("linear_activation_backward", STUB),
    "block back stops": ("linear_activation_backward", "    return cache.nothing"),
    "all back not written": ("model_backward", STUB),
    "all back empty": ("model_backward", "    return {}"),
    "start not written": ("initialize_parameters_deep", STUB),
    "start at zero": (
        "initialize_parameters_deep",
        '    return {"W1": np.zeros((layer_dims[1], layer_dims[0]))}',
    ),
}
# What calls what, directly or through another function.
USERS = {
    "parameter_shapes": {"initialize_parameters_deep"},
    "linear_activation_forward": {"model_forward", "gradient_of_four"},
    "model_forward": set(),
    "linear_backward": {
        "linear_activation_backward",
        "model_backward",
        "gradient_of_four",
    },
    "linear_activation_backward": {"model_backward", "gradient_of_four"},
    "model_backward": set(),
    "initialize_parameters_deep": set(),
}


def with_slip(name, body):
    """Define one function again, with another body."""
    head = next(line for line in RIGHT.split("\n") if line.startswith(f"def {name}("))
    return f"{RIGHT}\n{head}\n{body}\n"


def verdicts(source):
    """Check every function of the notebook that calls or is called."""
    namespace = {}
    exec(source, namespace)
    check = exercises.checks("04")
    with np.errstate(all="ignore"):
        return {
            name: check.verdict(check.exercises[name], namespace[name], namespace)
            for name in (*USERS, "gradient_of_four")
        }


def test_right_functions_pass_together_without_a_stand_in():
    for verdict in verdicts(RIGHT).values():
        assert verdict.status == "passed", verdict.lines()
        assert "with_course" not in [fact.kind for fact in verdict.facts]


@pytest.mark.parametrize("case", SLIPS.values(), ids=SLIPS)
def test_a_slip_costs_points_in_its_own_exercise_only(case):
    name, _ = case
    found = verdicts(with_slip(*case))
    assert found.pop(name).status != "passed"
    for user, verdict in found.items():
        assert verdict.status == "passed", verdict.lines()
        lent = [fact.kind.startswith("with_course") for fact in verdict.facts]
        assert any(lent) == (user in USERS[name])
