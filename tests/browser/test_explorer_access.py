"""Explorers without a mouse, without colours, large, calm, and read aloud."""

import pytest

from grading.exhibits import drawn_digit
from nnlib.explore import static, view
from tests.nnlib.explore import given, networks

from .opened import LOOPBACK, Opened
from .test_explorers import OUTLINE, explorer, sentence, slider, wait_for_python
from .test_pages import COLOURS, contrast

pytestmark = pytest.mark.browser

EXPLORERS = given.EXPLORERS | networks.EXPLORERS
TEXT, SHAPE, TARGET = 4.5, 3.0, 24  # WCAG 2.2: contrast, contrast, pixels
# A phone, and a window of 1280 pixels at 200 %.
WIDTHS = {"phone": 420, "200 %": 640}
THEMES = """async text => {
    const type = "text/javascript";
    const file = new Blob([text + "\\nexport { THEMES };"], { type });
    return (await import(URL.createObjectURL(file))).THEMES;
}"""
PARTS = """root => [...root.querySelectorAll("input, select, button, summary")]
    .filter(e => e.checkVisibility())
    .map(e => {
        const { width, height } = e.getBoundingClientRect();
        const name = e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent;
        return { name: name ?? e.textContent, size: Math.min(width, height) };
    })"""
FOCUSED = """() => {
    const e = document.activeElement;
    return e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent;
}"""
NEURON = """\
from grading.exhibits import weight_and_bias

neuron = weight_and_bias()
neuron"""
# What is never seen has no colours to compare.
UNSEEN = "document.querySelectorAll('script, noscript').forEach(e => e.remove())"


@pytest.fixture
def page_of(browser, tmp_path):
    """Open the page of an explorer from disk; it must neither complain nor ask."""
    pages = []

    def page_of(make, **media):
        file = tmp_path / "page.html"
        file.write_text(make().to_html(), encoding="utf-8")
        # A context of its own: a clock that is stopped is stopped for all its pages.
        context = browser.browser.new_context(**media) if media else browser
        pages.append(Opened(context.new_page()))
        page = pages[-1].page
        page.set_default_timeout(10_000)
        if media:
            page.clock.install(time=0)
        page.goto(file.as_uri())
        return explorer(page)

    yield page_of
    for page in pages:
        assert page.complaints == []
        assert set(page.hosts) <= set(LOOPBACK)
        page.page.close()
        if page.page.context is not browser:
            page.page.context.close()


@pytest.fixture
def neuron(page_of):
    return page_of(EXPLORERS["weight_and_bias"])


def notice(found):
    return found.locator("[role=alert]").inner_text()


@pytest.fixture(scope="module")
def themes(browser):
    """The colours of the canvas."""
    page = browser.new_page()
    yield page.evaluate(THEMES, view.script())
    page.close()


WORDS = ("ink", "soft", "main", "other", "kept", "back")
SHAPES = (*WORDS, "third", "bar", "faint", "level", "label0")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_colour_stands_out_from_the_paper(themes, name):
    colours = themes[name]
    assert [one for one in WORDS if against(colours, one) < TEXT] == []
    assert [one for one in SHAPES if against(colours, one) < SHAPE] == []
    # The orange of a triangle is light; on light paper its edge is what is seen.
    rim = "edge1" if name == "light" else "label1"
    assert against(colours, rim) >= SHAPE


def against(colours, name):
    """Return the contrast of a colour and the paper."""
    numbers = [
        [int(colours[one][k : k + 2], 16) for k in (1, 3, 5)] for one in (name, "paper")
    ]
    return contrast(*numbers)


def test_picture_has_the_colours_of_the_canvas(themes):
    light = themes["light"]
    assert (
        static.COLOURS.items()
        <= {**light, "pen": light["main"], "thin": light["main"]}.items()
    )


@pytest.mark.parametrize("name", EXPLORERS)
def test_page_can_be_named_hit_and_read_at_every_size(name, page_of):
    found = page_of(EXPLORERS[name])
    page = found.page
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        parts = found.evaluate(PARTS)
        assert [one for one in parts if not one["name"].strip()] == []
        assert [one for one in parts if one["size"] < TARGET] == []
    page.evaluate(UNSEEN)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found.locator(f"xpath=self::*[@data-theme='{scheme}']").wait_for()
        texts = page.evaluate(COLOURS)
        faint = [text for one, other, text in texts if contrast(one, other) < TEXT]
        assert faint == []


TYPED = {
    "a value": ("1.3", "1.3", ""),
    "a true minus": ("−2", "-2", ""),
    "a decimal comma": ("0,7", "0.7", ""),
    "between two steps": ("0.73", "0.7", "has no step at 0.73; the nearest is 0.7."),
    "too large": ("9", "1", "weight w is 9, expected a number from -4 to 4."),
    "a word": ("fast", "1", "weight w is “fast”, expected a number from -4 to 4."),
    "nothing": ("", "1", "weight w is “”, expected a number from -4 to 4."),
}


