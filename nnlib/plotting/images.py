"""Pictures as data: some of them side by side, and weights that look like one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import BLUE, ORANGE, PAPER, WIDTH, Picture, drawing, render
from nnlib.shapes import shapes

ACROSS = 6  # pictures in a row
SIDE = (WIDTH - 0.2) / ACROSS  # inches
TITLE, MARGIN = 0.27, 0.05  # shares of the side
ROW = (1 + TITLE) * SIDE  # inches


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
    with drawing(WIDTH, rows * ROW + 0.1) as (figure, axes):
        axes.set_axis_off()
        for index, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
            below, beside = divmod(index, ACROSS)
            draw_picture(axes, picture, title, beside, below * ROW / SIDE)
        spare = (ACROSS - min(m, ACROSS)) / 2
        axes.set(xlim=(-spare, ACROSS - spare), ylim=(rows * ROW / SIDE, 0))
        png = render(figure)
    words = ", ".join(titles)
    alt = f"{m} pictures of {sizes['h']} x {sizes['w']} pixels: {words}."
    return Picture(png, alt, caption or alt)


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


def weight_image(
    w: np.ndarray,
    height: int,
    width: int,
    *,
    labels: Sequence[str] = ("label 0", "label 1"),
    caption: str | None = None,
) -> Picture:
    """Show the weights of a neuron as the picture that it looks at.

    The three weights of a pixel are added up: what they say to a grey pixel.

    Parameters
    ----------
    w : ndarray, shape (3 * height * width, 1)
        Weights, colour by colour.
    height, width : int
        Size of the pictures in pixels.
    labels : sequence of two str
        What label 0 and label 1 mean.
    caption : str, optional
        Sentence below; computed if left out.

    Returns
    -------
    Picture
        Orange where a bright pixel speaks for label 1, blue where it speaks for
        label 0.

    Raises
    ------
    ShapeError
        If `w` does not hold three weights for every pixel.

    Examples
    --------
    >>> weight_image(np.ones((12, 1)), 2, 2, labels=("dog", "cat")).alt
    'Weights of 2 x 2 pixels: bright speaks for cat in 4 of them, for dog in 0.'
    """
    from matplotlib.colors import LinearSegmentedColormap

    shapes(f"w ({3 * height * width}, 1)", w)
    by_pixel = np.asarray(w).reshape(3, height, width).sum(axis=0)
    # One loud pixel must not make all others pale.
    most = float(np.quantile(np.abs(by_pixel), 0.99)) or 1.0
    shades = LinearSegmentedColormap.from_list("weights", (BLUE, PAPER, ORANGE))
    with drawing(height=3.6) as (figure, axes):
        figure.get_layout_engine().set(rect=(0.12, 0, 0.8, 1))
        axes.set_axis_off()
        look = {"cmap": shades, "vmin": -most, "vmax": most}
        image = axes.imshow(by_pixel, interpolation="nearest", **look)
        scale = figure.colorbar(image, ax=axes, ticks=[-most, 0, most], pad=0.03)
        words = (f"bright: {labels[0]}", "no say", f"bright: {labels[1]}")
        scale.ax.set_yticklabels(words)
        scale.outline.set_visible(False)
        scale.ax.tick_params(length=0)
        png = render(figure)
    one, zero = int(np.sum(by_pixel > 0)), int(np.sum(by_pixel < 0))
    alt = (
        f"Weights of {height} x {width} pixels: bright speaks for {labels[1]} in {one} "
        f"of them, for {labels[0]} in {zero}."
    )
    return Picture(png, alt, caption or alt)
