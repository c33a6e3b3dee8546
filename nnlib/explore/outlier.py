"""One more example, far away: what it does to a fitted line and to its border."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control, short, steps
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, line, points, text
from nnlib.explore.trajectory import ExplorerError, called, numbers
from nnlib.plotting.sentences import brief
from nnlib.shapes import shapes

LOWEST, HIGHEST = 5, 60


class Outlier(Explorer):
    """Fits a line with and without one more example of label 1.

    Parameters
    ----------
    fit_line : callable
        ``fit_line(x, y)`` returns (theta0, theta1).
    line_threshold : callable
        ``line_threshold(theta0, theta1, level)`` returns where the line has a height.
    x, y : ndarray, shape (m,)
        The examples; x is above 0.
    names : tuple of two str
        What x and label 1 are called.
    **settings : object
        ``size`` and ``level`` at the beginning.
    """

    question = (
        "One large tumour is added, judged right with ease. Does the border move?"
    )
    along = "size"
    fetched = ("level",)
    at_once = True

    def __init__(
        self,
        fit_line: Callable,
        line_threshold: Callable,
        x: np.ndarray,
        y: np.ndarray,
        names: tuple[str, str] = ("size", "malignant"),
        **settings: object,
    ) -> None:
        shapes("x (m,), y (m,)", x, y)
        self.fit_line, self.line_threshold = fit_line, line_threshold
        self.x, self.y, self.names = x, y, names
        controls = (
            Control("size", f"its {names[0]}", steps(LOWEST, HIGHEST, 1), 40.0),
            Control("level", "border at height", steps(0.1, 0.9, 0.1), 0.5),
        )
        super().__init__(controls, settings)

    def with_one_more(self, size: float) -> tuple[np.ndarray, np.ndarray]:
        """Give the examples and the new one."""
        return np.append(self.x, float(size)), np.append(self.y, 1.0)

    def judged(self, x: np.ndarray, y: np.ndarray, level: float) -> dict:
        """Fit a line, find its border, and list what lies on the wrong side."""
        theta = numbers(f"what {called(self.fit_line)} returns", self.fit_line(x, y))
        if theta.shape != (2,):
            raise ExplorerError(
                f"{called(self.fit_line)} returned {theta.size} numbers, expected two"
            )
        theta0, theta1 = theta.tolist()
        found = self.line_threshold(theta0, theta1, level)
        border = numbers(f"what {called(self.line_threshold)} returns", found)
        wrong = x[(x > float(border)) != (y > 0.5)]
        return {"theta": theta, "border": float(border), "wrong": wrong}

    def alone(self, now: Mapping) -> Frame:
        """Draw both lines, both borders and all examples."""
        level, (x, y) = now["level"], self.with_one_more(now["size"])
        found = {
            "before": self.judged(self.x, self.y, level),
            "after": self.judged(x, y, level),
        }
        wide = np.array([0.0, HIGHEST + 2.0])
        marks = [line(wide, [level, level], "level")]
        for which, look, name in (
            ("before", "kept", "without it"),
            ("after", "main", "with it"),
        ):
            (theta0, theta1), border = found[which]["theta"], found[which]["border"]
            marks.append(line(wide, theta0 + theta1 * wide, look, name))
            marks.append(line([border, border], [-0.3, level], look))
            marks.append(dots([border], [level], look))
        names = (f"not {self.names[1]}", self.names[1])
        marks.append(points(x, y, y, names))
        align = "right" if now["size"] > 0.9 * HIGHEST else "center"
        align = "left" if now["size"] < 0.1 * HIGHEST else align
        marks.append(text(now["size"], 0.8, "added", align=align))
        title = f"border at {brief(found['after']['border'])}"
        sentence = self.said(now, found)
        ends, look = tuple(wide.tolist()), {"title": title, "click": "size"}
        return Frame(sentence, [Panel(ends, (-0.3, 1.9), marks, self.names, **look)])

    def said(self, now: Mapping, found: Mapping) -> str:
        """Say where the borders are and what is judged wrong."""
        before, after = found["before"]["border"], found["after"]["border"]
        wrong = ", ".join(brief(one) for one in found["after"]["wrong"])
        judged = f"judged wrong: {self.names[0]} {wrong}" if wrong else ""
        return (
            f"One more of {self.names[0]} {short(now['size'])}: the border moves from "
            f"{brief(before)} to {brief(after)}; {judged or 'all are judged right'}."
        )
