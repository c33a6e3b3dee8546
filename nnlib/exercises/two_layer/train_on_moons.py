"""`train_on_moons(X, Y, n_h, ...)`: a clinic. All hidden units start with one row.

A mended start may be any that makes the units different, so the judge continues the
learner's own. Where they are still alike it expects the course's run: numbers that do
not come are a symptom, and the reason is for the learner to find.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from nnlib.check import (
    Draft,
    Unfulfilled,
    wrong,
)
from nnlib.exercises import gradient_descent, random_starts
from nnlib.exercises.random_starts import (
    another,
    own_starts,
    runs_alike,
    steps_of,
)
from nnlib.exercises.two_layer import nn_model
from nnlib.exercises.two_layer.nn_model import descend
from nnlib.initializers import initialize_parameters, parameter_shapes
from nnlib.losses import compute_cost
from nnlib.two_layer import (
    backward_propagation,
    forward_propagation,
    train_on_moons,
    update_parameters,
)

exercise = Draft(
    id="03/train_on_moons",
    parts={"W1": 3, "b1": 1, "W2": 3, "b2": 1, "costs": 2},
    reference=train_on_moons,
    returns=({"W1", "b1", "W2", "b2"}, "costs"),
    needs=(
        "03/forward_propagation",
        "03/backward_propagation",
        "03/update_parameters",
    ),
    without={"one unit": "a single unit is equal to itself"},
    form="clinic",
    help="H2",
    edition=2,
)


@exercise.starts(
    "one row for all hidden units",
    evidence="Your hidden units start with equal weights, in and out, and stay equal.",
    question="if two hidden units start equal, what could ever make them differ?",
)
def one_row(X, Y, n_h, learning_rate, num_iterations, rng):
    n_x = X.shape[0]
    parameters = {
        "W1": rng.normal(size=(1, n_x)) * np.ones((n_h, 1)),
        "b1": np.zeros((n_h, 1)),
        "W2": np.zeros((1, n_h)),
        "b2": np.zeros((1, 1)),
    }
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


@exercise.probes
def probes(rng):
    """Draw data of several sizes, and rates other than 0.1 and 1."""
    return [
        by_hand(rng),
        training(rng, 3, 5, m=8, learning_rate=1.3, num_iterations=20),
        training(rng, 4, 3, m=9, learning_rate=0.7, num_iterations=30),
        training(rng, 2, 6, m=7, learning_rate=2.1, num_iterations=12),
        single(nn_model.no_step(rng)),
        gradient_descent.rising(by_hand(rng), learning_rate=10.0),
    ]


def by_hand(rng):
    """Return four steps on three examples."""
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    Y = np.array([[1, 0, 1]])
    steps = {"learning_rate": 0.5, "num_iterations": 4}
    return single(nn_model.run_of(rng, X, Y, 4, **steps, shown=True))


def training(rng, n_x, n_h, **options):
    """Draw one training run of a network with a single output."""
    return single(nn_model.training(rng, n_x, n_h, 1, **options))


def single(probe):
    """Say nothing of the number of outputs, which is always 1 here."""
    sizes = {name: size for name, size in probe.sizes.items() if name != "n_y"}
    return replace(probe, sizes=sizes)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own start, continued, if its units can become different."""
    X, Y, n_h = probe.args
    shapes = parameter_shapes((X.shape[0], n_h, 1))
    starts = own_starts(probe, call, shapes, (None, another(probe)))
    if not starts or alike(starts[0]):
        return {}
    start, other = starts
    if not all(np.isfinite(one).all() for one in start.values()):
        came = Unfulfilled("a start of numbers", "nan or infinite ones")
        return dict.fromkeys((*start, "costs"), came)
    if all(np.array_equal(start[name], other[name]) for name in ("W1", "W2")):
        came = Unfulfilled("another start from another rng", "the same one")
        return dict.fromkeys((*start, "costs"), came)
    parameters, costs = descend(update_parameters, start, X, Y, **steps_of(probe))
    return {**parameters, "costs": costs}


def alike(start):
    """Tell whether two hidden units start with equal weights, in and out."""
    units = np.hstack([start["W1"], start["b1"], start["W2"].T])
    return random_starts.repeats(units)


@exercise.always(**random_starts.EQUAL_RUNS, parts=("W1", "W2"))
def repeatable(call, rng):
    """Tell whether equal generators give equal runs."""
    probe = training(rng, 3, 4, m=6, learning_rate=0.4, num_iterations=3)
    return runs_alike(call, probe)


def begun(X, Y, n_h, rng, **others):
    """Give the course's start, or another one, for the wrong versions below."""
    start = {
        "W1": rng.normal(size=(n_h, X.shape[0])),
        "b1": np.zeros((n_h, 1)),
        "W2": np.zeros((1, n_h)),
        "b2": np.zeros((1, 1)),
    }
    return {name: others.get(name, lambda one: one)(start[name]) for name in start}


def started(**others):
    """Train from another start."""
    return nn_model.stepping(update_parameters, partial(begun, **others))


def frozen(*names):
    """Leave some parameters where they are in every step."""
    return nn_model.frozen(*names, start=begun)


exercise.variants(
    wrong(
        "from_zero",
        "start at zero",
        started(W1=np.zeros_like),
        evidence="All your weights start at 0, and W1 stays there.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "all_ones",
        "start at one",
        started(W1=np.ones_like),
        evidence="All your first weights start at 1, and your hidden units stay equal.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "output_equal",
        "output weights of one, and one row",
        started(W1=lambda W1: W1[:1] + 0 * W1, W2=np.ones_like),
        evidence="Your hidden units start equal; new output weights do not part them.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
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
    gradient_descent.gradient_once,
    random_starts.update_not_kept,
    random_starts.restarted_inside,
    gradient_descent.cost_after_step,
    gradient_descent.one_cost_more,
    gradient_descent.no_learning_rate,
    gradient_descent.one_step_short,
    random_starts.own_generator,
    random_starts.four_units,
    gradient_descent.costs_replaced,
    random_starts.exchanged,
)


@exercise.accepted
def as_in_section_7(X, Y, n_h, learning_rate, num_iterations, rng):
    """Draw both layers, small, as notebook 03 does."""
    start = initialize_parameters(X.shape[0], n_h, 1, rng)
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


@exercise.accepted
def unit_by_unit(X, Y, n_h, learning_rate, num_iterations, rng):
    """Draw a row for each unit in turn, and put them on top of each other."""
    rows = [rng.normal(size=(1, X.shape[0])) for _ in range(n_h)]
    start = {"W1": np.vstack(rows), "b1": np.zeros((n_h, 1))}
    start |= {"W2": np.zeros((1, n_h)), "b2": np.zeros((1, 1))}
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


@exercise.accepted
def parted_at_the_output(X, Y, n_h, learning_rate, num_iterations, rng):
    """Keep the row for all, and draw the weights of the output."""
    W1 = rng.normal(size=(1, X.shape[0])) * np.ones((n_h, 1))
    start = {"W1": W1, "b1": np.zeros((n_h, 1))}
    start |= {"W2": rng.normal(size=(1, n_h)), "b2": np.zeros((1, 1))}
    return descend(update_parameters, start, X, Y, learning_rate, num_iterations)


EXERCISE = exercise.with_hints(
    "The gradient check finds nothing, and the cost falls. So what is right, and what "
    "is left to look at?",
    "Print W1 after training, and after no step at all. What do its rows have in "
    "common?",
    "Section 7 says what a start must do for the units. What shape does the generator "
    "draw here, and what shape does W1 have?",
)
