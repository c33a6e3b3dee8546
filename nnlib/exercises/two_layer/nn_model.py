"""`nn_model(X, Y, n_h, ...)`: from a random start downhill.

Where the start is random, no numbers can be expected of the end: the judge continues
the learner's own start.
"""

from functools import partial

import numpy as np

from nnlib.check import Draft, Probe, Unfulfilled, called_with, instead, wrong
from nnlib.exercises import gradient_descent, random_starts
from nnlib.exercises.gradient_descent import COST_FALLS, TRAINED, falls
from nnlib.exercises.random_starts import (
    another,
    fresh,
    own_starts,
    runs_alike,
    steps_of,
)
from nnlib.initializers import initialize_parameters, parameter_shapes
from nnlib.losses import compute_cost
from nnlib.two_layer import (
    backward_propagation,
    forward_propagation,
    nn_model,
    update_parameters,
)

# The scale of the start is left as it is: 0.01, give or take what few draws do.
SMALL = 0.002, 0.04
ENOUGH = 16  # weights: of fewer, right ones may lie near 0 by chance


exercise = Draft(
    id="03/nn_model",
    parts={"W1": 1, "b1": 1, "W2": 1, "b2": 1, "costs": 1},
    reference=nn_model,
    returns=({"W1", "b1", "W2", "b2"}, "costs"),
    needs=(
        "03/initialize_parameters",
        "03/forward_propagation",
        "03/backward_propagation",
        "03/update_parameters",
    ),
    form="order",
    help="H2",
    edition=2,
)

exercise.shuffled(
    """
    grads = backward_propagation(parameters, cache, X, Y)
    costs = []
    parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
    A2, cache = forward_propagation(X, parameters)
    costs.append(compute_cost(A2, Y))
    for _ in range(num_iterations):
    A2, cache = forward_propagation(X, parameters)
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    """,
    twin="forward_once",
)


@exercise.probes
def probes(rng):
    """Draw data of several sizes, rates other than 0.1 and 1, and no step at all."""
    return [
        by_hand(rng),
        training(rng, 3, 5, 1, m=8, learning_rate=2.3, num_iterations=30),
        training(rng, 4, 3, 2, m=9, learning_rate=0.7, num_iterations=60),
        training(rng, 2, 6, 1, m=7, learning_rate=3.1, num_iterations=2),
        no_step(rng),
        gradient_descent.rising(by_hand(rng), learning_rate=10.0),
    ]


def by_hand(rng):
    """Return three steps on three examples."""
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    Y = np.array([[1, 0, 1]])
    return run_of(rng, X, Y, 4, learning_rate=0.5, num_iterations=3, shown=True)


def training(rng, n_x, n_h, n_y, m, **options):
    """Draw one training run with both labels, one of them more often."""
    X, Y = rng.normal(0, 1, (n_x, m)), (rng.random((n_y, m)) < 0.7).astype(float)
    Y[:, 0], Y[:, -2:] = 0.0, 1.0
    return run_of(rng, X, Y, n_h, **options)


def no_step(rng):
    """Return a run that ends where it starts."""
    X, Y = rng.normal(0, 1, (3, 4)), np.array([[0.0, 1.0, 1.0, 0.0]])
    steps = {"learning_rate": 0.3, "num_iterations": 0}
    return run_of(rng, X, Y, 5, **steps, extreme=True, about="num_iterations = 0")


