"""All explorers of the course, each on the course's own functions and data.

In a notebook they run on what the student has written. Here they run on the references,
to be written as pages that need no Python.
"""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib import (
    activations,
    datasets,
    deep,
    depth,
    graph,
    initializers,
    logistic,
    losses,
    multiclass,
    slopes,
    two_layer,
)
from nnlib import logistic_loops as loops
from nnlib.explore import (
    DeepNetwork,
    Descent,
    DrawnDigit,
    Explorer,
    FirstWeights,
    Folds,
    LearningRate,
    Logits,
    LoopsAndArrays,
    Nudge,
    Outlier,
    Staircase,
    SymmetryTrap,
    TwoLayers,
    TwoLosses,
    WeightAndBias,
)

Parameters = dict[str, np.ndarray]


def nudge() -> Explorer:
    """Nudge a value of the computation graph."""
    return Nudge(graph.graph_forward, graph.graph_backward)


def descent() -> Explorer:
    """Walk down to the line that fits the tumour sizes."""
    x, y = tumours()

    def cost(theta1: float) -> float:
        residue = np.mean(y) + theta1 * (x - np.mean(x)) - y
        return float(np.mean(slopes.squared_loss(residue, 0)))

    def slope(theta1: float) -> float:
        return slopes.numerical_slope(cost, theta1)

    return Descent(slopes.descend, cost, slope, slopes.fit_line(x, y)[1], x, y)


def outlier() -> Explorer:
    """Let one large tumour move the threshold."""
    return Outlier(slopes.fit_line, slopes.line_threshold, *tumours())


def weight_and_bias() -> Explorer:
    """Move weight and bias of a neuron."""

    def answer(w: float, b: float, x: float) -> float:
        return loops.neuron(np.array([[w]]), b, np.array([[x]]))

    return WeightAndBias(answer, loops.log_loss, *tumours(), "size")


def two_losses() -> Explorer:
    """Descend on two losses side by side."""
    x, y = np.array([-2.0, -0.5, 2.0, 12.0]), (1, 0, 0, 1)

    def cost(loss: Callable) -> Callable[[float], float]:
        def mean(w: float) -> float:
            pairs = zip(activations.sigmoid(w * x), y, strict=True)
            return float(np.mean([loss(a, t) for a, t in pairs]))

        return mean

    costs = {
        "half squared error": cost(slopes.squared_loss),
        "log loss": cost(loops.log_loss),
    }
    walk = slopes.numerical_slope, slopes.descend
    return TwoLosses(costs, *walk, learning_rates=(0.5, 0.05), low=-1.25)


def learning_rate() -> Explorer:
    """Train a neuron on two features of the tumours."""
    X, Y = datasets.tumours()
    X, Y = X[:2, :200], Y[:, :200]
    X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)

    def train(X: np.ndarray, Y: np.ndarray, **options: float) -> tuple:
        return logistic.optimize(np.zeros((2, 1)), 0.0, X, Y, **options)

    def probability(params: Mapping, points: np.ndarray) -> np.ndarray:
        return activations.sigmoid(params["w"].T @ points + params["b"])

    labels, names = ("benign", "malignant"), ("mean radius", "mean texture")
    return LearningRate(train, probability, X, Y, labels, names)


def loops_and_arrays() -> Explorer:
    """Count what loops and arrays cost."""
    programs = {
        "two loops": loops.gradients_and_cost,
        "one loop": logistic.gradients_one_loop,
        "arrays": logistic.propagate,
    }
    return LoopsAndArrays(programs)


def two_layers() -> Explorer:
    """Train one hidden layer on two moons."""
    labels = ("upper moon", "lower moon")
    start = initializers.initialize_parameters
    return TwoLayers(start, train_from, *two_moons(), labels)


def symmetry_trap() -> Explorer:
    """Let equal hidden units try to part."""
    start = initializers.initialize_parameters
    return SymmetryTrap(start, train_from, *two_moons())


def staircase() -> Explorer:
    """Follow curves with steps and bumps."""
    curves = {
        "wave": lambda x: np.sin(2 * np.pi * x) + 0.5 * x,
        "tent": lambda x: 1 - np.abs(2 * x - 1),
        "jump": lambda x: np.where(x < 0.43, 0.2, 1.0),
    }
    return Staircase(activations.sigmoid, curves)


