"""`train_digits(X, Y, layer_dims, ...)`: gradient descent from a random start.

Which numbers a generator gives depends on the order in which they are drawn, so what
is expected begins at the learner's own start: her function after 0 iterations.
"""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    Tree,
    Unfulfilled,
    called_with,
    instead,
    outputs,
    reworded,
    wrong,
)
from nnlib.deep import train_deep
from nnlib.exercises import gradient_descent, random_starts
from nnlib.exercises.gradient_descent import TRAINED
from nnlib.exercises.random_starts import (
    another,
    fresh,
    own_starts,
    spread_of_he,
    steps_of,
)
from nnlib.initializers import initialize_parameters_deep, parameter_shapes
from nnlib.losses import compute_cost, cross_entropy
from nnlib.multiclass import (
    one_hot,
    predict_class,
    softmax_backward,
    softmax_forward,
    train_digits,
)
from nnlib.two_layer import update_parameters

exercise = Draft(
    id="05/train_digits",
    parts={"parameters": 8, "costs": 7},
    reference=train_digits,
    returns=(Tree("parameters"), "costs"),
    needs=("05/cross_entropy", "05/softmax_forward", "05/softmax_backward"),
    form="specified",
    help="H2",
)


@exercise.probes
def probes(rng):
    """Draw examples and generators; the widest layer tells how large a start is."""
    return [
        by_hand(),
        training(rng, (6, 8, 4), 10, learning_rate=0.2, num_iterations=8),
        training(rng, (5, 3), 7, learning_rate=0.7, num_iterations=12),
        training(rng, (40, 30, 6, 3), 9, learning_rate=0.05, num_iterations=5),
        training(
            rng,
            (4, 5, 3),
            6,
            learning_rate=0.3,
            num_iterations=0,
            extreme=True,
            about="num_iterations=0",
        ),
        gradient_descent.rising(by_hand(), learning_rate=6.0),
    ]


def by_hand():
    """Return three steps with four examples of three classes."""
    X = np.array([[1.0, -1.0, 0.5, -0.5], [0.5, 1.0, -1.0, -0.5]])
    Y = one_hot(np.array([0, 1, 2, 2]), 3)
    options = {"learning_rate": 0.3, "num_iterations": 3}
    sizes = {"m": 4, **options}
    options["rng"] = np.random.default_rng(5)
    return Probe((X, Y, [2, 5, 3]), options, sizes, shown=True, **TRAINED)


def training(rng, dims, m, *, learning_rate, num_iterations, **kinds):
    """Draw examples of every class, and a generator for the start."""
    X = rng.normal(0, 1, (dims[0], m))
    labels = rng.permutation(np.resize(np.arange(dims[-1]), m))
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    sizes = {"m": m, **options}
    options["rng"] = fresh(rng)
    args = X, one_hot(labels, dims[-1]), list(dims)
    return Probe(args, options, sizes, **kinds, **TRAINED)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own start, continued, if it is a start as asked for."""
    X, Y, layer_dims = probe.args
    shapes = parameter_shapes(layer_dims)
    starts = own_starts(probe, call, shapes, (None, None, another(probe)))
    if not starts:
        return {}
    fault = start_fault(*starts)
    if fault is not None:
        places = dict.fromkeys(outputs["parameters"], fault)
        return {"parameters": places, "costs": fault}
    parameters, costs = descend(starts[0], X, Y, **steps_of(probe))
    return {"parameters": {(k,): v for k, v in parameters.items()}, "costs": costs}


def start_fault(start, again, other):
    """Say what a start lacks, if anything.

    `again` is what the same generator gives once more, `other` what another one gives.
    """
    weights = [name for name in start if name[0] == "W"]
    if not all(np.array_equal(start[name], again[name]) for name in weights):
        return Unfulfilled("the same start from the same rng", "another one")
    if any(np.ptp(start[name]) == 0 for name in weights):
        return Unfulfilled("a random start", "weights that are all alike")
    if any(np.array_equal(start[name], other[name]) for name in weights):
        return Unfulfilled("another start from another rng", "the same one")
    if any(start[name].any() for name in start if name[0] == "b"):
        return Unfulfilled("biases that start at 0", "others")
    for name in weights:
        if not spread_of_he(start[name]):
            return Unfulfilled(
                f"a spread of {name} by the rule of He", "another spread"
            )
    return None


def descend(start, X, Y, learning_rate, num_iterations, change=lambda grads: grads):
    """Train from a given start with the reference's formulas, or changed gradients."""
    parameters, costs = start, []
    for _ in range(num_iterations):
        A, caches = softmax_forward(X, parameters)
        costs.append(cross_entropy(A, Y))
        grads = change(softmax_backward(A, Y, caches))
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def clusters(rng, m):
    """Draw examples around three centres; the hidden layer has something to do."""
    labels = rng.permutation(np.resize(np.arange(3), m))
    centres = 2.5 * np.eye(4)[:, :3] - 0.8
    return centres[:, labels] + rng.normal(0, 0.5, (4, m)), labels


