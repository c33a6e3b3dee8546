"""The gradient check: right gradients pass, wrong ones are seen, nothing is changed."""

import numpy as np
import pytest

from nnlib.gradient_check import gradient_check
from nnlib.logistic import propagate
from nnlib.shapes import ShapeError
from tests.cases import every_case

X = np.array([[1.0, 2.0, -1.0, 0.5], [3.0, 0.5, -2.0, 1.0], [0.2, -0.7, 1.1, -1.5]])
Y = np.array([[1, 0, 1, 1]])
PARAMETERS = {"w": np.array([[0.3], [-0.2], [0.5]]), "b": 0.4}


def cost(parameters):
    """Give the cost of logistic regression."""
    return propagate(parameters["w"], parameters["b"], X, Y)[1]


@pytest.fixture
def grads():
    """Give the gradient that belongs to the cost."""
    return propagate(PARAMETERS["w"], PARAMETERS["b"], X, Y)[0]


@pytest.fixture
def network(rng):
    """Make a small network with tanh, its cost and its gradient."""
    data, labels = rng.normal(size=(3, 5)), rng.integers(0, 2, size=(1, 5))
    parameters = {
        "W1": rng.normal(size=(4, 3)),
        "b1": rng.normal(size=(4, 1)),
        "W2": rng.normal(size=(1, 4)),
        "b2": rng.normal(size=(1, 1)),
    }

    def cost(p):
        Z2 = p["W2"] @ np.tanh(p["W1"] @ data + p["b1"]) + p["b2"]
        return np.mean(np.logaddexp(0, Z2) - labels * Z2)

    A1 = np.tanh(parameters["W1"] @ data + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(parameters["W2"] @ A1 + parameters["b2"])))
    dZ2 = A2 - labels
    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2)
    grads = {
        "dW1": dZ1 @ data.T / 5,
        "db1": dZ1.mean(axis=1, keepdims=True),
        "dW2": dZ2 @ A1.T / 5,
        "db2": dZ2.mean(axis=1, keepdims=True),
    }
    return cost, parameters, grads


def test_right_gradient_passes(grads):
    difference = gradient_check(cost, PARAMETERS, grads)
    assert difference < 1e-9
    assert type(difference) is float


def test_right_gradient_of_a_network_passes(network):
    assert gradient_check(*network) < 1e-9


