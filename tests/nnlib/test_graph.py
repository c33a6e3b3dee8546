"""Graphs: forwards as the lectures compute, backwards as the nudges say."""

import numpy as np
import pytest

from nnlib.graph import backward, forward, graph_backward, graph_forward
from nnlib.logistic import propagate
from nnlib.slopes import numerical_slope
from tests.cases import every_case

EXAMPLE = {"w1": 0.3, "x1": 1.5, "w2": -0.2, "x2": -2.0, "b": 0.1}


def logistic_graph(y):
    """Describe logistic regression on one example with two features."""
    return {
        "h1": ("*", "w1", "x1"),
        "h2": ("*", "w2", "x2"),
        "h": ("+", "h1", "h2"),
        "z": ("+", "h", "b"),
        "minus": ("-", 0, "z"),
        "e": ("exp", "minus"),
        "s": ("+", 1, "e"),
        "a": ("/", 1, "s"),
        "p": ("*", 1, "a") if y == 1 else ("-", 1, "a"),
        "log": ("log", "p"),
        "L": ("-", 0, "log"),
    }


def measured(graph, leaves):
    """Give the slope of the last node along every leaf, by nudging."""
    last = list(graph)[-1]

    def along(name):
        return lambda x: forward(graph, {**leaves, name: x})[last]

    return {f"d{name}": numerical_slope(along(name), x) for name, x in leaves.items()}


def test_toy_graph_has_the_values_of_the_lectures():
    assert graph_forward(5, 3, 2) == {"u": 6, "v": 11, "J": 33}


def test_toy_graph_has_the_derivatives_of_the_lectures():
    slopes = {"dv": 3, "du": 3, "da": 3, "db": 6, "dc": 9}
    assert graph_backward(5, 3, 2) == slopes
    assert list(graph_backward(5, 3, 2)) == list(slopes)


@every_case(
    ("nudged", "J"),
    [((5.001, 3, 2), 33.003), ((5, 3.001, 2), 33.006), ((5, 3, 2.001), 33.009)],
    ids=["a", "b", "c"],
)
def test_nudges_of_the_toy_graph_are_those_of_the_lectures(nudged, J):
    assert graph_forward(*nudged)["J"] == pytest.approx(J, abs=1e-12)


def test_toy_derivatives_hold_anywhere(rng):
    for a, b, c in rng.normal(scale=3, size=(5, 3)).tolist():
        slopes = {"dv": 3, "du": 3, "da": 3, "db": 3 * c, "dc": 3 * b}
        assert graph_backward(a, b, c) == pytest.approx(slopes, rel=1e-14)


GRAPHS = {
    "sum": {"J": ("+", "p", "q")},
    "difference": {"J": ("-", "p", "q")},
    "product": {"J": ("*", "p", "q")},
    "quotient": {"J": ("/", "p", "q")},
    "logarithm": {"s": ("log", "p"), "J": ("*", "s", "q")},
    "exponential": {"s": ("exp", "p"), "J": ("-", "s", "q")},
    "with constants": {"s": ("-", 1, "p"), "t": ("*", 2.5, "s"), "J": ("/", "t", "q")},
    "used twice": {"s": ("*", "p", "q"), "J": ("*", "s", "s")},
    "used far apart": {
        "s": ("exp", "p"),
        "t": ("+", "s", "q"),
        "r": ("*", "t", "p"),
        "J": ("+", "r", "s"),
    },
    "own operation": {
        "s": (lambda x, y: (x * y**2, (y**2, 2 * x * y)), "p", "q"),
        "J": ("log", "s"),
    },
}


@every_case("graph", GRAPHS.values(), ids=GRAPHS)
def test_derivatives_agree_with_nudging(graph):
    leaves = {"p": 0.7, "q": 1.9}
    slopes = backward(graph, forward(graph, leaves))
    expected = measured(graph, leaves)
    assert {name: slopes[name] for name in expected} == pytest.approx(
        expected, rel=1e-7
    )


def test_derivative_of_the_last_node_is_1_and_of_a_bystander_0():
    graph = {"s": ("+", "p", 1), "J": ("*", "p", "p")}
    slopes = backward(graph, forward(graph, {"p": 3, "q": 5}))
    assert slopes == {"dp": 6, "dq": 0, "ds": 0, "dJ": 1}


@pytest.mark.parametrize("y", [0, 1])
def test_logistic_derivatives_agree_with_nudging(y):
    graph = logistic_graph(y)
    slopes = backward(graph, forward(graph, EXAMPLE))
    expected = measured(graph, EXAMPLE)
    assert {name: slopes[name] for name in expected} == pytest.approx(
        expected, rel=1e-7
    )


