"""Grey pictures such as digits, side by side under titles of up to two lines."""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import WIDTH, Picture, finished
from nnlib.plotting.diagram import SMALL, diagram, write
from nnlib.plotting.images import draw_image
from nnlib.plotting.registered import picture
from nnlib.plotting.sentences import counted

ACROSS, FEWEST = 8, 5  # pictures in a row; fewer are drawn as large as five
LINE, GAP, MARGIN = 0.19, 0.1, 0.1  # inches


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
