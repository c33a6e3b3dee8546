"""Surfaces, sums of pieces, bars and digits: their numbers are those of the data."""

import math
import re

import numpy as np
import pytest

from nnlib.plotting.exhibits import bars, digit_sheet, surface, units_over_line
from nnlib.plotting.exhibits.surface import costs_at
from nnlib.plotting.sentences import brief
from nnlib.shapes import ShapeError

w, b = np.meshgrid(np.linspace(-1, 1, 4), np.linspace(0, 2, 3))


def bowl(w, b):
    """Give a cost that is lowest at (1, -0.4)."""
    return (w - 1) ** 2 + (b + 0.4) ** 2


KINDS = {
    "arrays": bowl,
    "numbers only": lambda w, b: math.hypot(w - 1, b + 0.4) ** 2,
    "a mean": lambda w, b: np.mean(bowl(np.ravel(w)[0], np.ravel(b)[0])),
    "array of one": lambda w, b: np.array([[bowl(float(w), float(b))]]),
}


@pytest.mark.parametrize("cost", KINDS.values(), ids=KINDS)
def test_cost_may_take_arrays_or_numbers(cost):
    np.testing.assert_allclose(costs_at(cost, w, b), bowl(w, b))


def test_function_that_mixes_its_pairs_up_is_asked_one_by_one():
    def fits_the_shape_only(w, b):
        return bowl(w, b) + np.ptp(np.ravel(w))

    np.testing.assert_allclose(costs_at(fits_the_shape_only, w, b), bowl(w, b))


def test_cost_of_numbers_that_adds_in_place_spoils_neither_pairs_nor_path():
    def adds_up(w, b):
        z = b
        z += 2 * w  # in place, if b is an array
        return (math.tanh(z) - 0.5) ** 2

    before = w.copy(), b.copy()
    expected = np.vectorize(adds_up)(*before)
    np.testing.assert_allclose(costs_at(adds_up, w, b), expected)
    np.testing.assert_array_equal((w, b), before)
    picture = surface(adds_up, -1, 1, path=[(-1.0, 0.0), (0.0, 0.5)])
    assert picture.caption == "In 1 step J falls from 2.143 to 0.001."


def test_surface_says_the_lowest_point_and_the_walk():
    picture = surface(bowl, -2, 2, names=("w1", "w2"), path=[(-1, 0.5), (0, 0), (1, 0)])
    assert picture.alt == (
        "J is lowest, 0, near w1 = 1, w2 = −0.4. In 2 steps J falls from 4.81 to 0.16."
    )
    assert picture.caption == "In 2 steps J falls from 4.81 to 0.16."


def test_surface_may_have_a_range_for_each_parameter():
    assert surface(bowl, (0, -3), (2, -1)).alt.startswith("J is lowest, ")
    assert surface(bowl, (0, -3), (2, -1)).alt.endswith(" near w = 1, b = −1.")


def test_surface_says_when_the_cost_rises():
    assert surface(bowl, -2, 2, path=[(1, 0), (2, 2)]).caption == (
        "In 1 step J rises from 0.16 to 6.76."
    )


@pytest.mark.parametrize(
    "cost",
    [lambda w, b: 0 * w + 3.0, lambda w, b: np.where(w < 0, np.nan, w * w + b * b)],
    ids=["flat", "undefined on one side"],
)
def test_unusual_surfaces_are_drawn(cost):
    assert surface(cost, -2, 2).png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("cost", "path", "message"),
    [
        (lambda w, b: None, None, "cost returned None, expected a number"),
        (lambda w, b: np.ones(2), None, "cost returned shape (2,)"),
        (lambda w, b: w * np.nan, None, "cost returned no finite number"),
        (bowl, [], "path has shape (0,), expected finite pairs"),
        (bowl, [1.0, 2.0], "path has shape (2,)"),
        (bowl, [(1.0, np.inf)], "path has shape (1, 2)"),
    ],
    ids=["nothing", "two", "nan", "empty path", "flat path", "infinite path"],
)
def test_surface_refuses_by_name(cost, path, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        surface(cost, -1, 1, path=path)


def relu(x):
    """Give the positive part of a number."""
    return max(x, 0.0)


def test_sum_says_how_far_it_is_from_its_target():
    picture = units_over_line(relu, [relu], -1, 2, target=abs, name="t")
    assert picture.alt == (
        "From t = -1 to 2, the sum of 1 piece is at most 1 away from the target."
    )


def test_function_without_pieces_says_its_range():
    assert units_over_line(abs, [], -1, 2).alt == (
        "From x = -1 to 2, the function lies between 0 and 2."
    )


def test_array_of_one_number_counts_as_a_number():
    def network_of(x):
        return np.array([[2.0]]) @ np.array([[x]])

    assert "between −2 and 2" in units_over_line(network_of, [], -1, 1).alt


@pytest.mark.parametrize(
    ("arguments", "target", "message"),
    [
        ((lambda x: None, []), None, "function returned None, expected a number"),
        ((abs, [abs, lambda x: [x, x]]), None, "pieces[1] returned shape (2,)"),
        ((abs, []), lambda x: [x, x], "target returned shape (2,)"),
    ],
    ids=["nothing", "two numbers", "two targets"],
)
def test_sum_refuses_by_name(arguments, target, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        units_over_line(*arguments, -1, 1, target=target)


def test_bars_say_every_number_and_the_largest_one():
    scores, probabilities = (
        np.array([3.0, 1.0, -3.0]),
        np.array([[0.879, 0.119, 0.002]]),
    )
    picture = bars(
        scores, ["cat", "dog", "bird"], second=probabilities, titles=("z", "a")
    )
    assert picture.alt == (
        "z: cat is 3, dog is 1, bird is −3. a: cat is 0.879, dog is 0.119, bird is "
        "0.002. The largest belongs to cat."
    )
    assert picture.caption == "The largest belongs to cat: 0.879."


@pytest.mark.parametrize(
    ("values", "options", "error", "message"),
    [
        (np.ones((2, 2)), {}, ShapeError, "values has shape (2, 2)"),
        (np.ones(3), {}, ValueError, "values holds 3 numbers, expected 2"),
        (np.array([1.0, np.nan]), {}, ValueError, "values holds nan"),
        (np.ones(2), {"second": np.ones(3)}, ValueError, "second holds 3 numbers"),
    ],
    ids=["table", "labels", "nan", "second"],
)
def test_bars_refuse_by_name(values, options, error, message):
    with pytest.raises(error, match=re.escape(message)):
        bars(values, ["a", "b"], **options)


def test_digits_list_titles():
    picture = digit_sheet(np.zeros((3, 8, 8)), ["3\nsaid 8", "5", "6"])
    assert picture.alt == "3 pictures of 8 x 8 pixels: 3, said 8; 5; 6."
    assert picture.caption == "3 pictures of 8 x 8 pixels."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-2.5, "−2.5"),
        (1e-9, "1e−09"),
        (0.9996, "1"),
        (123456.0, "123456"),
        (2.5e7, "2.5e+07"),
        (np.inf, "inf"),
    ],
)
def test_numbers_are_as_short_as_they_can_be_read(value, text):
    assert brief(value) == text
