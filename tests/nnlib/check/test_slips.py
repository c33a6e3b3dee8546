"""A slip changes one thing of the right function, and nothing else."""

import inspect

import numpy as np
import pytest

from nnlib.check import Tree
from nnlib.check.slips import (
    called_with,
    changed,
    divided,
    flattened,
    negated,
    outputs,
    reordered,
    scaled,
    transposed,
    wrapped,
    wrong,
)

RETURNS = ({"dw", "db"}, "cost")


def propagate(w, X, rate=0.5):
    m = X.shape[1]
    return {"dw": w * m, "db": 3.0}, rate * m


def layers(X):
    return X, {"W1": X, "b1": 2 * X}


W, X = np.array([[1.0], [2.0]]), np.ones((2, 4))
DW = np.array([[4.0], [8.0]])


def m(X):
    return X.shape[1]


@pytest.mark.parametrize(
    ("slip", "expected"),
    [
        (scaled(m, "dw"), ({"dw": 4 * DW, "db": 3.0}, 2.0)),
        (divided(2, "dw", "cost"), ({"dw": DW / 2, "db": 3.0}, 1.0)),
        (negated(), ({"dw": -DW, "db": -3.0}, -2.0)),
        (transposed("dw"), ({"dw": DW.T, "db": 3.0}, 2.0)),
        (flattened("dw"), ({"dw": DW[:, 0], "db": 3.0}, 2.0)),
        (wrapped("db"), ({"dw": DW, "db": [[3.0]]}, 2.0)),
        (changed(np.sum, "dw"), ({"dw": 12.0, "db": 3.0}, 2.0)),
        (outputs(db=lambda dw: dw), ({"dw": DW, "db": DW}, 2.0)),
        (outputs(cost=7), ({"dw": DW, "db": 3.0}, 7)),
        (outputs(db=lambda w, db: w * db), ({"dw": DW, "db": 3 * W}, 2.0)),
        (called_with(rate=2), ({"dw": DW, "db": 3.0}, 8)),
        (called_with(rate=lambda rate: -rate), ({"dw": DW, "db": 3.0}, -2.0)),
        (reordered(1, 0), (2.0, {"dw": DW, "db": 3.0})),
    ],
)
def test_one_thing_is_changed(slip, expected):
    np.testing.assert_equal(slip(propagate, RETURNS)(W, X), expected)


def test_entries_of_a_tree_go_by_their_names_and_all_together():
    returns = ("A", Tree("cache"))
    only, whole = negated("W1"), negated("cache")
    assert only(layers, returns)(3) == (3, {"W1": -3, "b1": 6})
    assert whole(layers, returns)(3) == (3, {"W1": -3, "b1": -6})


def test_it_takes_what_the_right_function_takes():
    slip = negated()(propagate, RETURNS)
    assert inspect.signature(slip) == inspect.signature(propagate)


def test_slips_follow_one_another():
    words = {"evidence": "It is seen.", "question": "what?", "worth": 0.5}
    both = wrong("both", "two slips", called_with(rate=1), scaled(10, "cost"), **words)
    made = both.make(propagate, RETURNS)
    assert made.function(W, X)[1] == 40
    assert (made.id, made.title, made.worth) == ("both", "two slips", 0.5)


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (negated("dW"), "'dW' is not among dw, db, cost"),
        (outputs(dW=1), "'dW' is not among dw, db, cost"),
        (called_with(b=1), "'b' is not among w, X, rate"),
    ],
)
def test_a_name_that_nothing_has_is_refused(slip, message):
    with pytest.raises(ValueError, match=message):
        slip(propagate, RETURNS)(W, X)
