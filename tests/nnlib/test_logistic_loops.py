"""Logistic regression with loops: worked examples, differences, and the array form."""

import math

import numpy as np
import pytest

from nnlib.gradient_check import gradient_check
from nnlib.logistic import optimize, predict, propagate
from nnlib.logistic_loops import (
    gradient_step,
    gradients_and_cost,
    log_loss,
    neuron,
    predict_one,
    sigmoid,
    single_example_gradients,
    train,
)
from nnlib.shapes import ShapeError
from nnlib.slopes import descend, squared_loss
from tests.cases import every_case

X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
Y = np.array([[1, 0, 1]])
W, B = np.array([[0.3], [-0.2]]), 0.1
x = np.array([[1.5], [-2.0]])
GRADS = {"dw": np.ones((2, 1)), "db": 0.5}
STEP = {"learning_rate": 0.1}
RUN = {"learning_rate": 0.1, "num_iterations": 3}


@pytest.fixture
def problem(rng):
    """Make w, b, X, Y with 3 features and 5 examples, both labels among them."""
    w, b = rng.normal(size=(3, 1)), 0.4
    return w, b, rng.normal(size=(3, 5)), np.array([[1.0, 0.0, 1.0, 1.0, 0.0]])


@every_case(
    ("z", "a"),
    [
        (0, 0.5),
        (-2, 0.11920292),
        (-0.5, 0.37754067),
        (0.5, 0.62245933),
        (2, 0.88079708),
        (-1000, 0.0),
        (1000, 1.0),
    ],
)
def test_sigmoid_gives_known_values(z, a):
    assert sigmoid(z) == pytest.approx(a, abs=5e-9)


def test_sigmoid_is_exactly_1_from_37_on_by_rounding_only():
    assert sigmoid(36) < 1 == sigmoid(37)


def test_sigmoid_of_minus_z_is_what_is_missing_to_1(rng):
    for z in rng.normal(0, 5, 20):
        assert sigmoid(-z) == pytest.approx(1 - sigmoid(z), abs=1e-15)


def test_slope_of_sigmoid_is_a_times_1_minus_a(rng):
    eps = 1e-5
    for z in rng.normal(0, 2, 20):
        slope = (sigmoid(z + eps) - sigmoid(z - eps)) / (2 * eps)
        assert sigmoid(z) * (1 - sigmoid(z)) == pytest.approx(slope, rel=1e-7)


def test_neuron_gives_the_worked_example():
    assert neuron(W, B, x) == pytest.approx(0.7211151780, abs=5e-11)


def test_neuron_gives_the_worked_example_of_three_columns():
    expected = [0.4501660027, 0.6456563062, 0.5498339973]
    A = [neuron(W, B, X[:, i : i + 1]) for i in range(3)]
    np.testing.assert_allclose(A, expected, atol=5e-11)


def test_bias_moves_the_crossing_to_minus_b_over_w():
    w, b = np.array([[1.0]]), 2.0
    assert neuron(w, b, np.array([[-2.0]])) == 0.5


@every_case(
    ("a", "loss", "squared"),
    [
        (0.9, 0.1053605157, 0.005),
        (0.5, 0.6931471806, 0.125),
        (0.1, 2.3025850930, 0.405),
        (0.01, 4.6051701860, 0.49005),
    ],
)
def test_both_losses_give_known_values_for_label_1(a, loss, squared):
    assert log_loss(a, 1) == pytest.approx(loss, abs=5e-11)
    assert log_loss(1 - a, 0) == pytest.approx(loss, abs=5e-11)
    assert squared_loss(a, 1) == pytest.approx(squared, abs=5e-11)


def test_certain_and_right_costs_exactly_0_without_a_minus():
    losses = [log_loss(1.0, 1), log_loss(0.0, 0)]
    assert losses == [0.0, 0.0]
    assert [math.copysign(1, loss) for loss in losses] == [1, 1]


