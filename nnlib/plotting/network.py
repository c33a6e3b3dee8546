"""A network as columns of units, with a line for every weight.

The input is drawn as small squares and is not counted: a layer is where something is
computed. Of a large layer only some units are drawn, with its number of units below.
"""

from collections.abc import Sequence
from itertools import pairwise

from nnlib.plotting.card import INK, PAPER, Picture, finished, picture
from nnlib.plotting.columns import ROW, column_places, heights, shown, whole_sizes
from nnlib.plotting.diagram import (
    GREY_INK,
    INPUT,
    SMALL,
    box,
    diagram,
    disc,
    line,
    write,
)
from nnlib.plotting.tables import MARKED
from nnlib.wording import counted, listed

RADIUS, FOOT, TOP, WORDS_LINE = 0.16, 0.62, 0.25, 0.22  # inches
PLAIN_LINE, MARKED_LINE = "#a9a7a0", "#c27a10"
NARROW = 0.85  # inches between columns that leave no room for n = 4


@picture
def network(
    layer_dims: Sequence[int],
    *,
    names: Sequence[str] | None = None,
    mark: int | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw a network of dense layers.

    Parameters
    ----------
    layer_dims : sequence of int
        Number of features, then of units of each layer; at most eight layers.
    names : sequence of str, optional
        A word or two under each column, the input first.
    mark : int, optional
        The layer that stands out, with the weights that lead to it.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The network; the sentence counts its units and weights, the caption the numbers
        that it learns.

    Raises
    ------
    ValueError
        If a size is no whole number above 0, there are too few or too many layers, or
        `names` or `mark` do not fit.

    Examples
    --------
    >>> picture = network([2, 4, 1])
    >>> print(picture.alt)
    A 2-layer network: 2 inputs, 4 hidden units, 1 output; a line for each of its 12
    weights.
    >>> picture.caption
    '17 numbers to learn: 12 weights and 5 biases.'
    """
    dims = whole_sizes(layer_dims)
    refuse_misfits(dims, names, mark)
    places = column_places(len(dims))
    lines = max((name.count("\n") + 1 for name in names or ()), default=0)
    foot, rows = FOOT + WORDS_LINE * lines, max(len(shown(n)) for n in dims)
    middle = foot + rows * ROW / 2
    with diagram(TOP + rows * ROW + foot) as (figure, axes):
        for layer in range(1, len(dims)):
            draw_weights(axes, places, dims, layer, middle, layer == mark)
        for layer, x in enumerate(places):
            draw_column(axes, x, dims, layer, middle, mark)
            write_size(axes, places, dims, layer, foot)
            # all names share their baselines
            for k, text in enumerate(names[layer].split("\n") if names else ()):
                write(
                    axes,
                    x,
                    foot - 0.7 - 0.19 * k,
                    text,
                    size=SMALL + 0.5,
                    va="baseline",
                )
        return finished(figure, describe(dims, mark), caption or count(dims, mark))


def refuse_misfits(dims, names, mark) -> None:
    """Make sure that names and mark belong to this network."""
    L = len(dims) - 1
    if names is not None and (isinstance(names, str) or len(names) != L + 1):
        raise ValueError(f"names is {names!r}, expected {L + 1} texts")
    if mark is not None and mark not in range(1, L + 1):
        raise ValueError(f"mark is {mark!r}, expected a layer from 1 to {L}")


def draw_weights(axes, places, dims, layer: int, middle: float, marked: bool) -> None:
    """Draw the lines that lead to one layer, between the units that are drawn."""
    colour, width = (MARKED_LINE, 1.3) if marked else (PLAIN_LINE, 0.8)
    for unit, y in heights(dims[layer], middle):
        for source, y_source in heights(dims[layer - 1], middle):
            if unit is not None and source is not None:
                line(
                    axes,
                    (places[layer - 1], y_source),
                    (places[layer], y),
                    color=colour,
                    width=width,
                )


def draw_column(axes, x: float, dims, layer: int, middle: float, mark) -> None:
    """Draw the units of a layer as circles, or the input as squares."""
    for unit, y in heights(dims[layer], middle):
        if unit is None:
            write(axes, x, y, "⋮", size=15)
        elif layer:
            disc(axes, x, y, RADIUS, face=MARKED if layer == mark else PAPER)
        else:
            box(axes, x, y, 1.5 * RADIUS, 1.5 * RADIUS, **INPUT)


def write_size(axes, places, dims, layer: int, foot: float) -> None:
    """Write below a column which layer it is, and how many units it has."""
    head, color = (f"[{layer}]", INK) if layer else ("input", GREY_INK)
    write(axes, places[layer], foot - 0.17, head, color=color, size=12)
    size = f"{dims[layer]:,}".replace(",", "{,}")
    if places[1] - places[0] >= NARROW:
        size = f"n^{{[{layer}]}} = {size}"
    write(axes, places[layer], foot - 0.42, f"${size}$")


def weights_of(dims: Sequence[int]) -> int:
    """Count the weights of all layers."""
    return sum(n * before for before, n in pairwise(dims))


def describe(dims: list[int], mark: int | None) -> str:
    """Say what the network is made of."""
    said = [counted(dims[0], "input")]
    if len(dims) > 2:
        numbers = listed([str(n) for n in dims[1:-1]])
        said.append(f"{numbers} hidden {'unit' if dims[1:-1] == [1] else 'units'}")
    said.append(counted(dims[-1], "output"))
    L = len(dims) - 1
    marked = f" Layer {mark} stands out." if mark else ""
    return (
        f"{'An' if L == 8 else 'A'} {L}-layer network: {', '.join(said)}; a line for "
        f"each of its {counted(weights_of(dims), 'weight')}.{marked}"
    )


def count(dims: list[int], mark: int | None) -> str:
    """Say how many numbers the network learns, and where."""
    weights, biases = weights_of(dims), sum(dims[1:])
    total = f"{weights + biases:,} numbers to learn"
    if mark:
        own = dims[mark] * (dims[mark - 1] + 1)
        return f"Layer {mark} holds {own:,} of the {total}."
    return f"{total}: {counted(weights, 'weight')} and {counted(biases, 'bias')}."