def folds() -> Explorer:
    """Fold a line."""
    return Folds(depth.fold)


def first_weights() -> Explorer:
    """Pass a signal through seven layers."""
    return FirstWeights(sizes)


def deep_network() -> Explorer:
    """Train a network of chosen layers on a chosen set."""
    sets = {
        one.__name__: one(200, rng=np.random.default_rng(3))
        for one in (datasets.spiral, datasets.circles, datasets.moons, datasets.xor)
    }
    return DeepNetwork(deep.train_deep, sets)


def logits() -> Explorer:
    """Move scores."""
    return Logits(multiclass.softmax, losses.cross_entropy)


def drawn_digit() -> Explorer:
    """Read a digit that is drawn with the mouse."""
    ink, labels = datasets.digits()
    learned, new = datasets.split(
        ink / 16, labels, rng=np.random.default_rng(2), test_share=0.3
    )
    parameters, _ = multiclass.train_digits(
        learned[0],
        multiclass.one_hot(learned[1], 10),
        [64, 32, 10],
        learning_rate=0.5,
        num_iterations=300,
        rng=np.random.default_rng(0),
    )
    return DrawnDigit(multiclass.softmax_forward, parameters, *new)


# From the title of a notebook to what makes its explorers.
EXHIBITS: dict[str, tuple[Callable[[], Explorer], ...]] = {
    "00 · Slopes and graphs": (nudge, descent, outlier),
    "01 · Logistic regression, loops": (weight_and_bias, two_losses),
    "02 · Logistic regression, arrays": (learning_rate, loops_and_arrays),
    "03 · Two layers": (two_layers, symmetry_trap, staircase),
    "04 · Deep networks": (deep_network, first_weights, folds),
    "05 · Ten outputs": (logits, drawn_digit),
}


def tumours() -> tuple[np.ndarray, np.ndarray]:
    """Give sizes and kinds of some tumours, as rows."""
    x, y = datasets.tumour_sizes()
    return x[0], y[0]


def two_moons() -> tuple[np.ndarray, np.ndarray]:
    """Give the points of notebook 03."""
    return datasets.moons(200, rng=np.random.default_rng(6), noise=0.15)


def train_from(
    start: Parameters,
    X: np.ndarray,
    Y: np.ndarray,
    num_iterations: int,
    learning_rate: float = 0.5,
) -> tuple[Parameters, list[float]]:
    """Train a network with one hidden layer from a given start.

    Parameters
    ----------
    start : dict of str to ndarray
        First parameters.
    X : ndarray, shape (n_x, m)
        Examples.
    Y : ndarray, shape (1, m)
        Labels.
    num_iterations : int
        Number of steps.
    learning_rate : float
        Their length.

    Returns
    -------
    parameters : dict of str to ndarray
        After the last step.
    costs : list of float
        Cost before each step.
    """
    there, costs = start, []
    for _ in range(num_iterations):
        A2, cache = two_layer.forward_propagation(X, there)
        costs.append(losses.compute_cost(A2, Y))
        grads = two_layer.backward_propagation(there, cache, X, Y)
        there = two_layer.update_parameters(there, grads, learning_rate)
    return there, costs


def sizes(spread: float, activation: str) -> tuple[list[float], list[float]]:
    """Give the spread of activations and gradients in seven layers of 64 units.

    Parameters
    ----------
    spread : float
        Standard deviation of the weights.
    activation : str
        That of the hidden layers.

    Returns
    -------
    tuple of two list of float
        Activations and their derivatives, from the first hidden layer to the last.
    """
    rng = np.random.default_rng(0)
    A, Y = rng.normal(size=(64, 200)), rng.integers(0, 2, (1, 200))
    caches, up, down = [], [], []
    for units in (*[64] * 7, 1):
        name = "sigmoid" if units == 1 else activation
        W, b = spread * rng.normal(size=(units, 64)), np.zeros((units, 1))
        A, cache = deep.linear_activation_forward(A, W, b, name)
        caches.append(cache)
        up.append(float(A.std()))
    dA = deep.linear_backward(A - Y, caches[-1][0])[0]
    for cache in caches[-2::-1]:
        down.append(float(dA.std()))
        dA = deep.linear_activation_backward(dA, cache, activation)[0]
    return up[:-1], down[::-1]
