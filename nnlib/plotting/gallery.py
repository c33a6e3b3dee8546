"""Several functions side by side, each with its slope: the gallery of activations.

All panels share their axes, so that a flat curve looks flat. The slope is a broken
line, told from the function by its dashes as well as by its colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, FAINT, WIDTH, Picture, drawing, render
from nnlib.plotting.curves import on_row, short

POINTS = 241
PANELS = 3  # in a row
MOST = 6
PANEL_HEIGHT = 1.95  # inches

Function = Callable[[np.ndarray], np.ndarray]


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
        If there are no functions or more than six, `slopes` names another one, or a
        function returns another shape than it was given.

    Examples
    --------
    >>> gallery({"half": lambda z: z / 2}, -1, 1, slopes={"half": np.ones_like}).alt
    'Functions from z = -1 to 1. half: values -0.5 to 0.5, slopes 1 to 1.'
    """
    slopes = dict(slopes or {})
    refuse(functions, slopes)
    z = np.linspace(low, high, POINTS)
    rows = {name: on_row(f, z, name) for name, f in functions.items()}
    steep = {name: on_row(f, z, f"the slope of {name}") for name, f in slopes.items()}
    down = -(-len(rows) // PANELS)
    with drawing(WIDTH, PANEL_HEIGHT * down + 0.35) as (figure, axes):
        axes.remove()
        panels = figure.subplots(down, PANELS, sharex=True, sharey=True, squeeze=False)
        for panel in panels.flat[len(rows) :]:
            panel.set_axis_off()
        for panel, name in zip(panels.flat, rows, strict=False):
            draw(panel, name, z, rows[name], steep.get(name))
        write_words(figure, panels, len(rows), bool(steep))
        png = render(figure)
    said = " ".join(describe(name, rows[name], steep.get(name)) for name in rows)
    over = f"Functions from z = {short(low)} to {short(high)}."
    return Picture(png, f"{over} {said}", caption or steepest(steep) or over)


def refuse(functions: Mapping, slopes: Mapping) -> None:
    """Insist on one to six functions, and on slopes of theirs."""
    if not 1 <= len(functions) <= MOST:
        raise ValueError(f"functions holds {len(functions)}, expected 1 to {MOST}")
    strangers = [name for name in slopes if name not in functions]
    if strangers:
        raise ValueError(
            f"slopes names {strangers[0]!r}, expected one of {', '.join(functions)}"
        )


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
    panel.plot(z, broken_at_jumps(row), color=BLUE, linewidth=2.2)
    if slope is not None:
        panel.plot(z, broken_at_jumps(slope), color=BROWN, linewidth=1.9, dashes=(4, 2))
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


def write_words(figure, panels: np.ndarray, used: int, with_slopes: bool) -> None:
    """Name the axes, and say what the two lines are."""
    from matplotlib.lines import Line2D

    figure.supxlabel("z", fontsize=12)
    for panel in panels.flat[max(0, used - PANELS) : used]:
        panel.tick_params(labelbottom=True)  # also where nothing stands below
    if not with_slopes:
        return
    solid = Line2D([], [], color=BLUE, linewidth=2.2, label="g(z)")
    broken = Line2D([], [], color=BROWN, linewidth=1.9, dashes=(4, 2), label="slope")
    free = panels.flat[used] if used < panels.size else panels.flat[0]
    look = {"frameon": False, "handlelength": 2.6}
    free.legend(handles=[solid, broken], loc="center left", **look)


def describe(name: str, row: np.ndarray, slope: np.ndarray | None) -> str:
    """Say between which values a function runs, and its slope.

    Examples
    --------
    >>> describe("step", np.array([0.0, 1.0]), np.zeros(2))
    'step: values 0 to 1, slopes 0 to 0.'
    """
    said = f"{name}: values {short(row.min())} to {short(row.max())}"
    if slope is not None:
        said += f", slopes {short(slope.min())} to {short(slope.max())}"
    return f"{said}."


def steepest(slopes: Mapping[str, np.ndarray]) -> str:
    """Say how steep each function gets, if slopes are known.

    Examples
    --------
    >>> steepest({"a": np.array([0.1, 0.25]), "b": np.zeros(2)})
    'Steepest slope: a 0.25, b 0.'
    """
    said = ", ".join(f"{name} {short(row.max())}" for name, row in slopes.items())
    return f"Steepest slope: {said}." if said else ""
