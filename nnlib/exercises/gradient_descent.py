"""What goes wrong in every loop of gradient descent, whatever it trains.

A training function takes `learning_rate` and `num_iterations` by name, and the list of
its costs is the last that it returns.
"""

import ast
import copy
from dataclasses import replace

import numpy as np

from nnlib.check import around, called_with, outputs, wrong

# Trained numbers carry the rounding of every step.
TRAINED = {"rtol": 1e-5, "atol": 1e-8}
# What must always hold, and how it is said.
COST_FALLS = {
    "sentence": "small steps lower the cost every time",
    "parts": ("costs",),
    "broken": "With very small steps your costs do not fall every time.",
    "question": "which way does each step go, and which cost do you keep?",
}


def falls(call, probe):
    """Tell whether the steps of a probe go down."""
    costs = np.ravel(call(*probe.args, **probe.options)[-1])
    # Another number of costs is said elsewhere.
    asked = len(costs) == probe.options["num_iterations"]
    return not asked or bool(np.all(np.diff(costs) < 0))


def rising(probe, learning_rate):
    """Make an extreme probe of a run by hand: steps so wide that its cost rises."""
    return replace(
        probe,
        options={**probe.options, "learning_rate": learning_rate},
        sizes={**probe.sizes, "learning_rate": learning_rate},
        shown=False,
        extreme=True,
        about="a cost that rises",
        question="what should one step do, whether or not the cost has fallen?",
    )


no_learning_rate = wrong(
    "no_learning_rate",
    "learning rate fixed at 1",
    called_with(learning_rate=1.0),
    evidence="Your steps are those of learning_rate = 1, whatever is passed.",
    question="does your code use every argument that it is given?",
)


fixed_learning_rate = wrong(
    "fixed_learning_rate",
    "learning rate fixed at 0.1",
    called_with(learning_rate=0.1),
    evidence="Your steps are those of learning_rate = 0.1, whatever is passed.",
    question="does your code use every argument that it is given?",
)


def one_step(rate=lambda learning_rate: learning_rate):
    """Make one step, of some length, for all of them, and note its cost each time."""
    return (
        called_with(
            learning_rate=rate,
            num_iterations=lambda num_iterations: min(num_iterations, 1),
        ),
        outputs(costs=lambda costs, num_iterations: costs * num_iterations),
    )


def behind_the_loop(source):
    """Tell whether the learning rate is used below the loops, and in none of them."""
    nodes = [*ast.walk(ast.parse(source))]
    loops = [one for one in nodes if isinstance(one, ast.For | ast.While)]
    names = [one for one in nodes if isinstance(one, ast.Name)]
    rates = [one for one in names if one.id == "learning_rate"]
    below = max((loop.end_lineno for loop in loops), default=0)
    return bool(loops and rates) and all(one.lineno > below for one in rates)


# The words of a variant with such a code, `written=behind_the_loop`.
STEP_BEHIND = {
    "title": "step after the loop",
    "evidence": "Your costs are all equal: no step stands inside your loop.",
    "question": "which lines belong inside the loop, and which after it?",
    "written": behind_the_loop,
}


gradient_once = wrong(
    "gradient_once",
    "gradient computed once",
    *one_step(lambda learning_rate, num_iterations: learning_rate * num_iterations),
    evidence="Every step of yours uses the gradient at the start.",
    question="does the slope stay the same while the parameters move?",
)


one_step_short = wrong(
    "one_step_short",
    "one step too few",
    called_with(num_iterations=lambda num_iterations: max(num_iterations - 1, 0)),
    evidence="You make one step less than num_iterations.",
    question="how many numbers does range(1, n) give?",
)


costs_replaced = wrong(
    "costs_replaced",
    "costs replaced",
    outputs(costs=lambda costs: costs[-1:]),
    evidence="Your list holds one cost, however many iterations there are.",
    question="after two turns of your loop, which costs does the list hold?",
)


every_hundredth = wrong(
    "every_hundredth",
    "some costs only",
    outputs(costs=lambda costs: costs[::100]),
    evidence="You keep a cost every hundred iterations.",
    question="how many costs belong to a run of 30 iterations?",
)


def noting(choose):
    """Note some of the costs of a run that makes one step more, from the same start."""

    def train_and_note(train, *args, num_iterations, **options):
        # A generator would move on.
        again = copy.deepcopy(options)
        *found, _ = train(*args, num_iterations=num_iterations, **options)
        costs = train(*args, num_iterations=num_iterations + 1, **again)[-1]
        return *found, choose(costs)

    return around(train_and_note)


one_cost_more = wrong(
    "one_cost_more",
    "one cost too many",
    noting(lambda costs: costs),
    evidence="You note the cost after the last step as well.",
    question="how many costs does a run note, if each comes before its step?",
)


cost_after_step = wrong(
    "cost_after_step",
    "cost after the step",
    noting(lambda costs: costs[1:]),
    evidence="Your first cost is already that after one step.",
    question="what is the cost of a network that has learned nothing yet?",
)


fixed_iterations = wrong(
    "fixed_iterations",
    "number of iterations ignored",
    called_with(num_iterations=100),
    evidence="You make 100 steps, whatever num_iterations is.",
    question="does your code use every argument that it is given?",
)
