"""A drawing is brought into the form of the data, and read."""

import numpy as np
import pytest

from grading.exhibits import drawn_digit
from nnlib.explore import DrawnDigit
from nnlib.explore.scan import INK, scanned
from nnlib.multiclass import softmax_forward

from .networks import PEN, reader


def arc(x, y, across, up, start, end, count=16):
    """Give places on an ellipse, between two angles in degrees."""
    turns = np.radians(np.linspace(start, end, count))
    return [(x + across * np.cos(t), y + up * np.sin(t)) for t in turns]


# As one writes them: each a list of strokes.
WRITTEN = {
    0: [arc(50, 50, 25, 40, 90, 450)],
    1: [[(35, 72), (52, 90), (52, 10)]],
    2: [[*arc(50, 70, 22, 20, 160, -30), (30, 10), (75, 10)]],
    3: [arc(48, 70, 22, 20, 140, -80) + arc(48, 30, 24, 22, 80, -140)],
    4: [[(60, 10), (60, 90), (25, 35), (78, 35)]],
    5: [[(72, 90), (35, 90), (32, 55), *arc(48, 34, 24, 24, 110, -140)]],
    6: [arc(70, 50, 38, 42, 120, 180) + arc(52, 28, 20, 20, 180, -180)],
    7: [[(25, 88), (75, 88), (42, 10)], [(35, 50), (68, 50)]],
    8: [arc(50, 70, 18, 18, 270, -90) + arc(50, 30, 22, 22, 90, 450)],
    9: [[*arc(50, 68, 20, 20, 0, 360), (70, 68), (66, 10)]],
}


def places(strokes):
    """Give strokes as (x, y, joined)."""
    return [(x, y, int(k > 0)) for one in strokes for k, (x, y) in enumerate(one)]


@pytest.fixture(scope="module")
def explorer():
    return drawn_digit()


def test_most_digits_that_are_drawn_are_read(explorer):
    pictures = [scanned(places(strokes)).ravel() for strokes in WRITTEN.values()]
    said = np.argmax(explorer.answers(np.stack(pictures, axis=1)), axis=0)
    assert np.sum(said == list(WRITTEN)) >= 8, said


@pytest.mark.parametrize("digit", WRITTEN)
def test_drawing_looks_like_the_data(digit):
    picture = scanned(places(WRITTEN[digit]))
    assert picture.shape == (8, 8)
    assert picture.mean() == pytest.approx(INK, abs=1e-3)
    # Upright and as tall as the square.
    assert picture[0].any()
    assert picture[-1].any()


@pytest.mark.parametrize(("scale", "x", "y"), [(0.2, 3, 70), (0.5, 40, 0), (3, 0, 0)])
def test_size_and_place_of_a_drawing_do_not_matter(scale, x, y):
    strokes = places(WRITTEN[5])
    moved = [(scale * a + x, scale * b + y, joined) for a, b, joined in strokes]
    np.testing.assert_allclose(scanned(moved), scanned(strokes), atol=2 / 16)


@pytest.mark.parametrize(
    "strokes",
    [
        pytest.param([(50, 50, 0)], id="a dot"),
        pytest.param([(50, 50, 0), (50, 50, 1)], id="a dot of two places"),
        pytest.param([(10, 50, 0), (90, 50, 1)], id="a dash"),
        pytest.param([(50, 10, 0), (50, 90, 1)], id="a post"),
        pytest.param([(50, 10, 1), (50, 90, 1)], id="no beginning"),
    ],
)
def test_drawing_of_almost_nothing_is_a_picture_too(strokes):
    picture = scanned(strokes)
    assert np.isfinite(picture).all()
    assert picture.mean() == pytest.approx(INK, abs=1e-3)


def test_nothing_drawn_is_an_empty_picture():
    assert not scanned([]).any()


def test_drawing_is_told_and_the_example_waits(explorer):
    settings = {**explorer.settings, "points": tuple(PEN)}
    assert explorer.frame(settings).sentence.startswith("Your drawing is read as 7")
    assert explorer.first.sentence.startswith("A ")
    assert " of the data is read as " in explorer.first.sentence


def test_network_of_another_kind_is_asked_every_time():
    def crooked(X, parameters):
        A, _ = softmax_forward(X, parameters)
        return A[::-1]

    explorer = DrawnDigit(crooked, *reader())
    assert explorer.scene == "frames"
    assert explorer.keyed_by() == ["example", "points"]
    assert explorer.numbers(explorer.settings)["frames"]["sentence"]


def test_wrong_shape_is_named():
    with pytest.raises(
        ValueError, match=r"returned shape \(3, 1\), expected \(10, 1\)"
    ):
        DrawnDigit(lambda X, parameters: np.ones((3, X.shape[1])), *reader())


def test_drawing_has_an_end(explorer):
    explorer = DrawnDigit(softmax_forward, *reader())
    explorer.move(points=[(float(k % 90), 5.0, 1) for k in range(1000)])
    assert len(explorer.settings["points"]) == explorer.most_points
