"""The parity of some bits as a tree of xor gates, two at a time.

Each level halves the number of bits, so the depth grows like the logarithm. One hidden
layer of units can do parity as well, with one unit for each bit; what it cannot do
briefly is a table of and- and or-gates.
"""

from nnlib.plotting.card import BLUE, WIDTH, Picture, finished, picture
from nnlib.plotting.diagram import GREY_INK, SMALL, box, diagram, disc, line, write
from nnlib.wording import counted, listed

LEVEL, RADIUS, TOP = 0.78, 0.19, 0.35  # inches
Level = list[tuple[float, tuple[float, ...]]]


@picture
def gate_tree(k: int, *, caption: str | None = None) -> Picture:
    """Draw the xor tree of k bits.

    Parameters
    ----------
    k : int
        Number of bits, 2 to 8.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The tree, beside its number of levels and of gates.

    Raises
    ------
    ValueError
        If `k` is another number.

    Examples
    --------
    >>> gate_tree(8).alt
    'A tree of xor gates for 8 bits: 4, 2 and 1 in 3 levels, 7 gates in all.'
    """
    if k not in range(2, 9):
        raise ValueError(f"k is {k!r}, expected a whole number from 2 to 8")
    levels = tree(k)
    total, steps = counted(k - 1, "gate"), counted(len(levels) - 1, "level")
    counts = listed([str(gates(level)) for level in levels[1:]])
    alt = f"A tree of xor gates for {k} bits: {counts} in {steps}, {total} in all."
    said = f"{k} bits, {total}, {steps}. Twice the bits need only one level more."
    height = LEVEL * (len(levels) - 1) + 0.95
    with diagram(height) as (figure, axes):
        for depth, level in enumerate(levels):
            y = height - TOP - LEVEL * depth
            draw_level(axes, level, y, depth)
        (x, _), *_ = levels[-1]
        line(axes, (x, y - RADIUS), (x, y - 0.34), color=BLUE, width=1.3)
        write(axes, x, y - 0.45, "parity")
        return finished(figure, alt, caption or said)


def tree(k: int) -> list[Level]:
    """Place bits and gates: for each its x, and the x of what leads to it.

    Parameters
    ----------
    k : int
        Number of bits.

    Returns
    -------
    list of list of (float, tuple of float)
        The bits, then the gates of each level, in inches from the left. An odd one is
        passed on: only one thing leads to it.

    Examples
    --------
    >>> [len(level) for level in tree(7)]
    [7, 4, 2, 1]
    """
    step = 0.55
    start = 2.6 - step * (k - 1) / 2
    levels: list[Level] = [[(start + step * bit, ()) for bit in range(k)]]
    while len(levels[-1]) > 1:
        below = [x for x, _ in levels[-1]]
        pairs = [tuple(below[i : i + 2]) for i in range(0, len(below), 2)]
        levels.append([(sum(pair) / len(pair), pair) for pair in pairs])
    return levels


def gates(level: Level) -> int:
    """Count the gates of a level."""
    return sum(len(sources) == 2 for _, sources in level)


def draw_level(axes, level: Level, y: float, depth: int) -> None:
    """Draw the bits, or a row of gates and the lines to them, with their number."""
    for index, (x, sources) in enumerate(level, 1):
        for source in sources:
            line(axes, (source, y + LEVEL), (x, y), color=BLUE, width=1.3)
        if not depth:
            box(axes, x, y, 0.36, 0.32, facecolor="#e7e8e7", edgecolor=GREY_INK)
            write(axes, x, y, f"$x_{index}$")
        elif len(sources) == 2:
            disc(axes, x, y, RADIUS)
            write(axes, x, y, "⊕", size=15)
    text = f"level {depth}: {counted(gates(level), 'gate')}" if depth else "bits"
    write(axes, WIDTH - 0.3, y, text, ha="right", color=GREY_INK, size=SMALL + 0.5)
