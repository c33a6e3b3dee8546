"""Grey pictures such as digits, side by side under titles of up to two lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import ORANGE, WIDTH, Picture, render
from nnlib.plotting.diagram import SMALL, diagram, write
from nnlib.plotting.sentences import counted
from nnlib.shapes import shapes
from nnlib.values import finite

ACROSS, FEWEST = 8, 5  # pictures in a row; fewer are drawn as large as five
LINE, GAP, MARGIN = 0.19, 0.1, 0.1  # inches


def digit_sheet(
    images: np.ndarray,
    titles: Sequence[str],
    *,
    mark: Sequence[int] | None = None,
    caption: str | None = None,
) -> Picture:
    r"""Show grey pictures in rows of eight, dark where the numbers are high.

    Parameters
    ----------
    images : ndarray, shape (m, h, w)
        The pictures; 0 is paper, the highest number of all is ink.
    titles : sequence of m str
        What stands above each, in one or two lines.
    mark : sequence of int, optional
        Which pictures have a frame, counted from 0.
    caption : str, optional
        Sentence below; computed if left out.

    Returns
    -------
    Picture
        The pictures, with hard pixels.

    Raises
    ------
    ShapeError
        If `images` are not grey pictures.
    ValueError
        If a number is not finite, there are more or fewer titles than pictures, or
        `mark` names another.

    Examples
    --------
    >>> digit_sheet(np.ones((2, 4, 4)), ["3\nsaid 8", "5"], mark=[0]).alt
    '2 pictures of 4 x 4 pixels: 3, said 8; 5. Marked: 1.'
    """
    sizes = shapes("images (m, h, w)", images)
    finite(images=images)
    images, titles = np.asarray(images, dtype=np.float64), [str(t) for t in titles]
    marked, m = set(mark or ()), sizes["m"]
    refuse_misfits(m, titles, marked)
    across = min(max(m, FEWEST), ACROSS)
    side = (WIDTH - 2 * MARGIN) / across
    title = LINE * max(text.count("\n") + 1 for text in titles) + 0.05
    row = (side - GAP) * sizes["h"] / sizes["w"] + title + GAP
    height = -(-m // across) * row + MARGIN
    left = MARGIN + (across - min(m, across)) * side / 2
    with diagram(height) as (figure, axes):
        for index, image in enumerate(images):
            below, beside = divmod(index, across)
            x, y = left + (beside + 0.5) * side, height - MARGIN / 2 - below * row
            place = (
                x - (side - GAP) / 2,
                x + (side - GAP) / 2,
                y - row + GAP,
                y - title,
            )
            draw_image(axes, image / (images.max() or 1.0), place, index in marked)
            look = {"size": SMALL + 0.5, "va": "bottom"}
            write(axes, x, y - title + 0.03, titles[index], **look)
        # images have moved the limits
        axes.set(xlim=(0, WIDTH), ylim=(0, height), aspect="auto")
        png = render(figure)
    what = f"{counted(m, 'picture')} of {sizes['h']} x {sizes['w']} pixels"
    alt = f"{what}: {describe(titles, marked)}"
    framed = f", {len(marked)} of them marked" if marked else ""
    return Picture(png, alt, caption or f"{what}{framed}.")


def refuse_misfits(m: int, titles: list[str], marked: set[int]) -> None:
    """Insist on a title for each picture, and on marks of pictures that are there."""
    if len(titles) != m:
        raise ValueError(f"titles has {len(titles)} entries, expected {m}")
    strangers = [index for index in marked if index not in range(m)]
    if strangers:
        raise ValueError(f"mark holds {strangers[0]!r}, expected 0 to {m - 1}")


def draw_image(axes, image: np.ndarray, place: tuple, marked: bool) -> None:
    """Draw one picture, with a frame that is orange if it is marked."""
    from matplotlib.patches import Rectangle

    look = {"cmap": "gray_r", "vmin": 0, "vmax": 1, "aspect": "auto"}
    axes.imshow(image, extent=place, interpolation="nearest", **look)
    left, right, bottom, top = place
    edge = {"edgecolor": "#d9d6cd", "linewidth": 1.0}
    if marked:
        edge = {"edgecolor": ORANGE, "linewidth": 3.0}
    size = (right - left, top - bottom)
    axes.add_patch(Rectangle((left, bottom), *size, fill=False, zorder=3, **edge))


def describe(titles: list[str], marked: set[int]) -> str:
    """Say all titles, and which pictures are marked."""
    words = "; ".join(text.replace("\n", ", ") for text in titles)
    numbers = ", ".join(str(index + 1) for index in sorted(marked))
    return f"{words}. Marked: {numbers}." if marked else f"{words}."
