"""Where training starts: shapes, spread, and where the randomness comes from."""

import numpy as np
import pytest

from nnlib.initializers import initialize_parameters
from tests.cases import every_case

# ---- one hidden layer


@pytest.mark.parametrize(
    ("sizes", "count"),
    [((3, 4, 1), 21), ((4, 4, 1), 25), ((48, 4, 1), 201), ((2, 5, 3), 33)],
    ids=str,
)
def test_start_has_a_row_per_unit_and_a_column_per_input(rng, sizes, count):
    n_x, n_h, n_y = sizes
    start = initialize_parameters(*sizes, rng=rng)
    assert {name: one.shape for name, one in start.items()} == {
        "W1": (n_h, n_x),
        "b1": (n_h, 1),
        "W2": (n_y, n_h),
        "b2": (n_y, 1),
    }
    assert sum(one.size for one in start.values()) == count


@pytest.mark.parametrize("name", ["b1", "b2"])
def test_biases_start_at_0(rng, name):
    assert not np.any(initialize_parameters(3, 4, 2, rng)[name])


@pytest.mark.parametrize(("how", "scale"), [({}, 0.01), ({"scale": 0.5}, 0.5)])
@pytest.mark.parametrize("name", ["W1", "W2"])
def test_weights_have_mean_0_and_the_spread_asked_for(rng, name, how, scale):
    W = initialize_parameters(100, 200, 50, rng, **how)[name]
    # 10 000 numbers: their mean is off by a hundredth of the spread, typically.
    assert abs(W.mean()) < 5 * scale / 100
    assert W.std() == pytest.approx(scale, rel=0.05)


def test_no_two_weights_are_equal(rng):
    start = initialize_parameters(7, 6, 5, rng)
    assert np.unique(np.append(start["W1"], start["W2"])).size == 7 * 6 + 6 * 5


def test_a_scale_of_0_makes_all_units_alike(rng):
    start = initialize_parameters(3, 4, 2, rng, scale=0)
    assert not any(np.any(one) for one in start.values())


def test_equal_generators_give_equal_starts_and_others_give_others():
    one, same, other = (
        initialize_parameters(3, 4, 1, np.random.default_rng(seed))["W1"]
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.any(one == other)


def test_the_generator_moves_on_and_the_global_one_does_not(rng):
    before = np.random.get_state()[1].copy()
    one, other = (initialize_parameters(3, 4, 1, rng)["W1"] for _ in range(2))
    assert not np.any(one == other)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


REFUSED = {
    "no features": ({"n_x": 0}, ValueError, "n_x is 0, expected 1 or more"),
    "half a unit": ({"n_h": 2.5}, TypeError, "n_h is 2.5 of type float"),
    "outputs none": ({"n_y": None}, TypeError, "n_y is None, expected a whole"),
    "a seed": ({"rng": 3}, TypeError, "rng is 3 of type int, expected a numpy Gen"),
    "old generator": (
        {"rng": np.random.RandomState(3)},
        TypeError,
        "expected a numpy Generator",
    ),
    "scale < 0": ({"scale": -0.1}, ValueError, "scale is -0.1, expected 0 or more"),
    "scale nan": ({"scale": np.nan}, ValueError, "scale is nan"),
    "scale text": ({"scale": "0.1"}, TypeError, "scale is '0.1' of type str"),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_start_refuses_bad_arguments_by_name(rng, case):
    changes, error, message = case
    arguments = {"n_x": 3, "n_h": 4, "n_y": 1, "rng": rng, **changes}
    with pytest.raises(error, match=message):
        initialize_parameters(**arguments)
