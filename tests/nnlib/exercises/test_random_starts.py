"""What is asked of a random start, and what a part of several cases earns."""

import math

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.check.trial import probes_of
from nnlib.exercises import evaluate, get
from nnlib.exercises.two_layer import initialize_parameters as asked_for
from nnlib.initializers import initialize_parameters
from nnlib.two_layer import nn_model
from tests.cases import every_case


def other_rng(n_x, n_h, n_y, rng, scale=0.01):
    """Draw from a generator that nobody can repeat."""
    unknown = np.random.default_rng()
    return initialize_parameters(n_x, n_h, n_y, unknown, scale)


def half_random(n_x, n_h, n_y, rng, scale=0.01):
    """Draw the second layer from a distribution of another spread, in another order."""
    W2 = rng.uniform(-scale, scale, (n_y, n_h))
    return {**initialize_parameters(n_x, n_h, n_y, rng, scale), "W2": W2}


def test_weights_that_nobody_can_repeat_earn_nothing():
    verdict = evaluate("03/initialize_parameters", other_rng)
    assert verdict.earned == {"W1": 0, "b1": 1, "W2": 0, "b2": 1}
    assert "Two calls with the same seed gave different weights." in verdict.lines()


def test_another_spread_is_told_in_words_and_costs_its_part():
    verdict = evaluate("03/initialize_parameters", half_random)
    assert verdict.earned == {"W1": 2, "b1": 1, "W2": 0, "b2": 1}
    said = verdict.lines()[2]
    assert said.startswith("W2: expected a spread of 0.01, got a spread of 0.00")


def nan_start(X, Y, n_h, learning_rate, num_iterations, rng):
    """Give nan, from which every run goes on as nan."""
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return {name: np.nan * one for name, one in parameters.items()}, costs


def test_a_start_of_nan_is_not_a_start():
    verdict = evaluate("03/nn_model", nan_start)
    assert verdict.points == 0
    assert "expected a start of numbers" in " ".join(verdict.lines())


def last_cost_read(X, Y, n_h, learning_rate, num_iterations, rng):
    """Read the last of the costs, even where there is none."""
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return parameters, [*costs[:-1], costs[-1]]


def test_a_run_that_needs_a_step_loses_the_share_of_the_extreme_case():
    verdict = evaluate("03/nn_model", last_cost_read)
    assert (verdict.status, verdict.points) == ("partial", 4.5)
    assert "IndexError is raised for num_iterations = 0" in " ".join(verdict.lines())


def endless(Z):
    """Climb out of all numbers."""
    with np.errstate(over="ignore"):
        return np.exp(Z), np.exp(Z)


def test_what_a_judge_asks_of_an_extreme_case_is_said_as_what_came():
    verdict = evaluate("03/own_activation", endless)
    assert verdict.points == 9
    asked = "A: expected finite numbers, got nan or infinite ones for Z = 1000."
    assert asked in " ".join(verdict.lines())


def four_slopes(name, Z):
    """Know four of the five names."""
    if name == "sigmoid":
        return sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return 1 - np.tanh(Z) ** 2
    slopes = {"relu": np.where(Z > 0, 1.0, 0.0), "leaky_relu": None, "step": 0 * Z}
    return slopes[name]


def test_a_slope_that_is_mended_earns_its_points_and_the_missing_one_is_named():
    verdict = evaluate("03/activation_slope", four_slopes)
    # What was handed out right counts once all is right.
    assert verdict.points == 4
    assert verdict.lines()[2].startswith("leaky_relu: expected numbers, got None")
    assert "Right already: sigmoid, tanh, relu, step." in verdict.lines()


@pytest.mark.parametrize("units", [2, 3, 7])
def test_xor_is_judged_by_its_answers_whatever_the_weights(units):
    def xor():
        # One unit for 01 and one for 10; the rest is idle.
        W1, b1 = np.zeros((units, 2)), np.full((units, 1), -1.0)
        W1[:2] = [[3, -3], [-3, 3]]
        return {"W1": W1, "b1": b1, "W2": np.ones((1, units)), "b2": [[-0.5]]}

    assert evaluate("03/xor_by_hand", xor).status == "passed"


def test_a_right_start_is_refused_less_than_once_in_a_million_times():
    beyond = {
        name: math.erfc(getattr(asked_for, name) / math.sqrt(2))
        for name in ("MOST_SPREADS", "MOST_OF_A_MEAN")
    }
    asked = probes_of(asked_for.EXERCISE, 0)
    layers = [size for probe in asked for size in layer_sizes(*probe.args)]
    assert sum(layers) * beyond["MOST_SPREADS"] < 1e-6
    assert len(layers) * beyond["MOST_OF_A_MEAN"] < 1e-6


def layer_sizes(n_x, n_h, n_y):
    """Count the weights of each layer."""
    return n_h * n_x, n_y * n_h


@every_case(
    ("more", "status"),
    [
        ({"method": "he"}, "passed"),
        ({"W0": np.ones((2, 2)), "b0": np.zeros((2, 1))}, "failed"),
    ],
)
def test_entries_that_let_layers_be_counted_wrong_are_refused(more, status):
    right = get("04/initialize_parameters_deep").reference

    def start(layer_dims, rng, method="he"):
        return more | right(layer_dims, rng, method)

    verdict = evaluate("04/initialize_parameters_deep", start, seed=0)
    assert verdict.status == status
    said = "len(parameters) // 2 is the number of layers"
    assert (said in " ".join(verdict.lines())) == (status == "failed")
