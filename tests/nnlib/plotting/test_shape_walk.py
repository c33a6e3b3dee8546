"""Formulas as boxes: what meets is said, what does not fit is said as well."""

import re

import pytest

from nnlib.plotting import shape_walk
from nnlib.plotting.shape_walk import LEAST, scale_for, side

Z, W, X, b = ("Z1", (4, 10)), ("W1", (4, 48)), ("X", (48, 10)), ("b1", (4, 1))


def test_walk_says_the_formula_and_what_meets():
    assert shape_walk([Z, "=", W, X, "+", b]).alt == (
        "Z1 (4, 10) = W1 (4, 48) times X (48, 10) + b1 (4, 1). The 48 columns of W1 "
        "meet the 48 rows of X."
    )


@pytest.mark.parametrize(
    ("steps", "caption"),
    [
        ([W, ("X", (10, 48))], "The 48 columns of W1 do not fit the 10 rows of X."),
        ([b, ("dZ", (1, 10))], "The 1 column of b1 meets the 1 row of dZ."),
        ([b, ("dZ", (2, 10))], "The 1 column of b1 does not fit the 2 rows of dZ."),
        ([Z, "+", b], "Z1 (4, 10) + b1 (4, 1)."),
        (
            [W, X, ("V", (10, 2))],
            "The 48 columns of W1 meet the 48 rows of X. The 10 columns of X meet the "
            "10 rows of V.",
        ),
    ],
    ids=["misfit", "ones meet", "one misfits", "no product", "two products"],
)
def test_caption_says_of_each_product_whether_it_fits(steps, caption):
    assert shape_walk(steps).caption == caption


def test_sides_are_in_proportion_but_never_too_small():
    scale = scale_for([W, X], [W[1], X[1]])
    assert side(48, scale) == 48 * scale
    assert side(1, scale) == LEAST


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        (["="], "steps holds no array"),
        ([("Z", (4,))], "Z has shape (4,), expected two sizes above 0"),
        ([("Z", (4, 0))], "Z has shape (4, 0)"),
        ([W, "+"] * 9, "steps holds 18 entries, more than there is room for"),
    ],
    ids=["sign only", "flat", "empty", "too long"],
)
def test_walk_refuses_what_cannot_be_drawn(steps, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        shape_walk(steps)
