"""What an explorer shows in one state: panels with marks, and one sentence.

A frame is plain data. The browser draws it on a canvas, matplotlib draws the static
picture of it, and tests compare the frame that Python makes with the one that the
browser makes. Places are in the units of the panel, never in pixels.

A mark looks like one of ``"main"``, ``"other"``, ``"third"``, ``"kept"``, ``"faint"``,
``"level"``, ``"thin"``, ``"back"`` and ``"pen"``: by its colour, and by its dashes or
its filling as well. Blue and orange are for label 0 and label 1 alone: bars also look
like ``"label0"`` and ``"label1"``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np


@dataclass(frozen=True)
class Panel:
    """One pair of axes, or a drawing without axes.

    Parameters
    ----------
    x, y : tuple of two float
        What is visible; the same in all states, so that nothing jumps. Ends between
        which there is nothing, as those of weights that are all 0 or nan, are moved
        apart.
    marks : list of dict
        What is drawn, from the back to the front; see the functions of this module.
    names : tuple of two str
        What the axes are called.
    title : str
        Stands above.
    log : tuple of two bool
        Which axes are logarithmic.
    axes : bool
        Whether there are ticks.
    click : str
        What a click sets: the name of a control (to the x of the place), or
        ``"points"`` (a new example).
    share : float
        Width, beside the other panels.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    marks: list[dict]
    names: tuple[str, str] = ("", "")
    title: str = ""
    log: tuple[bool, bool] = (False, False)
    axes: bool = True
    click: str = ""
    share: float = 1.0

    def __post_init__(self) -> None:
        for axis, log in zip("xy", self.log, strict=True):
            object.__setattr__(self, axis, apart(getattr(self, axis), log))


def apart(ends: tuple[float, float], log: bool) -> tuple[float, float]:
    """Return two ends with something between them.

    Examples
    --------
    >>> apart((0.0, 2.0), False), apart((3.0, 3.0), False), apart((np.nan, 1.0), True)
    ((0.0, 2.0), (2.0, 4.0), (0.1, 10.0))
    """
    low, high = ends
    if np.isfinite([low, high]).all() and low < high and (low > 0 or not log):
        return ends
    middle = next((end for end in ends if np.isfinite(end)), 1.0)
    if log:
        middle = middle if middle > 0 else 1.0
        return middle / 10, middle * 10
    return middle - 1, middle + 1


@dataclass(frozen=True)
class Frame:
    """One state, as it is seen and as it is said.

    Parameters
    ----------
    sentence : str
        All there is to see, in words.
    panels : list of Panel
        From left to right.
    aside : str
        What is added to another sentence while this state is kept beside it; in place
        of ``{differing}`` stands in which settings it differs.
    """

    sentence: str
    panels: list[Panel] = field(default_factory=list)
    aside: str = ""


def compared(now: Frame, kept: Frame | None, differing: str = "") -> Frame:
    """Show a state, and beside it another one that is kept; as `compared` in film.js.

    Parameters
    ----------
    now, kept : Frame
        Both states, each as it is alone; None if nothing is kept.
    differing : str
        In which settings the kept one differs.

    Returns
    -------
    Frame
        The first, with the marks of `when_kept` of the other in their places.
    """
    olds = kept.panels if kept else now.panels
    panels = [
        replace(panel, marks=list(filled(panel.marks, old.marks, bool(kept))))
        for panel, old in zip(now.panels, olds, strict=True)
    ]
    added = kept.aside.replace("{differing}", differing) if kept else ""
    return Frame(now.sentence + added, panels)


def filled(marks: list[dict], old: list[dict], beside: bool) -> Iterator[dict]:
    """Put the marks of a kept state where the present one leaves room for them."""
    rooms = (mark["marks"] for mark in old if mark["kind"] == "kept")
    for mark in marks:
        if mark["kind"] == "kept":
            yield from next(rooms) if beside else ()
        elif beside and mark.get("beside"):
            yield {**mark, "name": mark["beside"]}
        else:
            yield mark


def when_kept(*marks: dict) -> dict:
    """Leave room: while this state is kept, these marks stand here in another frame."""
    return {"kind": "kept", "marks": list(marks)}


def either(draw: Callable[[str], Sequence[dict]]) -> list[dict]:
    """Draw a part of a state by its look: ``"main"``, and ``"kept"`` while it is kept.

    Examples
    --------
    >>> [mark["kind"] for mark in either(lambda look: [dots([0], [0], look)])]
    ['kept', 'dots']
    """
    return [when_kept(*draw("kept")), *draw("main")]


