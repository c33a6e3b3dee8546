"""`train(X, Y, ...)`: from zero downhill, with the cost before every step."""

import math
from functools import partial

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    flattened,
    instead,
    outputs,
    reworded,
    wrong,
)
from nnlib.exercises import gradient_descent
from nnlib.exercises.gradient_descent import COST_FALLS, TRAINED, falls
from nnlib.logistic_loops import gradient_step, gradients_and_cost, train

exercise = Draft(
    id="01/train",
    parts={"w": 3, "b": 3, "costs": 4},
    reference=train,
    returns=("w", "b", "costs"),
    needs=("01/gradients_and_cost", "01/gradient_step"),
    form="order",
    help="H2",
    edition=2,
)

exercise.shuffled(
    """
    costs.append(cost)
    for _ in range(num_iterations):
    return w, b, costs
    w, b = np.zeros((X.shape[0], 1)), 0.0
    w, b = gradient_step(w, b, grads, learning_rate)
    w, b = np.zeros((X.shape[0], 1)), 0.0
    grads, cost = gradients_and_cost(w, b, X, Y)
    costs = []
    """,
    twin="zeros_inside",
)


@exercise.probes
def probes(rng):
    """Draw data of several sizes, rates other than 0.1 and 1, and no step at all."""
    return [
        by_hand(),
        training(rng, 3, 8, learning_rate=0.3, num_iterations=15),
        training(rng, 4, 6, learning_rate=0.04, num_iterations=30),
        training(rng, 2, 9, learning_rate=1.7, num_iterations=2),
        no_step(rng),
        gradient_descent.rising(by_hand(), learning_rate=6.0),
    ]


def by_hand():
    """Return three steps that fit on paper."""
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    args = X, np.array([[1, 0, 1]])
    return run_of(*args, learning_rate=0.5, num_iterations=3, shown=True)


def training(rng, n_x, m, **options):
    """Draw one training run with both labels, one of them more often."""
    X, Y = rng.normal(0, 1, (n_x, m)), (rng.random((1, m)) < 0.7).astype(float)
    Y[0, 0], Y[0, -2:] = 0.0, 1.0
    return run_of(X, Y, **options)


def no_step(rng):
    """Return a run that ends where it starts."""
    X, Y = rng.normal(0, 1, (3, 4)), np.array([[0.0, 1.0, 1.0, 0.0]])
    about = "num_iterations = 0"
    return run_of(X, Y, 0.3, 0, extreme=True, about=about)


def run_of(X, Y, learning_rate, num_iterations, **kinds):
    """Make a probe of a training run."""
    n_x, m = X.shape
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    return Probe((X, Y), options, {"n_x": n_x, "m": m, **options}, **kinds, **TRAINED)


@exercise.always(**COST_FALLS)
def cost_falls(call, rng):
    """Tell whether small steps go down."""
    return falls(call, training(rng, 3, 7, learning_rate=0.01, num_iterations=6))


def descend(step, X, Y, learning_rate, num_iterations, start=(0.0, 0.0)):
    """Run gradient descent with another step or start, for the wrong versions below."""
    w, b, costs = np.full((X.shape[0], 1), start[0]), start[1], []
    for _ in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
        w, b = step(w, b, grads, learning_rate)
    return w, b, costs


def stepping(step, **start):
    """Run gradient descent with another step, or from another start."""
    return instead(partial(descend, step, **start))


exercise.variants(
    wrong(
        "zeros_inside",
        "back to zero in every pass",
        *gradient_descent.one_step(),
        evidence=(
            "Your costs stay at log 2: every pass starts from w = 0 and b = 0 again."
        ),
        question="which lines belong before the loop, and which inside it?",
    ),
    reworded(
        gradient_descent.gradient_once,
        question="does the slope stay the same while w moves?",
    ),
)


