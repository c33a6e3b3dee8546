"""One neuron by its weight and its bias: where its curve lies, and what that costs."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.explore.controls import Control, steps
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, bars, line, points, segments, when_kept
from nnlib.explore.trajectory import called, numbers
from nnlib.plotting.sentences import amount, brief
from nnlib.shapes import shapes

WEIGHTS, BIASES = (-4.0, 4.0), (-12.0, 12.0)
CURVE = 121  # points of the curve
HIGHEST = 6.0  # of the drawn losses
FOOT = -0.3  # where the kind of each example is drawn, below its loss
CLOSE = 1e-9
PROBES = 40
WORDS = {
    "called": "w = {w}, b = {b}",
    "said": "{called}: the cost is {cost}, {where}, {right} of {m} are right.",
    "crossing": "the curve crosses 0.5 at {name} = {place}",
    "flat": "the curve is flat",
    "cost": "J = {cost}",
}


class WeightAndBias(Explorer):
    """Shows a neuron's curve over labelled examples, and the loss of each.

    Parameters
    ----------
    probability : callable
        ``probability(w, b, x)`` takes three numbers and returns one.
    loss : callable
        ``loss(a, y)`` of one example.
    x, y : ndarray, shape (m,)
        Feature and label of each example.
    name : str
        What the feature is called.
    labels : sequence of two str
        What label 0 and label 1 mean.
    **settings : object
        ``w`` and ``b`` at the beginning.
    """

    question = "What does w do to the curve, and what does b do? Who pays most?"
    compares = True
    own_axes = 1

    def __init__(
        self,
        probability: Callable,
        loss: Callable,
        x: np.ndarray,
        y: np.ndarray,
        name: str = "x",
        labels: Sequence[str] = ("label 0", "label 1"),
        **settings: object,
    ) -> None:
        shapes("x (m,), y (m,)", x, y)
        self.probability, self.loss = probability, loss
        self.x, self.y, self.name, self.labels = x, y, name, labels
        self.own_labels = tuple(labels)
        margin = 0.08 * float(np.ptp(x)) or 1.0
        self.range = (float(np.min(x)) - margin, float(np.max(x)) + margin)
        controls = (
            Control("w", "weight w", steps(*WEIGHTS, 0.1), 1.0),
            Control("b", "bias b", steps(*BIASES, 0.1), 0.0),
        )
        weights = controls[0].values
        self.holds = {"w": weights[:: len(weights) // 16]}
        super().__init__(controls, settings)
        if self.is_a_sigmoid() and self.is_the_log_loss():
            self.scene = "weight_and_bias"

    def asked(self, now: Mapping, x: Sequence[float]) -> np.ndarray:
        """Ask the given neuron about numbers, one after the other."""
        answers = [self.probability(now["w"], now["b"], float(one)) for one in x]
        return numbers(f"what {called(self.probability)} returns", answers).ravel()

    def losses(self, A: Sequence[float], y: Sequence[float]) -> np.ndarray:
        """Ask for the loss of each answer."""
        found = [self.loss(float(a), int(one)) for a, one in zip(A, y, strict=True)]
        return numbers(f"what {called(self.loss)} returns", found).ravel()

    def is_a_sigmoid(self) -> bool:
        """Tell whether the browser may compute the curve: whether it is the same."""
        rng = np.random.default_rng(0)
        W, B = rng.uniform(*WEIGHTS, PROBES), rng.uniform(*BIASES, PROBES)
        X = rng.uniform(*self.range, PROBES)
        states = ({"w": w, "b": b} for w, b in zip(W, B, strict=True))
        said = [self.asked(now, [x])[0] for now, x in zip(states, X, strict=True)]
        expected = 0.5 + 0.5 * np.tanh((W * X + B) / 2)
        return bool(np.allclose(said, expected, rtol=0, atol=CLOSE))

    def is_the_log_loss(self) -> bool:
        """Tell whether the browser may compute the losses."""
        given = np.array([1e-12, 1e-9, 1e-4, 0.01, 0.2, 0.5, 0.9, 1.0])
        ones = self.losses(given, np.ones(given.size))
        zeros = self.losses(1 - given, np.zeros(given.size))
        rest = -np.log(1 - (1 - given))
        worst = self.losses([0, 1], [1, 0])
        same = (
            np.allclose(ones, -np.log(given), rtol=1e-9, atol=CLOSE),
            np.allclose(zeros, rest, rtol=1e-9, atol=CLOSE),
            np.allclose(worst[0], worst[1], rtol=1e-9),
        )
        return all(same)

    def fixed(self) -> dict:
        """Give the examples, and the loss of what was thought impossible."""
        return {
            "x": self.x.astype(np.float64),
            "y": self.y.astype(np.float64),
            "range": self.range,
            "words": WORDS,
            "name": self.name,
            "labels": list(self.labels),
            "worst": float(self.losses([0], [1])[0]),
        }

    def alone(self, now: Mapping) -> Frame:
        """Draw the curve, the examples, and their losses."""
        x = np.concatenate([self.x, [one[0] for one in now["points"]]])
        y = np.concatenate([self.y, [one[2] for one in now["points"]]]).astype(float)
        A, grid = self.asked(now, x), np.linspace(*self.range, CURVE)
        losses, curve = self.losses(A, y), self.asked(now, grid)
        said = self.said(now, A, y, float(np.mean(losses)))
        marks = [
            line(self.range, [0.5, 0.5], "level"),
            segments(x, y, x, A, "faint"),
            line(grid, curve, "main", self.called(now), beside="now"),
            when_kept(line(grid, curve, "kept", "kept")),
            points(x, y, y, self.labels),
        ]
        names = (self.name, "probability of label 1")
        look = {"title": "the neuron's answer", "click": "points"}
        answer = Panel(self.range, (-0.12, 1.12), marks, names, **look)
        return Frame(said, [answer, payments(losses, y)], f" Kept: {said}")

    def called(self, now: Mapping) -> str:
        """Name a state."""
        return WORDS["called"].format(w=brief(now["w"]), b=brief(now["b"]))

    def said(self, now: Mapping, A: np.ndarray, y: np.ndarray, cost: float) -> str:
        """Say what a state costs, and where its curve crosses one half."""
        where, right = WORDS["flat"], int(np.sum((A > 0.5) == (y > 0.5)))
        if now["w"]:
            place = brief(-now["b"] / now["w"] + 0.0)
            where = WORDS["crossing"].format(name=self.name, place=place)
        numbers = {"cost": amount(cost), "right": right, "m": y.size}
        return WORDS["said"].format(called=self.called(now), where=where, **numbers)


def payments(losses: np.ndarray, y: np.ndarray) -> Panel:
    """Draw the loss of each example, its kind below it, and their mean."""
    each, cost = np.arange(1, y.size + 1), float(np.mean(losses))
    marks = [
        bars(each[y == label], losses[y == label], f"label{label}") for label in (0, 1)
    ]
    marks.append(when_kept(bars(each, losses, "kept")))
    ends = (0.4, y.size + 0.6)
    marks.append(line(ends, [cost, cost], "other", "their mean J"))
    marks.append(points(each, np.full(y.size, FOOT), y))
    look = {"title": WORDS["cost"].format(cost=amount(cost)), "share": 0.8}
    return Panel(ends, (2 * FOOT, HIGHEST), marks, ("example", "loss"), **look)
