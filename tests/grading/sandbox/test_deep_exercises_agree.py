"""Verdicts on networks of any depth are the same in the student's process."""

import linecache

import pytest

from grading.sandbox.library import student_library
from grading.sandbox.session import Session
from nnlib import exercises
from nnlib.check import LocalRunner, evaluate

SOURCE = """
import numpy as np
from nnlib.activations import activation as g, activation_slope as g_slope
from nnlib.losses import compute_cost
from nnlib.two_layer import update_parameters

def parameter_shapes(layer_dims):
    shapes = {}
    for l in range(1, len(layer_dims)):
        shapes[f"W{l}"] = (layer_dims[l], layer_dims[l - 1])
        shapes[f"b{l}"] = (layer_dims[l], 1)
    return shapes

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
    m = dZ.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m

def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    return linear_backward(dA * g_slope(activation, Z), linear_cache)

def model_backward(AL, Y, caches):
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(AL - Y, caches[-1][0])
    for l in range(L - 1, 0, -1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(
            dA, caches[l - 1], "relu")
    return grads

def gradient_check(cost, parameters, grads, eps=1e-5):
    measured, given = [], []
    for name, W in parameters.items():
        for place in np.ndindex(W.shape):
            kept = W[place]
            W[place] = kept + eps
            above = cost(parameters)
            W[place] = kept - eps
            below = cost(parameters)
            W[place] = kept
            measured.append((above - below) / (2 * eps))
            given.append(grads["d" + name][place])
    length = np.linalg.norm
    difference = length(np.subtract(measured, given))
    return difference / max(length(measured) + length(given), 1e-15)

def initialize_parameters_deep(layer_dims, rng, method="he"):
    if method not in ("he", "xavier", "small", "zeros"):
        raise ValueError(method)
    parameters = {}
    for name, shape in parameter_shapes(layer_dims).items():
        factor = {"he": (2 / shape[1]) ** 0.5, "xavier": (1 / shape[1]) ** 0.5,
                  "small": 0.01, "zeros": 0.0}[method]
        if name[0] == "b":
            factor = 0.0
        parameters[name] = factor * rng.standard_normal(shape)
    return parameters

def gradient_of_four(X, Y, parameters):
    A, caches, grads = X, [], {}
    for l, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    dA, grads["dW3"], grads["db3"] = linear_backward(A - Y, caches[2][0])
    for l in (2, 1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(
            dA, caches[l - 1], "tanh")
    return grads
"""
# Function, what is replaced in the source, by what, and the mistake that is named.
SLIPS = [
    ("parameter_shapes", "(layer_dims[l], 1)", "(layer_dims[l],)", "bias_flat"),
    ("linear_activation_forward", "(linear_cache, Z)", "linear_cache",
     "cache_without_sums"),
    ("model_forward", '"sigmoid" if l == L else "relu"', '"relu"', "relu_last"),
    ("linear_backward", "return W.T @ dZ,", "return W.T @ dZ / m,", "dA_mean"),
    ("linear_activation_backward", "g_slope(activation, Z)", "g(activation, Z)",
     "activation_for_slope"),
    ("model_backward", "AL - Y", "Y - AL", "opposite_sign"),
    ("gradient_check", "W[place] = kept - eps", "W[place] = kept", None),
    ("gradient_of_four", 'caches[l - 1], "tanh"', 'caches[l], "tanh"',
     "cache_of_layer_above"),
    ("initialize_parameters_deep", "(2 / shape[1]) ** 0.5", "(2 / shape[0]) ** 0.5",
     None),
]  # fmt: skip
NAMES = [one.name for one in exercises.exercises("04")]


@pytest.fixture(scope="module")
def library_of_04(tmp_path_factory):
    """What student code of notebook 04 can import. Do not change it."""
    return student_library(tmp_path_factory.mktemp("library") / "04", "04")


@pytest.fixture
def both(library_of_04):
    """Define functions here and there; give the verdicts on one of them."""
    file = "<functions of notebook 04>"

    def verdicts(name, source):
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        namespace = {"__name__": "__main__"}
        exec(compile(source, file, "exec"), namespace)
        exercise = exercises.get(f"04/{name}")
        here = evaluate(exercise, LocalRunner(namespace[name]), seed=[3, 4])
        with Session(library_of_04) as session:
            assert session.run(source, "cell").completed
            return here, evaluate(exercise, session.runner(name), seed=[3, 4])

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
    assert here.diagnosis == there.diagnosis
    assert named is None or here.diagnosis == named
    assert here.status == there.status != "passed"
    assert here.lines() == there.lines()
