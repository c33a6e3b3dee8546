"""Standardised features: mean 0, spread 1, by the numbers of the training set."""

import numpy as np
import pytest

from nnlib.datasets import tumours
from nnlib.scaling import standardize
from nnlib.shapes import ShapeError
from tests.cases import every_case


@pytest.fixture
def sets(rng):
    """Make training and test examples of 3 features on very different scales."""
    scale, shift = np.array([[1e-3], [1.0], [1e4]]), np.array([[5.0], [-2.0], [1e5]])
    return tuple(shift + scale * rng.normal(size=(3, m)) for m in (40, 7))


def test_training_features_get_mean_0_and_spread_1(sets):
    X_train, _ = sets
    Z = standardize(X_train, X_train)
    np.testing.assert_allclose(Z.mean(axis=1), 0, atol=1e-10)
    np.testing.assert_allclose(Z.std(axis=1), 1, rtol=1e-12)


def test_new_examples_are_scaled_by_the_numbers_of_the_training_set(sets):
    X_train, X = sets
    together = standardize(X_train, np.hstack([X_train, X]))
    np.testing.assert_array_equal(standardize(X_train, X), together[:, 40:])


def test_one_example_is_scaled_as_it_is_among_others(sets):
    X_train, X = sets
    np.testing.assert_array_equal(
        standardize(X_train, X[:, 2:3]), standardize(X_train, X)[:, 2:3]
    )


@every_case("constant", [0.0, 1.0, 0.1, -7.3, 1e9])
@every_case("m", [1, 3, 10, 49])
def test_constant_feature_is_shifted_and_not_blown_up(constant, m):
    X_train = np.full((1, m), constant)
    X = np.array([[constant, constant + 2.0]])
    np.testing.assert_allclose(standardize(X_train, X), [[0, 2]], atol=1e-6)


def test_agrees_with_scikit_learn_on_the_tumours():
    from sklearn.preprocessing import StandardScaler

    X, _ = tumours()
    X_train, X_test = X[:, :400], X[:, 400:]
    peer = StandardScaler().fit(X_train.T)
    ours = standardize(X_train, X_test)
    np.testing.assert_allclose(ours, peer.transform(X_test.T).T, rtol=1e-10, atol=1e-12)


@every_case("dtype", [np.uint8, np.int64, np.float32, bool])
def test_result_is_float64_whatever_comes(dtype):
    X = np.array([[0, 1, 1], [1, 0, 1]], dtype=dtype)
    Z = standardize(X, X)
    assert Z.dtype == np.float64
    np.testing.assert_allclose(Z[0], [-np.sqrt(2), np.sqrt(0.5), np.sqrt(0.5)])


def test_inputs_are_left_alone(sets):
    copies = [X.copy() for X in sets]
    standardize(*sets)
    for X, copy in zip(sets, copies, strict=True):
        np.testing.assert_array_equal(X, copy)


GOOD = np.array([[1.0, 2.0, 4.0], [0.0, 1.0, 5.0]])
REFUSED = {
    "features differ": (GOOD, np.ones((3, 4)), ShapeError, "n_x = 2 .from X_train"),
    "flat": (GOOD, np.ones(2), ShapeError, "X has shape"),
    "empty": (np.ones((2, 0)), GOOD, ShapeError, "X_train has shape"),
    "missing value": (
        np.array([[1.0, np.nan, 4.0], [0.0, 1.0, 5.0]]),
        GOOD,
        ValueError,
        r"X_train holds nan at \[0, 1\], expected finite",
    ),
    "infinite": (
        GOOD,
        np.full((2, 2), np.inf),
        ValueError,
        r"X holds inf .*and 3 more",
    ),
    "objects": (GOOD, np.array([[1, None]] * 2), TypeError, "X holds 1, None"),
    "text": (GOOD, np.array([["1", "2"]] * 2), TypeError, "X holds '1', '2'"),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_by_name(case):
    X_train, X, error, message = case
    with pytest.raises(error, match=message):
        standardize(X_train, X)
