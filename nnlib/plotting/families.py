"""Several functions of one number in one picture, each with its name at its line.

The lines differ in dashes and in lightness, not in colour alone. The functions take one
number at a time, as a student's first functions do.
"""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    FAINT,
    INK,
    Picture,
    drawing,
    finished,
    picture,
)
from nnlib.wording import listed

POINTS = 121
# Of the first line, of the second, and so on.
LOOKS = (
    {"color": BLUE, "dashes": (), "linewidth": 2.4},
    {"color": BROWN, "dashes": (7, 3), "linewidth": 2.2},
    {"color": INK, "dashes": (2, 2), "linewidth": 1.9},
    {"color": FAINT, "dashes": (9, 2, 2, 2), "linewidth": 2.2},
)
# What one function does, and what several do.
VERBS = {
    "rises": ("rises", "rise"),
    "falls": ("falls", "fall"),
    "goes": ("rises and falls", "rise and fall"),
    "stays": ("stays the same", "stay the same"),
}


@picture
def curves(
    functions: Mapping[str, Callable[[float], float]],
    low: float,
    high: float,
    *,
    names: tuple[str, str] = ("z", "value"),
    top: float | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw up to four functions of one number.

    Parameters
    ----------
    functions : mapping of str to callable
        What each is called; each takes a number and returns a number.
    low, high : float
        Ends of the drawn range.
    names : tuple of two str
        What stands across and upwards.
    top : float, optional
        Height at which the picture ends, for functions that leave it.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The curves; the sentence gives their values at both ends, the caption says
        which of them rise and which fall.

    Raises
    ------
    ValueError
        If there are no functions or more than four, or one returns no single number.

    Examples
    --------
    >>> curves({"square": lambda z: z * z}, -1, 2).alt
    'From z = -1 to 2: square goes from 1.00 to 4.00.'
    """
    if not 1 <= len(functions) <= len(LOOKS):
        raise ValueError(
            f"functions holds {len(functions)}, expected 1 to {len(LOOKS)}"
        )
    grid = np.linspace(low, high, POINTS)
    rows = {name: on_numbers(name, f, grid) for name, f in functions.items()}
    said = "; ".join(f"{name} {course(row)}" for name, row in rows.items())
    alt = f"From {names[0]} = {low:g} to {high:g}: {said}."
    with drawing(height=3.4) as (figure, axes):
        for (name, row), look in zip(rows.items(), LOOKS, strict=False):
            axes.plot(grid, row, label=name, **look)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=(low, high))
        axes.set_ylim(top=top)
        if len(rows) > 1:
            axes.legend(frameon=False, handlelength=3.4)
        return finished(figure, alt, caption or finding(rows))


def on_numbers(
    name: str, function: Callable, grid: np.ndarray, *, wrapped: bool = False
) -> np.ndarray:
    """Call a function on one number after the other.

    Parameters
    ----------
    name : str
        What it is called, for the message.
    function : callable
        Takes a number and returns a number.
    grid : ndarray, shape (k,)
        The numbers.
    wrapped : bool
        Whether an array of one number counts as a number.

    Returns
    -------
    ndarray, shape (k,), float64
        Its values.

    Raises
    ------
    ValueError
        If it returns something else than a number.
    """
    values = [as_number(name, function(float(z)), wrapped=wrapped) for z in grid]
    return np.array(values, dtype=np.float64)


def as_number(name: str, value: object, *, wrapped: bool = False) -> float:
    """Insist on a single number.

    Parameters
    ----------
    name : str
        The function that returned it, for the message.
    value : object
        What it returned.
    wrapped : bool
        Whether an array of one number counts as a number.

    Returns
    -------
    float
        The number.

    Raises
    ------
    ValueError
        If it is something else.

    Examples
    --------
    >>> as_number("f", 3), as_number("f", np.array([[3.0]]), wrapped=True)
    (3.0, 3.0)
    """
    single = np.size(value) == 1 if wrapped else np.ndim(value) == 0
    if value is None or not single:
        came = "None" if value is None else f"shape {np.shape(value)}"
        raise ValueError(f"{name} returned {came}, expected a number")
    return float(np.ravel(value)[0])


def course(row: np.ndarray) -> str:
    """Say in words how a row of values goes on.

    Parameters
    ----------
    row : ndarray, shape (k,)
        Values from left to right.

    Returns
    -------
    str
        Whether it rises or falls all the way, and its values at both ends.

    Examples
    --------
    >>> course(np.array([2.0, 1.0, 0.5]))
    'falls from 2.00 to 0.50'
    """
    return f"{direction(row)} from {row[0]:.2f} to {row[-1]:.2f}"


def direction(row: np.ndarray) -> str:
    """Say whether a row of values rises, falls, or does neither all the way."""
    steps = np.diff(row)
    if np.any(steps) and np.all(steps >= 0):
        return "rises"
    return "falls" if np.any(steps) and np.all(steps <= 0) else "goes"


def finding(rows: Mapping[str, np.ndarray]) -> str:
    """Say which functions rise, which fall, and which do both.

    Parameters
    ----------
    rows : mapping of str to ndarray
        Values of each function, from left to right.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> up = np.array([0.0, 1.0])
    >>> finding({"a": up, "b": up, "c": -up, "d": 0 * up})
    'a and b rise; c falls; d stays the same.'
    >>> finding({"w = 1, b = 0": up, "w = 2, b = 0": up})
    'Rise: w = 1, b = 0; w = 2, b = 0.'
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for name, row in rows.items():
        way = VERBS[direction(row) if np.any(np.diff(row)) else "stays"]
        groups.setdefault(way, []).append(name)
    ways = [(way[len(names) > 1], names) for way, names in groups.items()]
    if any("," in name for name in rows):
        return " ".join(f"{w.capitalize()}: {'; '.join(names)}." for w, names in ways)
    return f"{'; '.join(f'{listed(names)} {way}' for way, names in ways)}."