def run_of(rng, X, Y, n_h, learning_rate, num_iterations, **kinds):
    """Make a probe of a training run with a generator of its own."""
    steps = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    sizes = {"n_x": X.shape[0], "n_h": n_h, "n_y": Y.shape[0], "m": X.shape[1]}
    options = {**steps, "rng": fresh(rng)}
    return Probe((X, Y, n_h), options, {**sizes, **steps}, **kinds, **TRAINED)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own start, continued, if it is a start to learn from."""
    X, Y, n_h = probe.args
    shapes = parameter_shapes((X.shape[0], n_h, Y.shape[0]))
    starts = own_starts(probe, call, shapes, (None, another(probe)))
    if not starts:
        return {}
    start, other = starts
    fault = start_fault(start, other["W1"])
    if fault is not None:
        return dict.fromkeys((*start, "costs"), fault)
    parameters, costs = descend(update_parameters, start, X, Y, **steps_of(probe))
    return {**parameters, "costs": costs}


def first(X, Y, n_h, rng, scale=0.01):
    """Draw the start that the course draws, or another scale of it."""
    return initialize_parameters(X.shape[0], n_h, Y.shape[0], rng, scale)


def start_fault(start, other):
    """Say what keeps a network from learning from its start, if anything.

    `other` are the first weights that another generator gives.
    """
    W1 = start["W1"]
    if not all(np.isfinite(one).all() for one in start.values()):
        return Unfulfilled("a start of numbers", "nan or infinite ones")
    if random_starts.repeats(W1):
        return Unfulfilled("a run from a random start", "one from units all alike")
    weights = np.append(W1, other)
    spread = np.sqrt(np.mean(weights**2))
    if weights.size >= ENOUGH and not SMALL[0] < spread < SMALL[1]:
        return Unfulfilled("first weights of about 0.01", f"a spread of {spread:.2g}")
    if np.array_equal(W1, other):
        return Unfulfilled("another start from another rng", "the same one")
    return None


@exercise.always(**random_starts.EQUAL_RUNS, parts=("W1", "W2"))
def repeatable(call, rng):
    """Tell whether equal generators give equal runs."""
    probe = training(rng, 3, 4, 1, m=6, learning_rate=0.4, num_iterations=3)
    return runs_alike(call, probe)


@exercise.always(**COST_FALLS)
def cost_falls(call, rng):
    """Tell whether small steps go down."""
    probe = training(rng, 3, 4, 1, m=7, learning_rate=0.05, num_iterations=6)
    return falls(call, probe)


def descend(step, parameters, X, Y, learning_rate, num_iterations):
    """Run gradient descent with some step from some start."""
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = step(parameters, grads, learning_rate)
    return parameters, costs


def stepping(step, start=first):
    """Run gradient descent with another step, or from another start."""

    def train(X, Y, n_h, learning_rate, num_iterations, rng):
        begin = start(X, Y, n_h, rng)
        return descend(step, begin, X, Y, learning_rate, num_iterations)

    return instead(train)


def frozen(*names, start=first):
    """Leave some parameters where they are in every step."""
    return stepping(
        lambda parameters, grads, rate: (
            update_parameters(parameters, grads, rate)
            | {name: parameters[name] for name in names}
        ),
        start,
    )


exercise.variants(
    random_starts.restarted_inside,
)


@exercise.variant(
    "forward only once",
    evidence="Every step of yours uses the activations of the start.",
    question="which numbers of the network change when its weights have moved?",
)
def forward_once(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters = first(X, Y, n_h, rng)
    A2, cache = forward_propagation(X, parameters)
    for _ in range(num_iterations):
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, [compute_cost(A2, Y)] * num_iterations


@exercise.variant(**gradient_descent.STEP_BEHIND)
def step_behind(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = first(X, Y, n_h, rng), []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
    parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


@exercise.variant(
    "signal sent back through the moved W2",
    evidence="Your hidden layer gets its signal through W2 after the step of W2.",
    question="to which set of weights do all slopes of one step belong?",
)
def back_through_moved(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = first(X, Y, n_h, rng), []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        moved = update_parameters(parameters, grads, learning_rate)
        late = backward_propagation({**parameters, "W2": moved["W2"]}, cache, X, Y)
        grads |= {name: late[name] for name in ("dW1", "db1")}
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


exercise.variants(
    gradient_descent.gradient_once,
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
        "learning rate fixed at 1.2",
        called_with(learning_rate=1.2),
        evidence="Your steps are those of learning_rate = 1.2, whatever is passed.",
        question="does your code use every argument that it is given?",
    ),
    gradient_descent.one_step_short,
    random_starts.fixed_iterations,
    wrong(
        "from_zero",
        "start at zero",
        stepping(
            update_parameters,
            lambda *given: {name: 0 * one for name, one in first(*given).items()},
        ),
        evidence="Your hidden units start equal and stay equal.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    random_starts.own_generator,
    wrong(
        "biases_fixed",
        "biases not updated",
        frozen("b1", "b2"),
        evidence="Your b1 and b2 stay at 0.",
        question="which parameters does a step move?",
    ),
    wrong(
        "hidden_layer_fixed",
        "only the output layer learns",
        frozen("W1", "b1"),
        evidence="Your W1 and b1 stay at their start.",
        question="which parameters does a step move?",
    ),
    random_starts.four_units,
    gradient_descent.costs_replaced,
    random_starts.exchanged,
    wrong(
        "large_start",
        "start with large weights",
        stepping(update_parameters, partial(first, scale=1.0)),
        evidence="Your first weights are about 1 in size: tanh is flat there.",
        question="what size are the weights that initialize_parameters gives you?",
    ),
)


@exercise.accepted
def written_out(X, Y, n_h, learning_rate, num_iterations, rng):
    """Use no other function, draw the second layer first, and move in place."""
    m, costs = X.shape[1], np.zeros(num_iterations)
    W2, b2 = 0.01 * rng.normal(size=(Y.shape[0], n_h)), np.zeros((Y.shape[0], 1))
    W1, b1 = 0.01 * rng.normal(size=(n_h, X.shape[0])), np.zeros((n_h, 1))
    for k in range(num_iterations):
        A1 = np.tanh(W1 @ X + b1)
        Z2 = W2 @ A1 + b2
        costs[k] = np.sum(np.logaddexp(0, Z2) - Y * Z2) / m
        dZ2 = 1 / (1 + np.exp(-Z2)) - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        for one, slope in ((W1, dZ1 @ X.T), (W2, dZ2 @ A1.T)):
            one -= learning_rate * slope / m
        b1 -= learning_rate * np.mean(dZ1, axis=1, keepdims=True)
        b2 -= learning_rate * np.mean(dZ2, axis=1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs


@exercise.accepted
def with_while(X, Y, n_h, learning_rate, num_iterations, rng):
    """Count by the costs, and return a list with lists."""
    n_x, n_y = X.shape[0], Y.shape[0]
    parameters, costs = initialize_parameters(n_x, n_h, n_y, rng), []
    while len(costs) < num_iterations:
        A2, cache = forward_propagation(X, parameters)
        costs += [float(compute_cost(A2, Y))]
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    lists = {name: one.tolist() for name, one in parameters.items()}
    return [{**lists, "n_h": n_h}, tuple(costs)]


EXERCISE = exercise.with_hints(
    "What happens once, and what happens in every iteration? Write it down as two "
    "short lists before you move a line.",
    "n_x and n_y are in the shapes of X and Y. Four functions of yours and "
    "compute_cost do the rest.",
    "Print costs for three iterations. Which number must come first? Does each "
    "one fall?",
    "A sibling, a walk downhill. Stand somewhere. Then, every time: look at the "
    "height, note it, feel the slope, and make one step.",
)
