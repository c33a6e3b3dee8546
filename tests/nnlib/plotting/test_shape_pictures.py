"""Pictures about shapes: their numbers are those of numpy, odd input is refused."""

import re

import numpy as np
import pytest

from nnlib.plotting import broadcasting, product
from nnlib.plotting.broadcasting import first_misfit, imagined
from nnlib.plotting.tables import entry
from nnlib.shapes import ShapeError

W, X = np.array([[0.5, -1.0]]), np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
NAMES = ("w.T", "X", "Z")


@pytest.fixture
def cells(monkeypatch):
    """What is written into cells: text, whether a ghost, whether marked."""
    drawn = []

    def remember(axes, place, text, *, ghost, mark):
        drawn.append((text, bool(ghost), bool(mark)))

    monkeypatch.setattr("nnlib.plotting.tables.cell", remember)
    return drawn


def test_product_says_the_three_shapes():
    assert product(W, X, NAMES).alt == (
        "w.T of shape (1, 2) times X of shape (2, 3) is Z of shape (1, 3)."
    )


def test_product_writes_out_the_sum_of_the_entry_that_is_told_apart():
    assert product(W, X, NAMES, at=(0, 1)).caption == (
        "Z[0, 1] is row 0 of w.T on column 1 of X: 0.5 · 2 + (−1) · 0.5 = 0.5."
    )


def test_product_marks_a_row_a_column_and_where_they_meet(cells):
    product(W, X, NAMES, at=(0, 2))
    marked = [text for text, _, mark in cells if mark]
    assert marked == ["0.5", "−1", "−1", "−2", "1.5"]
    assert len(cells) == W.size + X.size + 3


def test_product_refuses_inner_sizes_that_differ():
    with pytest.raises(ShapeError, match="right has shape"):
        product(W, X.T, NAMES)


@pytest.mark.parametrize("names", ["wXZ", ("w", "X")], ids=["text", "two"])
def test_product_refuses_other_than_three_names(names):
    with pytest.raises(ValueError, match="expected three texts"):
        product(W, X, names)


BROADCASTS = {
    "column + row": ((3, 1), (1, 4), "gives shape (3, 4)"),
    "row + column": ((1, 4), (4, 1), "gives shape (4, 4)"),
    "table + row": ((2, 3), (1, 3), "gives shape (2, 3)"),
    "table + flat": ((2, 3), (3,), "gives shape (2, 3)"),
    "square + flat": ((4, 4), (4,), "gives shape (4, 4)"),
    "flat + flat": ((3,), (3,), "gives shape (3,)"),
    "last axis": ((4, 5), (4,), "does not fit: 5 against 4"),
    "first axis": ((2, 3), (4, 3), "does not fit: 2 against 4"),
}


@pytest.mark.parametrize("case", BROADCASTS.values(), ids=BROADCASTS)
def test_broadcasting_says_what_numpy_does(case):
    left, right, ending = case
    picture = broadcasting(np.ones(left), np.ones(right))
    assert picture.alt == f"a of shape {left} + b of shape {right} {ending}."
    if "gives" in ending:
        assert ending.endswith(str((np.ones(left) + np.ones(right)).shape))
    else:
        with pytest.raises(ValueError, match="could not be broadcast"):
            np.ones(left) + np.ones(right)


def test_broadcasting_writes_the_numbers_of_numpy(cells):
    column, row = np.array([[1.0], [2.0]]), np.array([[10.0, 20.0]])
    broadcasting(column, row, "-")
    result = [text for text, _, _ in cells[-4:]]
    assert result == ["−9", "−19", "−8", "−18"]


def test_cells_that_numpy_imagines_are_ghosts(cells):
    broadcasting(np.array([[1.0], [2.0]]), np.array([[10.0, 20.0]]))
    solid = [text for text, ghost, _ in cells if not ghost]
    assert solid == ["1", "2", "10", "20", "11", "21", "12", "22"]
    assert len(cells) == 12


def test_flat_array_is_repeated_downwards():
    np.testing.assert_array_equal(
        imagined(np.zeros(3), (2, 3)), [[False] * 3, [True] * 3]
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((np.ones((2, 2)), np.ones((2, 2)), "*"), "sign is '*', expected one of +, -"),
        ((np.ones((2, 2)), 3.0), "b has shape (), expected one or two axes"),
        ((np.ones((2, 2, 2)), np.ones(2)), "a has shape (2, 2, 2), expected"),
    ],
    ids=["sign", "number", "three axes"],
)
def test_broadcasting_refuses_what_it_cannot_draw(arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        broadcasting(*arguments)


@pytest.mark.parametrize(
    ("one", "other", "misfit"),
    [
        ((4, 5), (4,), (5, 4)),
        ((4, 4), (4,), None),
        ((3, 1), (1, 4), None),
        ((2, 3), (3, 2), (3, 2)),
        ((2,), (3,), (2, 3)),
    ],
)
def test_lengths_are_compared_from_the_last_axis_on(one, other, misfit):
    assert first_misfit(one, other) == misfit


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.001, "0"), (-1.0, "−1"), (0.126, "0.13"), (12.5, "12.5")],
)
def test_numbers_in_cells_are_as_short_as_they_can_be(value, text):
    assert entry(value) == text
