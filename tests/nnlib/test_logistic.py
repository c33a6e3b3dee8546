"""Logistic regression: a worked example, the slopes of differences, and a peer."""

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.datasets import tumours
from nnlib.logistic import (
    gradients_one_loop,
    initialize_with_zeros,
    optimize,
    predict,
    propagate,
)
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy
from nnlib.shapes import ShapeError
from tests.cases import every_case

X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
Y = np.array([[1, 0, 1]])
W, B = np.array([[0.3], [-0.2]]), 0.1


@pytest.fixture
def problem(rng):
    """Make w, b, X, Y with 3 features and 5 examples, both labels among them."""
    w, b = rng.normal(size=(3, 1)), 0.4
    return w, b, rng.normal(size=(3, 5)), np.array([[1.0, 0.0, 1.0, 1.0, 0.0]])


def standardised_tumours():
    """Give radius and texture with mean 0 and spread 1, and the diagnosis."""
    X, Y = tumours()
    return (X - X.mean(1, keepdims=True)) / X.std(1, keepdims=True), Y


BOTH = pytest.mark.parametrize("gradients", [propagate, gradients_one_loop])


@BOTH
def test_gradients_give_the_worked_example(gradients):
    grads, cost = gradients(W, B, X, Y)
    assert cost == pytest.approx(0.8112552297, abs=5e-11)
    assert grads["db"] == pytest.approx(-0.1181145646, abs=5e-11)
    expected = [[0.3972148726], [-0.1421139445]]
    np.testing.assert_allclose(grads["dw"], expected, atol=5e-11)


@BOTH
def test_gradients_of_one_example_give_the_worked_example(gradients):
    x, y = np.array([[1.5], [-2.0]]), np.array([[1]])
    grads, cost = gradients(W, B, x, y)
    assert cost == pytest.approx(0.3269564069, abs=5e-11)
    assert grads["db"] == pytest.approx(-0.2788848220, abs=5e-11)
    expected = [[-0.4183272330], [0.5577696440]]
    np.testing.assert_allclose(grads["dw"], expected, atol=5e-11)


def test_one_step_gives_the_worked_example():
    params, _, _ = optimize(W, B, X, Y, learning_rate=0.1, num_iterations=1)
    expected = [[0.2602785127], [-0.1857886056]]
    np.testing.assert_allclose(params["w"], expected, atol=5e-11)
    assert params["b"] == pytest.approx(0.1118114565, abs=5e-11)
    after = propagate(params["w"], params["b"], X, Y)[1]
    assert after == pytest.approx(0.7922339766, abs=5e-11)


def test_three_steps_from_zero_give_the_worked_example():
    w, b = initialize_with_zeros(2)
    params, _, costs = optimize(w, b, X, Y, learning_rate=0.1, num_iterations=3)
    expected = [0.6931471806, 0.6787005562, 0.6647765939]
    np.testing.assert_allclose(costs, expected, atol=5e-11)
    np.testing.assert_allclose(params["w"], [[-0.09716075], [0.02650544]], atol=5e-9)
    assert params["b"] == pytest.approx(0.05008003, abs=5e-9)


@pytest.mark.parametrize("n_x", [1, 2, 12288])
def test_zero_start_costs_log_2_whatever_the_data(n_x, rng):
    w, b = initialize_with_zeros(n_x)
    assert w.shape == (n_x, 1)
    X, Y = rng.normal(size=(n_x, 7)), rng.integers(0, 2, size=(1, 7))
    assert propagate(w, b, X, Y)[1] == pytest.approx(np.log(2), rel=1e-15)


@every_case("n_x", [0, -1])
def test_start_without_features_is_refused(n_x):
    with pytest.raises(ValueError, match=f"n_x is {n_x}, expected"):
        initialize_with_zeros(n_x)


