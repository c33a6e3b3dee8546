"""Hidden units that start equal, and how little it takes to part them.

Each unit has two weights, so it is a point in a plane, and training moves the points.
Equal units get equal slopes: they stay one unit for ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control
from nnlib.explore.frame import Frame, Panel, dots, line, when_kept
from nnlib.explore.network_explorer import NetworkExplorer
from nnlib.explore.network_frame import Examples, Run, completed
from nnlib.explore.network_path import continued, steps_of
from nnlib.plotting.sentences import brief

LOOKS = ("main", "other", "third", "back")  # of each unit
UNITS, LEARNING_RATE = len(LOOKS), 2.0
STARTS = {"all equal": 0.5, "all zero": 0.0}
APART = (0.0, 1e-9, 1e-6, 1e-4, 0.01, 0.1, 0.3)


class SymmetryTrap(NetworkExplorer):
    """Four hidden units on their way through the plane of their weights.

    Parameters
    ----------
    initialize : callable
        ``initialize(n_x, n_h, n_y, rng=..., scale=...)`` returns random parameters.
    train : callable
        ``train(parameters, X, Y, learning_rate=..., num_iterations=...)`` goes on from
        parameters, and returns new ones and a list of costs.
    X : ndarray, shape (2, m)
        Points.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    num_iterations : int
        Length of a run.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = "Four hidden units start equal. How small a difference parts them?"
    fetched = ("begin", "apart")
    begins: ClassVar[dict] = {"kept": {"apart": 1e-4}}

    def __init__(
        self,
        initialize: Callable,
        train: Callable,
        X: np.ndarray,
        Y: np.ndarray,
        num_iterations: int = 800,
        **settings: object,
    ) -> None:
        self.initialize, self.train, self.X, self.Y = initialize, train, X, Y
        self.num_iterations = num_iterations
        self.sets = {"": Examples(X, Y)}
        controls = (
            Control("begin", "weights begin", tuple(STARTS), "all equal", "choice"),
            Control("apart", "difference", APART, 0.0),
            steps_of(num_iterations),
        )
        super().__init__(controls, settings)

    def trained(self, now: Mapping) -> Run:
        """Train from equal weights with a little randomness on top."""
        data = self.sets[""].joined(now["points"])
        rng = np.random.default_rng(0)
        random = self.initialize(2, UNITS, 1, rng=rng, scale=1.0)
        base = STARTS[now["begin"]]
        start = {
            name: now["apart"] * value + (base if name.startswith("W") else 0)
            for name, value in random.items()
        }

        steps = self.controls["step"].values
        path = continued(self.train, start, LEARNING_RATE, steps, data)
        return completed(path, *data, "tanh")

    @cached_property
    def far(self) -> float:
        """Return half the width of the panel: what random units reach."""
        widest = {"begin": "all zero", "apart": APART[-1], "step": 0, "points": ()}
        reached = np.abs(self.run(widest).path.weights["W1"]).max()
        return float(np.ceil(1.15 * np.nan_to_num(reached, nan=1.0)))

    def alone(self, now: Mapping) -> Frame:
        """Make the plane of the weights, hidden units and cost."""
        whole, here = super().alone(now), self.run(now).path.at(now["step"])["W1"]
        said = f"The units differ by {gap(here)}. {whole.sentence}"
        return replace(whole, sentence=said)

    def first_panel(self, now: Mapping, run: Run) -> Panel:
        """Make the plane of the weights."""
        end = 1 + int(np.argmin(np.abs(run.path.steps - now["step"])))
        return weight_plane(run.path.weights["W1"][:end], self.far)


def gap(W: np.ndarray) -> str:
    """Say how far the units are apart at most, in one weight."""
    return brief(float(f"{np.max(np.ptp(W, axis=0)):.3g}"))


def weight_plane(path: np.ndarray, far: float) -> Panel:
    """Draw the way of each unit (k, n, 2) and where it is now."""
    marks = [when_kept(*(line(*unit.T, "kept") for unit in np.moveaxis(path, 1, 0)))]
    for k, look in enumerate(LOOKS):
        unit = path[:, k]
        marks.append(line(*unit.T, look, f"unit {k + 1}"))
        marks.append(dots(*unit[-1:].T, look))
    names = ("weight of feature 1", "weight of feature 2")
    ends = (-far, far)
    return Panel(ends, ends, marks, names, "each unit is a point", share=1.25)
