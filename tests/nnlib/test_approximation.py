"""Bumps and staircases: where they step, how high, how well they follow."""

from itertools import pairwise

import numpy as np
import pytest

from nnlib.approximation import bump, staircase
from tests.cases import every_case


@every_case(("x", "y"), [(-1.0, 0.0), (0.3, 0.0), (0.5, 2.5), (1.9, 2.5), (2.2, 0.0)])
def test_a_steep_bump_is_a_box(x, y):
    assert bump(x, 0.4, 2.0, height=2.5, steepness=500) == pytest.approx(y, abs=1e-9)


def test_a_bump_is_half_as_high_at_its_steps():
    at_steps = bump(np.array([0.4, 2.0]), 0.4, 2.0, height=2.5, steepness=100)
    assert at_steps == pytest.approx([1.25, 1.25])


def test_a_bump_is_two_hidden_units_with_their_steps_at_minus_b_over_w():
    x = np.linspace(-1, 3, 41)
    w, b = 7.0, np.array([[-7.0 * 0.4], [-7.0 * 2.0]])
    A1 = 1 / (1 + np.exp(-(w * x + b)))
    expected = 2.5 * A1[0] - 2.5 * A1[1]
    assert bump(x, 0.4, 2.0, height=2.5, steepness=7.0) == pytest.approx(expected)


@pytest.mark.parametrize("shape", [(), (5,), (2, 3)])
def test_a_bump_keeps_the_shape(shape, rng):
    assert bump(rng.normal(size=shape), 0, 1, height=1, steepness=5).shape == shape


def test_a_bump_of_any_steepness_overflows_nowhere():
    with np.errstate(all="raise", under="ignore"):
        assert bump(np.array([-1e6, 1e6]), 0, 1, height=1, steepness=1e6).tolist() == [
            0.0,
            0.0,
        ]


FUNCTIONS = {
    "sine": (np.sin, 0.0, 6.0),
    "square": (np.square, -1.0, 2.0),
    "size": (np.abs, -1.0, 1.0),
}


def worst(f, low, high, units):
    """Measure the largest error of a steep staircase between its ends."""
    x = np.linspace(low, high, 2001)
    return np.abs(staircase(f, low, high, units, steepness=1e5)(x) - f(x)).max()


@pytest.mark.parametrize("case", FUNCTIONS.values(), ids=FUNCTIONS)
def test_more_units_follow_more_closely(case):
    errors = [worst(*case, units) for units in (4, 16, 64, 256)]
    assert all(later < earlier / 2 for earlier, later in pairwise(errors))


@pytest.mark.parametrize("case", FUNCTIONS.values(), ids=FUNCTIONS)
def test_error_is_at_most_what_the_function_changes_over_half_a_piece(case):
    f, low, high = case
    units = 30
    steepest = 4.0 if f is np.square else 1.0
    # A step itself is half way up: there the error is that of the piece's edge.
    assert (
        worst(f, low, high, units) <= steepest * (high - low) / (units + 1) / 2 + 1e-6
    )


def test_a_constant_needs_no_step():
    flat = staircase(lambda x: 0 * x + 3, 0, 1, units=4, steepness=10)
    assert flat(np.array([[-5.0, 0.5]])).tolist() == [[3.0, 3.0]]


@pytest.mark.parametrize("shape", [(), (4,), (2, 3)])
def test_a_staircase_keeps_the_shape(shape, rng):
    assert staircase(np.sin, 0, 1, 3, 50)(rng.random(shape)).shape == shape


REFUSED = {
    "bump, x words": (lambda: bump("a", 0, 1, 1, 5), TypeError, "x is 'a'"),
    "bump, left none": (lambda: bump(0, None, 1, 1, 5), TypeError, "left is None"),
    "bump, height nan": (lambda: bump(0, 0, 1, np.nan, 5), ValueError, "height is nan"),
    "bump, flat": (lambda: bump(0, 0, 1, 1, 0), ValueError, "steepness is 0, expected"),
    "stairs, no units": (
        lambda: staircase(np.sin, 0, 1, 0, 5),
        ValueError,
        "units is 0, expected 1 or more",
    ),
    "stairs, half a unit": (
        lambda: staircase(np.sin, 0, 1, 2.5, 5),
        TypeError,
        "units is 2.5 of type float",
    ),
    "stairs, end infinite": (
        lambda: staircase(np.sin, 0, np.inf, 2, 5),
        ValueError,
        "high is inf, expected a finite number",
    ),
    "stairs, f infinite": (
        lambda: staircase(lambda x: x * np.inf, 1, 2, 2, 5),
        ValueError,
        "f holds inf",
    ),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_a_bad_argument_is_refused_by_name(case):
    call, error, message = case
    with pytest.raises(error, match=message):
        call()