def test_one_loop_equals_the_array_form(problem):
    grads, cost = gradients_one_loop(*problem)
    expected, expected_cost = propagate(*problem)
    np.testing.assert_allclose(grads["dw"], expected["dw"], rtol=1e-14)
    assert grads["db"] == pytest.approx(expected["db"], rel=1e-14)
    assert cost == pytest.approx(expected_cost, rel=1e-14)


@BOTH
def test_dw_agrees_with_central_differences(problem, gradients):
    w, b, X, Y = problem
    eps = 1e-5
    slopes = []
    for nudge in eps * np.eye(3)[:, :, np.newaxis]:  # (3, 1) each
        above, below = (propagate(w + s * nudge, b, X, Y)[1] for s in (1, -1))
        slopes.append([(above - below) / (2 * eps)])
    np.testing.assert_allclose(gradients(w, b, X, Y)[0]["dw"], slopes, rtol=1e-7)


@BOTH
def test_db_agrees_with_central_differences(problem, gradients):
    w, b, X, Y = problem
    eps = 1e-5
    above, below = (propagate(w, b + s * eps, X, Y)[1] for s in (1, -1))
    db = gradients(w, b, X, Y)[0]["db"]
    assert db == pytest.approx((above - below) / (2 * eps), rel=1e-7)


@BOTH
def test_gradients_stay_finite_when_every_answer_is_certain(gradients):
    X, Y = np.array([[1.0, -1.0, 1.0]]), np.array([[1, 0, 0]])
    grads, cost = gradients(np.array([[1e4]]), 0.0, X, Y)
    assert cost == pytest.approx(708.396 / 3, abs=1e-3)
    assert grads["db"] == pytest.approx(1 / 3)
    np.testing.assert_allclose(grads["dw"], [[1 / 3]])


def test_results_are_plain_floats_where_floats_are_promised(problem):
    grads, cost = propagate(*problem)
    looped, looped_cost = gradients_one_loop(*problem)
    params, _, costs = optimize(*problem, learning_rate=0.1, num_iterations=2)
    plain = [cost, grads["db"], looped_cost, looped["db"], params["b"], *costs]
    assert {type(number) for number in plain} == {float}


def test_optimize_without_iterations_gives_back_the_start(problem):
    w, b, X, Y = problem
    params, grads, costs = optimize(w, b, X, Y, learning_rate=0.1, num_iterations=0)
    np.testing.assert_array_equal(params["w"], w)
    assert (params["b"], costs) == (b, [])
    np.testing.assert_array_equal(grads["dw"], propagate(w, b, X, Y)[0]["dw"])


def test_optimize_returns_the_gradients_that_the_last_step_used(problem):
    options = {"learning_rate": 0.3}
    before, _, _ = optimize(*problem, num_iterations=4, **options)
    after, grads, _ = optimize(*problem, num_iterations=5, **options)
    step = before["w"] - 0.3 * grads["dw"]
    np.testing.assert_array_equal(after["w"], step)
    assert after["b"] == before["b"] - 0.3 * grads["db"]


def test_costs_are_taken_before_each_step(problem):
    w, b, X, Y = problem
    _, _, costs = optimize(*problem, learning_rate=0.1, num_iterations=3)
    assert len(costs) == 3
    assert costs[0] == propagate(w, b, X, Y)[1]


def test_two_runs_in_a_row_equal_one_long_run(problem):
    w, b, X, Y = problem
    half, _, first = optimize(w, b, X, Y, learning_rate=0.2, num_iterations=5)
    end, _, second = optimize(
        half["w"], half["b"], X, Y, learning_rate=0.2, num_iterations=5
    )
    whole, _, costs = optimize(w, b, X, Y, learning_rate=0.2, num_iterations=10)
    np.testing.assert_array_equal(end["w"], whole["w"])
    assert first + second == costs


def test_negative_number_of_iterations_is_refused(problem):
    with pytest.raises(ValueError, match="num_iterations is -1, expected 0 or more"):
        optimize(*problem, learning_rate=0.1, num_iterations=-1)


