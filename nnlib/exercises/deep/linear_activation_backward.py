"""`linear_activation_backward(dA, cache, activation)`: a layer's backward block."""

import numpy as np

from nnlib.activations import activation as g
from nnlib.activations import activation_slope as g_slope
from nnlib.check import Draft, Probe, called_with, instead, outputs, wrong
from nnlib.deep import (
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
)
from nnlib.exercises.deep import linear_activation_forward as forward

OTHER = {"relu": "sigmoid", "sigmoid": "relu"}


exercise = Draft(
    id="04/linear_activation_backward",
    parts={"dA_prev": 4, "dW": 3, "db": 3},
    reference=linear_activation_backward,
    returns=("dA_prev", "dW", "db"),
    needs=("04/linear_backward",),
    form="specified",
    help="H2",
)


@exercise.probes
def probes(rng):
    """Draw layers as a forward pass leaves them, with both activations."""
    return [by_hand(), *(draw(rng, *case) for case in forward.CASES)]


def by_hand():
    """Return a relu layer of two units that fits on paper."""
    dA = np.array([[1.0, -2.0, 4.0, 3.0], [-1.0, 1.0, 2.0, -4.0]])
    return back(forward.by_hand("relu"), dA, shown=True)


def draw(rng, n_prev, n, m, activation):
    """Draw one layer, and derivatives of both signs that come back to it."""
    return back(forward.draw(rng, n_prev, n, m, activation), rng.normal(0.2, 1, (n, m)))


def back(probe, dA, **kinds):
    """Make the backward case of a forward one."""
    _, cache = linear_activation_forward(*probe.args)
    return Probe((dA, cache, probe.args[-1]), sizes=probe.sizes, **kinds)


@exercise.vectorised
def any_size(rng, size):
    """Draw a case of any number of examples."""
    return back(forward.any_size(rng, size), rng.normal(0.2, 1, (2, size)))


def with_sums(dZ, cache):
    """Go back through the weights with some dZ, for the wrong versions below."""
    return linear_backward(dZ, cache[0])


def from_dZ(dZ):
    """Go back through the weights with another dZ, made of dA, Z and the name."""
    return instead(
        lambda dA, cache, activation: with_sums(dZ(dA, cache[1], activation), cache)
    )


def of(name, dZ):
    """Take another dZ, made of dA and Z, where the activation is the one named."""

    def wrong_version(dA, cache, activation):
        if activation == name:
            return with_sums(dZ(dA, cache[1]), cache)
        return linear_activation_backward(dA, cache, activation)

    return instead(wrong_version)


