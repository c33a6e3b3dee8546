"""A training followed from outside."""

import numpy as np
import pytest

from nnlib.explore.trajectory import ExplorerError, above_from, simulate, told

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
def test_it_has_a_step_from_which_the_cost_stays_above_its_start(costs, step):
    assert above_from(costs) == step


def test_a_cost_that_stays_above_its_start_is_told_in_words():
    assert told([0.7, 0.6, 0.8, 9.0]) == (
        "above its start from step 2 on, from 0.700 to 9.000"
    )
    assert told([0.7, 0.6, np.inf]).startswith("diverged from step 2 on, ")


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
