"""`graph_backward(local)`: derivatives of J by the chain rule, from right to left."""

from nnlib.check import (
    Draft,
    Probe,
    divided,
    instead,
    negated,
    outputs,
    scaled,
    wrapped,
    wrong,
)
from nnlib.exercises.drawing import drawn
from nnlib.graph import graph_backward

exercise = Draft(
    id="00/graph_backward",
    parts={"dv": 4, "du": 4, "da": 4, "db": 4, "dc": 4},
    reference=graph_backward,
    returns={"dv", "du", "da", "db", "dc"},
    edition=2,
    form="specified",
    help="H2",
)


def drawing(J_v, v_a, v_u, u_b, u_c):
    """Write local slopes as the notebook does."""
    return {"J": {"v": J_v}, "v": {"a": v_a, "u": v_u}, "u": {"b": u_b, "c": u_c}}


@exercise.probes
def probes(rng):
    """Draw slopes of both signs, of different size, none of them near 1."""
    return [
        Probe((drawing(2.0, 5.0, 10.0, -1.0, 0.3),), shown=True),
        Probe(
            (
                drawing(
                    drawn(rng, -4.8, -3.3),
                    drawn(rng, 1.3, 2.2),
                    drawn(rng, 2.4, 2.8),
                    drawn(rng, 0.4, 0.8),
                    drawn(rng, -2.3, -1.5),
                ),
            )
        ),
        Probe(
            (
                drawing(
                    drawn(rng, 0.4, 0.8),
                    drawn(rng, -3.7, -2.5),
                    drawn(rng, -1.9, -1.2),
                    drawn(rng, 4.1, 5.3),
                    drawn(rng, 2.2, 3.1),
                ),
            )
        ),
        Probe((drawing(3, 1, 1, drawn(rng, -2.9, -1.6), drawn(rng, 3.4, 4.6)),)),
    ]


def from_the_left(local):
    """Multiply from the wrong end: what lies to the left of a node."""
    b, c = local["u"]["b"], local["u"]["c"]
    du = b * c
    dv = local["v"]["a"] * local["v"]["u"] * du
    return {"dv": dv, "du": du, "da": local["v"]["a"], "db": b, "dc": c}


