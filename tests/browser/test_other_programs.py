"""Explorers in programs that cannot run here, by what these do differently.

What VS Code and Colab do is taken from their public sources and reports: both prefer
HTML to plain text, and neither has a widget manager for an output that names no widget.

- VS Code puts all outputs into one document, strips nothing, forbids writing HTML and
  scripts as text (trusted types), and runs the scripts of an output itself, once it
  stands in the page. In a folder that is not trusted it shows plain text instead.
- Colab puts each output into a frame of its own, which may run scripts but reaches
  neither the page around it nor another frame. A dark page says so on its root.
"""

from html import escape

import pytest

from .chromium import MILLISECONDS
from .opened import LOOPBACK, Opened
from .test_every_explorer import MAKERS, NAMES
from .test_explorers import sentence
from .test_explorers_next_morning import move_all

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

IN_THE_GATE = ("nudge", "descent", "two_losses")
SETS = [
    pytest.param(IN_THE_GATE, id="three"),
    pytest.param(NAMES, id="all", marks=pytest.mark.long),
]
CONTENT = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; require-trusted-types-for 'script'"
)
VSCODE = f"""<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="{CONTENT}"></head>
<body class="vscode-dark" data-vscode-theme-kind="vscode-dark"></body></html>"""
# Each output gets an element; its scripts are made anew, as they do not run by
# themselves where HTML was written as text.
RENDER = """outputs => {
    const policy = trustedTypes.createPolicy("renderer", {
        createHTML: text => text, createScript: text => text,
    });
    for (const html of outputs) {
        const place = document.createElement("div");
        place.className = "output";
        place.innerHTML = policy.createHTML(html);
        document.body.append(place);
        for (const old of place.querySelectorAll("script")) {
            const script = document.createElement("script");
            script.text = policy.createScript(old.innerText);
            if (old.type) script.type = old.type;
            place.append(script);
            script.remove();
        }
    }
}"""
FRAME = (
    '<iframe class="output" sandbox="allow-scripts" width="800" height="700" '
    'srcdoc="{}"></iframe>'
)
IN_COLAB = '<!doctype html><html theme="dark"><head></head><body>{}</body></html>'


@pytest.fixture(params=SETS)
def outputs(request):
    """What each explorer shows, and whether it needs Python."""
    explorers = [MAKERS[name]() for name in request.param]
    shown = [one._repr_mimebundle_()["text/html"] for one in explorers]
    return explorers, shown


@pytest.fixture
def page(browser):
    opened = Opened(browser.new_page())
    opened.page.set_default_timeout(MILLISECONDS)
    yield opened
    assert opened.complaints == []
    assert set(opened.hosts) <= set(LOOPBACK)
    opened.page.close()


def assert_alive_or_pictured(place, explorer):
    """Insist on a view where none needs Python, else on a picture, words and a call."""
    if explorer.whole():
        found = place.locator(".nnlib-explorer")
        found.locator("canvas[aria-label]").wait_for()
        assert sentence(found) == explorer.first.sentence
        assert found.get_attribute("data-theme") == "dark"
        return found
    picture = place.locator("figure img")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    assert picture.get_attribute("alt") == explorer.first.sentence
    assert place.locator("code").inner_text() == explorer.call()
    assert place.locator(".nnlib-explorer").count() == 0
    return None


def test_vs_code_shows_views_and_pictures(outputs, page):
    explorers, shown = outputs
    page.page.set_content(VSCODE)
    page.page.evaluate(RENDER, shown)
    for k, explorer in enumerate(explorers):
        assert_alive_or_pictured(page.page.locator(".output").nth(k), explorer)
    move_all(page.page, sum(one.whole() for one in explorers))


def test_colab_shows_views_and_pictures(outputs, page):
    explorers, shown = outputs
    frames = [FRAME.format(escape(IN_COLAB.format(html))) for html in shown]
    page.page.set_content("<!doctype html>" + "".join(frames))
    for k, explorer in enumerate(explorers):
        place = page.page.frame_locator(".output").nth(k).locator("body")
        if found := assert_alive_or_pictured(place, explorer):
            slider, before = found.locator("input[type=range]").last, sentence(found)
            slider.press("Home")
            if sentence(found) == before:
                slider.press("End")
            assert sentence(found) != before