exercise.variants(
    wrong(
        "no_slope",
        "slope left out",
        from_dZ(lambda dA, Z, activation: dA),
        evidence="Your outputs are those of dZ = dA: the activation has no slope.",
        question="if Z grows a little, how much does A grow?",
    ),
    wrong(
        "activation_for_slope",
        "activation for its slope",
        from_dZ(lambda dA, Z, activation: dA * g(activation, Z)),
        evidence="You multiply dA by g(Z); the slope g'(Z) belongs there.",
        question="what is the slope of relu at Z = 3?",
    ),
    wrong(
        "activation_of_derivative",
        "activation of dA",
        from_dZ(lambda dA, Z, activation: g(activation, dA)),
        evidence="You apply the activation to dA.",
        question="what was the activation applied to on the way forward?",
    ),
    wrong(
        "slope_at_derivative",
        "slope at dA",
        from_dZ(lambda dA, Z, activation: dA * g_slope(activation, dA)),
        evidence="You take the slope at dA; whether a unit was active plays no part.",
        question="whose sign decided on the way forward?",
    ),
    wrong(
        "slope_at_activation",
        "slope at A",
        from_dZ(lambda dA, Z, activation: dA * g_slope(activation, g(activation, Z))),
        evidence="Your sigmoid layers take the slope at A; their Z was another number.",
        question="at which numbers is g'(Z) taken?",
    ),
    wrong(
        "sums_for_activations",
        "Z for a in a(1 - a)",
        of("sigmoid", lambda dA, Z: dA * Z * (1 - Z)),
        evidence="The slope of your sigmoid is Z(1 - Z).",
        question="which letter stands in a(1 - a), and what did it come from?",
    ),
    wrong(
        "relu_times_sum",
        "relu times Z",
        of("relu", lambda dA, Z: dA * np.maximum(0, Z)),
        evidence="Your relu layers multiply dA by Z where a unit is active.",
        question="a straight line y = z: what is its slope?",
    ),
    wrong(
        "relu_of_derivative",
        "relu of dA",
        of("relu", lambda dA, Z: np.maximum(0, dA)),
        evidence="Your relu layers let only positive derivatives back.",
        question="may the derivative of an active unit be negative?",
    ),
    wrong(
        "always_sigmoid",
        "slope of sigmoid always",
        called_with(activation="sigmoid"),
        evidence="Your layers use the slope of sigmoid whatever the activation is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "always_relu",
        "slope of relu always",
        called_with(activation="relu"),
        evidence="Your layers use the slope of relu whatever the activation is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "exchanged",
        "the two slopes exchanged",
        called_with(activation=lambda activation: OTHER[activation]),
        evidence="Your relu layers use the slope of sigmoid, and the other way round.",
        question="what does your if ask, and which line follows a yes?",
    ),
    wrong(
        "tanh_for_sigmoid",
        "slope of tanh for sigmoid",
        of("sigmoid", lambda dA, Z: dA * (1 - g("sigmoid", Z) ** 2)),
        evidence="Your sigmoid layers use 1 - a^2, which belongs to tanh.",
        question="which number is a(1 - a) for a = 0.5?",
    ),
    wrong(
        "one_mean_more",
        "a mean in dZ as well",
        called_with(dA=lambda dA: dA / dA.shape[1]),
        evidence="All your outputs are divided by m once more (m = {m} tried).",
        question="in which two lines of linear_backward does 1/m stand?",
    ),
    wrong(
        "sums_returned",
        "dZ for dA_prev",
        outputs(
            dA_prev=lambda dA, cache, activation: dA * g_slope(activation, cache[1])
        ),
        evidence="Your dA_prev is dZ: it has the shape of this layer.",
        question="what does the layer before need from you?",
    ),
)


@exercise.accepted
def with_branches(dA, cache, activation):
    """Write both slopes out, and give a list."""
    (A_prev, W, _), Z = cache
    if activation == "relu":
        dZ = np.where(Z > 0, dA, 0)
    else:
        dZ = dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2
    m = dA.shape[1]
    return [W.T @ dZ, dZ @ A_prev.T / m, np.mean(dZ, axis=1, keepdims=True)]


@exercise.accepted
def with_a_copy(dA, cache, activation):
    """Silence a copy of dA, and make the sigmoid anew."""
    Z, dZ = cache[1], np.array(dA, copy=True)
    if activation == "sigmoid":
        a = (1 + np.tanh(Z / 2)) / 2
        dZ *= a * (1 - a)
    else:
        dZ[Z <= 0] = 0
    return with_sums(dZ, cache)


@exercise.accepted
def by_einsum(dA, cache, activation):
    """Name the axes; the slope is another factor."""
    (A_prev, W, _), Z = cache
    slope, m = g_slope(activation, Z), Z.shape[1]
    dA_prev = np.einsum("uj,ui,ui->ji", W, dA, slope)
    dW = np.einsum("ui,ui,ji->uj", dA, slope, A_prev) / m
    return dA_prev, dW, np.einsum("ui,ui->u", dA, slope)[:, None] / m


EXERCISE = exercise.with_hints(
    "Z reaches the loss through A. Which two derivatives are multiplied, and does "
    "that mix the units or not?",
    "Notebook 03, section 8, back through the bend: dz = da * g'(z), entry by entry. "
    "Unpack the cache as it was packed; the linear half goes back as before.",
)
