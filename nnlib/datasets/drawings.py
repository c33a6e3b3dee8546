"""What a drawing of a cat is made of, or of a dog, bear, rabbit, ball or house.

A drawing is a list of simple shapes around a middle point. Which colours they have, and
where and how large the drawing stands, is decided by the picture that shows it.
"""

from typing import NamedTuple

from nnlib.datasets.painting import box, ellipse, segment, triangle


class Part(NamedTuple):
    """A shape of a drawing: its outline, what it is painted with, and if it has a twin.

    `paint` names a colour that differs from picture to picture, or is one: a grey, or
    red, green and blue.
    """

    outline: object
    numbers: tuple
    paint: str | tuple
    twin: bool = False
    opacity: float = 1.0


WHITE, BLACK, PINK = (0.95,), (0.05,), (0.85, 0.45, 0.5)
HEAD = Part(ellipse, (0, 0, 16.5, 14), "fur")
EYES = Part(ellipse, (6.5, -2.5, 3, 3.4), WHITE, twin=True)
SLITS = Part(ellipse, (6.5, -2.5, 1.2, 2.8), BLACK, twin=True)
PUPILS = Part(ellipse, (6.5, -2.5, 1.9, 1.9), BLACK, twin=True)
PINK_NOSE = Part(triangle, ((-2, 3.5), (2, 3.5), (0, 6)), PINK)
BLACK_NOSE = Part(ellipse, (0, 4.5, 3, 2.2), BLACK)
WHISKERS = tuple(
    Part(
        segment,
        ((5, 5.5 + 0.4 * h), (17, 5.5 + 1.6 * h), 0.35),
        "whiskers",
        twin=True,
        opacity=0.8,
    )
    for h in (-2.2, 0, 2.2)
)
# Kind -> its parts, from the back to the front, in pixels of a picture 64 wide.
DRAWINGS = {
    "cat": (
        Part(triangle, ((15.5, -3), (13.5, -23), (2.5, -12)), "fur", twin=True),
        Part(triangle, ((13, -8), (12.3, -18.5), (6, -12)), "inner", twin=True),
        *(HEAD, EYES, SLITS, PINK_NOSE, *WHISKERS),
    ),
    "dog": (
        Part(ellipse, (16, 1, 5, 11), "shaded fur", twin=True),
        *(HEAD, EYES, PUPILS, BLACK_NOSE),
    ),
    "bear": (
        Part(ellipse, (11.5, -11.5, 6, 6), "fur", twin=True),
        Part(ellipse, (11.5, -11.5, 3, 3), "inner", twin=True),
        *(HEAD, EYES, PUPILS, BLACK_NOSE),
    ),
    "rabbit": (
        Part(ellipse, (6.5, -20, 4, 12), "fur", twin=True),
        Part(ellipse, (6.5, -20, 1.8, 8), "inner", twin=True),
        *(HEAD, EYES, PUPILS, PINK_NOSE),
    ),
    "ball": (
        Part(ellipse, (0, -1, 15, 15), "fur"),
        Part(ellipse, (0, -1, 9, 9), "inner"),
    ),
    "house": (
        Part(box, (0, 3, 14, 11), "fur"),
        Part(triangle, ((-18, -8), (18, -8), (0, -22)), "inner"),
        Part(box, (0, 8, 3.5, 6), BLACK),
    ),
}
