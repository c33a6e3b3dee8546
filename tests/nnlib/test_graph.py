"""The graph: forwards as the lectures compute, backwards as the nudges say."""

import math

import numpy as np
import pytest

from nnlib.graph import graph_backward, graph_forward
from nnlib.slopes import numerical_slope
from tests.cases import every_case

LECTURE = {"J": {"v": 3}, "v": {"a": 1, "u": 1}, "u": {"b": 2, "c": 3}}


def nodes(a, b, c):
    """Compute the same drawing with other formulas inside, for nudging."""
    u = math.sin(b) * c**2
    v = math.exp(a / 3) - u * u
    return u, v, v**3


def local_slopes(a, b, c):
    """Measure the slope of each node towards its own inputs."""
    u, v, _ = nodes(a, b, c)
    return {
        "J": {"v": numerical_slope(lambda v: v**3, v)},
        "v": {
            "a": numerical_slope(lambda a: math.exp(a / 3) - u * u, a),
            "u": numerical_slope(lambda u: math.exp(a / 3) - u * u, u),
        },
        "u": {
            "b": numerical_slope(lambda b: math.sin(b) * c**2, b),
            "c": numerical_slope(lambda c: math.sin(b) * c**2, c),
        },
    }


def test_graph_has_the_values_of_the_lectures():
    assert graph_forward(5, 3, 2) == {"u": 6, "v": 11, "J": 33}


def test_graph_has_the_derivatives_of_the_lectures():
    slopes = {"dv": 3, "du": 3, "da": 3, "db": 6, "dc": 9}
    assert graph_backward(LECTURE) == slopes
    assert list(graph_backward(LECTURE)) == list(slopes)


@every_case(
    ("nudged", "J"),
    [((5.001, 3, 2), 33.003), ((5, 3.001, 2), 33.006), ((5, 3, 2.001), 33.009)],
    ids=["a", "b", "c"],
)
def test_nudges_of_the_graph_are_those_of_the_lectures(nudged, J):
    assert graph_forward(*nudged)["J"] == pytest.approx(J, abs=1e-12)


def test_derivatives_agree_with_nudging_whatever_the_formulas(rng):
    for a, b, c in rng.uniform(0.4, 1.4, size=(5, 3)).tolist():
        found = graph_backward(local_slopes(a, b, c))
        measured = {
            "da": numerical_slope(lambda a, b=b, c=c: nodes(a, b, c)[-1], a),
            "db": numerical_slope(lambda b, a=a, c=c: nodes(a, b, c)[-1], b),
            "dc": numerical_slope(lambda c, a=a, b=b: nodes(a, b, c)[-1], c),
        }
        assert {name: found[name] for name in measured} == pytest.approx(
            measured, rel=1e-5
        )


BAD = {
    "text": ("3", TypeError, "is '3' of type str, expected a number"),
    "none": (None, TypeError, "is None, expected a number"),
    "infinite": (np.inf, ValueError, "is inf, expected a finite number"),
    "array": (np.ones((1, 1)), TypeError, "has shape .* expected a number"),
}


@every_case(("value", "error", "message"), BAD.values(), ids=BAD)
def test_bad_numbers_are_refused_by_name(value, error, message):
    with pytest.raises(error, match=f"^b {message}"):
        graph_forward(5, value, 2)
    slopes = {**LECTURE, "u": {"b": 2, "c": value}}
    with pytest.raises(error, match=rf'^local\["u"\]\["c"\] {message}'):
        graph_backward(slopes)
