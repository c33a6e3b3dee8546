"""Small pictures of a class: a histogram of scores, and a strip of states.

They are drawn in SVG with the colours of the page, so that they fit light, dark and
paper. Each has a sentence for who cannot see it.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from grading.results.pages import GROUPS

BAR, GAP, HIGH, ROOM = 23, 3, 66, 34
STRIP, THICK = 400, 20
# A text needs this much room, and this much more for each letter.
NARROW, LETTER = 6, 8


def histogram(counts: Sequence[int]) -> Markup:
    """Draw how many scores lie in each tenth of full marks.

    Parameters
    ----------
    counts : sequence of int
        From the lowest tenth to the highest.

    Returns
    -------
    Markup
        One SVG.
    """
    top = max([*counts, 1])
    bars = "".join(column(place, count, top) for place, count in enumerate(counts))
    width = len(counts) * (BAR + GAP) - GAP
    ends = "".join(
        label(place * (BAR + GAP) - GAP / 2, HIGH + ROOM - 4, f"{10 * place} %", anchor)
        for place, anchor in ((0, "start"), (5, "middle"), (10, "end"))
    )
    line = f'<path d="M0 {HIGH + 16.5}H{width}" stroke="currentColor" opacity=".5"/>'
    return picture(width, HIGH + ROOM, told(counts), bars + line + ends)


def column(place: int, count: int, top: int) -> str:
    """Draw one bar with its number."""
    if not count:
        return ""
    high = HIGH * count / top
    x, y = place * (BAR + GAP), HIGH + 16 - high
    drawn = f'<rect x="{x}" y="{y:.1f}" width="{BAR}" height="{high:.1f}" rx="3" '
    return f'{drawn}fill="#4f83bd"/>{label(x + BAR / 2, y - 4, str(count))}'


def label(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Write a small text."""
    return (
        f'<text x="{max(0.0, x):.1f}" y="{y:.1f}" font-size="12" fill="currentColor" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def told(counts: Sequence[int]) -> str:
    """Tell a histogram in a sentence."""
    said = [
        f"{count} from {10 * place} to {10 * place + 10} %"
        for place, count in enumerate(counts)
        if count
    ]
    return f"Scores: {', '.join(said)}." if said else "No scores."


def strip(states: Mapping[str, int]) -> Markup:
    """Draw how many students are in each group of states, as one strip.

    Parameters
    ----------
    states : mapping of str to int
        By group, as in `grading.results.pages.GROUPS`.

    Returns
    -------
    Markup
        One SVG.
    """
    whole = sum(states.values()) or 1
    drawn, x = "", 0.0
    for key, (_, colour, _) in GROUPS.items():
        width = STRIP * states.get(key, 0) / whole
        drawn += segment(x, width, colour, str(states.get(key) or ""))
        x += width
    words = [f"{states[key]} {GROUPS[key][0]}" for key in GROUPS if states.get(key)]
    return picture(STRIP, THICK, f"{', '.join(words)}.", drawn)


def rough_strip(shares: Mapping[str, float]) -> Markup:
    """Draw about which share of students is in each group of states.

    Parameters
    ----------
    shares : mapping of str to float
        By group, in tenths; groups that are too few are not there.

    Returns
    -------
    Markup
        One SVG; what is left over stays open.
    """
    whole = max(1.0, sum(shares.values()))
    drawn, x, words = f'<rect class="rail" width="{STRIP}" height="{THICK}"/>', 0.0, []
    for key in (key for key in GROUPS if key in shares):
        word, colour, _ = GROUPS[key]
        width = STRIP * shares[key] / whole
        said = "nearly all" if shares[key] == 1 else f"{round(100 * shares[key])} %"
        drawn += segment(x, width, colour, said)
        x += width
        words.append(f"{said} {word}")
    about = f"About {', '.join(words)}." if words else "No group is large enough."
    return picture(STRIP, THICK, about, drawn)


def segment(x: float, width: float, colour: str, said: str) -> str:
    """Draw one part of a strip, with its number if there is room."""
    if not said:
        return ""
    box = f'<rect x="{x:.1f}" width="{max(1.0, width - 1.5):.1f}" height="{THICK}" '
    text = ""
    if width > NARROW + LETTER * len(said):
        text = (
            f'<text x="{x + width / 2:.1f}" y="{THICK - 5.5}" font-size="12" '
            f'font-weight="600" text-anchor="middle" fill="{ink(colour)}">'
            f"{said}</text>"
        )
    return f'{box}rx="3" fill="{colour}"/>{text}'


def ink(colour: str) -> str:
    """Choose black or white for a text on a colour, whichever stands out more."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = sum(share * part**2.2 for share, part in zip(WEIGHTS, parts, strict=True))
    return "#000" if light > EQUAL else "#fff"


# How much red, green and blue add to what is seen as light (WCAG 2), and the light at
# which black and white stand out alike.
WEIGHTS = (0.2126, 0.7152, 0.0722)
EQUAL = 0.179


def picture(width: float, height: float, alt: str, drawn: str) -> Markup:
    """Put drawn parts into an SVG with its sentence."""
    return Markup(
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(alt)}">{drawn}</svg>'
    )
