"""A function put together from pieces: each of them faint, their sum, and a target."""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, FAINT, ORANGE, Picture, drawing, finished, picture
from nnlib.plotting.families import on_numbers
from nnlib.plotting.sentences import brief
from nnlib.wording import counted

POINTS = 301


@picture
def units_over_line(
    function: Callable[[float], float],
    pieces: Sequence[Callable[[float], float]],
    low: float,
    high: float,
    *,
    target: Callable[[float], float] | None = None,
    name: str = "x",
    caption: str | None = None,
) -> Picture:
    """Draw a function of one number, and the pieces that it is the sum of.

    Parameters
    ----------
    function : callable
        Takes a number and returns a number: the sum.
    pieces : sequence of callable
        What each unit contributes; may be empty.
    low, high : float
        Ends of the drawn range.
    target : callable, optional
        The function that the sum should come near.
    name : str
        What stands across.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The lines; with a target, the sentence gives the largest distance to it.

    Raises
    ------
    ValueError
        If a function returns no single number.

    Examples
    --------
    >>> relu = lambda x: max(x, 0.0)
    >>> units_over_line(abs, [relu, lambda x: relu(-x)], -1, 1, target=abs).alt
    'From x = -1 to 1, the sum of 2 pieces is at most 0 away from the target.'
    """
    grid = np.linspace(low, high, POINTS)
    total = on_numbers("function", function, grid, wrapped=True)
    parts = [
        on_numbers(f"pieces[{k}]", piece, grid, wrapped=True)
        for k, piece in enumerate(pieces)
    ]
    wanted = None
    if target is not None:
        wanted = on_numbers("target", target, grid, wrapped=True)
    with drawing(height=3.5) as (figure, axes):
        axes.set(xlabel=name, xlim=(low, high))
        draw(axes, grid, total, parts, wanted)
        sentence = describe(total, wanted, len(parts), (name, low, high))
        return finished(figure, sentence, caption)


def draw(axes, grid: np.ndarray, total: np.ndarray, parts: list, wanted) -> None:
    """Draw pieces, target and sum, and name them above if there is more than one."""
    if wanted is not None:
        axes.plot(grid, wanted, color=ORANGE, linewidth=5.5, zorder=2, label="target")
    label = "sum" if parts else "function"
    axes.plot(grid, total, color=BLUE, linewidth=2.0, zorder=3, label=label)
    for k, part in enumerate(parts):
        axes.plot(
            grid,
            part,
            label=None if k else "pieces",
            color=FAINT,
            linewidth=0.9,
            alpha=0.8,
            zorder=1,
        )
    if parts or wanted is not None:
        axes.legend(
            frameon=False,
            handlelength=2.6,
            loc="lower left",
            bbox_to_anchor=(-0.01, 1.0),
            ncols=3,
        )


def describe(total: np.ndarray, wanted, pieces: int, line: tuple) -> str:
    """Say how near the sum comes to its target, or how far it reaches."""
    name, low, high = line
    of = f"the sum of {counted(pieces, 'piece')}" if pieces else "the function"
    where = f"From {name} = {low:g} to {high:g}, {of}"
    if wanted is None:
        return f"{where} lies between {brief(total.min())} and {brief(total.max())}."
    worst = brief(np.max(np.abs(total - wanted)))
    return f"{where} is at most {worst} away from the target."
