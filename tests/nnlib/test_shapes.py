"""Named dimensions: what fits is measured, what does not is named with its reason."""

import numpy as np
import pytest

from nnlib.shapes import ShapeError, parse, shapes
from tests.cases import every_case

LOGISTIC = "w (n_x, 1), b (), X (n_x, m), Y (1, m)"


@every_case(
    "number",
    [2, 2.5, True, np.float64(2), np.float32(2), np.int64(2), np.array(2.0)],
    ids=["int", "float", "bool", "float64", "float32", "int64", "0-d array"],
)
def test_every_kind_of_number_fits_empty_brackets(number):
    assert shapes("b ()", number) == {}


@every_case(
    ("spec", "arrays", "sizes"),
    [
        ("X (n_x, m)", [(3, 5)], {"n_x": 3, "m": 5}),
        ("images (m, h, w, 3)", [(7, 4, 6, 3)], {"m": 7, "h": 4, "w": 6}),
        ("x (m,), y (m)", [(4,), (4,)], {"m": 4}),
        ("W1 (n_1, n_0), b1 (n_1, 1)", [(4, 2), (4, 1)], {"n_1": 4, "n_0": 2}),
        ("S (n, n)", [(3, 3)], {"n": 3}),
        ("w (n_x, 1), X (n_x, m)", [(1, 1), (1, 1)], {"n_x": 1, "m": 1}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sizes_are_returned_under_their_names(spec, arrays, sizes):
    assert shapes(spec, *map(np.zeros, arrays)) == sizes


REFUSED = {
    "flat row": (
        "X (n_x, m), Y (1, m)",
        [np.zeros((2, 5)), np.zeros(4)],
        "Y has shape (4,), expected (1, m) with m = 5 (from X).\n"
        "A 1-D array is neither a row nor a column: Y.reshape(1, -1) makes it a row.",
    ),
    "flat column": (
        "w (n_x, 1)",
        [np.zeros(3)],
        "w has shape (3,), expected (n_x, 1).\nA 1-D array is neither a row nor a "
        "column: w.reshape(-1, 1) makes it a column.",
    ),
    "flat matrix": (
        "X (n_x, m)",
        [np.zeros(3)],
        "X has shape (3,), expected (n_x, m).\nA 1-D array is neither a row nor a "
        "column: X.reshape(1, -1) makes it a row, X.reshape(-1, 1) a column.",
    ),
    "rows are examples": (
        "w (n_x, 1), X (n_x, m)",
        [np.zeros((2, 1)), np.zeros((5, 2))],
        "X has shape (5, 2), expected (n_x, m) with n_x = 2 (from w).\n"
        "It looks transposed: X.T fits.",
    ),
    "column for row": (
        "A (1, m), Y (1, m)",
        [np.zeros((1, 5)), np.zeros((5, 1))],
        "Y has shape (5, 1), expected (1, m) with m = 5 (from A).\n"
        "It looks transposed: Y.T fits.",
    ),
    "two sizes known": (
        "X (n_x, m), Y (1, m), D (n_x, m)",
        [np.zeros((2, 5)), np.zeros((1, 5)), np.zeros((3, 4))],
        "D has shape (3, 4), expected (n_x, m) with n_x = 2 (from X), m = 5 (from X).",
    ),
    "exact number": (
        "X (2, m)",
        [np.zeros((3, 4))],
        "X has shape (3, 4), expected (2, m).",
    ),
    "not square": (
        "S (n, n)",
        [np.zeros((2, 3))],
        "S has shape (2, 3), expected (n, n).",
    ),
    "array for number": (
        "b ()",
        [np.zeros((1, 1))],
        "b has shape (1, 1), expected a number.\n"
        "It holds one number: b.item() takes it out.",
    ),
    "many for number": ("b ()", [np.zeros(4)], "b has shape (4,), expected a number."),
    "number for array": ("X (n_x, m)", [3.0], "X is a number, expected (n_x, m)."),
    "list": (
        "x (m,)",
        [[1, 2]],
        "x is of type list, expected (m,).\nnp.array(x) makes an array of it.",
    ),
    "text": ("b ()", ["0.5"], "b is of type str, expected a number."),
    "nothing returned": (
        "A (1, m)",
        [None],
        "A is None, expected (1, m).\nDoes the function that makes A return it?",
    ),
    "no examples": (
        "X (n_x, m)",
        [np.zeros((3, 0))],
        "X has shape (3, 0), expected (n_x, m).\n"
        "There is nothing in it: one of its dimensions is 0.",
    ),
}


@every_case("case", REFUSED.values(), ids=REFUSED.keys())
def test_message_names_argument_expectation_and_who_fixed_it(case):
    spec, arguments, message = case
    with pytest.raises(ShapeError) as refused:
        shapes(spec, *arguments)
    assert str(refused.value) == message


def test_first_argument_that_does_not_fit_is_named():
    w, X, Y = np.zeros((2, 1)), np.zeros((3, 5)), np.zeros((1, 4))
    with pytest.raises(ShapeError, match=r"^X has shape"):
        shapes(LOGISTIC, w, 0.0, X, Y)


@every_case(
    "spec",
    ["X", "X (n_x, m", "X n_x, m)", "X (n x)", "X (m) Y (m)", "(m)", "X (-1)", "X (,)"],
)
def test_unreadable_line_is_refused(spec):
    with pytest.raises(ValueError, match="cannot read"):
        parse(spec)


def test_argument_named_twice_is_refused():
    with pytest.raises(ValueError, match="named twice"):
        parse("X (m,), X (m,)")


def test_wrong_number_of_arguments_is_refused():
    with pytest.raises(TypeError, match="names 2, got 1"):
        shapes("A (1, m), Y (1, m)", np.zeros((1, 3)))


def test_repeated_line_is_read_once():
    parse.cache_clear()
    for _ in range(5):
        shapes("A (1, m)", np.zeros((1, 3)))
    assert parse.cache_info().misses == 1
