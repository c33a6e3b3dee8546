"""A training followed from outside, and many trainings at once."""

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.explore.sweep import sweep
from nnlib.explore.trajectory import ExplorerError, diverged_at, simulate, told
from nnlib.logistic import optimize

from .given import X, Y, train

STEPS = (0, 1, 5, 40)


def follow(learning_rate, train=train):
    return simulate(lambda **options: train(X, Y, **options), learning_rate, STEPS)


def test_weights_are_those_of_plain_training():
    run = follow(0.5)
    for step in STEPS:
        params, _, costs = train(X, Y, learning_rate=0.5, num_iterations=step)
        np.testing.assert_array_equal(run.at(step)["w"], params["w"])
        np.testing.assert_array_equal(run.at(step)["b"], params["b"])
    np.testing.assert_array_equal(run.costs, costs)


def stacked(parameters):
    """Give gradients and costs of many neurons at once."""
    w, b = parameters["w"], parameters["b"]  # (runs, 2, 1), (runs,)
    A = sigmoid(np.swapaxes(w, 1, 2) @ X + b[:, np.newaxis, np.newaxis])  # (runs, 1, m)
    given = np.where(Y == 1, A, 1 - A)
    costs = -np.mean(np.log(np.maximum(given, np.finfo(float).tiny)), axis=(1, 2))
    dZ = A - Y
    dw = X @ np.swapaxes(dZ, 1, 2) / X.shape[1]
    return {"w": dw, "b": np.mean(dZ, axis=(1, 2))}, costs


RATES = (0.001, 0.1, 3.0, 300.0)
SEEDS = (0, 1, 2)


def test_batched_runs_equal_plain_training_for_every_rate_and_seed():
    pairs = [(rate, seed) for rate in RATES for seed in SEEDS]
    starts = [np.random.default_rng(seed).normal(size=(2, 1)) for _, seed in pairs]
    given = {"w": np.stack(starts), "b": np.zeros(len(pairs))}
    runs = sweep(stacked, given, [rate for rate, _ in pairs], 40, STEPS)
    for run, (rate, _), w in zip(runs, pairs, starts, strict=True):
        for step in STEPS:
            params, _, costs = optimize(w, 0.0, X, Y, rate, step)
            np.testing.assert_allclose(run.at(step)["w"], params["w"], rtol=1e-9)
            np.testing.assert_allclose(run.at(step)["b"], params["b"], rtol=1e-9)
        np.testing.assert_allclose(run.costs, costs, rtol=1e-9)


def test_batched_run_does_not_change_where_it_begins():
    start = np.ones((1, 2, 1))
    sweep(stacked, {"w": start, "b": np.zeros(1)}, [1.0], 3, [3])
    np.testing.assert_array_equal(start, np.ones((1, 2, 1)))


def test_start_without_an_entry_for_each_rate_is_refused():
    with pytest.raises(ExplorerError, match=r"starts\['w'\] has shape \(1, 2, 1\)"):
        sweep(stacked, {"w": np.ones((1, 2, 1))}, [1.0, 2.0], 1, [0])


@pytest.mark.parametrize(
    ("costs", "step"),
    [
        pytest.param([0.7, 0.6, 0.5], None, id="falls"),
        pytest.param([0.7, 0.9, 0.6], None, id="comes back"),
        pytest.param([0.7, 0.6, 0.8, 0.9], 2, id="rises"),
        pytest.param([0.7, np.nan, np.nan], 1, id="not a number"),
        pytest.param([0.7, 0.7, np.inf], 2, id="infinite"),
        pytest.param([0.7], None, id="one"),
        pytest.param([], None, id="none"),
    ],
)
def test_divergence_has_a_step(costs, step):
    assert diverged_at(costs) == step


def test_divergence_is_told_in_words():
    assert told([0.7, 0.6, 0.8, 9.0]) == "diverged at step 2, from 0.700 to 9.000"


def returning(value):
    """Make a training that returns this, whatever it is asked."""

    def broken(X, Y, learning_rate, num_iterations):
        return value

    return broken


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(None, "returned None, expected a tuple", id="nothing"),
        pytest.param(({},), "returned of type tuple, expected a tuple", id="one thing"),
        pytest.param((1.0, []), "of type float first", id="no dict"),
        pytest.param(({"w": 1.0}, "abc"), "costs .* of type str", id="words"),
        pytest.param(({"w": 1.0}, [0.7]), "1 costs, expected 0", id="too many costs"),
        pytest.param(({"w": None}, []), "w is None, expected numbers", id="no weight"),
    ],
)
def test_what_a_training_returns_is_looked_at(value, message):
    with pytest.raises(ExplorerError, match=message):
        follow(0.1, returning(value))


def test_long_steps_raise_no_warning():
    assert np.isfinite(follow(1e6).at(40)["w"]).all()
