"""A verdict as a card for a notebook's output and for a feedback page.

The card says the same words as the plain text. Its text takes the page's own colour,
so that it reads on light and dark themes; a state has a symbol and a word beside its
coloured edge.
"""

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType

from nnlib.check import kinds, messages
from nnlib.check.verdict import Fact, Verdict

# Each has a contrast of at least 3 to 1 on white and on black, and on its own tint.
EDGES = {
    "passed": "#2a9d6f",
    "partial": "#b87d00",
    "failed": "#d1495b",
    "error": "#d1495b",
    "limit": "#d1495b",
    "delegated": "#d1495b",
}
NEUTRAL_EDGE = "#808080"
CARD = (
    "border-left:4px solid {edge};background:{edge}12;border-radius:0 6px 6px 0;"
    "padding:.55em 1em .6em;margin:.5em 0;max-width:46em;box-sizing:border-box;"
    "line-height:1.5;color:inherit;overflow-wrap:anywhere;text-wrap:pretty;"
    "font-family:var(--jp-content-font-family,system-ui,sans-serif);"
    "font-size:var(--jp-content-font-size1,1rem)"
)
TITLE = "font-weight:700"
CODE = "font-family:var(--jp-code-font-family,ui-monospace,monospace);font-size:.93em"
# A word and its array stay on one line as long as the card is wide enough for them.
TOGETHER = "display:inline-block;max-width:100%"
APART = "margin-top:.35em"
EVIDENCE = f"{APART};font-weight:600"
QUESTION = f"{APART};font-style:italic"
ASIDE = f"{APART};font-size:.93em"
LINE = {
    "error_line": f"{CODE};white-space:pre-wrap",
    "error_text": f"{CODE};white-space:pre-wrap",
    **dict.fromkeys(
        ("evidence", "quoted", "broken", "order", "ignored", "error_means"), EVIDENCE
    ),
    **dict.fromkeys(kinds.QUESTIONS, QUESTION),
    "advice": ASIDE,
    "printed": ASIDE,
    "remark": ASIDE,
}


def card(verdict: Verdict, values: bool = True, below: Sequence[str] = ()) -> str:
    """Write a verdict as HTML.

    Parameters
    ----------
    verdict : Verdict
        What was found.
    values : bool
        Whether expected numbers may be shown.
    below : sequence of str
        Further lines in small type.

    Returns
    -------
    str
        One element with ``role="status"``.
    """
    said = verdict.said(values, room=len(below))
    # With a grade nothing is left to search: there the place is open.
    return frame(verdict.status, verdict.title(), said, below, folded=values)


def frame(
    status: str,
    title: str,
    said: list[tuple[Fact, str]],
    below: Sequence[str],
    folded: bool = True,
) -> str:
    """Put a title and its lines beside a coloured edge."""
    symbol, words = title[0], title[1:].strip()
    style = CARD.format(edge=EDGES.get(status, NEUTRAL_EDGE))
    lines = "".join(
        where(fact, folded) if is_place(fact) else line(fact, text)
        for fact, text in said
    )
    lines += "".join(f'<div style="{ASIDE}">{escape(text)}</div>' for text in below)
    return (
        f'<div role="status" style="{escape(style)}">'
        f'<div style="{TITLE}"><span aria-hidden="true">{symbol}</span> '
        f"{escape(words)}</div>{lines}</div>"
    )


def line(fact: Fact, text: str) -> str:
    """Write what is said of one fact, with numbers in the font of code."""
    html = escape(text)
    if fact.kind == "value":
        for word in ("expected", "got"):
            number = escape(str(fact.about.get(word, "")))
            marked = f'{word} <span style="{CODE}">{number}</span>'
            together = f'<span style="{TOGETHER}">{marked}</span>'
            html = html.replace(f"{word} {number}", together, 1)
    return f'<div style="{escape(LINE.get(fact.kind, ""))}">{html}</div>'


def is_place(fact: Fact) -> bool:
    """Tell whether a fact is a place of which more is known than its sentence."""
    return fact.kind == "pointed" and "quoted" in fact.about


def where(fact: Fact, folded: bool) -> str:
    """Write the place of a mistake, which opens when it is asked for."""
    text = escape(fact.about["text"])
    for row in map(escape, fact.about["quoted"]):
        text = text.replace(f"“{row}”", f'<code style="{escape(CODE)}">{row}</code>', 1)
    asked = escape(fact.about["question"])
    question = f'<div style="{escape(QUESTION)}">{asked}</div>' if asked else ""
    return (
        f'<details style="{APART}"{"" if folded else " open"}>'
        f'<summary style="cursor:pointer">{messages.WHERE}</summary>'
        f"<div>{text}</div>{question}</details>"
    )


def note(title: str, text: str, links: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write a hint or a remark as a card without a state; some lines may be links."""
    style = CARD.format(edge=NEUTRAL_EDGE)
    lines = "".join(
        f"<div>{linked(line, links.get(line))}</div>" for line in text.splitlines()
    )
    return (
        f'<div role="note" style="{escape(style)}">'
        f'<div style="{TITLE}">{escape(title)}</div>{lines}</div>'
    )


def linked(line: str, address: str | None) -> str:
    """Write a line, as a link where it has an address."""
    text = escape(line)
    return f'<a href="{escape(address)}">{text}</a>' if address else text
