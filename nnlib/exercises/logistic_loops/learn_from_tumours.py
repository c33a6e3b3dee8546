"""`learn_from_tumours(X, Y, ...)`: a clinic. Old slopes pile up from pass to pass."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    instead,
    negated,
    outputs,
    reordered,
    reworded,
    scaled,
    wrong,
)
from nnlib.exercises import gradient_descent
from nnlib.exercises.gradient_descent import TRAINED
from nnlib.logistic_loops import (
    gradient_step,
    gradients_and_cost,
    learn_from_tumours,
    log_loss,
    neuron,
)

exercise = Draft(
    id="01/learn_from_tumours",
    parts={"costs": 3, "biases": 2},
    reference=learn_from_tumours,
    returns=("costs", "biases"),
    needs=("01/neuron", "01/log_loss"),
    form="clinic",
    help="H2",
)


@exercise.starts(
    "sums not emptied between passes",
    evidence="From the second step on, your dw and db start at the sums of the last.",
    question="what must be 0 again when a new pass over the examples begins?",
)
def sums_kept(X, Y, learning_rate, num_iterations):
    n_x, m = X.shape
    w, b = np.zeros((n_x, 1)), 0.0
    dw, db = np.zeros((n_x, 1)), 0.0
    costs, biases = [], []
    for _ in range(num_iterations):
        cost = 0.0
        for i in range(m):
            x, y = X[:, i : i + 1], Y[0, i]
            a = neuron(w, b, x)
            cost = cost + log_loss(a, y)
            dw = dw + (a - y) * x
            db = db + (a - y)
        costs.append(cost / m)
        biases.append(b)
        w = w - learning_rate * dw / m
        b = b - learning_rate * db / m
    return costs, biases


@exercise.probes
def probes(rng):
    """Draw data of several sizes, and rates other than 0.1 and 1."""
    X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    by_hand = run_of(X, Y, learning_rate=0.5, num_iterations=3, shown=True)
    return [
        by_hand,
        training(rng, 3, 8, learning_rate=0.3, num_iterations=12),
        training(rng, 4, 6, learning_rate=0.07, num_iterations=20),
        training(rng, 2, 9, learning_rate=1.3, num_iterations=4),
        gradient_descent.rising(by_hand, learning_rate=6.0),
    ]


def training(rng, n_x, m, **options):
    """Draw one training run with both labels, one of them more often."""
    X, Y = rng.normal(0, 1, (n_x, m)), (rng.random((1, m)) < 0.7).astype(float)
    Y[0, 0], Y[0, -2:] = 0.0, 1.0
    return run_of(X, Y, **options)


def run_of(X, Y, learning_rate, num_iterations, **kinds):
    """Make a probe of a training run."""
    n_x, m = X.shape
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    return Probe((X, Y), options, {"n_x": n_x, "m": m, **options}, **kinds, **TRAINED)


def learn(step, X, Y, learning_rate, num_iterations):
    """Learn with another step, for the wrong versions below."""
    w, b, costs, biases = np.zeros((len(X), 1)), 0.0, [], []
    for k in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
        biases.append(b)
        w, b = step(w, b, grads, learning_rate, k)
    return costs, biases


def stepping(step):
    """Learn with another step."""

    def learned(X, Y, learning_rate, num_iterations):
        return learn(step, X, Y, learning_rate, num_iterations)

    return instead(learned)


def divided_by_features(X, Y, learning_rate, num_iterations):
    """Divide sums over the examples by the number of features."""
    n_x, m = X.shape
    costs, biases = learn_from_tumours(X, Y, learning_rate * m / n_x, num_iterations)
    return [m / n_x * cost for cost in costs], biases


def cost_added_up(X, Y, learning_rate, num_iterations):
    """Let the cost go on from pass to pass."""
    costs, biases = learn_from_tumours(X, Y, learning_rate, num_iterations)
    return list(np.cumsum(costs)), biases


exercise.variants(
    wrong(
        "zeros_inside",
        "back to zero in every pass",
        stepping(lambda w, b, grads, rate, k: (0 * w, 0.0)),
        evidence="Your costs stay at log 2, and your bias at 0.",
        question="which numbers are learned, and when are they set to 0?",
    ),
    wrong(
        "only_dw_emptied",
        "db not emptied between passes",
        instead(lambda *args, **options: piled(("db",), *args, **options)),
        evidence="Your dw begins at 0 in every pass, and your db goes on.",
        question="which sums belong to one pass?",
    ),
    wrong(
        "only_db_emptied",
        "dw not emptied between passes",
        instead(lambda *args, **options: piled(("dw",), *args, **options)),
        evidence="Your db begins at 0 in every pass, and your dw goes on.",
        question="which sums belong to one pass?",
    ),
    wrong(
        "cost_added_up",
        "cost not emptied between passes",
        instead(cost_added_up),
        evidence="Each cost of yours is the sum of all costs so far.",
        question="which sums belong to one pass?",
    ),
    wrong(
        "divided_by_features",
        "divided by the number of features",
        instead(divided_by_features),
        evidence="You divide by n_x = {n_x} and not by m = {m}.",
        question="which axis of X counts the examples?",
    ),
    wrong(
        "not_divided",
        "sum in place of the mean",
        called_with(learning_rate=lambda X, learning_rate: learning_rate * X.shape[1]),
        evidence="Your steps are m times as long as expected (m = {m} tried).",
        question="what turns a sum into a mean?",
    ),
    wrong(
        "cost_not_divided",
        "cost of all, not of one",
        scaled(lambda Y: Y.size, "costs"),
        evidence="Your costs are m times the expected ones (m = {m} tried).",
        question="what turns a sum into a mean?",
    ),
    wrong(
        "uphill",
        "uphill",
        stepping(
            lambda w, b, grads, rate, k: gradient_step(
                w, b, {name: -slope for name, slope in grads.items()}, rate
            )
        ),
        evidence="Your costs rise: w and b move in the opposite direction.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    wrong(
        "bias_turned",
        "sign of the bias flipped",
        negated("biases"),
        evidence="Your biases have the right size and the opposite sign.",
        question="which way should b move where the slope is positive?",
    ),
    wrong(
        "bias_after",
        "bias after the step",
        instead(
            lambda X, Y, learning_rate, num_iterations: (
                learn_from_tumours(X, Y, learning_rate, num_iterations)[0],
                learn_from_tumours(X, Y, learning_rate, num_iterations + 1)[1][1:],
            )
        ),
        evidence="Your first bias is already that after one step.",
        question="where does b stand while the first pass runs?",
    ),
    gradient_descent.no_learning_rate,
    gradient_descent.fixed_learning_rate,
    wrong(
        "last_only",
        "last numbers only",
        outputs(costs=lambda costs: costs[-1:], biases=lambda biases: biases[-1:]),
        evidence="Your lists hold one number each, however many iterations there are.",
        question="after two turns of your loop, what do the lists hold?",
    ),
    reworded(
        gradient_descent.one_step_short,
        evidence="Your lists are one number too short.",
    ),
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return the biases first and the costs second.",
        question="which of them does the docstring name first?",
    ),
)


def piled(names, X, Y, learning_rate, num_iterations):
    """Let some of the sums go on from pass to pass."""
    left = {"dw": 0.0, "db": 0.0}

    def step(w, b, grads, rate, k):
        left.update({name: left[name] + grads[name] for name in names})
        return gradient_step(w, b, {**grads, **{n: left[n] for n in names}}, rate)

    return learn(step, X, Y, learning_rate, num_iterations)


@exercise.accepted
def with_own_functions(X, Y, learning_rate, num_iterations):
    """Let the functions of earlier sections do a pass and a step."""
    return learn(
        lambda w, b, grads, rate, k: gradient_step(w, b, grads, rate),
        X,
        Y,
        learning_rate,
        num_iterations,
    )


@exercise.accepted
def emptied_at_the_end(X, Y, learning_rate, num_iterations):
    """Set the sums to 0 where a pass ends."""
    n_x, m = X.shape
    w, b, dw, db = np.zeros((n_x, 1)), 0.0, np.zeros((n_x, 1)), 0.0
    costs, biases = [], []
    for _ in range(num_iterations):
        cost = 0.0
        for i in range(m):
            a = neuron(w, b, X[:, i : i + 1])
            cost += log_loss(a, Y[0, i])
            dw += (a - Y[0, i]) * X[:, i : i + 1]
            db += a - Y[0, i]
        costs.append(cost / m)
        biases.append(b)
        w, b = w - learning_rate * dw / m, b - learning_rate * db / m
        dw, db = 0 * dw, 0.0
    return costs, biases


EXERCISE = exercise.with_hints(
    "The first two costs are right. Which numbers have been used once by then, and "
    "which of them are used again?",
    "Of every name, ask what it holds when the second pass begins. Section 5 has a "
    "table of what starts at 0, and when.",
)
