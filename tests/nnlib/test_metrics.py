"""Metrics count decisions: shares and numbers, of labels of any number type."""

import numpy as np
import pytest

from nnlib.datasets import tumours
from nnlib.metrics import accuracy, majority
from nnlib.shapes import ShapeError
from tests.cases import every_case


@every_case(
    ("P", "share"),
    [([1, 0, 1, 1], 1.0), ([0, 1, 0, 0], 0.0), ([1, 0, 0, 0], 0.5), ([0] * 4, 0.25)],
    ids=["all right", "all wrong", "half", "only the zero"],
)
@every_case("dtype", [bool, np.int64, np.float64])
def test_accuracy_is_the_share_of_right_labels(P, share, dtype):
    got = accuracy(np.array([P], dtype=dtype), np.array([[1, 0, 1, 1]]))
    assert got == share
    assert isinstance(got, float)


@every_case(("p", "y"), [((1, 4), (4, 1)), ((4,), (1, 4)), ((1, 0),) * 2])
def test_rows_of_another_shape_are_refused(p, y):
    with pytest.raises(ShapeError):
        accuracy(np.zeros(p), np.zeros(y))


@every_case(
    ("Y", "share"),
    [([1, 0, 0, 0], 0.75), ([1, 1, 0], 2 / 3), ([1, 1], 1.0), ([2, 0, 1, 2, 2], 0.6)],
    ids=["mostly 0", "mostly 1", "one label only", "three classes"],
)
@every_case("dtype", [np.uint8, np.float64])
def test_majority_is_the_accuracy_of_the_most_frequent_label(Y, share, dtype):
    Y = np.array([Y], dtype=dtype)
    got = majority(Y)
    assert got == pytest.approx(share, rel=1e-15)
    assert isinstance(got, float)
    assert got == max(accuracy(np.full(Y.shape, label), Y) for label in range(3))


def test_majority_guess_on_the_tumours_is_benign():
    _, Y = tumours()
    assert majority(Y) == pytest.approx(357 / 569, rel=1e-15)


LABELS = np.array([[1, 0, 1, 1]])
REFUSED = {
    "probabilities": (accuracy, (LABELS * 0.7, LABELS), r"P holds 0.7 .*\n.*P > 0.5"),
    "minus one": (accuracy, (LABELS, 2 * LABELS - 1), "Y holds -1 at .*\n.*Labels -1"),
    "nan": (accuracy, (LABELS, LABELS * np.nan), r"Y holds nan at \[0, 0\] \(and 3"),
    "infinite": (majority, (np.array([[1, np.inf]]),), "Y holds inf"),
    "flat": (accuracy, (LABELS[0], LABELS), "P has shape .*\n.*makes it a row"),
    "empty": (majority, (np.ones((1, 0)),), "Y has shape .*\n.*nothing in it"),
    "list": (majority, ([0, 1],), "Y is of type list"),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_what_is_no_row_of_labels_is_refused_by_name(case):
    metric, arguments, message = case
    with pytest.raises(ValueError, match=message):
        metric(*arguments)


def test_objects_are_refused_by_name():
    with pytest.raises(TypeError, match="Y holds 'benign', 'malignant'"):
        accuracy(np.array([[0, 1]]), np.array([["benign", "malignant"]]))