exercise.variants(
    wrong(
        "exchanged",
        "b and c exchanged",
        outputs(
            db=lambda local, du: du * local["u"]["c"],
            dc=lambda local, du: du * local["u"]["b"],
        ),
        evidence="Your db is the expected dc, and your dc the expected db.",
        question="the slope of u towards b: in which entry does it stand?",
    ),
    wrong(
        "branches_exchanged",
        "a and u exchanged",
        outputs(du=lambda da: da, da=lambda du: du),
        evidence="Your da is the expected du, and your du the expected da.",
        question="the slope of v towards a: in which entry does it stand?",
    ),
    wrong(
        "branches_exchanged_passed_on",
        "a and u exchanged, passed on",
        outputs(
            du=lambda da: da,
            da=lambda du: du,
            db=lambda local, da: da * local["u"]["b"],
            dc=lambda local, da: da * local["u"]["c"],
        ),
        evidence="Your da and du are exchanged, and db and dc are made from this du.",
        question="the slope of v towards a: in which entry does it stand?",
    ),
    wrong(
        "last_link_only",
        "only the last link at b and c",
        outputs(
            db=lambda local: local["u"]["b"],
            dc=lambda local: local["u"]["c"],
        ),
        evidence="Your db and dc are the slopes of u: what u does to J is missing.",
        question="b moves u: by how much does J follow when u moves?",
    ),
    wrong(
        "local_slopes",
        "only local slopes",
        outputs(
            du=lambda local: local["v"]["u"],
            da=lambda local: local["v"]["a"],
            db=lambda local: local["u"]["b"],
            dc=lambda local: local["u"]["c"],
        ),
        evidence="Each of your derivatives is the slope of one node, not of J.",
        question="the d in du is the derivative of what?",
    ),
    wrong(
        "link_skipped",
        "link from u to v left out",
        outputs(
            db=lambda local, dv: dv * local["u"]["b"],
            dc=lambda local, dv: dv * local["u"]["c"],
        ),
        evidence="Your db and dc lack one factor: the slope of v towards u.",
        question="which nodes lie on the way from b to J?",
    ),
    wrong(
        "two_links_of_three",
        "first link left out at b and c",
        outputs(
            db=lambda local: local["v"]["u"] * local["u"]["b"],
            dc=lambda local: local["v"]["u"] * local["u"]["c"],
        ),
        evidence="Your db and dc are the derivatives of v, not of J.",
        question="how many arrows lie on the way from b to J?",
    ),
    wrong(
        "starts_at_v",
        "1 for the derivative of the output node",
        divided(lambda local: local["J"]["v"]),
        evidence="Your dv is 1, and all to the left of it lacks the slope of J.",
        question="v grows by 0.001: by how much does J grow?",
    ),
    wrong(
        "three_written_down",
        "3 written down for dv",
        scaled(lambda local: 3 / local["J"]["v"]),
        evidence="Your dv is 3, whatever the slope of J towards v is.",
        question="in which entry does the slope of J towards v stand?",
    ),
    wrong(
        "ones_written_down",
        "1 written down for the slopes of v",
        outputs(
            du=lambda dv: dv,
            da=lambda dv: dv,
            db=lambda local, dv: dv * local["u"]["b"],
            dc=lambda local, dv: dv * local["u"]["c"],
        ),
        evidence="Your da and du equal your dv, whatever the slopes of v are.",
        question="the slopes of v are 1 if it is a sum: what if it is not?",
    ),
    wrong(
        "da_through_u",
        "two derivatives of J multiplied",
        outputs(da=lambda dv, du: dv * du),
        evidence="Your da is dv times du.",
        question="the path from a to J: does it lead through u?",
    ),
    wrong(
        "da_from_du",
        "a reached through u",
        outputs(da=lambda local, du: du * local["v"]["a"]),
        evidence="Your da is du times the slope of v towards a.",
        question="the path from a to J: does it lead through u?",
    ),
    wrong(
        "links_added",
        "links added, not multiplied",
        outputs(
            du=lambda local, dv: dv + local["v"]["u"],
            da=lambda local, dv: dv + local["v"]["a"],
            db=lambda local, dv: dv + local["v"]["u"] + local["u"]["b"],
            dc=lambda local, dv: dv + local["v"]["u"] + local["u"]["c"],
        ),
        evidence="Each of your derivatives is the sum of the slopes along its way.",
        question="J grows 3 times as fast as v, and v twice as fast as u: and J?",
    ),
    wrong(
        "dv_twice",
        "dv twice at b and c",
        outputs(
            db=lambda db, dv: db * dv,
            dc=lambda dc, dv: dc * dv,
        ),
        evidence="Your db and dc carry the factor dv twice.",
        question="is dv already contained in du?",
    ),
    wrong(
        "both_factors",
        "both slopes of u at b and c",
        outputs(
            db=lambda local, db: db * local["u"]["c"],
            dc=lambda local, dc: dc * local["u"]["b"],
        ),
        evidence="Your db and dc each carry the slopes of u towards b and towards c.",
        question="c stands still while b is nudged: which slope of u is left?",
    ),
    wrong(
        "from_the_left",
        "multiplied from the wrong end",
        instead(from_the_left),
        evidence="Your dv is made of what lies to the left of v.",
        question="if v moves, does that change anything to the left of it?",
    ),
    wrong(
        "opposite_sign",
        "opposite sign",
        negated(),
        evidence="Your derivatives have the right size and the opposite sign.",
        question="if the slope of J towards v is 2 and v grows, does J grow or shrink?",
    ),
    wrong(
        "wrapped",
        "numbers kept in arrays",
        wrapped(shape=(1,)),
        evidence="Your derivatives are right, each wrapped in an array.",
        question="the slopes are numbers: what should the derivatives be?",
    ),
)


@exercise.accepted
def along_each_path(local):
    """Multiply all slopes along the path of each name."""
    J, v, u = local["J"], local["v"], local["u"]
    return {
        "dv": J["v"],
        "du": J["v"] * v["u"],
        "da": J["v"] * v["a"],
        "db": J["v"] * v["u"] * u["b"],
        "dc": J["v"] * v["u"] * u["c"],
    }


@exercise.accepted
def one_node_at_a_time(local):
    """Pass on what comes from the right, starting with dJ = 1."""
    slopes = {"dJ": 1.0}
    for node in ("J", "v", "u"):
        for name, slope in local[node].items():
            slopes[f"d{name}"] = slopes[f"d{node}"] * slope
    return slopes


@exercise.accepted
def by_walking_back(local):
    """Ask for each name who uses it, and multiply until J is reached."""

    def derivative(name):
        for node, slopes in local.items():
            if name in slopes:
                return slopes[name] * derivative(node)
        return 1

    return {f"d{name}": derivative(name) for name in "vuabc"}


EXERCISE = exercise.with_hints(
    "Start at v and go left. At every node: what comes in from the right, times "
    "the slope of this node towards that input.",
    "The order is dv, du, da, then db and dc, and each line uses one above it. A "
    'sibling: for K towards p, and p towards x, dp is local["K"]["p"] and dx is dp '
    'times local["p"]["x"].',
)
