"""Two sliders on a training: they call the given functions, and stop no notebook."""

import sys

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.explore import LearningRate
from nnlib.logistic import initialize_with_zeros, optimize

X = np.array([[-2.0, -1.0, 1.0, 2.0, 0.3], [0.0, 1.0, 0.5, -1.0, 0.2]])
Y = np.array([[0, 0, 1, 1, 0]])


def train(**options):
    """Train from zero."""
    return optimize(*initialize_with_zeros(2), X, Y, **options)


def probability(params, points):
    """Give the probability of label 1."""
    return sigmoid(params["w"].T @ points + params["b"])


@pytest.fixture
def explorer():
    return LearningRate(train, probability, X, Y, ("no", "yes"))


def test_picture_shows_the_costs_of_the_given_training(explorer):
    costs = train(learning_rate=0.5, num_iterations=20)[2]
    assert explorer.picture(0.5, 20).alt == (
        f"In 20 iterations: falling, from 0.693 to {costs[-1]:.3f}."
    )


@pytest.mark.parametrize(
    ("rate", "word"), [(0.001, "stalled"), (1.0, "falling"), (100.0, "diverged")]
)
def test_picture_says_how_the_training_goes(rate, word):
    mixed = np.array([[0, 1, 0, 1, 1]])

    def train_mixed(**options):
        return optimize(*initialize_with_zeros(2), X, mixed, **options)

    explorer = LearningRate(train_mixed, probability, X, mixed)
    assert f": {word}," in explorer.picture(rate, 60).alt


def test_moving_a_slider_trains_again(explorer):
    rate, steps, view = explorer.widget().children
    rate.value, steps.value = 1.0, 50
    assert view.value == explorer.picture(1.0, 50).html()


def test_learning_rate_slider_is_logarithmic_from_a_thousandth_to_a_hundred(explorer):
    rate = explorer.widget().children[0]
    assert (rate.base, rate.min, rate.max) == (10, -3, 2)


def test_sliders_are_shown_with_a_sentence_for_those_who_see_none(explorer):
    shown = explorer._repr_mimebundle_(include=None, exclude=None)
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/plain"].endswith(explorer.first.alt)


def test_picture_stands_in_where_there_are_no_widgets(explorer, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert explorer._repr_mimebundle_()["text/html"] == explorer.first.html()


def test_error_inside_a_slider_is_shown(explorer):
    explorer.train = None
    shown = explorer.html(learning_rate=1.0, num_iterations=10)
    assert "This stopped with TypeError" in shown


def test_function_that_is_not_written_is_noticed_at_once():
    def not_written(**options):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        LearningRate(not_written, probability, X, Y)
