"""Notebook 00: lines, slopes and steps, with the figures of the lectures."""

import math

import numpy as np
import pytest

from nnlib.shapes import ShapeError
from nnlib.slopes import (
    descend,
    fit_line,
    line_threshold,
    numerical_slope,
    search_cost,
    squared_loss,
)
from tests.cases import every_case

# Sizes of the invented tumours; malignant from 5 on.
SIZES, MALIGNANT = np.arange(1.0, 9.0), (np.arange(1, 9) >= 5) * 1.0
# Area in square feet and price in 1000 dollars of four houses.
AREAS, PRICES = np.array([2104, 1600, 2400, 3000]), np.array([400, 330, 369, 540])


@every_case(
    ("a", "loss"), [(0.9, 0.005), (0.5, 0.125), (0.1, 0.405), (0.01, 0.49005), (1, 0)]
)
def test_squared_loss_has_the_values_of_the_table(a, loss):
    assert squared_loss(a, 1) == pytest.approx(loss, rel=1e-12)
    assert squared_loss(1 - a, 0) == pytest.approx(loss, rel=1e-12)


@every_case("y", [0, 1, 2.5, True, np.float32(1), np.uint8(1)], ids=repr)
def test_squared_loss_of_several_answers_keeps_their_shape(y, rng):
    a = rng.normal(size=(2, 3))
    np.testing.assert_allclose(squared_loss(a, y), (a - float(y)) ** 2 / 2, rtol=1e-14)


def test_squared_loss_of_small_whole_numbers_does_not_wrap_around():
    assert squared_loss(np.uint8(1), np.uint8(3)) == 2.0


def test_slope_of_the_squared_loss_is_the_difference():
    for a in (-0.3, 0.2, 1.7):
        slope = numerical_slope(lambda a: squared_loss(a, 1), a)
        assert slope == pytest.approx(a - 1, rel=1e-7)


def test_tumour_line_crosses_one_half_at_exactly_4_and_a_half():
    theta0, theta1 = fit_line(SIZES, MALIGNANT)
    assert theta0 == pytest.approx(-0.357143, abs=5e-7)
    assert theta1 == pytest.approx(0.190476, abs=5e-7)
    assert line_threshold(theta0, theta1) == pytest.approx(4.5, rel=1e-12)


@every_case(("x", "height"), [(1, -0.1667), (8, 1.1667)], ids=["smallest", "largest"])
def test_tumour_line_leaves_the_range_of_probabilities(x, height):
    theta0, theta1 = fit_line(SIZES, MALIGNANT)
    assert theta0 + theta1 * x == pytest.approx(height, abs=5e-5)


@pytest.mark.parametrize(
    ("size", "crossing"), [(20, 5.268657), (30, 5.551724), (40, 5.728972)]
)
def test_one_large_tumour_moves_the_crossing_beyond_size_5(size, crossing):
    line = fit_line(np.append(SIZES, size), np.append(MALIGNANT, 1.0))
    assert line_threshold(*line) == pytest.approx(crossing, abs=5e-7)


def test_house_prices_by_area_have_the_fitted_line():
    theta0, theta1 = fit_line(AREAS, PRICES)
    assert theta0 == pytest.approx(88.491954, abs=5e-7)
    assert theta1 == pytest.approx(0.141150, abs=5e-7)


def test_house_prices_by_area_and_bedrooms_have_the_fitted_plane():
    """The figures that notebook 00 prints, from numpy's own solver."""
    rows = np.vstack([np.ones(4), AREAS, [3, 3, 3, 4]])
    theta = np.linalg.lstsq(rows.T, PRICES, rcond=None)[0]
    np.testing.assert_allclose(theta, (-104.385252, 0.058376, 117.314122), atol=5e-7)
    told = theta @ rows
    np.testing.assert_allclose(told, (370.38, 340.96, 387.66, 540.00), atol=5e-3)
    assert np.sum((told - PRICES) ** 2) == pytest.approx(1345.602, abs=5e-4)


def test_fit_agrees_with_least_squares_of_numpy(rng):
    x, y = 3 + 2 * rng.normal(size=30), rng.normal(size=30)
    theta1, theta0 = np.polyfit(x, y, 1)
    np.testing.assert_allclose(fit_line(x, y), (theta0, theta1), rtol=1e-10)


def test_fitted_line_is_where_the_slopes_of_the_cost_are_zero(rng):
    x, y = rng.normal(size=20), rng.normal(size=20)
    theta0, theta1 = fit_line(x, y)

    def cost(t0, t1):
        return float(np.mean((t0 + t1 * x - y) ** 2) / 2)

    assert abs(numerical_slope(lambda t: cost(t, theta1), theta0)) < 1e-9
    assert abs(numerical_slope(lambda t: cost(theta0, t), theta1)) < 1e-9


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, bool])
def test_fit_is_done_in_floats_whatever_comes(dtype):
    x, y = np.array([0, 1, 1, 0], dtype=dtype), np.array([0, 1, 1, 1], dtype=dtype)
    line = fit_line(x, y)
    assert line == pytest.approx((0.5, 0.5), rel=1e-15)
    assert {type(number) for number in line} == {float}


