"""The weights of a network at many steps of its training, close together at the start.

Where a training can go on from given parameters, it is followed step by step. Where it
can only be asked from its start, it is run once to its end; the way there is retraced,
and believed only if it ends where the given training ended.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from nnlib.explore.controls import Control, iterations
from nnlib.explore.plain_descent import descent
from nnlib.explore.trajectory import Trajectory, one_run, simulate

SINGLE, GROWTH = 16, 1.09  # so many steps one by one, then in growing leaps
CLOSE = {"rtol": 1e-5, "atol": 1e-7}


def steps_of(num_iterations: int) -> Control:
    """Make the slider that walks through a training.

    Examples
    --------
    >>> steps_of(20).values[-6:]
    (14, 15, 16, 17, 19, 20)
    """
    found, step = list(range(min(SINGLE, num_iterations))), float(SINGLE)
    while step < num_iterations:
        found.append(int(step))
        step = max(step * GROWTH, step + 1)
    steps = (*found, num_iterations)
    return Control("step", "step", steps, num_iterations, plays=True)


def continued(
    train: Callable,
    start: Mapping,
    learning_rate: float,
    steps: Sequence[int],
    data: Sequence[np.ndarray] = (),
) -> Trajectory:
    """Follow a training that goes on from parameters.

    Parameters
    ----------
    train : callable
        ``train(parameters, *data, learning_rate=..., num_iterations=...)`` returns
        new ones and the costs.
    start : mapping of str to ndarray
        First parameters.
    learning_rate : float
        Length of a step.
    steps : sequence of int
        After how many steps the weights are kept; the first is 0.
    data : sequence of ndarray
        Examples and labels.

    Returns
    -------
    Trajectory
        Weights at these steps, and the cost before each step.
    """
    there, costs = dict(start), []
    kept = {name: [np.asarray(value)] for name, value in there.items()}
    for before, after in pairwise(steps):
        onward = partial(train, there, *data)
        there, more = one_run(onward, learning_rate, after - before)
        costs.append(more)
        for name, value in there.items():
            kept[name].append(value)
    weights = {name: np.stack(values) for name, values in kept.items()}
    return Trajectory(np.asarray(steps), weights, np.concatenate(costs))


def retraced(
    train: Callable,
    X: np.ndarray,
    Y: np.ndarray,
    learning_rate: float,
    steps: Sequence[int],
) -> Trajectory:
    """Follow a training of relu layers that can only be asked from its start.

    Parameters
    ----------
    train : callable
        ``train(learning_rate=..., num_iterations=...)``, always from the same start.
    X : ndarray, shape (n_x, m)
        Examples.
    Y : ndarray, shape (1, m)
        Labels.
    learning_rate : float
        Length of a step.
    steps : sequence of int
        After how many steps the weights are kept; the first is 0.

    Returns
    -------
    Trajectory
        Weights at these steps; at fewer of them, and by as many trainings, if the
        given one goes another way than plain descent.
    """
    end, costs = one_run(train, learning_rate, steps[-1])
    start, _ = one_run(train, learning_rate, 0)
    path = descent(start, X, Y, "relu", learning_rate, steps)
    last = path.at(steps[-1])
    if last.keys() == end.keys() and all(
        np.allclose(last[name], end[name], **CLOSE, equal_nan=True) for name in end
    ):
        return Trajectory(path.steps, path.weights, costs)
    return simulate(train, learning_rate, iterations(steps[-1]))
