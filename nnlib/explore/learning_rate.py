"""How long should a step be? A training by its learning rate and its iterations."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control, iterations, rates, short
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import (
    Frame,
    Panel,
    border,
    dots,
    either,
    heat,
    line,
    points,
    text,
    when_kept,
)
from nnlib.explore.layers import grid, outputs
from nnlib.explore.network_frame import Examples
from nnlib.explore.trajectory import Trajectory, simulate, sized, told
from nnlib.plotting import course
from nnlib.plotting.grid import grid_lines
from nnlib.plotting.sentences import amount

MOST = 300
HIGHEST = 3.0  # times the first cost: what lies above is cut off
SIDE = 61  # points of the surface along each axis
CLOSE = 1e-9


class LearningRate(Explorer):
    """Trains with each learning rate, and shows cost curve and decision line.

    Parameters
    ----------
    train : callable
        ``train(X, Y, learning_rate=..., num_iterations=...)`` returns a tuple: first
        the dict of ``"w"`` (2, 1) and ``"b"``, last the costs.
    probability : callable
        ``probability(params, points)`` maps points (2, k) to probabilities (1, k).
    X : ndarray, shape (2, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    labels : sequence of two str
        What label 0 and label 1 mean.
    names : sequence of two str
        What the features are called.
    **settings : object
        ``learning_rate`` and ``num_iterations`` at the beginning.
    """

    question = "How long should a step be? Which rates stall, and which jump too far?"
    along = "num_iterations"
    fetched = ("learning_rate",)
    compares = True
    begins: ClassVar[dict] = {"kept": {"learning_rate": 0.1}}

    def __init__(
        self,
        train: Callable,
        probability: Callable,
        X: np.ndarray,
        Y: np.ndarray,
        labels: Sequence[str] = ("label 0", "label 1"),
        names: Sequence[str] = ("feature 1", "feature 2"),
        **settings: object,
    ) -> None:
        self.train, self.probability = train, probability
        self.X, self.Y, self.labels, self.names = X, Y, labels, names
        self.examples = Examples(X, Y, tuple(labels))
        self.own_labels = tuple(labels)
        self.axes = [tuple(grid_lines(row)[[0, -1]].tolist()) for row in X]
        self.runs: dict = {}
        controls = (
            Control("learning_rate", "learning rate α", rates(-3, 3), 30.0),
            Control("num_iterations", "iterations", iterations(MOST), 100, plays=True),
        )
        self.neuron = False
        super().__init__(controls, settings)
        self.neuron = self.is_a_neuron()
        if not self.neuron:
            self.along = ""
            self.holds = {
                "learning_rate": controls[0].values,
                "num_iterations": (0, 3, 10, 30, 100, MOST),
            }

    def run(self, now: Mapping) -> Trajectory:
        """Train with one rate; what was trained last is remembered."""
        key = (now["learning_rate"], now["points"])
        if key not in self.runs:
            train = partial(self.train, *self.examples.joined(now["points"]))
            self.runs[key] = simulate(train, now["learning_rate"], iterations(MOST))
        return self.runs[key]

    def surface(self, now: Mapping) -> np.ndarray:
        """Ask for the probability over the whole panel, shape (SIDE, SIDE)."""
        params, places = self.params(now), grid(*self.axes, SIDE, SIDE)
        with np.errstate(all="ignore"):
            found = self.probability(params, places)
        return sized(self.probability, found, (SIDE, SIDE))

    def params(self, now: Mapping) -> dict[str, np.ndarray]:
        """Give the weights after the present iterations."""
        return self.run(now).at(now["num_iterations"])

    def is_a_neuron(self) -> bool:
        """Tell whether the browser may compute the surface: whether it is the same."""
        now = self.settings
        weights = self.params(now)
        if not {"w", "b"} <= weights.keys() or np.size(weights["w"]) != 2:
            return False
        P = outputs(X=grid(*self.axes, SIDE, SIDE), **self.net(now))[-1].ravel()
        return np.allclose(P, self.surface(now).ravel(), rtol=0, atol=CLOSE)

    def top(self) -> float:
        """Return the upper end of the costs."""
        return HIGHEST * float(self.run(self.settings).costs[0])

    def alone(self, now: Mapping) -> Frame:
        """Draw the cost up to the present iteration, and the line there."""
        costs = self.run(now).costs[: now["num_iterations"]]
        word = course(costs) if costs.size > 1 else "not begun"
        X, Y = self.examples.joined(now["points"])
        examples = points(*X, Y, self.labels)
        if self.neuron:
            line_at = either(lambda look: [self.line_at(now, look)])
            right = [border(self.net(now), SIDE, ""), examples, *line_at]
        else:
            P = self.surface(now)
            right = [heat(P), when_kept(heat(P, "kept")), examples]
        names, said = ("iteration", "cost"), self.said(now)
        left = ((0, MOST), (0, self.top()), self.cost_marks(now), names)
        look = {"names": tuple(self.names), "title": "decision line"}
        panels = [
            Panel(*left, f"cost: {word}"),
            Panel(*self.axes, right, **look, click="points"),
        ]
        return Frame(said, panels, f" Kept: {said}")

    def net(self, now: Mapping) -> dict:
        """Give the neuron as a network of one layer."""
        params = self.params(now)
        weights = {"W1": params["w"].reshape(1, 2), "b1": params["b"].reshape(1, 1)}
        return {"weights": weights, "hidden": "sigmoid"}

    def line_at(self, now: Mapping, look: str) -> dict:
        """Draw where a neuron is undecided: exactly, however steep it is."""
        params = self.params(now)
        w, b = np.ravel(params["w"]), np.ravel(params["b"])[0]
        (x, y), far = self.axes, int(abs(w[0]) > abs(w[1]))
        along = np.array((x, y)[far])
        with np.errstate(all="ignore"):
            other = -(w[far] * along + b) / w[1 - far]
        places = np.where(np.isfinite([other, other]), [along, other], np.nan)
        return line(*(places[::-1] if far else places), look)

    def cost_marks(self, now: Mapping) -> list[dict]:
        """Draw the whole curve thinly, and what has happened so far."""
        costs, done = self.run(now).costs, now["num_iterations"]
        name, last = (
            f"α = {short(now['learning_rate'])}",
            costs[:done][-1:],
        )

        def so_far(look: str) -> list[dict]:
            end = dots(range(done)[-1:], last, look)
            return [line(range(done), costs[:done], look, name), end]

        kept, *marks = either(so_far)
        marks = [line(range(MOST), costs, "faint"), *marks, kept]
        if done and not last <= self.top():
            words = f"↑ {amount(last[0])} now"
            marks.append(text(0.97 * MOST, 0.93 * self.top(), words, align="right"))
        return marks

    def said(self, now: Mapping) -> str:
        """Say how one training goes."""
        costs = self.run(now).costs[: now["num_iterations"]]
        rate, count = short(now["learning_rate"]), now["num_iterations"]
        steps = "1 iteration" if count == 1 else f"{count} iterations"
        return f"α = {rate}, {steps}: {told(costs)}."
