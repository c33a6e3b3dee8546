"""`train_deep(X, Y, layer_dims, ...)`: the whole recipe, for any number of layers.

The start is random, so no numbers can be expected of the end. The judge asks for the
learner's own start, with no iteration and a generator of the same state, and continues
it by the course's formulas. Few iterations only: where a relu turns, two right versions
may part.
"""

import numpy as np

from nnlib.check import (
    Exercise,
    NoValueError,
    Probe,
    Property,
    Tree,
    Unfulfilled,
    variant,
)
from nnlib.deep import model_backward, model_forward, train_deep
from nnlib.exercises.two_layer.initialize_parameters import another, fresh
from nnlib.initializers import initialize_parameters_deep, parameter_shapes
from nnlib.losses import compute_cost
from nnlib.two_layer import update_parameters

# Trained numbers carry the rounding of every step.
TRAINED = {"rtol": 1e-5, "atol": 1e-8}


def probes(rng):
    """Draw centred data, rates other than 0.1 and 1, and no step at all."""
    return [
        by_hand(rng),
        training(rng, (3, 5, 4, 1), m=8, learning_rate=0.3, num_iterations=8),
        training(rng, (4, 3, 2), m=9, learning_rate=0.15, num_iterations=12),
        training(rng, (2, 3, 5, 4, 2, 1), m=7, learning_rate=0.25, num_iterations=5),
        training(rng, (5, 1), m=6, learning_rate=0.7, num_iterations=6),
        no_step(rng),
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


def judge(probe, outputs, call):
    """Expect the learner's own start, continued, if it is a start to learn from."""
    try:
        start, other = (start_of(probe, call, rng) for rng in (None, another(probe)))
    except NoValueError:
        # It stops where there is no step, and the extreme case says so.
        return {}
    if {k: v.shape for k, v in start.items()} != parameter_shapes(probe.args[2]):
        return {}
    lacking = start_fault(start, other)
    if lacking is not None:
        places = dict.fromkeys(outputs["parameters"], lacking)
        return {"parameters": places, "costs": lacking}
    steps = {name: one for name, one in probe.options.items() if name != "rng"}
    parameters, costs = descend(update_parameters, start, *probe.args[:2], **steps)
    return {"parameters": {(k,): v for k, v in parameters.items()}, "costs": costs}


def start_of(probe, call, rng=None):
    """Ask a function for the parameters it starts from."""
    options = {**probe.options, "num_iterations": 0}
    parameters, _ = call(*probe.args, **{**options, "rng": rng or options["rng"]})
    names = parameter_shapes(probe.args[2])
    return {name: np.asarray(parameters[name], dtype=float) for name in names}


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
    return None


def too_small(start):
    """Tell whether weights are far below what keeps the size of activations."""
    weights = [W for name, W in start.items() if name[0] == "W"]
    squares = sum(np.sum(W**2) for W in weights)
    expected = sum(2 * W.shape[0] for W in weights)
    return squares < 0.01 * expected


def repeatable(call, rng):
    """Tell whether equal generators give equal runs."""
    probe = training(rng, (3, 4, 1), m=6, learning_rate=0.4, num_iterations=3)
    one, other = (call(*probe.args, **probe.options) for _ in range(2))
    return np.array_equal(one[0]["W1"], other[0]["W1"])


def cost_falls(call, rng):
    """Tell whether small steps go down."""
    probe = training(rng, (3, 5, 4, 1), m=7, learning_rate=0.002, num_iterations=6)
    costs = np.ravel(call(*probe.args, **probe.options)[1])
    # Another number of costs is said elsewhere.
    return len(costs) != 6 or bool(np.all(np.diff(costs) < 0))


def descend(step, parameters, X, Y, learning_rate, num_iterations):
    """Run gradient descent with some step from some start."""
    costs = []
    for _ in range(num_iterations):
        AL, caches = model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = model_backward(AL, Y, caches)
        parameters = step(parameters, grads, learning_rate)
    return parameters, costs


@variant(
    "a new start in every iteration",
    evidence="Each of your iterations starts from new random parameters.",
    question="what happens once, and what happens in every iteration?",
)
def restarted_inside(X, Y, layer_dims, learning_rate, num_iterations, rng):
    first = min(num_iterations, 1)
    parameters, costs = train_deep(X, Y, layer_dims, learning_rate, first, rng)
    for _ in range(num_iterations - 1):
        parameters, cost = train_deep(X, Y, layer_dims, learning_rate, 1, rng)
        costs += cost
    return parameters, costs


@variant(
    "forward only once",
    evidence="Every step of yours uses the activations of the start.",
    question="which numbers of the network change when its weights have moved?",
)
def forward_once(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters = initialize_parameters_deep(layer_dims, rng)
    AL, caches = model_forward(X, parameters)
    grads = model_backward(AL, Y, caches)
    for _ in range(num_iterations):
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, [compute_cost(AL, Y)] * num_iterations


@variant(
    "result of the update not kept",
    evidence="Your parameters stay at their start, and your costs are all equal.",
    question="update_parameters returns new parameters: where do yours go?",
)
def update_not_kept(X, Y, layer_dims, learning_rate, num_iterations, rng):
    return train_deep(X, Y, layer_dims, 0.0, num_iterations, rng)


@variant(
    "cost after the step",
    evidence="Your first cost is already that after one step.",
    question="what does a network cost that has learned nothing yet?",
)
def cost_after_step(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)
    return parameters, [*costs, last_cost(X, Y, parameters)][1:]


@variant(
    "one cost too many",
    evidence="You note the cost after the last step as well.",
    question="how many costs does a run note, if each comes before its step?",
)
def one_cost_more(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)
    return parameters, [*costs, last_cost(X, Y, parameters)]


def last_cost(X, Y, parameters):
    """Give the cost after the last step, for the wrong versions above."""
    return compute_cost(model_forward(X, parameters)[0], Y)


@variant(
    "last cost only",
    evidence="You return the last cost alone.",
    question="what could a curve be drawn from?",
)
def last_cost_only(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)
    return parameters, costs[-1] if costs else []


@variant(
    "some costs only",
    evidence="You keep a cost every hundred iterations.",
    question="how many costs belong to a run of 30 iterations?",
)
def every_hundredth(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)
    return parameters, costs[::100]


@variant(
    "uphill",
    evidence="Your parameters move by the right amount in the opposite direction.",
    question="where does the cost go if you follow its slope upwards?",
)
def uphill(X, Y, layer_dims, learning_rate, num_iterations, rng):
    def step(parameters, grads, rate):
        against = {name: -slope for name, slope in grads.items()}
        return update_parameters(parameters, against, rate)

    start = initialize_parameters_deep(layer_dims, rng)
    return descend(step, start, X, Y, learning_rate, num_iterations)


@variant(
    "learning rate fixed at 1",
    evidence="Your steps are those of learning_rate = 1, whatever is passed.",
    question="does your code use every argument that it is given?",
)
def no_learning_rate(X, Y, layer_dims, learning_rate, num_iterations, rng):
    return train_deep(X, Y, layer_dims, 1.0, num_iterations, rng)


@variant(
    "learning rate fixed at 0.0075",
    evidence="Your steps are those of learning_rate = 0.0075, whatever is passed.",
    question="does your code use every argument that it is given?",
)
def fixed_learning_rate(X, Y, layer_dims, learning_rate, num_iterations, rng):
    return train_deep(X, Y, layer_dims, 0.0075, num_iterations, rng)


@variant(
    "one step too few",
    evidence="You make one step less than num_iterations.",
    question="how many numbers does range(1, n) give?",
)
def one_step_short(X, Y, layer_dims, learning_rate, num_iterations, rng):
    fewer = max(num_iterations - 1, 0)
    return train_deep(X, Y, layer_dims, learning_rate, fewer, rng)


@variant(
    "number of iterations ignored",
    evidence="You make 100 steps, whatever num_iterations is.",
    question="does your code use every argument that it is given?",
)
def fixed_iterations(X, Y, layer_dims, learning_rate, num_iterations, rng):
    return train_deep(X, Y, layer_dims, learning_rate, 100 * (num_iterations > 0), rng)


@variant(
    "start at zero",
    evidence="Your units start equal and stay equal.",
    question="if two hidden units start equal, what could ever make them differ?",
)
def from_zeros(X, Y, layer_dims, learning_rate, num_iterations, rng):
    start = initialize_parameters_deep(layer_dims, rng, "zeros")
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


@variant(
    "start at 0.01",
    evidence="Your weights start at 0.01: what passes is gone after some layers.",
    question="which start keeps the size of the activations from layer to layer?",
)
def small_start(X, Y, layer_dims, learning_rate, num_iterations, rng):
    start = initialize_parameters_deep(layer_dims, rng, "small")
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


@variant(
    "a generator of its own",
    evidence="Your runs start from the same numbers whatever rng is passed.",
    question="how could a caller get another start from your function?",
)
def own_generator(X, Y, layer_dims, learning_rate, num_iterations, rng):
    own = np.random.default_rng(0)
    return train_deep(X, Y, layer_dims, learning_rate, num_iterations, own)


@variant(
    "biases not updated",
    evidence="Your biases stay at 0.",
    question="which parameters does a step move?",
)
def biases_fixed(X, Y, layer_dims, learning_rate, num_iterations, rng):
    def step(parameters, grads, rate):
        moved = update_parameters(parameters, grads, rate)
        return {k: moved[k] if k[0] == "W" else parameters[k] for k in parameters}

    start = initialize_parameters_deep(layer_dims, rng)
    return descend(step, start, X, Y, learning_rate, num_iterations)


@variant(
    "only the last layer learns",
    evidence="Only your last layer moves; the others stay at their start.",
    question="which parameters does a step move?",
)
def last_layer_only(X, Y, layer_dims, learning_rate, num_iterations, rng):
    last = f"{len(layer_dims) - 1}"

    def step(parameters, grads, rate):
        moved = update_parameters(parameters, grads, rate)
        return {k: moved[k] if k[1:] == last else parameters[k] for k in parameters}

    start = initialize_parameters_deep(layer_dims, rng)
    return descend(step, start, X, Y, learning_rate, num_iterations)


@variant(
    "costs replaced",
    evidence="Your list holds one cost, however many iterations there are.",
    question="does your loop extend the list or replace it?",
)
def costs_replaced(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters, costs = train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)
    return parameters, costs[-1:]


@variant(
    "order exchanged",
    evidence="You return the costs first and the parameters second.",
    question="which of them does the docstring name first?",
)
def exchanged(X, Y, layer_dims, learning_rate, num_iterations, rng):
    return train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)[::-1]


@variant(
    "argument overwritten",
    evidence="The outputs are right, and an argument is changed by the call.",
    question="which line writes into an array you were given?",
)
def changes_input(X, Y, layer_dims, learning_rate, num_iterations, rng):
    result = train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng)
    X /= 255
    return result


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


def larger_start(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Start by another method, count down, and return a list with lists."""
    parameters, costs = initialize_parameters_deep(layer_dims, rng, "xavier"), []
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


EXERCISE = Exercise(
    id="04/train_deep",
    parts={"parameters": 5, "costs": 5},
    reference=train_deep,
    returns=(Tree("parameters"), "costs"),
    probes=probes,
    judge=judge,
    needs=(
        "04/model_forward",
        "04/model_backward",
        "04/initialize_parameters_deep",
    ),
    properties=(
        Property(
            "equal generators give equal runs",
            repeatable,
            ("parameters",),
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
        from_zeros,
        small_start,
        own_generator,
        biases_fixed,
        last_layer_only,
        costs_replaced,
        exchanged,
        changes_input,
    ),
    accepted=(written_out, larger_start),
    hints=(
        "What happens once, and what happens in every iteration? Write it down as two "
        "short lists before you write code.",
        "It is nn_model of notebook 03 with other functions. Which four do the work "
        "now, beside compute_cost?",
        "Print costs for three iterations. Which number must come first? Does each "
        "one fall?",
        "A sibling, a walk downhill. Stand somewhere. Then, every time: look at the "
        "height, note it, feel the slope, and make one step.",
    ),
)
