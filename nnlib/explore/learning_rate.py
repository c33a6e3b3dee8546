"""How long should a step be? A training by its learning rate and its iterations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control, iterations, rates, short
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, heat, line, points, text
from nnlib.explore.trajectory import (
    ExplorerError,
    Trajectory,
    called,
    numbers,
    simulate,
    told,
)
from nnlib.plotting import course
from nnlib.plotting.grid import grid_lines
from nnlib.plotting.sentences import amount
from nnlib.shapes import shapes

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

    question = "How long should a step be? Which rate stalls, and which one diverges?"
    keyed_by = ("learning_rate", "points")
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
        shapes("X (2, m), Y (1, m)", X, Y)
        self.train, self.probability = train, probability
        self.X, self.Y, self.labels, self.names = X, Y, labels, names
        self.own_labels = tuple(labels)
        self.axes = [tuple(grid_lines(row)[[0, -1]].tolist()) for row in X]
        self.runs: dict = {}
        controls = (
            Control("learning_rate", "learning rate α", rates(-3, 3), 30.0),
            Control("num_iterations", "iterations", iterations(MOST), 100, plays=True),
        )
        super().__init__(controls, settings)
        self.scene = "learning_rate" if self.is_a_neuron() else "given"
        if self.scene == "given":
            self.keyed_by = None

    def run(self, now: Mapping) -> Trajectory:
        """Train with one rate; what was trained last is remembered."""
        key = (now["learning_rate"], now["points"])
        if key not in self.runs:
            X, Y = self.examples(now["points"])

            def train(**options: object) -> tuple:
                return self.train(X, Y, **options)

            train.__name__ = called(self.train)
            self.runs[key] = simulate(train, now["learning_rate"], iterations(MOST))
        return self.runs[key]

    def examples(self, own: Sequence) -> tuple[np.ndarray, np.ndarray]:
        """Give all examples, those of one's own at the end."""
        if not own:
            return self.X, self.Y
        added = np.asarray(own, dtype=np.float64).T  # (3, k)
        Y = np.hstack([np.asarray(self.Y, dtype=np.float64), added[2:]])
        return np.hstack([self.X, added[:2]]), Y

    def surface(self, now: Mapping) -> np.ndarray:
        """Ask for the probability over the whole panel, shape (SIDE, SIDE)."""
        x, y = (np.linspace(*ends, SIDE) for ends in self.axes)
        places = np.stack([one.ravel() for one in np.meshgrid(x, y)])  # (2, k)
        params = self.run(now).at(now["num_iterations"])
        with np.errstate(all="ignore"):
            P = numbers(called(self.probability), self.probability(params, places))
        if P.size != SIDE * SIDE:
            raise ExplorerError(
                f"{called(self.probability)} returned shape {P.shape}, "
                f"expected (1, {SIDE * SIDE})"
            )
        return P.reshape(SIDE, SIDE)

    def is_a_neuron(self) -> bool:
        """Tell whether the browser may compute the surface: whether it is the same."""
        now = self.settings
        x, y = (np.linspace(*ends, SIDE) for ends in self.axes)
        weights = self.run(now).at(now["num_iterations"])
        if not {"w", "b"} <= weights.keys() or np.size(weights["w"]) != 2:
            return False
        w, b = np.ravel(weights["w"]), np.ravel(weights["b"])[0]
        z = w[0] * x + w[1] * y[:, np.newaxis] + b
        P = 0.5 + 0.5 * np.tanh(z / 2)
        return bool(np.allclose(P, self.surface(now), rtol=0, atol=CLOSE))

    def fixed(self) -> dict:
        """Give the examples and the limits of the panels."""
        return {"X": self.X, "Y": self.Y, "axes": self.axes, "side": SIDE} | {
            "labels": list(self.labels),
            "names": list(self.names),
            "top": self.top(),
        }

    def numbers(self, now: Mapping) -> dict:
        """Give one training: its costs, and its weights at the kept steps."""
        if self.scene == "given":
            return super().numbers(now)
        run = self.run(now)
        # What comes after the last step is not known to the training itself.
        return {"steps": run.steps, "costs": run.costs} | run.weights

    def ahead(self) -> list[dict]:
        """List all rates."""
        every = self.controls["learning_rate"].values
        if self.scene != "given":
            return [{"learning_rate": rate} for rate in every]
        return [
            {"learning_rate": rate, "num_iterations": count}
            for rate in every
            for count in (0, 3, 10, 30, 100, MOST)
        ]

    def top(self) -> float:
        """Return the upper end of the costs."""
        return HIGHEST * float(self.run(self.settings).costs[0])

    def frame(self, now: Mapping) -> Frame:
        """Draw the cost up to the present iteration, and the line there."""
        costs = self.run(now).costs[: now["num_iterations"]]
        kept = now["kept"] and {**now, **now["kept"], "kept": None}
        left = [
            *self.cost_marks(now, "main"),
            *(self.cost_marks(kept, "kept") if kept else []),
        ]
        word = course(costs) if costs.size > 1 else "not begun"
        X, Y = self.examples(now["points"])
        states = [(now, "main"), *([(kept, "kept")] if kept else [])]
        if self.scene == "given":
            right = [heat(self.surface(one), look) for one, look in states]
            right.append(points(*X, Y, self.labels))
        else:
            right = [heat(self.surface(now), ""), points(*X, Y, self.labels)]
            right += [self.border(one, look) for one, look in reversed(states)]
        sentence = self.said(now) + (f" Kept: {self.said(kept)}" if kept else "")
        return Frame(
            sentence,
            [
                Panel(
                    (0, MOST),
                    (0, self.top()),
                    left,
                    ("iteration", "cost"),
                    f"cost: {word}",
                ),
                Panel(
                    *self.axes,
                    right,
                    tuple(self.names),
                    "decision line",
                    click="points",
                ),
            ],
        )

    def border(self, now: Mapping, look: str) -> dict:
        """Draw where a neuron is undecided: exactly, however steep it is."""
        params = self.run(now).at(now["num_iterations"])
        w, b = np.ravel(params["w"]), np.ravel(params["b"])[0]
        (x, y), far = self.axes, int(abs(w[0]) > abs(w[1]))
        along = np.array((x, y)[far])
        with np.errstate(all="ignore"):
            other = -(w[far] * along + b) / w[1 - far]
        places = np.where(np.isfinite([other, other]), [along, other], np.nan)
        return line(*(places[::-1] if far else places), look)

    def cost_marks(self, now: Mapping, look: str) -> list[dict]:
        """Draw the whole curve thinly, and what has happened so far."""
        costs, done = self.run(now).costs, now["num_iterations"]
        name = f"α = {short(now['learning_rate'])}"
        marks = [line(range(MOST), costs, "faint")] if look == "main" else []
        marks.append(line(range(done), costs[:done], look, name))
        if not done:
            return marks
        marks.append(dots([done - 1], costs[done - 1 : done], look))
        if look == "main" and not costs[done - 1] <= self.top():
            words = f"↑ {amount(costs[done - 1])} now"
            marks.append(text(0.97 * MOST, 0.93 * self.top(), words, align="right"))
        return marks

    def said(self, now: Mapping) -> str:
        """Say how one training goes."""
        costs = self.run(now).costs[: now["num_iterations"]]
        rate, count = short(now["learning_rate"]), now["num_iterations"]
        steps = "1 iteration" if count == 1 else f"{count} iterations"
        return f"α = {rate}, {steps}: {told(costs)}."
