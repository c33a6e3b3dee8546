"""A line of a formula as boxes in proportion to the shapes of its arrays.

Where two boxes stand side by side they are multiplied: the width of the left one must
be the height of the right one, and both edges are marked.
"""

from collections.abc import Sequence

from nnlib.plotting.card import ORANGE, WIDTH, Picture, finished, picture
from nnlib.plotting.diagram import BACK, LARGE, MEDIUM, SMALL, box, diagram, line, write
from nnlib.plotting.shape_steps import (
    Step,
    checked,
    describe,
    fits,
    meeting_words,
    meetings,
)

LEAST, TALLEST, LARGEST = 0.44, 2.1, 0.34  # inches of a side, and of one entry
MARGIN, DIGIT = 0.3, 0.09  # inches at the sides, and of a digit


@picture
def shape_walk(steps: Sequence[Step], *, caption: str | None = None) -> Picture:
    """Draw a line of a formula with the shapes of its arrays.

    Parameters
    ----------
    steps : sequence of str or (str, (int, int))
        Signs such as ``"="`` and ``"+"``, and arrays: name and shape. Arrays side by
        side are multiplied.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The boxes; the sentence says whether inner sizes meet.

    Raises
    ------
    ValueError
        If there is no array, a shape is not two sizes above 0, or there is no room.

    Examples
    --------
    >>> shape_walk([("Z", (4, 10)), "=", ("W", (4, 3)), ("X", (3, 10))]).alt
    'Z (4, 10) = W (4, 3) times X (3, 10). The 3 columns of W meet the 3 rows of X.'
    """
    steps = [checked(step) for step in steps]
    arrays = [step[1] for step in steps if not isinstance(step, str)]
    if not arrays:
        raise ValueError("steps holds no array, expected a name with its shape")
    scale = scale_for(steps, arrays)
    tallest = max(side(rows, scale) for rows, _ in arrays)
    with diagram(tallest + 0.95) as (figure, axes):
        draw_steps(axes, steps, scale, 0.5 + tallest / 2)
        return finished(figure, describe(steps), caption or meeting_words(steps))


def scale_for(steps: Sequence[Step], arrays: Sequence[tuple[int, int]]) -> float:
    """Choose inches per entry so that all boxes fit.

    Raises
    ------
    ValueError
        If even the smallest boxes do not fit.
    """
    room = WIDTH - 2 * MARGIN - sum(gaps(steps))
    if room < sum(least_width(shape) for shape in arrays):
        raise ValueError(
            f"steps holds {len(steps)} entries, more than there is room for"
        )
    scale = min(TALLEST / max(rows for rows, _ in arrays), LARGEST)
    while sum(width_of(shape, scale) for shape in arrays) > room:
        scale *= 0.95
    return scale


def gaps(steps: Sequence[Step]) -> list[float]:
    """Give the inches that each step leaves free: a sign, or room for an inner size."""
    free = [0.26 + 0.11 * len(s) if isinstance(s, str) else 0.0 for s in steps]
    for index in meetings(steps):
        free[index] = 0.2 + DIGIT * len(str(steps[index + 1][1][0]))
    return free


def side(size: int, scale: float) -> float:
    """Give the length of a side in inches: in proportion, but never too small."""
    return max(LEAST, scale * size)


def least_width(shape: tuple[int, int]) -> float:
    """Give the width that a shape needs when it is written below."""
    return max(LEAST, 0.078 * len(str(shape)) - 0.12)


def width_of(shape: tuple[int, int], scale: float) -> float:
    """Give the width of a box in inches."""
    return max(side(shape[1], scale), least_width(shape))


def draw_steps(axes, steps: Sequence[Step], scale: float, y: float) -> None:
    """Draw the boxes and signs from left to right, and mark what meets."""
    free, touching = gaps(steps), meetings(steps)
    widths = [0 if isinstance(s, str) else width_of(s[1], scale) for s in steps]
    x = (WIDTH - sum(widths) - sum(free)) / 2
    for index, step in enumerate(steps):
        if isinstance(step, str):
            write(axes, x + free[index] / 2, y, step, size=LARGE + 2)
        else:
            size = (widths[index], side(step[1][0], scale))
            draw_array(axes, x + widths[index] / 2, y, step, size)
        if index in touching:
            right = x + widths[index] + free[index]
            heights = [side(s[1][0], scale) for s in steps[index : index + 2]]
            spans = ((x, x + widths[index], y + heights[0] / 2), (right, y, heights[1]))
            mark_meeting(axes, steps, index, spans)
        x += widths[index] + free[index]


def draw_array(axes, x: float, y: float, step: Step, size: tuple[float, float]) -> None:
    """Draw one array: its name inside, its shape below."""
    name, shape = step
    width, height = size
    box(axes, x, y, width, height, facecolor="#e3ebf4")
    write(axes, x, y, name, size=LARGE if width > 0.12 * len(name) + 0.1 else SMALL)
    write(axes, x, y - height / 2 - 0.16, str(shape), size=SMALL)


def mark_meeting(axes, steps: Sequence[Step], index: int, spans: tuple) -> None:
    """Mark the upper edge of the left array and the left edge of the right one.

    Edges that do not meet are broken lines.
    """
    (left, right, top), (x, y, height) = spans
    look = {"color": ORANGE, "width": 4.5, "zorder": 5, "solid_capstyle": "butt"}
    if not fits(steps, index):
        look |= {"color": BACK, "linestyle": (0, (1.2, 0.8)), "dash_capstyle": "butt"}
    line(axes, (left, top), (right, top), **look)
    line(axes, (x, y - height / 2), (x, y + height / 2), **look)
    words = {"color": BACK, "weight": "bold", "size": MEDIUM}
    write(axes, (left + right) / 2, top + 0.14, f"{steps[index][1][1]}", **words)
    write(axes, x - 0.07, y, f"{steps[index + 1][1][0]}", ha="right", **words)
