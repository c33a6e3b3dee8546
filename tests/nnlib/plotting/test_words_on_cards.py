"""What holds for every picture: words that can be read, the same bytes twice.

Words lie on the card, do not cover each other and are not too small. Every picture that
is registered is drawn as in the example of its docstring, and some of them also with as
much on them as there can be.
"""

from io import BytesIO
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.image import imread
from matplotlib.text import Text

from grading.authored import pictures
from nnlib import plotting
from nnlib.plotting import exhibits
from nnlib.plotting.card import PICTURES, Picture
from tests.cases import every_case

SMALLEST = 9.5  # points
TOY = {"u": ("b", "c"), "v": ("a", "u"), "J": ("v",)}
TOY_VALUES = {"a": 5, "b": 3, "c": 2, "u": 6, "v": 11, "J": 33}
TOY_SLOPES = {"J": 1, "v": 3, "u": 3, "a": 3, "b": 6, "c": 9}
TOY_WORDS = {"u": "u = bc", "v": "v = a + u", "J": "J = 3v"}
TWO_LAYERS = {
    "z1": ("x", "W1", "b1"),
    "a1": ("z1",),
    "z2": ("W2", "a1", "b2"),
    "a2": ("z2",),
    "L": ("a2", "y"),
}
LONG = dict.fromkeys(("x", "W1", "b1", "z1", "a1", "W2", "b2", "z2", "a2"), "(4, 10)")
TWO_WORDS = {"z1": "z1 = W1 x + b1", "a1": "a1 = tanh(z1)", "a2": "a2 = σ(z2)"}
NEURON = {"z": ("w", "x", "b"), "a": ("z",), "L": ("a", "y")}
NEURON_VALUES = dict.fromkeys(("w", "x", "b", "z", "a", "y"), 0.7311)
NEURON_SLOPES = dict.fromkeys(("w", "b", "z", "a"), -0.269)
X = np.array([[-2.0, -1.0, 1.0, 2.0, 3.0], [0.0, 1.0, 0.5, -1.0, 1.0]])
Y = np.array([[0, 0, 1, 1, 1]])
DIGITS = np.arange(9.0 * 8 * 8).reshape(9, 8, 8)
TWO = {f"{n} units": lambda points: 0.5 + points[:1] / 10 for n in (2, 4)}
SIX = {f"{n} units": lambda points: 0.5 + points[:1] / 10 for n in range(6)}
SIZES = {"0.01": [0.05, 1e-9], "He": [0.8, 0.83], "Xavier": [0.8, 0.8], "0": [0, 0]}


def steep(n_h):
    """Give the activations of some tanh units that look in several directions."""
    W, _ = looking(n_h)
    return lambda points: np.tanh(W @ points)


def looking(n_h):
    """Give weights and biases of units that look in several directions."""
    W = 3 * np.array([[np.cos(k), np.sin(k)] for k in range(n_h)])
    return W, np.zeros((n_h, 1))


def small_network(dims):
    """Make parameters and activations whose numbers are as long as they get."""
    parameters, A = {}, [np.full((dims[0], 1), -1.25)]
    for layer, (before, n) in enumerate(pairwise(dims), 1):
        parameters[f"W{layer}"] = np.full((n, before), -0.25)
        parameters[f"b{layer}"] = np.full((n, 1), -0.75)
        A.append(np.full((n, 1), -0.35))
    return parameters, A


def shapes_of(**arrays):
    """Make a product with a sum out of three shapes."""
    Z, W, A, b = arrays["Z"], arrays["W"], arrays["A"], (arrays["Z"][0], 1)
    return [("Z2", Z), "=", ("W2", W), ("A1", A), "+", ("b2", b)]


