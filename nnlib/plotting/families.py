"""Several functions of one number in one picture, each with its name at its line.

The lines differ in dashes and in lightness, not in colour alone. The functions take one
number at a time, as a student's first functions do.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

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
MOST_TURNS = 2  # so many are told one by one
HALVINGS = 20  # of the distance between two places, to find a jump between them
FLAT = 1e-3  # of the height: a piece that goes no further is none
UP, DOWN = "rises", "falls"
# What several functions do.
PLURAL = {UP: "rise", DOWN: "fall", "jumps": "jump", "stays the same": "stay the same"}


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
        The curves; the sentence says from where to where each rises and falls, the
        caption which of them rise, which fall, and where they turn. One that jumps is
        drawn with its jump.

    Raises
    ------
    ValueError
        If there are no functions or more than four, or one returns no single number.

    Examples
    --------
    >>> curves({"square": lambda z: z * z}, -1, 2).alt
    'From z = -1 to 2: square falls from 1.00 to 0.00 at 0, then rises to 4.00.'
    """
    if not 1 <= len(functions) <= len(LOOKS):
        raise ValueError(
            f"functions holds {len(functions)}, expected 1 to {len(LOOKS)}"
        )
    grid = np.linspace(low, high, POINTS)
    rows = {name: on_numbers(name, f, grid) for name, f in functions.items()}
    said = "; ".join(f"{name} {course(grid, row)}" for name, row in rows.items())
    alt = f"From {names[0]} = {low:g} to {high:g}: {said}."
    with drawing(height=3.4) as (figure, axes):
        for (name, row), look in zip(rows.items(), LOOKS, strict=False):
            axes.plot(*with_jump(functions[name], grid, row), label=name, **look)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=(low, high))
        axes.set_ylim(top=top)
        if len(rows) > 1:
            axes.legend(frameon=False, handlelength=3.4)
        return finished(figure, alt, caption or finding(grid, rows))


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
        If it returns something other than a number.
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


def turns(row: np.ndarray) -> list[int]:
    """Say where a row of values turns, its ends included.

    Parameters
    ----------
    row : ndarray, shape (k,)
        Values from left to right.

    Returns
    -------
    list of int
        Between two neighbours it only rises or only falls, but for what is too small
        to be seen.

    Examples
    --------
    >>> turns(np.array([2.0, 1.0, 0.0, 3.0, 3.0]))
    [0, 2, 4]
    """
    found, up = [0], None
    seen = FLAT * np.ptp(row)
    for i, value in enumerate(row):
        last = row[found[-1]]
        if up is None:
            if abs(value - last) > seen:
                up = value > last
                found.append(i)
        elif (value >= last) == up:
            found[-1] = i
        elif abs(value - last) > seen:
            up = not up
            found.append(i)
    return [*found[:-1], len(row) - 1] if len(found) > 1 else [0, len(row) - 1]


def jump(row: np.ndarray) -> int | None:
    """Say before which value a row jumps, if it is the same before and after."""
    places = np.flatnonzero(np.diff(row)) + 1
    return int(places[0]) if len(places) == 1 and len(row) > 2 else None


def with_jump(
    function: Callable, grid: np.ndarray, row: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Put both ends of a jump between its neighbours, where the function jumps.

    Parameters
    ----------
    function : callable
        Takes a number and returns a number.
    grid, row : ndarray, shape (k,)
        Places, and its values there.

    Returns
    -------
    places, values : ndarray, shape (k,), or (k + 2,) with a jump
        What a line is drawn through.

    Examples
    --------
    >>> places, _ = with_jump(lambda z: z > 1, np.arange(3), np.array([0, 0, 1]))
    >>> places.round(6).tolist()
    [0.0, 1.0, 1.0, 1.0, 2.0]
    """
    if (place := jump(row)) is None:
        return grid, row
    low, high = map(float, grid[place - 1 : place + 1])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        before = np.ravel(function(middle))[0] == row[place - 1]
        low, high = (middle, high) if before else (low, middle)
    places = np.insert(np.asarray(grid, dtype=float), place, [low, low])
    return places, np.insert(row, place, row[place - 1 : place + 1])


def course(grid: np.ndarray, row: np.ndarray) -> str:
    """Say in words how a row of values goes on.

    Parameters
    ----------
    grid, row : ndarray, shape (k,)
        Places, and values from left to right.

    Returns
    -------
    str
        From which value to which it rises and falls, and where it turns.

    Examples
    --------
    >>> course(np.arange(3), np.array([2.0, 1.0, 0.5]))
    'falls from 2.00 to 0.50'
    >>> course(np.arange(4), np.array([0.0, 0.0, 1.0, 1.0]))
    'jumps from 0.00 to 1.00 between 1 and 2'
    """
    first, last = f"{row[0]:.2f}", f"{row[-1]:.2f}"
    if (place := jump(row)) is not None:
        between = f"between {grid[place - 1]:.3g} and {grid[place]:.3g}"
        return f"jumps from {first} to {last} {between}"
    if not np.ptp(row):
        return f"stays at {first}"
    found = pieces(row)
    if len(found) - 1 > MOST_TURNS:
        low, high = f"{row.min():.2f}", f"{row.max():.2f}"
        return f"goes up and down between {low} and {high}, from {first} to {last}"
    *said, (verb, _) = [(v, f"to {row[j]:.2f} at {grid[j]:.3g}") for v, _, j in found]
    told = [" ".join(one) for one in [*said, (verb, f"to {last}")]]
    return ", then ".join(told).replace(" to ", f" from {first} to ", 1)


def pieces(row: np.ndarray) -> list[tuple[str, int, int]]:
    """List the pieces of a row that rise or fall: verb, first place and last."""
    return [(UP if row[j] > row[i] else DOWN, i, j) for i, j in pairwise(turns(row))]


def way(grid: np.ndarray, row: np.ndarray) -> str:
    """Say whether a row of values rises, falls or jumps, and where it turns."""
    if not np.ptp(row):
        return "stays the same"
    if jump(row) is not None:
        return "jumps"
    found = pieces(row)
    if len(found) == 1:
        return found[0][0]
    if len(found) - 1 > MOST_TURNS:
        return "goes up and down"
    told = [f"{verb} until {grid[j]:.3g}" for verb, _, j in found[:-1]]
    return ", then ".join([*told, found[-1][0]])


def finding(grid: np.ndarray, rows: Mapping[str, np.ndarray]) -> str:
    """Say which functions rise, which fall, and which turn.

    Parameters
    ----------
    grid : ndarray, shape (k,)
        Places.
    rows : mapping of str to ndarray
        Values of each function, from left to right.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> grid, up = np.arange(2), np.array([0.0, 1.0])
    >>> finding(grid, {"a": up, "b": up, "c": -up, "d": 0 * up})
    'a and b rise; c falls; d stays the same.'
    >>> finding(grid, {"w = 1, b = 0": up, "w = 2, b = 0": up})
    'Rise: w = 1, b = 0; w = 2, b = 0.'
    >>> finding(np.arange(3), {"y = 1": np.array([2.0, 0.0, 3.0])})
    'y = 1 falls until 1, then rises.'
    """
    groups: dict[str, list[str]] = {}
    for name, row in rows.items():
        groups.setdefault(way(grid, row), []).append(name)
    ways = [
        (PLURAL.get(said, said) if len(names) > 1 else said, names)
        for said, names in groups.items()
    ]
    if any("," in name for name in rows):
        return " ".join(f"{w.capitalize()}: {'; '.join(names)}." for w, names in ways)
    return f"{'; '.join(f'{listed(names)} {said}' for said, names in ways)}."
