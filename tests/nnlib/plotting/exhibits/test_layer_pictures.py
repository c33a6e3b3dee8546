"""Pictures about depth: sizes from layer to layer, blocks, trees of gates."""

import re

import numpy as np
import pytest

from nnlib.plotting import blocks
from nnlib.plotting.exhibits import gate_tree, layer_sizes
from nnlib.plotting.exhibits.gates import gates, tree
from nnlib.plotting.exhibits.layer_sizes import course, limits

COURSES = {
    "vanishes": [1.0, 0.1, 0.001],
    "vanishes to 0": [1.0, 0.0],
    "vanishes from 0": [0.0, 0.0],
    "explodes": [1.0, 20.0, 400.0],
    "explodes to infinity": [1.0, np.inf],
    "shrinks": [1.0, 0.1],
    "grows": [1.0, 10.0],
    "stays": [1.0, 30.0, 0.5],
}


@pytest.mark.parametrize("name", COURSES)
def test_course_of_the_sizes_is_one_of_five_words(name):
    assert course(np.array(COURSES[name])) == re.match(r"\w+", name)[0]


def test_sizes_say_both_ends_of_each_row():
    picture = layer_sizes({"0.01": [0.05, 0.0001], "He": [0.8, 0.83]})
    assert picture.alt == (
        "From layer 1 to 2: 0.01 vanishes (0.05 to 0.0001), He stays (0.8 to 0.83)."
    )
    assert picture.caption == "The activations vanish with 0.01; they stay with He."


def test_way_back_is_told_from_the_last_layer_to_the_first():
    picture = layer_sizes({"1": [400.0, 20.0, 1.0]}, quantity="gradients", back=True)
    assert picture.alt == "From layer 3 to 1: 1 explodes (1 to 400)."
    assert picture.caption == "The gradients explode with 1."


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ([1.0, 0.01], (0.01, 1.0)),
        ([1.0, 0.0], (0.1, 1.0)),
        ([1.0, np.inf], (1.0, 10.0)),
        ([1.0, 1e-200], (1e-30, 1.0)),
        ([0.0, 0.0], (0.1, 1.0)),
    ],
    ids=["plain", "zero", "infinite", "tiny", "nothing"],
)
def test_zero_and_infinity_stand_a_factor_of_ten_beyond_the_others(row, ends):
    np.testing.assert_allclose(limits({"row": np.array(row)}), ends)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"a": []}, "sizes['a'] is [], expected two or more sizes of 0 or above"),
        ({"a": [1.0]}, "sizes['a'] is [1.0], expected two or more sizes"),
        ({"a": [1.0, -2.0]}, "sizes['a'] is [1.0, -2.0]"),
        ({"a": [1.0, np.nan]}, "sizes['a'] is [1.0, nan]"),
    ],
    ids=["no layer", "one layer", "negative", "nan"],
)
def test_sizes_that_cannot_be_drawn_are_refused(sizes, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        layer_sizes(sizes)


@pytest.mark.parametrize("L", [2, 3, 4])
def test_blocks_say_how_many_there_are(L):
    alt = blocks(L).alt
    assert f"{L} forward blocks from X to A{L}" in alt
    assert f"{L} backward blocks from dZ{L}" in alt


@pytest.mark.parametrize("L", [1, 5, 2.5])
def test_blocks_of_other_networks_are_refused(L):
    with pytest.raises(ValueError, match=f"L is {L}, expected 2, 3 or 4"):
        blocks(L)


@pytest.mark.parametrize("k", range(2, 9))
def test_tree_has_one_gate_less_than_bits_and_the_least_depth(k):
    levels = tree(k)
    assert sum(map(gates, levels)) == k - 1
    assert len(levels) - 1 == int(np.ceil(np.log2(k)))
    assert len(levels[-1]) == 1


def test_tree_says_its_gates_level_by_level():
    assert gate_tree(7).alt == (
        "A tree of xor gates for 7 bits: 3, 2 and 1 in 3 levels, 6 gates in all."
    )


@pytest.mark.parametrize("k", [1, 9, 2.5])
def test_tree_of_other_numbers_of_bits_is_refused(k):
    with pytest.raises(ValueError, match=f"k is {k}, expected a whole number"):
        gate_tree(k)
