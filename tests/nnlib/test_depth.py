"""What depth can do, and what one layer can: gates, parity, and the folded line."""

import functools
import itertools

import numpy as np

from nnlib.depth import fold, folded, parity_tree
from nnlib.two_layer import xor_by_hand
from tests.cases import every_case

ALL_OF_8 = np.array(list(itertools.product((0, 1), repeat=8))).T  # (8, 256)

# Gates of one step unit: weights, bias, and the answers to 00, 01, 10, 11.
GATES = {
    "and": ((1, 1), -1.5, [0, 0, 0, 1]),
    "or": ((1, 1), -0.5, [0, 1, 1, 1]),
    "nand": ((-1, -1), 1.5, [1, 1, 1, 0]),
}
CORNERS = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])


def fires(W, b, A):
    """Apply step units."""
    return np.float64(W @ A + b > 0)


def with_steps(X, parameters):
    """Pass examples through two layers of step units."""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    return fires(W2, b2, fires(W1, b1, X))


@every_case(("w", "b", "answers"), GATES.values(), ids=GATES)
def test_one_step_unit_is_a_gate(w, b, answers):
    assert fires(np.array([w]), b, CORNERS)[0].tolist() == answers


def test_two_step_units_below_a_third_are_xor():
    assert with_steps(CORNERS, xor_by_hand())[0].tolist() == [0, 1, 1, 0]


# ---- the tree of gates

# Bits -> parity, gates, levels.
TREES = {
    (1,): (1, 0, 0),
    (0,): (0, 0, 0),
    (1, 0): (1, 1, 1),
    (1, 1, 1): (1, 2, 2),
    (1, 0, 0, 0, 1): (0, 4, 3),
    (0, 0, 0, 0, 0, 1): (1, 5, 3),
    (1, 1, 0, 1, 0, 1, 1, 0): (1, 7, 3),
    (0,) * 8 + (1,): (1, 8, 4),
}


@every_case(("bits", "expected"), TREES.items(), ids=str)
def test_tree_gives_parity_gates_and_levels(bits, expected):
    assert parity_tree(bits) == expected


def test_tree_is_right_for_all_inputs_of_eight_bits():
    found = [parity_tree(bits) for bits in ALL_OF_8.T]
    assert [parity for parity, _, _ in found] == (ALL_OF_8.sum(axis=0) % 2).tolist()
    assert {(gates, depth) for _, gates, depth in found} == {(7, 3)}


@every_case("n", range(1, 40))
def test_tree_of_n_bits_has_a_level_for_every_doubling(n):
    _, gates, depth = parity_tree([1] * n)
    assert gates == n - 1
    assert 2 ** (depth - 1) < n <= 2**depth or n == 1


@every_case("bits", [[1, 0, 1], np.array([1, 0, 1]), (True, False, True)])
def test_bits_come_in_any_sequence_and_stay_as_they_are(bits):
    before = list(bits)
    assert parity_tree(bits)[0] == 0
    assert list(bits) == before


# ---- the folded line


def pieces(values):
    """Count the stretches over which values rise or fall."""
    signs = np.sign(np.diff(values))
    return 1 + np.count_nonzero(np.diff(signs))


@every_case(("k", "count"), [(0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (5, 32), (6, 64)])
def test_every_fold_doubles_the_pieces(k, count):
    x = np.linspace(0, 1, 2**12 + 1)  # holds every bend exactly
    assert pieces(folded(x, k)) == count


@every_case("k", range(1, 7))
def test_a_saw_goes_up_and_down_over_the_whole_height(k):
    ends = folded(np.arange(2**k + 1) / 2**k, k)
    np.testing.assert_array_equal(ends, np.arange(2**k + 1) % 2)


def test_folding_is_repeated():
    x = np.linspace(0, 1, 65)
    by_hand = functools.reduce(lambda y, _: fold(y), range(3), x)
    np.testing.assert_array_equal(folded(x, 3), by_hand)


def test_a_fold_is_two_relu_units():
    x = np.linspace(0, 1, 33)
    A1 = np.maximum(0, np.array([[1.0], [1.0]]) * x + np.array([[0.0], [-0.5]]))
    np.testing.assert_array_equal(fold(x), (np.array([[2.0, -4.0]]) @ A1)[0])
    np.testing.assert_array_equal(fold(x), np.where(x < 0.5, 2 * x, 2 - 2 * x))


@every_case("units", [1, 3, 10])
def test_one_layer_of_relu_units_bends_at_most_once_per_unit(rng, units):
    x = np.linspace(-3, 3, 20_001)
    W1, b1, W2 = (rng.normal(size=size) for size in ((units, 1), (units, 1), units))
    y = W2 @ np.maximum(0, W1 * x + b1)
    slopes = np.diff(y) / np.diff(x)
    changes = np.abs(np.diff(slopes)) > 1e-6
    # A bend between two grid points shows as one change or as two in a row.
    bends = np.count_nonzero(changes & ~np.append(False, changes[:-1]))
    assert bends <= units
