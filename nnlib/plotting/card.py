"""The paper-coloured card that every static picture is drawn on.

A picture is drawn once and then only shown: with its caption, and with the sentence
that a screen reader speaks. Colours, sizes and letters are decided here. A function
that draws one is registered where it is defined: those of the library stand in modules
of `nnlib.plotting`, those of a single notebook in modules of `nnlib.plotting.exhibits`.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from importlib import import_module
from io import BytesIO
from pkgutil import iter_modules

import numpy as np

PAPER, INK, FAINT = "#fbfaf7", "#26272b", "#8b8a85"
# Label 0 is dark blue, label 1 light orange: told apart in grey and by every eye. The
# shades follow: their lightness rises with the probability of label 1.
BLUE, ORANGE = "#15508f", "#f0a030"
# An orange that is dark enough for a thin line on paper.
BROWN = "#b86a00"
SHADES = ("#bfd3e8", "#e7e8e7", "#ffeecb")
WIDTH, HEIGHT, DPI = 6.4, 4.4, 144
CSS_PIXELS_PER_INCH = 96
MOST_COLOURS, PALETTE = 4096, 256
PLACES = (65536, 256, 1)  # of red, green and blue in one number
CENTRED = {"ha": "center", "va": "center"}  # words around their place
# From the package in which it stands to the pictures by name.
PICTURES: dict[str, dict[str, Callable]] = {}

STYLE = {
    "font.family": ["DejaVu Sans"],
    "font.size": 11.0,
    "text.color": INK,
    "text.usetex": False,
    "mathtext.fontset": "dejavusans",
    "axes.facecolor": PAPER,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.labelsize": 12.0,
    "axes.linewidth": 0.8,
    "axes.grid": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 11.0,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 11.0,
    "legend.fontsize": 11.0,
    "lines.solid_capstyle": "round",
    "savefig.bbox": None,
    "savefig.dpi": "figure",
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
}


@dataclass(frozen=True, repr=False)
class Picture:
    """A finished picture: notebooks show it with its caption and its alt sentence.

    Parameters
    ----------
    png : bytes
        The image.
    alt : str
        What there is to see, for who cannot see it.
    caption : str
        What the picture says.

    Examples
    --------
    >>> Picture(b"", alt="A dot.", caption="This is where it starts.")
    <Picture: A dot.>
    """

    png: bytes
    alt: str
    caption: str

    def __repr__(self) -> str:
        """Give the alt sentence."""
        return f"<Picture: {self.alt}>"

    def html(self) -> str:
        """Write the picture as an HTML figure that needs no other file.

        Returns
        -------
        str
            A ``figure`` element with ``img`` and ``figcaption``.
        """
        card = (
            f"display:inline-block;box-sizing:border-box;max-width:100%;margin:8px 0;"
            f"padding:12px 14px 10px;border-radius:8px;border:1px solid #e4e1d8;"
            f"background:{PAPER};color:{INK};color-scheme:light"
        )
        words = (
            "max-width:43em;margin:6px 4px 0;line-height:1.45;text-wrap:pretty;"
            "font-size:var(--jp-content-font-size1,15px)"
        )
        size = f"width:{WIDTH * CSS_PIXELS_PER_INCH:.0f}px;max-width:100%;height:auto"
        data = b64encode(self.png).decode("ascii")
        return (
            f'<figure style="{card}">'
            f'<img style="display:block;{size}" alt="{escape(self.alt)}" '
            f'src="data:image/png;base64,{data}">'
            f'<figcaption style="{words};color:{INK}">{escape(self.caption)}'
            "</figcaption></figure>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}


def picture(function: Callable) -> Callable:
    """Register a function that draws a picture.

    Its docstring ends with an example: notebooks' authors read it, tests draw it.

    Parameters
    ----------
    function : callable
        Returns a `Picture`.

    Returns
    -------
    callable
        The same function.
    """
    package = function.__module__.rpartition(".")[0]
    PICTURES.setdefault(package, {})[function.__name__] = function
    return function


def pictures_of(package: str, path: Iterable[str]) -> dict[str, Callable]:
    """Import all modules of a package and give the pictures that they define.

    Parameters
    ----------
    package : str
        Its name.
    path : iterable of str
        Its folders.

    Returns
    -------
    dict of str to callable
        The functions by name.
    """
    for module in iter_modules(path):
        import_module(f"{package}.{module.name}")
    return PICTURES[package]


@contextmanager
def drawing(width: float = WIDTH, height: float = HEIGHT) -> Iterator[tuple]:
    """Open an empty card to draw on.

    It goes round pyplot: no figure is registered, shown twice or left open, and the
    settings of the reader's own plots stay as they are.

    Parameters
    ----------
    width, height : float
        Size in inches.

    Yields
    ------
    tuple of (Figure, Axes)
        The card and its only pair of axes.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure((width, height), DPI, facecolor=PAPER, layout="constrained")
        FigureCanvasAgg(figure)
        figure.get_layout_engine().set(w_pad=0.1, h_pad=0.08)
        axes = figure.add_subplot()
        axes.locator_params(nbins=6)
        yield figure, axes


