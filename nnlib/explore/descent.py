"""Steps down a bowl, and the line that each of them means: crawl, arrive, escape."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control, short
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, either, line, points
from nnlib.explore.trajectory import heights, walked
from nnlib.plotting.sentences import amount, brief
from nnlib.shapes import shapes

MOST = 20
# From crawling to escaping for slopes of the size that the tumours give.
RATES = (0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.19, 0.25, 0.3, 0.35, 0.38, 0.4, 0.5, 1.0)
GRID = 101
FAR = 1e6  # beyond it a number is said to be far away
SHORT = 0.1  # a step that crawls: this share of the way that is left, at most
ARRIVED = 0.01  # share of the first distance


class Descent(Explorer):
    """Walks down the cost of a line through the point of the means.

    Parameters
    ----------
    descend : callable
        ``descend(slope, w0, learning_rate=..., num_iterations=...)`` returns the path.
    cost, slope : callable
        Of the slope theta1 of the line: numbers to numbers.
    best : float
        The theta1 that a formula gives.
    x, y : ndarray, shape (m,)
        The examples that the line is for.
    w0 : float
        Where the walk begins.
    **settings : object
        ``learning_rate`` and ``step`` at the beginning.
    """

    question = "Which learning rate crawls, which oscillates, and which one escapes?"
    along = "step"
    compares = True
    fetched = ("learning_rate",)
    at_once = True
    begins: ClassVar[dict] = {"kept": {"learning_rate": 0.02}}

    def __init__(
        self,
        descend: Callable,
        cost: Callable,
        slope: Callable,
        best: float,
        x: np.ndarray,
        y: np.ndarray,
        w0: float = -0.2,
        **settings: object,
    ) -> None:
        shapes("x (m,), y (m,)", x, y)
        self.descend, self.cost, self.slope = descend, cost, slope
        self.best, self.x, self.y, self.w0 = float(best), x, y, w0
        away = 1.35 * abs(w0 - best)
        self.range = (self.best - away, self.best + away)
        self.grid = np.linspace(*self.range, GRID)
        self.bowl = heights(cost, self.grid)
        self.paths: dict = {}
        controls = (
            Control("learning_rate", "learning rate α", RATES, 0.35),
            Control("step", "steps", tuple(range(MOST + 1)), MOST, plays=True),
        )
        super().__init__(controls, settings)

    def path(self, now: Mapping) -> tuple[np.ndarray, np.ndarray]:
        """Walk with one rate: places and their costs, the start included."""
        rate = now["learning_rate"]
        if rate not in self.paths:
            given = self.descend, self.slope, self.cost
            self.paths[rate] = walked(*given, self.w0, rate, MOST)
        return self.paths[rate]

    def alone(self, now: Mapping) -> Frame:
        """Draw the walk on the bowl, and the line at its present end."""
        places, costs = (row[: now["step"] + 1] for row in self.path(now))
        name, end = f"α = {short(now['learning_rate'])}", float(places[-1])

        def walk(look: str) -> list[dict]:
            return [line(places, costs, look, name), dots(places, costs, look)]

        left = [line(self.grid, self.bowl, "faint"), *either(walk)]
        right = [
            self.line_at(self.best, "faint", "formula"),
            *either(lambda look: [self.line_at(end, look, name)]),
            points(self.x, self.y, self.y),
        ]
        room = 0.06 * float(np.ptp(self.bowl))
        limits = (float(self.bowl.min()) - room, float(self.bowl.max()) + room)
        wide = (float(np.min(self.x)) - 0.6, float(np.max(self.x)) + 0.6)
        title = f"the walk {course_of(places, self.best)}"
        said = self.said(now, places, costs)
        panels = [
            Panel(self.range, limits, left, ("θ₁", "cost"), title),
            Panel(wide, (-0.35, 1.35), right, ("x", "y"), "the line"),
        ]
        sentence = f"{said}; the formula gives {brief(self.best)}."
        return Frame(sentence, panels, f" Kept: {said}.")

    def line_at(self, theta1: float, look: str, name: str) -> dict:
        """Draw the line with a slope, through the point of the means."""
        ends = np.array([np.min(self.x) - 0.6, np.max(self.x) + 0.6])
        y = np.mean(self.y) + theta1 * (ends - np.mean(self.x))
        return line(ends, y, look, name)

    def said(self, now: Mapping, places: np.ndarray, costs: np.ndarray) -> str:
        """Say how the walk goes."""
        rate, count = short(now["learning_rate"]), now["step"]
        steps = f"{count} step{'s' * (count != 1)}"
        end = f"at θ₁ = {brief(places[-1])}, cost {amount(costs[-1])}"
        if not abs(places[-1]) < FAR:
            end = "θ₁ is far away"
        word = course_of(places, self.best)
        return f"α = {rate}, {steps}: the walk {word}, {end}"


def course_of(places: Sequence[float], best: float) -> str:
    """Say how a walk goes, beside the place where it should end.

    It escapes if it ends farther away than it began, and oscillates if more than half
    of its steps jump over that place. It crawls if its steps take less than a tenth of
    the way that is left, and arrives once a hundredth of the first distance is left.

    Examples
    --------
    >>> course_of([4, 3.9, 3.8], 0), course_of([4, 3, 2], 0), course_of([4, 1, 0.01], 0)
    ('crawls', 'comes closer', 'arrives')
    >>> course_of([4, -3, 2], 0), course_of([4, -0.1, 0.002], 0)
    ('oscillates', 'oscillates and arrives')
    >>> course_of([4, -5, 7], 0), course_of([4], 0)
    ('escapes', 'has not begun')
    """
    away = np.asarray(places, dtype=np.float64) - best
    if away.size < 2:
        return "has not begun"
    share = abs(away[-1]) / (abs(away[0]) or 1.0)
    if not share <= 1:
        return "escapes"
    words = ["oscillates"] * bool(np.mean(away[1:] * away[:-1] < 0) > 0.5)
    if share < ARRIVED:
        words.append("arrives")
    elif not words:
        crawls = share > (1 - SHORT) ** (away.size - 1)
        words.append("crawls" if crawls else "comes closer")
    return " and ".join(words)
