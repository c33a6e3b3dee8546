"""A trained network over the plane: its border, its hidden units, and its cost.

Two explorers show this. Everything is made from the weights of a whole run, so that the
browser can do the same for every step without asking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.explore.controls import Control
from nnlib.explore.frame import Frame, Panel, dots, heat, image, line, points, text
from nnlib.explore.layers import cost, grid, outputs
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

    def fixed(self) -> dict:
        """Give all that the browser needs of them."""
        x, y = self.limits()
        parts = {"X": self.X, "Y": np.float64(self.Y).ravel(), "x": x, "y": y}
        return {**parts, "labels": list(self.labels)}

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

    def numbers(self) -> dict:
        """Give what crosses to the browser: every number once, the weights briefly."""
        return {
            "steps": self.path.steps,
            "weights": self.path.weights,
            "costs": self.path.costs,
            "hidden": self.hidden,
        }


def completed(path: Trajectory, X: np.ndarray, Y: np.ndarray, hidden: str) -> Run:
    """Add the cost after the last step to a trajectory, whose list ends before it.

    From here on the weights are as short as they cross to the browser.
    """
    A = outputs(path.at(int(path.steps[-1])), X, hidden)[-1]
    with np.errstate(over="ignore"):
        costs = np.float32(np.append(path.costs, cost(A, Y)))
        weights = {name: np.float32(values) for name, values in path.weights.items()}
    return Run(Trajectory(path.steps, weights, costs), hidden)


def network_frame(
    first: Panel,
    run: Run,
    kept: Run | None,
    examples: Examples,
    now: Mapping,
    beside: str,
) -> Frame:
    """Make the frame of one step.

    Parameters
    ----------
    first : Panel
        What stands on the left.
    run : Run
        The present training.
    kept : Run, optional
        Another one to compare with.
    examples : Examples
        What is learned.
    now : mapping
        ``step``, and ``points`` with examples of one's own.
    beside : str
        How the settings of `kept` differ.

    Returns
    -------
    Frame
        That panel, hidden units and cost.
    """
    X, Y = examples.joined(now["points"])
    step = now["step"]
    panels = [first, units(run, examples, step), cost_panel(run, kept, step)]
    sentence = f"{state(run, X, Y, step)} {course_of(run)}"
    if kept:
        sentence += f" Kept, with {beside}: {state(kept, X, Y, step).lower()}"
    return Frame(sentence, panels)


def state(run: Run, X: np.ndarray, Y: np.ndarray, step: int) -> str:
    """Say where a run is at a step."""
    A = outputs(run.path.at(step), X, run.hidden)[-1]
    right = int(np.sum((A > 0.5) == (Y == 1)))
    there = amount(float(run.path.costs[step]))
    return f"Step {step}: cost {there}, {right} of {Y.size} points right."


def course_of(run: Run) -> str:
    """Say how a run goes on the whole."""
    return f"All {run.path.costs.size - 1} steps: {told(run.path.costs)}."


def border(
    run: Run, kept: Run | None, examples: Examples, data: tuple, step: int
) -> Panel:
    """Make the panel with the probability and the examples."""
    x, y = examples.limits()
    places = grid(x, y, FINE, FINE)

    def answers(one: Run) -> np.ndarray:
        A = outputs(one.path.at(step), places, one.hidden)[-1]
        return A.reshape(FINE, FINE)

    marks = [heat(answers(run))]
    marks += [heat(answers(kept), contour="kept")] if kept else []
    marks.append(points(*data[0], data[1], examples.labels))
    names = ("feature 1", "feature 2")
    title = "probability of label 1"
    return Panel(x, y, marks, names, title, click="points", share=1.25)


def units(run: Run, examples: Examples, step: int) -> Panel:
    """Make the panel with a small picture of what each hidden unit sees."""
    places = grid(*examples.limits(), COARSE, COARSE)
    layers = outputs(run.path.at(step), places, run.hidden)[:-1]
    columns = [layer_columns(layer, len(layers)) for layer in layers]
    marks, left, tall = [], 0.0, max(map(tallest, columns), default=1)
    for number, inner in enumerate(columns, 1):
        short = len(columns) > 2 and number > 1
        name, middle = (
            str(number) if short else f"layer {number}",
            left + len(inner) / 2,
        )
        marks += [text(middle, tall + 0.25, name, "faint")] if len(columns) > 1 else []
        for unit_column in inner:
            marks += unit_images(unit_column, left, tall, run.hidden)
            left += 1
        left += 0.35
    if not columns:
        marks = [text(0.5, 0.5, "no hidden layer", "faint")]
    head = 0.5 if len(columns) > 1 else 0.0
    size = max(left - 0.35, 1.0, tall + head)
    y = (tall + head - size, tall + head)
    return Panel((0.0, size), y, marks, ("", ""), TITLE, axes=False)


TITLE = "what hidden units see"


def layer_columns(A: np.ndarray, layers: int) -> list[np.ndarray]:
    """Share out the units of a layer among columns that are not too tall."""
    most = TALLEST if layers > 1 else int(np.ceil(np.sqrt(len(A))))
    return [A[k : k + most] for k in range(0, len(A), most)]


def tallest(columns: list[np.ndarray]) -> int:
    """Count the units of the longest column."""
    return max(map(len, columns))


def unit_images(column: np.ndarray, left: float, top: float, hidden: str) -> list[dict]:
    """Draw one column of units, the first on top."""
    found = []
    for k, unit in enumerate(column):
        picture = signed(unit, hidden).reshape(COARSE, COARSE)[::-1]
        high = top - k
        place = ((left + 0.05, left + 0.95), (high - 0.95, high - 0.05))
        found.append(image(picture, *place, look="signed"))
    return found


def signed(unit: np.ndarray, hidden: str) -> np.ndarray:
    """Bring activations into -1 to 1: sigmoid by its middle, relu by its largest."""
    if hidden == "sigmoid":
        return 2 * unit - 1
    if hidden == "relu":
        return unit / max(float(np.max(unit)), 1e-12)
    return unit


def cost_panel(run: Run, kept: Run | None, step: int) -> Panel:
    """Make the panel with the cost of the whole run, and where it is now."""
    costs = run.path.costs
    x = np.arange(costs.size)
    marks = [line(x, below(costs), "faint")]
    if kept:
        marks.append(line(x, below(kept.path.costs), "kept", "kept"))
    name = "now" if kept else ""
    marks.append(line(x[: step + 1], below(costs[: step + 1]), "main", name))
    marks.append(dots([step], below(costs[step : step + 1]), "main"))
    names = ("step", "cost")
    title = f"cost: {course(costs)}"
    return Panel((0, costs.size - 1), (0, HIGHEST), marks, names, title, click="step")


def below(costs: np.ndarray) -> np.ndarray:
    """Leave out what is not a number, and hold the rest below the upper edge."""
    costs = np.float64(costs)
    return np.where(np.isfinite(costs), np.minimum(costs, 2 * HIGHEST), np.nan)


def differing(controls: Mapping[str, Control], now: Mapping, kept: Mapping) -> str:
    """Say in which settings a kept state differs, the step apart.

    Examples
    --------
    >>> rate = Control("learning_rate", "learning rate", (0.1, 1.0), 1.0)
    >>> now, kept = {"learning_rate": 1.0}, {"learning_rate": 0.1}
    >>> differing({"learning_rate": rate}, now, kept)
    'learning rate 0.1'
    """
    words = [
        f"{one.label} {one.texts[one.values.index(kept[name])]}"
        for name, one in controls.items()
        if name != "step" and kept[name] != now[name]
    ]
    return ", ".join(words) or "the same settings"
