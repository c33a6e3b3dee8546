"""One neuron as a graph: numbers run to the right, derivatives come back."""

from collections.abc import Mapping

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    CENTRED,
    FAINT,
    PAPER,
    Picture,
    drawing,
    finished,
    picture,
)
from nnlib.plotting.diagram import BACK, GREY_INK
from nnlib.plotting.sentences import amount
from nnlib.shapes import shapes
from nnlib.wording import listed

# Where each node stands: the leaves on the left, the loss on the right.
LEAVES = {"x1": 0.9, "w1": 0.7, "x2": 0.5, "w2": 0.3, "b": 0.1}
PLACES = {name: (0.24, y) for name, y in LEAVES.items()}
PLACES |= {"z": (0.52, 0.5), "a": (0.73, 0.5), "L": (0.93, 0.5)}
WORDS = {"z": "z = w₁x₁ + w₂x₂ + b", "a": "a = σ(z)", "L": "L(a, y)"}
LETTERS = {"x1": "x₁", "w1": "w₁", "x2": "x₂", "w2": "w₂"}


@picture
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
        If a derivative has another shape.

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
        return finished(
            figure, describe(values, back), caption or finding(values, back)
        )


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
    (x, y), leaf, letter = PLACES[name], name in LEAVES, LETTERS.get(name, name)
    size = 23 if leaf else 31
    axes.plot(x, y, "o", ms=size, color=PAPER, mec=BLUE, mew=1.6, zorder=3)
    axes.text(x, y, letter, fontsize=13, zorder=4, **CENTRED)
    above, below, side = (x, y + 0.15), (x, y - 0.16), "center"
    if leaf:
        above, below, side = (x - 0.05, y + 0.038), (x - 0.05, y - 0.042), "right"
    else:
        axes.text(x, y - 0.34, WORDS[name], color=GREY_INK, **CENTRED)
    look = {"ha": side, "va": "center", "zorder": 4}
    if value is not None:
        axes.text(*above, amount(value), color=BLUE, weight="bold", **look)
    if slope is not None:
        axes.text(*below, f"d{letter} = {amount(slope)}", color=BACK, **look)


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
    ends = {"shrinkA": 12 if start in LEAVES else 16, "shrinkB": 17}
    axes.annotate("", PLACES[end], PLACES[start], arrowprops=look | ends, zorder=1)


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
    for name in ("L", "a", "z"):
        if name in values:
            last = f"{name} = {amount(values[name])}"
            return f"Values run from left to right and end in {last}."
    return "Values run from left to right."


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
    said = (
        f"A graph: {listed(list(LEAVES))} lead to z, z leads to a, a leads to the loss."
    )
    for way, start, numbers in (
        ("To the right", "", values),
        ("Back to the left", "d", back),
    ):
        given = ", ".join(f"{start}{name} = {amount(v)}" for name, v in numbers.items())
        said += f" {way}: {given}." if given else ""
    return said