@exercise.always(
    "it learns, and recognises unseen examples",
    parts=("parameters",),
    broken="After 60 steps on easy examples it still guesses new ones wrong.",
    question="take one example through one step on paper: where do your numbers part?",
)
def learns(call, rng):
    """Tell whether the cost falls and unseen examples are recognised."""
    X, labels = clusters(rng, 60)
    options = {"learning_rate": 0.3, "num_iterations": 60}
    options["rng"] = np.random.default_rng(3)
    parameters, costs = call(X, one_hot(labels, 3), [4, 8, 3], **options)
    costs = np.ravel(costs)
    unseen, truth = clusters(rng, 60)
    found = predict_class(softmax_forward(unseen, parameters)[0])
    return costs[-1] < costs[0] / 2 and np.mean(found == truth) > 0.8


@exercise.always(
    "the same rng gives the same training",
    parts=("costs",),
    broken="Two runs with the same seed gave different costs.",
    question="do all your random numbers come from rng?",
)
def repeatable(call, rng):
    """Tell whether the same generator gives the same training."""
    X, labels = clusters(rng, 9)
    options = {"learning_rate": 0.3, "num_iterations": 3, "rng": fresh(rng)}
    one, two = (call(X, one_hot(labels, 3), [4, 5, 3], **options) for _ in range(2))
    return np.array_equal(np.ravel(one[1]), np.ravel(two[1]))


def changing(change, method="he"):
    """Train with changed gradients, or from another start."""

    def train(X, Y, layer_dims, learning_rate, num_iterations, rng):
        start = initialize_parameters_deep(layer_dims, rng, method)
        return descend(start, X, Y, learning_rate, num_iterations, change)

    return instead(train)


def started(method):
    """Start by another method in place of he."""
    return changing(lambda grads: grads, method)


exercise.variants(
    wrong(
        "uphill",
        "uphill",
        changing(lambda grads: {name: -slope for name, slope in grads.items()}),
        evidence="Your steps have the right length and go the opposite way.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    reworded(
        gradient_descent.no_learning_rate,
        title="learning rate left out",
        question="which number says how long a step is?",
    ),
    wrong(
        "divided_twice",
        "divided by m once more",
        called_with(learning_rate=lambda X, learning_rate: learning_rate / X.shape[1]),
        evidence="Your steps are m times too short (m = {m} tried).",
        question="in which function is the mean over the examples taken?",
    ),
)


