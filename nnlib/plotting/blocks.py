"""The forward and the backward pass as rows of blocks, with caches between them.

Every forward block keeps what its backward block will need. The backward row runs from
right to left and gives a derivative for every weight matrix and bias.
"""

from nnlib.plotting.card import BLUE, BROWN, WIDTH, Picture, finished, picture
from nnlib.plotting.diagram import BACK, GREY_INK, SMALL, arrow, box, diagram, write
from nnlib.plotting.diagram import line as stroke

FORWARD, BACKWARD, HEIGHT = 2.75, 1.05, 3.65  # inches from below
TALL, SIDE = 0.64, 0.85  # inches of a block, and at both sides
CORNER = WIDTH - 0.36
HIDDEN = "ReLU"


@picture
def blocks(L: int, *, last: str = "sigmoid", caption: str | None = None) -> Picture:
    """Draw forward and backward blocks of a network of L layers.

    Parameters
    ----------
    L : int
        Number of layers, 2 to 4.
    last : str
        Activation of the last layer; the others are ReLU.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The two rows of blocks.

    Raises
    ------
    ValueError
        If `L` is another number.

    Examples
    --------
    >>> print(blocks(2).alt)
    Above, 2 forward blocks from X to A2, each with its W and b; below, 2 backward
    blocks from dZ2 back to layer 1, each giving dW and db. The first of them goes
    through the linear half alone. A cache leads from each forward block down to its
    backward block.
    """
    if L not in (2, 3, 4):
        raise ValueError(f"L is {L!r}, expected 2, 3 or 4")
    step = (WIDTH - 2 * SIDE) / L
    width = min(step - 0.48, 0.95)
    middles = [SIDE + step * (k + 0.5) for k in range(L)]
    alt = (
        f"Above, {L} forward blocks from X to A{L}, each with its W and b; below, {L} "
        f"backward blocks from dZ{L} back to layer 1, each giving dW and db. The first "
        "of them goes through the linear half alone. A cache leads from each forward "
        "block down to its backward block."
    )
    with diagram(HEIGHT) as (figure, axes):
        for layer, x in enumerate(middles, 1):
            draw_layer(axes, x, width, layer, last if layer == L else HIDDEN)
        draw_flow(axes, middles, width / 2 + 0.03)
        draw_cost(axes)
        said = caption or "What goes forward is kept for the way back."
        return finished(figure, alt, said)


def draw_layer(axes, x: float, width: float, layer: int, name: str) -> None:
    """Draw the two blocks of a layer, its parameters, its cache and its derivatives."""
    back = f"linear,\n{name}\nback" if name == HIDDEN else "linear\nback"
    rows = (
        (FORWARD, BLUE, "#e3ebf4", f"linear,\n{name}"),
        (BACKWARD, BROWN, "#fbeacb", back),
    )
    for y, colour, face, words in rows:
        box(axes, x, y, width, TALL, edgecolor=colour, facecolor=face, round_=0.08)
        write(axes, x, y, words, size=SMALL)
    top, low, half = FORWARD - TALL / 2, BACKWARD + TALL / 2, TALL / 2 + 0.02
    arrow(axes, (x, FORWARD + 0.6), (x, FORWARD + half), color=BLUE)
    write(axes, x, FORWARD + 0.71, f"W{layer}, b{layer}", color=BLUE)
    arrow(axes, (x, top - 0.02), (x, low + 0.02), color=GREY_INK, linestyle=(0, (4, 2)))
    write(axes, x, (top + low) / 2, f"cache {layer}", color=GREY_INK, paper=True)
    arrow(axes, (x, BACKWARD - half), (x, 0.4), color=BACK)
    write(axes, x, 0.26, f"dW{layer}, db{layer}", color=BACK)


def draw_flow(axes, middles: list[float], half: float) -> None:
    """Draw what goes from block to block, forward above and back below."""
    starts = [0.5, *(x + half for x in middles)]
    ends = [*(x - half for x in middles), CORNER - 0.17]
    write(axes, 0.34, FORWARD, "X", size=13)
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        arrow(axes, (start, FORWARD), (end, FORWARD), color=BLUE)
        if k:
            right = CORNER if k == len(middles) else end
            arrow(axes, (right, BACKWARD), (start, BACKWARD), color=BACK)
            # Behind the last layer one begins with dZ: the short form of the loss.
            back = "dA" if k < len(middles) else "dZ"
            for y, name, colour in ((FORWARD, "A", BLUE), (BACKWARD, back, BACK)):
                write(axes, (start + end) / 2, y + 0.16, f"{name}{k}", color=colour)


def draw_cost(axes) -> None:
    """Draw what is said at the right end, what that costs, and the way back from it."""
    middle = (FORWARD + BACKWARD) / 2
    write(axes, CORNER, FORWARD + 0.03, r"$\hat{Y}$", size=13)
    arrow(axes, (CORNER, FORWARD - 0.16), (CORNER, middle + 0.13), color=BLUE)
    write(axes, CORNER, middle, "cost J", weight="bold")
    stroke(axes, (CORNER, middle - 0.13), (CORNER, BACKWARD), color=BACK, width=1.3)
