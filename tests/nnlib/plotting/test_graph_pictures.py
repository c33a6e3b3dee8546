"""Computation graphs: where nodes stand, what is said, what cannot be drawn."""

import re

import pytest

from nnlib.plotting import computation_graph
from nnlib.plotting.graph_layout import layout
from nnlib.plotting.graphs import Node, bend_of

TOY = {"u": ("b", "c"), "v": ("a", "u"), "J": ("v",)}
TWO_LAYERS = {
    "z1": ("x", "W1", "b1"),
    "a1": ("z1",),
    "z2": ("W2", "a1", "b2"),
    "a2": ("z2",),
    "L": ("a2", "y"),
}


def test_chain_is_a_straight_line_to_the_right():
    places = layout(TWO_LAYERS)
    chain = [places[name] for name in ("z1", "a1", "z2", "a2", "L")]
    assert chain == [(1, 0.0), (2, 0.0), (3, 0.0), (4, 0.0), (5, 0.0)]


def test_leaf_stands_one_column_before_the_first_node_that_uses_it():
    places = layout(TWO_LAYERS)
    assert {name: places[name][0] for name in ("x", "W2", "b2", "y")} == {
        "x": 0,
        "W2": 2,
        "b2": 2,
        "y": 4,
    }


@pytest.mark.parametrize("edges", [TOY, TWO_LAYERS], ids=["toy", "two layers"])
def test_no_two_nodes_stand_at_the_same_place(edges):
    places = layout(edges)
    assert len(set(places.values())) == len(places)


def test_node_that_is_used_twice_stands_before_both_users():
    places = layout({"p": ("x", "y"), "q": ("x", "p"), "f": ("p", "q")})
    assert [places[name][0] for name in ("x", "p", "q", "f")] == [0, 1, 2, 3]


def test_graph_says_ways_values_and_derivatives():
    values, slopes = {"a": 5, "u": 6.0, "J": 33}, {"b": 6, "v": -0.25}
    assert computation_graph(TOY, values, slopes).alt == (
        "A graph: u from b and c; v from a and u; J from v. Values: a = 5, u = 6, "
        "J = 33. Derivatives of J: dJ/db = 6, dJ/dv = −0.25."
    )


def test_words_as_values_are_said_as_they_are():
    assert "Values: b = (4, 1)." in computation_graph(TOY, {"b": "(4, 1)"}).alt


def test_caption_speaks_of_derivatives_only_if_there_are_some():
    assert (
        "derivatives of J come back" in computation_graph(TOY, slopes={"v": 3}).caption
    )
    assert "derivatives" not in computation_graph(TOY, {"v": 3}).caption


SLIPS = {
    "nothing": (({},), "edges has 0 nodes that nobody uses, expected one"),
    "two ends": (({"u": ("a",), "v": ("a",)},), "edges has 2 nodes that nobody uses"),
    "circle": (({"u": ("v",), "v": ("u",), "J": ("u",)},), "from itself"),
    "stranger among values": ((TOY, {"k": 1}), "values names 'k', expected some of J"),
    "stranger among slopes": ((TOY, None, {"k": 1}), "slopes names 'k'"),
}


@pytest.mark.parametrize("case", SLIPS.values(), ids=SLIPS)
def test_graph_refuses_what_cannot_be_drawn(case):
    arguments, message = case
    with pytest.raises(ValueError, match=re.escape(message)):
        computation_graph(*arguments)


def test_words_that_are_too_wide_are_refused():
    long = {name: "a very long sentence for a node" for name in ("u", "v", "J")}
    with pytest.raises(ValueError, match="words are too wide for the card"):
        computation_graph(TOY, words=long)


@pytest.mark.parametrize(("y", "sign"), [(0.1, 1), (-0.1, -1), (1.0, 0), (-1.0, 0)])
def test_arrow_bends_away_from_a_node_in_its_way(y, sign):
    ends = {"from": Node("", 0, 0, 0.4, 0.4), "to": Node("", 4, 0, 0.4, 0.4)}
    bend = bend_of({**ends, "other": Node("", 2, y, 0.4, 0.4)}, "from", "to")
    # a positive bend runs below, as matplotlib counts it
    assert (bend > 0) - (bend < 0) == sign
