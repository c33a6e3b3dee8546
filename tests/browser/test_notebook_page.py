"""What a student meets in JupyterLab: notebooks untouched, right and wrong."""

import pytest

from grading.text import source
from nnlib.check import STATUSES, counts, messages
from nnlib.exercises import evaluate, exercises

from .answers import STATES
from .chromium import VIEWPORT
from .opened import DARK, LIGHT, displayed, plain, text_of

pytestmark = pytest.mark.browser

ARRAYS = "02_logistic_regression_arrays"
# Each notebook takes its time; one of them tells soon whether the page works.
STEMS = [
    pytest.param(path.stem, marks=[] if path.stem == ARRAYS else pytest.mark.long)
    for path in source.sources()
]
NARROW = {"width": 800, "height": 900}  # with JupyterLab's list of files beside it
READABLE, VISIBLE = 4.5, 3.0  # contrast of text, and of what is no text (WCAG 2 AA)
SMALLEST = 50  # pixels of a picture in which there is something to see


@pytest.fixture(scope="module", params=STEMS)
def stem(request):
    """Each notebook in turn."""
    return request.param


@pytest.fixture(scope="module")
def unsolved(answering, stem):
    with answering(stem, "unsolved") as page:
        yield page


@pytest.fixture(scope="module")
def solved(answering, stem):
    with answering(stem, "solved") as page:
        yield page


@pytest.fixture(scope="module")
def wrong(answering, stem):
    with answering(stem, "wrong") as page:
        yield page


@pytest.fixture(params=STATES)
def page(request, stem):
    """The notebook in each of the states, opened once."""
    return request.getfixturevalue(request.param)


def errors(page):
    return [
        (cell["id"], output["ename"])
        for cell in page.cells()
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]


def too_pale(page, where):
    return [
        (cell["id"], piece["text"][:40], round(piece["contrast"], 2))
        for cell in page.cells()
        for piece in cell[where]
        if piece["contrast"] < READABLE
    ]


class TestStates:
    """As released, solved, and wrong: what the checks say."""

    def test_run_all_reaches_the_last_cell_and_the_page_is_quiet(self, page):
        code = [cell for cell in page.cells() if cell["type"] == "code"]
        assert [cell["count"] for cell in code] == list(range(1, len(code) + 1))
        assert errors(page) == []
        assert set(page.hosts) <= {"127.0.0.1", None}
        assert page.complaints == []

    def test_unsolved_checks_say_not_attempted(self, unsolved, stem):
        for one in exercises(stem[:2]):
            points = counts.points(0, one.max_points)
            title = plain(unsolved.card(one.name))[0]
            assert title == f"○ {one.name}: not attempted, {points}"

    def test_solved_checks_say_passed_with_all_points(self, solved, stem):
        for one in exercises(stem[:2]):
            points = counts.points(one.max_points, one.max_points)
            title = plain(solved.card(one.name))[0]
            assert title == f"✓ {one.name}: passed, {points}"

    def test_wrong_checks_show_the_evidence_of_the_mistake(self, wrong, stem):
        for one in exercises(stem[:2]):
            if not one.variants:
                continue
            found = evaluate(one.id, one.variants[0].function)
            told = [one.about["text"] for one in found.facts if one.kind == "evidence"]
            if found.status == "not_attempted":
                told = [messages.SENTENCES["not_mended"].format(name=one.name)]
            elif one.searched:
                # What is to be searched is not told at once.
                told = [messages.SENTENCES["search"]]
            assert told
            assert set(told) <= set(plain(wrong.card(one.name)))


