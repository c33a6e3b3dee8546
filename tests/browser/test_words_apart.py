"""No words of an explorer stand on others, on a phone, in a window, and enlarged."""

from pathlib import Path

import pytest

from .chromium import MILLISECONDS
from .test_every_explorer import MAKERS, NAMES
from .test_explorers import explorer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

APART = Path(__file__).with_name("words_apart.js").read_text(encoding="utf-8")
# A phone, a window, and the same window where everything is enlarged by half.
PLACES = {
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 3},
    "window": {"viewport": {"width": 800, "height": 600}},
    "150 %": {"viewport": {"width": 533, "height": 400}, "device_scale_factor": 1.5},
}
# Quick ones with many words; the others are tried with the long tests.
IN_THE_GATE = ("nudge", "outlier")
CASES = [
    pytest.param(name, marks=[] if name in IN_THE_GATE else pytest.mark.long)
    for name in NAMES
]


@pytest.fixture(scope="module")
def windows(browser):
    """A browser of its own for each size."""
    opened = {
        place: browser.browser.new_context(**look) for place, look in PLACES.items()
    }
    for window in opened.values():
        window.set_default_timeout(MILLISECONDS)
        window.add_init_script(APART)
    yield opened
    for window in opened.values():
        window.close()


@pytest.mark.parametrize("name", CASES)
def test_words_stand_apart_at_every_size(name, windows, tmp_path):
    (tmp_path / "page.html").write_text(MAKERS[name]().to_html(), encoding="utf-8")
    found = [
        f"{place}: {fault}"
        for place, window in windows.items()
        for fault in faults(window, tmp_path)
    ]
    assert found == []


def faults(window, folder):
    """Open the page at one size, and try its controls."""
    page = window.new_page()
    page.goto((folder / "page.html").as_uri())
    found = explorer(page).evaluate("root => wordsApart.faults(root)")
    page.close()
    return found


def test_words_on_each_other_are_found(windows, tmp_path):
    (tmp_path / "page.html").write_text(MAKERS["nudge"]().to_html(), encoding="utf-8")
    page = windows["window"].new_page()
    page.goto((tmp_path / "page.html").as_uri())
    found = explorer(page)
    found.locator(".question").evaluate("e => e.style.marginBottom = '-20px'")
    brush = "canvas => canvas.getContext('2d')"
    found.locator("canvas").evaluate(f"e => ({brush})(e).fillText('over', 60, 60)")
    found.locator("canvas").evaluate(f"e => ({brush})(e).fillText('it', 62, 60)")
    found.locator("canvas").evaluate(f"e => ({brush})(e).fillText('out', -30, 60)")
    said = found.evaluate("root => wordsApart.faultsNow(root)")
    page.close()
    assert "“over” stands on “it”" in said
    assert "“out” leaves its place" in said
    assert [one for one in said if one.startswith(f"“{MAKERS['nudge']().question}” st")]
