"""A frame as a picture, where there is no browser to draw it.

It has the colours and the card of all static pictures of the course, and the sentence
of the frame is what is read in its place.
"""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.explore.frame import Frame, Panel
from nnlib.explore.layers import answered
from nnlib.plotting import Picture
from nnlib.plotting.card import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PAPER,
    SHADES,
    WIDTH,
    drawing,
    render,
)

HEIGHT = 3.1
KEPT, GREEN, OLIVE, SOFT = "#8f3f73", "#00725a", "#6f6200", "#5f5e59"
BACK, EDGE, BAR = "#964f00", "#5c3a06", "#77766f"
# As in js/theme.js: blue and orange are for label 0 and label 1 alone.
COLOURS = {
    "main": INK,
    "other": GREEN,
    "kept": KEPT,
    "third": OLIVE,
    "faint": FAINT,
    "level": FAINT,
    "pen": INK,
    "thin": INK,
    "back": BACK,
    "label0": BLUE,
    "label1": ORANGE,
}
SMALL = {
    **dict.fromkeys(("xtick.labelsize", "ytick.labelsize", "legend.fontsize"), 9.0),
    **dict.fromkeys(("font.size", "axes.labelsize"), 9.5),
}
DASHES = {
    "main": "-",
    "other": (0, (5, 3)),
    "kept": (0, (1.5, 2)),
    "third": (0, (6, 2, 1.5, 2)),
    "back": (0, (9, 3)),
    "faint": "-",
    "level": (0, (3, 3)),
}
WIDTHS = {"main": 2.0, "faint": 1.1, "level": 0.9, "pen": 6.0, "thin": 0.6}
PLAIN = (1e-3, 2e4)  # limits between which powers of ten are written as decimals
SAMPLE, LETTER, ROW = 28, 5.2, 15  # points: of a legend
TEXTS = {"main": INK, "faint": SOFT, "level": SOFT}
BESIDE = {"left": "left", "right": "right", "center": "center"}


def draw(frame: Frame, question: str = "") -> Picture:
    """Draw a frame.

    Parameters
    ----------
    frame : Frame
        What an explorer shows in one state.
    question : str
        Stands before the sentence in the caption.

    Returns
    -------
    Picture
        With the sentence as what is read in its place.
    """
    import matplotlib

    shares = [panel.share for panel in frame.panels]
    with drawing(WIDTH, HEIGHT) as (figure, axes), matplotlib.rc_context(SMALL):
        axes.remove()
        row = figure.subplots(1, len(shares), squeeze=False, width_ratios=shares)
        for axes, panel in zip(row.flat, map(answered, frame.panels), strict=True):
            draw_panel(axes, panel, most_ticks=5 if len(shares) < 3 else 3)
        name_marks(figure, row.ravel(), frame.panels)
        png = render(figure)
    caption = f"{question} {frame.sentence}".strip()
    return Picture(png, frame.sentence, caption)


def draw_panel(axes, panel: Panel, most_ticks: int = 5) -> None:
    """Draw one panel on its axes."""
    scales = ("log" if one else "linear" for one in panel.log)
    axes.set(**dict(zip(("xscale", "yscale"), scales, strict=True)))
    axes.set(xlim=panel.x, ylim=panel.y, xlabel=panel.names[0], ylabel=panel.names[1])
    if not panel.axes:
        axes.set_axis_off()
    elif not any(panel.log):
        axes.locator_params(nbins=most_ticks, steps=(1, 2, 5, 10))
    for order, mark in enumerate(panel.marks):
        MARKS[mark["kind"]](axes, mark, panel, order)
    if any(panel.log):
        write_powers(axes, panel)


def write_powers(axes, panel: Panel) -> None:
    """Write all powers of ten of an axis in the same way, as the browser does."""
    for axis, (low, high), log in zip(
        (axes.xaxis, axes.yaxis), (panel.x, panel.y), panel.log, strict=True
    ):
        if log:
            axis.minorticks_off()
            if low >= PLAIN[0] and high <= PLAIN[1]:
                axis.set_major_formatter("{x:g}")


