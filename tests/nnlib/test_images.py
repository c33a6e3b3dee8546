"""Pictures as columns: the order of the colours, the scale, one column per picture."""

import numpy as np
import pytest

from nnlib.images import flatten_images, image_to_vector
from nnlib.shapes import ShapeError
from tests.cases import every_case


@pytest.fixture
def images(rng):
    """Make five pictures of 4 x 6 points, every size its own."""
    return rng.integers(0, 256, size=(5, 4, 6, 3), dtype=np.uint8)


@every_case(("h", "w", "n_x"), [(64, 64, 12288), (4, 4, 48), (2, 3, 18), (1, 1, 3)])
def test_number_of_features_is_three_times_the_points(h, w, n_x):
    assert image_to_vector(np.zeros((h, w, 3), dtype=np.uint8)).shape == (n_x, 1)


def test_order_is_red_then_green_then_blue_each_row_by_row():
    image = np.arange(2 * 3 * 3).reshape(2, 3, 3)  # point by point: r, g, b
    red, green, blue = (
        [0, 3, 6, 9, 12, 15],
        [1, 4, 7, 10, 13, 16],
        [2, 5, 8, 11, 14, 17],
    )
    vector = image_to_vector(image)
    np.testing.assert_allclose(255 * vector[:, 0], [*red, *green, *blue])


def test_entries_are_floats_from_0_to_1():
    vector = image_to_vector(np.array([[[0, 51, 255]]], dtype=np.uint8))
    assert vector.dtype == np.float64
    assert vector.tolist() == [[0.0], [0.2], [1.0]]


def test_flattened_columns_are_the_vectors_of_the_pictures(images):
    X = flatten_images(images)
    assert (X.shape, X.dtype) == ((72, 5), np.float64)
    for i, image in enumerate(images):
        np.testing.assert_array_equal(X[:, i : i + 1], image_to_vector(image))


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int64])
def test_whole_numbers_of_any_kind_give_the_same(images, dtype):
    np.testing.assert_array_equal(
        flatten_images(images.astype(dtype)), flatten_images(images)
    )


def test_pictures_are_left_alone(images):
    before = images.copy()
    flatten_images(images)
    image_to_vector(images[0])
    np.testing.assert_array_equal(images, before)


def test_result_is_a_new_array(images):
    image_to_vector(images[0])[...] = 0.5
    flatten_images(images)[...] = 0.5
    assert images.dtype == np.uint8
    assert images.any()


REFUSED = {
    "grey": (np.zeros((4, 6), np.uint8), ShapeError, "image has shape"),
    "opacity": (np.zeros((4, 6, 4), np.uint8), ShapeError, r"expected \(h, w, 3\)"),
    "no points": (np.zeros((0, 6, 3), np.uint8), ShapeError, "nothing in it"),
    "list": ([[[1, 2, 3]]], ShapeError, "image is of type list"),
    "none": (None, ShapeError, "image is None"),
    "scaled": (np.zeros((4, 6, 3)), TypeError, "image is of type float64.*\n.*255"),
    "truth": (np.zeros((4, 6, 3), bool), TypeError, "image is of type bool"),
    "objects": (np.full((4, 6, 3), None), TypeError, "image holds None"),
    "negative": (np.full((4, 6, 3), -1), ValueError, "from -1 to -1, expected 0 to"),
    "16 bits": (np.full((4, 6, 3), 256), ValueError, "from 256 to 256, expected"),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_by_name(case):
    image, error, message = case
    with pytest.raises(error, match=message):
        image_to_vector(image)


@every_case(
    ("images", "error"),
    [
        (np.zeros((4, 6, 3), np.uint8), ShapeError),
        (np.zeros((0, 4, 6, 3), np.uint8), ShapeError),
        (np.zeros((5, 4, 6, 3)), TypeError),
        (np.full((5, 4, 6, 3), 300), ValueError),
    ],
    ids=["one picture", "no pictures", "scaled already", "too bright"],
)
def test_what_is_no_set_of_pictures_is_refused_by_name(images, error):
    with pytest.raises(error, match=r"^images "):
        flatten_images(images)
