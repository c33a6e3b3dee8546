"""Pictures about several classes: answers, confusions, templates, learning curves."""

import re

import numpy as np
import pytest

from nnlib.plotting.exhibits import answers, confusions, learning_curves, templates
from nnlib.plotting.exhibits.counts import count
from nnlib.shapes import ShapeError

IMAGES = np.arange(32.0).reshape(2, 4, 4)
A = np.array([[0.75, 0.2], [0.25, 0.8]])
SAID, TRUTH = np.array([0, 1, 1, 1, 2]), np.array([0, 1, 0, 0, 2])
W = np.array([[1.0, -2.0, 0.0, 0.5], [0.5, 3.0, 0.0, 0.0]])

DRAWN = {
    "answers": lambda: answers(IMAGES, A, [0, 0]),
    "confusions": lambda: confusions(SAID, TRUTH, 3),
    "templates": lambda: templates(W, 2, 2, ["a", "b"]),
    "curves": lambda: learning_curves([1, 2], {"new": [0.5, 0.75]}),
}


def test_answers_say_what_is_true_and_what_is_said_with_its_share():
    assert DRAWN["answers"]().alt == (
        "2 pictures with 2 bars each. Is 0, said 0 with 0.75; is 0, said 1 with 0.80. "
        "The largest bar is that of the right class in 1 of 2."
    )


@pytest.mark.parametrize("m", [1, 3, 8])
def test_answers_of_one_to_eight_examples_can_be_drawn(m):
    picture = answers(np.ones((m, 8, 8)), np.full((10, m), 0.1), [9] * m)
    assert picture.alt.startswith(f"{m} pictures with 10 bars each.")


def test_white_pictures_and_titles_of_ones_own_can_be_drawn():
    titles = ["first", "second"]
    assert answers(0 * IMAGES, A, [0, 1], titles=titles, caption="Mine.").caption == (
        "Mine."
    )


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"A": A[:, :1]}, ShapeError, "A has shape (2, 1)"),
        ({"A": A * np.nan}, ValueError, "A holds nan"),
        ({"images": IMAGES[0]}, ShapeError, "images has shape (4, 4)"),
    ],
    ids=["examples", "nan", "one image"],
)
def test_answers_refuse_what_does_not_fit(change, error, message):
    arguments = {"images": IMAGES, "A": A, "truth": [0, 0], **change}
    with pytest.raises(error, match=re.escape(message)):
        answers(**arguments)


def test_confusions_say_the_most_frequent_ones():
    assert DRAWN["confusions"]().alt == (
        "Right: 3 of 5 (60.0%). Confused: 1 said for 0, 2 times."
    )


def test_confusions_without_a_mistake_say_so():
    picture = confusions(TRUTH, TRUTH, 3)
    assert picture.alt == "Right: 5 of 5 (100.0%). Nothing is confused."


def test_counts_have_truths_in_rows_and_add_up():
    counts = count(SAID, TRUTH, 3)
    np.testing.assert_array_equal(counts, [[1, 2, 0], [0, 1, 0], [0, 0, 1]])
    assert counts.sum() == SAID.size


@pytest.mark.parametrize(
    ("said", "truth", "K", "error", "message"),
    [
        (SAID[:2], TRUTH, 3, ShapeError, "truth has shape (5,)"),
        (SAID, TRUTH, 2, ValueError, "said holds 2, expected 0 to 1"),
        (SAID - 1, TRUTH, 3, ValueError, "said holds -1"),
        (SAID + 0.5, TRUTH, 3, ValueError, "said holds 0.5"),
    ],
    ids=["lengths", "said", "negative", "halves"],
)
def test_confusions_refuse_what_are_no_classes(said, truth, K, error, message):
    with pytest.raises(error, match=re.escape(message)):
        confusions(said, truth, K)


def test_templates_count_the_pixels_that_speak_for_each_unit():
    assert DRAWN["templates"]().alt == (
        "Weights of 2 units over 2 x 2 pixels. "
        "Ink speaks for a in 2 pixels, for b in 2 pixels."
    )


@pytest.mark.parametrize("n", [1, 6, 7, 20])
def test_templates_of_one_to_twenty_units_can_be_drawn(n):
    assert f"Weights of {n} units" in templates(np.zeros((n, 4)), 2, 2, range(n)).alt


@pytest.mark.parametrize(
    ("W", "titles", "error", "message"),
    [
        (W[:, :3], "ab", ShapeError, "W has shape (2, 3)"),
        (W * np.nan, "ab", ValueError, "W holds nan"),
    ],
    ids=["pixels", "nan"],
)
def test_templates_refuse_what_does_not_fit(W, titles, error, message):
    with pytest.raises(error, match=re.escape(message)):
        templates(W, 2, 2, titles)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"new": [0.5, 0.75]}, "At 30 digits: new 75.0%."),
        (
            {"training": [1, 1], "new": [0.5, 0.75]},
            "At 30 digits: training 100.0%, new 75.0%; the gap is 25.0 points, and "
            "50.0 at 10.",
        ),
        (
            {"training": [0.5, 1], "new": [0.5, 0.75]},
            "At 30 digits: training 100.0%, new 75.0%; the gap is 25.0 points.",
        ),
    ],
    ids=["one", "narrower", "wider"],
)
@pytest.mark.parametrize("look", [{}, {"log": True}, {"guess": 0.1}], ids=str)
def test_learning_curves_say_where_they_end_and_how_far_they_are_apart(
    shares, expected, look
):
    picture = learning_curves([10, 30], shares, name="digits", **look)
    assert picture.alt == picture.caption == expected
