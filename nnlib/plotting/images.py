"""Pictures as data: some of them side by side."""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import WIDTH, Picture, drawing, finished, picture, rectangle
from nnlib.shapes import shapes
from nnlib.wording import counted

ACROSS = 6  # pictures in a row
SIDE = (WIDTH - 0.2) / ACROSS  # inches
TITLE, MARGIN = 0.27, 0.05  # shares of the side
ROW = (1 + TITLE) * SIDE  # inches


@picture
def contact_sheet(
    pictures: np.ndarray, titles: Sequence[str], caption: str | None = None
) -> Picture:
    """Show pictures in rows of six, each under its title.

    Parameters
    ----------
    pictures : ndarray, shape (m, h, w, 3), uint8
        The pictures.
    titles : sequence of m str
        What stands above each.
    caption : str, optional
        Sentence below; computed if left out.

    Returns
    -------
    Picture
        The pictures, with hard pixels.

    Raises
    ------
    ShapeError
        If `pictures` are not colour pictures.
    ValueError
        If there are more or fewer titles than pictures.

    Examples
    --------
    >>> contact_sheet(np.zeros((2, 4, 4, 3), dtype=np.uint8), ["night", "fog"]).alt
    '2 pictures of 4 x 4 pixels: night, fog.'
    """
    sizes = shapes("pictures (m, h, w, 3)", pictures)
    m, titles = sizes["m"], [str(title) for title in titles]
    if len(titles) != m:
        raise ValueError(f"titles has {len(titles)} entries, expected {m}")
    rows = -(-m // ACROSS)
    what = f"{counted(m, 'picture')} of {sizes['h']} x {sizes['w']} pixels"
    with drawing(WIDTH, rows * ROW + 0.1) as (figure, axes):
        axes.set_axis_off()
        for index, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
            below, beside = divmod(index, ACROSS)
            draw_picture(axes, picture, title, beside, below * ROW / SIDE)
        spare = (ACROSS - min(m, ACROSS)) / 2
        axes.set(xlim=(-spare, ACROSS - spare), ylim=(rows * ROW / SIDE, 0))
        return finished(figure, f"{what}: {', '.join(titles)}.", caption or f"{what}.")


def draw_image(axes, image: np.ndarray, place: tuple, **look) -> None:
    """Draw a picture with hard pixels into a place, with a thin frame.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    image : ndarray, shape (h, w)
        The picture.
    place : tuple of four float
        Left, right, bottom and top.
    **look : object
        What matplotlib knows of images, such as ``cmap``, ``vmin`` and ``vmax``.
    """
    left, right, bottom, top = place
    axes.imshow(image, extent=place, interpolation="nearest", aspect="auto", **look)
    rectangle(
        axes,
        (left, bottom),
        right - left,
        top - bottom,
        fill=False,
        edgecolor="#d9d6cd",
    )


def draw_picture(axes, picture: np.ndarray, title: str, x: float, y: float) -> None:
    """Draw one picture with its title above it.

    Parameters
    ----------
    axes : Axes
        Where to draw; a picture is one unit wide.
    picture : ndarray, shape (h, w, 3), uint8
        The picture.
    title : str
        What stands above.
    x, y : float
        Upper left corner of the room for it.
    """
    left, right, top, bottom = x + MARGIN, x + 1 - MARGIN, y + TITLE, y + TITLE + 1
    place = (left, right, bottom - 2 * MARGIN, top)
    axes.imshow(picture, extent=place, interpolation="nearest", aspect="auto")
    middle = (left + right) / 2
    axes.text(middle, top - 0.06, title, ha="center", va="bottom", fontsize=11)
