"""One neuron as a graph: numbers run to the right, derivatives come back."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnlib.plotting.card import BLUE, FAINT, PAPER, Picture, drawing, render
from nnlib.plotting.sentences import amount
from nnlib.shapes import shapes

BACK = "#964f00"
# Where each node stands: the leaves on the left, the loss on the right.
LEAVES = {"x1": 0.9, "w1": 0.7, "x2": 0.5, "w2": 0.3, "b": 0.1}
PLACES = {name: (0.24, y) for name, y in LEAVES.items()}
PLACES |= {"z": (0.52, 0.5), "a": (0.73, 0.5), "L": (0.93, 0.5)}
WORDS = {"z": "z = w₁x₁ + w₂x₂ + b", "a": "a = σ(z)", "L": "L(a, y)"}
LETTERS = {"x1": "x₁", "w1": "w₁", "x2": "x₂", "w2": "w₂"}


def neuron_graph(
    w: np.ndarray | None = None,
    b: float = 0.0,
    x: np.ndarray | None = None,
    *,
    a: float | None = None,
    loss: float | None = None,
    slopes: Mapping[str, object] | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw a neuron with two features, empty or with the numbers of one example.

    Parameters
    ----------
    w, x : ndarray, shape (2, 1), optional
        Weights and features; without them the graph shows letters only.
    b : float
        Bias.
    a, loss : float, optional
        What the neuron says, and what that costs.
    slopes : mapping, optional
        Derivatives of the loss: ``"da"``, ``"dz"``, ``"db"`` as numbers, ``"dw"`` and
        ``"dx"`` of shape (2, 1). They are written below their nodes.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The graph; the sentence says all its numbers.

    Raises
    ------
    ShapeError
        If `w`, `x` or a derivative has another shape.

    Examples
    --------
    >>> neuron_graph().alt
    'A graph: x1, w1, x2, w2 and b lead to z, z leads to a, a leads to the loss.'
    """
    values = {} if w is None else numbers_at(w, b, x, a, loss)
    back = {} if slopes is None else slopes_at(slopes)
    with drawing(height=3.5) as (figure, axes):
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.set_axis_off()
        for name in PLACES:
            draw_node(axes, name, values.get(name), back.get(name))
        for start, end in [*((leaf, "z") for leaf in LEAVES), ("z", "a"), ("a", "L")]:
            draw_arrow(axes, start, end)
        png = render(figure)
    return Picture(png, describe(values, back), caption or finding(values, back))


def numbers_at(w, b, x, a, loss) -> dict[str, float]:
    """Name the number at each node, as far as it is known.

    Parameters
    ----------
    w, x : ndarray, shape (2, 1)
        Weights and features.
    b : float
        Bias.
    a, loss : float or None
        What the neuron says, and what that costs.

    Returns
    -------
    dict of str to float
        By the name of the node.
    """
    shapes("w (2, 1), b (), x (2, 1)", w, b, x)
    (w1, w2), (x1, x2) = w.ravel().tolist(), x.ravel().tolist()
    known = {"x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": b}
    known |= {"z": w1 * x1 + w2 * x2 + b, "a": a, "L": loss}
    return {name: float(value) for name, value in known.items() if value is not None}


def slopes_at(slopes: Mapping[str, object]) -> dict[str, float]:
    """Name the derivative at each node.

    Parameters
    ----------
    slopes : mapping
        Derivatives of the loss.

    Returns
    -------
    dict of str to float
        By the name of the node.
    """
    dw, dx = np.asarray(slopes["dw"]), np.asarray(slopes["dx"])
    shapes("dw (2, 1), dx (2, 1)", dw, dx)
    found = {"x1": dx[0, 0], "w1": dw[0, 0], "x2": dx[1, 0], "w2": dw[1, 0]}
    found |= {name: slopes[f"d{name}"] for name in ("b", "z", "a")}
    return {name: float(value) for name, value in found.items()}


def draw_node(axes, name: str, value: float | None, slope: float | None) -> None:
    """Draw a circle with its letter, its number above and its derivative below.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    name : str
        Which node.
    value, slope : float or None
        What is written at it.
    """
    x, y = PLACES[name]
    leaf = name in LEAVES
    axes.plot(
        x, y, "o", ms=23 if leaf else 31, color=PAPER, mec=BLUE, mew=1.6, zorder=3
    )
    centred = {"ha": "center", "va": "center", "zorder": 4}
    axes.text(x, y, LETTERS.get(name, name), fontsize=13, **centred)
    if not leaf:
        axes.text(x, y - 0.34, WORDS[name], color="#5f5e59", **centred)
    place = (x - 0.05, y + 0.038) if leaf else (x, y + 0.15)
    side = {"ha": "right" if leaf else "center", "va": "center", "zorder": 4}
    if value is not None:
        axes.text(*place, amount(value), color=BLUE, weight="bold", **side)
    if slope is not None:
        place = (x - 0.05, y - 0.042) if leaf else (x, y - 0.16)
        axes.text(
            *place, f"d{LETTERS.get(name, name)} = {amount(slope)}", color=BACK, **side
        )


def draw_arrow(axes, start: str, end: str) -> None:
    """Draw the way of a number from one node to the next.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    start, end : str
        Names of the nodes.
    """
    look = {"arrowstyle": "-|>", "color": FAINT, "linewidth": 1.2}
    look |= {"shrinkA": 12 if start in LEAVES else 16, "shrinkB": 17}
    axes.annotate("", PLACES[end], PLACES[start], arrowprops=look, zorder=1)


def finding(values: Mapping[str, float], back: Mapping[str, float]) -> str:
    """Say what one should look at.

    Parameters
    ----------
    values, back : mapping of str to float
        Numbers and derivatives, by the name of the node.

    Returns
    -------
    str
        One sentence.
    """
    if back:
        return "Values run to the right, derivatives of the loss come back to the left."
    ends = [name for name in ("L", "a", "z") if name in values]
    if not ends:
        return "Values run from left to right."
    last = f"{ends[0]} = {amount(values[ends[0]])}"
    return f"Values run from left to right and end in {last}."


def describe(values: Mapping[str, float], back: Mapping[str, float]) -> str:
    """Say what the graph shows.

    Parameters
    ----------
    values, back : mapping of str to float
        Numbers and derivatives, by the name of the node.

    Returns
    -------
    str
        One to three sentences.
    """
    leaves = list(LEAVES)
    said = (
        f"A graph: {', '.join(leaves[:-1])} and b lead to z, z leads to a, a leads to "
        "the loss."
    )
    if values:
        given = ", ".join(f"{name} = {amount(value)}" for name, value in values.items())
        said += f" To the right: {given}."
    if back:
        given = ", ".join(f"d{name} = {amount(slope)}" for name, slope in back.items())
        said += f" Back to the left: {given}."
    return said
