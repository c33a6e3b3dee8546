"""A digit drawn by hand, and what a student's network makes of it."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, bars, image, line, segments, text
from nnlib.explore.layers import outputs
from nnlib.explore.scan import scanned
from nnlib.explore.trajectory import ExplorerError, called, numbers

K, PAPER, MOST_EXAMPLES = 10, 100, 60
CLOSE = 1e-6
WORDS = {
    "said": "{what} is read as {first}, with probability {p}; next comes {second}, "
    "with {q}.",
    "drawn": "Your drawing",
    "empty": "draw here",
}


class DrawnDigit(Explorer):
    """Shows the ten probabilities for a drawing, or for an example of the data.

    Parameters
    ----------
    forward : callable
        ``forward(X, parameters)`` maps pictures (64, m) to probabilities (10, m), alone
        or first in a tuple.
    parameters : mapping of str to ndarray
        ``"W1"``, ``"b1"``, ..., trained.
    X : ndarray, shape (64, m)
        Pictures of 8 by 8 pixels with ink from 0 to 1; the first ones are shown.
    labels : ndarray, shape (m,)
        Their digits.
    **settings : object
        Where the controls stand at the beginning; ``points`` is a drawing.
    """

    question = "Can your network read your handwriting?"
    draws = True
    most_points = 400

    def __init__(
        self,
        forward: Callable,
        parameters: Mapping[str, np.ndarray],
        X: np.ndarray,
        labels: np.ndarray,
        **settings: object,
    ) -> None:
        self.forward, self.parameters = forward, parameters
        self.X, self.labels = X, labels
        count = min(MOST_EXAMPLES, X.shape[1])
        controls = (Control("example", "example", tuple(range(count)), 0),)
        super().__init__(controls, settings)
        if self.is_relu_network():
            self.scene = "drawn_digit"

    def answers(self, X: np.ndarray) -> np.ndarray:
        """Ask the network, (64, m) to (10, m)."""
        found = self.forward(X, self.parameters)
        A = numbers(
            f"what {called(self.forward)} returned",
            found[0] if isinstance(found, tuple) else found,
        )
        if A.shape != (K, X.shape[1]):
            raise ExplorerError(
                f"{called(self.forward)} returned shape {A.shape}, "
                f"expected {(K, X.shape[1])}"
            )
        return A

    def is_relu_network(self) -> bool:
        """Tell whether the browser may compute: whether it is the same."""
        some = self.X[:, :MOST_EXAMPLES]
        try:
            Z = outputs(self.parameters, some, "relu", "identity")[-1]
        except (KeyError, ValueError):
            return False
        E = np.exp(Z - Z.max(axis=0))
        return np.allclose(E / E.sum(axis=0), self.answers(some), rtol=0, atol=CLOSE)

    def fixed(self) -> dict:
        """Give the examples and the weights."""
        weights = {name: np.float64(v) for name, v in self.parameters.items()}
        some = np.float32(self.X[:, :MOST_EXAMPLES].T)
        names = [self.named(k) for k in range(len(some))]
        return {"X": some, "names": names, "weights": weights, "words": WORDS}

    def named(self, example: int) -> str:
        """Say which digit an example is."""
        label = int(self.labels[example])
        return f"{'An' if label == 8 else 'A'} {label} of the data"

    def seen(self, now: Mapping) -> np.ndarray:
        """Give the picture that the network sees, shape (8, 8)."""
        if now["points"]:
            return scanned(now["points"])
        return np.float32(self.X[:, now["example"]]).astype(np.float64).reshape(8, 8)

    def alone(self, now: Mapping) -> Frame:
        """Make the drawing, what is seen of it, and the ten probabilities."""
        picture = self.seen(now)
        A = self.answers(picture.reshape(64, 1)).ravel()
        first, second = np.argsort(-A, kind="stable")[:2]
        what = WORDS["drawn"] if now["points"] else self.named(now["example"])
        both = {"p": share(A[first]), "q": share(A[second])}
        sentence = WORDS["said"].format(what=what, first=first, second=second, **both)
        return Frame(
            sentence, [paper(now["points"]), sight(picture), opinion(A, first)]
        )


def share(p: float) -> str:
    """Write a probability that is neither 0 nor 1, with two decimals.

    Examples
    --------
    >>> share(0.954), share(0.9999), share(0.001)
    ('0.95', '> 0.99', '< 0.01')
    """
    if p >= 0.995:
        return "> 0.99"
    return "< 0.01" if p < 0.005 else f"{p:.2f}"


def paper(strokes: tuple) -> Panel:
    """Draw the strokes on their sheet."""
    edge = [0, PAPER, PAPER, 0, 0]
    marks = [line(edge, [0, 0, PAPER, PAPER, 0], "faint")]
    if not strokes:
        marks.append(text(PAPER / 2, PAPER / 2, WORDS["empty"], "faint"))
    for stroke in separate(strokes):
        marks.append(line([p[0] for p in stroke], [p[1] for p in stroke], "pen"))
    ends = (-0.14 * PAPER, 1.14 * PAPER)
    return Panel(
        (0, PAPER), ends, marks, title="draw a digit", axes=False, click="draw"
    )


def separate(strokes: tuple) -> list[list[tuple]]:
    """Part a drawing where the pen was lifted.

    Examples
    --------
    >>> separate(((1, 1, 0), (2, 2, 1), (5, 5, 0)))
    [[(1, 1, 0), (2, 2, 1)], [(5, 5, 0)]]
    """
    found: list[list[tuple]] = []
    for place in strokes:
        if place[2] and found:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def sight(picture: np.ndarray) -> Panel:
    """Draw the 8 by 8 pixels."""
    marks = [image(picture, (0, 8), (0, 8))]
    title = "what the network sees"
    return Panel((0, 8), (-1.12, 9.12), marks, title=title, axes=False)


def opinion(A: np.ndarray, first: int) -> Panel:
    """Stand the ten probabilities beside each other."""
    digits = np.arange(K)
    rest = digits != first
    marks = [
        bars(digits[rest], A[rest], "main"),
        bars(digits[~rest], A[~rest], "other"),
        segments([-0.6], [0], [K - 0.4], [0], "faint"),
        text(first, A[first] + 0.05, share(A[first]), "other"),
    ]
    marks += [text(k, -0.06, str(k), "other" if k == first else "main") for k in digits]
    title = "the ten probabilities"
    names, look = ("digit", "probability"), {"axes": False, "share": 1.5}
    return Panel((-0.6, K - 0.4), (-0.12, 1.12), marks, names, title, **look)
