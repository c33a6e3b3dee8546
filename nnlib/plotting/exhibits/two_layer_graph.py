"""Two layers with one unit at the end as a graph: with shapes, or with numbers."""

import numpy as np

from nnlib.plotting.card import Picture, picture
from nnlib.plotting.graphs import computation_graph

GRAPH = {
    "z1": ("W1", "x", "b1"),
    "a1": ("z1",),
    "z2": ("W2", "a1", "b2"),
    "a2": ("z2",),
    "L": ("a2",),
}
SHAPES = {
    "values": {"x": "(3,1)", "W1": "(4,3)"}
    | dict.fromkeys(("b1", "z1", "a1"), "(4,1)")
    | {"W2": "(1,4)"}
    | dict.fromkeys(("b2", "z2", "a2"), "(1,1)"),
    "caption": "Each slope has the shape of its value: dW1 is (4,3), like W1.",
}
NUMBERS = {
    "values": {"x": 2, "W1": "0.5", "b1": -1, "z1": 0, "a1": 0}
    | {"W2": 1, "b2": 0, "z2": 0, "a2": "0.5", "L": np.log(2)},
    "slopes": {"a2": -2, "z2": "−0.5", "W2": 0, "b2": "−0.5"}
    | {"a1": "−0.5", "z1": "−0.5", "W1": -1, "b1": "−0.5"},
    "caption": "The example from paper: values above, slopes of the loss below.",
}


@picture
def two_layer_graph(*, numbers: bool = False, caption: str | None = None) -> Picture:
    """Draw the graph of two layers with the shape of each value, or an example.

    Parameters
    ----------
    numbers : bool
        Whether the values and slopes of an example stand at the nodes.
    caption : str, optional
        Sentence below the picture; the one that fits if left out.

    Returns
    -------
    Picture
        The graph; the sentence says all that stands at its nodes.

    Examples
    --------
    >>> two_layer_graph(numbers=True).caption
    'The example from paper: values above, slopes of the loss below.'
    >>> two_layer_graph().caption
    'Each slope has the shape of its value: dW1 is (4,3), like W1.'
    """
    shown = NUMBERS if numbers else SHAPES
    return computation_graph(GRAPH, **{**shown, "caption": caption or shown["caption"]})