def test_certain_and_wrong_costs_much_and_not_infinity():
    assert log_loss(0.0, 1) == log_loss(1.0, 0) == pytest.approx(708.396, abs=1e-3)


def test_nan_stays_visible():
    assert math.isnan(log_loss(math.nan, 1))
    assert math.isnan(neuron(W, math.nan, x))


def test_single_example_gradients_give_the_worked_example():
    assert log_loss(neuron(W, B, x), 1) == pytest.approx(0.3269564069, abs=5e-11)
    grads = single_example_gradients(W, B, x, 1)
    assert grads["dz"] == grads["db"] == pytest.approx(-0.2788848220, abs=5e-11)
    np.testing.assert_allclose(grads["dw"], [[-0.4183272330], [0.5577696440]], 1e-9)
    np.testing.assert_allclose(grads["dx"], [[-0.0836654466], [0.0557769644]], 1e-9)


@pytest.mark.parametrize("y", [0, 1])
def test_da_agrees_with_differences_of_the_loss(y):
    a, eps = neuron(W, B, x), 1e-6
    slope = (log_loss(a + eps, y) - log_loss(a - eps, y)) / (2 * eps)
    da = single_example_gradients(W, B, x, y)["da"]
    assert da == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("y", [0, 1])
def test_dz_is_da_times_the_slope_of_sigmoid(y):
    grads, a = single_example_gradients(W, B, x, y), neuron(W, B, x)
    assert grads["dz"] == pytest.approx(grads["da"] * a * (1 - a), rel=1e-14)


@pytest.mark.parametrize("y", [0, 1])
def test_dw_db_and_dx_agree_with_differences(y):
    grads = single_example_gradients(W, B, x, y)

    def loss(p):
        return log_loss(neuron(p["w"], p["b"], p["x"]), y)

    assert gradient_check(loss, {"w": W, "b": B, "x": x}, grads) < 1e-7


@every_case(("feature", "y"), [(50.0, 1), (-800.0, 0)])
def test_gradients_are_0_and_not_nan_where_the_answer_is_certain(feature, y):
    w, x = np.array([[1.0]]), np.array([[feature]])
    grads = single_example_gradients(w, 0.0, x, y)
    assert abs(grads["da"]) == 1
    assert (grads["dz"], grads["dw"].item(), grads["dx"].item()) == (0, 0, 0)


def test_gradients_and_cost_give_the_worked_example():
    grads, cost = gradients_and_cost(W, B, X, Y)
    assert cost == pytest.approx(0.8112552297, abs=5e-11)
    assert grads["db"] == pytest.approx(-0.1181145646, abs=5e-11)
    expected = [[0.3972148726], [-0.1421139445]]
    np.testing.assert_allclose(grads["dw"], expected, atol=5e-11)


def test_gradients_agree_with_differences(problem):
    w, b, X, Y = problem
    grads, _ = gradients_and_cost(*problem)

    def cost(p):
        return gradients_and_cost(p["w"], p["b"], X, Y)[1]

    assert gradient_check(cost, {"w": w, "b": b}, grads) < 1e-7


def test_gradient_is_the_mean_of_the_gradients_of_the_examples(problem):
    w, b, X, Y = problem
    ones = [
        single_example_gradients(w, b, X[:, i : i + 1], Y[0, i])
        for i in range(Y.shape[1])
    ]
    grads, _ = gradients_and_cost(*problem)
    np.testing.assert_allclose(grads["dw"], np.mean([one["dw"] for one in ones], 0))
    assert grads["db"] == pytest.approx(np.mean([one["db"] for one in ones]))


def test_loops_agree_with_arrays(problem):
    (grads, cost), (others, other) = gradients_and_cost(*problem), propagate(*problem)
    np.testing.assert_allclose(grads["dw"], others["dw"], rtol=1e-12)
    assert grads["db"] == pytest.approx(others["db"], rel=1e-12)
    assert cost == pytest.approx(other, rel=1e-12)


