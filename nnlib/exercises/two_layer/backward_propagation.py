"""`backward_propagation(parameters, cache, X, Y)`: four derivatives of the cost."""

from dataclasses import replace

import numpy as np

from nnlib.activations import activation_slope
from nnlib.check import (
    Draft,
    Probe,
    changed,
    divided,
    flattened,
    instead,
    negated,
    outputs,
    scaled,
    transposed,
    wrong,
)
from nnlib.exercises.drawing import with_one_unit
from nnlib.exercises.sizes import m, n_x
from nnlib.exercises.two_layer import forward_propagation as forward
from nnlib.two_layer import backward_propagation, forward_propagation

exercise = Draft(
    id="03/backward_propagation",
    parts={"dW2": 4, "db2": 2, "dW1": 9, "db1": 5},
    reference=backward_propagation,
    returns={"dW1", "db1", "dW2", "db2"},
    needs=("03/activation_slope",),
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw networks whose sizes all differ, both labels, caches of a real forward."""
    return [
        by_hand(),
        draw(rng, 4, 3, 2, m=5),
        draw(rng, 3, 5, 2, m=7),
        draw(rng, 5, 4, 1, m=6),
        draw(rng, 2, 6, 3, m=4),
        certain(),
        with_one_unit(draw(rng, 3, 1, 2, m=5)),
    ]


def certain():
    """Return the case by hand with answers that are exactly 0 or 1, and right."""
    case = by_hand()
    parameters, cache, X, Y = case.args
    cache = {**cache, "A2": np.array([[1.0, 0.0, 1.0]])}
    about = "answers so certain that A2 is exactly 0 or 1"
    args = parameters, cache, X, Y
    return replace(case, args=args, shown=False, extreme=True, about=about)


def by_hand():
    """Return the network of the forward exercise, with labels."""
    X, parameters = forward.by_hand().args
    return network(parameters, X, np.array([[1, 0, 1]]), shown=True)


def draw(rng, n_x, n_h, n_y, m):
    """Draw a network, examples and labels of both kinds in every row."""
    X, Y = rng.normal(0, 1, (n_x, m)), rng.integers(0, 2, (n_y, m)).astype(float)
    Y[:, :2] = 0.0, 1.0
    return network(forward.drawn(rng, n_x, n_h, n_y), X, Y)


def network(parameters, X, Y, **kinds):
    """Make a probe of a network with the cache of its forward pass."""
    sizes = forward.network(X, parameters).sizes
    _, cache = forward_propagation(X, parameters)
    return Probe((parameters, cache, X, Y), sizes=sizes, **kinds)


@exercise.vectorised
def any_size(rng, m):
    """Draw a case with any number of examples."""
    return draw(rng, 3, 4, 2, m)


def slopes(cache, X, dZ2, dZ1):
    """Give the four derivatives from dZ2 and dZ1, for the wrong versions below."""
    return {
        "dW1": dZ1 @ X.T / m(X),
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m(X),
        "dW2": dZ2 @ cache["A1"].T / m(X),
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m(X),
    }


def back_from(dZ2, parameters, cache, X, slope=None):
    """Go back from some dZ2, with some slope of the hidden units."""
    slope = activation_slope("tanh", cache["Z1"]) if slope is None else slope
    return slopes(cache, X, dZ2, parameters["W2"].T @ dZ2 * slope)


def sloping(slope):
    """Go back with another slope of the hidden units, made of Z1 and A1."""

    def function(parameters, cache, X, Y):
        other = slope(cache["Z1"], cache["A1"])
        return back_from(cache["A2"] - Y, parameters, cache, X, other)

    return instead(function)


def over_units(dZ):
    """Add up the units in place of the examples."""
    return np.sum(dZ, axis=0, keepdims=True) / m(dZ)


def dZ1(parameters, cache, Y):
    """Give the derivative with respect to the sums of the hidden units."""
    slope = activation_slope("tanh", cache["Z1"])
    return parameters["W2"].T @ (cache["A2"] - Y) * slope


OVER_UNITS = {
    "db1": lambda parameters, cache, Y: over_units(dZ1(parameters, cache, Y)),
    "db2": lambda cache, Y: over_units(cache["A2"] - Y),
}


exercise.variants(
    wrong(
        "opposite_sign",
        "Y - A2 for A2 - Y",
        negated(),
        evidence="Your four derivatives have the right size and the opposite sign.",
        question="if A2 is too small for a label 1, should b2 grow or shrink?",
    ),
    wrong(
        "extra_slope",
        "slope of the sigmoid multiplied in again",
        instead(
            lambda parameters, cache, X, Y: back_from(
                (cache["A2"] - Y) * cache["A2"] * (1 - cache["A2"]),
                parameters,
                cache,
                X,
            )
        ),
        evidence="Your dZ2 carries a factor A2(1 - A2) too many.",
        question="where did this factor go when dz = a - y was derived?",
    ),
    wrong(
        "no_mean",
        "no division by m",
        scaled(m),
        evidence="Your four derivatives are m times the expected ones (m = {m} tried).",
        question="the cost is a mean over the examples: what is its derivative then?",
    ),
    wrong(
        "weights_no_mean",
        "weights without division by m",
        scaled(m, "dW1", "dW2"),
        evidence="Your dW1 and dW2 are m times the expected ones (m = {m} tried).",
        question="which of your lines divide by the number of examples?",
    ),
    wrong(
        "biases_no_mean",
        "biases without division by m",
        scaled(m, "db1", "db2"),
        evidence="Your db1 and db2 are m times the expected ones (m = {m} tried).",
        question="which of your lines divide by the number of examples?",
    ),
    wrong(
        "mean_in_dZ1",
        "division by m twice on the way back",
        divided(m, "dW1", "db1"),
        evidence="Your dW1 and db1 are divided by m once more (m = {m} tried).",
        question="whose loss does dZ1 belong to: one example's or the mean's?",
    ),
    wrong(
        "mean_in_dZ2",
        "division by m in dZ2 already",
        divided(m),
        evidence="All four are divided by m twice (m = {m} tried).",
        question="whose loss does dZ2 belong to: one example's or the mean's?",
    ),
    wrong(
        "features_for_examples",
        "division by the number of features",
        scaled(lambda X: m(X) / n_x(X)),
        evidence="You divide by n_x ({n_x} tried).",
        question="which axis of X counts the examples?",
    ),
    wrong(
        "back_through_slopes",
        "dW2 in place of W2",
        instead(
            lambda parameters, cache, X, Y: back_from(
                cache["A2"] - Y,
                {"W2": backward_propagation(parameters, cache, X, Y)["dW2"]},
                cache,
                X,
            )
        ),
        evidence="Your dZ1 goes back through dW2.",
        question="along which numbers did the signal come forward?",
    ),
    wrong(
        "no_slope",
        "slope of tanh left out",
        sloping(lambda Z1, A1: 1.0),
        evidence="Your dZ1 lacks the slope of the hidden units.",
        question="if a hidden unit is saturated, how much does its z still matter?",
    ),
    wrong(
        "slope_of_sums",
        "1 - Z1 squared for 1 - A1 squared",
        sloping(lambda Z1, A1: 1 - Z1**2),
        evidence="Your slope is 1 - Z1 squared: the rule wants a, and got z.",
        question="tanh never falls: can its slope be negative?",
    ),
    wrong(
        "slope_at_activations",
        "slope taken at A1",
        sloping(lambda Z1, A1: activation_slope("tanh", A1)),
        evidence="Your slope is taken at A1: tanh was applied once too often.",
        question="does your slope function want sums or activations?",
    ),
    wrong(
        "slope_without_square",
        "square forgotten in the slope",
        sloping(lambda Z1, A1: 1 - A1),
        evidence="Your slope is 1 - A1: it is above 1 in places.",
        question="where is tanh steepest, and how steep is it there?",
    ),
    wrong(
        "slope_of_sigmoid",
        "slope of the sigmoid in the hidden layer",
        sloping(lambda Z1, A1: A1 * (1 - A1)),
        evidence="Your hidden slope is A1(1 - A1), which belongs to the sigmoid.",
        question="which activation do the hidden units use?",
    ),
    wrong(
        "activation_for_slope",
        "activation in place of its slope",
        sloping(lambda Z1, A1: A1),
        evidence="Your dZ1 is multiplied by A1 itself.",
        question="a unit rests at a = 0: how strongly does it react to z there?",
    ),
    wrong(
        "slope_times_sums",
        "slope read as a factor of Z",
        sloping(lambda Z1, A1: activation_slope("tanh", Z1) * Z1),
        evidence="Your dZ1 is multiplied by the slope and by Z1 as well.",
        question="in g'(Z), is Z a factor or a place?",
    ),
    wrong(
        "biases_summed",
        "biases summed over everything",
        changed(np.sum, "db1", "db2"),
        evidence="Your db1 and db2 are single numbers, one for a whole layer.",
        question="how many biases does a layer have, and which axis counts examples?",
    ),
    wrong(
        "biases_over_units",
        "biases summed over the units",
        outputs(**OVER_UNITS),
        evidence=(
            "Your db1 and db2 have one entry per example: the units were added up."
        ),
        question="which axis counts the examples, and which must remain?",
    ),
    wrong(
        "biases_flat",
        "flat bias derivatives",
        flattened("db1", "db2"),
        evidence="Your db1 and db2 hold the right numbers, with one axis lost.",
        question="a column minus a flat array: which shape comes out?",
    ),
    wrong(
        "weights_transposed",
        "weight derivatives lying the other way",
        transposed("dW1", "dW2"),
        evidence="Your dW1 and dW2 stand on their side.",
        question="which shape must dW1 have, so that W1 - dW1 fits?",
    ),
    wrong(
        "input_for_hidden",
        "X in place of A1 in dW2",
        outputs(dW2=lambda cache, X, Y: (cache["A2"] - Y) @ X.T / m(X)),
        evidence="Your dW2 has a column for each feature: it was made with X.",
        question="which numbers does the second layer multiply by W2?",
    ),
)


def no_mean_in(grad):
    """Leave out the division of one derivative."""
    return wrong(
        f"{grad}_no_mean",
        f"{grad} without division by m",
        scaled(m, grad),
        evidence=f"Your {grad} is m times the expected one (m = {{m}} tried).",
        question="which of your lines divide by the number of examples?",
    )


def lying(grad):
    """Let the derivative of weights lie the other way."""
    return wrong(
        f"{grad}_transposed",
        f"{grad} lying the other way",
        transposed(grad),
        evidence=f"Your {grad} stands on its side.",
        question=f"which shape must {grad} have, so that {grad[1:]} - {grad} fits?",
    )


def biases_alone(grad):
    """Give what goes wrong in the derivative of biases alone."""
    return (
        no_mean_in(grad),
        wrong(
            f"{grad}_summed",
            f"{grad} summed over everything",
            changed(np.sum, grad),
            evidence=f"Your {grad} is a single number, one for the whole layer.",
            question=(
                "how many biases does a layer have, and which axis counts examples?"
            ),
        ),
        wrong(
            f"{grad}_over_units",
            f"{grad} summed over the units",
            outputs(**{grad: OVER_UNITS[grad]}),
            evidence=(
                f"Your {grad} has one entry per example: the units were added up."
            ),
            question="which axis counts the examples, and which must remain?",
        ),
        wrong(
            f"{grad}_flat",
            f"{grad} flat",
            flattened(grad),
            evidence=f"Your {grad} holds the right numbers, with one axis lost.",
            question="a column minus a flat array: which shape comes out?",
        ),
    )


exercise.variants(
    *(one(grad) for grad in ("dW1", "dW2") for one in (no_mean_in, lying)),
    *biases_alone("db1"),
    *biases_alone("db2"),
)


@exercise.accepted
def all_the_way(parameters, cache, X, Y):
    """Start at the derivative of the loss with respect to A2."""
    A1, A2, m = cache["A1"], cache["A2"], Y.shape[1]
    dA2 = -Y / np.maximum(A2, 1e-300) + (1 - Y) / np.maximum(1 - A2, 1e-300)
    dZ2 = dA2 * A2 * (1 - A2)
    dA1 = np.dot(parameters["W2"].T, dZ2)
    dZ1 = dA1 * (1 - np.power(A1, 2))
    return {
        "dZ2": dZ2,
        "dW2": np.dot(dZ2, A1.T) / m,
        "db2": np.mean(dZ2, axis=1, keepdims=True),
        "dZ1": dZ1,
        "dW1": np.dot(dZ1, X.T) / m,
        "db1": np.mean(dZ1, axis=1, keepdims=True),
    }


@exercise.accepted
def by_einsum(parameters, cache, X, Y):
    """Sum with einsum, take the slope from Z1, and return lists."""
    m = X.shape[-1]
    dZ2 = np.subtract(cache["A2"], Y)
    back = np.einsum("kh,ki->hi", parameters["W2"], dZ2)
    dZ1 = back / np.cosh(cache["Z1"]) ** 2
    grads = {
        "dW1": np.einsum("hi,ji->hj", dZ1, X),
        "db1": np.einsum("hi->h", dZ1)[:, None],
        "dW2": np.einsum("ki,hi->kh", dZ2, cache["A1"]),
        "db2": np.einsum("ki->k", dZ2)[:, None],
    }
    return {name: (one / m).tolist() for name, one in grads.items()}


@exercise.accepted
def with_ones(parameters, cache, X, Y):
    """Find each bias derivative beside its weights, by a row of ones."""
    m = X.shape[1]
    row = np.ones((1, m))
    dZ2 = cache["A2"] - Y
    dZ1 = (parameters["W2"].T @ dZ2) * (1 - np.tanh(cache["Z1"]) ** 2)
    first, second = dZ1 @ np.vstack([X, row]).T, dZ2 @ np.vstack([cache["A1"], row]).T
    return {
        "dW1": first[:, :-1] / m,
        "db1": first[:, -1:] / m,
        "dW2": second[:, :-1] / m,
        "db2": second[:, -1:] / m,
    }


EXERCISE = exercise.with_hints(
    "Go back one arrow at a time: which numbers does dZ2 need, and which does dZ1 "
    "need besides?",
    "Every derivative has the shape of its parameter. Two products mix units or "
    "add over examples; one multiplies entry by entry.",
    "dZ1 (n_h, m): the weights of layer 2, transposed, meet dZ2 (n_y, m); then comes "
    "the slope of tanh at Z1 (n_h, m).",
    "A sibling, from notebook 02: dw = X @ dZ.T / m and db = np.sum(dZ) / m. Here "
    "a row for each unit stays.",
)