@exercise.variant(**gradient_descent.STEP_BEHIND)
def step_behind(X, Y, learning_rate, num_iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
    w, b = gradient_step(w, b, grads, learning_rate)
    return w, b, costs


def carrying(left):
    """Begin the sums of a pass with what is left of those of the last one."""

    def train(X, Y, learning_rate, num_iterations):
        sums = {"dw": 0.0, "db": 0.0}

        def step(w, b, grads, rate):
            sums.update({name: left(sums[name], Y) + grads[name] for name in grads})
            return gradient_step(w, b, sums, rate)

        return descend(step, X, Y, learning_rate, num_iterations)

    return instead(train)


exercise.variants(
    wrong(
        "sums_kept",
        "sums not emptied between passes",
        carrying(lambda total, Y: total / Y.size),
        evidence=(
            "From the second step on, your dw and db start at the values of the last."
        ),
        question="what must be 0 again when a new pass over the examples begins?",
    ),
    wrong(
        "gradients_added_up",
        "gradients added up over the passes",
        carrying(lambda total, Y: total),
        evidence="Your k-th step uses the sum of the first k gradients.",
        question="what must be 0 again when a new pass over the examples begins?",
    ),
)


@exercise.variant(
    "step after every example",
    evidence="You take m steps in every pass, one after each example ({m} tried).",
    question="which sums must be complete before w may move?",
)
def step_per_example(X, Y, learning_rate, num_iterations):
    def step(w, b, grads, rate):
        for i in range(Y.size):
            grads, _ = gradients_and_cost(w, b, X[:, i : i + 1], Y[:, i : i + 1])
            w, b = gradient_step(w, b, grads, rate)
        return w, b

    return descend(step, X, Y, learning_rate, num_iterations)


@exercise.variant(
    "weights first, then the gradient again",
    evidence="Your b moves by the gradient at the new w, not at the old one.",
    question="at which point were dw and db both measured?",
)
def two_points(X, Y, learning_rate, num_iterations):
    def step(w, b, grads, rate):
        new_w, _ = gradient_step(w, b, grads, rate)
        after, _ = gradients_and_cost(new_w, b, X, Y)
        return new_w, gradient_step(w, b, after, rate)[1]

    return descend(step, X, Y, learning_rate, num_iterations)


@exercise.variant(
    "bias first, then the gradient again",
    evidence="Your w moves by the gradient at the new b, not at the old one.",
    question="at which point were dw and db both measured?",
)
def bias_first(X, Y, learning_rate, num_iterations):
    def step(w, b, grads, rate):
        _, new_b = gradient_step(w, b, grads, rate)
        after, _ = gradients_and_cost(w, new_b, X, Y)
        return gradient_step(w, b, after, rate)[0], new_b

    return descend(step, X, Y, learning_rate, num_iterations)


exercise.variants(
    reworded(
        gradient_descent.cost_after_step,
        question="what is the cost of a neuron that answers 0.5 to everything?",
    ),
    gradient_descent.one_cost_more,
    wrong(
        "last_cost_only",
        "last cost only",
        outputs(costs=lambda costs: costs[-1] if costs else 0.0),
        evidence="You return the last cost alone.",
        question="what could a curve be drawn from?",
    ),
    wrong(
        "uphill",
        "uphill",
        stepping(
            lambda w, b, grads, rate: gradient_step(
                w, b, {name: -slope for name, slope in grads.items()}, rate
            )
        ),
        evidence="Your costs rise: w and b move in the opposite direction.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    gradient_descent.no_learning_rate,
    gradient_descent.fixed_learning_rate,
    gradient_descent.fixed_iterations,
    gradient_descent.one_step_short,
    wrong(
        "steps_for_examples",
        "one step for every example",
        called_with(num_iterations=lambda Y: Y.size),
        evidence="You make m steps, whatever num_iterations is.",
        question="over what does this loop run: the examples or the steps?",
    ),
    wrong(
        "bias_fixed",
        "bias not updated",
        stepping(lambda w, b, grads, rate: (gradient_step(w, b, grads, rate)[0], b)),
        evidence="Your b stays at 0.",
        question="which parameters does a step move?",
    ),
    wrong(
        "weights_fixed",
        "weights not updated",
        stepping(lambda w, b, grads, rate: (w, gradient_step(w, b, grads, rate)[1])),
        evidence="Your w stays at 0.",
        question="which parameters does a step move?",
    ),
    wrong(
        "starts_at_one",
        "start at one",
        stepping(gradient_step, start=(1.0, 0.0)),
        evidence="Your run starts from weights of 1.",
        question="what does the neuron know before it has seen an example?",
    ),
    wrong(
        "w_flat",
        "w without its second axis",
        flattened("w"),
        evidence="Your w holds the right numbers, with one axis lost.",
        question="what shape does w have, if X has shape (n_x, m)?",
    ),
    gradient_descent.costs_replaced,
    reworded(
        gradient_descent.every_hundredth,
        question="how many costs belong to a run of 12 iterations?",
    ),
)


@exercise.variant(
    "random start",
    evidence="Your first cost is not log 2, that of zero weights.",
    question="where should the weights stand before the first step?",
)
def random_start(X, Y, learning_rate, num_iterations):
    w = 0.01 * np.random.default_rng(0).standard_normal((len(X), 1))
    return descend(gradient_step, X, Y, learning_rate, num_iterations, (w, 0.0))


@exercise.accepted
def by_arrays(X, Y, learning_rate, num_iterations):
    """Do each pass without loops."""
    w, b, costs = np.zeros((len(X), 1)), 0, np.zeros(num_iterations)
    for k in range(num_iterations):
        Z = w.T @ X + b
        dZ = 1 / (1 + np.exp(-Z)) - Y
        costs[k] = np.mean(np.logaddexp(0, Z) - Y * Z)
        w, b = w - learning_rate * X @ dZ.T / Y.size, b - learning_rate * dZ.mean()
    return w, b, costs


@exercise.accepted
def in_place(X, Y, learning_rate, num_iterations):
    """Change its own w in place, and count the steps."""
    w, b, costs, done = np.zeros((X.shape[0], 1)), 0.0, [], 0
    while done < num_iterations:
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs += [cost]
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        done += 1
    return [w, b, tuple(costs)]


@exercise.accepted
def in_lists(X, Y, learning_rate, num_iterations):
    """Keep the weights in a plain list, and stack them at the end."""
    rows, (labels,) = X.tolist(), Y.tolist()
    weights, b, costs, m = [0.0] * len(rows), 0.0, [], len(labels)
    for _ in range(num_iterations):
        scores = [
            b + sum(w * row[i] for w, row in zip(weights, rows, strict=True))
            for i in range(m)
        ]
        gaps = [1 / (1 + math.exp(-z)) - y for z, y in zip(scores, labels, strict=True)]
        losses = [
            math.log1p(math.exp(-z if y else z))
            for z, y in zip(scores, labels, strict=True)
        ]
        costs.append(sum(losses) / m)
        for j, row in enumerate(rows):
            slope = sum(x * gap for x, gap in zip(row, gaps, strict=True)) / m
            weights[j] -= learning_rate * slope
        b -= learning_rate * sum(gaps) / m
    return [[w] for w in weights], b, costs


EXERCISE = exercise.with_hints(
    "What happens once, and what happens in every iteration? Write it down as two "
    "short lists before you write code.",
    "Print costs for three iterations. Which number must come first? Does each "
    "one fall?",
    "w has shape (n_x, 1), where n_x is the number of rows of X. In every "
    "iteration, measure dw and db at the same w and b; only then both move.",
    "A sibling, money in a bank. Set the balance once. Then, every year, note the "
    "balance, work out the interest on it, and add the interest.",
)