@exercise.variant(
    "new start in every iteration",
    evidence="Each of your costs is that of a fresh start; nothing is learnt.",
    question="which line should run once, before the loop?",
)
def start_inside_loop(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = initialize_parameters_deep(layer_dims, rng), []
    for _ in range(num_iterations):
        start = initialize_parameters_deep(layer_dims, rng)
        parameters, cost = descend(start, X, Y, learning_rate, 1)
        costs += cost
    return parameters, costs


exercise.variants(
    wrong(
        "start_returned",
        "nothing updated",
        called_with(learning_rate=0.0),
        evidence="Your parameters stay where they started, and the cost is constant.",
        question="what happens to the dictionary that update_parameters returns?",
    ),
)


@exercise.variant(
    "gradient computed once",
    evidence="Every step of yours uses the gradient at the start.",
    question="does the slope stay the same while the parameters move?",
)
def gradient_once(X, Y, layer_dims, learning_rate, num_iterations, rng):
    start = initialize_parameters_deep(layer_dims, rng)
    A, caches = softmax_forward(X, start)
    first = softmax_backward(A, Y, caches)
    return descend(start, X, Y, learning_rate, num_iterations, lambda grads: first)


exercise.variants(
    reworded(
        gradient_descent.cost_after_step,
        title="cost taken after the step",
        evidence="Your costs are one step ahead: the first is not that of the start.",
        question="which cost should come first?",
    ),
    wrong(
        "last_cost_only",
        "only the last cost",
        outputs(costs=lambda costs: costs[-1] if costs else []),
        evidence="You return one cost, the last.",
        question="how do you keep a number from every iteration?",
    ),
    gradient_descent.one_step_short,
    wrong(
        "sigmoid_network",
        "sigmoid network of notebook 04",
        instead(train_deep),
        evidence=(
            "Your costs and steps are those of K yes-or-no questions with sigmoids."
        ),
        question="which forward and which backward belong to a softmax at the end?",
    ),
)


@exercise.variant(
    "log loss of every output reported",
    evidence="Your costs add log(1 - A) of all wrong classes; the steps are right.",
    question="which cost belongs to a column that sums to 1?",
)
def binary_cost(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = initialize_parameters_deep(layer_dims, rng), []
    for _ in range(num_iterations):
        costs.append(compute_cost(softmax_forward(X, parameters)[0], Y))
        parameters, _ = descend(parameters, X, Y, learning_rate, 1)
    return parameters, costs


exercise.variants(
    wrong(
        "zero_start",
        "all weights 0 at the start",
        started("zeros"),
        evidence="Your weights start at 0; hidden units that start equal stay equal.",
        question="what makes two hidden units differ after the first step?",
    ),
    wrong(
        "small_start",
        "weights of 0.01 at the start",
        started("small"),
        evidence="Your first weights have a spread of 0.01, whatever the layer.",
        question="by which rule did the first weights of a relu layer get their size?",
    ),
    wrong(
        "own_generator",
        "own generator in place of rng",
        called_with(rng=lambda: np.random.default_rng(0)),
        evidence=(
            "Your start is the same for every rng: a generator of your own draws it."
        ),
        question="which argument decides where the training starts?",
    ),
    wrong(
        "biases_fixed",
        "biases not updated",
        changing(
            lambda grads: {
                name: slope * (name[1] == "W") for name, slope in grads.items()
            }
        ),
        evidence="Your biases stay 0; only the weights move.",
        question="which parameters does a step move?",
    ),
    wrong(
        "last_layer_only",
        "only the last layer trained",
        changing(
            lambda grads: {
                name: slope * (f"dW{int(name[2:]) + 1}" not in grads)
                for name, slope in grads.items()
            }
        ),
        evidence="Only your last layer moves; those below keep their random weights.",
        question="over which layers does the update run?",
    ),
    gradient_descent.costs_replaced,
    random_starts.exchanged,
)


@exercise.accepted
def last_layer_drawn_first(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Draw the layers from the top, and return an array of costs."""
    parameters = {}
    for layer in range(len(layer_dims) - 1, 0, -1):
        n_prev, n = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.normal(0, np.sqrt(2 / n_prev), (n, n_prev))
        parameters[f"b{layer}"] = np.zeros((n, 1))
    parameters, costs = descend(parameters, X, Y, learning_rate, num_iterations)
    return parameters, np.array(costs)


@exercise.accepted
def in_place(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Move the arrays where they are; they are nobody else's."""
    parameters, costs = initialize_parameters_deep(layer_dims, rng, method="he"), []
    while len(costs) < num_iterations:
        A, caches = softmax_forward(X, parameters)
        costs += [-np.sum(Y * np.log(A)) / Y.shape[1]]
        grads = softmax_backward(A, Y, caches)
        for name in parameters:
            parameters[name] -= learning_rate * grads["d" + name]
    return [parameters, costs]


EXERCISE = exercise.with_hints(
    "Which line runs once, and which four things happen in every iteration?",
    "In order: forward, cost, backward, update. Which of them needs what the one "
    "before has returned, and what must be kept for the next iteration?",
    "layer_dims goes from n_x to K. The start comes from rng; the costs are noted "
    "before each step.",
)
