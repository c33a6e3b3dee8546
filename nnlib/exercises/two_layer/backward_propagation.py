"""`backward_propagation(parameters, cache, X, Y)`: four derivatives of the cost."""

import numpy as np

from nnlib.activations import activation_slope
from nnlib.check import Draft, Probe
from nnlib.exercises.two_layer import forward_propagation as forward
from nnlib.two_layer import backward_propagation, forward_propagation

BIASES = ("db1", "db2")


exercise = Draft(
    id="03/backward_propagation",
    parts={"dW2": 5, "db2": 3, "dW1": 11, "db1": 6},
    reference=backward_propagation,
    returns={"dW1", "db1", "dW2", "db2"},
    needs=("03/activation_slope",),
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
    ]


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
    m = X.shape[1]
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def with_slope(slope, parameters, cache, X, Y):
    """Go back with another slope of the hidden units."""
    dZ2 = cache["A2"] - Y
    return slopes(cache, X, dZ2, parameters["W2"].T @ dZ2 * slope)


def times(factors, parameters, cache, X, Y):
    """Multiply some of the right derivatives by numbers."""
    grads = backward_propagation(parameters, cache, X, Y)
    return grads | {name: factor * grads[name] for name, factor in factors.items()}


def only(name, mistake, parameters, cache, X, Y):
    """Make a mistake in one of the derivatives alone."""
    grads = backward_propagation(parameters, cache, X, Y)
    return grads | {name: mistake.function(parameters, cache, X, Y)[name]}


@exercise.variant(
    "Y - A2 for A2 - Y",
    evidence="Your four derivatives have the right size and the opposite sign.",
    question="if A2 is too small for a label 1, should b2 grow or shrink?",
)
def opposite_sign(parameters, cache, X, Y):
    grads = backward_propagation(parameters, cache, X, Y)
    return {name: -one for name, one in grads.items()}


@exercise.variant(
    "slope of the sigmoid multiplied in again",
    evidence="Your dZ2 carries a factor A2(1 - A2) too many.",
    question="where did this factor go when dz = a - y was derived?",
)
def extra_slope(parameters, cache, X, Y):
    A2 = cache["A2"]
    dZ2 = (A2 - Y) * A2 * (1 - A2)
    slope = activation_slope("tanh", cache["Z1"])
    return slopes(cache, X, dZ2, parameters["W2"].T @ dZ2 * slope)


@exercise.variant(
    "no division by m",
    evidence="Your four derivatives are m times the expected ones (m = {m} tried).",
    question="the cost is a mean over the examples: what is its derivative then?",
)
def no_mean(parameters, cache, X, Y):
    names = ("dW1", "db1", "dW2", "db2")
    return times(dict.fromkeys(names, X.shape[1]), parameters, cache, X, Y)