@pytest.mark.parametrize(
    "run",
    [
        propagate,
        gradients_one_loop,
        lambda w, b, X, Y: optimize(w, b, X, Y, learning_rate=0.5, num_iterations=3),
        lambda w, b, X, Y: optimize(w, b, X, Y, learning_rate=0.5, num_iterations=0),
        lambda w, b, X, Y: predict(w, b, X),
    ],
    ids=["propagate", "one loop", "optimize", "optimize, no iterations", "predict"],
)
def test_inputs_are_left_alone(run, problem):
    copies = [np.copy(argument) for argument in problem]
    run(*problem)
    for argument, copy in zip(problem, copies, strict=True):
        np.testing.assert_array_equal(argument, copy)


def test_predict_is_1_above_one_half_and_0_below(problem):
    w, b, X, _ = problem
    P = predict(w, b, X)
    assert (P.shape, P.dtype) == ((1, 5), np.float64)
    np.testing.assert_array_equal(P, (w.T @ X + b > 0) * 1.0)


SLIPS = {
    "flat w": (np.zeros(2), 0.0, X, Y, "w has shape"),
    "w lies down": (np.zeros((1, 2)), 0.0, X, Y, "w has shape"),
    "b is an array": (W, np.zeros((1, 3)), X, Y, "b has shape"),
    "examples are rows": (W, B, X.T, Y, "X has shape .*\n.*X.T fits"),
    "flat labels": (W, B, X, Y[0], "Y has shape .*\n.*makes it a row"),
    "labels stand up": (W, B, X, Y.T, "Y has shape .*\n.*Y.T fits"),
    "labels missing": (W, B, X, Y[:, :2], "Y has shape .* m = 3 \\(from X\\)"),
}


@BOTH
@every_case("case", SLIPS.values(), ids=SLIPS.keys())
def test_wrong_shape_is_refused_by_name(case, gradients):
    *arguments, message = case
    with pytest.raises(ShapeError, match=message):
        gradients(*arguments)


def test_long_training_finds_the_weights_that_scikit_learn_finds():
    """Both minimise the same convex cost, without penalty, so both end at its minimum.

    The largest curvature of the cost is below 1, the smallest is s > 0.013 (next test),
    so near the minimum a step at rate 1 leaves at most 1 - s of the distance: after
    3000 steps nothing but rounding. The peer stops at a gradient of 1e-10, which is at
    most 1e-10 / s = 8e-9 in the weights. Both are far below 1e-6.
    """
    from sklearn.linear_model import LogisticRegression

    X, Y = standardised_tumours()
    w, b = initialize_with_zeros(2)
    params, _, costs = optimize(w, b, X, Y, learning_rate=1.0, num_iterations=3000)
    peer = LogisticRegression(C=np.inf, solver="newton-cg", tol=1e-10, max_iter=1000)
    peer.fit(X.T, Y[0])
    np.testing.assert_allclose(params["w"].T, peer.coef_, rtol=1e-6)
    assert params["b"] == pytest.approx(peer.intercept_[0], rel=1e-6)
    A = peer.predict_proba(X.T)[:, 1][np.newaxis]
    assert costs[-1] == pytest.approx(compute_cost(A, Y), rel=1e-9)
    ours = accuracy(predict(params["w"], params["b"], X), Y)
    assert ours == peer.score(X.T, Y[0])


def test_curvatures_of_the_tumour_cost_are_what_the_comparison_says():
    X, Y = standardised_tumours()
    params, _, _ = optimize(
        *initialize_with_zeros(2), X, Y, learning_rate=1.0, num_iterations=3000
    )
    A = sigmoid(params["w"].T @ X + params["b"])
    with_bias = np.vstack([X, np.ones_like(Y)])
    curvatures = (with_bias * (A * (1 - A))) @ with_bias.T / Y.size
    smallest, *_, largest = np.linalg.eigvalsh(curvatures)
    assert 0.013 < smallest < largest < 1