def test_one_step_gives_the_worked_example():
    grads, _ = gradients_and_cost(W, B, X, Y)
    w, b = gradient_step(W, B, grads, learning_rate=0.1)
    np.testing.assert_allclose(w, [[0.2602785127], [-0.1857886056]], atol=5e-11)
    assert b == pytest.approx(0.1118114565, abs=5e-11)
    after = gradients_and_cost(w, b, X, Y)[1]
    assert after == pytest.approx(0.7922339766, abs=5e-11)


def test_sums_start_at_0_in_every_pass():
    """Where the sums are kept, the second pass ends at (-0.137778, -0.027884)."""
    w, b = W, B
    for _ in range(2):
        w, b = gradient_step(w, b, gradients_and_cost(w, b, X, Y)[0], learning_rate=0.5)
    np.testing.assert_allclose(w, [[-0.071575], [-0.051570]], atol=5e-7)
    assert b == pytest.approx(0.222310, abs=5e-7)


@pytest.mark.parametrize(
    ("learning_rate", "cost"), [(0.5, 0.4777145024), (-0.5, 1.5681568393)]
)
def test_five_steps_go_down_against_the_slope_and_up_along_it(learning_rate, cost):
    w, b = W, B
    for _ in range(5):
        grads, _ = gradients_and_cost(w, b, X, Y)
        sign = math.copysign(1, learning_rate)
        against = {name: sign * slope for name, slope in grads.items()}
        w, b = gradient_step(w, b, against, learning_rate=abs(learning_rate))
    assert gradients_and_cost(w, b, X, Y)[1] == pytest.approx(cost, abs=5e-11)


def test_three_steps_from_zero_give_the_worked_example():
    w, b, costs = train(X, Y, learning_rate=0.1, num_iterations=3)
    expected = [0.6931471806, 0.6787005562, 0.6647765939]
    np.testing.assert_allclose(costs, expected, atol=5e-11)
    np.testing.assert_allclose(w, [[-0.09716075], [0.02650544]], atol=5e-9)
    assert b == pytest.approx(0.05008003, abs=5e-9)


def test_training_agrees_with_training_on_arrays(problem):
    _, _, X, Y = problem
    options = {"learning_rate": 0.7, "num_iterations": 40}
    w, b, costs = train(X, Y, **options)
    params, _, others = optimize(np.zeros((3, 1)), 0.0, X, Y, **options)
    np.testing.assert_allclose(w, params["w"], rtol=1e-10)
    assert b == pytest.approx(params["b"], rel=1e-10)
    np.testing.assert_allclose(costs, others, rtol=1e-10)


def test_no_step_gives_back_the_start():
    w, b, costs = train(X, Y, learning_rate=0.1, num_iterations=0)
    assert (w.tolist(), b, costs) == ([[0.0], [0.0]], 0.0, [])


def test_rate_of_0_moves_nothing():
    w, b, costs = train(X, Y, learning_rate=0, num_iterations=2)
    assert (w.tolist(), b) == ([[0.0], [0.0]], 0.0)
    assert costs == pytest.approx([math.log(2)] * 2)


def test_predictions_agree_with_those_of_arrays(problem):
    w, b, X, _ = problem
    P = [predict_one(w, b, X[:, i : i + 1]) for i in range(X.shape[1])]
    assert P == predict(w, b, X)[0].tolist()
    assert {type(label) for label in P} == {int}


def test_results_are_plain_floats_where_floats_are_promised():
    X_whole, y = X.round().astype(int), np.int64(1)
    grads, cost = gradients_and_cost(W, B, X_whole, Y)
    one = single_example_gradients(W, np.float64(B), x, y)
    _, b = gradient_step(W, np.float64(B), GRADS, np.float64(0.1))
    *_, costs = train(X, Y, **RUN)
    numbers = [sigmoid(np.float64(1)), neuron(W, B, x), log_loss(np.float64(0.2), y)]
    numbers += [cost, grads["db"], one["da"], one["dz"], one["db"], b, *costs]
    assert {type(number) for number in numbers} == {float}


