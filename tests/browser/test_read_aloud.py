"""What a screen reader meets in an explorer, in order: Chromium's own tree."""

import pytest

from .test_every_explorer import MAKERS, NAMES
from .test_explorers import explorer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

IN_THE_GATE = ("descent", "weight_and_bias", "drawn_digit")
CASES = [
    pytest.param(name, marks=[] if name in IN_THE_GATE else pytest.mark.long)
    for name in NAMES
]
# What is met on the way but says nothing itself, or says what is inside once more.
SILENT = {
    "generic",
    "none",
    "InlineTextBox",
    "paragraph",
    "LabelText",
    "MenuListOption",
}
SILENT |= {"RootWebArea", "main", "MenuListPopup", "list", "option"}

SPOKEN = "all => all.map(e => e.getAttribute('aria-valuetext'))"


@pytest.fixture
def read(browser, tmp_path):
    """Open an explorer from disk; gives it, and what is read: [role, name, value]."""
    pages = []

    def read(made):
        (tmp_path / "page.html").write_text(made.to_html(), encoding="utf-8")
        pages.append(browser.new_page())
        pages[-1].goto((tmp_path / "page.html").as_uri())
        found = explorer(pages[-1])
        return found, lambda: list(in_order(browser, pages[-1]))

    yield read
    for page in pages:
        page.close()


def in_order(browser, page):
    """Go through the accessibility tree in the order in which it is read."""
    session = browser.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node):
        role = node.get("role", {}).get("value")
        name, value = (node.get(key, {}).get("value", "") for key in ("name", "value"))
        if role == "slider":
            # The tree has the position of the slider; a reader says its text instead.
            value = ""
        if not node["ignored"] and role not in SILENT:
            yield role, name, value
        if role not in ("slider", "textbox", "button", "DisclosureTriangle"):
            for child in node.get("childIds", []):
                yield from walk(by_id[child])

    yield from walk(nodes[0])


def alone(made, name):
    """Whether a page without Python has numbers for one value of a control only."""
    kept = {{**made.settings, **one}[name] for one in made.stored()}
    return name in made.keyed_by() and kept <= {made.settings[name]}


def expected(made):
    """What is there to be read, as Python knows it."""
    yield "group", made.question, ""
    yield "StaticText", made.question, ""
    for name, one in made.controls.items():
        if alone(made, name):
            continue
        text = one.texts[one.values.index(made.settings[name])]
        yield "StaticText", one.label, ""
        if one.kind == "choice":
            yield "combobox", one.label, text
            continue
        yield "slider", one.label, ""
        yield "textbox", f"{one.label}, as a number", text
        if one.plays:
            yield "button", f"play {one.label}", ""


@pytest.mark.parametrize("name", CASES)
def test_names_are_read_in_order_and_the_picture_after_them(name, read):
    made = MAKERS[name]()
    found, heard = read(made)
    told = heard()
    controls = list(expected(made))
    assert told[: len(controls)] == controls
    spoken = found.locator("input[type=range]:visible").evaluate_all(SPOKEN)
    boxes = [value for role, _, value in controls if role == "textbox"]
    assert spoken == boxes
    said = made.first.sentence
    tools, rest = told[len(controls) :], []
    while tools[-1][0] != "button":
        rest.insert(0, tools.pop())
    kinds = {"button", "combobox", "DisclosureTriangle", "group", "Details"}
    assert {role for role, *_ in tools} <= kinds
    assert ("image", said, "") in rest and ("StaticText", said, "") in rest
    assert all(name.strip() for role, name, _ in tools if role != "group")


def test_what_was_refused_is_read_as_an_alert(read):
    found, heard = read(MAKERS["descent"]())
    box = found.get_by_role("textbox", name="learning rate α, as a number")
    box.fill("fast")
    box.press("Enter")
    told = heard()
    assert "alert" in {role for role, *_ in told}
    words = "learning rate α is “fast”, expected a number from 0.005 to 1."
    assert ("StaticText", words, "") in told
