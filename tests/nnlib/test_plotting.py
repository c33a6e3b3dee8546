"""Static pictures: their words are computed, the reader's own plots are untouched."""

import base64
import re
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest

from nnlib.plotting import Picture, cost_curve, curve, decision_line, tangent
from nnlib.plotting.card import BLUE, DPI, HEIGHT, ORANGE, SHADES, WIDTH
from nnlib.shapes import ShapeError

X = np.array([[-2.0, -1.0, 1.0, 2.0, 3.0], [0.0, 1.0, 0.5, -1.0, 1.0]])
Y = np.array([[0, 0, 1, 1, 1]])


def rising(points):
    """Give a probability that rises with the first feature; 0.5 at 0."""
    return (1 + np.tanh(points[:1] / 2)) / 2


def flat(value):
    """Make a model that says the same everywhere."""
    return lambda points: np.full((1, points.shape[1]), value)


def lightness(colour):
    """Give the luma of a hex colour, which is what a grey copy shows."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


class Tags(HTMLParser):
    """Collect tags with their attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = {}, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] = dict(attrs)

    def handle_data(self, data):
        self.text += data


def test_html_is_a_figure_whose_image_has_the_alt_sentence():
    picture = Picture(b"\x89PNG", alt='5 < 6 & "so on"', caption="a <b> & c")
    page = Tags(picture.html())
    assert set(page.tags) == {"figure", "img", "figcaption"}
    assert page.tags["img"]["alt"] == picture.alt
    assert page.text == picture.caption
    data = page.tags["img"]["src"].removeprefix("data:image/png;base64,")
    assert base64.b64decode(data) == picture.png


def test_notebook_shows_html_and_plain_text_is_the_alt_sentence():
    picture = cost_curve([0.7, 0.4])
    shown = picture._repr_mimebundle_(include=None, exclude=None)
    assert shown == {"text/html": picture.html(), "text/plain": picture.alt}
    assert repr(picture) == f"<Picture: {picture.alt}>"


def test_ipython_displays_one_picture_once(capsys):
    from IPython.core.formatters import DisplayFormatter

    bundle, _ = DisplayFormatter().format(cost_curve([0.7, 0.4]))
    assert set(bundle) == {"text/html", "text/plain"}


@pytest.mark.parametrize(
    ("costs", "sentence"),
    [
        ([0.7, 0.5, 0.4], "The cost falls from 0.700 to 0.400 in 3 iterations."),
        ([0.4, 0.7], "The cost rises from 0.400 to 0.700 in 2 iterations."),
        ([0.5, 0.5], "The cost begins and ends at 0.500 in 2 iterations."),
        ([0.3], "The cost is 0.300 in the only iteration."),
        (
            [0.7, 0.9, 0.8, 0.5],
            "The cost falls from 0.700 to 0.500 in 4 iterations, but rises in 1 of the "
            "steps.",
        ),
        (
            [0.7, 300, 100, 500],
            "The cost rises from 0.700 to 500 in 4 iterations, but falls in 1 of the "
            "steps.",
        ),
        (
            [0.7, 2.0, np.inf, np.nan],
            "The cost rises from 0.700 to 2.000 in 4 iterations. In 2 of them it is "
            "not finite.",
        ),
        ([1.0, 4.2e-5], "The cost falls from 1.000 to 4.2e-05 in 2 iterations."),
    ],
    ids=lambda value: "" if isinstance(value, list) else value[9:40],
)
def test_cost_curve_says_what_the_costs_do(costs, sentence):
    picture = cost_curve(costs)
    assert picture.alt == picture.caption == sentence


def test_caption_of_the_author_replaces_only_the_caption():
    picture = cost_curve([0.7, 0.4], caption="With small steps.")
    assert picture.caption == "With small steps."
    assert picture.alt == "The cost falls from 0.700 to 0.400 in 2 iterations."


