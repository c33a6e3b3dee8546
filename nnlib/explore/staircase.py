"""One hidden layer of steep sigmoids on a line: steps and bumps that follow a curve."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control, short
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, either, line, when_kept
from nnlib.explore.trajectory import called, numbers
from nnlib.wording import counted

PIECES = (2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100)
STEEPNESS = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0)
SHAPES = {"steps": 1, "bumps": 2}  # units for each
CELLS, DRAWN = 400, 30  # cells of the line; pieces that are drawn by themselves
CLOSE = 1e-9
WORDS = {
    "said": "{units} of weight {weight}, as {shape}: the largest error is {error}.",
    "parts": {"steps": "each unit's part", "bumps": "each pair's part"},
}


class Staircase(Explorer):
    """Sets the weights of a hidden layer so that it follows a curve.

    Parameters
    ----------
    sigmoid : callable
        Maps an array to an array.
    curves : mapping of str to callable
        What to follow on the line from 0 to 1; each maps an array to an array.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = "Twice as many hidden units: what happens to the largest error?"
    compares = True
    shares = ("curve",)

    def __init__(
        self, sigmoid: Callable, curves: Mapping[str, Callable], **settings: object
    ) -> None:
        self.sigmoid, self.curves = sigmoid, curves
        names = tuple(curves)
        controls = (
            Control("curve", "curve", names, names[0], "choice"),
            Control("shape", "made of", tuple(SHAPES), "steps", "choice"),
            Control("pieces", "pieces", PIECES, 10),
            Control("steepness", "steepness w", STEEPNESS, 200.0),
        )
        super().__init__(controls, settings)
        if self.is_sigmoid():
            self.scene = "staircase"

    def is_sigmoid(self) -> bool:
        """Tell whether the browser may compute: whether it is the same."""
        z = np.linspace(-20, 20, 41)
        found = numbers(called(self.sigmoid), self.sigmoid(z))
        right = 0.5 + 0.5 * np.tanh(z / 2)
        return found.shape == z.shape and np.allclose(found, right, rtol=0, atol=CLOSE)

    def fixed(self) -> dict:
        """Give each curve on the line, and in the middle of every piece."""
        drawn = np.linspace(0, 1, CELLS + 1)
        return {
            "curves": {name: self.heights(name, drawn) for name in self.curves},
            "middles": {
                name: [self.heights(name, middles(n)) for n in PIECES]
                for name in self.curves
            },
            "words": WORDS,
            "units": {
                shape: [counted(units_of(shape, n), "hidden unit") for n in PIECES]
                for shape in SHAPES
            },
            "limits": {name: list(self.limits(name)) for name in self.curves},
        }

    def heights(self, name: str, x: np.ndarray) -> np.ndarray:
        """Ask a curve."""
        return np.broadcast_to(numbers(name, self.curves[name](x)), x.shape)

    def limits(self, name: str) -> tuple[float, float]:
        """Give the range of a panel for a curve."""
        found = self.heights(name, np.linspace(0, 1, CELLS + 1))
        low, high = min(0.0, found.min()), max(0.0, found.max())
        room = 0.15 * (high - low) or 1.0
        return float(low - room), float(high + room)

    def layer(self, now: Mapping) -> tuple[np.ndarray, float]:
        """Give what each piece adds to the output (n, CELLS + 1), and the bias."""
        n, w = now["pieces"], now["steepness"]
        x = np.linspace(0, 1, CELLS + 1)
        found = self.heights(now["curve"], middles(n))
        edges = np.linspace(0, 1, n + 1)[:, np.newaxis]
        rises = numbers(called(self.sigmoid), self.sigmoid(w * (x - edges)))
        if now["shape"] == "bumps":
            return found[:, np.newaxis] * (rises[:-1] - rises[1:]), 0.0
        return np.diff(found)[:, np.newaxis] * rises[1:-1], float(found[0])

    def error(self, now: Mapping) -> float:
        """Give the largest distance between network and curve."""
        parts, bias = self.layer(now)
        wanted = self.heights(now["curve"], np.linspace(0, 1, CELLS + 1))
        return float(np.abs(parts.sum(axis=0) + bias - wanted).max())

    def alone(self, now: Mapping) -> Frame:
        """Make network and curve, the single pieces, and the error."""
        said = self.said(now)
        panels = [self.followed(now), self.single(now), self.errors(now)]
        return Frame(said, panels, f" Kept: {said}")

    def said(self, now: Mapping) -> str:
        """Say how many units there are and how far they miss."""
        units = counted(units_of(now["shape"], now["pieces"]), "hidden unit")
        weight, error = short(now["steepness"]), f"{self.error(now):.3f}"
        given = {"units": units, "weight": weight, "shape": now["shape"]}
        return WORDS["said"].format(**given, error=error)

    def followed(self, now: Mapping) -> Panel:
        """Draw the curve and the network that follows it."""
        x, (parts, bias) = np.linspace(0, 1, CELLS + 1), self.layer(now)
        found = parts.sum(axis=0) + bias
        marks = [
            line(x, self.heights(now["curve"], x), "other", "curve"),
            when_kept(line(x, found, "kept", "kept")),
            line(x, found, "main", "network"),
        ]
        look = {"title": "curve and network", "share": 1.4}
        limits = self.limits(now["curve"])
        return Panel((0, 1), limits, marks, ("x", "output"), **look)

    def single(self, now: Mapping) -> Panel:
        """Draw what each piece adds."""
        x, (parts, _) = np.linspace(0, 1, CELLS + 1), self.layer(now)
        marks = [line(x, part, "thin") for part in parts[:DRAWN]]
        title = WORDS["parts"][now["shape"]]
        low, high = self.limits(now["curve"])
        far = max(-low, high)
        return Panel((0, 1), (-far, far), marks, ("x", "part"), title)

    def errors(self, now: Mapping) -> Panel:
        """Draw the error against the number of units."""
        units = [units_of(now["shape"], n) for n in PIECES]
        missed = [max(self.error({**now, "pieces": n}), 1e-3) for n in PIECES]
        k = PIECES.index(now["pieces"])

        def curve(look: str) -> list[dict]:
            return [line(units, missed, look), dots([units[k]], [missed[k]], look)]

        names, log = ("hidden units", "largest error"), (True, True)
        return Panel((0.8, 250), (1e-3, 5), either(curve), names, "error", log=log)


def units_of(shape: str, pieces: int) -> int:
    """Count hidden units: one between two steps, two for a bump.

    Examples
    --------
    >>> units_of("steps", 10), units_of("bumps", 10)
    (9, 20)
    """
    return pieces - 1 if shape == "steps" else 2 * pieces


def middles(n: int) -> np.ndarray:
    """Give the middles of n equal pieces of the line from 0 to 1."""
    return (np.arange(n) + 0.5) / n
