"""Explorers in JupyterLab and as pages of their own: keys, errors, themes, pages."""

import pytest

from nnlib.explore import view
from tests.nnlib.explore.given import EXPLORERS

from .opened import DARK, LIGHT, LOOPBACK, Opened

pytestmark = pytest.mark.browser

FUNCTIONS = """\
import numpy as np
from nnlib.activations import sigmoid
from nnlib.explore import LearningRate
from nnlib.logistic import optimize

X = np.array([[-2.0, -1.0, 1.0, 2.0, 0.3], [0.0, 1.0, 0.5, -1.0, 0.2]])
Y = np.array([[0, 0, 1, 1, 0]])

def train(X, Y, learning_rate, num_iterations):
    if learning_rate == 1000:
        raise ZeroDivisionError("division by zero")
    return optimize(np.zeros((2, 1)), 0.0, X, Y, learning_rate, num_iterations)

def probability(params, points):
    return sigmoid(params["w"].T @ points + params["b"])

def crooked(params, points):
    return probability(params, points) ** 2
"""
CELLS = {
    "functions": FUNCTIONS,
    "known": "known = LearningRate(train, probability, X, Y)\nknown",
    "linked": "known.slider('num_iterations')",
    "asked": "asked = LearningRate(train, crooked, X, Y)\nasked",
}
ROOT = ".nnlib-explorer"
KNOWN, ASKED = 0, 1  # which explorer of the page
RATE, COUNT = 0, 1  # which slider of an explorer
PIXELS = "canvas => canvas.toDataURL()"
# The colour of the first pixel.
PAPER = """canvas => {
    const one = document.createElement("canvas");
    const brush = one.getContext("2d", { willReadFrequently: true });
    brush.drawImage(canvas, 0, 0);
    return Array.from(brush.getImageData(0, 0, 1, 1).data).slice(0, 3);
}"""
OUTLINE = """e => {
    const { outlineWidth, outlineStyle } = getComputedStyle(e);
    return [outlineWidth, outlineStyle];
}"""
ASK = """async code => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const user_expressions = { it: code };
    const reply = await kernel.requestExecute({ code: "", user_expressions }).done;
    return reply.content.user_expressions.it.data["text/plain"];
}"""


def explorer(page, which=KNOWN):
    """Find an explorer on a page and wait until it has drawn."""
    found = page.locator(ROOT).nth(which)
    found.locator("canvas[aria-label]").wait_for()
    return found


def slider(found, which):
    return found.locator("input[type=range]").nth(which)


def sentence(found):
    return found.locator(".sentence").inner_text()


def wait_for_words(found, words):
    found.locator(".sentence", has_text=words).wait_for()


def wait_for_python(notebook, code, expected):
    """Ask the kernel until it has heard of a change."""
    for _ in range(100):
        if (found := notebook.page.evaluate(ASK, code)) == expected:
            return
        notebook.page.wait_for_timeout(20)
    raise AssertionError(f"{code} is {found}, expected {expected}")


def pixels(found):
    return found.locator("canvas").evaluate(PIXELS)


def paper(found):
    return found.locator("canvas").evaluate(PAPER)


@pytest.fixture(scope="module")
def notebook(open_notebook):
    """A notebook with two explorers, run once."""
    with open_notebook("explorers", CELLS) as opened_notebook:
        explorer(opened_notebook.page, ASKED)
        yield opened_notebook


@pytest.fixture
def known(notebook):
    """The explorer that answers without Python, at its beginning."""
    found = explorer(notebook.page)
    found.get_by_role("button", name="start again").click()
    return found


# The iterations begin at 100 of 0, 1, 2, ..., 100, 150, 200, 300.
KEYS = {
    "ArrowRight": "150 iterations",
    "ArrowUp": "150 iterations",
    "ArrowLeft": "70 iterations",
    "ArrowDown": "70 iterations",
    "Home": "0 iterations",
    "End": "300 iterations",
    "PageUp": "200 iterations",
    "PageDown": "70 iterations",
}


@pytest.mark.parametrize(("key", "words"), KEYS.items())
def test_every_key_moves_the_slider_and_stays_in_it(known, key, words):
    place = slider(known, COUNT)
    before = pixels(known)
    place.focus()
    place.press(key)
    assert f"α = 30, {words}:" in sentence(known)
    assert place.evaluate("e => e === document.activeElement")
    assert pixels(known) != before


def test_python_hears_where_the_slider_was_left(known, notebook):
    slider(known, COUNT).press("End")
    wait_for_python(notebook, "known.settings['num_iterations']", "300")


def test_python_moves_the_slider(known, notebook):
    # What the view still has to send would come after the move, and undo it.
    wait_for_python(notebook, "known.settings['num_iterations']", "100")
    notebook.page.evaluate(ASK, "known.move(num_iterations=7)")
    wait_for_words(known, "α = 30, 7 iterations:")
    assert slider(known, COUNT).get_attribute("aria-valuetext") == "7"


def test_linked_slider_of_ipywidgets_moves_the_explorer(known, notebook):
    handle = notebook.page.locator(".noUi-handle").first
    handle.focus()
    handle.press("Home")
    wait_for_words(known, "α = 30, 0 iterations:")


