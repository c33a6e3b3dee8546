"""A nudge at one node of J = 3 (a + bc): how it travels, beside the derivative."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control, short, steps
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, arrow, node, text
from nnlib.explore.trajectory import ExplorerError, called, numbers
from nnlib.plotting.sentences import brief

PLACES = {
    "a": (0.8, 3.4),
    "b": (0.8, 1.9),
    "c": (0.8, 0.4),
    "u": (3.5, 1.3),
    "v": (6.1, 2.2),
    "J": (8.8, 2.2),
}
EDGES = ("bu", "cu", "av", "uv", "vJ")
FORMULAS = {"u": "u = bc", "v": "v = a + u", "J": "J = 3v"}
# What lies to the right of each node.
REACHED = {"a": "avJ", "b": "buvJ", "c": "cuvJ", "u": "uvJ", "v": "vJ"}
NUDGES = (0.001, 0.01, 0.1, 0.5, 1.0, 2.0)
PROBES, CLOSE = 20, 1e-9
WORDS = {
    "said": "Nudge {name} by {nudge}: {path}. {verdict}: change over nudge is "
    "{measured}, d{name} is {mine}.",
    "way": "{name} from {before} to {after}",
    "measured": "change over nudge: {measured}",
    "mine": "derivative d{name}: {mine}",
    "verdicts": ("They agree", "They differ"),
    "signs": ("✓ they agree", "✗ they differ"),
}


class Nudge(Explorer):
    """Nudges a leaf or an inner node, and compares with the derivatives.

    Parameters
    ----------
    forward : callable
        ``forward(a, b, c)`` returns the dict of ``"u"``, ``"v"`` and ``"J"``.
    backward : callable
        ``backward(local)`` is given the slope of each node towards its inputs, such as
        ``local["u"]["b"]``, and returns the dict of ``"dv"``, ``"du"``, ``"da"``,
        ``"db"`` and ``"dc"``.
    **settings : object
        ``a``, ``b``, ``c``, ``node`` and ``nudge`` at the beginning.
    """

    question = "Nudge one number. How many times as much does J change?"
    height = 330
    fetched = ("node",)

    def __init__(
        self, forward: Callable, backward: Callable, **settings: object
    ) -> None:
        self.forward, self.backward = forward, backward
        leaves = {"a": 5.0, "b": 3.0, "c": 2.0}
        controls = [
            Control(name, name, steps(-6, 10, 0.5), value)
            for name, value in leaves.items()
        ]
        controls.append(Control("node", "nudged", tuple("abcuv"), "b", "choice"))
        controls.append(Control("nudge", "nudge", NUDGES, 0.1))
        super().__init__(controls, settings)
        if self.is_the_graph():
            self.scene = "nudge"

    def values(self, a: float, b: float, c: float) -> dict[str, float]:
        """Ask for the values of all nodes."""
        return {"a": a, "b": b, "c": c} | self.named(self.forward, "uvJ", a, b, c)

    def named(self, function: Callable, names, *given: object) -> dict[str, float]:
        """Ask for a dict and take some of its numbers."""
        found = function(*given)
        if not isinstance(found, dict) or not set(names) <= found.keys():
            listed = ", ".join(f'"{name}"' for name in names)
            raise ExplorerError(
                f"{called(function)} returned {found!r}, expected a dict with {listed}"
            )
        return {name: float(numbers(name, found[name])) for name in names}

    def nudged(self, now: Mapping) -> dict[str, float]:
        """Give the values after the nudge; only what lies to its right changes."""
        a, b, c = (now[one] for one in "abc")
        which, nudge = now["node"], now["nudge"]
        if which in "abc":
            leaves = {"a": a, "b": b, "c": c}
            leaves[which] += nudge
            return self.values(**leaves)
        values = self.values(a, b, c)
        values[which] += nudge
        if which == "u":
            values["v"] = a + values["u"]
        values["J"] = 3 * values["v"]
        return values

    def slopes(self, now: Mapping) -> dict[str, float]:
        """Ask for the derivatives."""
        names = ("dv", "du", "da", "db", "dc")
        found = self.named(self.backward, names, local_slopes(now["b"], now["c"]))
        return {name[1:]: value for name, value in found.items()}

    def is_the_graph(self) -> bool:
        """Tell whether the browser may compute values and derivatives."""
        draws = np.random.default_rng(0).uniform(-6, 10, (PROBES, 3)).tolist()
        for a, b, c in draws:
            values = self.values(a, b, c)
            slopes = self.slopes({"a": a, "b": b, "c": c})
            found = [*(values[one] for one in "uvJ"), *(slopes[one] for one in "vuabc")]
            expected = [b * c, a + b * c, 3 * (a + b * c), 3, 3, 3, 3 * c, 3 * b]
            if not np.allclose(found, expected, rtol=CLOSE, atol=CLOSE):
                return False
        return True

    def alone(self, now: Mapping) -> Frame:
        """Draw the graph with values, changed values and derivatives."""
        values = self.values(*(now[one] for one in "abc"))
        after, slopes = self.nudged(now), self.slopes(now)
        marks = [
            arrow(
                *PLACES[x],
                *PLACES[y],
                "other" if x in REACHED[now["node"]] else "faint",
            )
            for x, y in EDGES
        ]
        for name, place in PLACES.items():
            changed = name in REACHED[now["node"]]
            above = brief(values[name])
            if changed:
                above = f"{above} → {fine(after[name])}"
            if name in FORMULAS:
                above = f"{FORMULAS[name]}\n{above}"
            below = f"d{name} = {brief(slopes[name])}" if name in slopes else ""
            marks.append(
                node(*place, name, above, below, "other" if changed else "main")
            )
        ratio = (after["J"] - values["J"]) / now["nudge"]
        both = brief(round(ratio, 6)), brief(slopes[now["node"]])
        marks += compared(now["node"], *both)
        drawn = Panel((0, 10), (-0.2, 4.0), marks, axes=False)
        return Frame(self.said(now, values, after, *both), [drawn])

    def fixed(self) -> dict:
        """Give where the nodes are, and the words."""
        graph = {"places": PLACES, "edges": EDGES, "formulas": FORMULAS}
        return {**graph, "reached": REACHED, "words": WORDS}

    def said(self, now, values, after, measured: str, mine: str) -> str:
        """Say what the nudge does, beside what the derivative says."""
        path = ", ".join(
            WORDS["way"].format(name=n, before=brief(values[n]), after=fine(after[n]))
            for n in REACHED[now["node"]]
        )
        verdict = WORDS["verdicts"][measured != mine]
        both = {"verdict": verdict, "measured": measured, "mine": mine}
        said = {"name": now["node"], "nudge": short(now["nudge"]), "path": path}
        return WORDS["said"].format(**said, **both)


def local_slopes(b: float, c: float) -> dict[str, dict[str, float]]:
    """Give the slope of each node towards its own inputs.

    Examples
    --------
    >>> local_slopes(3.0, 2.0)["u"]
    {'b': 2.0, 'c': 3.0}
    """
    return {"J": {"v": 3.0}, "v": {"a": 1.0, "u": 1.0}, "u": {"b": c, "c": b}}


def compared(name: str, measured: str, mine: str) -> list[dict]:
    """Write what was measured above what the derivative says."""
    return [
        text(7.45, 1.2, WORDS["measured"].format(measured=measured), "other"),
        text(7.45, 0.8, WORDS["mine"].format(name=name, mine=mine), "back"),
        text(7.45, 0.4, WORDS["signs"][measured != mine]),
    ]


def fine(value: float) -> str:
    """Write a value with enough digits to see a small nudge.

    Examples
    --------
    >>> fine(6.002), fine(33.0060000001)
    ('6.002', '33.006')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−")
