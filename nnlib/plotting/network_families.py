"""Three ways to wire units: all to all, a window that moves, and a chain in time."""

from itertools import pairwise, product

from nnlib.plotting.card import BLUE, ORANGE, Picture, finished, picture
from nnlib.plotting.diagram import (
    GREY_INK,
    INPUT,
    LARGE,
    SMALL,
    arrow,
    box,
    diagram,
    disc,
    line,
    write,
)

HEIGHT, RADIUS = 3.1, 0.14  # inches
LOW, HIGH = 1.0, 2.2  # inches from below: inputs and units
MIDDLES = (1.1, 3.2, 5.3)
WORDS = (
    ("dense", "tables:\nthis course"),
    ("convolutional", "pictures:\nneighbours matter"),
    ("recurrent", "sound and text:\norder matters"),
)


@picture
def network_families(*, caption: str | None = None) -> Picture:
    """Sketch dense, convolutional and recurrent wiring.

    Parameters
    ----------
    caption : str, optional
        Sentence below the picture.

    Returns
    -------
    Picture
        Three small networks.

    Examples
    --------
    >>> print(network_families().alt)
    Three sketches. Dense: each of 3 units sees all 4 inputs. Convolutional: each of 3
    units sees 3 neighbours of 5 inputs, all with the same three weights. Recurrent: a
    unit for each of 3 words, which also sees the unit before it.
    """
    alt = (
        "Three sketches. Dense: each of 3 units sees all 4 inputs. Convolutional: each "
        "of 3 units sees 3 neighbours of 5 inputs, all with the same three weights. "
        "Recurrent: a unit for each of 3 words, which also sees the unit before it."
    )
    with diagram(HEIGHT) as (figure, axes):
        for x, (name, use), draw in zip(MIDDLES, WORDS, DRAWN, strict=True):
            draw(axes, x)
            write(axes, x, HEIGHT - 0.28, name, size=LARGE, weight="bold")
            write(axes, x, 0.38, use, size=SMALL + 0.5, color=GREY_INK)
        return finished(figure, alt, caption or "What differs is which unit sees what.")


def row(middle: float, n: int, gap: float) -> list[float]:
    """Place n things side by side around a middle.

    Examples
    --------
    >>> row(1.0, 3, 0.5)
    [0.5, 1.0, 1.5]
    """
    return [middle + gap * (k - (n - 1) / 2) for k in range(n)]


def draw_nodes(axes, inputs: list[float], units: list[float]) -> None:
    """Draw inputs as small squares, and units as circles above them."""
    for x in inputs:
        box(axes, x, LOW, 0.22, 0.22, **INPUT)
    for x in units:
        disc(axes, x, HIGH, RADIUS)


def draw_dense(axes, middle: float) -> None:
    """Draw units that see all inputs."""
    inputs, units = row(middle, 4, 0.42), row(middle, 3, 0.5)
    for source, unit in product(inputs, units):
        line(axes, (source, LOW), (unit, HIGH))
    draw_nodes(axes, inputs, units)


def draw_convolution(axes, middle: float) -> None:
    """Draw units that see three neighbours each, with the same three weights."""
    inputs = row(middle, 5, 0.36)
    looks = ((BLUE, "-"), (ORANGE, "-"), (GREY_INK, (0, (2, 1.5))))
    for k, unit in enumerate(inputs[1:-1]):
        for source, (colour, dashes) in zip(inputs[k : k + 3], looks, strict=True):
            line(
                axes,
                (source, LOW),
                (unit, HIGH),
                color=colour,
                width=1.5,
                linestyle=dashes,
            )
    draw_nodes(axes, inputs, inputs[1:-1])


def draw_recurrence(axes, middle: float) -> None:
    """Draw a unit for each moment; each sees the one before it."""
    places = row(middle, 3, 0.68)
    for x, word in zip(places, ("a", "black", "cat"), strict=True):
        line(axes, (x, LOW), (x, HIGH), color=BLUE, width=1.3)
        write(axes, x, LOW - 0.23, word, size=SMALL + 0.5)
    for before, x in pairwise(places):
        arrow(
            axes,
            (before + RADIUS + 0.02, HIGH),
            (x - RADIUS - 0.02, HIGH),
            color=ORANGE,
            width=1.8,
        )
    draw_nodes(axes, places, places)


DRAWN = (draw_dense, draw_convolution, draw_recurrence)