def test_inputs_of_the_fit_are_left_alone():
    x, y = SIZES.copy(), MALIGNANT.copy()
    fit_line(x, y)
    np.testing.assert_array_equal(x, SIZES)
    np.testing.assert_array_equal(y, MALIGNANT)


@every_case(
    ("arguments", "x"),
    [((1, 2), -0.25), ((1, 2, 0.3), -0.35), ((0.2, -0.1, 0.5), -3), ((3, 1, 3), 0)],
)
def test_line_reaches_the_level_at_its_threshold(arguments, x):
    got = line_threshold(*arguments)
    assert got == pytest.approx(x, rel=1e-12)
    assert isinstance(got, float)


@pytest.mark.parametrize("a", [2, 5, -1.5, 0])
def test_slope_of_a_straight_line_is_the_same_everywhere(a):
    assert numerical_slope(lambda a: 3 * a, a) == pytest.approx(3, rel=1e-9)


CURVES = {
    "square": (lambda a: a**2, lambda a: 2 * a),
    "cube": (lambda a: a**3, lambda a: 3 * a**2),
    "exponential": (math.exp, math.exp),
    "sine": (np.sin, np.cos),
}


@every_case("curve", CURVES.values(), ids=CURVES)
@every_case("a", [-1.3, 0.4, 2])
def test_measured_slope_is_the_derivative(curve, a):
    function, derivative = curve
    got = numerical_slope(function, a)
    assert got == pytest.approx(derivative(a), rel=1e-7)
    assert isinstance(got, float)


@pytest.mark.parametrize("a", [2, 5])
def test_one_sided_quotient_of_the_square_is_off_by_the_step(a):
    """The lectures' own figures: 4.001 and 10.001 for a step of 0.001."""
    quotient = ((a + 0.001) ** 2 - a**2) / 0.001
    assert quotient == pytest.approx(2 * a + 0.001, rel=1e-9)
    assert numerical_slope(lambda a: a**2, a, eps=0.001) == pytest.approx(2 * a)


@pytest.mark.parametrize("eps", [0.1, 0.01, 0.001])
def test_error_of_a_nudge_to_both_sides_is_the_square_of_its_width(eps):
    def cube(a):
        return a**3

    one_side = (cube(2 + eps) - cube(2)) / eps
    assert one_side - 12 == pytest.approx(6 * eps + eps**2, rel=1e-6)
    assert numerical_slope(cube, 2, eps) - 12 == pytest.approx(eps**2, rel=1e-3)


def test_width_of_the_nudge_is_used():
    wide = numerical_slope(lambda a: a**3, 2, eps=0.5)
    assert wide == pytest.approx(12.25, rel=1e-14)


def test_path_holds_the_start_and_every_step():
    path = descend(lambda w: 2 * w, 4, learning_rate=0.25, num_iterations=3)
    assert path == [4.0, 2.0, 1.0, 0.5]
    assert {type(w) for w in path} == {float}
    assert descend(lambda w: 2 * w, 4, learning_rate=0.25, num_iterations=0) == [4.0]


@pytest.mark.parametrize(("start", "rises"), [(-3, True), (3, False)])
def test_w_grows_where_the_slope_is_negative_and_shrinks_where_it_is_positive(
    start, rises
):
    path = descend(lambda w: 2 * w, start, learning_rate=0.1, num_iterations=20)
    assert np.all(np.diff(path) > 0) if rises else np.all(np.diff(path) < 0)
    assert abs(path[-1]) < 0.05


@pytest.mark.parametrize(
    ("start", "end"), [(-2, -0.88457), (-1, -0.88457), (1, 0.04371)]
)
def test_squared_error_of_a_sigmoid_has_two_valleys(start, end):
    """One weight, no bias; where one ends depends on where one starts."""
    x, y = np.array([-2, -0.5, 2, 50]), np.array([1, 0, 0, 1])

    def slope(w):
        a = 1 / (1 + np.exp(-w * x))
        return np.mean((a - y) * a * (1 - a) * x)

    path = descend(slope, start, learning_rate=0.2, num_iterations=2000)
    assert path[-1] == pytest.approx(end, abs=5e-5)


def test_walk_that_is_too_fast_leaves_the_valley_without_an_error():
    path = descend(lambda w: 2 * w, 1.0, learning_rate=3.0, num_iterations=900)
    assert len(path) == 901
    assert not math.isfinite(path[-1])