# With as many words as there can be, and as long.
EXTREMES = {
    "network": lambda **o: plotting.network([3, 4, 1], mark=2, **o),
    "network, large": lambda **o: plotting.network([12288, 20, 7, 5, 1], **o),
    "network, deep": lambda **o: plotting.network([10] + [4] * 7 + [1], **o),
    "network with names": lambda **o: plotting.network(
        [2, 8, 3], names=["features", "hidden\nlayer", "output"], **o
    ),
    "values 2-2-2-2": lambda **o: plotting.network_values(
        *small_network([2, 2, 2, 2]), **o
    ),
    "values 2-2-2-2-2": lambda **o: plotting.network_values(
        *small_network([2, 2, 2, 2, 2]), **o
    ),
    "values 4-4-4-1": lambda **o: plotting.network_values(
        *small_network([4, 4, 4, 1]), **o
    ),
    "values 3-1": lambda **o: plotting.network_values(*small_network([3, 1]), **o),
    "graph": lambda **o: plotting.computation_graph(TOY, **o),
    "graph with all": lambda **o: plotting.computation_graph(
        TOY, TOY_VALUES, TOY_SLOPES, words=TOY_WORDS, **o
    ),
    "graph of a neuron": lambda **o: plotting.computation_graph(
        NEURON,
        NEURON_VALUES,
        NEURON_SLOPES,
        **o,
    ),
    "graph of two layers": lambda **o: plotting.computation_graph(
        TWO_LAYERS, LONG, words=TWO_WORDS, **o
    ),
    "graph of two layers, back": lambda **o: plotting.computation_graph(
        TWO_LAYERS, LONG, dict.fromkeys(LONG, -0.1234), **o
    ),
    "walk": lambda **o: plotting.shape_walk(
        shapes_of(Z=(4, 10), W=(4, 48), A=(48, 10)), **o
    ),
    "walk, large": lambda **o: plotting.shape_walk(
        shapes_of(Z=(20, 209), W=(20, 12288), A=(12288, 209)), **o
    ),
    "walk, small": lambda **o: plotting.shape_walk(
        shapes_of(Z=(2, 1), W=(2, 1), A=(1, 1)), **o
    ),
    "walk that fails": lambda **o: plotting.shape_walk(
        [("W1", (4, 3)), ("X", (10, 3))], **o
    ),
    "two regions": lambda **o: exhibits.region_panels(TWO, X, Y, **o),
    "six regions": lambda **o: exhibits.region_panels(SIX, X, Y, **o),
    "one unit": lambda **o: exhibits.hidden_units(
        steep(1), X, Y, lines=looking(1), **o
    ),
    "five units": lambda **o: exhibits.hidden_units(
        steep(5), X, Y, lines=looking(5), **o
    ),
    "eight units": lambda **o: exhibits.hidden_units(
        steep(8), X, Y, lines=looking(8), **o
    ),
    "features": lambda **o: exhibits.learned_features(
        X, Y, line=(np.array([[1.0, 0.5]]), -0.2), **o
    ),
    "sizes": lambda **o: exhibits.layer_sizes(SIZES, **o),
    "blocks, 2": lambda **o: plotting.blocks(2, **o),
    "blocks, 4": lambda **o: plotting.blocks(4, **o),
    "surface": lambda **o: exhibits.surface(
        lambda w, b: w**2 + 9 * b**2, -2, 2, path=[(-1, 1), (0, 0.5)], **o
    ),
    "surface with hills": lambda **o: exhibits.surface(
        lambda w, b: np.sin(2 * w) * np.cos(2 * b), -3, 3, **o
    ),
    "units": lambda **o: exhibits.units_over_line(
        abs, [np.abs, np.zeros_like], -1, 1, target=np.square, **o
    ),
    "bars": lambda **o: exhibits.bars(np.array([0.2, 0.8]), ["no", "yes"], **o),
    "two groups of bars": lambda **o: exhibits.bars(
        np.arange(10) - 5.25,
        list("0123456789"),
        second=np.arange(10) / 45,
        titles=("scores", "probabilities"),
        **o,
    ),
    "gates, 2": lambda **o: exhibits.gate_tree(2, **o),
    "gates, 8": lambda **o: exhibits.gate_tree(8, **o),
    "digits": lambda **o: exhibits.digit_sheet(DIGITS, ["3\nsaid 8"] * 9, **o),
    "timings that meet": lambda **o: exhibits.timings(
        [10, 1000], {"two loops": [1e-4, 1e-2], "one loop": [1e-4, 1e-2]}, **o
    ),
    "curves": lambda **o: plotting.curves({"tanh": np.tanh, "abs": abs}, -6, 6, **o),
    "line": lambda **o: plotting.decision_line(TWO["2 units"], X, Y, **o),
    "costs": lambda **o: plotting.cost_curve([np.log(2), 0.5, 0.2], **o),
    "panels": lambda **o: plotting.cost_panels(
        {"α = 0.1": [0.7, 0.6], "α = 1": [0.7, 0.2], "α = 9": [0.7, 9.0]}, **o
    ),
    "answers": lambda **o: exhibits.answers(
        DIGITS[:6], np.full((10, 6), 0.1), range(6), **o
    ),
    "eight answers": lambda **o: exhibits.answers(
        DIGITS[:8], np.full((10, 8), 0.1), range(8), **o
    ),
    "colours": lambda **o: exhibits.colour_tables(
        *(np.full(shape, 255, dtype=np.uint8) for shape in ((2, 2, 3), (12, 1))), **o
    ),
    "confusions": lambda **o: exhibits.confusions(
        np.repeat(np.arange(10), 100), np.resize(np.arange(10), 1000), 10, **o
    ),
    "contact sheet": lambda **o: plotting.contact_sheet(
        np.zeros((7, 4, 4, 3), dtype=np.uint8), ["no cat: 0"] * 7, **o
    ),
    "descent": lambda **o: exhibits.descent_path(abs, [2.5, 2.4, 2.3], -3, 3, **o),
    "descent that stays": lambda **o: exhibits.descent_path(abs, [0, 0], -3, 3, **o),
    "differences": lambda **o: exhibits.differences(
        {name: {"W1": 1e-14, "b1": 0.4} for name in ("yours", "forgetful")}, **o
    ),
    "prices": lambda **o: exhibits.fitted_line(
        "line", (3, 2), np.arange(1.0, 9.0), 10 * np.arange(1.0, 9.0), **o
    ),
    "gallery of six": lambda **o: exhibits.gallery(
        dict.fromkeys(("leaky_relu", *"abcde"), np.tanh),
        -3,
        3,
        slopes={"a": np.cos},
        **o,
    ),
    "gradients in layers": lambda **o: exhibits.layer_sizes(
        {name: [1.0, 0.99, 1.01] for name in ("0.01", "1", "Xavier", "He")},
        back=True,
        **o,
    ),
    "learning curves": lambda **o: exhibits.learning_curves(
        [30, 100, 300, 1257], {"training": [1] * 4, "new": [0.6] * 4}, log=True, **o
    ),
    "majority guess": lambda **o: exhibits.learning_curves(
        [0, 300], {"training": [0.1, 1], "new": [0.1, 0.97]}, guess=0.1, **o
    ),
    "neuron": lambda **o: exhibits.neuron_graph(
        np.full((2, 1), -0.25),
        -0.125,
        np.full((2, 1), -1.5),
        a=0.7310,
        loss=0.3130,
        slopes={name: -0.2689 for name in ("da", "dz", "db")}
        | {name: np.full((2, 1), -0.4034) for name in ("dw", "dx")},
        **o,
    ),
    "outcomes": lambda **o: exhibits.outcomes(
        np.ones((1, 569)), np.ones((1, 569)), labels=("benign", "malignant"), **o
    ),
    "strips": lambda **o: exhibits.strips(
        {"no hidden layer": [71.7, 71.9], "three: 20-7-5": [94.8, 91.7]}, **o
    ),
    "twenty templates": lambda **o: exhibits.templates(
        np.ones((20, 16)), 4, 4, range(1, 21), **o
    ),
    "touching": lambda **o: plotting.tangent(
        abs, 1.0, at=2, low=-3, high=3, names=("W1[0, 0]", "cost"), **o
    ),
    "valley": lambda **o: exhibits.valley_sides(
        np.square, lambda w: 2 * w, (-1, 2.5), -2, 4, **o
    ),
    "three walks": lambda **o: exhibits.walks(
        np.square,
        {f"learning rate {rate}": [3, 2, 1e9] for rate in (0.05, 0.3, 1.1)},
        -3,
        5,
        **o,
    ),
    "weights": lambda **o: exhibits.weight_image(
        np.ones((12, 1)), 2, 2, labels=("no cat", "malignant"), **o
    ),
}


