"""A computation as a graph: values run to the right, derivatives come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nnlib.plotting.card import BLUE, FAINT, WIDTH, Picture, finished, picture
from nnlib.plotting.diagram import (
    BACK,
    MEDIUM,
    SMALL,
    arrow,
    box,
    diagram,
    measure,
    write,
)
from nnlib.plotting.graph_layout import Edges, last_node, layout
from nnlib.plotting.sentences import brief
from nnlib.wording import listed

TALL, TALL_TWO = 0.38, 0.52  # inches of a node with one line of words, and with two
ROW, GAP, WIDEST_GAP, MARGIN = 0.72, 0.3, 1.5, 0.3  # inches
NARROW = 5  # so many columns leave no room for long words below a node
NEAR = 0.33  # inches at which an arrow would hit a node on its way


@dataclass(frozen=True)
class Node:
    """A node that has its place on the card: its words, its middle and its size."""

    text: str
    x: float
    y: float
    width: float
    height: float


@picture
def computation_graph(
    edges: Mapping[str, Sequence[str]],
    values: Mapping[str, float | str] | None = None,
    slopes: Mapping[str, float | str] | None = None,
    *,
    words: Mapping[str, str] | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw a graph of computations, with values and derivatives.

    Parameters
    ----------
    edges : mapping of str to sequence of str
        From each computed node to the nodes that it is computed from, from above to
        below. Nodes that are only used are leaves.
    values : mapping of str to float or str, optional
        What is written above a node: its value, or its shape.
    slopes : mapping of str to float or str, optional
        Derivatives of the last node, written below; arrows come back to these nodes.
    words : mapping of str to str, optional
        What a node computes, such as ``"u = bc"``, written into it instead of its name.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The graph; the sentence says all its numbers.

    Raises
    ------
    ValueError
        If a node is computed from itself, not exactly one node is last, `values`,
        `slopes` or `words` name a node that is not there, or there is no room.

    Examples
    --------
    >>> graph = {"u": ("b", "c"), "J": ("u",)}
    >>> print(computation_graph(graph, {"u": 6, "J": 12}, {"u": 2}).alt)
    A graph: u from b and c; J from u. Values: u = 6, J = 12. Derivatives of J: dJ/du =
    2.
    """
    values, slopes, words = dict(values or {}), dict(slopes or {}), dict(words or {})
    last, spots = last_node(edges), layout(edges)
    refuse_strangers(spots, values=values, slopes=slopes, words=words)
    narrow = 1 + spots[last][0] >= NARROW
    row = ROW + 0.14 * bool(values) + (0.36 if narrow else 0.18) * bool(slopes)
    rows = [y for _, y in spots.values()]
    with diagram((max(rows) - min(rows)) * row + row + 0.1) as (figure, axes):
        low = row / 2 + 0.05 - min(rows) * row + 0.08 * (bool(slopes) - bool(values))
        nodes = place_nodes(axes, spots, words, row, low)
        for node in nodes.values():
            draw_node(axes, node)
        for name, inputs in edges.items():
            for source in inputs:
                draw_edge(axes, nodes, source, name, source in slopes)
        write_values(axes, nodes, values)
        write_slopes(axes, nodes, slopes, edges, "" if narrow else f"d{last}/")
        alt = describe(edges, values, slopes, last)
        return finished(figure, alt, caption or purpose(slopes, last))


def refuse_strangers(spots: Mapping, **named: Mapping) -> None:
    """Make sure that what is written belongs to a node."""
    for argument, texts in named.items():
        for name in texts:
            if name not in spots:
                known = ", ".join(map(str, spots))
                raise ValueError(f"{argument} names {name!r}, expected some of {known}")


def place_nodes(axes, spots: Mapping, words: Mapping, row: float, low: float) -> dict:
    """Give each node its words and its place, with equal gaps between the columns.

    Raises
    ------
    ValueError
        If the words are too wide for the card.
    """
    texts = {name: words.get(name, name) for name in spots}
    size, widths = MEDIUM, widths_of(axes, texts, spots, MEDIUM)
    if gap_of(widths) < GAP:
        texts = {name: text.replace(" = ", "\n", 1) for name, text in texts.items()}
        size, widths = SMALL, widths_of(axes, texts, spots, SMALL)
    gap = min(gap_of(widths), WIDEST_GAP)
    if gap < GAP / 2:
        raise ValueError("words are too wide for the card: expected shorter ones")
    start = (WIDTH - sum(widths) - gap * (len(widths) - 1)) / 2
    nodes = {}
    for name, (column, y) in spots.items():
        x = start + sum(widths[:column]) + gap * column + widths[column] / 2
        width = width_of(axes, texts[name], size)
        height = TALL_TWO if "\n" in texts[name] else TALL
        nodes[name] = Node(texts[name], x, low + row * y, width, height)
    return nodes


