"""Texts of students as programs render them: what does something is gone."""

import random
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from grading.results import cleaned
from tests.attacks import for_pages

# As formgrader renders, and as most other programs do.
RENDERERS = {
    "mistune": markdown2html_mistune,
    "markdown-it": MarkdownIt("gfm-like", {"html": True, "linkify": False}).render,
}
# What renderers make of their own.
OWN = {"class", "id", "style", "href", "align", "start", "rel"}
ADDRESS = re.compile(r"(?:https?|mailto):|#|data:image/(?:png|jpeg|gif|webp);")
WORDS = (
    *"""
<!-- --> --!> <b> </b> <img <script> <svg/ onload= src= x " ' ` `` ``` ~~~ $ $$ \\
](javascript:x) [a] [a]: javascript:x <javascript:x> ![ \\begin{x} \\end{x} &lt; &#60;
&#xf5b0;0&#xf5b1; > - 1. | # \\[ \\] \\( <![CDATA[ ]]> <pre> </pre> <textarea> <style>
</style> <math> <a href= javascript:x> onerror=x
""".split(),
    *(" ", "\n", "\n\n"),
)


class Found(HTMLParser):
    """Lists what in a page could do something."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag not in cleaned.TAGS:
            self.found.append(tag)
        for name, value in attributes:
            if name not in OWN | {*cleaned.ATTRIBUTES.get(tag, ())}:
                self.found.append(f"{tag} {name}")
            if name in ("href", "src") and not ADDRESS.match(value or ""):
                self.found.append(f"{tag} {name}={value}")
            if name == "style" and re.search(r"url|\(", value or ""):
                self.found.append(f"{tag} {name}={value}")


def active(html):
    """Return what in a page could do something."""
    parser = Found()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
def test_no_program_sees_more_than_words_in_it(render):
    texts = for_pages.MARKDOWN
    left = {name: active(render(cleaned.markdown(texts[name]))) for name in texts}
    assert {name: found for name, found in left.items() if found} == {}
    assert (
        sum(map(bool, (active(render(text)) for text in for_pages.MARKDOWN.values())))
        > 20
    )


def mixed(seed):
    """Return words that mean something to one program or another, in any order."""
    drawn = random.Random(seed)
    count = drawn.randrange(2, 14)
    glue = drawn.choice(("", " ", "\n"))
    return glue.join(drawn.choice(WORDS) for _ in range(count))


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.long)])
def test_whatever_stands_beside_it(count):
    wrong = []
    for seed in range(count):
        text = mixed(seed)
        made = cleaned.markdown(text)
        for name, render in RENDERERS.items():
            if found := active(render(made)):
                wrong.append((seed, name, text, made, found))
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, *stressed* and **strong**, `a < b`, $a < b$ and 3 > 2.",
        "| a | b |\n|---|--:|\n| 1 | $x_1$ |\n\n- one\n- two\n\n> said",
        "$$\n\\begin{aligned} a &= b \\\\ c &< d \\end{aligned}\n$$",
        "```python\nif x < 3:\n    y = z & 1\n```\n\nSee https://example.org.",
        "## My answer\n\nשלום، سلام, naïve – 数学",
    ],
)
def test_words_formulas_tables_and_code_stay_as_they_were_written(text):
    assert cleaned.markdown(text) == text


def test_picture_of_the_cell_stands_in_the_text():
    pictures = {"a.png": {"image/png": for_pages.PIXEL}}
    text = "![net](attachment:a.png) ![gone](attachment:b.png)"
    made = cleaned.markdown(text, pictures)
    assert f'src="data:image/png;base64,{for_pages.PIXEL}"' in made
    assert 'alt="gone"' in made and "attachment" not in made


def test_drawing_of_the_cell_does_not():
    pictures = {"a.svg": {"image/svg+xml": "PHN2Zz4="}}
    assert "svg" not in cleaned.markdown("![net](attachment:a.svg)", pictures)


ENDLESS = (
    6_000 * "<b>",
    9_000 * "> " + "<b>",
    19_000 * "*" + "<b>",
    9_000 * "[" + "](",
)


@pytest.mark.parametrize("text", [*ENDLESS, "<b>" + "x" * 50_000], ids=range(5))
def test_text_that_nobody_wrote_by_hand_is_still_shown(text):
    made = cleaned.markdown(text)
    assert made.startswith("<div>\n") and active(markdown2html_mistune(made)) == []
