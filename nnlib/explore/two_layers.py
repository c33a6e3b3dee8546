"""One hidden layer on points in a plane, from any start, with any step.

The start and the steps are a student's own: both functions come in as arguments. The
number of units, their activation and the size of the first weights can be moved, and
what each hidden unit sees stands beside the border that they make together.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control, rates
from nnlib.explore.network_explorer import NetworkExplorer
from nnlib.explore.network_frame import Examples, Run, completed
from nnlib.explore.network_path import continued, steps_of
from nnlib.explore.plain_descent import descent

SCALES = (0.0, 0.01, 0.1, 0.5, 1.0, 3.0)
UNITS = (1, 2, 3, 4, 6, 9, 16)
ACTIVATIONS = ("tanh", "relu", "sigmoid")
SEEDS = tuple(range(6))


class TwoLayers(NetworkExplorer):
    """A network with one hidden layer, step by step.

    Parameters
    ----------
    initialize : callable
        ``initialize(n_x, n_h, n_y, rng=..., scale=...)`` returns the first parameters.
    train : callable
        ``train(parameters, X, Y, learning_rate=..., num_iterations=...)`` goes on from
        parameters with tanh units, and returns new ones and a list of costs. What
        other activations do is computed here.
    X : ndarray, shape (2, m)
        Points.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    labels : sequence of two str
        What the labels mean.
    num_iterations : int
        Length of a run.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = (
        "How many units, how long a step, and which start part the two classes best?"
    )

    holds: ClassVar[dict] = {
        "learning_rate": (0.1, 0.5, 2.0, 10.0, 50.0),
        "hidden_units": (1, 2, 4, 9),
        "activation": ACTIVATIONS,
        "scale": (0.01, 0.5),
    }

    def __init__(
        self,
        initialize: Callable,
        train: Callable,
        X: np.ndarray,
        Y: np.ndarray,
        labels: Sequence[str] = ("label 0", "label 1"),
        num_iterations: int = 500,
        **settings: object,
    ) -> None:
        self.initialize, self.train, self.X, self.Y = initialize, train, X, Y
        self.labels, self.num_iterations = labels, num_iterations
        self.own_labels = tuple(labels)
        self.sets = {"": Examples(X, Y, tuple(labels))}
        controls = (
            Control("learning_rate", "learning rate α", rates(-2, 2), 2.0),
            Control("hidden_units", "hidden units", UNITS, 4),
            Control("activation", "activation", ACTIVATIONS, "tanh", "choice"),
            Control("scale", "initial scale", SCALES, 0.01),
            Control("seed", "seed", SEEDS, 0),
            steps_of(num_iterations),
        )
        super().__init__(controls, settings)

    def trained(self, now: Mapping) -> Run:
        """Train from the start that the settings describe."""
        data = self.set_of(now).joined(now["points"])
        rng, name = np.random.default_rng(now["seed"]), now["activation"]
        units, scale = now["hidden_units"], now["scale"]
        start = self.initialize(2, units, 1, rng=rng, scale=scale)
        rate, steps = now["learning_rate"], self.controls["step"].values
        if name == "tanh":
            path = continued(self.train, start, rate, steps, data)
        else:
            path = descent(start, *data, name, rate, steps)
        return completed(path, *data, name)