def width_of(axes, text: str, size: float) -> float:
    """Give the width of a node with some words."""
    return max(TALL, measure(axes, text, size) + 0.16)


def widths_of(axes, texts: Mapping, spots: Mapping, size: float) -> list[float]:
    """Give the width of each column: that of its widest node."""
    widths = [0.0] * (1 + max(column for column, _ in spots.values()))
    for name, (column, _) in spots.items():
        widths[column] = max(widths[column], width_of(axes, texts[name], size))
    return widths


def gap_of(widths: Sequence[float]) -> float:
    """Give the room between two columns."""
    return (WIDTH - 2 * MARGIN - sum(widths)) / max(len(widths) - 1, 1)


def draw_node(axes, node: Node) -> None:
    """Draw a node with its words."""
    corner = min(node.width, node.height) / 2 - 0.01
    box(axes, node.x, node.y, node.width, node.height, round_=min(corner, 0.18))
    write(axes, node.x, node.y, node.text, size=SMALL if "\n" in node.text else MEDIUM)


def draw_edge(axes, nodes: Mapping, source: str, name: str, back: bool) -> None:
    """Draw the way of a value, and the way back of its derivative."""
    a, b = nodes[source], nodes[name]
    lift = max(-b.height / 3, min(b.height / 3, 0.12 * (a.y - b.y)))
    start, end = (a.x + a.width / 2 + 0.03, a.y), (b.x - b.width / 2 - 0.03, b.y + lift)
    bend = bend_of(nodes, source, name)
    ways = [(0.0, FAINT, (start, end), bend)]
    if back:
        ways = [(0.05, FAINT, (start, end), bend), (-0.05, BACK, (end, start), -bend)]
    for shift, color, ends, rad in ways:
        moved = [(x, y + shift) for x, y in ends]
        arrow(axes, *moved, color=color, connectionstyle=f"arc3,rad={rad}")


def bend_of(nodes: Mapping, source: str, name: str) -> float:
    """Bend an arrow away from a node that would stand in its way; 0 is straight."""
    a, b = nodes[source], nodes[name]
    for other in nodes.values():
        if other in (a, b) or not a.x + 0.1 < other.x < b.x - 0.1:
            continue
        height = a.y + (b.y - a.y) * (other.x - a.x) / (b.x - a.x)
        if abs(other.y - height) < NEAR:
            away = 1.3 / (b.x - a.x)
            return away if other.y > height else -away
    return 0.0


def write_values(axes, nodes: Mapping, values: Mapping) -> None:
    """Write values above their nodes."""
    for name, value in values.items():
        node = nodes[name]
        write(
            axes,
            node.x,
            node.y + node.height / 2 + 0.13,
            said(value),
            color=BLUE,
            weight="bold",
            paper=True,
        )


def write_slopes(
    axes, nodes: Mapping, slopes: Mapping, edges: Edges, over: str
) -> None:
    """Write derivatives below their nodes, on one line or, without `over`, on two."""
    for name, slope in slopes.items():
        node, x = nodes[name], nodes[name].x
        text = f"{over}d{name} = {said(slope)}" if over else f"d{name}\n{said(slope)}"
        half = measure(axes, text, SMALL + 0.5) / 2
        if over and any(nodes[source].y < node.y for source in edges.get(name, ())):
            # an arrow comes from below on the left
            x = node.x - node.width / 2 + half + 0.02
        x = min(max(x, half + 0.06), WIDTH - half - 0.06)
        write(
            axes,
            x,
            node.y - node.height / 2 - 0.07,
            text,
            color=BACK,
            size=SMALL + 0.5,
            va="top",
            paper=True,
        )


def said(value: float | str) -> str:
    """Write a value as short as it can be read; words stay as they are."""
    return value if isinstance(value, str) else brief(value)


def describe(edges: Edges, values: Mapping, slopes: Mapping, last: str) -> str:
    """Say what is computed from what, and all numbers."""
    ways = "; ".join(f"{name} from {listed(list(s))}" for name, s in edges.items())
    text = f"A graph: {ways}."
    for title, start, numbers in (
        ("Values", "", values),
        (f"Derivatives of {last}", f"d{last}/d", slopes),
    ):
        told = ", ".join(f"{start}{name} = {said(v)}" for name, v in numbers.items())
        text += f" {title}: {told}." if told else ""
    return text


def purpose(slopes: Mapping, last: str) -> str:
    """Say what the graph is for."""
    if slopes:
        return f"Values run to the right, derivatives of {last} come back to the left."
    return "Values run to the right, each node from the nodes before it."
