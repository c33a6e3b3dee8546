"""What a check says of twenty common mistakes: short, without the repair, readable."""

import re

import pytest

from nnlib.check import messages
from nnlib.exercises import checks, get
from tests.words import END, lines_asked_for, squeezed, words

from .mistakes import MISTAKES, cell_of
from .opened import DARK, LIGHT, displayed, plain, text_of

MOST_LINES, MOST_WORDS = 8, 20
READABLE = 4.5  # contrast of text (WCAG 2 AA)
EXPLAINED = ("Ask yourself: ", "In words: ", "Is the return line missing?")
# What the learner wrote and what numpy said are not ours to shorten.
QUOTED = re.compile(r"^(Line \d+ of|\w*(Error|Warning): )")


def test_there_are_twenty():
    assert len(MISTAKES) == 20


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_common_mistake_is_explained_in_short_sentences_without_the_repair(
    mistake, capsys
):
    exec(compile(cell_of(mistake), f"<{mistake}>", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert 2 < len(lines) <= MOST_LINES
    assert any(one in "\n".join(lines) for one in EXPLAINED)
    for line in lines:
        if not QUOTED.match(line):
            assert all(words(one) <= MOST_WORDS for one in END.split(line)), line
    text, written = squeezed("".join(lines)), squeezed(cell_of(mistake))
    for line in lines_asked_for(get(MISTAKES[mistake][0])):
        assert line not in text or line in written, line


@pytest.fixture(scope="module")
def page(open_notebook):
    """All of them in one notebook, run from top to bottom."""
    with open_notebook("mistakes", {one: cell_of(one) for one in MISTAKES}) as page:
        yield page


@pytest.mark.browser
class TestOnThePage:
    """The same cells in a notebook."""

    def test_every_card_says_what_the_plain_text_says(self, page):
        for one in MISTAKES:
            *_, output = displayed(page.cell(one))  # above it, where it runs
            # On the card the place is folded.
            said = [
                messages.WHERE if line.startswith(messages.WHERE) else line
                for line in plain(text_of(output))
            ]
            assert plain(page.card(one)) == said
            assert len(plain(page.card(one))) <= MOST_LINES

    def test_every_card_begins_with_a_symbol_a_word_and_points(self, page):
        for one, (id, _) in MISTAKES.items():
            exercise = checks(id[:2]).exercises[id[3:]]
            title = plain(page.card(one))[0]
            assert any(
                title.startswith(f"{symbol} {exercise.name}: {word}, ")
                for symbol, word in messages.STATES.values()
            )
            assert title.endswith(f"of {exercise.max_points:g} points")

    def test_every_card_is_readable_in_both_themes(self, page):
        for theme in (LIGHT, DARK):
            page.theme(theme)
            pale = [
                (cell["id"], piece["text"][:40])
                for cell in page.cells()
                for piece in cell["shown"]
                if piece["contrast"] < READABLE
            ]
            assert pale == []
