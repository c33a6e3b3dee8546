"""A trained network over the plane: its border, its hidden units, and its cost.

Two explorers show this. Everything is made from the weights of a whole run, so that the
browser can do the same for every step without asking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.explore.frame import (
    Frame,
    Panel,
    border,
    dots,
    either,
    line,
    points,
    text,
    units,
    when_kept,
)
from nnlib.explore.layers import cost, outputs
from nnlib.explore.trajectory import Trajectory, told
from nnlib.plotting import course
from nnlib.plotting.sentences import amount
from nnlib.shapes import shapes

FINE, COARSE = 60, 24  # points of a grid along each side: border, hidden unit
ROOM = 0.12  # around the examples, as a share of their range
HIGHEST = 1.4  # of the cost that is drawn
TALLEST = 4  # units of one of several layers that stand above each other


@dataclass(frozen=True)
class Examples:
    """Labelled points in a plane.

    Parameters
    ----------
    X : ndarray, shape (2, m)
        Points.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    labels : tuple of two str
        What the labels mean.
    """

    X: np.ndarray
    Y: np.ndarray
    labels: tuple[str, str] = ("label 0", "label 1")

    def __post_init__(self) -> None:
        shapes("X (2, m), Y (1, m)", self.X, self.Y)

    def limits(self) -> tuple[tuple, tuple]:
        """Give the range of each feature, with some room around it."""
        low, high = self.X.min(axis=1), self.X.max(axis=1)
        room = ROOM * (high - low)
        return tuple(zip((low - room).tolist(), (high + room).tolist(), strict=True))

    def joined(self, own: Sequence[tuple]) -> tuple[np.ndarray, np.ndarray]:
        """Give X and Y with examples of one's own, (x, y, label), behind them."""
        if not own:
            return self.X, self.Y
        added = np.asarray(own, dtype=np.float64).T
        return np.hstack([self.X, added[:2]]), np.hstack([self.Y, added[2:]])


@dataclass(frozen=True)
class Run:
    """A training with all that is needed to show it.

    Parameters
    ----------
    path : Trajectory
        Weights at some steps; `costs` holds the cost at every step, the last included.
    hidden : str
        Activation of the hidden units.
    """

    path: Trajectory
    hidden: str

    def net(self, step: int) -> dict:
        """Give the network at a step, as those who draw ask it."""
        return {"weights": self.path.at(step), "hidden": self.hidden}


def completed(path: Trajectory, X: np.ndarray, Y: np.ndarray, hidden: str) -> Run:
    """Add the cost after the last step to a trajectory, whose list ends before it.

    From here on the weights are as short as they cross to the browser.
    """
    A = outputs(path.at(int(path.steps[-1])), X, hidden)[-1]
    with np.errstate(over="ignore"):
        costs = np.float32(np.append(path.costs, cost(A, Y)))
        weights = {name: np.float32(values) for name, values in path.weights.items()}
    return Run(Trajectory(path.steps, weights, costs), hidden)


def network_frame(first: Panel, run: Run, examples: Examples, now: Mapping) -> Frame:
    """Make the frame of one step.

    Parameters
    ----------
    first : Panel
        What stands on the left.
    run : Run
        The present training.
    examples : Examples
        What is learned.
    now : mapping
        ``step``, and ``points`` with examples of one's own.

    Returns
    -------
    Frame
        That panel, hidden units and cost.
    """
    X, Y = examples.joined(now["points"])
    step, costs = now["step"], run.path.costs
    there = state(run, X, Y, step)
    panels = [first, units_panel(run, examples, step), cost_panel(run, step)]
    sentence = f"{there} All {costs.size - 1} steps: {told(costs)}."
    return Frame(sentence, panels, f" Kept, with {{differing}}: {there.lower()}")


def state(run: Run, X: np.ndarray, Y: np.ndarray, step: int) -> str:
    """Say where a run is at a step."""
    A = outputs(X=X, **run.net(step))[-1]
    right = int(np.sum((A > 0.5) == (Y == 1)))
    there = amount(float(run.path.costs[step]))
    return f"Step {step}: cost {there}, {right} of {Y.size} points right."


def border_panel(run: Run, examples: Examples, data: tuple, step: int) -> Panel:
    """Make the panel with the probability and the examples."""
    net = run.net(step)
    marks = either(lambda look: [border(net, FINE, look)])
    marks = [*reversed(marks), points(*data[0], data[1], examples.labels)]
    names, title = ("feature 1", "feature 2"), "probability of label 1"
    look = {"title": title, "click": "points", "share": 1.25}
    return Panel(*examples.limits(), marks, names, **look)


def units_panel(run: Run, examples: Examples, step: int) -> Panel:
    """Make the panel with a small picture of what each hidden unit sees."""
    net = run.net(step)
    sizes = [len(net["weights"][f"b{k}"]) for k in range(1, len(net["weights"]) // 2)]
    columns = [columns_of(size, len(sizes)) for size in sizes]
    marks, places, left = [], [], 0.0
    tall = max((len(one) for inner in columns for one in inner), default=1)
    for k, inner in enumerate(columns):
        name = str(k + 1) if len(columns) > 2 and k else f"layer {k + 1}"
        if len(columns) > 1:
            marks.append(text(left + len(inner) / 2, tall + 0.25, name, "faint"))
        for column in inner:
            places += [(k, unit, left, tall - row) for row, unit in enumerate(column)]
            left += 1
        left += 0.35
    if columns:
        marks.append(units(net, *examples.limits(), COARSE, places))
    else:
        marks = [text(0.5, 0.5, "no hidden layer", "faint")]
    top = tall + (0.5 if len(columns) > 1 else 0.0)
    size = max(left - 0.35, 1.0, top)
    look = {"title": "what hidden units see", "axes": False}
    return Panel((0.0, size), (top - size, top), marks, **look)


def columns_of(size: int, layers: int) -> list[range]:
    """Share out the units of a layer among columns that are not too tall.

    Examples
    --------
    >>> columns_of(5, 2), columns_of(4, 1)
    ([range(0, 4), range(4, 5)], [range(0, 2), range(2, 4)])
    """
    most = TALLEST if layers > 1 else int(np.ceil(np.sqrt(size)))
    return [range(k, min(k + most, size)) for k in range(0, size, most)]


def cost_panel(run: Run, step: int) -> Panel:
    """Make the panel with the cost of the whole run, and where it is now."""
    costs = below(run.path.costs)
    x = np.arange(costs.size)
    marks = [
        line(x, costs, "faint"),
        when_kept(line(x, costs, "kept", "kept")),
        line(x[: step + 1], costs[: step + 1], "main", beside="now"),
        dots([step], costs[step : step + 1], "main"),
    ]
    look = {"title": f"cost: {course(run.path.costs)}", "click": "step"}
    ends, names = (0, costs.size - 1), ("step", "cost")
    return Panel(ends, (0, HIGHEST), marks, names, **look)


def below(costs: np.ndarray) -> np.ndarray:
    """Leave out what is not a number, and hold the rest below the upper edge."""
    return np.where(np.isfinite(costs), np.minimum(costs, 2 * HIGHEST), np.nan)
