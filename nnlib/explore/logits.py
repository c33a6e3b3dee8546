"""Scores, the probabilities that softmax makes of them, and what the answer costs."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control, steps
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, bars, dots, line, segments, text
from nnlib.explore.trajectory import numbers
from nnlib.plotting.sentences import amount, brief

START = {"z₀": 3.0, "z₁": 1.0, "z₂": -3.0}
K, FARTHEST, SHIFT, DEAREST = len(START), 5.0, 3.0, 10.0
CLOSE = 1e-9
WORDS = {
    "said": "Scores {z} become probabilities {a}. Class {right} is right and gets "
    "{share}: cost {cost}.",
    "kept": " Kept: probabilities {a}, cost {cost}.",
}


class Logits(Explorer):
    """Moves the scores of three classes.

    Parameters
    ----------
    softmax : callable
        Maps scores (K, m) to probabilities (K, m).
    cross_entropy : callable
        ``cross_entropy(A, Y)`` gives the cost of probabilities and one-hot labels.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = "Which score must move, and how far, until the right class is believed?"
    compares = True
    composed = False  # the numbers beside the bars make room for what is kept
    shares = ("right",)

    def __init__(
        self, softmax: Callable, cross_entropy: Callable, **settings: object
    ) -> None:
        self.softmax, self.cross_entropy = softmax, cross_entropy
        scores = steps(-FARTHEST, FARTHEST, 0.1)
        controls = (
            *(
                Control(f"z{k}", f"score {letter}", scores, start)
                for k, (letter, start) in enumerate(START.items())
            ),
            Control("shift", "added to all", steps(-SHIFT, SHIFT, 0.5), 0.0),
            Control("right", "right class", tuple(range(K)), 1, "choice"),
        )
        super().__init__(controls, settings)
        if self.is_softmax():
            self.scene = "logits"

    def is_softmax(self) -> bool:
        """Tell whether the browser may compute: whether it is the same."""
        scores = np.array([[3.0, -6.0, 0.5], [1.0, 6.0, 0.5], [-3.0, 0.0, 0.4]])
        Y = np.eye(K)[:, [1, 1, 2]]
        E = np.exp(scores)
        A = E / E.sum(axis=0)
        found = numbers("softmax", self.softmax(scores))
        if found.shape != A.shape or not np.allclose(found, A, rtol=0, atol=CLOSE):
            return False
        cost = float(self.cross_entropy(A, Y))
        return abs(cost + np.mean(np.log(np.sum(A * Y, axis=0)))) < CLOSE

    def fixed(self) -> dict:
        """Give the words."""
        return {"words": WORDS}

    def answers(self, now: Mapping) -> tuple[np.ndarray, np.ndarray, float]:
        """Give scores, probabilities and cost."""
        z = np.array([now[f"z{k}"] for k in range(K)]) + now["shift"]
        a = numbers("softmax", self.softmax(z[:, np.newaxis])).ravel()
        Y = np.eye(K)[:, [now["right"]]]
        return z, a, float(self.cross_entropy(a[:, np.newaxis], Y))

    def frame(self, now: Mapping) -> Frame:
        """Make scores, probabilities and cost."""
        z, a, cost = self.answers(now)
        kept = self.beside(now)
        old_z, old_a, old_cost = self.answers(kept) if kept else (None, None, None)
        right, said = now["right"], {"z": row(z), "a": row(a), "cost": amount(cost)}
        said |= {"right": right, "share": seen(a[right])}
        sentence = WORDS["said"].format(**said)
        if kept:
            sentence += WORDS["kept"].format(a=row(old_a), cost=amount(old_cost))
        high = FARTHEST + SHIFT + 1
        panels = [
            bar_panel("scores", z, old_z, right, (-high, high)),
            bar_panel("probabilities", a, old_a, right, (0, 1.12)),
            cost_panel(a[right], cost, old_cost, now),
        ]
        return Frame(sentence, panels)


def row(values: np.ndarray) -> str:
    """Write numbers after each other."""
    return ", ".join(map(seen, values))


def seen(value: float) -> str:
    """Write a number with three decimals at most, however small it is.

    Examples
    --------
    >>> seen(-3.0), seen(0.1192), seen(0.0000454), seen(0.99962)
    ('−3', '0.119', '< 0.001', '> 0.999')
    """
    if 0 < value < 0.0005:
        return "< 0.001"
    return "> 0.999" if 0.9995 <= value < 1 else brief(value)


def bar_panel(title: str, values, kept, right: int, y: tuple) -> Panel:
    """Stand values beside each other; the right class has a look of its own."""
    classes = np.arange(K)
    wrong = classes != right
    marks = [
        bars(classes[wrong], values[wrong], "main", 0.62),
        bars(classes[~wrong], values[~wrong], "other", 0.62),
    ]
    marks += [bars(classes, kept, "kept", 0.76)] if kept is not None else []
    marks.append(segments([-0.6], [0], [K - 0.4], [0], "faint"))
    step = 0.05 * (y[1] - y[0])
    other = values if kept is None else kept
    for k, (value, old) in enumerate(zip(values, other, strict=True)):
        # Beyond both bars, so that the words do not stand in the kept one.
        end = max(value, old) + step if value >= 0 else min(value, old) - step
        marks.append(text(k, end, seen(value)))
    foot = y[0] - 0.07 * (y[1] - y[0])
    for k in classes:
        words = f"{k} ✓" if k == right else str(k)
        marks.append(text(k, foot, words, "other" if k == right else "main"))
    place = (foot - 0.05 * (y[1] - y[0]), y[1])
    return Panel((-0.6, K - 0.4), place, marks, ("class", title), title, axes=False)


def cost_panel(share: float, cost: float, kept: float | None, now: Mapping) -> Panel:
    """Draw the cost against the share of the right class, and where it is now."""
    x = np.linspace(0.002, 1, 200)
    marks = [line(x, -np.log(x), "faint")]
    if kept is not None:
        marks.append(segments([0], [kept], [1], [kept], "kept"))
    marks += [segments([0], [cost], [share], [cost], "level"), dots([share], [cost])]
    names = ("probability", "cost")
    return Panel((0, 1), (0, DEAREST), marks, names, "cost of the right class")
