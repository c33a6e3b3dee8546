"""A small network with the numbers of one example written into it.

Every weight stands on its line, near the unit that it comes from; every bias above its
unit, and inside each unit what it computes.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, WIDTH, Picture, finished, picture
from nnlib.plotting.diagram import BACK, INPUT, SMALL, box, diagram, disc, line, write
from nnlib.plotting.tables import entry
from nnlib.shapes import shapes
from nnlib.wording import listed

MOST_UNITS = 4
ROW, RADIUS, MARGIN = 0.92, 0.28, 0.42  # inches
NUMBER = 0.25  # inches that a number on a line keeps from its unit


@picture
def network_values(
    parameters: Mapping[str, np.ndarray],
    A: Sequence[np.ndarray],
    *,
    caption: str | None = None,
) -> Picture:
    """Draw a network with its weights, its biases and what one example makes of them.

    Parameters
    ----------
    parameters : mapping of str to ndarray
        ``"W1"`` of shape (n_1, n_0), ``"b1"`` of shape (n_1, 1), and so on up to layer
        L. There is room for three layers of four units, or for four of two.
    A : sequence of L + 1 ndarray, shape (n_l, 1)
        The example, then the activations of each layer.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The network; the sentence says all its numbers.

    Raises
    ------
    KeyError
        If a weight matrix or bias is missing.
    ShapeError
        If the shapes do not fit.
    ValueError
        If the network is too large to be read.

    Examples
    --------
    >>> one = {"W1": np.array([[2.0, -1.0]]), "b1": np.array([[0.5]])}
    >>> print(network_values(one, [np.array([[1.0], [3.0]]), np.array([[0.38]])]).alt)
    Input 1, 3. Layer 1 with weights (2, −1) and biases 0.5 gives 0.38.
    """
    dims = sizes_of(parameters, A)
    height = max(dims) * ROW + 0.3
    columns = places_of(dims, height / 2 - 0.08)
    ends = [listed([entry(float(v)) for v in np.ravel(A[end])]) for end in (0, -1)]
    sentence = f"The network turns {ends[0]} into {ends[1]}."
    with diagram(height) as (figure, axes):
        draw_units(axes, columns[0], np.asarray(A[0]), None)
        for layer in range(1, len(dims)):
            W, b = (np.asarray(parameters[f"{name}{layer}"]) for name in "Wb")
            draw_weights(axes, W, columns[layer - 1], columns[layer])
            draw_units(axes, columns[layer], np.asarray(A[layer]), b)
        return finished(figure, describe(parameters, A), caption or sentence)


def sizes_of(parameters: Mapping, A: Sequence) -> list[int]:
    """Check that parameters and activations fit, and return the size of each column."""
    if len(A) < 2:
        raise ValueError(f"A has {len(A)} columns, expected the example and a layer")
    for layer in range(1, len(A)):
        spec = f"A{layer - 1} (n, 1), W{layer} (k, n), b{layer} (k, 1), A{layer} (k, 1)"
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        shapes(spec, A[layer - 1], W, b, A[layer])
    dims = [len(column) for column in A]
    if max(dims) > MOST_UNITS or step_of(dims) < least_step(dims):
        raise ValueError(
            f"A has columns of {', '.join(map(str, dims))} numbers, expected at most "
            "three layers of four, or four of two"
        )
    return dims


def step_of(dims: Sequence[int]) -> float:
    """Give the distance from column to column, in inches."""
    return min((WIDTH - 2 * MARGIN) / (len(dims) - 1), 2.4)


def least_step(dims: Sequence[int]) -> float:
    """Give the distance at which a number on a line leaves its unit free."""
    return 2 * RADIUS + NUMBER * (max(dims[1:]) + 1)


def places_of(dims: Sequence[int], middle: float) -> list[list[tuple[float, float]]]:
    """Place the units of each column, from above to below."""
    step = step_of(dims)
    start = (WIDTH - step * (len(dims) - 1)) / 2
    return [
        [(start + step * k, middle + ROW * ((n - 1) / 2 - row)) for row in range(n)]
        for k, n in enumerate(dims)
    ]


def draw_weights(axes, W: np.ndarray, sources: list, units: list) -> None:
    """Draw the lines to a layer, with their weights."""
    # at this share of the way all numbers of a layer stand at equal distances
    share = 1 / (len(units) + 1)
    for i, (x_to, y_to) in enumerate(units):
        for j, (x_from, y_from) in enumerate(sources):
            start, end = (x_from + RADIUS, y_from), (x_to - RADIUS, y_to)
            line(axes, start, end)
            write(
                axes,
                start[0] + share * (end[0] - start[0]),
                y_from + share * (y_to - y_from),
                entry(float(W[i, j])),
                size=SMALL,
                paper=True,
            )


def draw_units(axes, column: list, A: np.ndarray, biases: np.ndarray | None) -> None:
    """Draw a column: what it computes inside, its biases above."""
    for row, (x, y) in enumerate(column):
        if biases is None:
            box(axes, x, y, 1.8 * RADIUS, 1.6 * RADIUS, **INPUT)
        else:
            disc(axes, x, y, RADIUS)
            said = f"b={entry(float(biases[row, 0]))}"
            write(axes, x, y + RADIUS + 0.11, said, size=SMALL, color=BACK)
        write(axes, x, y, entry(float(A[row, 0])), color=BLUE, weight="bold")


def describe(parameters: Mapping, A: Sequence[np.ndarray]) -> str:
    """Say all numbers, layer by layer."""
    said = [f"Input {in_a_row(A[0])}."]
    for layer in range(1, len(A)):
        rows = ", ".join(f"({in_a_row(row)})" for row in parameters[f"W{layer}"])
        biases = in_a_row(parameters[f"b{layer}"])
        said.append(
            f"Layer {layer} with weights {rows} and biases {biases} gives "
            f"{in_a_row(A[layer])}."
        )
    return " ".join(said)


def in_a_row(values: np.ndarray) -> str:
    """Write numbers one after the other."""
    return ", ".join(entry(float(value)) for value in np.ravel(values))
