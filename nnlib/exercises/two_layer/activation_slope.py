"""`activation_slope(name, Z)`: how steep each of the five curves is at Z."""

import numpy as np

from nnlib.activations import activation, activation_slope, sigmoid
from nnlib.check import Draft, Probe, called_with, outputs, wrong

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "step")
NOT_ASKED = np.zeros(0)
BY_HAND = np.array([[-2.0, -0.5], [0.5, 2.0]])

exercise = Draft(
    id="03/activation_slope",
    parts={"sigmoid": 1, "tanh": 4, "relu": 1, "leaky_relu": 3, "step": 1},
    reference=activation_slope,
    returns="slope",
    sized="entries",
    form="mend",
    edition=2,
)


@exercise.starts(
    "z for a in tanh, and no leak",
    evidence="Your tanh slope is 1 - Z squared, and that of leaky_relu 0 below 0.",
    question="tanh never falls, and leaky_relu is nowhere flat: do your slopes say so?",
    right=("sigmoid", "relu", "step"),
)
def two_slips(name, Z):
    A = activation(name, Z)
    if name == "sigmoid":
        return A * (1 - A)
    if name == "tanh":
        return 1 - Z**2
    if name in ("relu", "leaky_relu"):
        return np.where(Z > 0, 1.0, 0.0)
    return 0.0 * A


@exercise.probes
def probes(rng):
    """Ask for every name: numbers of both signs, and far too large ones."""
    return [
        *(Probe((name, BY_HAND), sizes={"name": name}, shown=True) for name in NAMES),
        *(asking(rng, name, (3, 5)) for name in NAMES),
        *(asking(rng, name, (1, 7)) for name in NAMES),
        *(far_out(name, z) for name in NAMES for z in (-1000.0, 1000.0)),
    ]


def asking(rng, name, shape):
    """Draw entries of both signs, none near 0, where some curves have a bend."""
    Z = rng.uniform(0.1, 3, shape) * rng.choice([-1, 1], shape)
    Z[0, :2] = -abs(Z[0, 0]), abs(Z[0, 1])
    sizes = {"name": name, "rows": shape[0], "columns": shape[1]}
    return Probe((name, Z), sizes=sizes)


def far_out(name, z):
    """Return a number so far from 0 that exponentials may overflow."""
    about = f"Z = {z:g} ({name})"
    return Probe((name, np.array([[z]])), extreme=True, about=about)


@exercise.observe
def observe(probe, outputs):
    """Count a result for the name that was asked for."""
    asked, (result,) = probe.args[0], outputs.values()
    return {name: result if name == asked else NOT_ASKED for name in NAMES}


@exercise.vectorised
def any_size(rng, size):
    """Draw a row of any length."""
    return asking(rng, "leaky_relu", (1, size))


def giving(**curves):
    """Give other slopes for some names, for the wrong versions below."""
    return outputs(
        slope=lambda name, Z, slope: curves[name](Z) if name in curves else slope
    )


@exercise.always(
    "every slope is finite at Z = 0",
    parts=("step",),
    broken="At Z = 0 one of your slopes is not a finite number.",
    question="which number may stand for the slope where a curve jumps?",
)
def finite_at_zero(call, rng):
    """Tell whether every slope is a number at 0 too, whichever it is."""
    return all(np.isfinite(call(name, np.zeros((1, 2)))).all() for name in NAMES)


