"""`graph_forward(a, b, c)`: the values of J = 3(a + bc), node by node."""

import numpy as np

from nnlib.check import Draft, Probe, instead, outputs, wrapped, wrong
from nnlib.exercises.drawing import drawn
from nnlib.graph import graph_forward

exercise = Draft(
    id="00/graph_forward",
    parts={"u": 1, "v": 2, "J": 2},
    reference=graph_forward,
    returns={"u", "v", "J"},
    help="H4",
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw leaves of both signs, of different size."""
    return [
        Probe((5.0, 3.0, 2.0), shown=True),
        Probe((drawn(rng, 1.2, 2.4), drawn(rng, 3.1, 4.6), drawn(rng, -2.9, -1.6))),
        Probe((drawn(rng, -4.8, -3.3), drawn(rng, 1.3, 2.2), drawn(rng, 2.6, 3.9))),
        Probe((drawn(rng, 0.4, 0.8), drawn(rng, -3.7, -2.5), drawn(rng, -1.9, -1.2))),
    ]


def computing(u, v):
    """Compute u from the leaves, or v from a, u and c, in another way."""

    def graph(a, b, c):
        here = u(a, b, c)
        there = v(a, here, c)
        return {"u": here, "v": there, "J": 3 * there}

    return instead(graph)


exercise.variants(
    wrong(
        "u_with_a",
        "a added in u already",
        computing(lambda a, b, c: a + b * c, lambda a, u, c: a + u),
        evidence="Your u is a + bc, so a comes in twice on the way to J.",
        question="which leaves does the drawing connect with u?",
    ),
    wrong(
        "u_is_v",
        "a added in u, and not again",
        computing(lambda a, b, c: a + b * c, lambda a, u, c: u),
        evidence="Your u is a + bc, which is the expected v.",
        question="which leaves does the drawing connect with u?",
    ),
    wrong(
        "sum_for_product",
        "sum for the product",
        computing(lambda a, b, c: b + c, lambda a, u, c: a + u),
        evidence="Your u is b + c.",
        question="what does bc mean when two letters stand side by side?",
    ),
    wrong(
        "product_for_sum",
        "product for the sum",
        computing(lambda a, b, c: b * c, lambda a, u, c: a * u),
        evidence="Your v is a times u.",
        question="which sign stands between a and u in the formula of v?",
    ),
    wrong(
        "J_from_u",
        "J from u",
        outputs(J=lambda u: 3 * u),
        evidence="Your J is 3u: v is skipped, and a has no say.",
        question="which node does the drawing connect with J?",
    ),
    wrong(
        "exchanged",
        "u and v exchanged",
        outputs(u=lambda v: v, v=lambda u: u),
        evidence="Your u is the expected v, and your v the expected u.",
        question="which of the two is computed first?",
    ),
    wrong(
        "no_factor",
        "factor 3 left out",
        outputs(J=lambda v: v),
        evidence="Your J equals v.",
        question="what happens between v and J?",
    ),
    wrong(
        "three_added",
        "3 added",
        outputs(J=lambda v: v + 3),
        evidence="Your J is v + 3.",
        question="what does 3v mean when a number stands beside a letter?",
    ),
    wrong(
        "cubed",
        "power for the product",
        outputs(J=lambda v: v**3),
        evidence="Your J is v to the power 3.",
        question="how does Python write 3 times v?",
    ),
    wrong(
        "no_bracket",
        "bracket missing in J",
        outputs(J=lambda a, u: 3 * a + u),
        evidence="Your J is 3a + bc: the 3 does not reach bc.",
        question="what does the bracket in 3(a + bc) say?",
    ),
    wrong(
        "other_leaves",
        "other leaves multiplied",
        computing(lambda a, b, c: a * b, lambda a, u, c: c + u),
        evidence="Your u is ab, and c is added where a should be.",
        question="which two leaves does the drawing connect with u?",
    ),
    wrong(
        "difference",
        "difference for the sum",
        computing(lambda a, b, c: b * c, lambda a, u, c: a - u),
        evidence="Your v is a - u.",
        question="which sign stands between a and u in the formula of v?",
    ),
    wrong(
        "wrapped",
        "numbers kept in arrays",
        wrapped(shape=(1,)),
        evidence="Your values are right, each wrapped in an array.",
        question="a, b and c are numbers: what should u be?",
    ),
)


@exercise.accepted
def from_the_leaves(a, b, c):
    """Compute every node from the leaves alone."""
    return {"u": b * c, "v": a + b * c, "J": 3 * a + 3 * b * c}


@exercise.accepted
def with_numpy(a, b, c):
    """Use numpy's product and sum, and give the leaves as well."""
    values = {"a": a, "b": b, "c": c, "u": np.prod([b, c])}
    values["v"] = np.sum([a, values["u"]])
    values["J"] = values["v"] + 2 * values["v"]
    return values


@exercise.accepted
def with_names_of_nodes(a, b, c):
    """Fill the dictionary node by node, in place of names."""
    nodes = {"u": b * c}
    nodes["v"] = nodes["u"] + a
    nodes["J"] = nodes["v"] + nodes["v"] + nodes["v"]
    return nodes


EXERCISE = exercise.with_hints(
    "Follow the arrows from left to right. Which node can be computed first, "
    "because all its inputs are known?",
    "One line for each node, then a dictionary with three names. A sibling: "
    'p = 2 * x; q = p - y; return {"p": p, "q": q}.',
)
