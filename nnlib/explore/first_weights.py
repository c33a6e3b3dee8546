"""How large activations and gradients are in each layer before anything is learned."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, either, line
from nnlib.explore.trajectory import ExplorerError, called, kind, numbers

SPREADS = (
    0.01,
    0.02,
    0.03,
    0.05,
    0.07,
    0.1,
    0.125,
    0.15,
    0.177,
    0.2,
    0.25,
    0.3,
    0.5,
    1.0,
)
NAMED = {0.125: "Xavier", 0.177: "He"}
ACTIVATIONS = ("relu", "tanh", "sigmoid")
LOWEST, HIGHEST = 1e-10, 1e7
NAN = "are nan"
GREAT, SEEN = 30.0, 2.0  # factors: from explode, and from grow; also downwards
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class FirstWeights(Explorer):
    """Passes a signal up a deep network and a derivative down again.

    Parameters
    ----------
    sizes : callable
        ``sizes(spread, activation)`` builds a network of layers with 64 units whose
        weights have this spread, and returns two lists: the spread of the activations
        and of their derivatives, from the first hidden layer to the last.
    **settings : object
        Where the controls stand at the beginning.
    """

    question = "How large may the first weights be if seven layers are to learn?"
    compares = True
    fetched = ("spread", "activation")
    begins: ClassVar[dict] = {"kept": {"spread": 0.177}}

    def __init__(self, sizes: Callable, **settings: object) -> None:
        self.sizes = sizes
        texts = [f"{one:g}" + f" {NAMED.get(one, '')}".rstrip() for one in SPREADS]
        controls = (
            Control("spread", "spread of W", SPREADS, 0.05, texts=tuple(texts)),
            Control("activation", "activation", ACTIVATIONS, "relu", "choice"),
        )
        super().__init__(controls, settings)

    def sizes_of(self, now: Mapping) -> tuple[np.ndarray, np.ndarray]:
        """Give the sizes on the way up and on the way down."""
        with np.errstate(all="ignore"):
            both = self.sizes(now["spread"], now["activation"])
        if not (isinstance(both, tuple | list) and len(both) == 2):
            raise ExplorerError(
                f"{called(self.sizes)} returned {kind(both)}, expected two lists"
            )
        up, down = (numbers(called(self.sizes), one).ravel() for one in both)
        if up.size != down.size or up.size < 2:
            raise ExplorerError(
                f"{called(self.sizes)} returned lists of {up.size} and {down.size} "
                "numbers, expected one number for each hidden layer"
            )
        return up, down

    def alone(self, now: Mapping) -> Frame:
        """Make the way up and the way down."""
        name, (up, down) = self.named(now), self.sizes_of(now)
        sentence = (
            f"{name}: going up, activations {fate(up)}; "
            f"coming down, gradients {fate(down[::-1])}."
        )
        words = f"activations {word_of(up)}, gradients {word_of(down[::-1])}"
        panels = [
            way("activations, going up", up, name),
            way("gradients dA, coming down", down, name),
        ]
        return Frame(sentence, panels, f" Kept, {name}: {words}.")

    def named(self, now: Mapping) -> str:
        """Write the settings of one network."""
        spread = self.controls["spread"]
        return f"{now['activation']}, {spread.texts[SPREADS.index(now['spread'])]}"


def fate(sizes: Sequence[float]) -> str:
    """Say what happens to a size on its way, in the order in which it is passed on.

    Examples
    --------
    >>> fate([1.0, 1e-4]), fate([1.0, 1.2])
    ('die out, from 1 to 1.0·10⁻⁴', 'keep their size, from 1 to 1.2')
    """
    word = word_of(sizes)
    first, last = float(sizes[0]), float(sizes[-1])
    return word if word == NAN else f"{word}, from {size(first)} to {size(last)}"


def word_of(sizes: Sequence[float]) -> str:
    """Say what happens to a size on its way, without the sizes.

    Examples
    --------
    >>> [word_of([1.0, last]) for last in (100.0, 3.0, 0.8, 0.3, 0.01)]
    ['explode', 'grow', 'keep their size', 'shrink', 'die out']
    >>> word_of([1.0, np.inf]), word_of([1.0, np.nan]), word_of([np.nan, np.nan])
    ('explode', 'are partly nan', 'are nan')
    """
    if np.isnan(sizes).any():
        return NAN if np.isnan(sizes).all() else "are partly nan"
    first, last = float(sizes[0]), float(sizes[-1])
    if not np.isfinite(last) or last > GREAT * first:
        return "explode"
    if last < first / GREAT:
        return "die out"
    if last > SEEN * first:
        return "grow"
    return "shrink" if last < first / SEEN else "keep their size"


def size(value: float) -> str:
    """Write a number with two digits, as a power of ten if it is large or tiny.

    Examples
    --------
    >>> size(0.2315), size(162287.99), size(9.29e-06), size(1.0)
    ('0.23', '1.6·10⁵', '9.3·10⁻⁶', '1')
    """
    if not np.isfinite(value) or 0.001 <= abs(value) < 1000 or not value:
        return f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}"
    digits, power = f"{value:.1e}".split("e")
    return f"{digits}·10{str(int(power)).translate(RAISED)}"


def way(title: str, sizes: np.ndarray, name: str) -> Panel:
    """Draw sizes against the number of the layer, on a scale of powers of ten."""
    layers, seen = np.arange(1, sizes.size + 1), visible(sizes)

    def values(look: str) -> list[dict]:
        return [line(layers, seen, look, name), dots(layers, seen, look)]

    ends, names = (0.7, sizes.size + 0.3), ("layer", "spread")
    look = {"title": title, "log": (False, True)}
    return Panel(ends, (LOWEST, HIGHEST), either(values), names, **look)


def visible(values: np.ndarray) -> np.ndarray:
    """Leave out what a scale of powers of ten cannot show."""
    return np.where(np.isfinite(values) & (values > 0), values, np.nan)
