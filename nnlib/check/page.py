"""A verdict as a card for a notebook's output and for a feedback page.

The card says the same words as the plain text. Its text takes the page's own colour,
so that it reads on light and dark themes; a state has a symbol and a word beside its
coloured edge.
"""

from __future__ import annotations

from html import escape

from nnlib.check.verdict import Fact, Verdict

# Each has a contrast of at least 3 to 1 on white and on black.
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
    "border-left:4px solid {edge};padding:.35em 0 .35em 1em;margin:.4em 0;"
    "max-width:44em;line-height:1.5;color:inherit;"
    "font-family:var(--jp-content-font-family,system-ui,sans-serif);"
    "font-size:var(--jp-content-font-size1,1rem)"
)
LINE = {
    "error_line": "font-family:var(--jp-code-font-family,monospace);font-size:.95em",
    "error_text": "font-family:var(--jp-code-font-family,monospace);font-size:.95em",
    "evidence": "font-weight:600",
    "question": "font-style:italic",
    "changed_question": "font-style:italic",
    "loop_question": "font-style:italic",
}


def card(verdict: Verdict, values: bool = True) -> str:
    """Write a verdict as HTML.

    Parameters
    ----------
    verdict : Verdict
        What was found.
    values : bool
        Whether expected numbers may be shown.

    Returns
    -------
    str
        One element with ``role="status"``.
    """
    return frame(verdict.status, verdict.title(), verdict.said(values))


def frame(status: str, title: str, said: list[tuple[Fact, str]]) -> str:
    """Put a title and its lines beside a coloured edge."""
    symbol, words = title[0], title[1:].strip()
    style = CARD.format(edge=EDGES.get(status, NEUTRAL_EDGE))
    lines = "".join(paragraph(text, LINE.get(fact.kind, "")) for fact, text in said)
    return (
        f'<div role="status" style="{escape(style)}">'
        f'<div style="font-weight:700"><span aria-hidden="true">{symbol}</span> '
        f"{escape(words)}</div>{lines}</div>"
    )


def paragraph(text: str, style: str = "") -> str:
    """Write one line of a card."""
    return f'<div style="{escape(style)}">{escape(text)}</div>'


def note(title: str, text: str) -> str:
    """Write a hint or a remark as a card without a state."""
    style = CARD.format(edge=NEUTRAL_EDGE)
    return (
        f'<div role="note" style="{escape(style)}">'
        f'<div style="font-weight:700">{escape(title)}</div>{paragraph(text)}</div>'
    )