@contextmanager
def panels(count: int, across: int, height: float, **shared) -> Iterator[tuple]:
    """Open a card with several pairs of axes in rows.

    Parameters
    ----------
    count : int
        How many there are.
    across : int
        How many stand side by side.
    height : float
        Of the card, in inches.
    **shared : object
        What matplotlib knows of subplots, such as ``sharex``.

    Yields
    ------
    tuple of (Figure, ndarray of Axes)
        The card and its panels, row by row; what is left of the last row is empty.
    """
    with drawing(WIDTH, height) as (figure, axes):
        axes.remove()
        grid = figure.subplots(-(-count // across), across, squeeze=False, **shared)
        for spare in grid.flat[count:]:
            spare.set_axis_off()
        yield figure, grid.ravel()[:count]


def render(figure) -> bytes:
    """Turn a card into an image.

    Parameters
    ----------
    figure : Figure
        What was drawn.

    Returns
    -------
    bytes
        A PNG that holds nothing but the picture.
    """
    from PIL import Image  # matplotlib brings it, and writes its own with it

    drawn, light = BytesIO(), BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    with_palette(Image.open(drawn).convert("RGB")).save(light, format="png")
    return light.getvalue()


def with_palette(image):
    """Give an image a palette, with which its file is three times lighter.

    Colours that occur often keep every digit: paper, ink, what is drawn. Others, at the
    edges of letters and lines, become the nearest. A photograph stays as it is.
    """
    from PIL import Image

    found = image.getcolors(MOST_COLOURS)
    if found is None:
        return image
    colours = np.array([colour for _, colour in sorted(found, reverse=True)])
    often = colours[:PALETTE]
    nearest = ((colours[:, None] - often) ** 2).sum(axis=2).argmin(axis=1)
    codes = colours @ PLACES
    order = np.argsort(codes)
    where = np.searchsorted(codes, np.asarray(image, int) @ PLACES, sorter=order)
    light = Image.fromarray(nearest[order][where].astype(np.uint8))
    light.putpalette(often.astype(np.uint8).tobytes())
    return light


def finished(figure, alt: str, caption: str | None = None) -> Picture:
    """Turn a card into a picture with its words.

    Parameters
    ----------
    figure : Figure
        What was drawn.
    alt : str
        What there is to see.
    caption : str, optional
        What the picture says; the alt sentence if left out.

    Returns
    -------
    Picture
        The picture, ready to be shown.
    """
    return Picture(render(figure), alt, caption or alt)


def shades(*colours: str):
    """Make a scale of colours from the lowest number to the highest.

    Parameters
    ----------
    *colours : str
        From low to high.

    Returns
    -------
    Colormap
        As matplotlib wants it.
    """
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", colours)


def colour_scale(figure, image, axes, **look):
    """Draw the scale of an image at its side, without a frame and without ticks.

    Parameters
    ----------
    figure, image, axes : Figure, AxesImage, Axes
        Where to draw, what is explained, and beside what.
    **look : object
        What matplotlib knows of colour bars.

    Returns
    -------
    Colorbar
        For its words.
    """
    scale = figure.colorbar(image, ax=axes, **look)
    scale.outline.set_visible(False)
    scale.ax.tick_params(length=0)
    return scale


def rectangle(axes, corner: tuple, width: float, height: float, **look) -> None:
    """Draw a rectangle from one of its corners.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    corner : tuple of two float
        Where it begins.
    width, height : float
        Its size, in the coordinates of the axes.
    **look : object
        What matplotlib knows of patches.
    """
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle(corner, width, height, **look))