@pytest.mark.parametrize(("typed", "value", "words"), TYPED.values(), ids=TYPED)
def test_number_is_typed_or_refused_with_a_sentence(neuron, typed, value, words):
    box = neuron.get_by_role("textbox", name="weight w, as a number")
    box.fill(typed)
    box.press("Enter")
    assert box.input_value() == value
    assert slider(neuron, 0).get_attribute("aria-valuetext") == value
    assert sentence(neuron).startswith(f"w = {value.replace('-', '−')}, b = 0:")
    assert notice(neuron).endswith(words) and bool(notice(neuron)) == bool(words)
    slider(neuron, 1).press("Home")
    assert notice(neuron) == ""


def test_escape_takes_back_what_was_typed(neuron):
    box = neuron.get_by_role("textbox", name="weight w, as a number")
    box.fill("3")
    box.press("Escape")
    assert box.input_value() == "1"
    assert sentence(neuron).startswith("w = 1, b = 0:")


def test_tab_goes_from_each_slider_to_its_box_and_focus_is_seen(neuron):
    slider(neuron, 0).focus()
    order = []
    while len(order) < 8:
        order.append(neuron.page.evaluate(FOCUSED))
        width, style = neuron.page.locator(":focus").evaluate(OUTLINE)
        assert float(width.removesuffix("px")) >= 2 and style == "solid"
        neuron.page.keyboard.press("Tab")
    assert order == [
        *("weight w", "weight w, as a number", "bias b", "bias b, as a number"),
        *("keep this to compare", "a click adds", "my points: none", "start again"),
    ]


def test_own_points_are_added_moved_and_removed_by_keys(neuron):
    keyboard = neuron.page.keyboard
    neuron.locator("summary").focus()
    keyboard.press("Enter")
    neuron.get_by_role("button", name="add a point").press("Enter")
    assert "4 of 9 are right" in sentence(neuron)
    # The keyboard waits in the box of the new point.
    keyboard.type("2.5")
    keyboard.press("Enter")
    box = neuron.get_by_role("textbox", name="size of point 1")
    assert box.input_value() == "2.5"
    assert box.evaluate("e => e === document.activeElement")
    neuron.get_by_role("combobox", name="label of point 1").select_option("label 1")
    assert "5 of 9 are right" in sentence(neuron)
    box.fill("two")
    box.press("Enter")
    assert notice(neuron) == "size is “two”, expected a number."
    assert box.input_value() == "2.5"
    neuron.get_by_role("button", name="remove point 1").press("Enter")
    assert "4 of 8 are right" in sentence(neuron)
    assert neuron.locator("summary").evaluate("e => e === document.activeElement")


def test_digit_is_drawn_by_keys(page_of):
    found = page_of(drawn_digit)
    sheet = found.get_by_role("application")
    sheet.focus()
    width, style = sheet.evaluate(OUTLINE)
    assert float(width.removesuffix("px")) >= 2 and style == "solid"
    for key in (*["ArrowUp"] * 7, " ", *["ArrowDown"] * 14, " "):
        sheet.press(key)
    assert sentence(found).startswith("Your drawing is read as 1")


def test_bar_and_hidden_unit_tell_their_exact_value(page_of):
    found = page_of(EXPLORERS["logits"])
    box = found.locator("canvas").bounding_box()
    found.locator("canvas").hover(position={"x": 0.4 * box["width"], "y": 120})
    assert found.locator(".tip").inner_text() == "class 0, probabilities 0.879"
    found = page_of(EXPLORERS["two_layers"])
    box = found.locator("canvas").bounding_box()
    found.locator("canvas").hover(position={"x": 0.45 * box["width"], "y": 90})
    assert found.locator(".tip").inner_text().endswith("from −1 to 1")


def test_playing_is_slow_and_spoken_once_where_less_motion_is_wanted(page_of):
    found = page_of(EXPLORERS["descent"], reduced_motion="reduce")
    clock, spoken = found.page.clock, found.locator("[aria-live=polite]")
    clock.pause_at(3_600_000)
    before = spoken.inner_text()
    slider(found, 1).press("Home")
    found.get_by_role("button", name="play steps").click()
    clock.run_for(900)
    assert ", 0 steps:" in sentence(found)
    clock.run_for(2200)
    assert ", 3 steps:" in sentence(found)
    # While it plays, nobody is talked over.
    assert spoken.inner_text() == before
    found.get_by_role("button", name="pause steps").click()
    clock.run_for(2000)
    assert spoken.inner_text() == sentence(found)


def test_keys_of_the_box_stay_in_it_in_a_notebook(open_notebook):
    with open_notebook("access", {"neuron": NEURON}) as notebook:
        found = explorer(notebook.page)
        box = found.get_by_role("textbox", name="bias b, as a number")
        box.focus()
        # Each of these letters and keys is a command of JupyterLab.
        for key in ("a", "b", "d", "d", "Backspace", "Home", "Shift+End"):
            box.press(key)
        notebook.page.keyboard.type("-4.5")
        box.press("Enter")
        assert sentence(found).startswith("w = 1, b = −4.5:")
        assert box.evaluate("e => e === document.activeElement")
        wait_for_python(notebook, "neuron.settings['b']", "-4.5")
        assert len(notebook.cells()) == 1
        assert notebook.complaints == []