def line(x: Sequence, y: Sequence, look="main", name: str = "", beside="") -> dict:
    """Join points by a line; nan interrupts it.

    A name appears above the panel; `beside` is the name next to a state that is kept.
    """
    names = {"name": name, "beside": beside} if beside else {"name": name}
    return {"kind": "line", "x": row(x), "y": row(y), "look": look, **names}


def dots(x: Sequence, y: Sequence, look: str = "main", name: str = "") -> dict:
    """Mark places by small discs."""
    return {"kind": "dots", "x": row(x), "y": row(y), "look": look, "name": name}


def points(x: Sequence, y: Sequence, labels: Sequence, names: Sequence = ()) -> dict:
    """Mark examples: circles for label 0, triangles for label 1."""
    found = {"x": row(x), "y": row(y), "labels": row(labels), "names": list(names)}
    return {"kind": "points", **found}


def segments(x0: Sequence, y0: Sequence, x1: Sequence, y1: Sequence, look: str) -> dict:
    """Join pairs of places, each by a line of its own."""
    ends = {"x0": row(x0), "y0": row(y0), "x1": row(x1), "y1": row(y1)}
    return {"kind": "segments", **ends, "look": look}


def heat(P: np.ndarray, contour: str = "main") -> dict:
    """Fill the panel with probabilities (k_1, k_0), and draw where they are 0.5.

    The first row is at the lower edge. With ``contour="kept"`` only the line is drawn,
    with ``contour=""`` only the shades.
    """
    P = np.asarray(P, dtype=np.float32)
    return {"kind": "heat", "P": P.ravel(), "shape": list(P.shape), "contour": contour}


def border(net: Mapping, side: int, contour: str = "main") -> dict:
    """Fill the panel with what a network answers, as `heat` does with numbers.

    `net` holds ``"weights"`` and the activation ``"hidden"``; who draws asks it for
    `side` by `side` points.
    """
    return {"kind": "border", "net": net, "shape": [side, side], "contour": contour}


def units(net: Mapping, x: tuple, y: tuple, side: int, places: Sequence) -> dict:
    """Draw what hidden units of a network see over a range of both features.

    `places` has a row for each: layer, unit, and its left and upper edge; each picture
    is a little less than 1 wide.
    """
    rows = np.asarray(places, dtype=np.float64).reshape(-1, 4)
    ends = {"x": list(map(float, x)), "y": list(map(float, y))}
    return {"kind": "units", "net": net, **ends, "side": side, "places": rows}


def bars(x: Sequence, heights: Sequence, look: str = "main", width: float = 0.8):
    """Stand bars on 0, centred on x."""
    found = {"x": row(x), "heights": row(heights), "look": look, "width": width}
    return {"kind": "bars", **found}


def text(x: float, y: float, words: str, look: str = "main", align: str = "center"):
    """Write a few words; `align` is left, center or right of the place."""
    place = {"x": float(x), "y": float(y)}
    return {"kind": "text", **place, "words": words, "look": look, "align": align}


def node(x: float, y: float, letter: str, above="", below="", look="main") -> dict:
    """Draw a circle with a letter, words above it and words below it."""
    words = {"letter": letter, "above": above, "below": below}
    return {"kind": "node", "x": float(x), "y": float(y), **words, "look": look}


def arrow(x0: float, y0: float, x1: float, y1: float, look: str = "faint") -> dict:
    """Draw an arrow between two nodes, shortened by their radius."""
    ends = dict(x0=float(x0), y0=float(y0), x1=float(x1), y1=float(y1))
    return {"kind": "arrow", **ends, "look": look}


def image(values: np.ndarray, x: tuple, y: tuple, look: str = "ink") -> dict:
    """Fill a rectangle with a grey picture (h, w) of numbers from 0 to 1.

    The first row is at the top. 0 is paper and 1 is ink; with ``look="signed"`` the
    numbers run from -1 (blue) over 0 (paper) to 1 (orange).
    """
    values = np.asarray(values, dtype=np.float32)
    place = {"x": list(map(float, x)), "y": list(map(float, y))}
    found = {"values": values.ravel(), "shape": list(values.shape)}
    return {"kind": "image", **found, **place, "look": look}


def row(values: Sequence) -> np.ndarray:
    """Give numbers as a flat array of floats; those that are brief stay so."""
    brief = getattr(values, "dtype", None) == np.float32
    return np.asarray(values, dtype=np.float32 if brief else np.float64).ravel()
