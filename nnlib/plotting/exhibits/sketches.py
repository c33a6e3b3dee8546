"""Sketches, not measurements: kinds of data, and what more of it is good for.

One shows a table beside a picture, a sound and a text: data with and without columns.
The other tells how well models of several sizes do with more data.
"""

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    INK,
    PAPER,
    Picture,
    drawing,
    finished,
    picture,
)
from nnlib.plotting.diagram import GREY_INK, LARGE, SMALL, box, diagram, line, write

HEIGHT = 3.1  # inches
ROWS = (
    ("size", "rooms", "price"),
    ("52", "2", "180"),
    ("81", "3", "265"),
    ("120", "5", "410"),
)
# Where something is explained, and what it is.
EXPLAINED = (
    (1.38, 0.62, "a column: a feature"),
    (3.75, 0.62, "a picture: pixels"),
    (5.45, 1.8, "a sound: pressure"),
    (5.45, 0.62, "a text: letters"),
)
# A cat's head as 11 by 11 pixels, rows from above; a digit is a darkness.
PICTURE = (
    "00600000600",
    "06860006860",
    "06886668860",
    "06666666660",
    "66966666966",
    "66966666966",
    "66666866666",
    "86668686668",
    "06666666660",
    "00666666600",
    "00000000000",
)
# Name, height that it comes to, amount of data that it needs for it, colour and dashes.
FAMILIES = (
    ("large network", 0.95, 3.6, BLUE, ()),
    ("medium network", 0.76, 2.1, INK, (7, 3)),
    ("small network", 0.58, 1.2, BROWN, (2, 2)),
    ("older methods", 0.42, 0.7, "#6d6c67", (9, 2, 2, 2)),
)


@picture
def data_kinds(*, caption: str | None = None) -> Picture:
    """Draw structured data on the left and unstructured data on the right.

    Parameters
    ----------
    caption : str, optional
        Sentence below the picture.

    Returns
    -------
    Picture
        A table of houses; a picture, a sound and a text.

    Examples
    --------
    >>> print(data_kinds().alt)
    Left, structured: a table of three houses with size, rooms and price. Right,
    unstructured: a picture of 11 by 11 pixels, a wave of sound, a line of text.
    """
    alt = (
        "Left, structured: a table of three houses with size, rooms and price. Right, "
        "unstructured: a picture of 11 by 11 pixels, a wave of sound, a line of text."
    )
    said = "In a table, each column means something. One pixel alone means nothing."
    with diagram(HEIGHT) as (figure, axes):
        draw_table(axes)
        line(axes, (2.7, 0.3), (2.7, HEIGHT - 0.3), width=1)
        draw_pixels(axes)
        draw_sound(axes)
        write(axes, 5.45, 1.15, "“A cat sat\non the mat.”", style="italic")
        for x, words in ((1.38, "structured"), (4.5, "unstructured")):
            write(axes, x, HEIGHT - 0.25, words, size=LARGE, weight="bold")
        for x, y, words in EXPLAINED:
            write(axes, x, y, words, size=SMALL + 0.5, color=GREY_INK)
        return finished(figure, alt, caption or said)


def draw_table(axes) -> None:
    """Draw the table of houses."""
    width, height = 0.74, 0.4
    for row, entries in enumerate(ROWS):
        for column, text in enumerate(entries):
            place = 0.64 + column * width, 2.28 - row * height
            box(
                axes,
                *place,
                width,
                height,
                linewidth=1,
                edgecolor="#b9b7b0",
                facecolor=PAPER if row else "#e3ebf4",
            )
            write(axes, *place, text)


def draw_pixels(axes) -> None:
    """Draw a picture with its pixels."""
    grey = np.array([[int(letter) for letter in row] for row in PICTURE])
    axes.imshow(
        grey,
        extent=(3.0, 4.5, 0.93, 2.43),
        aspect="auto",
        zorder=3,
        cmap="gray_r",
        vmin=-1,
        vmax=11,
        interpolation="nearest",
    )


def draw_sound(axes) -> None:
    """Draw a sound wave."""
    t = np.linspace(0, 1, 400)
    wave = np.sin(60 * t) * (0.3 + 0.7 * np.sin(5 * t + 0.4) ** 2) * np.exp(-t)
    axes.plot(4.8 + 1.3 * t, 2.2 + 0.28 * wave, color=BLUE, linewidth=1.2)


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
        axes.set(
            xlim=(0, 13.4),
            ylim=(0, 1.05),
            xticks=[],
            yticks=[],
            xlabel="amount of labelled data",
            ylabel="performance",
        )
        return finished(figure, alt, caption or said)
