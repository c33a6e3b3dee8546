"""What holds for every picture: words that can be read, the same bytes twice.

Words lie on the card, do not cover each other and are not too small.
"""

from io import BytesIO
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.image import imread
from matplotlib.text import Text

from nnlib import plotting
from nnlib.plotting.card import Picture

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
    W = np.array([[np.cos(k), np.sin(k)] for k in range(n_h)])
    return lambda points: np.tanh(3 * W @ points)


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


PICTURES = {
    "network": lambda **o: plotting.network([3, 4, 1], mark=2, **o),
    "network, large": lambda **o: plotting.network([12288, 20, 7, 5, 1], **o),
    "network, deep": lambda **o: plotting.network([10] + [4] * 7 + [1], **o),
    "network with names": lambda **o: plotting.network(
        [2, 8, 3], names=["features", "hidden\nlayer", "output"], **o
    ),
    "network with labels": lambda **o: plotting.network(
        [2, 3, 1], labels={0: ["radius", "texture"], 2: ["malignant"]}, **o
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
    "two regions": lambda **o: plotting.region_panels(TWO, X, Y, **o),
    "six regions": lambda **o: plotting.region_panels(SIX, X, Y, **o),
    "one unit": lambda **o: plotting.hidden_units(steep(1), X, Y, **o),
    "five units": lambda **o: plotting.hidden_units(steep(5), X, Y, **o),
    "eight units": lambda **o: plotting.hidden_units(steep(8), X, Y, **o),
    "features": lambda **o: plotting.learned_features(
        X, Y, line=(np.array([[1.0, 0.5]]), -0.2), **o
    ),
    "sizes": lambda **o: plotting.layer_sizes(SIZES, **o),
    "blocks, 2": lambda **o: plotting.blocks(2, **o),
    "blocks, 4": lambda **o: plotting.blocks(4, **o),
    "surface": lambda **o: plotting.surface(
        lambda w, b: w**2 + 9 * b**2, -2, 2, path=[(-1, 1), (0, 0.5)], **o
    ),
    "surface with hills": lambda **o: plotting.surface(
        lambda w, b: np.sin(2 * w) * np.cos(2 * b), -3, 3, **o
    ),
    "units": lambda **o: plotting.units_over_line(
        abs, [np.abs, np.zeros_like], -1, 1, target=np.square, **o
    ),
    "bars": lambda **o: plotting.bars(np.array([0.2, 0.8]), ["no", "yes"], **o),
    "two groups of bars": lambda **o: plotting.bars(
        np.arange(10) - 5.25,
        list("0123456789"),
        second=np.arange(10) / 45,
        titles=("scores", "probabilities"),
        **o,
    ),
    "gates, 2": lambda **o: plotting.gate_tree(2, **o),
    "gates, 8": lambda **o: plotting.gate_tree(8, **o),
    "digits": lambda **o: plotting.digit_sheet(
        DIGITS, ["3\nsaid 8"] * 9, mark=[1], **o
    ),
    "timings that meet": lambda **o: plotting.timings(
        [10, 1000], {"two loops": [1e-4, 1e-2], "one loop": [1e-4, 1e-2]}, **o
    ),
    "curves": lambda **o: plotting.curves({"tanh": np.tanh, "abs": abs}, -6, 6, **o),
    "line": lambda **o: plotting.decision_line(TWO["2 units"], X, Y, **o),
    "costs": lambda **o: plotting.cost_curve([np.log(2), 0.5, 0.2], **o),
    "panels": lambda **o: plotting.cost_panels(
        {"α = 0.1": [0.7, 0.6], "α = 1": [0.7, 0.2], "α = 9": [0.7, 9.0]}, **o
    ),
    "scale": plotting.scale_sketch,
    "kinds of data": plotting.data_kinds,
    "families": plotting.network_families,
    "levels": plotting.feature_levels,
}


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


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_words_lie_on_the_card_and_can_be_read(draw, words):
    height, width, _ = imread(BytesIO(draw().png)).shape
    assert words
    for text, place in words.items():
        assert text.get_fontsize() >= SMALLEST, text
        assert min(place.x0, place.y0) >= -1, text
        assert place.x1 <= width + 1, text
        assert place.y1 <= height + 1, text


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_words_do_not_cover_each_other(draw, words):
    draw()
    covered = []
    for (one, a), (other, b) in combinations(words.items(), 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        if across > 2 and down > 3:  # pixels: boxes are a little larger than letters
            covered.append((one.get_text(), other.get_text()))
    assert covered == []


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_bytes_are_the_same_twice_and_a_caption_replaces_only_the_caption(draw):
    first, second = draw(), draw(caption="Seen.")
    assert isinstance(first, Picture)
    assert first.png == second.png
    assert first.png.startswith(b"\x89PNG")
    assert (first.alt, second.caption) == (second.alt, "Seen.")
    assert first.caption
    assert len(first.caption.split()) <= 25
