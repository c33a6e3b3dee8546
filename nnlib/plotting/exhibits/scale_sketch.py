"""A sketch, not a measurement: how well models of several sizes do with more data."""

import numpy as np

from nnlib.plotting.card import BLUE, BROWN, INK, Picture, drawing, finished
from nnlib.plotting.registered import picture

# Name, height that it comes to, amount of data that it needs for it, colour and dashes.
FAMILIES = (
    ("large network", 0.95, 3.6, BLUE, ()),
    ("medium network", 0.76, 2.1, INK, (7, 3)),
    ("small network", 0.58, 1.2, BROWN, (2, 2)),
    ("older methods", 0.42, 0.7, "#6d6c67", (9, 2, 2, 2)),
)


@picture
def scale_sketch(*, caption: str | None = None) -> Picture:
    """Sketch how well models do with more and more data.

    Parameters
    ----------
    caption : str, optional
        Sentence below the picture.

    Returns
    -------
    Picture
        Four curves without numbers.

    Examples
    --------
    >>> print(scale_sketch().alt)
    A sketch without numbers: performance against the amount of labelled data. All four
    curves rise and level off: older methods lowest, then small, medium and large
    networks. With little data they cross.
    """
    alt = (
        "A sketch without numbers: performance against the amount of labelled data. "
        "All four curves rise and level off: older methods lowest, then small, medium "
        "and large networks. With little data they cross."
    )
    said = (
        "A sketch, not a measurement: large networks pay off when there is much data. "
        "With little, any of them may win."
    )
    data = np.linspace(0, 10, 200)
    with drawing(height=3.5) as (figure, axes):
        for name, top, needs, colour, dashes in FAMILIES:
            height = top * (1 - np.exp(-data / needs))
            axes.plot(data, height, color=colour, linewidth=2.2, dashes=dashes)
            axes.annotate(
                name,
                (10, height[-1]),
                xytext=(8, 0),
                textcoords="offset points",
                va="center",
            )
        axes.set(xlim=(0, 13.4), ylim=(0, 1.05), xticks=[], yticks=[])
        axes.set(xlabel="amount of labelled data", ylabel="performance")
        return finished(figure, alt, caption or said)
