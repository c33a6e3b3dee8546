"""Explorers under a finger and under a pen."""

import pytest

from .chromium import MILLISECONDS
from .test_every_explorer import MAKERS
from .test_explorers import explorer, sentence

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
# From a place of the sheet to the next, as shares of its size: the stroke of a one.
STROKE = [(0.5, 0.12 + 0.08 * k) for k in range(10)]


@pytest.fixture(scope="module")
def phone(browser):
    """A narrow page that is touched."""
    context = browser.browser.new_context(**PHONE, is_mobile=True)
    context.set_default_timeout(MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def touched(phone, tmp_path):
    """Open an explorer from disk on the phone; gives it and how to touch the screen."""
    pages = []

    def touched(name):
        (tmp_path / "page.html").write_text(MAKERS[name]().to_html(), encoding="utf-8")
        pages.append(phone.new_page())
        pages[-1].goto((tmp_path / "page.html").as_uri())
        return explorer(pages[-1]), phone.new_cdp_session(pages[-1])

    yield touched
    for page in pages:
        page.close()


def finger(session, places):
    """Put a finger down, move it, and lift it."""
    for k, (x, y) in enumerate(places):
        kind = "touchMove" if k else "touchStart"
        points = [{"x": x, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    end = {"type": "touchEnd", "touchPoints": []}
    session.send("Input.dispatchTouchEvent", end)


def pen(session, places):
    """Put a pen down, move it, and lift it."""
    look = {"button": "left", "buttons": 1, "pointerType": "pen", "clickCount": 1}
    kinds = ["mousePressed", *["mouseMoved"] * (len(places) - 2), "mouseReleased"]
    for kind, (x, y) in zip(kinds, places, strict=True):
        session.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **look})


def stroke(found):
    """Give the places of a stroke on the sheet of an explorer."""
    sheet = found.locator(".sheet")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    return [
        (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in STROKE
    ]


@pytest.mark.parametrize("draw", [finger, pen])
def test_digit_is_drawn(draw, touched):
    found, session = touched("drawn_digit")
    places = stroke(found)
    top = found.page.evaluate("scrollY")
    draw(session, places)
    assert sentence(found).startswith("Your drawing is read as 1")
    assert found.page.evaluate("scrollY") == top


def test_finger_beside_the_sheet_moves_the_page(touched):
    found, session = touched("drawn_digit")
    sheet = found.locator(".sheet").bounding_box()
    below = sheet["y"] + sheet["height"] + 60
    finger(session, [(180, below - 30 * k) for k in range(8)])
    found.page.wait_for_function("scrollY > 0")
    assert not sentence(found).startswith("Your drawing")


def test_touch_moves_a_slider_and_sets_a_place(touched):
    found, session = touched("outlier")
    slider = found.locator("input[type=range]").first
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    finger(
        session, [(box["x"] + share * box["width"], middle) for share in (0.6, 0.98)]
    )
    assert sentence(found).startswith("One more of size 6")  # 60, or 59
    canvas = found.locator("canvas").bounding_box()
    x, y = canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2
    found.page.touchscreen.tap(x, y)
    size = int(slider.get_attribute("aria-valuetext"))
    assert 25 < size < 40


def test_value_under_a_finger_stays_to_be_read(touched):
    found, _ = touched("logits")
    box = found.locator("canvas").bounding_box()
    # The column of class 0, in the uppermost panel.
    found.page.touchscreen.tap(box["x"] + 0.2 * box["width"], box["y"] + 120)
    assert found.locator(".tip").inner_text() == "class 0, scores 3"
