"""What can be moved: sliders over listed values, and choices.

A control knows all its values. So a slider always stands at a value that can be named,
and what is said of it is the same in Python, in the browser and to a screen reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

KINDS = ("range", "choice")


@dataclass(frozen=True)
class Control:
    """One thing to move.

    Parameters
    ----------
    name : str
        As it is written in code.
    label : str
        As it is read and spoken.
    values : tuple
        All values: numbers in rising order for a range, otherwise anything plain.
    start : object
        The value at the beginning; one of `values`.
    kind : {"range", "choice"}
        A slider, or a list to choose from.
    texts : tuple of str, optional
        How each value is written; by default as short as it can be.
    plays : bool
        Whether a button lets the slider run by itself.

    Examples
    --------
    >>> Control("step", "step", (0, 1, 10), 1).texts
    ('0', '1', '10')
    """

    name: str
    label: str
    values: tuple
    start: object
    kind: str = "range"
    texts: tuple[str, ...] = ()
    plays: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind is {self.kind!r}, expected one of {KINDS}")
        object.__setattr__(self, "values", tuple(map(plain, self.values)))
        object.__setattr__(self, "start", self.nearest(self.start))
        object.__setattr__(self, "texts", self.texts or tuple(map(short, self.values)))

    def nearest(self, value: object) -> object:
        """Return the value of the control that is meant.

        Parameters
        ----------
        value : object
            One of the values; for a range also a number between its ends.

        Returns
        -------
        object
            One of `values`.

        Raises
        ------
        ValueError
            If there is no such value.
        """
        value = plain(value)
        if value in self.values:
            return self.values[self.values.index(value)]
        if self.kind == "range" and isinstance(value, int | float):
            low, high = self.values[0], self.values[-1]
            if low <= value <= high:
                return min(self.values, key=lambda one: abs(one - value))
            raise ValueError(f"{self.name} is {value}, expected {low} to {high}")
        listed = ", ".join(map(repr, self.values))
        raise ValueError(f"{self.name} is {value!r}, expected one of {listed}")


def steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """List numbers from low to high in equal steps, without rounding dust.

    Examples
    --------
    >>> steps(-0.2, 0.2, 0.1)
    (-0.2, -0.1, 0.0, 0.1, 0.2)
    """
    count = round((high - low) / step)
    return tuple(round(low + k * step, 10) + 0.0 for k in range(count + 1))


def rates(lowest: int, highest: int) -> tuple[float, ...]:
    """List learning rates from one power of ten to another, in steps that feel equal.

    Examples
    --------
    >>> rates(-1, 1)
    (0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
    """
    marks = [float(f"{d}e{k}") for k in range(lowest, highest) for d in (1, 2, 3, 5)]
    return (*marks, float(f"1e{highest}"))


def iterations(most: int) -> tuple[int, ...]:
    """List numbers of iterations, close together at the start of a training.

    Most of what happens, happens early; and a training that is run once for each of
    them takes about four times as long as the longest.

    Examples
    --------
    >>> iterations(30)
    (0, 1, 2, 3, 5, 7, 10, 15, 20, 30)
    """
    marks = [int(d * 10**k) for k in range(5) for d in (1, 1.5, 2, 3, 5, 7)]
    kept = {mark for mark in marks if mark < most}
    return tuple(sorted({0, *kept, most}))


def short(value: object) -> str:
    """Write a value as it would be written in code, as short as it can be.

    Examples
    --------
    >>> short(0.1), short(100.0), short(1e-05), short(7), short("tanh")
    ('0.1', '100', '0.00001', '7', 'tanh')
    """
    if isinstance(value, float):
        return np.format_float_positional(value, precision=10, trim="-")
    return str(value)


def plain(value: object) -> object:
    """Make a numpy number a Python one; leave everything else as it is."""
    return value.item() if isinstance(value, np.generic) else value


def by_name(controls: Sequence[Control]) -> dict[str, Control]:
    """Give the controls by their names."""
    return {control.name: control for control in controls}


def differing(controls: Mapping[str, Control], now: Mapping, kept: Mapping) -> str:
    """Say in which settings a kept state differs.

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
        if kept[name] != now[name]
    ]
    return ", ".join(words) or "the same settings"
