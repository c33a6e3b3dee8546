"""`nn_model(X, Y, n_h, ...)`: from a random start downhill.

Where the start is random, no numbers can be expected of the end. The judge asks the
learner's function for its own start, with no iteration and a generator of the same
state, and continues it by the course's formulas.
"""

import numpy as np

from nnlib.check import Exercise, NoValueError, Probe, Property, Unfulfilled, variant
from nnlib.exercises.two_layer.initialize_parameters import another, fresh
from nnlib.initializers import initialize_parameters
from nnlib.losses import compute_cost
from nnlib.two_layer import (
    backward_propagation,
    forward_propagation,
    nn_model,
    update_parameters,
)

# Trained numbers carry the rounding of every step.
TRAINED = {"rtol": 1e-5, "atol": 1e-8}
# The scale of the start is left as it is: 0.01, give or take what few draws do.
SMALL = 0.002, 0.04
PARTS = ("W1", "b1", "W2", "b2", "costs")


def probes(rng):
    """Draw data of several sizes, rates other than 0.1 and 1, and no step at all."""
    return [
        by_hand(rng),
        training(rng, 3, 5, 1, m=8, learning_rate=2.3, num_iterations=30),
        training(rng, 4, 3, 2, m=9, learning_rate=0.7, num_iterations=60),
        training(rng, 2, 6, 1, m=7, learning_rate=3.1, num_iterations=2),
        no_step(rng),
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


def judge(probe, outputs, call):
    """Expect the learner's own start, continued, if it is a start to learn from."""
    try:
        start, other = (start_of(probe, call, rng) for rng in (None, another(probe)))
    except NoValueError:
        # It stops where there is no step, and the extreme case says so.
        return {}
    if shapes(start) != shapes(first(*probe.args, fresh(np.random.default_rng(0)))):
        return {}
    lacking = start_fault(start, other["W1"])
    if lacking is not None:
        return dict.fromkeys((*start, "costs"), lacking)
    steps = {name: one for name, one in probe.options.items() if name != "rng"}
    parameters, costs = descend(update_parameters, start, *probe.args[:2], **steps)
    return {**parameters, "costs": costs}


def start_of(probe, call, rng=None):
    """Ask a function for the parameters it starts from."""
    options = {**probe.options, "num_iterations": 0}
    parameters, _ = call(*probe.args, **{**options, "rng": rng or options["rng"]})
    names = ("W1", "b1", "W2", "b2")
    return {name: np.asarray(parameters[name], dtype=float) for name in names}


def first(X, Y, n_h, rng):
    """Draw the start that the course draws."""
    return initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)


def shapes(parameters):
    """Give the shape of every parameter."""
    return {name: np.shape(one) for name, one in parameters.items()}


def start_fault(start, other):
    """Say what keeps a network from learning from its start, if anything.

    `other` are the first weights that another generator gives.
    """
    W1 = start["W1"]
    if not all(np.isfinite(one).all() for one in start.values()):
        return Unfulfilled("a start of numbers", "nan or infinite ones")
    if len(np.unique(W1, axis=0)) < len(W1):
        return Unfulfilled("a run from a random start", "one from units all alike")
    spread = np.sqrt(np.mean(W1**2))
    if not SMALL[0] < spread < SMALL[1]:
        return Unfulfilled("first weights of about 0.01", f"a spread of {spread:.2g}")
    if np.array_equal(W1, other):
        return Unfulfilled("another start from another rng", "the same one")
    return None


def repeatable(call, rng):
    """Tell whether equal generators give equal runs."""
    probe = training(rng, 3, 4, 1, m=6, learning_rate=0.4, num_iterations=3)
    one, other = (call(*probe.args, **probe.options) for _ in range(2))
    return np.array_equal(one[0]["W1"], other[0]["W1"])


def cost_falls(call, rng):
    """Tell whether small steps go down."""
    probe = training(rng, 3, 4, 1, m=7, learning_rate=0.05, num_iterations=6)
    costs = np.ravel(call(*probe.args, **probe.options)[1])
    # Another number of costs is said elsewhere.
    return len(costs) != 6 or bool(np.all(np.diff(costs) < 0))


def descend(step, parameters, X, Y, learning_rate, num_iterations):
    """Run gradient descent with some step from some start."""
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = step(parameters, grads, learning_rate)
    return parameters, costs


