"""What a check says of twenty common mistakes: short, without the repair, readable."""

import ast
import inspect
import re

import pytest

from nnlib.check import messages
from nnlib.exercises import checks, get

from .mistakes import MISTAKES, cell_of
from .opened import DARK, LIGHT, displayed, plain, text_of

MOST_LINES, MOST_WORDS = 8, 20
READABLE = 4.5  # contrast of text (WCAG 2 AA)
WORD = re.compile(r"[^\W\d_]")
END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
# What the learner wrote and what numpy said are not ours to shorten.
QUOTED = re.compile(r"^(Line \d+ of|\w*(Error|Warning): )")


def said(mistake, capsys):
    """Run a cell outside a notebook, and give what it prints."""
    exec(compile(cell_of(mistake), f"<{mistake}>", "exec"), {})
    return capsys.readouterr().out.splitlines()


def words(text):
    """Count the words of a text; numbers and signs are none."""
    return sum(bool(WORD.search(token)) for token in text.split())


def lines_asked_for(exercise):
    """Give the lines of the reference that compute something, without white space."""
    tree = ast.parse(inspect.getsource(inspect.unwrap(exercise.reference)))
    body = [one for one in tree.body[0].body if not isinstance(one, ast.Expr)]
    texts = (line for one in body for line in ast.unparse(one).splitlines())
    return [text for text in ("".join(line.split()) for line in texts) if len(text) > 7]


def test_there_are_twenty():
    assert len(MISTAKES) == 20


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_common_mistake_is_answered_in_a_few_short_sentences(mistake, capsys):
    lines = said(mistake, capsys)
    assert 2 < len(lines) <= MOST_LINES
    for line in lines:
        if not QUOTED.match(line):
            assert all(words(one) <= MOST_WORDS for one in END.split(line)), line


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_no_answer_holds_a_line_that_is_asked_for(mistake, capsys):
    exercise, written = get(MISTAKES[mistake][0]), "".join(cell_of(mistake).split())
    text = "".join("".join(said(mistake, capsys)).split())
    for line in lines_asked_for(exercise):
        assert line not in text or line in written, line


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_common_mistake_is_explained(mistake, capsys):
    text = "\n".join(said(mistake, capsys))
    explained = ("Ask yourself: ", "In words: ", "Is the return line missing?")
    assert any(one in text for one in explained)


@pytest.fixture(scope="module")
def page(holding):
    """All of them in one notebook, run from top to bottom."""
    with holding("mistakes", {one: cell_of(one) for one in MISTAKES}) as page:
        yield page


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
class TestOnThePage:
    """The same cells in a notebook."""

    def test_every_card_says_what_the_plain_text_says(self, page):
        for one in MISTAKES:
            (output,) = displayed(page.cell(one))
            assert plain(page.card(one)) == plain(text_of(output))
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

    @pytest.mark.parametrize("theme", [LIGHT, DARK])
    def test_every_card_is_readable(self, page, theme):
        page.theme(theme)
        pale = [
            (cell["id"], piece["text"][:40])
            for cell in page.cells()
            for piece in cell["shown"]
            if piece["contrast"] < READABLE
        ]
        assert pale == []