exercise.variants(
    wrong(
        "values",
        "values in place of slopes",
        outputs(slope=lambda name, Z: activation(name, Z)),
        evidence="Your results are the values of the curves, not their slopes.",
        question="how much does relu rise from Z = 2 to Z = 2.001?",
    ),
    wrong(
        "sigmoid_of_z",
        "formula in a, filled with z",
        giving(sigmoid=lambda Z: Z * (1 - Z)),
        evidence="Your sigmoid slope is Z(1 - Z): the rule wants a, and got z.",
        question="in a(1 - a), what is a when Z is given?",
    ),
    wrong(
        "sigmoid_itself",
        "sigmoid for its slope",
        giving(sigmoid=sigmoid),
        evidence="Your sigmoid slope is the sigmoid itself: it is above 0.25.",
        question="how steep is the sigmoid far to the right, where it is nearly flat?",
    ),
    wrong(
        "sigmoid_twice",
        "sigmoid taken twice",
        giving(sigmoid=lambda Z: activation_slope("sigmoid", sigmoid(Z))),
        evidence="Your sigmoid slope is taken at sigmoid(Z), not at Z.",
        question="how often is sigmoid applied on the way to your a?",
    ),
    wrong(
        "tanh_of_z",
        "formula in a, filled with z, for tanh",
        giving(tanh=lambda Z: 1 - Z**2),
        evidence="Your tanh slope is 1 - Z squared: it is negative for Z = 2.",
        question="tanh never falls: can its slope be negative?",
    ),
    wrong(
        "tanh_twice",
        "tanh taken twice",
        giving(tanh=lambda Z: activation_slope("tanh", np.tanh(Z))),
        evidence="Your tanh slope is taken at tanh(Z), not at Z.",
        question="how often is tanh applied on the way to your a?",
    ),
    wrong(
        "tanh_without_square",
        "square forgotten",
        giving(tanh=lambda Z: 1 - np.tanh(Z)),
        evidence="Your tanh slope is 1 - a: it is above 1 for negative Z.",
        question="where is tanh steepest, and how steep is it there?",
    ),
    wrong(
        "tanh_by_sigmoid_rule",
        "rule of the sigmoid for tanh",
        giving(tanh=lambda Z: np.tanh(Z) * (1 - np.tanh(Z))),
        evidence="Your tanh slope is a(1 - a), which belongs to another curve.",
        question="a of tanh may be negative: what does a(1 - a) give then?",
    ),
    wrong(
        "relu_itself",
        "relu for its slope",
        giving(relu=lambda Z: np.maximum(0, Z)),
        evidence="Your relu slope is relu itself: it grows with Z.",
        question="how much does relu rise from Z = 2 to Z = 2.001?",
    ),
    wrong(
        "relu_everywhere",
        "relu steep everywhere",
        giving(relu=np.ones_like),
        evidence="Your relu slope is 1 for negative Z as well.",
        question="how much does relu rise from Z = -2 to Z = -1.999?",
    ),
    wrong(
        "relu_reversed",
        "relu mask the wrong way round",
        giving(relu=lambda Z: np.where(Z < 0, 1.0, 0.0)),
        evidence="Your relu slope is 1 where Z is negative and 0 where it is positive.",
        question="on which side of 0 does relu rise?",
    ),
    wrong(
        "leaky_as_relu",
        "leak forgotten in the slope",
        giving(leaky_relu=lambda Z: np.where(Z > 0, 1.0, 0.0)),
        evidence="Your leaky_relu slope is 0 for negative Z.",
        question="is leaky_relu flat to the left of 0?",
    ),
    wrong(
        "leaky_itself",
        "z left in the slope of leaky relu",
        giving(leaky_relu=lambda Z: np.where(Z > 0, 1.0, 0.01 * Z)),
        evidence="Your leaky_relu slope changes with Z to the left of 0.",
        question="how much does leaky_relu rise from Z = -2 to Z = -1.999?",
    ),
    wrong(
        "leaky_reversed",
        "slopes of leaky relu exchanged",
        giving(leaky_relu=lambda Z: np.where(Z > 0, 0.01, 1.0)),
        evidence="Your leaky_relu slope is 1 for negative Z and 0.01 for positive Z.",
        question="on which side of 0 is leaky_relu steep?",
    ),
    wrong(
        "step_itself",
        "step for its slope",
        giving(step=lambda Z: np.where(Z > 0, 1.0, 0.0)),
        evidence="Your step slope is the step itself.",
        question="how much does the step rise from Z = 2 to Z = 2.001?",
    ),
    wrong(
        "step_steep",
        "a slope for the step",
        giving(step=np.ones_like),
        evidence="Your step slope is 1 everywhere.",
        question="how much does the step rise from Z = 2 to Z = 2.001?",
    ),
    wrong(
        "always_sigmoid",
        "slope of the sigmoid for every name",
        called_with(name="sigmoid"),
        evidence="You give the slope of the sigmoid, whichever name is asked for.",
        question="which of your branches runs for 'relu', and why?",
    ),
    wrong(
        "sigmoid_overflows",
        "slope of large numbers",
        giving(sigmoid=lambda Z: np.exp(-Z) / (1 + np.exp(-Z)) ** 2),
        evidence="Your sigmoid slope divides infinity by infinity there.",
        question="what is e to the 1000 in floating point?",
    ),
)


@exercise.accepted
def by_table(name, Z):
    """Look the slope up; other formulas of the same curves, truth values for relu."""
    slopes = {
        "sigmoid": lambda Z: sigmoid(Z) * sigmoid(-Z),
        "tanh": lambda Z: 1 / np.cosh(np.clip(Z, -300, 300)) ** 2,
        "relu": lambda Z: Z > 0,
        "leaky_relu": lambda Z: 0.01 + 0.99 * (Z > 0),
        "step": lambda Z: 0 * Z,
    }
    return slopes[name](Z)


@exercise.accepted
def by_nudging(name, Z):
    """Measure the slope with a small nudge to either side."""
    eps = 1e-5
    return (activation(name, Z + eps) - activation(name, Z - eps)) / (2 * eps)


@exercise.accepted
def by_masks(name, Z):
    """Fill arrays by masks, and return lists."""
    if name in ("sigmoid", "tanh"):
        A = activation(name, Z)
        return (A - A**2 if name == "sigmoid" else (1 - A) * (1 + A)).tolist()
    left, right = {"relu": (0, 1), "leaky_relu": (0.01, 1), "step": (0, 0)}[name]
    slope = np.full(np.shape(Z), float(left))
    slope[Z > 0] = right
    return slope.tolist()


@exercise.accepted
def by_hyperbolic_cosine(name, Z):
    """Write the two smooth slopes with cosh, and clip where it would overflow."""
    calm = np.clip(Z, -300, 300)
    positive = np.sign(Z).clip(0)
    if name == "sigmoid":
        return 0.25 / np.cosh(calm / 2) ** 2
    if name == "tanh":
        return np.cosh(calm) ** -2.0
    return {"relu": 1, "leaky_relu": 0.99, "step": 0}[name] * positive + (
        0.01 if name == "leaky_relu" else 0
    )


EXERCISE = exercise.with_hints(
    "Draw the five curves. Where is each one flat, where is it steepest, and how "
    "steep is it there?",
    "The rules for sigmoid and tanh speak of a, but you are given Z. What makes a "
    "out of Z?",
    "The other three consist of straight pieces. A straight piece has one slope: "
    "np.where(condition, here, there) chooses, entry by entry.",
    "A sibling: the slope of the size of Z is np.where(Z > 0, 1.0, -1.0).",
)
