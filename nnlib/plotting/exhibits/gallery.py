"""Several functions side by side, each with its slope: the gallery of activations.

All panels share their axes, so that a flat curve looks flat. The slope is a broken
line, told from the function by its dashes as well as by its colour.
"""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, FAINT, Picture, finished, panels, picture
from nnlib.plotting.curves import on_row, two_decimals

POINTS = 241
PANELS = 3  # in a row
PANEL_HEIGHT = 1.95  # inches
VALUE = {"color": BLUE, "linewidth": 2.2}
SLOPE = {"color": BROWN, "linewidth": 1.9, "dashes": (4, 2)}

Function = Callable[[np.ndarray], np.ndarray]


@picture
def gallery(
    functions: Mapping[str, Function],
    low: float,
    high: float,
    *,
    slopes: Mapping[str, Function] | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw up to six functions of one number in panels, with their slopes if given.

    Parameters
    ----------
    functions : mapping of str to callable
        What each is called; each takes an array of shape (k,) and returns one of the
        same shape.
    low, high : float
        Ends of the drawn range.
    slopes : mapping of str to callable, optional
        The slopes of some of the functions, under the same names.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Three panels in a row; the sentence gives range and steepest slope of each.

    Raises
    ------
    ValueError
        If a function returns a shape other than the one it was given.

    Examples
    --------
    >>> gallery({"half": lambda z: z / 2}, -1, 1, slopes={"half": np.ones_like}).alt
    'Functions from z = -1 to 1. half: values -0.5 to 0.5, slopes 1 to 1.'
    """
    slopes = slopes or {}
    z = np.linspace(low, high, POINTS)
    rows = {name: on_row(f, z, name) for name, f in functions.items()}
    steep = {name: on_row(f, z, f"the slope of {name}") for name, f in slopes.items()}
    said = " ".join(describe(name, rows[name], steep.get(name)) for name in rows)
    over = f"Functions from z = {two_decimals(low)} to {two_decimals(high)}."
    height = PANEL_HEIGHT * -(-len(rows) // PANELS) + 0.35
    with panels(len(rows), PANELS, height, sharex=True, sharey=True) as (figure, grid):
        for panel, name in zip(grid, rows, strict=True):
            draw(panel, name, z, rows[name], steep.get(name))
        write_words(figure, grid, bool(steep))
        return finished(figure, f"{over} {said}", caption or steepest(steep) or over)


def draw(panel, name: str, z: np.ndarray, row: np.ndarray, slope) -> None:
    """Draw one function, and its slope as a broken line.

    Parameters
    ----------
    panel : Axes
        Where to draw.
    name : str
        What it is called.
    z, row : ndarray, shape (k,)
        Where it is evaluated, and its values.
    slope : ndarray, shape (k,), or None
        Its slopes.
    """
    panel.axhline(0, color=FAINT, linewidth=0.7, zorder=0)
    panel.axvline(0, color=FAINT, linewidth=0.7, zorder=0)
    panel.plot(z, broken_at_jumps(row), **VALUE)
    if slope is not None:
        panel.plot(z, broken_at_jumps(slope), **SLOPE)
    panel.set_title(name, fontsize=12, loc="left")
    panel.set(xlim=(z[0], z[-1]))
    panel.locator_params(nbins=4)


def broken_at_jumps(row: np.ndarray) -> np.ndarray:
    """Leave a gap where a row of values jumps, so that no line is drawn upright.

    A jump is a step of more than a tenth of the range, at least ten times as large as
    those beside it.

    Examples
    --------
    >>> broken_at_jumps(np.array([0.0, 0.0, 1.0, 1.0]))
    array([ 0.,  0., nan,  1.])
    """
    row = np.array(row, dtype=np.float64)
    steps = np.abs(np.diff(row))
    beside = np.maximum(np.append(0, steps[:-1]), np.append(steps[1:], 0))
    jumps = (steps > 0.1 * np.ptp(row)) & (steps > 10 * beside)
    row[1:][jumps] = np.nan
    return row


def write_words(figure, panels: np.ndarray, with_slopes: bool) -> None:
    """Name the axes, and say what the two lines are."""
    from matplotlib.lines import Line2D

    figure.supxlabel("z", fontsize=12)
    for panel in panels[-PANELS:]:
        panel.tick_params(labelbottom=True)  # also where nothing stands below
    if with_slopes:
        words = {"g(z)": VALUE, "slope": SLOPE}
        handles = [Line2D([], [], label=word, **look) for word, look in words.items()]
        free = figure.axes[len(panels) % len(figure.axes)]
        look = {"frameon": False, "handlelength": 2.6, "loc": "center left"}
        free.legend(handles=handles, **look)


def describe(name: str, row: np.ndarray, slope: np.ndarray | None) -> str:
    """Say between which values a function runs, and its slope.

    Examples
    --------
    >>> describe("step", np.array([0.0, 1.0]), np.zeros(2))
    'step: values 0 to 1, slopes 0 to 0.'
    """
    said = f"{name}: values {two_decimals(row.min())} to {two_decimals(row.max())}"
    if slope is not None:
        said += f", slopes {two_decimals(slope.min())} to {two_decimals(slope.max())}"
    return f"{said}."


def steepest(slopes: Mapping[str, np.ndarray]) -> str:
    """Say how steep each function gets, if slopes are known.

    Examples
    --------
    >>> steepest({"a": np.array([0.1, 0.25]), "b": np.zeros(2)})
    'Steepest slope: a 0.25, b 0.'
    """
    said = ", ".join(
        f"{name} {two_decimals(row.max())}" for name, row in slopes.items()
    )
    return f"Steepest slope: {said}." if said else ""