@exercise.variant(
    "weights without division by m",
    evidence="Your dW1 and dW2 are m times the expected ones (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def weights_no_mean(parameters, cache, X, Y):
    m = X.shape[1]
    return times({"dW1": m, "dW2": m}, parameters, cache, X, Y)


@exercise.variant(
    "biases without division by m",
    evidence="Your db1 and db2 are m times the expected ones (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def biases_no_mean(parameters, cache, X, Y):
    return times(dict.fromkeys(BIASES, X.shape[1]), parameters, cache, X, Y)


@exercise.variant(
    "division by m twice on the way back",
    evidence="Your dW1 and db1 are divided by m once more (m = {m} tried).",
    question="whose loss does dZ1 belong to: one example's or the mean's?",
)
def mean_in_dZ1(parameters, cache, X, Y):
    once = 1 / X.shape[1]
    return times({"dW1": once, "db1": once}, parameters, cache, X, Y)


@exercise.variant(
    "division by m in dZ2 already",
    evidence="All four are divided by m twice (m = {m} tried).",
    question="whose loss does dZ2 belong to: one example's or the mean's?",
)
def mean_in_dZ2(parameters, cache, X, Y):
    once = 1 / X.shape[1]
    names = ("dW1", "db1", "dW2", "db2")
    return times(dict.fromkeys(names, once), parameters, cache, X, Y)


@exercise.variant(
    "division by the number of features",
    evidence="You divide by n_x ({n_x} tried).",
    question="which axis of X counts the examples?",
)
def features_for_examples(parameters, cache, X, Y):
    names = ("dW1", "db1", "dW2", "db2")
    ratio = X.shape[1] / X.shape[0]
    return times(dict.fromkeys(names, ratio), parameters, cache, X, Y)


@exercise.variant(
    "dW2 in place of W2",
    evidence="Your dZ1 goes back through dW2.",
    question="along which numbers did the signal come forward?",
)
def back_through_slopes(parameters, cache, X, Y):
    grads = backward_propagation(parameters, cache, X, Y)
    slope = activation_slope("tanh", cache["Z1"])
    dZ2 = cache["A2"] - Y
    return slopes(cache, X, dZ2, grads["dW2"].T @ dZ2 * slope)


@exercise.variant(
    "slope of tanh left out",
    evidence="Your dZ1 lacks the slope of the hidden units.",
    question="if a hidden unit is saturated, how much does its z still matter?",
)
def no_slope(parameters, cache, X, Y):
    return with_slope(1.0, parameters, cache, X, Y)


@exercise.variant(
    "1 - Z1 squared for 1 - A1 squared",
    evidence="Your slope is 1 - Z1 squared: the rule wants a, and got z.",
    question="tanh never falls: can its slope be negative?",
)
def slope_of_sums(parameters, cache, X, Y):
    return with_slope(1 - cache["Z1"] ** 2, parameters, cache, X, Y)


@exercise.variant(
    "slope taken at A1",
    evidence="Your slope is taken at A1: tanh was applied once too often.",
    question="does your slope function want sums or activations?",
)
def slope_at_activations(parameters, cache, X, Y):
    slope = activation_slope("tanh", cache["A1"])
    return with_slope(slope, parameters, cache, X, Y)


@exercise.variant(
    "square forgotten in the slope",
    evidence="Your slope is 1 - A1: it is above 1 in places.",
    question="where is tanh steepest, and how steep is it there?",
)
def slope_without_square(parameters, cache, X, Y):
    return with_slope(1 - cache["A1"], parameters, cache, X, Y)


@exercise.variant(
    "slope of the sigmoid in the hidden layer",
    evidence="Your hidden slope is A1(1 - A1), which belongs to the sigmoid.",
    question="which activation do the hidden units use?",
)
def slope_of_sigmoid(parameters, cache, X, Y):
    A1 = cache["A1"]
    return with_slope(A1 * (1 - A1), parameters, cache, X, Y)


@exercise.variant(
    "activation in place of its slope",
    evidence="Your dZ1 is multiplied by A1 itself.",
    question="a unit rests at a = 0: how strongly does it react to z there?",
)
def activation_for_slope(parameters, cache, X, Y):
    return with_slope(cache["A1"], parameters, cache, X, Y)


@exercise.variant(
    "slope read as a factor of Z",
    evidence="Your dZ1 is multiplied by the slope and by Z1 as well.",
    question="in g'(Z), is Z a factor or a place?",
)
def slope_times_sums(parameters, cache, X, Y):
    slope = activation_slope("tanh", cache["Z1"]) * cache["Z1"]
    return with_slope(slope, parameters, cache, X, Y)


@exercise.variant(
    "biases summed over everything",
    evidence="Your db1 and db2 are single numbers: all units were added up.",
    question="how many biases has a layer, and over which axis lie its examples?",
)
def biases_summed(parameters, cache, X, Y):
    grads = backward_propagation(parameters, cache, X, Y)
    return grads | {name: np.sum(grads[name]) for name in BIASES}


@exercise.variant(
    "biases summed over the units",
    evidence="Your db1 and db2 have one entry per example: the units were added up.",
    question="which axis counts the examples, and which must remain?",
)
def biases_over_units(parameters, cache, X, Y):
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * activation_slope("tanh", cache["Z1"])
    grads = slopes(cache, X, dZ2, dZ1)
    for name, dZ in zip(BIASES, (dZ1, dZ2), strict=True):
        grads[name] = np.sum(dZ, axis=0, keepdims=True) / X.shape[1]
    return grads


@exercise.variant(
    "flat bias derivatives",
    evidence="Your db1 and db2 hold the right numbers, with one axis lost.",
    question="a column minus a flat array: which shape comes out?",
)
def biases_flat(parameters, cache, X, Y):
    grads = backward_propagation(parameters, cache, X, Y)
    return grads | {name: np.ravel(grads[name]) for name in BIASES}


@exercise.variant(
    "weight derivatives lying the other way",
    evidence="Your dW1 and dW2 stand on their side.",
    question="which shape must dW1 have, so that W1 - dW1 fits?",
)
def weights_transposed(parameters, cache, X, Y):
    grads = backward_propagation(parameters, cache, X, Y)
    return grads | {name: grads[name].T for name in ("dW1", "dW2")}


@exercise.variant(
    "X in place of A1 in dW2",
    evidence="Your dW2 has a column for each feature: it was made with X.",
    question="which numbers does the second layer multiply by W2?",
)
def input_for_hidden(parameters, cache, X, Y):
    grads = backward_propagation(parameters, cache, X, Y)
    return grads | {"dW2": (cache["A2"] - Y) @ X.T / X.shape[1]}


@exercise.variant(
    "dW1 without division by m",
    evidence="Your dW1 is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def dW1_no_mean(parameters, cache, X, Y):
    return times({"dW1": X.shape[1]}, parameters, cache, X, Y)


@exercise.variant(
    "dW1 lying the other way",
    evidence="Your dW1 stands on its side.",
    question="which shape must dW1 have, so that W1 - dW1 fits?",
)
def dW1_transposed(parameters, cache, X, Y):
    return only("dW1", weights_transposed, parameters, cache, X, Y)


@exercise.variant(
    "dW2 without division by m",
    evidence="Your dW2 is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def dW2_no_mean(parameters, cache, X, Y):
    return times({"dW2": X.shape[1]}, parameters, cache, X, Y)


@exercise.variant(
    "dW2 lying the other way",
    evidence="Your dW2 stands on its side.",
    question="which shape must dW2 have, so that W2 - dW2 fits?",
)
def dW2_transposed(parameters, cache, X, Y):
    return only("dW2", weights_transposed, parameters, cache, X, Y)


@exercise.variant(
    "db1 without division by m",
    evidence="Your db1 is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def db1_no_mean(parameters, cache, X, Y):
    return times({"db1": X.shape[1]}, parameters, cache, X, Y)


@exercise.variant(
    "db1 summed over everything",
    evidence="Your db1 is a single number: all units were added up.",
    question="how many biases has a layer, and over which axis lie its examples?",
)
def db1_summed(parameters, cache, X, Y):
    return only("db1", biases_summed, parameters, cache, X, Y)


@exercise.variant(
    "db1 summed over the units",
    evidence="Your db1 has one entry per example: the units were added up.",
    question="which axis counts the examples, and which must remain?",
)
def db1_over_units(parameters, cache, X, Y):
    return only("db1", biases_over_units, parameters, cache, X, Y)


@exercise.variant(
    "db1 flat",
    evidence="Your db1 holds the right numbers, with one axis lost.",
    question="a column minus a flat array: which shape comes out?",
)
def db1_flat(parameters, cache, X, Y):
    return only("db1", biases_flat, parameters, cache, X, Y)


@exercise.variant(
    "db2 without division by m",
    evidence="Your db2 is m times the expected one (m = {m} tried).",
    question="which of your lines divide by the number of examples?",
)
def db2_no_mean(parameters, cache, X, Y):
    return times({"db2": X.shape[1]}, parameters, cache, X, Y)


@exercise.variant(
    "db2 summed over everything",
    evidence="Your db2 is a single number: all units were added up.",
    question="how many biases has a layer, and over which axis lie its examples?",
)
def db2_summed(parameters, cache, X, Y):
    return only("db2", biases_summed, parameters, cache, X, Y)


@exercise.variant(
    "db2 summed over the units",
    evidence="Your db2 has one entry per example: the units were added up.",
    question="which axis counts the examples, and which must remain?",
)
def db2_over_units(parameters, cache, X, Y):
    return only("db2", biases_over_units, parameters, cache, X, Y)


@exercise.variant(
    "db2 flat",
    evidence="Your db2 holds the right numbers, with one axis lost.",
    question="a column minus a flat array: which shape comes out?",
)
def db2_flat(parameters, cache, X, Y):
    return only("db2", biases_flat, parameters, cache, X, Y)


@exercise.accepted
def all_the_way(parameters, cache, X, Y):
    """Start at the derivative of the loss with respect to A2."""
    A1, A2, m = cache["A1"], cache["A2"], Y.shape[1]
    dA2 = -Y / A2 + (1 - Y) / (1 - A2)
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
    "need beside it?",
    "Every derivative has the shape of its parameter. Two products mix units or "
    "add over examples; one multiplies entry by entry.",
    "dZ1 (n_h, m): the weights of layer 2, turned, meet dZ2 (n_y, m); then comes "
    "the slope of tanh at Z1 (n_h, m).",
    "A sibling, from notebook 02: dw = X @ dZ.T / m and db = np.sum(dZ) / m. Here "
    "a row for each unit stays.",
)