def name_marks(figure, row, panels: Sequence[Panel]) -> None:
    """Write the titles, and below them what the lines mean, row by row as they fit."""
    figure.draw_without_rendering()  # gives every panel its place
    legends = []
    for axes in row:
        handles, words = axes.get_legend_handles_labels()
        wide = axes.get_window_extent().width / figure.dpi * 72  # points
        if handles:
            legends.append((axes, handles, words, abreast(words, wide)))
    rows = max((-(-len(words) // fit) for _, _, words, fit in legends), default=0)
    for axes, handles, words, fit in legends:
        look = {"frameon": False, "ncols": fit, "columnspacing": 1.0}
        look |= {"handletextpad": 0.4, "handlelength": 1.6, "borderpad": 0.0}
        place = {
            "loc": "lower left",
            "bbox_to_anchor": (0, 1.015),
            "borderaxespad": 0.3,
        }
        axes.legend(handles, words, **place, **look).set_in_layout(False)
    for axes, panel in zip(row, panels, strict=True):
        look = {"fontweight": "bold", "loc": "left"}
        look["fontsize"] = 10.5 if len(panels) < 3 else 9.5
        axes.set_title(panel.title, pad=6 + ROW * rows, **look)


def abreast(words: Sequence[str], wide: float) -> int:
    """Count the names that stand beside each other in a width in points.

    Examples
    --------
    >>> abreast(["now", "kept"], 110.0), abreast(["a long name", "kept"], 110.0)
    (2, 1)
    """
    each = [SAMPLE + LETTER * len(one) for one in words]
    if sum(each) <= wide + SAMPLE / 2:
        return len(words)
    return max(int((wide + SAMPLE / 2) / max(each)), 1)


def draw_line(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw a line."""
    axes.plot(mark["x"], mark["y"], **pen(mark["look"], order), label=mark["name"])


def pen(look: str, order: int) -> dict:
    """Give the options of a line."""
    style = {"color": COLOURS[look], "linestyle": DASHES.get(look, "-")}
    style["zorder"] = 2 + order
    return {**style, "linewidth": WIDTHS.get(look, 1.8)}


def draw_segments(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw pieces of lines."""
    xs, ys = ([mark[f"{one}0"], mark[f"{one}1"]] for one in "xy")
    axes.plot(xs, ys, **pen(mark["look"], order))


def draw_dots(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw discs, hollow ones for what is not the present state."""
    hollow, colour = mark["look"] in ("kept", "level"), COLOURS[mark["look"]]
    look = {"marker": "o", "linestyle": "", "zorder": 2 + order}
    look["markersize"] = 4.8 if mark["x"].size > 1 else 7.5
    faces = (PAPER, colour) if hollow else (colour, PAPER)
    look |= dict(zip(("markerfacecolor", "markeredgecolor"), faces, strict=True))
    # Only those outside are left out: one on the edge of a panel is drawn whole.
    (x0, x1), (y0, y1) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
    within = (x0 <= mark["x"]) & (mark["x"] <= x1)
    within &= (y0 <= mark["y"]) & (mark["y"] <= y1)
    x, y = mark["x"][within], mark["y"][within]
    (line,) = axes.plot(x, y, **look, label=mark["name"], clip_on=False)
    line.set_in_layout(False)


def draw_points(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw examples: circles for label 0, triangles for label 1."""
    size = float(np.clip(4500 / max(mark["x"].size, 1), 9, 46))  # square points
    names = mark["names"] or ("", "")
    for label, marker, face, edge in ((0, "o", BLUE, PAPER), (1, "^", ORANGE, EDGE)):
        chosen = mark["labels"] == label
        look = {"marker": marker, "facecolor": face, "edgecolor": edge}
        look |= {"s": size * (1 + 0.25 * label), "zorder": 2 + order, "linewidth": 0.6}
        axes.scatter(mark["x"][chosen], mark["y"][chosen], **look, label=names[label])


def draw_heat(axes, mark: dict, panel: Panel, order: int) -> None:
    """Draw probabilities as shades, and the line where they are 0.5."""
    from matplotlib.colors import LinearSegmentedColormap

    P = mark["P"].reshape(mark["shape"])
    if mark["contour"] != "kept":
        shades = LinearSegmentedColormap.from_list("probability", SHADES)
        look = {"extent": (*panel.x, *panel.y), "origin": "lower", "aspect": "auto"}
        axes.imshow(P, cmap=shades, vmin=0, vmax=1, zorder=0, **look)
    if mark["contour"] and np.nanmin(P, initial=1.0) < 0.5 < np.nanmax(P, initial=0.0):
        x = np.linspace(*panel.x, P.shape[1])
        y = np.linspace(*panel.y, P.shape[0])
        kept = mark["contour"] == "kept"
        look = {"colors": KEPT if kept else INK, "zorder": 30 + order}
        look["linestyles"] = "dotted" if kept else "solid"
        axes.contour(x, y, P, [0.5], linewidths=1.8, **look)


def draw_bars(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw bars."""
    kept, colour = mark["look"] == "kept", COLOURS[mark["look"]]
    if mark["look"] == "main":
        colour = BAR
    look = {"facecolor": "none" if kept else colour, "edgecolor": colour}
    look["linestyle"] = ":" if kept else "-"
    axes.bar(mark["x"], mark["heights"], mark["width"], **look, zorder=2 + order)


def draw_text(axes, mark: dict, _: Panel, order: int) -> None:
    """Write words."""
    colour = TEXTS.get(mark["look"], COLOURS[mark["look"]])
    look = {"ha": BESIDE[mark["align"]], "va": "center", "color": colour}
    look["path_effects"] = halo()
    label = axes.text(mark["x"], mark["y"], mark["words"], zorder=40 + order, **look)
    # A label may reach over the edge of its panel, and makes it no narrower.
    label.set_in_layout(False)


def halo() -> list:
    """Keep words readable on a line that runs through them."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=3, foreground=PAPER)]


def draw_node(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw a circle with its letter, and the words above and below."""
    place, colour = (mark["x"], mark["y"]), COLOURS[mark["look"]]
    width = 1.6 if mark["look"] == "main" else 2.8
    look = {"color": PAPER, "mec": colour, "mew": width, "zorder": 30 + order}
    axes.plot(*place, "o", ms=24, **look)
    centred = {"ha": "center", "va": "center", "zorder": 40 + order}
    centred["path_effects"] = halo()
    axes.text(*place, mark["letter"], style="italic", fontsize=12, **centred)
    ink = TEXTS.get(mark["look"], colour)
    above = enumerate(reversed(mark["above"].split("\n")))
    words = [(text, 21 + 13 * k, SOFT if k else ink) for k, text in above]
    for text, shift, ink in (*words, (mark["below"], -21, BACK)):
        offset = {"xytext": (0, shift), "textcoords": "offset points"}
        axes.annotate(text, place, **offset, color=ink, fontsize=9.5, **centred)


def draw_arrow(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw an arrow from one node to another."""
    look = {"arrowstyle": "-|>", "color": COLOURS[mark["look"]], "linewidth": 1.3}
    look |= {"shrinkA": 14, "shrinkB": 14}
    ends = (mark["x1"], mark["y1"]), (mark["x0"], mark["y0"])
    axes.annotate("", *ends, arrowprops=look, zorder=2 + order)


def draw_image(axes, mark: dict, _: Panel, order: int) -> None:
    """Draw a grey picture, or a signed one, in its rectangle."""
    from matplotlib.colors import LinearSegmentedColormap

    signed = mark["look"] == "signed"
    row = (BLUE, PAPER, ORANGE) if signed else (PAPER, INK)
    shades = LinearSegmentedColormap.from_list("values", row)
    values, limits = mark["values"].reshape(mark["shape"]), axes.axis()
    look = {"extent": (*mark["x"], *mark["y"]), "interpolation": "nearest"}
    look |= {"cmap": shades, "vmin": -1 if signed else 0, "vmax": 1, "aspect": "auto"}
    axes.imshow(values, zorder=2 + order, **look)
    (left, right), (bottom, top) = mark["x"], mark["y"]
    frame = [left, right, right, left, left], [bottom, bottom, top, top, bottom]
    axes.plot(*frame, color=FAINT, linewidth=0.8, zorder=3 + order)
    axes.axis(limits)


MARKS: dict[str, Callable] = {
    "line": draw_line,
    "segments": draw_segments,
    "dots": draw_dots,
    "points": draw_points,
    "heat": draw_heat,
    "bars": draw_bars,
    "text": draw_text,
    "node": draw_node,
    "arrow": draw_arrow,
    "image": draw_image,
}
