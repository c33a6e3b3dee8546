"""`own_activation(Z)`: a bend of her own, and its slope.

Any curve that bends is right. So what is asked is what every activation must be (the
same on every entry, finite, bent, none of the five of the table), and the slope is
compared with that of her own curve, measured by nudging.
"""

import numpy as np

from nnlib.activations import activation, activation_slope, own_activation, sigmoid
from nnlib.check import (
    Draft,
    Probe,
    Unfulfilled,
    flattened,
    instead,
    outputs,
    reordered,
    wrong,
)
from nnlib.exercises.two_layer.activation_slope import NAMES

# Nudged slopes carry the rounding of the nudge.
MEASURED = {"rtol": 1e-4, "atol": 1e-5}
NUDGE = 1e-5
# Left and right slope differ by more where a curve has a corner.
CORNER = 1e-3
# Where bends and likenesses are looked for.
LINE = np.linspace(-3, 3, 61).reshape(1, -1)
LEAST_BEND = 1e-3  # second difference
LEAST_APART = 0.02
FEW = 6  # entries that are asked for alone


exercise = Draft(
    id="03/own_activation",
    parts={"A": 5, "slope": 5},
    reference=own_activation,
    returns=("A", "slope"),
    form="open",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw forty places and more, of both signs; whole numbers; far too large ones."""
    by_hand = np.array([[-2.0, -1.0, 0.0, 1.0, 2.0]])
    return [
        Probe((by_hand,), shown=True, **MEASURED),
        *(draw(rng, shape) for shape in ((4, 5), (3, 7), (9,))),
        far_out(-1000.0),
        far_out(1000.0),
    ]


def far_out(z):
    """Return one place so far from 0 that powers and exponentials may overflow."""
    about = f"Z = {z:g}"
    return Probe((np.array([[z]]),), extreme=True, about=about, **MEASURED)


def draw(rng, shape):
    """Draw places, none of them a whole number or a half, where corners may be."""
    Z = rng.integers(-6, 6, shape) / 2 + rng.uniform(0.05, 0.45, shape)
    return Probe((Z,), sizes={"entries": Z.size}, **MEASURED)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own curve entry by entry, and its measured slope."""
    Z = np.asarray(probe.args[0], dtype=float)

    def curve(places):
        return np.asarray(call(places)[0], dtype=float)

    one_by_one = outputs["A"].copy()
    for place in [*np.ndindex(Z.shape)][:FEW]:
        one_by_one[place] = curve(Z[place].reshape(1, 1)).item()
    fault = dependent(one_by_one, outputs["A"]) or lacking(curve(LINE), outputs["A"])
    # A curve that is no activation still has a slope.
    return {"A": fault or one_by_one, "slope": measured(curve, Z, outputs["slope"])}


def dependent(one_by_one, together):
    """Say that an entry changes with the others, if it does."""
    alike = np.allclose(one_by_one, together, **MEASURED)
    if alike or not np.isfinite(together).all():
        return None
    asked = "entries that do not depend on each other"
    return Unfulfilled(asked, "another value where an entry stands alone")


def lacking(line, A):
    """Say what a curve lacks to be an activation of its own, if anything."""
    if not (np.isfinite(line).all() and np.isfinite(A).all()):
        return Unfulfilled("finite numbers", "nan or infinite ones")
    if np.abs(np.diff(line, n=2)).max() < LEAST_BEND:
        return Unfulfilled("a curve that bends", "a straight line from -3 to 3")
    for name in NAMES:
        given = activation(name, LINE)
        factor = np.sum(given * line) / np.sum(given**2)
        if np.abs(line - factor * given).max() < LEAST_APART:
            times = "" if abs(factor - 1) < LEAST_APART else f" times {factor:.2g}"
            came = f"{name}{times}, or near it"
            return Unfulfilled("none of the five of section 2", came)
    return None


def measured(curve, Z, claimed):
    """Nudge to both sides; at a corner every slope between the two is right."""
    middle = curve(Z)
    with np.errstate(invalid="ignore"):
        right = (curve(Z + NUDGE) - middle) / NUDGE
        left = (middle - curve(Z - NUDGE)) / NUDGE
    low, high = np.minimum(left, right), np.maximum(left, right)
    between = (low - CORNER <= claimed) & (claimed <= high + CORNER)
    corner = high - low > CORNER
    return np.where(corner & between, claimed, (left + right) / 2)


def given(name):
    """Give one of the five again."""
    return instead(lambda Z: (activation(name, Z), activation_slope(name, Z)))


exercise.variants(
    *(
        wrong(
            f"{name}_again",
            f"{name} once more",
            given(name),
            evidence=f"From -3 to 3 your curve is {name} of section 2.",
            question="what could a curve do that none of the five does?",
        )
        for name in NAMES
    ),
    wrong(
        "straight",
        "no bend",
        instead(lambda Z: (np.array(Z, dtype=float), np.ones(np.shape(Z)))),
        evidence="From -3 to 3 your curve gives Z back.",
        question="what do two layers that are both straight make together?",
    ),
    wrong(
        "shares",
        "shares of the whole array",
        instead(
            lambda Z: (
                np.exp(Z) / np.sum(np.exp(Z)),
                np.exp(Z) / np.sum(np.exp(Z)) * (1 - np.exp(Z) / np.sum(np.exp(Z))),
            )
        ),
        evidence="Your entries add up to 1: each depends on all the others.",
        question="what does one unit know of the sums of the others?",
    ),
    wrong(
        "overflows",
        "overflow for large Z",
        instead(lambda Z: (np.log(1 + np.exp(Z)), np.exp(Z) / (1 + np.exp(Z)))),
        evidence="e to the 1000 is too large for a float: it becomes infinite.",
        question="what does each of your lines make of Z = 1000?",
    ),
    wrong(
        "slope_of_tanh",
        "slope of tanh for another curve",
        outputs(slope=lambda A: 1 - A**2),
        evidence="Your slope is 1 - A squared, which belongs to tanh.",
        question="how much does your own curve rise from Z = 1 to Z = 1.001?",
    ),
    wrong(
        "slope_of_sigmoid",
        "slope of the sigmoid for another curve",
        outputs(slope=lambda A: A * (1 - A)),
        evidence="Your slope is A(1 - A), which belongs to the sigmoid.",
        question="how much does your own curve rise from Z = 1 to Z = 1.001?",
    ),
    wrong(
        "value_for_slope",
        "value in place of slope",
        outputs(slope=lambda A: A),
        evidence="Your slope is the curve itself.",
        question="how much does your own curve rise from Z = 1 to Z = 1.001?",
    ),
    wrong(
        "fraction_by_value",
        "value divided by its place",
        outputs(slope=lambda A, Z: A / np.where(np.equal(Z, 0), 1, Z)),
        evidence="Your slope is A / Z: the way from 0, and not the way from here.",
        question="how much does your own curve rise from Z = 1 to Z = 1.001?",
    ),
    wrong(
        "flat",
        "array flattened",
        flattened(),
        evidence="Your numbers are right, in one flat row.",
        question="which shape should the result have, if Z has shape (4, 5)?",
    ),
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return the slope first and the curve second.",
        question="which of them does the docstring name first?",
    ),
)


