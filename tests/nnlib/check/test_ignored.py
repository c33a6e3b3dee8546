"""An argument that changes nothing is named, and only then."""

import numpy as np
import pytest

from nnlib.exercises import evaluate


def fixed_rate(w, b, grads, learning_rate):
    """Step with a rate of its own, which no registered mistake has."""
    return w - 0.35 * grads["dw"], b - 0.35 * grads["db"]


def half_the_rate(w, b, grads, learning_rate):
    """Use the rate, wrongly."""
    rate = 0.35 * learning_rate
    return w - rate * grads["dw"], b - rate * grads["db"]


def lines(function):
    """Give what is said of a step."""
    return evaluate("01/gradient_step", function).lines()


def test_an_argument_that_changes_nothing_is_named():
    said = lines(fixed_rate)
    assert "Your result stays the same, whatever learning_rate is." in said
    assert said[-1] == "Ask yourself: where does your code use learning_rate?"


def test_an_argument_that_changes_little_is_used():
    def bend(f, a, eps=1e-4):
        return (f(a + eps) - 2 * f(a) + f(a - eps)) / eps**2

    said = evaluate("00/numerical_slope", bend).lines()
    assert not any("stays the same" in line for line in said)


@pytest.mark.parametrize(
    "function",
    [half_the_rate, lambda w, b, grads, learning_rate: None],
    ids=["used-wrongly", "no-value"],
)
def test_an_argument_that_is_used_is_not_accused(function):
    assert not any("stays the same" in line for line in lines(function))


def test_a_named_mistake_is_not_followed_by_its_consequence():
    said = lines(lambda w, b, grads, learning_rate: (w - grads["dw"], b - grads["db"]))
    assert not any("stays the same" in line for line in said)


def test_training_with_a_fixed_rate_is_told_so():
    from nnlib.two_layer import nn_model

    def fixed(X, Y, n_h, learning_rate, num_iterations, rng):
        return nn_model(X, Y, n_h, 0.5, num_iterations, rng)

    with np.errstate(all="ignore"):
        said = evaluate("03/nn_model", fixed).lines()
    assert "Your result stays the same, whatever learning_rate is." in said