@pytest.mark.parametrize(
    "run",
    [
        gradients_and_cost,
        lambda w, b, X, Y: neuron(w, b, X[:, :1]),
        lambda w, b, X, Y: predict_one(w, b, X[:, :1]),
        lambda w, b, X, Y: single_example_gradients(w, b, X[:, :1], 1),
        lambda w, b, X, Y: gradient_step(w, b, {"dw": w, "db": b}, **STEP),
        lambda w, b, X, Y: train(X, Y, **RUN),
    ],
    ids=["gradients", "neuron", "predict", "one example", "step", "train"],
)
def test_inputs_are_left_alone(run, problem):
    copies = [np.copy(argument) for argument in problem]
    run(*problem)
    for argument, copy in zip(problem, copies, strict=True):
        np.testing.assert_array_equal(argument, copy)


class TestWhyNotTheSquaredError:
    """One weight, no bias: what the notebook shows about the two losses."""

    XS, YS = (-2.0, -0.5, 2.0, 12.0), (1, 0, 0, 1)

    def cost(self, loss, w):
        return np.mean(
            [loss(sigmoid(w * x), y) for x, y in zip(self.XS, self.YS, strict=True)]
        )

    def slope(self, loss, w, eps=1e-6):
        return (self.cost(loss, w + eps) - self.cost(loss, w - eps)) / (2 * eps)

    @every_case(
        ("loss", "w", "cost"),
        [
            (squared_loss, -0.88328, 0.17663),
            (squared_loss, -0.31853, 0.18603),
            (squared_loss, 0.10132, 0.11198),
            (log_loss, 0.13299, 0.62874),
        ],
        ids=["left valley", "hill", "right valley", "log loss"],
    )
    def test_costs_are_level_at_known_places(self, loss, w, cost):
        assert self.cost(loss, w) == pytest.approx(cost, abs=5e-6)
        assert abs(self.slope(loss, w)) < 5e-4

    @pytest.mark.parametrize(
        ("loss", "start", "end"),
        [
            (squared_loss, -2, -0.8833),
            (squared_loss, -1, -0.8833),
            (squared_loss, 1, 0.1013),
            (log_loss, -2, 0.1330),
            (log_loss, -1, 0.1330),
            (log_loss, 1, 0.1330),
        ],
    )
    def test_descent_ends_in_the_valley_of_its_start(self, loss, start, end):
        rate, steps = (0.15, 1800) if loss is squared_loss else (0.02, 400)
        path = descend(
            lambda w: self.slope(loss, w),
            float(start),
            learning_rate=rate,
            num_iterations=steps,
        )
        assert path[-1] == pytest.approx(end, abs=5e-5)

    def test_squared_error_starves_the_gradient_of_a_confident_mistake(self):
        a = sigmoid(-3)
        assert (a - 1) * a * (1 - a) == pytest.approx(-0.0430, abs=5e-5)
        assert a - 1 == pytest.approx(-0.9526, abs=5e-5)

    @every_case("z", [-3, -1, -math.log(2), 0, 2])
    def test_curvatures_are_what_the_formulas_say(self, z):
        a, eps = sigmoid(z), 1e-4

        def bend(loss):
            heights = [loss(sigmoid(z + s * eps), 1) for s in (-1, 0, 1)]
            return (heights[0] - 2 * heights[1] + heights[2]) / eps**2

        squared = -a * (1 - a) ** 2 * (1 - 3 * a)
        assert bend(squared_loss) == pytest.approx(squared, abs=1e-6)
        assert bend(log_loss) == pytest.approx(a * (1 - a), abs=1e-6)