DRAWN = EXTREMES | {
    f"{function.__name__}, example {k}": call
    for function in pictures.registered()
    for k, call in enumerate(pictures.examples(function), 1)
}


@every_case("function", pictures.registered())
def test_every_picture_shows_an_example_in_its_docstring(function):
    assert list(pictures.shows_an_example(function)) == []


def test_pictures_of_single_notebooks_stand_apart():
    assert PICTURES.keys() == {"nnlib.plotting", "nnlib.plotting.exhibits"}
    assert set(PICTURES["nnlib.plotting"]) <= set(plotting.__all__)
    assert set(PICTURES["nnlib.plotting.exhibits"]) <= set(exhibits.__all__)


@pytest.fixture
def words(monkeypatch):
    """Words that were drawn: what they say, the box around them, their size."""
    drawn, draw_text = {}, Text.draw

    def note(text, renderer, *arguments, **options):
        draw_text(text, renderer, *arguments, **options)
        if text.get_text().strip() and text.get_visible():
            drawn[text] = Text.get_window_extent(text, renderer)

    monkeypatch.setattr(Text, "draw", note)
    return drawn


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_words_can_be_read_and_the_same_picture_is_drawn_twice(draw, words):
    first = draw()
    height, width, _ = imread(BytesIO(first.png)).shape
    assert words
    for text, place in words.items():
        assert text.get_fontsize() >= SMALLEST, text
        assert min(place.x0, place.y0) >= -1, text
        assert place.x1 <= width + 1, text
        assert place.y1 <= height + 1, text
    assert covered(words) == []
    second = draw(caption="Seen.")
    assert isinstance(first, Picture)
    assert first.png == second.png
    assert (first.alt, second.caption) == (second.alt, "Seen.")
    assert list(pictures.lacking(first)) == []


def covered(words):
    """Give the pairs of words that lie on each other."""
    pairs = []
    for (one, a), (other, b) in combinations(words.items(), 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        if across > 2 and down > 3:  # pixels: boxes are a little larger than letters
            pairs.append((one.get_text(), other.get_text()))
    return pairs
