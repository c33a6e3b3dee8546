"""Pictures of digits, and below each how a network shares out its answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import BLUE, INK, ORANGE, WIDTH, Picture, drawing, render
from nnlib.shapes import shapes
from nnlib.values import finite

MOST, GAP, SIDE = 8, 0.16, 1.15  # examples side by side; inches
TITLE, BAR, FOOT = 0.42, 0.19, 0.08  # inches


def answers(
    images: np.ndarray,
    A: np.ndarray,
    truth: Sequence[int],
    *,
    titles: Sequence[str] | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw examples with a bar for the probability of each class.

    Parameters
    ----------
    images : ndarray, shape (m, h, w)
        Grey pictures, at most eight; 0 is paper, the highest number of all is ink.
    A : ndarray, shape (K, m)
        Probabilities, each column from 0 to 1.
    truth : sequence of m int
        The right class of each example; its bar is orange.
    titles : sequence of m str, optional
        What stands above each picture; what is true and what is said if left out.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The examples side by side. The sentence says how many of the largest bars are
        those of the right class.

    Raises
    ------
    ShapeError
        If `images` and `A` do not show the same number of examples.
    ValueError
        If there are more than eight, `truth` or `titles` do not fit, or `A` is not
        finite.

    Examples
    --------
    >>> A = np.array([[0.9, 0.2], [0.1, 0.8]])
    >>> print(answers(np.zeros((2, 4, 4)), A, [0, 0]).alt)
    2 pictures with 2 bars each. Is 0, said 0 with 0.90; is 0, said 1 with 0.80. The
    largest bar is that of the right class in 1 of 2.
    """
    sizes = shapes("images (m, h, w), A (K, m)", images, A)
    truth = fitting("truth", truth, sizes["m"])
    refuse_strangers(truth, sizes)
    finite(A=A)
    images, A = np.asarray(images, dtype=float), np.asarray(A, dtype=float)
    said = A.argmax(axis=0)
    titles = titles or [f"is {k}\nsaid {j}" for k, j in zip(truth, said, strict=True)]
    titles = fitting("titles", titles, sizes["m"])
    side = min(SIDE, (WIDTH - 0.3) / sizes["m"] - GAP)
    height = TITLE + side * sizes["h"] / sizes["w"] + sizes["K"] * BAR + 2 * FOOT
    with drawing(WIDTH, height) as (figure, axes):
        figure.set_layout_engine("none")
        axes.set_position((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        axes.set_axis_off()
        left = (WIDTH - sizes["m"] * (side + GAP) + GAP) / 2
        for i in range(sizes["m"]):
            x = left + i * (side + GAP)
            y = draw_image(axes, images[i], images.max(), titles[i], x, side)
            draw_bars(axes, A[:, i], truth[i], x, y + FOOT, side)
        png = render(figure)
    sentence = finding(A, truth)
    return Picture(png, f"{describe(A, truth)} {sentence}", caption or sentence)


def fitting(name: str, entries: Sequence, m: int) -> list:
    """Insist on one entry for each example."""
    if len(entries) != m:
        raise ValueError(f"{name} has {len(entries)} entries, expected {m}")
    return list(entries)


def refuse_strangers(truth: list, sizes: dict) -> None:
    """Insist on classes that have a bar, and on few enough examples."""
    if sizes["m"] > MOST:
        raise ValueError(f"images holds {sizes['m']} pictures, expected at most {MOST}")
    strangers = [k for k in truth if k not in range(sizes["K"])]
    if strangers:
        raise ValueError(
            f"truth holds {strangers[0]}, expected classes 0 to {sizes['K'] - 1}"
        )


def draw_image(axes, image, most: float, title: str, x: float, side: float) -> float:
    """Draw one picture under its title, and return where it ends."""
    from matplotlib.patches import Rectangle

    h, w = image.shape
    bottom = TITLE + side * h / w
    look = {"cmap": "gray_r", "vmin": 0, "vmax": most or 1.0, "aspect": "auto"}
    place = (x, x + side, bottom, TITLE)
    axes.imshow(image, extent=place, interpolation="nearest", **look)
    frame = {"fill": False, "edgecolor": "#d9d6cd"}
    axes.add_patch(Rectangle((x, TITLE), side, bottom - TITLE, **frame))
    text = {"ha": "center", "va": "center", "fontsize": 10.5, "linespacing": 1.1}
    axes.text(x + side / 2, TITLE / 2, title, **text)
    return bottom


def draw_bars(
    axes, column: np.ndarray, truth: int, x: float, y: float, side: float
) -> None:
    """Draw one bar for each class, from above to below, behind its number."""
    from matplotlib.patches import Rectangle

    room = side - 0.2
    for k, share in enumerate(column):
        middle = y + (k + 0.5) * BAR
        face = ORANGE if k == truth else BLUE
        look = {"facecolor": face, "edgecolor": INK, "linewidth": 0.5}
        corner = (x + 0.18, middle - 0.36 * BAR)
        axes.add_patch(Rectangle(corner, room * max(share, 0), 0.72 * BAR, **look))
        weight = "bold" if k == truth else "normal"
        text = {
            "ha": "center",
            "va": "center_baseline",
            "fontsize": 9.5,
            "weight": weight,
        }
        axes.text(x + 0.07, middle, str(k), **text)


def describe(A: np.ndarray, truth: list) -> str:
    """Say for every example what is true and what is said."""
    said = "; ".join(
        f"is {k}, said {column.argmax()} with {column.max():.2f}"
        for k, column in zip(truth, A.T, strict=True)
    )
    said = said[0].upper() + said[1:]
    return f"{A.shape[1]} pictures with {A.shape[0]} bars each. {said}."


def finding(A: np.ndarray, truth: list) -> str:
    """Say how often the largest bar is the right one."""
    right = int(np.sum(A.argmax(axis=0) == truth))
    return f"The largest bar is that of the right class in {right} of {len(truth)}."
