"""A verdict as HTML: the same words as the plain text, and all of it escaped."""

import re
from html import unescape
from html.parser import HTMLParser

from nnlib.check import STATUSES, Fact, Verdict, messages
from nnlib.check.page import EDGES, card, note
from tests.cases import every_case

HOSTILE = "<script>alert('1')</script> & \"x\" < y"
FACTS = (
    Fact("tested", {"sizes": "n_x = 2, m = 3"}),
    Fact(
        "value", {"part": "dw", "place": "", "expected": "[1., 2.]", "got": "[2., 4.]"}
    ),
    Fact(
        "error_line",
        {"number": 3, "function": "propagate", "line": "if m < 2: a = b & c"},
    ),
    Fact("error_text", {"type": "ValueError", "text": HOSTILE}),
    Fact("evidence", {"text": "Your dw is m times the expected one (m = 3 tried)."}),
    Fact("question", {"text": "is “b” < “a”?"}),
    Fact("changed_question", {"what": "w"}),
)


class Blocks(HTMLParser):
    """Collects the text of the innermost blocks, and every tag."""

    def __init__(self):
        super().__init__()
        self.lines, self.tags, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "div":
            self.lines.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.lines[-1] += data


def read(html):
    """Parse a card, and refuse one that is not well formed."""
    blocks = Blocks()
    blocks.feed(html)
    blocks.close()
    assert not blocks.open
    return blocks


def verdict(status="failed"):
    """Make a verdict with facts of every look."""
    return Verdict("02/propagate", status, 4.5, 25.0, facts=FACTS)


@every_case("status", STATUSES)
@every_case("values", [True, False], ids=["values", "no-values"])
def test_html_says_the_same_words_as_plain_text(status, values):
    found = verdict(status)
    blocks = read(card(found, values))
    assert [line for line in blocks.lines if line] == found.lines(values)


@every_case("status", STATUSES)
def test_a_card_is_announced_as_a_status(status):
    tag, attributes = read(card(verdict(status))).tags[0]
    assert (tag, attributes["role"]) == ("div", "status")


@every_case("status", STATUSES)
def test_a_status_is_told_by_word_and_symbol_not_by_colour_alone(status):
    symbol, word = messages.STATES[status]
    html = card(verdict(status))
    assert symbol in html
    assert word in unescape(re.sub("<[^>]*>", "", html))


def test_what_the_learner_wrote_is_escaped():
    html = card(verdict())
    assert "<script" not in html
    assert {tag for tag, _ in read(html).tags} == {"div", "span"}
    assert HOSTILE in "".join(read(html).lines)


def test_a_card_without_values_has_no_expected_number():
    assert "[1., 2.]" in card(verdict())
    assert "[1., 2.]" not in card(verdict(), values=False)


def test_a_note_is_escaped_and_has_no_state():
    blocks = read(note("Hint <1>", HOSTILE))
    assert blocks.tags[0][1]["role"] == "note"
    assert [line for line in blocks.lines if line] == ["Hint <1>", HOSTILE]


def luminance(colour):
    """Give the relative luminance of a colour, as WCAG 2.2 defines it."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@every_case("colour", sorted({*EDGES.values()}))
def test_an_edge_can_be_seen_on_white_and_on_black(colour):
    own = luminance(colour)
    assert 1.05 / (own + 0.05) >= 3
    assert (own + 0.05) / 0.05 >= 3
