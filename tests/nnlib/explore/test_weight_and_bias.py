"""The first sliders: they call the given functions, and never stop a notebook."""

import sys

import numpy as np
import pytest

from nnlib.explore import WeightAndBias
from nnlib.logistic_loops import log_loss, sigmoid

X, Y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([0, 0, 1, 1])


def probability(w, b, x):
    """Ask a neuron with one feature."""
    return sigmoid(w * x + b)


@pytest.fixture
def explorer():
    return WeightAndBias(probability, log_loss, X, Y, name="size")


def test_picture_shows_the_mean_loss_of_the_given_functions(explorer):
    A = [probability(2.0, -5.0, x) for x in X]
    cost = np.mean([log_loss(a, y) for a, y in zip(A, Y, strict=True)])
    alt = explorer.picture(w=2.0, b=-5.0).alt
    assert f"The cost is {cost:.3f}." in alt
    assert "crosses 0.5 at size = 2.50" in alt


def test_moving_a_slider_renews_the_picture(explorer):
    w, b, view = explorer.widget().children
    w.value, b.value = 2.0, -5.0
    assert view.value == explorer.picture(w=2.0, b=-5.0).html()


def test_sliders_are_shown_with_a_sentence_for_those_who_see_none(explorer):
    shown = explorer._repr_mimebundle_(include=None, exclude=None)
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/plain"].endswith(explorer.first.alt)


def test_picture_stands_in_where_there_are_no_widgets(explorer, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert explorer._repr_mimebundle_()["text/html"] == explorer.first.html()


def test_error_inside_a_slider_is_shown(explorer):
    explorer.loss = None
    assert "This stopped with TypeError" in explorer.html(w=1.0, b=0.0)


def test_function_that_is_not_written_is_noticed_at_once():
    def not_written(w, b, x):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        WeightAndBias(not_written, log_loss, X, Y)
