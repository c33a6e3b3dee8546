"""Training from a random start: where it is judged from, and what goes wrong in it.

No numbers can be expected of the end. A judge asks the learner's function for its own
start, with no iteration and a generator of the same state, and continues it by the
course's formulas. Such a function is called as `train(X, Y, size, learning_rate,
num_iterations, rng)` and returns its parameters and costs.
"""

import copy

import numpy as np

from nnlib.check import NoValueError, around, called_with, outputs, reordered, wrong


def fresh(rng):
    """Make a generator whose numbers depend on another."""
    return np.random.default_rng(int(rng.integers(2**32)))


def another(probe):
    """Make a generator that gives other numbers than the probe's."""
    return fresh(copy.deepcopy(probe.options["rng"]))


def repeats(W):
    """Tell whether two rows of a matrix are equal."""
    rows = [tuple(row) for row in W.tolist()]
    return len(set(rows)) < len(rows)


def own_starts(probe, call, shapes, generators):
    """Ask a function for the parameters it starts from, once for each generator.

    None stands for the probe's own generator. Where the starts have not the expected
    shapes, or none comes, there is no list of them.
    """
    try:
        starts = [start_of(probe, call, shapes, rng) for rng in generators]
    except NoValueError:
        # It stops where there is no step, and the extreme case says so.
        return []
    found = {name: np.shape(one) for name, one in starts[0].items()}
    return starts if found == shapes else []


def start_of(probe, call, names, rng=None):
    """Ask a function for the parameters it starts from, as arrays."""
    options = {**probe.options, "num_iterations": 0}
    parameters, _ = call(*probe.args, **{**options, "rng": rng or options["rng"]})
    return {name: np.asarray(parameters[name], dtype=float) for name in names}


def steps_of(probe):
    """Give how far and how often a probe asks to step."""
    return {name: probe.options[name] for name in ("learning_rate", "num_iterations")}


def runs_alike(call, probe):
    """Tell whether equal generators give equal runs."""
    one, other = (call(*probe.args, **probe.options) for _ in range(2))
    return np.array_equal(one[0]["W1"], other[0]["W1"])


EQUAL_RUNS = {
    "sentence": "equal generators give equal runs",
    "broken": "Two runs with the same seed ended with different weights.",
    "question": "do all your random numbers come from rng?",
}


def restarting(train, X, Y, size, learning_rate, num_iterations, rng):
    """Train for one step at a time, each from a start of its own."""
    parameters, costs = train(X, Y, size, learning_rate, min(num_iterations, 1), rng)
    for _ in range(num_iterations - 1):
        parameters, cost = train(X, Y, size, learning_rate, 1, rng)
        costs += cost
    return parameters, costs


restarted_inside = wrong(
    "restarted_inside",
    "a new start in every iteration",
    around(restarting),
    evidence="Each of your iterations starts from new random parameters.",
    question="what happens once, and what happens in every iteration?",
)


update_not_kept = wrong(
    "update_not_kept",
    "result of the update not kept",
    called_with(learning_rate=0.0),
    evidence="Your parameters stay at their start, and your costs are all equal.",
    question="update_parameters returns new parameters: where do yours go?",
)


last_cost_only = wrong(
    "last_cost_only",
    "last cost only",
    outputs(costs=lambda costs: costs[-1] if costs else []),
    evidence="You return the last cost alone.",
    question="what could a curve be drawn from?",
)


fixed_iterations = wrong(
    "fixed_iterations",
    "number of iterations ignored",
    called_with(num_iterations=lambda num_iterations: 100 * (num_iterations > 0)),
    evidence="You make 100 steps, whatever num_iterations is.",
    question="does your code use every argument that it is given?",
)


four_units = wrong(
    "four_units",
    "hidden units fixed at 4",
    called_with(n_h=4),
    evidence="Your hidden layer has 4 units, whatever n_h is ({n_h} tried).",
    question="does your code use every argument that it is given?",
)


own_generator = wrong(
    "own_generator",
    "a generator of its own",
    called_with(rng=lambda: np.random.default_rng(0)),
    evidence="Your runs start from the same numbers whatever rng is passed.",
    question="how could a caller get another start from your function?",
)


exchanged = wrong(
    "exchanged",
    "order exchanged",
    reordered(1, 0),
    evidence="You return the costs first and the parameters second.",
    question="which of them does the docstring name first?",
)
