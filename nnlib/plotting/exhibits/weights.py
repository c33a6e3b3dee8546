"""Weights as the picture that they look at: of one neuron, or of several units."""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    CENTRED,
    ORANGE,
    PAPER,
    WIDTH,
    Picture,
    colour_scale,
    drawing,
    finished,
    picture,
    shades,
)
from nnlib.plotting.diagram import diagram
from nnlib.plotting.images import contact_sheet, draw_image
from nnlib.shapes import shapes
from nnlib.values import finite
from nnlib.wording import counted

LINE, GAP = 0.26, 0.12  # inches


@picture
def templates(
    W: np.ndarray,
    height: int,
    width: int,
    titles: Sequence[str],
    *,
    caption: str | None = None,
) -> Picture:
    """Draw every row of a weight matrix as a picture.

    Parameters
    ----------
    W : ndarray, shape (n, height * width)
        Weights of at most twenty units, one row each.
    height, width : int
        Size of the pictures in pixels.
    titles : sequence of n str
        What stands above each unit.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Orange where ink speaks for the unit, blue where it speaks against, in two rows
        where there are more than six. All units share one scale.

    Raises
    ------
    ShapeError
        If the rows of `W` do not have one weight for each pixel.
    ValueError
        If `W` is not finite.

    Examples
    --------
    >>> print(templates(np.array([[1.0, -2.0], [0.5, 3.0]]), 1, 2, ["a", "b"]).alt)
    Weights of 2 units over 1 x 2 pixels. Ink speaks for a in 1 pixel, for b in 2
    pixels.
    """
    n = shapes(f"W (n, {height * width})", W)["n"]
    finite(W=W)
    images = np.asarray(W, dtype=float).reshape(n, height, width)
    across = n if n <= 6 else -(-n // 2)
    side = min((WIDTH - 0.2) / across, 1.5)
    row = side * height / width + LINE
    left, size = (WIDTH - across * side) / 2, side - GAP
    look = colours_of(images, 0.995)
    with diagram(-(-n // across) * row + 0.12, down=True) as (figure, axes):
        for unit, image in enumerate(images):
            below, beside = divmod(unit, across)
            x, y = left + beside * side + GAP / 2, 0.04 + below * row
            bottom = y + LINE + size * height / width
            draw_image(axes, image, (x, x + size, bottom, y + LINE), **look)
            axes.text(x + size / 2, y + LINE / 2, str(titles[unit]), **CENTRED)
        said = caption or "Orange: ink here speaks for it. Blue: against."
        return finished(figure, describe(images, titles), said)


def describe(images: np.ndarray, titles: Sequence[str]) -> str:
    """Say for each unit in how many pixels ink speaks for it."""
    said = ", ".join(
        f"for {title} in {counted(int(np.sum(image > 0)), 'pixel')}"
        for title, image in zip(titles, images, strict=True)
    )
    n, height, width = images.shape
    return f"Weights of {n} units over {height} x {width} pixels. Ink speaks {said}."


def colours_of(weights: np.ndarray, share: float) -> dict[str, object]:
    """Choose colours for weights: blue below 0, orange above.

    Parameters
    ----------
    weights : ndarray
        Of any shape.
    share : float
        Share of the weights that get a shade of their own: one loud pixel must not
        make all others pale.

    Returns
    -------
    dict
        What matplotlib wants to know of an image.
    """
    most = float(np.quantile(np.abs(weights), share)) or 1.0
    return {"cmap": shades(BLUE, PAPER, ORANGE), "vmin": -most, "vmax": most}


@picture
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
    shapes(f"w ({3 * height * width}, 1)", w)
    by_pixel = np.asarray(w).reshape(3, height, width).sum(axis=0)
    one, zero = int(np.sum(by_pixel > 0)), int(np.sum(by_pixel < 0))
    alt = (
        f"Weights of {height} x {width} pixels: bright speaks for {labels[1]} in {one} "
        f"of them, for {labels[0]} in {zero}."
    )
    with drawing(height=3.6) as (figure, axes):
        figure.get_layout_engine().set(rect=(0.12, 0, 0.8, 1))
        axes.set_axis_off()
        look = colours_of(by_pixel, 0.99)
        image = axes.imshow(by_pixel, interpolation="nearest", **look)
        ticks = [look["vmin"], 0, look["vmax"]]
        scale = colour_scale(figure, image, axes, ticks=ticks, pad=0.03)
        words = (f"bright: {labels[0]}", "no say", f"bright: {labels[1]}")
        scale.ax.set_yticklabels(words)
        return finished(figure, alt, caption)


@picture
def grey_units(
    W: np.ndarray,
    height: int,
    width: int,
    titles: Sequence[str],
    *,
    caption: str | None = None,
) -> Picture:
    """Show for what each unit looks in pictures: bright where it wants bright pixels.

    The three weights of a pixel are averaged, and each unit has its own scale.

    Parameters
    ----------
    W : ndarray, shape (n, 3 * height * width)
        Weights of the units, one row each, colour by colour.
    height, width : int
        Size of the pictures in pixels.
    titles : sequence of n str
        What stands above each unit.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        A grey picture for each unit, six in a row.

    Raises
    ------
    ShapeError
        If the rows of `W` do not hold three weights for every pixel.
    ValueError
        If `W` is not finite.

    Examples
    --------
    >>> grey_units(np.ones((1, 12)), 2, 2, ["for cat"]).alt
    '1 picture of 2 x 2 pixels: for cat.'
    """
    n = shapes(f"W (n, {3 * height * width})", W)["n"]
    finite(W=W)
    means = np.asarray(W).reshape(n, 3, height, width).mean(axis=1)
    most = np.abs(means).max(axis=(1, 2), keepdims=True)
    grey = 127 + 127 * means / np.where(most > 0, most, 1.0)
    pictures = np.repeat(grey[..., np.newaxis], 3, axis=3).astype(np.uint8)
    return contact_sheet(pictures, titles, caption)
