"""`fit_by_walking(x, y, ...)`: a clinic. A line walks downhill by old slopes."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    instead,
    outputs,
    reordered,
    reworded,
    scaled,
    wrong,
)
from nnlib.exercises import gradient_descent
from nnlib.exercises.drawing import drawn
from nnlib.exercises.gradient_descent import TRAINED
from nnlib.slopes import fit_by_walking, numerical_slope, squared_loss

exercise = Draft(
    id="00/fit_by_walking",
    parts={"theta0": 1, "theta1": 2, "costs": 2},
    reference=fit_by_walking,
    returns=("theta0", "theta1", "costs"),
    needs=("00/squared_loss", "00/numerical_slope"),
    form="clinic",
)


@exercise.starts(
    "slope of the start in every step",
    evidence="All your steps are equally long: they use the slopes at the start.",
    question="does the slope stay the same while the line moves?",
)
def slope_once(x, y, learning_rate, num_iterations):
    def cost(theta0, theta1):
        losses = [squared_loss(theta0 + theta1 * x[i], y[i]) for i in range(len(x))]
        return sum(losses) / len(losses)

    theta0, theta1 = 0.0, 0.0
    costs = [cost(theta0, theta1)]
    slope0 = numerical_slope(lambda t: cost(t, theta1), theta0)
    slope1 = numerical_slope(lambda t: cost(theta0, t), theta1)
    for _ in range(num_iterations):
        theta0 = theta0 - learning_rate * slope0
        theta1 = theta1 - learning_rate * slope1
        costs.append(cost(theta0, theta1))
    return theta0, theta1, costs


@exercise.probes
def probes(rng):
    """Draw points, rates other than 0.1 and 1, and a walk of no step."""
    return [
        walk([0.0, 2.0], [1.0, 3.0], 0.25, 2, shown=True),
        line(rng, 4, 0.07, 6),
        line(rng, 6, 0.13, 9),
        line(rng, 5, 0.31, 4),
        walk([0.0, 1.0, 3.0], [1.0, 0.0, 2.0], 0.2, 0, extreme=True, about="no step"),
    ]


def line(rng, m, learning_rate, num_iterations):
    """Draw points near a line that falls or rises, and misses the origin."""
    x = np.sort(rng.uniform(-1.5, 2, m))
    height, slope = drawn(rng, 0.6, 1.4), drawn(rng, 0.4, 1.2)
    y = height + slope * x + rng.uniform(-0.3, 0.3, m)
    return walk(x, y, learning_rate, num_iterations)


def walk(x, y, learning_rate, num_iterations, **kinds):
    """Make a probe of a walk."""
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    args = np.array(x), np.array(y)
    return Probe(args, options, {"m": len(x), **options}, **kinds, **TRAINED)


def stepping(step):
    """Walk with another kind of step, for the wrong versions below."""

    def walked(x, y, learning_rate, num_iterations):
        line, costs = np.zeros(2), [cost_of(0.0, 0.0, x, y)]
        for _ in range(num_iterations):
            line = step(line, learning_rate, x, y)
            costs.append(cost_of(*line, x, y))
        return *line, costs

    return instead(walked)


def cost_of(theta0, theta1, x, y):
    """Give the mean loss of a line."""
    return np.mean(squared_loss(theta0 + theta1 * x - y, 0.0))


def slopes(theta0, theta1, x, y):
    """Give both slopes of the mean loss."""
    misses = theta0 + theta1 * x - y
    return np.array([np.mean(misses), np.mean(misses * x)])


def one_after_the_other(line, rate, x, y):
    """Move the height first, and measure the slope of the line after that."""
    height = line[0] - rate * slopes(*line, x, y)[0]
    return np.array([height, line[1] - rate * slopes(height, line[1], x, y)[1]])


def the_other_after_the_one(line, rate, x, y):
    """Move the slope of the line first, and measure that of its height after that."""
    rise = line[1] - rate * slopes(*line, x, y)[1]
    return np.array([line[0] - rate * slopes(line[0], rise, x, y)[0], rise])


exercise.variants(
    wrong(
        "uphill",
        "uphill",
        stepping(lambda line, rate, x, y: line + rate * slopes(*line, x, y)),
        evidence="Your first cost is right, and all others are larger than it.",
        question="the slope is positive: on which side does the valley lie?",
    ),
    wrong(
        "height_once",
        "only one slope measured anew",
        stepping(
            lambda line, rate, x, y: (
                line - rate * np.array([slopes(0, 0, x, y)[0], slopes(*line, x, y)[1]])
            )
        ),
        evidence="Your theta0 takes equal steps, and theta1 does not.",
        question="which of the two slopes changes while the line moves?",
    ),
    wrong(
        "line_once",
        "only the other slope measured anew",
        stepping(
            lambda line, rate, x, y: (
                line - rate * np.array([slopes(*line, x, y)[0], slopes(0, 0, x, y)[1]])
            )
        ),
        evidence="Your theta1 takes equal steps, and theta0 does not.",
        question="which of the two slopes changes while the line moves?",
    ),
    wrong(
        "one_after_the_other",
        "one number moved before the other is measured",
        stepping(one_after_the_other),
        evidence="Your theta1 moves by a slope from where theta0 has moved to.",
        question="from which line is each of the two slopes measured?",
    ),
    wrong(
        "the_other_after_the_one",
        "theta1 moved before theta0 is measured",
        stepping(the_other_after_the_one),
        evidence="Your theta0 moves by a slope from where theta1 has moved to.",
        question="from which line is each of the two slopes measured?",
    ),
    wrong(
        "not_halved",
        "losses not halved",
        scaled(2, "costs"),
        evidence="Your costs are twice the expected ones.",
        question="what does your own loss take half of?",
    ),
    wrong(
        "summed",
        "sum in place of the mean",
        called_with(learning_rate=lambda x, learning_rate: learning_rate * len(x)),
        evidence="Your steps are m times as long as expected (m = {m} tried).",
        question="what turns a sum into a mean?",
    ),
    reworded(
        gradient_descent.no_learning_rate,
        question="which number says how long a step is?",
    ),
    gradient_descent.fixed_learning_rate,
    gradient_descent.one_step_short,
    wrong(
        "no_first_cost",
        "first cost missing",
        outputs(costs=lambda costs: costs[1:]),
        evidence="Your costs begin after the first step.",
        question="a walk of three steps visits how many places?",
    ),
    wrong(
        "height_fixed",
        "height not moved",
        stepping(
            lambda line, rate, x, y: (
                line - rate * slopes(*line, x, y) * np.array([0, 1])
            )
        ),
        evidence="Your theta0 stays at 0.",
        question="which numbers of the line does a step move?",
    ),
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0, 2),
        evidence="You return theta1 first and theta0 second.",
        question="which of them does the docstring name first?",
    ),
)


@exercise.accepted
def by_derivatives(x, y, learning_rate, num_iterations):
    """Use the derivatives of school in place of measured slopes."""
    line, costs = np.zeros(2), [cost_of(0.0, 0.0, x, y)]
    for _ in range(num_iterations):
        line = line - learning_rate * slopes(*line, x, y)
        costs.append(cost_of(*line, x, y))
    return *line, costs


@exercise.accepted
def measured_in_the_loop(x, y, learning_rate, num_iterations):
    """Measure both slopes where each step begins, and only then move."""

    def cost(theta0, theta1):
        pairs = zip(x, y, strict=True)
        losses = [squared_loss(theta0 + theta1 * a, b) for a, b in pairs]
        return sum(losses) / len(losses)

    theta0, theta1 = 0.0, 0.0
    costs = [cost(theta0, theta1)]
    for _ in range(num_iterations):
        slope0 = numerical_slope(lambda t, other=theta1: cost(t, other), theta0)
        slope1 = numerical_slope(lambda t, other=theta0: cost(other, t), theta1)
        theta0 = theta0 - learning_rate * slope0
        theta1 = theta1 - learning_rate * slope1
        costs.append(cost(theta0, theta1))
    return theta0, theta1, costs


EXERCISE = exercise.with_hints(
    "Print theta1 after each step. By how much does it move each time, and by how much "
    "should it, close to the bottom?",
    "Say of every line how often it runs: once, or in every step. On which numbers "
    "does a slope depend? Do they stand still?",
)
