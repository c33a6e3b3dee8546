"""`train_deep(X, Y, layer_dims, ...)`: the whole recipe, for any number of layers.

The start is random, so no numbers can be expected of the end: the judge continues the
learner's own start. Few iterations only: where a relu turns, two right versions may
part.
"""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    Tree,
    Unfulfilled,
    called_with,
    instead,
    reworded,
    wrong,
)
from nnlib.deep import model_backward, model_forward, train_deep
from nnlib.exercises import gradient_descent, random_starts
from nnlib.exercises.gradient_descent import COST_FALLS, TRAINED
from nnlib.exercises.random_starts import (
    another,
    falls,
    fresh,
    own_starts,
    runs_alike,
    spread_of_he,
    steps_of,
)
from nnlib.initializers import initialize_parameters_deep, parameter_shapes
from nnlib.losses import compute_cost
from nnlib.two_layer import update_parameters

# So many weights tell one method from another.
WIDE = 1000


exercise = Draft(
    id="04/train_deep",
    parts={"parameters": 5, "costs": 5},
    reference=train_deep,
    returns=(Tree("parameters"), "costs"),
    needs=(
        "04/model_forward",
        "04/model_backward",
        "04/initialize_parameters_deep",
    ),
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw centred data, rates other than 0.1 and 1; a wide layer tells the spread."""
    return [
        by_hand(rng),
        training(rng, (40, 30, 4, 1), m=8, learning_rate=0.05, num_iterations=8),
        training(rng, (4, 3, 2), m=9, learning_rate=0.15, num_iterations=12),
        training(rng, (2, 3, 5, 4, 2, 1), m=7, learning_rate=0.25, num_iterations=5),
        training(rng, (5, 1), m=6, learning_rate=0.7, num_iterations=6),
        no_step(rng),
        gradient_descent.rising(by_hand(rng), learning_rate=2.4),
    ]


def by_hand(rng):
    """Return three steps on three examples."""
    X = np.array([[1.0, 2.0, -3.0], [3.0, -0.5, -2.5]])
    Y = np.array([[1, 0, 1]])
    steps = {"learning_rate": 0.2, "num_iterations": 3}
    return run_of(rng, X, Y, [2, 4, 1], **steps, shown=True)


def training(rng, layer_dims, m, **options):
    """Draw one training run with both labels, one of them more often."""
    X = rng.normal(0, 1, (layer_dims[0], m))
    Y = (rng.random((layer_dims[-1], m)) < 0.7).astype(float)
    Y[:, 0], Y[:, -2:] = 0.0, 1.0
    X -= X.mean(axis=1, keepdims=True)
    return run_of(rng, X, Y, list(layer_dims), **options)


def no_step(rng):
    """Return a run that ends where it starts."""
    steps = {"learning_rate": 0.3, "num_iterations": 0}
    about = {"extreme": True, "about": "num_iterations = 0"}
    return training(rng, (3, 4, 2), m=5, **steps, **about)


def run_of(rng, X, Y, layer_dims, learning_rate, num_iterations, **kinds):
    """Make a probe of a training run with a generator of its own."""
    steps = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    sizes = {"L": len(layer_dims) - 1, "m": X.shape[1], **steps}
    options = {**steps, "rng": fresh(rng)}
    return Probe((X, Y, layer_dims), options, sizes, **kinds, **TRAINED)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own start, continued, if it is a start to learn from."""
    X, Y, layer_dims = probe.args
    shapes = parameter_shapes(layer_dims)
    starts = own_starts(probe, call, shapes, (None, another(probe)))
    if not starts:
        return {}
    fault = start_fault(*starts)
    if fault is not None:
        places = dict.fromkeys(outputs["parameters"], fault)
        return {"parameters": places, "costs": fault}
    parameters, costs = descend(update_parameters, starts[0], X, Y, **steps_of(probe))
    return {"parameters": {(k,): v for k, v in parameters.items()}, "costs": costs}


def start_fault(start, other):
    """Say what keeps a network from learning from its first weights, if anything.

    `other` are those that another generator gives.
    """
    W1 = start["W1"]
    if len(np.unique(W1, axis=0)) < len(W1) or not W1.any():
        return Unfulfilled("a run from a random start", "one from units all alike")
    if np.array_equal(W1, other["W1"]):
        return Unfulfilled("another start from another rng", "the same one")
    if too_small(start):
        return Unfulfilled("a start by the method he", "one with much smaller weights")
    if W1.size >= WIDE and not spread_of_he(W1):
        return Unfulfilled("a start by the method he", "one with another spread")
    return None


def too_small(start):
    """Tell whether weights are far below what keeps the size of activations."""
    weights = [W for name, W in start.items() if name[0] == "W"]
    squares = sum(np.sum(W**2) for W in weights)
    expected = sum(2 * W.shape[0] for W in weights)
    return squares < 0.01 * expected


@exercise.always(**random_starts.EQUAL_RUNS, parts=("parameters",))
def repeatable(call, rng):
    """Tell whether equal generators give equal runs."""
    probe = training(rng, (3, 4, 1), m=6, learning_rate=0.4, num_iterations=3)
    return runs_alike(call, probe)


@exercise.always(**COST_FALLS)
def cost_falls(call, rng):
    """Tell whether small steps go down."""
    probe = training(rng, (3, 5, 4, 1), m=7, learning_rate=0.002, num_iterations=6)
    return falls(call, probe)


def descend(step, parameters, X, Y, learning_rate, num_iterations):
    """Run gradient descent with some step from some start."""
    costs = []
    for _ in range(num_iterations):
        AL, caches = model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = model_backward(AL, Y, caches)
        parameters = step(parameters, grads, learning_rate)
    return parameters, costs


def stepping(step, method="he"):
    """Run gradient descent with another step, or from another start."""

    def train(X, Y, layer_dims, learning_rate, num_iterations, rng):
        start = initialize_parameters_deep(layer_dims, rng, method)
        return descend(step, start, X, Y, learning_rate, num_iterations)

    return instead(train)


def started(method):
    """Start by another method in place of he."""
    return stepping(update_parameters, method)


def frozen(stays):
    """Leave parameters where they are in every step, by their names."""

    def step(parameters, grads, rate):
        moved, L = update_parameters(parameters, grads, rate), len(parameters) // 2
        return {k: parameters[k] if stays(k, L) else moved[k] for k in parameters}

    return stepping(step)


exercise.variants(
    random_starts.restarted_inside,
    reworded(
        gradient_descent.gradient_once,
        id="forward_once",
        title="forward only once",
        evidence="Every step of yours uses the activations of the start.",
        question="which numbers of the network change when its weights have moved?",
    ),
    random_starts.update_not_kept,
    gradient_descent.cost_after_step,
    gradient_descent.one_cost_more,
    random_starts.last_cost_only,
    gradient_descent.every_hundredth,
    wrong(
        "uphill",
        "uphill",
        stepping(
            lambda parameters, grads, rate: update_parameters(
                parameters, {name: -slope for name, slope in grads.items()}, rate
            )
        ),
        evidence="Your parameters move by the right amount in the opposite direction.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    gradient_descent.no_learning_rate,
    wrong(
        "fixed_learning_rate",
        "learning rate fixed at 0.0075",
        called_with(learning_rate=0.0075),
        evidence="Your steps are those of learning_rate = 0.0075, whatever is passed.",
        question="does your code use every argument that it is given?",
    ),
    gradient_descent.one_step_short,
    random_starts.fixed_iterations,
    wrong(
        "from_zeros",
        "start at zero",
        started("zeros"),
        evidence="Your units start equal and stay equal.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "small_start",
        "start at 0.01",
        started("small"),
        evidence="Your weights start at 0.01: what passes is gone after some layers.",
        question="which start keeps the size of the activations from layer to layer?",
    ),
    random_starts.own_generator,
    wrong(
        "biases_fixed",
        "biases not updated",
        frozen(lambda name, L: name[0] == "b"),
        evidence="Your biases stay at 0.",
        question="which parameters does a step move?",
    ),
    wrong(
        "last_layer_only",
        "only the last layer learns",
        frozen(lambda name, L: name[1:] != f"{L}"),
        evidence="Only your last layer moves; the others stay at their start.",
        question="which parameters does a step move?",
    ),
    gradient_descent.costs_replaced,
    random_starts.exchanged,
)


@exercise.accepted
def written_out(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Use no other function, draw the last layer first, and move in place."""
    L, m, costs = len(layer_dims) - 1, X.shape[1], np.zeros(num_iterations)
    sizes = [(layer_dims[k], layer_dims[k - 1]) for k in range(L, 0, -1)]
    W = [rng.normal(0, np.sqrt(2 / n_prev), (n, n_prev)) for n, n_prev in sizes][::-1]
    b = [np.zeros((one.shape[0], 1)) for one in W]
    for step in range(num_iterations):
        A, Z = [X], []
        for k in range(L):
            Z.append(W[k] @ A[k] + b[k])
            A.append(np.maximum(Z[k], 0))
        costs[step] = np.sum(np.logaddexp(0, Z[-1]) - Y * Z[-1]) / m
        dZ = 1 / (1 + np.exp(-Z[-1])) - Y
        for k in range(L - 1, -1, -1):
            dA = W[k].T @ dZ
            W[k] -= learning_rate * dZ @ A[k].T / m
            b[k] -= learning_rate * dZ.mean(axis=1, keepdims=True)
            dZ = dA * (A[k] > 0)
    parameters = {f"W{k + 1}": W[k] for k in range(L)}
    return parameters | {f"b{k + 1}": b[k] for k in range(L)}, costs


@exercise.accepted
def with_lists(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Name the method, count the costs, and return a list with lists."""
    parameters, costs = initialize_parameters_deep(layer_dims, rng, "he"), []
    while len(costs) < num_iterations:
        AL, caches = model_forward(X, parameters)
        costs += [float(compute_cost(AL, Y))]
        grads = {**model_backward(AL, Y, caches), "dA1": 0}
        parameters = {
            name: one - learning_rate * grads["d" + name]
            for name, one in parameters.items()
        }
    lists = {name: one.tolist() for name, one in parameters.items()}
    return [{**lists, "layer_dims": layer_dims}, tuple(costs)]


EXERCISE = exercise.with_hints(
    "What happens once, and what happens in every iteration? Write it down as two "
    "short lists before you write code.",
    "It is nn_model of notebook 03 with other functions. Which four do the work "
    "now, beside compute_cost?",
    "Print costs for three iterations. Which number must come first? Does each "
    "one fall?",
    "A sibling, a walk downhill. Stand somewhere. Then, every time: look at the "
    "height, note it, feel the slope, and make one step.",
)