@exercise.accepted
def softplus(Z):
    """Bend softly from 0 to Z; its slope is the sigmoid."""
    return np.logaddexp(0, Z), sigmoid(Z)


@exercise.accepted
def wave(Z):
    """Go up and down."""
    return np.sin(Z), np.cos(Z)


@exercise.accepted
def size(Z):
    """Fold the line at 0; either slope is right there, and so is 0."""
    return np.abs(Z), np.sign(Z)


@exercise.accepted
def clipped(Z):
    """Rise between -1 and 1 only, with two corners; return lists."""
    Z = np.asarray(Z, dtype=float)
    return np.clip(Z, -1, 1).tolist(), np.where(np.abs(Z) < 1, 1.0, 0.0).tolist()


@exercise.accepted
def bell(Z):
    """Fire in the middle only."""
    A = np.exp(-(np.asarray(Z, dtype=float) ** 2))
    return A, -2 * Z * A


@exercise.accepted
def swish(Z):
    """Let the sigmoid decide how much passes."""
    S = sigmoid(Z)
    return Z * S, S + Z * S * (1 - S)


@exercise.accepted
def exponential_left(Z):
    """Fall softly to -1 on the left, go straight on the right."""
    left = np.exp(np.minimum(Z, 0))
    return np.where(np.asarray(Z) > 0, Z, left - 1), np.where(
        np.asarray(Z) > 0, 1, left
    )


EXERCISE = exercise.with_hints(
    "Draw a curve from -3 to 3 that is not straight, and mark where it is flat. "
    "Which numpy function draws it?",
    "Take a curve whose derivative you know from school: a power, a root, a wave, a "
    "bell. Then look at Z = 1000: is it still a number?",
    "Check your slope as notebook 00 did: nudge Z a little to both sides, and divide. "
    "At a corner either side counts.",
)
