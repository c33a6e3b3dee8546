"""Pictures of pictures, and of weights that look at them."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread

from nnlib.plotting import contact_sheet
from nnlib.plotting.card import DPI, WIDTH
from nnlib.plotting.exhibits import grey_units, weight_image
from nnlib.plotting.images import ROW
from nnlib.shapes import ShapeError


def blank(m):
    """Make black pictures."""
    return np.zeros((m, 4, 5, 3), dtype=np.uint8)


@pytest.mark.parametrize(("m", "rows"), [(1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_sheet_has_six_pictures_in_a_row(m, rows):
    picture = contact_sheet(blank(m), ["x"] * m)
    height, width, _ = imread(BytesIO(picture.png)).shape
    assert width == int(WIDTH * DPI)
    assert round((height / DPI - 0.1) / ROW) == rows


def test_sheet_shows_the_colours_of_the_picture():
    red = blank(1)
    red[..., 0] = 255
    pixels = imread(BytesIO(contact_sheet(red, ["red"]).png))
    middle = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2, :3]
    np.testing.assert_allclose(middle, [1, 0, 0])


def test_sheet_lists_the_titles():
    assert contact_sheet(blank(2), ["cat", "no cat"]).alt == (
        "2 pictures of 4 x 5 pixels: cat, no cat."
    )


def test_sheet_refuses_titles_that_do_not_match():
    with pytest.raises(ValueError, match="titles has 1 entries, expected 2"):
        contact_sheet(blank(2), ["cat"])


def test_sheet_refuses_what_are_no_colour_pictures():
    with pytest.raises(ShapeError, match="pictures has shape"):
        contact_sheet(blank(2)[..., 0], ["cat", "cat"])


def test_weight_image_adds_up_the_colours_of_each_pixel():
    w = np.array([[2.0, -1.0], [-1.0, 0.0], [-0.5, -3.0]]).reshape(6, 1)
    picture = weight_image(w, 1, 2, labels=("dog", "cat"))
    assert picture.alt == (
        "Weights of 1 x 2 pixels: bright speaks for cat in 1 of them, for dog in 1."
    )


def test_weights_that_are_all_0_can_be_drawn():
    assert "in 0 of them" in weight_image(np.zeros((12, 1)), 2, 2).alt


@pytest.mark.parametrize("shape", [(12,), (1, 12), (4, 1)])
def test_weight_image_refuses_other_than_three_weights_a_pixel(shape):
    with pytest.raises(ShapeError, match="w has shape"):
        weight_image(np.zeros(shape), 2, 2)


@pytest.mark.parametrize(("weight", "grey"), [(2.0, 254), (-3.0, 0), (0.0, 127)])
def test_unit_is_bright_where_it_wants_bright_pixels(weight, grey):
    picture = grey_units(np.full((1, 12), weight), 2, 2, ["unit"])
    pixels = imread(BytesIO(picture.png))
    middle = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2, :3]
    np.testing.assert_allclose(middle, grey / 255, atol=1e-3)


def test_units_refuse_other_than_three_weights_a_pixel():
    with pytest.raises(ShapeError, match="W has shape"):
        grey_units(np.ones((1, 4)), 2, 2, ["unit"])