@pytest.mark.parametrize(
    ("costs", "message"),
    [
        ([], "costs has shape (0,)"),
        ([[0.5, 0.4]], "costs has shape (1, 2)"),
        (0.5, "costs has shape ()"),
        ([np.nan, np.inf], "no finite number"),
    ],
)
def test_costs_that_cannot_be_drawn_are_refused(costs, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        cost_curve(costs)


def test_coin_toss_line_is_drawn_only_where_training_starts_there(monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "nnlib.plotting.costs.mark_log_2", lambda axes, below: drawn.append(below)
    )
    cost_curve([np.log(2), 0.3])
    cost_curve([0.9, 0.3])
    cost_curve([0.3, np.log(2)])
    cost_curve([np.log(2), 40.0, 0.3])
    assert drawn == [False]


def test_decision_line_says_where_it_runs_and_counts_both_labels():
    picture = decision_line(rising, X, Y, ("size", "age"), labels=("benign", "bad"))
    assert picture.alt == (
        "5 examples with size across and age upwards: 2 blue circles (benign) and 3 "
        "orange triangles (bad). The line where the probability is 0.5 runs from "
        "(0.0, -1.12) to (0.0, 1.12)."
    )
    assert picture.caption == (
        "The model is right about 5 of 5 examples (100.0%): 2 of 2 benign, 3 of 3 bad."
    )


@pytest.mark.parametrize(
    ("model", "sentence", "hits"),
    [
        (flat(0.3), "The probability of label 1 is nowhere above 0.5.", 2),
        (flat(0.8), "The probability of label 1 is everywhere above 0.5.", 3),
        (flat(np.nan), "The probability of label 1 is nowhere above 0.5.", 0),
        (lambda p: rising(p * p - 1), "is 0.5 has 2 pieces.", 3),
        (lambda p: 1 - rising(p), "runs from (0.0, -1.12) to (0.0, 1.12).", 0),
    ],
    ids=["below", "above", "nan", "two pieces", "wrong way round"],
)
def test_decision_line_is_honest_about_poor_models(model, sentence, hits):
    picture = decision_line(model, X, Y)
    assert picture.alt.endswith(sentence)
    assert f"right about {hits} of 5 examples" in picture.caption


@pytest.mark.parametrize(
    ("X", "Y"),
    [
        (np.ones((2, 1)), np.ones((1, 1))),
        (np.zeros((2, 3)), np.zeros((1, 3))),
        (X * 1e6, Y),
        (X * 1e-6, Y.astype(bool)),
    ],
    ids=["one example", "one place", "large", "tiny"],
)
def test_unusual_data_are_drawn(X, Y):
    assert decision_line(rising, X, Y).png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (lambda p: rising(p)[0], "probability(X) has shape (5,), expected (1, 5)"),
        (lambda p: rising(p).T, "probability(X) has shape (5, 1), expected (1, 5)"),
        (lambda p: None, "probability(X) is of type NoneType"),
        (lambda p: [0.5], "probability(X) is of type list"),
    ],
    ids=["flat", "column", "nothing", "list"],
)
def test_model_that_gives_another_shape_is_refused(model, message):
    with pytest.raises(ShapeError, match=re.escape(message)):
        decision_line(model, X, Y)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((X[:1], Y), "X has shape"),
        ((X, Y[0]), "Y has shape"),
        ((X * np.nan, Y), "X holds nan or inf"),
        ((X, 2 * Y - 1), "Y holds [-1  1], expected labels 0 and 1"),
        ((X, Y, ("size",)), "names is ('size',), expected two texts"),
        ((X, Y, "ab"), "names is 'ab', expected two texts"),
    ],
)
def test_data_that_cannot_be_drawn_are_refused(arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        decision_line(rising, *arguments)


def test_inputs_are_left_alone():
    copies = X.copy(), Y.copy()
    decision_line(rising, X, Y)
    np.testing.assert_array_equal(X, copies[0])
    np.testing.assert_array_equal(Y, copies[1])


def test_image_has_the_promised_size_and_same_bytes_twice():
    from matplotlib.image import imread

    first, second = (decision_line(rising, X, Y).png for _ in range(2))
    assert first == second
    height, width, _ = imread(BytesIO(first)).shape
    assert (width, height) == pytest.approx((WIDTH * DPI, HEIGHT * DPI), abs=1)


def test_readers_own_plot_settings_neither_matter_nor_change():
    import matplotlib

    plain = cost_curve([0.7, 0.4]).png
    own = {"savefig.dpi": 50, "axes.facecolor": "red", "font.size": 30.0}
    with matplotlib.rc_context(own):
        assert cost_curve([0.7, 0.4]).png == plain
        assert {name: matplotlib.rcParams[name] for name in own} == own


def test_labels_differ_in_grey_as_much_as_in_colour():
    assert lightness(ORANGE) - lightness(BLUE) > 80
    shades = [lightness(shade) for shade in SHADES]
    assert shades == sorted(shades)
    assert shades[-1] - shades[0] > 20


FRESH = """
import sys
import nnlib.plotting
assert "matplotlib" not in sys.modules, "the import alone loads matplotlib"
picture = nnlib.plotting.cost_curve([0.7, 0.4])
assert "matplotlib.pyplot" not in sys.modules, "pyplot is loaded"
import matplotlib
import matplotlib.pyplot
assert matplotlib.pyplot.get_fignums() == [], "a figure is left open"
"""


def test_drawing_loads_no_pyplot_and_leaves_no_figure_open():
    run = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("slope", "verb"), [(2.0, "touches"), (2.3, "crosses"), (-2.0, "crosses")]
)
def test_tangent_says_whether_the_line_touches_the_curve(slope, verb):
    picture = tangent(np.square, slope, at=1, low=-2, high=2, names=("x", "y"))
    assert f" {verb} the curve of y at x = 1." in picture.alt


def test_curve_writes_down_the_values_that_it_marks():
    picture = curve(np.square, -2, 2, name="square", at=(-1, 1.5))
    assert picture.alt.endswith("It is 1 at -1, 2.25 at 1.5.")


def test_curve_of_a_function_that_changes_the_shape_says_so():
    with pytest.raises(ValueError, match=r"sum returned shape \(\), expected \(241,\)"):
        curve(np.sum, -1, 1, name="sum")
