"""The same walk on two costs: from a start that is chosen, with a step for each."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from nnlib.explore.controls import Control, iterations, steps
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, line
from nnlib.explore.trajectory import heights, walked
from nnlib.plotting.sentences import amount, brief

MOST = 200
MARKED = 12  # steps that are seen one by one
STEP = 0.25  # from one start to the next; the first walk begins one from the left
GRID = 161  # points of each curve
FACTORS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 50.0)


class TwoLosses(Explorer):
    """Walks downhill on two curves from the same start, side by side.

    Parameters
    ----------
    costs : mapping of str to callable
        Two functions of one weight, by what they are called.
    slope : callable
        ``slope(f, w)`` measures the slope of a function.
    descend : callable
        ``descend(slope, w0, learning_rate=..., num_iterations=...)`` returns the path.
    learning_rates : sequence of two float
        Length of a step on each; the slider multiplies both.
    low, high : float
        Range of the weight.
    **settings : object
        ``start``, ``times`` and ``num_iterations`` at the beginning.
    """

    question = "From which starts does each walk reach the lowest point?"
    along = "num_iterations"
    fetched = ("start",)

    def __init__(
        self,
        costs: Mapping[str, Callable],
        slope: Callable,
        descend: Callable,
        learning_rates: Sequence[float] = (1.0, 1.0),
        low: float = -2.0,
        high: float = 1.25,
        **settings: object,
    ) -> None:
        self.costs, self.slope, self.descend = costs, slope, descend
        self.learning_rates, self.low, self.high = learning_rates, low, high
        self.grid = np.linspace(low, high, GRID)
        self.curves = {name: heights(cost, self.grid) for name, cost in costs.items()}
        self.walks: dict = {}
        controls = (
            Control("start", "start w", steps(low, high, STEP), low + STEP),
            Control("times", "learning rate ×", FACTORS, 1.0),
            Control("num_iterations", "steps", iterations(MOST), MOST, plays=True),
        )
        super().__init__(controls, settings)

    def walk(self, now: Mapping) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Walk on each curve: places and heights, the start included."""
        start, times = now["start"], now["times"]
        if (start, times) not in self.walks:
            pairs = zip(self.costs.items(), self.learning_rates, strict=True)
            self.walks[start, times] = {
                name: walked(
                    *(self.descend, partial(self.slope, cost), cost),
                    *(start, rate * times, MOST),
                )
                for (name, cost), rate in pairs
            }
        return self.walks[start, times]

    def alone(self, now: Mapping) -> Frame:
        """Draw both walks up to the present step."""
        done = now["num_iterations"] + 1
        panels, said = [], []
        for name, (places, values) in self.walk(now).items():
            curve = self.curves[name]
            lowest = float(curve.min())
            end = f"w = {brief(places[done - 1])}, cost {amount(values[done - 1])}"
            said.append(f"{name} at {end}, lowest {amount(lowest)}")
            room = 0.08 * float(np.ptp(curve))
            marks = [
                line(self.grid, curve, "faint"),
                line([self.low, self.high], [lowest, lowest], "level"),
                line(places[:done], values[:done], "main"),
                dots(places[:done][:MARKED], values[:done][:MARKED], "main"),
                dots(places[:1], values[:1], "level", "start"),
                dots(places[done - 1 : done], values[done - 1 : done], "main", "now"),
            ]
            limits = (lowest - room, float(curve.max()) + room)
            look = {"names": ("w", "cost"), "title": name, "click": "start"}
            panels.append(Panel((self.low, self.high), limits, marks, **look))
        start, count = brief(now["start"]), done - 1
        after = f"From w = {start}, after {count} step{'s' * (count != 1)}: "
        return Frame(f"{after}{'; '.join(said)}.", panels)