def test_search_costs_what_the_lectures_say():
    assert search_cost(1)["seconds"] == pytest.approx(0.04)
    assert search_cost(2)["seconds"] == pytest.approx(40)
    assert search_cost(3)["seconds"] / 3600 == pytest.approx(11.11, abs=5e-3)
    assert search_cost(9)["years"] == 1268391679350583.5


def test_points_of_a_search_are_counted_exactly():
    assert search_cost(9)["points"] == 10**27
    assert search_cost(np.int64(30), np.int64(7))["points"] == 7**30


def test_search_beyond_the_largest_float_takes_forever():
    cost = search_cost(12289)
    assert cost["points"] == 1000**12289
    assert (cost["seconds"], cost["years"]) == (math.inf, math.inf)


def square(w):
    """Give something to take slopes of."""
    return w * w


ROW = np.array([1.0, 2.0, 3.0])
REFUSED = {
    "loss of text": (squared_loss, ("0.5", 1), TypeError, "a is '0.5' of type str"),
    "loss of objects": (squared_loss, (np.array([None]), 1), TypeError, "a holds None"),
    "two truths": (squared_loss, (ROW, ROW), ShapeError, "y has shape .* a number"),
    "no truth": (squared_loss, (ROW, None), ShapeError, "y is None"),
    "level line": (line_threshold, (1, 0), ValueError, "theta1 is 0: .* level 0.5"),
    "nan line": (line_threshold, (np.nan, 1), ValueError, "theta0 is nan"),
    "line of arrays": (line_threshold, (ROW, 1), TypeError, "theta0 has shape"),
    "level as text": (line_threshold, (1, 2, "0.5"), TypeError, "level is '0.5'"),
    "one x": (fit_line, (ROW[:1], ROW[:1]), ValueError, "x holds only 1.0: .* two"),
    "equal x": (fit_line, (0 * ROW + 0.1, ROW), ValueError, "x holds only 0.1"),
    "lengths": (fit_line, (ROW, ROW[:2]), ShapeError, r"m = 3 \(from x\)"),
    "column": (fit_line, (ROW[:, np.newaxis], ROW), ShapeError, "x has shape"),
    "nothing": (fit_line, (ROW[:0], ROW[:0]), ShapeError, "x has .*\n.*nothing in it"),
    "missing y": (fit_line, (ROW, ROW * np.nan), ValueError, r"y holds nan at \[0\]"),
    "words": (fit_line, (ROW, np.array(["a", "b", "c"])), TypeError, "y holds 'a'"),
    "lists": (fit_line, ([1, 2], [3, 4]), ShapeError, "x is of type list"),
    "no function": (numerical_slope, (3, 2), TypeError, "f is of type int, expected a"),
    "slope at text": (numerical_slope, (square, "2"), TypeError, "a is '2'"),
    "no nudge": (numerical_slope, (square, 2, 0), ValueError, "eps is 0, expected"),
    "lost nudge": (numerical_slope, (square, 2, 1e-16), ValueError, "eps is .* lost"),
    "nan nudge": (numerical_slope, (square, 2, np.nan), ValueError, "eps is nan"),
    "gives none": (
        numerical_slope,
        (lambda a: None, 2),
        TypeError,
        "f.2.0.* gives None",
    ),
    "gives lists": (numerical_slope, (lambda a: [a], 2), TypeError, "gives type list"),
    "path of what": (descend, (2.0, 1, 0.1, 3), TypeError, "slope is of type float"),
    "start": (descend, (square, "1", 0.1, 3), TypeError, "w0 is '1' of type str"),
    "nan start": (descend, (square, np.nan, 0.1, 3), ValueError, "w0 is nan"),
    "rate nan": (descend, (square, 1, np.nan, 3), ValueError, "learning_rate is nan"),
    "rate < 0": (descend, (square, 1, -0.1, 3), ValueError, "learning_rate is -0.1"),
    "rate text": (descend, (square, 1, "0.1", 3), TypeError, "learning_rate is '0.1'"),
    "steps < 0": (descend, (square, 1, 0.1, -3), ValueError, "num_iterations is -3"),
    "half a step": (descend, (square, 1, 0.1, 2.5), TypeError, "num_iterations is 2.5"),
    "slope none": (descend, (lambda w: None, 1, 0.1, 3), TypeError, "slope.1.0. gives"),
    "no weights": (search_cost, (0,), ValueError, "n_weights is 0, expected 1"),
    "half a weight": (search_cost, (1.5,), TypeError, "n_weights is 1.5"),
    "no values": (search_cost, (2, 0), ValueError, "values_per_weight is 0"),
    "less than no time": (search_cost, (2, 10, -1), ValueError, "seconds_per_value is"),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_by_name(case):
    function, arguments, error, message = case
    with pytest.raises(error, match=message):
        function(*arguments)