def test_logistic_graph_gives_the_worked_example():
    graph = logistic_graph(1)
    values = forward(graph, EXAMPLE)
    assert values["z"] == pytest.approx(0.95, rel=1e-12)
    assert values["a"] == pytest.approx(0.7211151780, abs=5e-11)
    assert values["L"] == pytest.approx(0.3269564069, abs=5e-11)
    slopes = backward(graph, values)
    expected = {
        "da": -1 / 0.7211151780,
        "dz": -0.2788848220,
        "dw1": -0.4183272330,
        "dw2": 0.5577696440,
        "db": -0.2788848220,
        "dx1": -0.0836654466,
        "dx2": 0.0557769644,
    }
    assert {name: slopes[name] for name in expected} == pytest.approx(
        expected, abs=5e-10
    )


@pytest.mark.parametrize("y", [0, 1])
def test_slope_towards_z_collapses_to_a_minus_y(y, rng):
    graph = logistic_graph(y)
    for numbers in rng.normal(scale=2, size=(10, 5)).tolist():
        values = forward(graph, dict(zip(EXAMPLE, numbers, strict=True)))
        dz = backward(graph, values)["dz"]
        assert dz == pytest.approx(values["a"] - y, rel=1e-9)


@pytest.mark.parametrize("y", [0, 1])
def test_logistic_graph_and_array_form_agree_on_one_example(y):
    graph = logistic_graph(y)
    values = forward(graph, EXAMPLE)
    slopes = backward(graph, values)
    w, X = np.array([[0.3], [-0.2]]), np.array([[1.5], [-2.0]])
    grads, cost = propagate(w, 0.1, X, np.array([[y]]))
    assert cost == pytest.approx(values["L"], rel=1e-14)
    assert grads["dw"].ravel().tolist() == pytest.approx([slopes["dw1"], slopes["dw2"]])
    assert grads["db"] == pytest.approx(slopes["db"], rel=1e-12)


def test_leaves_and_graph_are_left_alone():
    graph, leaves = {"J": ("*", "p", "p")}, {"p": 3}
    values = forward(graph, leaves)
    before = dict(values)
    backward(graph, values)
    assert (graph, leaves, values) == ({"J": ("*", "p", "p")}, {"p": 3}, before)


P = {"p": 2.0}
REFUSED = {
    "unknown input": ({"J": ("+", "p", "r")}, P, ValueError, "J needs r, which is no"),
    "later node": (
        {"J": ("+", "p", "s"), "s": ("exp", "p")},
        P,
        ValueError,
        "J needs s, which is no leaf and no node before",
    ),
    "leaf and node": ({"p": ("exp", "p")}, P, ValueError, "p is a leaf and a node"),
    "unknown operation": ({"J": ("^", "p", 2)}, P, ValueError, "no such operation"),
    "too few inputs": (
        {"J": ("+", "p")},
        P,
        ValueError,
        "J cannot .* 2.0: there is no",
    ),
    "division by 0": ({"J": ("/", "p", 0)}, P, ValueError, "J cannot .* from 2.0, 0: "),
    "log of 0": ({"J": ("log", 0)}, P, ValueError, "J cannot be computed from 0: "),
    "overflow": ({"J": ("exp", 1e4)}, P, ValueError, "J cannot be computed from 1"),
    "text": ({"J": ("exp", "p")}, {"p": "2"}, TypeError, "p is '2' of type str"),
    "array": ({"J": ("exp", "p")}, {"p": np.ones(2)}, TypeError, "p has shape"),
    "nan": ({"J": ("exp", "p")}, {"p": np.nan}, ValueError, "p is nan, expected"),
}


@every_case("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_computed_is_refused_by_name(case):
    graph, leaves, error, message = case
    with pytest.raises(error, match=message):
        forward(graph, leaves)


@every_case("way", [graph_forward, graph_backward])
@every_case(
    ("arguments", "error", "message"),
    [
        ((5, "3", 2), TypeError, "b is '3' of type str, expected a number"),
        ((None, 3, 2), TypeError, "a is None, expected a number"),
        ((5, 3, np.inf), ValueError, "c is inf, expected a finite number"),
        ((np.ones((1, 1)), 3, 2), TypeError, "a has shape .* expected a number"),
    ],
    ids=["text", "none", "infinite", "array"],
)
def test_bad_leaves_of_the_toy_graph_are_refused_by_name(
    way, arguments, error, message
):
    with pytest.raises(error, match=message):
        way(*arguments)


def test_backward_needs_a_graph_and_its_values():
    with pytest.raises(ValueError, match="the graph is empty"):
        backward({}, P)
    with pytest.raises(ValueError, match="J needs q, which is no leaf"):
        backward({"J": ("+", "p", "q")}, P)
