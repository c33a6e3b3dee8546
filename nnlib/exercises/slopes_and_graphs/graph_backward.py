"""`graph_backward(a, b, c)`: the derivatives of J = 3(a + bc), from right to left."""

from nnlib.check import Draft, Probe, divided, negated, outputs, scaled, wrapped, wrong
from nnlib.exercises.drawing import drawn
from nnlib.graph import graph_backward

exercise = Draft(
    id="00/graph_backward",
    parts={"dv": 4, "du": 4, "da": 4, "db": 4, "dc": 4},
    reference=graph_backward,
    returns={"dv", "du", "da", "db", "dc"},
)


@exercise.probes
def probes(rng):
    """Draw leaves of both signs, of different size, none of them near 1 or 3."""
    return [
        Probe((5.0, 3.0, 2.0), shown=True),
        Probe((drawn(rng, 1.3, 2.4), drawn(rng, 3.4, 4.6), drawn(rng, -2.9, -1.6))),
        Probe((drawn(rng, -4.8, -3.3), drawn(rng, 1.3, 2.2), drawn(rng, 2.4, 2.8))),
        Probe((drawn(rng, 0.4, 0.8), drawn(rng, -3.7, -2.5), drawn(rng, -1.9, -1.2))),
    ]


exercise.variants(
    wrong(
        "exchanged",
        "factors of the product exchanged",
        outputs(db=lambda b: 3 * b, dc=lambda c: 3 * c),
        evidence="Your db is the expected dc, and your dc the expected db.",
        question="nudge b by 0.001: by how much does bc grow if c is 2?",
    ),
    wrong(
        "last_link_only",
        "only the last link at b and c",
        outputs(db=lambda c: c, dc=lambda b: b),
        evidence="Your db is c and your dc is b: what u does to J is missing.",
        question="u grows by 0.002: by how much does J grow?",
    ),
    wrong(
        "local_slopes",
        "only local slopes",
        outputs(du=1.0, da=1.0, db=lambda c: c, dc=lambda b: b),
        evidence="Each of your derivatives is the slope of one node, not of J.",
        question="the d in du is the derivative of what?",
    ),
    wrong(
        "starts_at_v",
        "1 for the derivative of the output node",
        divided(3),
        evidence="Your dv is 1, and everything to the left of it is a third.",
        question="v grows by 0.001: by how much does J grow?",
    ),
    wrong(
        "dv_is_J",
        "value for slope at v",
        outputs(dv=lambda a, b, c: 3 * (a + b * c)),
        evidence="Your dv is 3v, which is J itself.",
        question="v grows by 0.001: by how much does J grow?",
    ),
    wrong(
        "dv_is_J_passed_on",
        "value for slope at v, passed on",
        scaled(lambda a, b, c: a + b * c),
        evidence="Your dv is 3v, and all other derivatives carry the factor v.",
        question="v grows by 0.001: by how much does J grow?",
    ),
    wrong(
        "sum_as_product",
        "sum treated as a product",
        outputs(
            du=lambda a: 3 * a,
            da=lambda b, c: 3 * b * c,
            db=lambda a, c: 3 * a * c,
            dc=lambda a, b: 3 * a * b,
        ),
        evidence="Your du is 3a and your da is 3u, as if v were a times u.",
        question="v = a + u: u grows by 0.001, by how much does v grow?",
    ),
    wrong(
        "da_as_product",
        "sum treated as a product at a",
        outputs(da=lambda b, c: 3 * b * c),
        evidence="Your da is 3u, as if v were a times u.",
        question="v = a + u: a grows by 0.001, by how much does v grow?",
    ),
    wrong(
        "da_through_u",
        "two derivatives of J multiplied",
        outputs(da=9.0),
        evidence="Your da is dv times du, which is 9.",
        question="the path from a to J: does it lead through u?",
    ),
    wrong(
        "product_as_sum",
        "product treated as a sum",
        outputs(db=3.0, dc=3.0),
        evidence="All your derivatives are 3, as if u were b + c.",
        question="b grows by 0.001: by how much does bc grow if c is 2?",
    ),
    wrong(
        "links_added",
        "links added, not multiplied",
        outputs(db=lambda c: 3 + c, dc=lambda b: 3 + b),
        evidence="Your db is 3 + c and your dc is 3 + b.",
        question="J grows 3 times as fast as u, and u c times as fast as b: and J?",
    ),
    wrong(
        "du_is_dc",
        "derivative of c written to u",
        outputs(du=lambda b: 3 * b),
        evidence="Your du is 3b, which is the derivative with respect to c.",
        question="u grows by 0.001: by how much does v grow, and then J?",
    ),
    wrong(
        "da_with_a",
        "a times its derivative",
        outputs(da=lambda a: 3 * a),
        evidence="Your da is 3a.",
        question="does it matter for the growth of J how large a is already?",
    ),
    wrong(
        "whole_product",
        "whole product at b and c",
        outputs(db=lambda b, c: 3 * b * c, dc=lambda b, c: 3 * b * c),
        evidence="Your db and dc are both 3bc.",
        question="c stands still while b is nudged: which factor is left?",
    ),
    wrong(
        "three_twice",
        "factor 3 twice at b and c",
        scaled(3, "db", "dc"),
        evidence="Your db and dc carry the factor 3 twice.",
        question="is the 3 of J already contained in du?",
    ),
    wrong(
        "opposite_sign",
        "opposite sign",
        negated(),
        evidence="Your derivatives have the right size and the opposite sign.",
        question="if v grows, does J grow or shrink?",
    ),
    wrong(
        "wrapped",
        "numbers kept in arrays",
        wrapped(shape=(1,)),
        evidence="Your derivatives are right, each wrapped in an array.",
        question="a, b and c are numbers: what should their derivatives be?",
    ),
)


@exercise.accepted
def at_once(a, b, c):
    """Differentiate J with respect to each name directly."""
    return {"dv": 3, "du": 3, "da": 3, "db": 3 * c, "dc": 3 * b}


@exercise.accepted
def one_node_at_a_time(a, b, c):
    """Multiply what comes from the right by the slope of the node, with dJ = 1."""
    slopes = {"dJ": 1.0}
    slopes["dv"] = slopes["dJ"] * 3
    slopes["da"] = slopes["du"] = slopes["dv"] * 1
    slopes["db"], slopes["dc"] = slopes["du"] * c, slopes["du"] * b
    return slopes


@exercise.accepted
def by_nudging(a, b, c):
    """Measure every slope; the graph is so straight that this is exact."""

    def J(a, u):
        return 3 * (a + u)

    def slope(f, x):
        return (f(x + 0.5) - f(x - 0.5)) / 1.0

    return {
        "dv": slope(lambda v: 3 * v, a + b * c),
        "du": slope(lambda u: J(a, u), b * c),
        "da": slope(lambda a: J(a, b * c), a),
        "db": slope(lambda b: J(a, b * c), b),
        "dc": slope(lambda c: J(a, b * c), c),
    }


EXERCISE = exercise.with_hints(
    "Start at v and go left. At every node: what comes in from the right, times "
    "the slope of this node towards that input.",
    "The order is dv, du, da, then db and dc, and each line uses one above it. A "
    "sibling: for K = 5p and p = xy, dp is 5 and dx is dp times y.",
)
