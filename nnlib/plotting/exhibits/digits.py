"""Pictures of digits: side by side, or with the answers of a network below."""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    CENTRED,
    INK,
    ORANGE,
    WIDTH,
    Picture,
    finished,
    picture,
    rectangle,
)
from nnlib.plotting.diagram import SMALL, diagram, write
from nnlib.plotting.images import draw_image
from nnlib.shapes import shapes
from nnlib.values import finite
from nnlib.wording import counted

BESIDE, SIDE = 0.16, 1.15  # inches from answer to answer, and of the largest picture
TITLE, BAR, FOOT = 0.42, 0.19, 0.08  # inches
ACROSS, FEWEST = 8, 5  # pictures in a row; fewer are drawn as large as five
LINE, GAP, MARGIN = 0.19, 0.1, 0.1  # inches


@picture
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
        If `A` is not finite.

    Examples
    --------
    >>> A = np.array([[0.9, 0.2], [0.1, 0.8]])
    >>> print(answers(np.zeros((2, 4, 4)), A, [0, 0]).alt)
    2 pictures with 2 bars each. Is 0, said 0 with 0.90; is 0, said 1 with 0.80. The
    largest bar is that of the right class in 1 of 2.
    """
    sizes = shapes("images (m, h, w), A (K, m)", images, A)
    finite(A=A)
    images, A = np.asarray(images, dtype=float), np.asarray(A, dtype=float)
    if titles is None:
        pairs = zip(truth, A.argmax(axis=0), strict=True)
        titles = [f"is {k}\nsaid {j}" for k, j in pairs]
    side = min(SIDE, (WIDTH - 0.3) / sizes["m"] - BESIDE)
    bottom = TITLE + side * sizes["h"] / sizes["w"]
    left = (WIDTH - sizes["m"] * (side + BESIDE) + BESIDE) / 2
    sentence = finding(A, truth)
    with diagram(bottom + sizes["K"] * BAR + 2 * FOOT, down=True) as (figure, axes):
        for i, image in enumerate(images):
            x = left + i * (side + BESIDE)
            draw_image(
                axes,
                image,
                (x, x + side, bottom, TITLE),
                cmap="gray_r",
                vmin=0,
                vmax=images.max() or 1.0,
            )
            axes.text(
                x + side / 2,
                TITLE / 2,
                titles[i],
                fontsize=10.5,
                linespacing=1.1,
                **CENTRED,
            )
            draw_bars(axes, A[:, i], truth[i], x, bottom + FOOT, side)
        return finished(figure, f"{describe(A, truth)} {sentence}", caption or sentence)


def draw_bars(
    axes, column: np.ndarray, truth: int, x: float, y: float, side: float
) -> None:
    """Draw one bar for each class, from above to below, behind its number."""
    for k, share in enumerate(column):
        middle = y + (k + 0.5) * BAR
        face, weight = (ORANGE, "bold") if k == truth else (BLUE, "normal")
        corner, length = (x + 0.18, middle - 0.36 * BAR), (side - 0.2) * max(share, 0)
        rectangle(
            axes,
            corner,
            length,
            0.72 * BAR,
            facecolor=face,
            edgecolor=INK,
            linewidth=0.5,
        )
        axes.text(
            x + 0.07,
            middle,
            str(k),
            weight=weight,
            ha="center",
            va="center_baseline",
            fontsize=9.5,
        )


def describe(A: np.ndarray, truth: list) -> str:
    """Say for every example what is true and what is said."""
    said = "; ".join(
        f"is {k}, said {column.argmax()} with {column.max():.2f}"
        for k, column in zip(truth, A.T, strict=True)
    )
    return f"{A.shape[1]} pictures with {A.shape[0]} bars each. I{said[1:]}."


def finding(A: np.ndarray, truth: list) -> str:
    """Say how often the largest bar is the right one."""
    right = int(np.sum(A.argmax(axis=0) == truth))
    return f"The largest bar is that of the right class in {right} of {len(truth)}."


@picture
def digit_sheet(
    images: np.ndarray,
    titles: Sequence[str],
    *,
    caption: str | None = None,
) -> Picture:
    r"""Show grey pictures in rows of eight, dark where the numbers are high.

    Parameters
    ----------
    images : ndarray, shape (m, h, w)
        The pictures; 0 is paper, the highest number of all is ink.
    titles : sequence of m str
        What stands above each, in one or two lines.
    caption : str, optional
        Sentence below; computed if left out.

    Returns
    -------
    Picture
        The pictures, with hard pixels.

    Examples
    --------
    >>> digit_sheet(np.ones((2, 4, 4)), ["3\nsaid 8", "5"]).alt
    '2 pictures of 4 x 4 pixels: 3, said 8; 5.'
    """
    (m, h, w), titles = images.shape, [str(title) for title in titles]
    across = min(max(m, FEWEST), ACROSS)
    side = (WIDTH - 2 * MARGIN) / across
    title = LINE * max(text.count("\n") + 1 for text in titles) + 0.05
    row = (side - GAP) * h / w + title + GAP
    height = -(-m // across) * row + MARGIN
    left = MARGIN + (across - min(m, across)) * side / 2
    what = f"{counted(m, 'picture')} of {h} x {w} pixels"
    said = "; ".join(text.replace("\n", ", ") for text in titles)
    with diagram(height) as (figure, axes):
        for index, image in enumerate(images):
            below, beside = divmod(index, across)
            x, y = left + beside * side + GAP / 2, height - MARGIN / 2 - below * row
            place = (x, x + side - GAP, y - row + GAP, y - title)
            draw_image(
                axes, image, place, cmap="gray_r", vmin=0, vmax=image.max() or 1.0
            )
            write(
                axes,
                x + (side - GAP) / 2,
                y - title + 0.03,
                titles[index],
                size=SMALL + 0.5,
                va="bottom",
            )
        return finished(figure, f"{what}: {said}.", caption or f"{what}.")
