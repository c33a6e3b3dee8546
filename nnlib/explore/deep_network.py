"""A network of any depth, trained by a student's own function, on a chosen set.

The layers, the length of a step and the data can be chosen; then one watches the border
grow, step by step, and what the units of each layer see.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control, rates
from nnlib.explore.network_explorer import NetworkExplorer
from nnlib.explore.network_frame import Examples, Run, completed
from nnlib.explore.network_path import retraced, steps_of
from nnlib.explore.trajectory import called

LAYERS = ("none", "2", "4", "8", "4-4", "8-8", "4-4-4", "8-8-8", "4-4-4-4")
SEEDS = tuple(range(4))
FEW = {
    "layers": ("none", "2", "4", "8-8", "4-4-4"),
    "learning_rate": (0.01, 0.1, 0.5, 1.0, 10.0),
}


class DeepNetwork(NetworkExplorer):
    """A network whose layers are chosen, step by step.

    Parameters
    ----------
    train : callable
        ``train(X, Y, layer_dims, learning_rate=..., num_iterations=..., rng=...)``
        returns parameters and costs; relu in the hidden layers, a sigmoid at the end.
    data_sets : mapping of str to (ndarray, ndarray)
        From a name to X (2, m) and Y (1, m).
    num_iterations : int
        Length of a run.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = "Which layers, and which step, bend the border round these points?"
    own_labels = ("label 0", "label 1")
    shares = ("data", "step")
    begins: ClassVar[dict] = {"kept": {"layers": "none"}}

    def __init__(
        self,
        train: Callable,
        data_sets: Mapping[str, Sequence[np.ndarray]],
        num_iterations: int = 400,
        **settings: object,
    ) -> None:
        self.train, self.data_sets = train, data_sets
        self.num_iterations = num_iterations
        self.holds = {"data": tuple(data_sets), **FEW}
        self.sets = {name: Examples(*both) for name, both in data_sets.items()}
        first = next(iter(data_sets))
        controls = (
            Control("data", "data", tuple(data_sets), first, "choice"),
            Control("layers", "hidden layers", LAYERS, "8-8", "choice"),
            Control("learning_rate", "learning rate α", rates(-2, 1), 0.5),
            Control("seed", "seed", SEEDS, 0),
            steps_of(num_iterations),
        )
        super().__init__(controls, settings)

    def trained(self, now: Mapping) -> Run:
        """Train with the layers that the settings describe."""
        X, Y = self.set_of(now).joined(now["points"])
        hidden = [] if now["layers"] == "none" else now["layers"].split("-")
        layer_dims = [2, *map(int, hidden), 1]

        def train(**options: object) -> tuple:
            rng = np.random.default_rng(now["seed"])
            return self.train(X, Y, layer_dims, rng=rng, **options)

        train.__name__ = called(self.train)
        steps = self.controls["step"].values
        path = retraced(train, X, Y, now["learning_rate"], steps)
        return completed(path, X, Y, "relu")
