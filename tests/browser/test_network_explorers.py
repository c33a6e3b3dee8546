"""Explorers of networks in a browser: pages from disk, a pen, training on demand."""

import pytest

from grading.exhibits import drawn_digit
from tests.nnlib.explore.networks import EXPLORERS, WITH_WRONG

from .opened import LOOPBACK, Opened
from .test_explorers import explorer, pixels, sentence, wait_for_python, wait_for_words

pytestmark = pytest.mark.browser

SEVEN = ([(22, 20), (78, 20), (45, 90)], [(35, 52), (66, 52)])
CELLS = {
    "deep": "from grading import exhibits\n\ndeep = exhibits.deep_network()\ndeep",
    "drawn": "drawn = exhibits.drawn_digit()\ndrawn",
}


@pytest.fixture
def page_of(browser, tmp_path):
    """Open the page of an explorer from disk."""
    pages = []

    def page_of(make):
        file = tmp_path / "page.html"
        file.write_text(make().to_html(), encoding="utf-8")
        pages.append(Opened(browser.new_page()))
        pages[-1].page.goto(file.as_uri())
        return explorer(pages[-1].page)

    yield page_of
    for page in pages:
        assert page.complaints == []
        assert set(page.hosts) <= set(LOOPBACK)
        page.page.close()


def draw(found, strokes):
    """Draw with the mouse, in hundredths of the sheet, from its upper left corner."""
    found.scroll_into_view_if_needed()
    canvas = found.locator("canvas")
    box = canvas.bounding_box()
    # The sheet is the first of three panels, 1 : 1 : 1.5; see canvas.js for its rim.
    wide = min(box["width"], 760) / 3.5 - 20

    def at(x, y):
        high = box["height"] - 42
        top = box["y"] + 30 + high * 14 / 128
        return box["x"] + 10 + wide * x / 100, top + high * y / 128

    mouse = canvas.page.mouse
    for stroke in strokes:
        mouse.move(*at(*stroke[0]))
        mouse.down()
        for place in stroke[1:]:
            mouse.move(*at(*place), steps=8)
        mouse.up()


@pytest.mark.parametrize("name", EXPLORERS)
def test_page_from_disk_answers_its_sliders(name, page_of):
    found = page_of(EXPLORERS[name])
    assert sentence(found) == EXPLORERS[name]().first.sentence
    last, seen = found.locator("input[type=range]").last, set()
    for key in ("Home", "End"):
        last.focus()
        last.press(key)
        seen.add((sentence(found), pixels(found)))
    assert len(seen) == 2


NUMBERS = [
    pytest.param(0.0, id="zeros"),
    pytest.param(float("nan"), id="nan", marks=pytest.mark.long),
    pytest.param(float("inf"), id="infinite", marks=pytest.mark.long),
    pytest.param(1e300, id="huge", marks=pytest.mark.long),
]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("value", NUMBERS)
def test_with_wrong_functions_a_page_still_answers(value, page_of):
    for make in WITH_WRONG.values():
        found = page_of(lambda make=make: make(value))
        # Without Python some have numbers for one state alone, and no slider.
        for slider in found.locator("input[type=range]:visible").all():
            for key in ("Home", "End"):
                slider.press(key)
                assert sentence(found)
        assert sentence(found)


def test_page_from_disk_knows_other_runs_and_says_which_it_does_not(page_of):
    found = page_of(EXPLORERS["deep_network"])
    found.get_by_role("combobox", name="hidden layers").select_option("4-4-4")
    wait_for_words(found, "Step 40: cost")
    assert (
        found.get_by_role("combobox", name="hidden layers").locator("option").count()
        == 5
    )
    assert found.get_by_text("a click adds").count() == 0


def test_digit_drawn_with_the_mouse_is_read(page_of):
    found = page_of(drawn_digit)
    before = sentence(found)
    draw(found, SEVEN)
    assert sentence(found).startswith("Your drawing is read as 7")
    found.get_by_role("button", name="clear the drawing").click()
    assert sentence(found) == before


def test_pen_outside_its_sheet_draws_nothing(page_of):
    found = page_of(drawn_digit)
    before = sentence(found)
    draw(found, [[(160, 20), (180, 40)]])
    assert sentence(found) == before


def test_play_walks_through_the_steps_and_stops(page_of):
    found = page_of(EXPLORERS["two_layers"])
    found.get_by_role("button", name="play step").click()
    pause = found.get_by_role("button", name="pause step")
    pause.wait_for()
    found.page.wait_for_function(
        "() => /^Step [1-9]/.test(document.querySelector('.sentence').textContent)"
    )
    pause.click()
    found.get_by_role("button", name="play step").wait_for()


def test_notebook_trains_on_demand_and_hears_the_pen(open_notebook):
    with open_notebook("networks", CELLS) as notebook:
        deep, drawn = (explorer(notebook.page, k) for k in (0, 1))
        deep.get_by_role("combobox", name="data").select_option("circles")
        deep.get_by_role("combobox", name="hidden layers").select_option("4-4")
        wait_for_words(deep, "Step 400: cost")
        wait_for_python(notebook, "deep.settings['layers']", "'4-4'")
        draw(drawn, SEVEN)
        assert sentence(drawn).startswith("Your drawing is read as 7")
        wait_for_python(notebook, "drawn.settings['points'][0][2]", "0")
        assert notebook.complaints == []
        assert set(notebook.hosts) <= set(LOOPBACK)