SHAPES = {
    "row for a number": (sigmoid, (np.zeros(3),), "z has shape"),
    "text for a number": (sigmoid, ("2",), "z is of type str"),
    "nothing for a number": (sigmoid, (None,), "z is None"),
    "flat weights": (neuron, (np.zeros(2), B, x), "w has shape"),
    "column for a bias": (neuron, (W, W, x), "b has shape"),
    "example lies down": (neuron, (W, B, x.T), "x has shape .*\n.*x.T fits"),
    "feature missing": (neuron, (W, B, x[:1]), "x has shape .* n_x = 2 \\(from w\\)"),
    "all labels at once": (single_example_gradients, (W, B, x, Y), "y has shape"),
    "examples are rows": (gradients_and_cost, (W, B, X.T, Y), "X.T fits"),
    "no examples": (gradients_and_cost, (W, B, X[:, :0], Y[:, :0]), "nothing in it"),
    "flat labels": (gradients_and_cost, (W, B, X, Y[0]), "Y has shape"),
    "step along a row": (gradient_step, (W, B, {"dw": W.T, "db": 0.1}, 0.1), "dw has"),
    "label missing": (train, (X, Y[:, :2], 0.1, 3), "Y has shape"),
    "probabilities in a row": (log_loss, (np.array([0.5]), 1), "a has shape"),
}


@every_case("case", SHAPES.values(), ids=SHAPES.keys())
def test_wrong_shape_is_refused_by_name(case):
    function, arguments, message = case
    with pytest.raises(ShapeError, match=message):
        function(*arguments)


OBJECTS = np.array([[0.1], [None]], dtype=object)
VALUES = {
    "probability above 1": (log_loss, (1.2, 1), ValueError, "a is 1.2, expected"),
    "probability below 0": (log_loss, (-0.1, 1), ValueError, "a is -0.1, expected"),
    "label between": (log_loss, (0.5, 0.5), ValueError, "y is 0.5, expected"),
    "label of one example": (
        *(single_example_gradients, (W, B, x, -1)),
        *(ValueError, "y is -1, expected the labels 0 and 1"),
    ),
    "label -1": (
        *(gradients_and_cost, (W, B, X, 2 * Y - 1)),
        *(ValueError, "Y holds -1 at \\[0, 1\\]"),
    ),
    "labels of training": (train, (X, Y + 1, 0.1, 3), ValueError, "Y holds 2"),
    "weights are objects": (neuron, (OBJECTS, B, x), TypeError, "w holds 0.1, None"),
    "data hold nan": (train, (X * np.nan, Y, 0.1, 3), ValueError, "X holds nan"),
    "data are objects": (
        *(train, (X.astype(object), Y, 0.1, 3)),
        *(TypeError, "X holds 1.0, 2.0 and the like as objects"),
    ),
    "rate is nan": (gradient_step, (W, B, GRADS, math.nan), ValueError, "is nan"),
    "rate is negative": (gradient_step, (W, B, GRADS, -0.1), ValueError, "is -0.1"),
    "rate is text": (gradient_step, (W, B, GRADS, "0.1"), TypeError, "of type str"),
    "derivatives are a list": (gradient_step, (W, B, [W], 0.1), TypeError, "list"),
    "derivative missing": (
        *(gradient_step, (W, B, {"dw": W}, 0.1)),
        *(ValueError, "grads has no db; there is dw"),
    ),
    "training rate is nan": (train, (X, Y, math.nan, 3), ValueError, "is nan"),
    "training rate is negative": (train, (X, Y, -1, 3), ValueError, "is -1, expected"),
    "training rate is text": (train, (X, Y, "1", 3), TypeError, "learning_rate is '1'"),
    "half an iteration": (train, (X, Y, 0.1, 2.5), TypeError, "num_iterations is 2.5"),
    "negative iterations": (train, (X, Y, 0.1, -1), ValueError, "num_iterations is -1"),
}


@every_case("case", VALUES.values(), ids=VALUES.keys())
def test_wrong_value_is_refused_by_name(case):
    function, arguments, error, message = case
    with pytest.raises(error, match=message):
        function(*arguments)
