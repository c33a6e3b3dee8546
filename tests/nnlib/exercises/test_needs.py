"""Mistakes stay where they were made: later functions are not blamed for them."""

import numpy as np
import pytest

from nnlib import exercises

RIGHT = """
import numpy as np

def sigmoid(Z):
    return 1 / (1 + np.exp(-np.clip(Z, -700, 700)))

def compute_cost(A, Y):
    return -np.mean(np.log(np.maximum(np.where(Y == 1, A, 1 - A), 1e-300)))

def gradients_one_loop(w, b, X, Y):
    m, dw, db, cost = X.shape[1], np.zeros(w.shape), 0.0, 0.0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[:, i : i + 1]
        a = sigmoid(w.T @ x + b)
        cost += compute_cost(a, y)
        dw += x * (a - y)
        db += (a - y).item()
    return {"dw": dw / m, "db": db / m}, cost / m

def propagate(w, b, X, Y):
    A, m = sigmoid(w.T @ X + b), X.shape[1]
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, compute_cost(A, Y)

def optimize(w, b, X, Y, learning_rate, num_iterations):
    costs, grads = [], {}
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs

def predict(w, b, X):
    return sigmoid(w.T @ X + b) > 0.5
"""
STUB = "    raise NotImplementedError"
SLIPS = {
    "sigmoid not written": ("sigmoid", STUB),
    "sigmoid wrong": ("sigmoid", "    return np.tanh(Z)"),
    "sigmoid of another shape": ("sigmoid", "    return np.ravel(1 / (1 + Z**2))"),
    "sigmoid stops": ("sigmoid", "    return Z.nothing"),
    "compute_cost not written": ("compute_cost", STUB),
    "compute_cost wrong": ("compute_cost", "    return -np.sum(Y * np.log(A))"),
    "compute_cost wraps": ("compute_cost", "    return np.full((1, 1), 0.7)"),
    "compute_cost gives nan": (
        "compute_cost",
        "    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    ),
    "propagate not written": ("propagate", STUB),
    "propagate wrong": ("propagate", '    return {"dw": w, "db": b}, 0.7'),
}
# What calls what, directly or through another function.
USERS = {
    "sigmoid": ("gradients_one_loop", "propagate", "optimize", "predict"),
    "compute_cost": ("gradients_one_loop", "propagate", "optimize"),
    "propagate": ("optimize",),
}


def with_slip(name, body, source=RIGHT):
    """Define one function again, with another body."""
    head = next(line for line in RIGHT.split("\n") if line.startswith(f"def {name}("))
    return f"{source}\n{head}\n{body}\n"


def verdicts(source):
    """Check every function of a notebook."""
    namespace = {}
    exec(source, namespace)
    check = exercises.checks("02")
    with np.errstate(all="ignore"):
        return {
            name: check.verdict(check.exercises[name], namespace[name], namespace)
            for name in ("sigmoid", "compute_cost", *USERS["sigmoid"])
        }


def test_right_functions_pass_together_without_a_stand_in():
    for verdict in verdicts(RIGHT).values():
        assert verdict.status == "passed"
        assert "with_course" not in [fact.kind for fact in verdict.facts]


@pytest.mark.parametrize("case", SLIPS.values(), ids=SLIPS)
def test_a_slip_costs_points_in_its_own_exercise_only(case):
    name, _ = case
    found = verdicts(with_slip(*case))
    assert found[name].status != "passed"
    for user in USERS[name]:
        assert found[user].status == "passed", found[user].lines()
        assert found[user].points == found[user].max_points
        first = found[user].facts[0]
        assert (first.kind, name in first.about["needed"]) == ("with_course", True)
    others = set(found) - {name, *USERS[name]}
    assert {found[other].status for other in others} <= {"passed"}


def test_stand_in_of_a_needed_function_earns_nothing_for_it():
    found = verdicts(with_slip("compute_cost", STUB))
    assert (found["compute_cost"].status, found["compute_cost"].points) == (
        "not_attempted",
        0.0,
    )


def test_mistake_of_a_function_is_named_although_a_needed_one_is_missing():
    source = with_slip("compute_cost", STUB).replace(
        "X @ (A - Y).T / m", "X @ (A - Y).T"
    )
    found = verdicts(source)["propagate"]
    assert found.diagnosis == "dw_no_mean"
    assert found.earned == {"cost": 5, "dw": 0.0, "db": 8}


def test_propagate_needs_no_other_function():
    alone = """
    Z, m = w.T @ X + b, X.shape[1]
    dZ = 1 / (1 + np.exp(-Z)) - Y
    cost = np.mean(np.logaddexp(0, Z) - Y * Z)
    return {"dw": X @ dZ.T / m, "db": np.mean(dZ)}, cost"""
    source = with_slip("propagate", alone)
    for name in ("sigmoid", "compute_cost"):
        source = with_slip(name, STUB, source)
    assert verdicts(source)["propagate"].status == "passed"


# ---- a random start of notebook 03

TRAINING = """
from nnlib.losses import compute_cost

def initialize_parameters(n_x, n_h, n_y, rng, scale=0.01):
    raise NotImplementedError

def forward_propagation(X, parameters):
    raise NotImplementedError

def backward_propagation(parameters, cache, X, Y):
    return {}

def update_parameters(parameters, grads, learning_rate):
    return {name: one + learning_rate for name, one in parameters.items()}

def nn_model(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng=rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
"""


def test_training_is_right_although_nothing_that_it_calls_is():
    namespace = {}
    exec(TRAINING, namespace)
    check = exercises.checks("03")
    exercise = check.exercises["nn_model"]
    verdict = check.verdict(exercise, namespace["nn_model"], namespace)
    assert verdict.status == "passed", verdict.lines()
    needed = verdict.facts[0].about["needed"]
    assert all(id.split("/")[1] in needed for id in exercise.needs)
