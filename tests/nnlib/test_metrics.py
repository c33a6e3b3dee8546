"""Accuracy: a share between 0 and 1, of labels of any number type."""

import numpy as np
import pytest

from nnlib.metrics import accuracy
from nnlib.shapes import ShapeError


@pytest.mark.parametrize(
    ("P", "share"),
    [([1, 0, 1, 1], 1.0), ([0, 1, 0, 0], 0.0), ([1, 0, 0, 0], 0.5), ([0] * 4, 0.25)],
    ids=["all right", "all wrong", "half", "only the zero"],
)
@pytest.mark.parametrize("dtype", [bool, np.int64, np.float64])
def test_accuracy_is_the_share_of_right_labels(P, share, dtype):
    got = accuracy(np.array([P], dtype=dtype), np.array([[1, 0, 1, 1]]))
    assert got == share
    assert isinstance(got, float)


@pytest.mark.parametrize(("p", "y"), [((1, 4), (4, 1)), ((4,), (1, 4)), ((1, 0),) * 2])
def test_rows_of_another_shape_are_refused(p, y):
    with pytest.raises(ShapeError):
        accuracy(np.zeros(p), np.zeros(y))
