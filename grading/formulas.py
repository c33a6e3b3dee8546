"""Formulas as pictures that need no script, no font and no network.

matplotlib typesets a part of TeX. What the notebooks use besides is written in its
words first.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup

DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
ENVIRONMENT = re.compile(r"\\(?:begin|end)\{(?:gathered|aligned)\}")
NEW_LINE = re.compile(r"\\\\(?:\[[^\]]*\])?")
CONTINUED = re.compile(r"\\\\(?:\[[^\]]*\])?\s*\{\}")  # the next line goes on
INLINE = re.compile(r"(?<![\\$])\$([^$]+)\$(?!\$)")
SHORT_FRACTION = re.compile(r"\\t?frac\s*(\w)\s*(\w)")
PLAIN = {
    r"\tfrac": r"\frac",
    r"\textstyle": "",
    r"\mathrel{+}": "+",
    r"\lVert": r"\Vert",
    r"\rVert": r"\Vert",
    r"\Big": "",
    r"\big": "",
    "&": "",
}
# Cases and matrices are more than matplotlib typesets.
BEYOND = ("\\begin{", "\\end{")
SIZE = 9.5  # points
STROKES = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}  # matplotlib's codes of a path
SVG = Markup(
    '<svg role="img" aria-label="{tex}" style="vertical-align:{low:.2f}pt" '
    'width="{width:.2f}pt" height="{height:.2f}pt" '
    'viewBox="{left:.2f} {top:.2f} {width:.2f} {height:.2f}">'
    '<path d="{outline}" fill="currentColor"/></svg>'
)


def displayed(markdown: str) -> list[str]:
    r"""List the lines of the formulas that stand on lines of their own.

    Examples
    --------
    >>> displayed(r"So $a$ and $$\begin{gathered}a = b \\[.6em] c = d\end{gathered}$$")
    ['a = b', 'c = d']
    """
    found = [ENVIRONMENT.sub("", one) for one in DISPLAYED.findall(markdown)]
    whole = [one for one in found if not any(word in one for word in BEYOND)]
    joined = [CONTINUED.sub(" ", one) for one in whole]
    lines = [line for one in joined for line in NEW_LINE.split(one)]
    return [" ".join(line.split()) for line in lines if line.strip()]


def plain(tex: str) -> str:
    r"""Write a formula in the part of TeX that matplotlib knows.

    Examples
    --------
    >>> plain(r"\tfrac12 \, \big(a - y\big)")
    '\\frac{1}{2} \\, (a - y)'
    """
    tex = SHORT_FRACTION.sub(r"\\frac{\1}{\2}", tex)
    for word, other in PLAIN.items():
        tex = tex.replace(word, other)
    return " ".join(tex.split())


def drawn(tex: str) -> Markup:
    """Draw a formula as it stands in a line of text.

    Parameters
    ----------
    tex : str
        TeX, without dollar signs.

    Returns
    -------
    Markup
        An ``svg`` element that is read aloud as its TeX.
    """
    from matplotlib.textpath import TextPath

    path = TextPath((0, 0), f"${plain(tex)}$", size=SIZE)
    box = path.get_extents().padded(0.4)
    segments = path.iter_segments(simplify=False, curves=True)
    outline = "".join(stroke(numbers, code) for numbers, code in segments)
    return SVG.format(
        tex=tex,
        low=min(box.y0, 0),
        left=min(box.x0, 0),
        top=-box.y1,
        width=box.x1 - min(box.x0, 0),
        height=box.y1 - min(box.y0, 0),
        outline=Markup(outline),
    )


def stroke(numbers: Iterable[float], code: int) -> str:
    """Write one piece of an outline; in SVG the second axis points down."""
    signs = (1, -1) * 3
    told = (f"{a * b:.2f}" for a, b in zip(numbers, signs, strict=False))
    return STROKES[code] + ("" if STROKES[code] == "Z" else " ".join(told))