class TestOutputs:
    """Cards, pictures and prose on the page."""

    def test_cards_are_spoken_and_fit_and_say_what_the_plain_text_says(
        self, page, stem
    ):
        for one in exercises(stem[:2]):
            cell = page.cell(one.name)
            (card,), (output,) = cell["cards"], displayed(cell)
            assert card["role"] == "status"
            assert plain(card["words"]) == plain(text_of(output))
        # Nothing is wider than the page.
        assert [text for cell in page.cells() for text in cell["spills"]] == []

    def test_points_stand_once_below_a_check(self, page, stem):
        for one in exercises(stem[:2]):
            cell = page.cell(one.name)
            (card,) = cell["cards"]
            seen = " ".join(piece["text"] for piece in cell["shown"])
            assert seen.count(f" of {one.max_points:g} points") == 1
            # Nothing but the card is to be seen.
            assert "".join(seen.split()) == "".join(card["words"].split())

    def test_everything_is_readable_and_edges_are_visible_in_both_themes(self, page):
        for theme in (LIGHT, DARK):
            page.theme(theme)
            assert too_pale(page, "shown") == []
            assert too_pale(page, "prose") == []
            shown = [
                one for cell in page.cells() for one in cell["cards"] + cell["notes"]
            ]
            assert shown and min(one["edge"] for one in shown) >= VISIBLE

    def test_solved_pictures_are_drawn_and_described(self, solved):
        pictures = [one for cell in solved.cells() for one in cell["pictures"]]
        assert pictures
        for picture in pictures:
            assert picture["loaded"] and picture["alt"].endswith(".")
            assert picture["width"] > SMALLEST and picture["height"] > SMALLEST

    def test_no_text_scrolls_sideways_in_a_narrow_window(self, unsolved):
        unsolved.page.set_viewport_size(NARROW)
        unsolved.page.wait_for_function("measure.drawn()")
        texts = [cell for cell in unsolved.cells() if cell["type"] == "markdown"]
        wide = [(cell["id"], cell["spills"]) for cell in texts if cell["spills"]]
        unsolved.page.set_viewport_size(VIEWPORT)
        assert texts and wide == []

    def test_formulas_are_typeset(self, unsolved):
        prose = " ".join(
            piece["text"] for cell in unsolved.cells() for piece in cell["prose"]
        )
        assert "$" not in prose and "\\" not in prose


SIGMOID = """\
def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))"""

# A card with lines of every look.
CARD = """\
from nnlib.check import Fact, Verdict
from nnlib.check.shown import Shown

facts = (
    Fact("error_line", {{"number": 4, "function": "sigmoid", "line": "return 1 / a"}}),
    Fact("error_text", {{"type": "NameError", "text": "name 'a' is not defined"}}),
    Fact("evidence", {{"text": "Your values are 1 - sigmoid(Z)."}}),
    Fact("question", {{"text": "what should come out for Z = 10?"}}),
    Fact("right", {{"parts": "dw"}}),
)
Shown(Verdict("02/sigmoid", "{status}", 2.0, 5.0, facts=facts), [])
"""


@pytest.fixture(scope="module")
def cards(open_notebook):
    """A card of every status, also those that no state of a notebook shows."""
    with open_notebook(
        "cards", {one: CARD.format(status=one) for one in STATUSES}
    ) as page:
        yield page


def test_card_of_every_status_is_readable_and_its_edge_visible_in_both_themes(cards):
    for theme in (LIGHT, DARK):
        cards.theme(theme)
        shown = [card for cell in cards.cells() for card in cell["cards"]]
        assert len(shown) == len(STATUSES)
        assert min(card["edge"] for card in shown) >= VISIBLE
        assert too_pale(cards, "shown") == []


def test_reading_answering_and_checking_needs_only_keys(answering):
    with answering(ARRAYS, "unsolved", run=False) as page:
        ids = [cell["id"] for cell in page.cells()]
        below = ids[ids.index("sigmoid") + 1]
        page.run_down_to("sigmoid-solution")
        page.write(SIGMOID)
        page.press("Shift+Enter")
        assert page.focus() == {"inside": True, "active": "sigmoid"}
        page.press("Shift+Enter")
        page.wait_for_card("sigmoid")
        assert plain(page.card("sigmoid"))[0].startswith("✓ sigmoid: passed")
        assert page.focus() == {"inside": True, "active": below}