def test_run_that_is_not_known_yet_is_computed_by_python(known):
    slider(known, RATE).press("Home")
    wait_for_words(known, "α = 0.001, 100 iterations: stalled")
    # It was busy until then; a screen reader is told when it no longer is.
    known.locator("xpath=self::*[@aria-busy='false']").wait_for()


def test_error_of_a_given_function_is_one_line(known):
    slider(known, RATE).press("End")
    wait_for_words(known, "This stopped with ZeroDivisionError: division by zero")
    slider(known, RATE).press("Home")
    wait_for_words(known, "α = 0.001")


def test_given_function_that_is_no_sigmoid_is_asked_itself(notebook):
    found = explorer(notebook.page, ASKED)
    before = pixels(found)
    slider(found, COUNT).press("Home")
    wait_for_words(found, "α = 30, 0 iterations: not begun")
    # At zero its probability is 0.25 everywhere: no line, and another picture.
    assert pixels(found) != before


def test_click_adds_an_example_and_trains_again(known, notebook):
    box = known.locator("canvas").bounding_box()
    place = {"x": 0.8 * box["width"], "y": 0.5 * box["height"]}
    known.locator("canvas").click(position=place)
    wait_for_python(notebook, "len(known.settings['points'])", "1")
    wait_for_words(known, "α = 30, 100 iterations:")


def test_pointer_shows_the_exact_value_under_it(known):
    box = known.locator("canvas").bounding_box()
    known.locator("canvas").hover(
        position={"x": 0.95 * box["width"], "y": 0.3 * box["height"]}
    )
    assert "probability" in known.locator(".tip").inner_text()


def test_kept_state_is_compared_and_forgotten(known):
    known.get_by_role("button", name="forget what was kept").click()
    assert "Kept" not in sentence(known)
    known.get_by_role("button", name="keep this to compare").click()
    slider(known, COUNT).press("Home")
    assert "Kept: α = 30, 100 iterations" in sentence(known)


def test_names_and_values_are_spoken(known, notebook):
    names = known.get_by_role("slider").evaluate_all(
        "all => all.map(e => e.labels[0].textContent)"
    )
    assert names == ["learning rate α", "iterations"]
    assert known.get_attribute("role") == "group"
    assert known.get_by_role("img").get_attribute("aria-label") == sentence(known)
    spoken = known.locator("[aria-live=polite]")
    slider(known, COUNT).press("End")
    told = sentence(known)
    notebook.page.wait_for_function(
        "([e, told]) => e.textContent === told", arg=[spoken.element_handle(), told]
    )


def test_focus_is_visible(known):
    slider(known, RATE).press("Tab")
    boxes = known.get_by_role("textbox")
    for place in (boxes.nth(RATE), slider(known, COUNT), boxes.nth(COUNT)):
        width, style = place.evaluate(OUTLINE)
        assert float(width.removesuffix("px")) >= 2 and style == "solid"
        place.press("Tab")


def test_theme_change_redraws(known, notebook):
    light = paper(known)
    notebook.theme(DARK)
    known.locator("xpath=self::*[@data-theme='dark']").wait_for()
    dark = paper(known)
    notebook.theme(LIGHT)
    known.locator("xpath=self::*[@data-theme='light']").wait_for()
    assert min(light) > 240 and max(dark) < 50
    assert paper(known) == light


def test_page_is_quiet_and_asks_nobody_else(notebook):
    # JupyterLab itself complains of a machine that is busy while it starts.
    assert [one for one in notebook.complaints if "to activate" not in one] == []
    assert set(notebook.hosts) <= set(LOOPBACK)


@pytest.mark.parametrize("name", EXPLORERS)
def test_page_works_from_disk(name, browser, tmp_path):
    file = tmp_path / f"{name}.html"
    made = EXPLORERS[name]()
    file.write_text(made.to_html(), encoding="utf-8")
    page = Opened(browser.new_page())
    page.page.goto(file.as_uri())
    found = explorer(page.page)
    assert sentence(found) == made.first.sentence
    # The last slider never needs Python.
    last = found.locator("input[type=range]").last
    before = pixels(found)
    last.focus()
    last.press("Home")
    assert sentence(found) != made.first.sentence
    assert pixels(found) != before
    assert page.complaints == []
    assert set(page.hosts) <= set(LOOPBACK)
    page.page.close()


def test_forward_pass_in_the_browser_agrees_with_numpy(browser):
    page = browser.new_page()
    found = page.evaluate(
        """async text => {
            const file = new Blob([text], { type: "text/javascript" });
            const { forward } = await import(URL.createObjectURL(file));
            const layers = [{ W: [1, -2], b: [0.5], activation: "sigmoid" }];
            const X = Float64Array.of(0, 1, 2, 0, 3, -1);
            return Array.from(forward(layers, X, 3)[0]);
        }""",
        view.script(),
    )
    page.close()
    # sigmoid of 0.5, -4.5 and 4.5, from a table.
    assert found == pytest.approx([0.6224593312, 0.0109869426, 0.9890130574])
