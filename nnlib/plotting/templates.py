"""The weights of several units, each as the grey picture that it looks at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import BLUE, ORANGE, PAPER, WIDTH, Picture, drawing, render
from nnlib.shapes import shapes
from nnlib.values import finite

MOST, LINE, GAP = 20, 0.26, 0.12  # units; inches


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
        If there are too many units, `titles` do not fit, or `W` is not finite.

    Examples
    --------
    >>> print(templates(np.array([[1.0, -2.0], [0.5, 3.0]]), 1, 2, ["a", "b"]).alt)
    Weights of 2 units over 1 x 2 pixels. Ink speaks for a in 1 pixel, for b in 2
    pixels.
    """
    n = shapes(f"W (n, {height * width})", W)["n"]
    finite(W=W)
    titles = [str(title) for title in titles]
    if n > MOST or len(titles) != n:
        raise ValueError(f"titles has {len(titles)} entries, expected {min(n, MOST)}")
    across = n if n <= 6 else -(-n // 2)
    rows = -(-n // across)
    side = min((WIDTH - 0.2) / across, 1.5)
    row = side * height / width + LINE
    with drawing(WIDTH, rows * row + 0.12) as (figure, axes):
        figure.set_layout_engine("none")
        axes.set_position((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(rows * row + 0.12, 0))
        axes.set_axis_off()
        left = (WIDTH - across * side) / 2
        # One loud pixel must not make all others pale.
        most = float(np.quantile(np.abs(W), 0.995)) or 1.0
        for unit, weights in enumerate(np.asarray(W, dtype=float)):
            below, beside = divmod(unit, across)
            place = left + beside * side, 0.04 + below * row
            image = weights.reshape(height, width)
            draw_unit(axes, image, most, titles[unit], place, side)
        png = render(figure)
    alt = describe(np.asarray(W), titles, height, width)
    return Picture(
        png, alt, caption or "Orange: ink here speaks for it. Blue: against."
    )


def draw_unit(axes, image, most: float, title: str, place: tuple, side: float) -> None:
    """Draw the weights of one unit under its title."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    shades = LinearSegmentedColormap.from_list("weights", (BLUE, PAPER, ORANGE))
    h, w = image.shape
    left, top = place[0] + GAP / 2, place[1] + LINE
    size = side - GAP, (side - GAP) * h / w
    extent = (left, left + size[0], top + size[1], top)
    look = {"cmap": shades, "vmin": -most, "vmax": most, "aspect": "auto"}
    axes.imshow(image, extent=extent, interpolation="nearest", **look)
    axes.add_patch(Rectangle((left, top), *size, fill=False, edgecolor="#d9d6cd"))
    text = {"ha": "center", "va": "center", "fontsize": 11}
    axes.text(left + size[0] / 2, place[1] + LINE / 2, title, **text)


def describe(W: np.ndarray, titles: list[str], height: int, width: int) -> str:
    """Say for each unit in how many pixels ink speaks for it."""
    counts = np.sum(W > 0, axis=1)
    said = ", ".join(
        f"for {title} in {number} pixel{'s' if number != 1 else ''}"
        for title, number in zip(titles, counts, strict=True)
    )
    return (
        f"Weights of {len(titles)} units over {height} x {width} pixels. "
        f"Ink speaks {said}."
    )