WRONG = {
    "sign": lambda dw, db: (-dw, -db),
    "no division by m": lambda dw, db: (4 * dw, 4 * db),
    "zero": lambda dw, db: (0 * dw, 0 * db),
    "bias alone": lambda dw, db: (dw, -db),
    "one entry": lambda dw, db: (dw + np.array([[0], [0.01], [0]]), db),
    "upside down": lambda dw, db: (dw[::-1], db),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_gradient_is_seen(wrong, grads):
    dw, db = wrong(grads["dw"], grads["db"])
    assert gradient_check(cost, PARAMETERS, {"dw": dw, "db": db}) > 1e-3


@pytest.mark.parametrize("name", ["dW1", "db1", "dW2", "db2"])
def test_mistake_in_any_layer_is_seen(name, network):
    cost, parameters, grads = network
    assert gradient_check(cost, parameters, {**grads, name: 1.1 * grads[name]}) > 1e-4


def test_difference_is_relative_to_both_lengths():
    """The slopes are 3 and 4, and 0 and 4 are given: |(3, 0)| / (5 + 4)."""
    got = gradient_check(
        lambda p: 3 * p["x"] + 4 * p["y"],
        {"x": 1.0, "y": 2.0},
        {"dx": 0.0, "dy": 4.0},
    )
    assert got == pytest.approx(3 / 9, rel=1e-9)


@pytest.mark.parametrize(
    ("factor", "difference"), [(-1, 1), (0, 1), (2, 1 / 3), (0.5, 1 / 3)]
)
def test_scaled_gradient_has_a_difference_of_its_own(factor, difference, grads):
    scaled = {name: factor * slope for name, slope in grads.items()}
    got = gradient_check(cost, PARAMETERS, scaled)
    assert got == pytest.approx(difference, rel=1e-8)


def test_nothing_against_nothing_is_0():
    assert (
        gradient_check(lambda p: 7.0, {"w": np.ones((2, 1))}, {"dw": np.zeros((2, 1))})
        == 0
    )


def test_rounding_where_the_slope_is_0_is_no_mistake():
    """The two costs differ by rounding alone, and 1e-11 / 1e-11 would be 1."""
    flat = gradient_check(
        lambda p: 0.7 + 1e-16 * p["w"] + p["w"] ** 3, {"w": 0.0}, {"dw": 0.0}
    )
    assert flat < 1e-5
    steep = gradient_check(lambda p: 1e-6 * p["w"], {"w": 1.0}, {"dw": -1e-6})
    assert steep > 1e-3


def test_gradient_below_the_floor_is_still_told_from_a_wrong_one():
    """A vanishing gradient of 1e-7: the right one passes, twice as much does not."""
    arguments = lambda p: 1e-7 * p["w"], {"w": 1.0}
    assert gradient_check(*arguments, {"dw": 1e-7}) < 1e-6
    assert gradient_check(*arguments, {"dw": 2e-7}) > 1e-4


def test_parameters_and_gradients_are_left_alone(grads):
    copies = {"w": PARAMETERS["w"].copy(), "b": 0.4}
    before = {name: np.copy(slope) for name, slope in grads.items()}
    gradient_check(cost, PARAMETERS, grads)
    np.testing.assert_array_equal(PARAMETERS["w"], copies["w"])
    assert PARAMETERS["b"] == 0.4
    for name, slope in grads.items():
        np.testing.assert_array_equal(slope, before[name])


def test_cost_that_spoils_its_argument_harms_nobody(grads):
    def careless(parameters):
        value = cost(parameters)
        parameters["w"] *= 0
        parameters["b"] = None
        return value

    parameters = {"w": PARAMETERS["w"].copy(), "b": 0.4}
    assert gradient_check(careless, parameters, grads) < 1e-9
    np.testing.assert_array_equal(parameters["w"], PARAMETERS["w"])


def test_numbers_reach_the_cost_as_floats_and_arrays_as_arrays():
    seen = set()

    def watching(parameters):
        seen.update((name, type(p)) for name, p in parameters.items())
        return float(parameters["b"])

    gradient_check(
        watching, {"w": np.ones((2, 1)), "b": 1}, {"dw": np.zeros((2, 1)), "db": 1}
    )
    assert seen == {("w", np.ndarray), ("b", float)}


@pytest.mark.parametrize("dtype", [np.int64, np.int8, np.float32, bool])
def test_parameters_of_every_number_type_are_nudged_in_float64(dtype):
    w = np.array([[1, 0], [1, 1]]).astype(dtype)
    got = gradient_check(
        lambda p: float(np.sum(p["w"] ** 3)), {"w": w}, {"dw": 3.0 * w**2}
    )
    assert got < 1e-9


def test_width_of_the_nudge_is_used():
    """A wide nudge measures the slope 3 + eps ** 2 of the cube at 1."""
    wide = gradient_check(lambda p: p["w"] ** 3, {"w": 1.0}, {"dw": 3.0}, eps=0.5)
    assert wide == pytest.approx(0.25 / 6.25, rel=1e-12)


def test_every_entry_is_nudged_to_both_sides():
    calls = []

    def counting(parameters):
        calls.append(parameters["w"].copy())
        return 0.0

    gradient_check(counting, {"w": np.zeros((2, 3))}, {"dw": np.zeros((2, 3))}, eps=0.5)
    moved = {(tuple(np.argwhere(w)[0]), w.sum()) for w in calls}
    assert moved == {
        ((i, j), s) for i in range(2) for j in range(3) for s in (0.5, -0.5)
    }


W, DW = {"w": np.ones((2, 1))}, {"dw": np.ones((2, 1))}


def total(parameters):
    """Give a cost."""
    return float(np.sum(parameters["w"]))


REFUSED = {
    "no dict": (total, np.ones((2, 1)), DW, TypeError, "parameters is of type ndarray"),
    "no gradients": (total, W, None, TypeError, "grads is of type NoneType"),
    "empty": (total, {}, DW, ValueError, "parameters is empty"),
    "missing": (total, W, {"dW": 1}, ValueError, "grads has no dw; there is dW"),
    "lost axis": (
        total,
        W,
        {"dw": np.ones(2)},
        ShapeError,
        "dw has shape .2,., expected",
    ),
    "lying": (total, W, {"dw": np.ones((1, 2))}, ShapeError, "dw.*\n.*transposed"),
    "array for number": (
        lambda p: p["b"],
        {"b": 1.0},
        {"db": np.ones((1, 1))},
        ShapeError,
        "db has shape .1, 1., expected a number",
    ),
    "nan slope": (
        total,
        W,
        {"dw": np.full((2, 1), np.nan)},
        ValueError,
        "dw holds nan",
    ),
    "nan start": (total, {"w": np.array([np.nan])}, DW, ValueError, "w holds nan at"),
    "objects": (total, {"w": np.array([None])}, DW, TypeError, "w holds None"),
    "text": (total, {"w": "1"}, DW, TypeError, "w is '1' of type str"),
    "no cost": (
        lambda p: None,
        W,
        DW,
        TypeError,
        "cost gives NoneType, expected a num",
    ),
    "row": (
        lambda p: p["w"],
        W,
        DW,
        TypeError,
        "cost gives ndarray, expected a number",
    ),
    "coarse": (
        lambda p: np.float32(1),
        W,
        DW,
        TypeError,
        "cost gives float32, expected",
    ),
    "nan cost": (lambda p: np.nan, W, DW, ValueError, r"cost near w\[0, 0\] is nan"),
    "infinite": (
        lambda p: np.inf,
        {"b": 1},
        {"db": 1},
        ValueError,
        "cost near b is inf",
    ),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_by_name(case):
    cost, parameters, grads, error, message = case
    with pytest.raises(error, match=message):
        gradient_check(cost, parameters, grads)


@every_case(
    ("eps", "error"), [(0, ValueError), (-1e-5, ValueError), ("1e-5", TypeError)]
)
def test_width_that_is_none_is_refused(eps, error):
    with pytest.raises(error, match="eps is"):
        gradient_check(total, W, DW, eps=eps)


def test_unused_entries_among_the_gradients_are_allowed():
    assert gradient_check(total, W, {**DW, "dA0": "whatever"}) < 1e-9
