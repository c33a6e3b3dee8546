"""`single_example_gradients(w, b, x, y)`: from one loss back to every input."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    changed,
    flattened,
    instead,
    negated,
    outputs,
    scaled,
    transposed,
    wrong,
)
from nnlib.logistic_loops import neuron, single_example_gradients

exercise = Draft(
    id="01/single_example_gradients",
    parts={"da": 4, "dz": 4, "dw": 4, "db": 4, "dx": 4},
    reference=single_example_gradients,
    returns={"da", "dz", "dw", "db", "dx"},
    needs=("01/neuron",),
)


@exercise.probes
def probes(rng):
    """Draw examples of both labels, and two of which the neuron is certain."""
    return [
        by_hand(),
        draw(rng, 3, 0),
        draw(rng, 5, 1),
        draw(rng, 4, 0.0),
        certain(50.0, 1),
        certain(-800.0, 0),
    ]


def by_hand():
    """Return a case that fits on paper."""
    args = np.array([[0.3], [-0.2]]), 0.1, np.array([[1.5], [-2.0]]), 1
    return Probe(args, sizes={"n_x": 2, "y": 1}, shown=True)


def draw(rng, n_x, y):
    """Draw one case; the bias is neither 0 nor 1."""
    w, b = rng.normal(0, 0.5, (n_x, 1)), float(rng.uniform(0.2, 0.8))
    return Probe((w, b, rng.normal(0, 1, (n_x, 1)), y), sizes={"n_x": n_x, "y": y})


def certain(feature, y):
    """Return a right answer of which the neuron is so certain that a is 0 or 1."""
    args = np.array([[1.0], [0.5]]), 0.1, np.array([[feature], [2.0]]), y
    about = f"a right answer so certain that a is exactly {y}"
    return Probe(args, atol=1e-9, extreme=True, about=about)


def from_dz(dz):
    """Go on from another dz, made of arguments and right outputs."""

    def wrong_version(w, b, x, y):
        right = single_example_gradients(w, b, x, y)
        other = dz(w, b, x, y, neuron(w, b, x), right["da"])
        return {
            "da": right["da"],
            "dz": other,
            "dw": x * other,
            "db": other,
            "dx": w * other,
        }

    return instead(wrong_version)


exercise.variants(
    wrong(
        "opposite_sign",
        "y - a for a - y",
        negated("dz", "dw", "db", "dx"),
        evidence="Your dz, dw, db and dx have the right size and the opposite sign.",
        question="if a is too small for a label 1, should the score grow or shrink?",
    ),
    wrong(
        "all_opposite",
        "everything with the opposite sign",
        negated(),
        evidence="All your derivatives have the right size and the opposite sign.",
        question="for y = 1, does the loss grow or shrink when a grows?",
    ),
    wrong(
        "score_minus_label",
        "score in place of probability",
        from_dz(lambda w, b, x, y, a, da: float(np.sum(w * x)) + b - y),
        evidence=(
            "Your dz is z - y: the score, and not the probability, minus the label."
        ),
        question="which of the two may be compared with a label, z or a?",
    ),
    wrong(
        "extra_slope",
        "slope of sigmoid multiplied in again",
        from_dz(lambda w, b, x, y, a, da: (a - y) * a * (1 - a)),
        evidence="Your dz carries a factor a(1 - a) too many.",
        question="where did this factor go when dz = a - y was derived?",
    ),
    wrong(
        "sigmoid_skipped",
        "dz equal to da",
        from_dz(lambda w, b, x, y, a, da: da),
        evidence="Your dz equals da: the sigmoid in between is not there.",
        question="which node lies between a and z, and what is its slope?",
    ),
    wrong(
        "left_from_da",
        "dw, db and dx from da",
        outputs(dw=lambda x, da: x * da, db=lambda da: da, dx=lambda w, da: w * da),
        evidence="Your dw, db and dx are made of da, as if a were the sum of products.",
        question="w, b and x stand in a sum: what is its name, and its derivative?",
    ),
    wrong(
        "dw_from_da",
        "dw from da",
        outputs(dw=lambda x, da: x * da),
        evidence="Your dw is x times da: the sigmoid in between is left out.",
        question="which number does the product w x go into first, z or a?",
    ),
    wrong(
        "db_from_da",
        "db from da",
        outputs(db=lambda da: da),
        evidence="Your db is da: the sigmoid in between is left out.",
        question="which number does b go into first, z or a?",
    ),
    wrong(
        "dx_from_da",
        "dx from da",
        outputs(dx=lambda w, da: w * da),
        evidence="Your dx is w times da: the sigmoid in between is left out.",
        question="which number does the product w x go into first, z or a?",
    ),
    wrong(
        "label_left_out",
        "label left out of dz",
        from_dz(lambda w, b, x, y, a, da: a),
        evidence="Your dz, dw, db and dx are those of label 0, whatever y is.",
        question="where does y stand in dz?",
    ),
    wrong(
        "label_multiplied",
        "dz multiplied by the label",
        from_dz(lambda w, b, x, y, a, da: (a - y) * y),
        evidence="For label 0 your dz is 0, and dw, db and dx with it.",
        question="label 0 and a = 0.9: should such an example move no weight?",
    ),
    wrong(
        "slope_is_a",
        "a for the slope of the sigmoid",
        from_dz(lambda w, b, x, y, a, da: da * a),
        evidence="Your dz is da times a, which is one factor of the slope.",
        question="how steep is the sigmoid where a is nearly 1?",
    ),
    wrong(
        "slope_is_one_minus_a",
        "1 - a for the slope",
        from_dz(lambda w, b, x, y, a, da: da * (1 - a)),
        evidence="Your dz is da times 1 - a, which is one factor of the slope.",
        question="how steep is the sigmoid where a is nearly 0?",
    ),
    wrong(
        "slope_alone",
        "only the slope of the sigmoid",
        from_dz(lambda w, b, x, y, a, da: a * (1 - a)),
        evidence="Your dz is a(1 - a), whatever the label is.",
        question="what comes in from the right, before it is multiplied by a slope?",
    ),
    wrong(
        "da_positive",
        "wrong sign in da for label 1",
        changed(abs, "da"),
        evidence="Your da is positive for both labels; only for y = 1 that is wrong.",
        question="for y = 1, does the loss grow or shrink when a grows?",
    ),
    wrong(
        "da_negative",
        "wrong sign in da for label 0",
        outputs(da=lambda da: -abs(da)),
        evidence="Your da is negative for both labels; only for y = 0 that is wrong.",
        question="which sign does the slope of log(1 - a) have?",
    ),
    wrong(
        "da_opposite",
        "da with the opposite sign",
        negated("da"),
        evidence="Your da has the right size and the opposite sign.",
        question="for y = 1, does the loss grow or shrink when a grows?",
    ),
    wrong(
        "positive_passed_on",
        "wrong sign for label 1, passed on",
        scaled(lambda y: -1 if y == 1 else 1),
        evidence="For y = 1 all your derivatives have the opposite sign.",
        question="for y = 1, does the loss grow or shrink when a grows?",
    ),
    wrong(
        "negative_passed_on",
        "wrong sign for label 0, passed on",
        scaled(lambda y: 1 if y == 1 else -1),
        evidence="For y = 0 all your derivatives have the opposite sign.",
        question="which sign does the slope of log(1 - a) have?",
    ),
    wrong(
        "da_is_dz",
        "a - y for da",
        outputs(da=lambda dz: dz),
        evidence="Your da is a - y, which is the derivative one node further left.",
        question="with respect to which quantity is a - y the derivative of the loss?",
    ),
    wrong(
        "dw_without_x",
        "dw without the feature",
        outputs(dw=lambda x, dz: np.full(x.shape, dz)),
        evidence="Every entry of your dw equals dz.",
        question="a weight moves z by how much, if its feature is 2?",
    ),
    wrong(
        "dw_and_dx_exchanged",
        "weight and feature exchanged",
        outputs(dw=lambda dx: dx, dx=lambda dw: dw),
        evidence="Your dw is the expected dx, and your dx is the expected dw.",
        question="in the product w x, what stands beside w?",
    ),
    wrong(
        "dw_with_w",
        "dw with the weight",
        outputs(dw=lambda dx: dx),
        evidence="Your dw is w times dz.",
        question="in the product w x, what stands beside w?",
    ),
    wrong(
        "dx_with_x",
        "dx with the feature",
        outputs(dx=lambda dw: dw),
        evidence="Your dx is x times dz.",
        question="in the product w x, what stands beside x?",
    ),
    wrong(
        "dx_as_sum",
        "dx as a sum",
        outputs(dx=lambda dz, w: dz + w),
        evidence="Your dx is dz plus w.",
        question="with w = 0, can x change the loss at all?",
    ),
    wrong(
        "db_with_b",
        "db with the bias",
        outputs(db=lambda dz, b: dz * b),
        evidence="Your db is dz times b.",
        question="by how much does z grow when b grows by 1?",
    ),
    wrong(
        "db_is_one",
        "only the last link of db",
        outputs(db=1.0),
        evidence="Your db is 1, whatever the example is.",
        question="that is by how much b moves z: and by how much does z move the loss?",
    ),
    wrong(
        "flattened",
        "columns flattened",
        flattened("dw", "dx"),
        evidence="Your dw and dx hold the right numbers, with one axis lost.",
        question="w has shape (n_x, 1): which shape should its derivative have?",
    ),
    wrong(
        "lying_down",
        "columns lying down",
        transposed("dw", "dx"),
        evidence="Your dw and dx hold the right numbers, as rows.",
        question="w has shape (n_x, 1): which shape should its derivative have?",
    ),
)


@exercise.variant(
    "0 divided by 0",
    evidence="a is exactly 0 or 1 there, so one term of da is 0/0, which is nan.",
    question="which of the two terms of da should count when y = 1?",
)
def zero_over_zero(w, b, x, y):
    grads, a = single_example_gradients(w, b, x, y), np.float64(neuron(w, b, x))
    return {**grads, "da": -y / a + (1 - y) / (1 - a)}


@exercise.accepted
def by_chain(w, b, x, y):
    """Multiply the local slopes from right to left, one node at a time."""
    a = neuron(w, b, x)
    da = -1 / a if y == 1 else 1 / (1 - a)
    dz = da * a * (1 - a)
    return {"da": da, "dz": dz, "dw": x * dz, "db": dz * 1, "dx": w * dz}


@exercise.accepted
def one_formula(w, b, x, y):
    """Write da with both terms and a hair below the line; give a and z as well."""
    z = (w.T @ x).item() + b
    a = 1 / (1 + np.exp(-z))
    da = -y / (a + 1e-300) + (1 - y) / (1 - a + 1e-300)
    dz = a - y
    grads = {"dw": dz * x, "dx": np.dot(w, dz), "db": np.float64(dz)}
    return {**grads, "da": da, "dz": dz, "a": a, "z": z}


EXERCISE = exercise.with_hints(
    "Walk through the drawing from right to left. If the number at a node grows a "
    "little, how many times as much does the loss grow?",
    "The order is da, then dz, then dw, db and dx together. The check says which "
    "are right: repair the first one that is not.",
    "da, dz and db are numbers; dw and dx have shape (n_x, 1), one entry for each "
    "feature. In da only one term counts: y decides which.",
    "A sibling: J = 3 u with u = p q. The derivative of J with respect to p is "
    "3 times q. With respect to q it is 3 times p.",
)
