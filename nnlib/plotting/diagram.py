"""The card for drawings without axes: circles, boxes, arrows and words.

Its coordinates are inches from the lower left corner, so a letter, a circle and a gap
keep their size whatever is drawn.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from nnlib.plotting.card import BLUE, FAINT, INK, PAPER, WIDTH, drawing

SMALL, MEDIUM, LARGE = 10.0, 11.0, 13.0  # letters, in points
BACK = "#964f00"  # what comes back: derivatives
GREY_INK = "#5f5e59"  # words that explain
# A box that is an input: nothing is computed there.
INPUT = {"facecolor": "#e7e8e7", "edgecolor": FAINT, "linewidth": 1.2}


@contextmanager
def diagram(height: float, *, down: bool = False) -> Iterator[tuple]:
    """Open a card without axes.

    Parameters
    ----------
    height : float
        In inches; the width is that of every card.
    down : bool
        Whether the second coordinate counts downwards, as rows do.

    Yields
    ------
    tuple of (Figure, Axes)
        The card; its coordinates are inches to the right and up, or down.
    """
    with drawing(WIDTH, height) as (figure, axes):
        figure.set_layout_engine("none")
        axes.set_position((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0) if down else (0, height))
        axes.set_axis_off()
        yield figure, axes


def write(
    axes, x: float, y: float, text: str, *, size: float = MEDIUM, paper=False, **look
) -> None:
    """Write words with their middle at a place.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    x, y : float
        The place.
    text : str
        What to write; lines are apart by a line break.
    size : float
        Size of the letters in points.
    paper : bool
        Whether a piece of paper lies below, so that lines do not cross the words.
    **look : object
        What else matplotlib knows of texts, such as ``color`` or ``ha``.
    """
    look = {"ha": "center", "va": "center", "color": INK, "zorder": 6, **look}
    if paper:
        look["bbox"] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
    axes.text(x, y, text, fontsize=size, linespacing=1.15, **look)


def disc(axes, x: float, y: float, radius: float, *, face=PAPER, edge=BLUE) -> None:
    """Draw a circle; the default is a unit."""
    from matplotlib.patches import Circle

    axes.add_patch(
        Circle((x, y), radius, facecolor=face, edgecolor=edge, linewidth=1.5, zorder=4)
    )


def box(
    axes, x: float, y: float, width: float, height: float, *, round_=0.0, **look
) -> None:
    """Draw a box around its middle.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    x, y : float
        Its middle.
    width, height : float
        Its size.
    round_ : float
        Radius of its corners.
    **look : object
        What else matplotlib knows of patches.
    """
    from matplotlib.patches import FancyBboxPatch

    look = {
        "facecolor": PAPER,
        "edgecolor": BLUE,
        "linewidth": 1.5,
        "zorder": 4,
        **look,
    }
    corner = (x - width / 2, y - height / 2)
    style = f"round,pad=0,rounding_size={round_}" if round_ else "square,pad=0"
    axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=style, **look))


def line(axes, start: tuple, end: tuple, *, color=FAINT, width=0.9, **look) -> None:
    """Draw a straight line from one place to another."""
    look = {"zorder": 2, **look}
    axes.plot(*zip(start, end, strict=True), color=color, linewidth=width, **look)


def arrow(
    axes, start: tuple, end: tuple, *, color: str = FAINT, width: float = 1.3, **look
) -> None:
    """Draw an arrow from one place to another.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    start, end : tuple of two float
        Its ends, in inches.
    color : str
        Its colour.
    width : float
        Its width in points.
    **look : object
        What else matplotlib knows of arrows.
    """
    look = {
        "arrowstyle": "-|>",
        "mutation_scale": 11,
        "shrinkA": 0,
        "shrinkB": 0,
        **look,
    }
    look |= {"color": color, "linewidth": width}
    axes.annotate("", end, start, arrowprops=look, zorder=3)


def measure(axes, text: str, size: float = MEDIUM) -> float:
    """Tell how wide some words are.

    Parameters
    ----------
    axes : Axes
        Where they will stand.
    text : str
        The words; of several lines the widest counts.
    size : float
        Size of the letters in points.

    Returns
    -------
    float
        In inches.
    """
    words = axes.text(0, 0, text, fontsize=size, linespacing=1.15)
    width = words.get_window_extent().width / axes.figure.dpi
    words.remove()
    return width