def cost_of(parameters, X, Y):
    """Give the cost of a network."""
    return compute_cost(forward_propagation(X, parameters)[0], Y)


@variant(
    "a new start in every iteration",
    evidence="Each of your iterations starts from new random parameters.",
    question="what happens once, and what happens in every iteration?",
)
def restarted_inside(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = nn_model(X, Y, n_h, learning_rate, min(num_iterations, 1), rng)
    for _ in range(num_iterations - 1):
        parameters, cost = nn_model(X, Y, n_h, learning_rate, 1, rng)
        costs += cost
    return parameters, costs


@variant(
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


@variant(
    "gradient computed once",
    evidence="Every step of yours uses the gradient at the start.",
    question="does the slope stay the same while the parameters move?",
)
def gradient_once(X, Y, n_h, learning_rate, num_iterations, rng):
    start = first(X, Y, n_h, rng)
    A2, cache = forward_propagation(X, start)
    grads = backward_propagation(start, cache, X, Y)
    moved = update_parameters(start, grads, learning_rate * num_iterations)
    return moved, [compute_cost(A2, Y)] * num_iterations


@variant(
    "result of the update not kept",
    evidence="Your parameters stay at their start, and your costs are all equal.",
    question="update_parameters returns new parameters: where do yours go?",
)
def update_not_kept(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, n_h, 0.0, num_iterations, rng)


@variant(
    "cost after the step",
    evidence="Your first cost is already that after one step.",
    question="what does a network cost that has learned nothing yet?",
)
def cost_after_step(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return parameters, [*costs, cost_of(parameters, X, Y)][1:]


@variant(
    "one cost too many",
    evidence="You note the cost after the last step as well.",
    question="how many costs does a run note, if each comes before its step?",
)
def one_cost_more(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return parameters, [*costs, cost_of(parameters, X, Y)]


@variant(
    "last cost only",
    evidence="You return the last cost alone.",
    question="what could a curve be drawn from?",
)
def last_cost_only(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return parameters, costs[-1] if costs else []


@variant(
    "some costs only",
    evidence="You keep a cost every hundred iterations.",
    question="how many costs belong to a run of 30 iterations?",
)
def every_hundredth(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return parameters, costs[::100]


@variant(
    "uphill",
    evidence="Your parameters move by the right amount in the opposite direction.",
    question="where does the cost go if you follow its slope upwards?",
)
def uphill(X, Y, n_h, learning_rate, num_iterations, rng):
    def step(parameters, grads, rate):
        against = {name: -slope for name, slope in grads.items()}
        return update_parameters(parameters, against, rate)

    return descend(step, first(X, Y, n_h, rng), X, Y, learning_rate, num_iterations)


@variant(
    "learning rate fixed at 1",
    evidence="Your steps are those of learning_rate = 1, whatever is passed.",
    question="does your code use every argument that it is given?",
)
def no_learning_rate(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, n_h, 1.0, num_iterations, rng)


@variant(
    "learning rate fixed at 1.2",
    evidence="Your steps are those of learning_rate = 1.2, whatever is passed.",
    question="does your code use every argument that it is given?",
)
def fixed_learning_rate(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, n_h, 1.2, num_iterations, rng)


@variant(
    "one step too few",
    evidence="You make one step less than num_iterations.",
    question="how many numbers does range(1, n) give?",
)
def one_step_short(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, n_h, learning_rate, max(num_iterations - 1, 0), rng)


@variant(
    "number of iterations ignored",
    evidence="You make 100 steps, whatever num_iterations is.",
    question="does your code use every argument that it is given?",
)
def fixed_iterations(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, n_h, learning_rate, 100 * (num_iterations > 0), rng)


@variant(
    "start at zero",
    evidence="Your hidden units start equal and stay equal.",
    question="if two hidden units start equal, what could ever make them differ?",
)
def from_zero(X, Y, n_h, learning_rate, num_iterations, rng):
    start = {name: 0 * one for name, one in first(X, Y, n_h, rng).items()}
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


@variant(
    "a generator of its own",
    evidence="Your runs start from the same numbers whatever rng is passed.",
    question="how could a caller get another start from your function?",
)
def own_generator(X, Y, n_h, learning_rate, num_iterations, rng):
    own = np.random.default_rng(0)
    return nn_model(X, Y, n_h, learning_rate, num_iterations, own)


@variant(
    "biases not updated",
    evidence="Your b1 and b2 stay at 0.",
    question="which parameters does a step move?",
)
def biases_fixed(X, Y, n_h, learning_rate, num_iterations, rng):
    def step(parameters, grads, rate):
        moved = update_parameters(parameters, grads, rate)
        return {**moved, "b1": parameters["b1"], "b2": parameters["b2"]}

    return descend(step, first(X, Y, n_h, rng), X, Y, learning_rate, num_iterations)


@variant(
    "only the output layer learns",
    evidence="Your W1 and b1 stay at their start.",
    question="which parameters does a step move?",
)
def hidden_layer_fixed(X, Y, n_h, learning_rate, num_iterations, rng):
    def step(parameters, grads, rate):
        moved = update_parameters(parameters, grads, rate)
        return {**moved, "W1": parameters["W1"], "b1": parameters["b1"]}

    return descend(step, first(X, Y, n_h, rng), X, Y, learning_rate, num_iterations)


@variant(
    "hidden units fixed at 4",
    evidence="Your hidden layer has 4 units, whatever n_h is ({n_h} tried).",
    question="does your code use every argument that it is given?",
)
def four_units(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, 4, learning_rate, num_iterations, rng)


@variant(
    "costs replaced",
    evidence="Your list holds one cost, however many iterations there are.",
    question="does your loop extend the list or replace it?",
)
def costs_replaced(X, Y, n_h, learning_rate, num_iterations, rng):
    parameters, costs = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    return parameters, costs[-1:]


@variant(
    "order exchanged",
    evidence="You return the costs first and the parameters second.",
    question="which of them does the docstring name first?",
)
def exchanged(X, Y, n_h, learning_rate, num_iterations, rng):
    return nn_model(X, Y, n_h, learning_rate, num_iterations, rng)[::-1]


@variant(
    "start with large weights",
    evidence="Your first weights are about 1 in size: tanh is flat there.",
    question="which size do the weights have that initialize_parameters gives you?",
)
def large_start(X, Y, n_h, learning_rate, num_iterations, rng):
    start = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng, scale=1.0)
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


@variant(
    "argument overwritten",
    evidence="The outputs are right, and an argument is changed by the call.",
    question="which line writes into an array you were given?",
)
def changes_input(X, Y, n_h, learning_rate, num_iterations, rng):
    result = nn_model(X, Y, n_h, learning_rate, num_iterations, rng)
    X -= X.mean(axis=1, keepdims=True)
    return result


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


EXERCISE = Exercise(
    id="03/nn_model",
    parts={"W1": 2, "b1": 1, "W2": 2, "b2": 1, "costs": 4},
    reference=nn_model,
    returns=({"W1", "b1", "W2", "b2"}, "costs"),
    probes=probes,
    judge=judge,
    needs=(
        "03/initialize_parameters",
        "03/forward_propagation",
        "03/backward_propagation",
        "03/update_parameters",
    ),
    properties=(
        Property(
            "equal generators give equal runs",
            repeatable,
            ("W1", "W2"),
            broken="Two runs with the same seed ended with different weights.",
            question="do all your random numbers come from rng?",
        ),
        Property(
            "small steps lower the cost every time",
            cost_falls,
            ("costs",),
            broken="With very small steps your costs do not fall every time.",
            question="does each step start from where the last one ended?",
        ),
    ),
    variants=(
        restarted_inside,
        forward_once,
        gradient_once,
        update_not_kept,
        cost_after_step,
        one_cost_more,
        last_cost_only,
        every_hundredth,
        uphill,
        no_learning_rate,
        fixed_learning_rate,
        one_step_short,
        fixed_iterations,
        from_zero,
        own_generator,
        biases_fixed,
        hidden_layer_fixed,
        four_units,
        costs_replaced,
        exchanged,
        large_start,
        changes_input,
    ),
    accepted=(written_out, with_while),
    hints=(
        "What happens once, and what happens in every iteration? Write it down as two "
        "short lists before you write code.",
        "n_x and n_y stand in the shapes of X and Y. Four functions of yours and "
        "compute_cost do the rest.",
        "Print costs for three iterations. Which number must come first? Does each "
        "one fall?",
        "A sibling, a walk downhill. Stand somewhere. Then, every time: look at the "
        "height, note it, feel the slope, and make one step.",
    ),
)
