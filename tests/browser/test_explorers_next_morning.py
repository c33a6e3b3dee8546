"""The next morning: explorers in notebooks that were saved, closed and opened again."""

import json
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from grading.exhibits import EXHIBITS

from .answers import save
from .lab import LAB
from .opened import LOOPBACK, Opened, opened
from .test_every_explorer import KERNEL, MAKERS, NAMES
from .test_explorers import explorer, sentence, wait_for_python, wait_for_words

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# One of each kind: a formula, runs that cross at once, and one that needs Python.
THREE = ("nudge", "descent", "two_losses")
LARGEST = 2_000_000  # bytes of a notebook that holds explorers
EVENINGS = [
    pytest.param(("lab", THREE), id="lab-three"),
    pytest.param(("lab", NAMES), id="lab-all", marks=pytest.mark.long),
    pytest.param(("notebook_7", NAMES), id="notebook-all", marks=pytest.mark.long),
    pytest.param(("nbclassic", NAMES), id="nbclassic-all", marks=pytest.mark.long),
]
# What the programs complain of themselves: of slow parts, and of settings that Notebook
# has no schema for.
PROGRAM = ("warning", "script: Cannot read properties of undefined (reading 'schema')")
# What a reader finds in the output of each cell, from above to below.
FOUND = """output => [...document.querySelectorAll(output)]
    .filter((output) => output.innerText.trim())
    .map((output) => {
        const picture = output.querySelector("figure img");
        return {
            live: output.querySelectorAll(".nnlib-explorer canvas[aria-label]").length,
            alt: picture?.naturalWidth > 0 ? picture.alt : null,
            said: output.innerText,
        };
    })"""
WHOLE = "count => document.querySelectorAll('.nnlib-explorer').length === count"


def cells_of(names):
    """Write a cell for each explorer."""
    imports = nbformat.v4.new_code_cell("from grading import exhibits", id="imports")
    made = [
        nbformat.v4.new_code_cell(
            f"{name} = exhibits.{name}()\n{name}", id=name.replace("_", "-")
        )
        for name in names
    ]
    return nbformat.v4.new_notebook(cells=[imports, *made], metadata=KERNEL)


def run(page, count):
    """Run all cells, and wait until every explorer answers."""
    page.choose("run_all")
    explorer(page.page, count - 1)


@pytest.fixture(scope="module", params=EVENINGS)
def evening(request, browser):
    """A notebook that was run and saved, and then its kernel was restarted."""
    server, names = request.param
    server = request.getfixturevalue(server)
    file = save(cells_of(names), server.folder, "evening")
    with opened(browser, server, file) as page:
        run(page, len(names))
        page.choose("save")
        page.choose("restart")
        page.page.locator(".notice", has_text="Python was restarted").last.wait_for()
        notices = page.page.locator(".notice").all_inner_texts()
        # What is seen then belongs to no value of the slider, and is not said of it.
        lost = explorer(page.page, names.index("two_losses"))
        lost.locator("input[type=range]").nth(1).press("Home")
        wait_for_words(lost, "Run its cell again to go on.")
    return server, names, file, notices


def outputs(evening):
    server, _, file, _ = evening
    saved = nbformat.read(server.folder / file, as_version=4)
    return [cell.outputs[0].data for cell in saved.cells if cell.outputs]


def needs_no_python(html):
    return "wake(" in html


def test_restarted_kernel_is_said_with_how_to_go_on(evening):
    _, names, _, notices = evening
    assert len(notices) == len(names)
    assert all("Run its cell again to go on." in notice for notice in notices)


def test_nothing_is_saved_that_needs_a_kernel(evening):
    _, names, _, _ = evening
    shown = outputs(evening)
    assert len(shown) == len(names)
    assert all(set(one) == {"text/html", "text/plain"} for one in shown)


def test_saved_notebook_is_light(evening):
    _, names, _, _ = evening
    size = dict(zip(names, map(len, map(json.dumps, outputs(evening))), strict=True))
    for makers in EXHIBITS.values():
        assert sum(size.get(make.__name__, 0) for make in makers) < LARGEST / 2


@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "untrusted"])
def test_reopened_notebook_shows_every_explorer(evening, browser, trusted):
    server, _, file, _ = evening
    if not trusted:
        saved = nbformat.read(server.folder / file, as_version=4)
        saved.cells[0].source += "  # changed by somebody else"
        file = save(saved, server.folder, "from-elsewhere")
    shown = outputs(evening)
    alive = [trusted and needs_no_python(one["text/html"]) for one in shown]
    with opened(browser, server, file) as page:
        page.page.wait_for_function(WHOLE, arg=sum(alive))
        found = page.page.evaluate(FOUND, server.program.output)
        complaints = [one for one in page.complaints if not one.startswith(PROGRAM)]
        move_all(page.page, sum(alive))
    assert complaints == []
    assert set(page.hosts) <= set(LOOPBACK)
    assert_shown(found, shown, alive)


def assert_shown(found, shown, alive):
    """Insist on a view, or a picture with a call to change, and on no error."""
    assert [bool(one["live"]) for one in found] == alive
    for one, output, lives in zip(found, shown, alive, strict=True):
        assert "widget" not in one["said"]
        if not lives:
            seen, call = output["text/plain"].split("\n")
            assert one["alt"] and seen.endswith(one["alt"])
            assert f"{seen} {call}" == " ".join(one["said"].split())


def move_all(page, count):
    """Move a slider of each view; it answers."""
    for k in range(count):
        found = explorer(page, k)
        slider = found.locator("input[type=range]").last
        before = sentence(found)
        slider.press("Home")
        if sentence(found) == before:
            slider.press("End")
        assert sentence(found) != before


NETWORKS = [
    pytest.param(False, id="offline"),
    pytest.param(True, id="online", marks=pytest.mark.long),
]


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_export_shows_every_explorer(evening, browser, theme, network, tmp_path):
    server, _, file, _ = evening
    html, _ = HTMLExporter(theme=theme).from_filename(str(server.folder / file))
    themes, page = exported(html, evening, browser, network, tmp_path)
    assert set(themes) == {theme}
    # The template of nbconvert asks for formulas and modules; explorers ask nobody.
    assert not [one for one in page.complaints if one.startswith("script")]
    assert bool([one for one in page.answered if "require" in one]) == network


def exported(html, evening, browser, network, folder):
    """Open an exported page and move what is alive; gives the themes that are seen."""
    page = Opened(browser.new_page())
    page.answered = []
    if network:
        page.page.route("https://**/*", lambda route: from_a_network(route, page))
    (folder / "export.html").write_text(html, encoding="utf-8")
    page.page.goto((folder / "export.html").as_uri())
    shown = outputs(evening)
    alive = [needs_no_python(one["text/html"]) for one in shown]
    page.page.wait_for_function(WHOLE, arg=sum(alive))
    themes = page.page.locator(".nnlib-explorer").evaluate_all(
        "all => all.map(e => e.dataset.theme)"
    )
    found = page.page.evaluate(FOUND, LAB.output)
    move_all(page.page, sum(alive))
    page.page.close()
    assert_shown(found, shown, alive)
    return themes, page


def from_a_network(route, page):
    """Answer what a template asks of the network with the same script from here."""
    (folder,) = find_spec("nbclassic").submodule_search_locations
    parts = Path(folder) / "static" / "components"
    scripts = {
        "require": parts / "requirejs" / "require.js",
        "MathJax": parts / "MathJax" / "MathJax.js",
    }
    for name, path in scripts.items():
        if name.lower() in route.request.url.lower():
            page.answered.append(route.request.url)
            return route.fulfill(path=path, content_type="text/javascript")
    return route.abort()


@pytest.mark.long
def test_widgets_that_were_saved_too_are_live_as_far_as_they_know(
    browser, lab, tmp_path
):
    notebook = NotebookClient(cells_of(THREE)).execute()
    assert notebook.metadata.widgets
    file = save(notebook, lab.folder, "with-state")
    assert (lab.folder / file).stat().st_size < LARGEST
    with opened(browser, lab, file) as page:
        page.page.wait_for_function(WHOLE, arg=len(THREE))
        move_all(page.page, len(THREE))
        lost = explorer(page.page, THREE.index("two_losses"))
        assert "Run its cell again" in lost.locator(".notice").inner_text()
        lost.locator("input[type=range]").first.press("Home")
        wait_for_words(lost, "Run its cell again to go on.")
        assert [one for one in page.complaints if not one.startswith(PROGRAM)] == []
    html, _ = HTMLExporter().from_notebook_node(notebook)
    evening = lab, THREE, file, []
    exported(html, evening, browser, False, tmp_path)


HOLD = """() => {
    const all = [...document.querySelectorAll(".nnlib-explorer")];
    window.kept = all.map((one) => new WeakRef(one));
    return all.length;
}"""
HELD = "() => window.kept.filter((one) => one.deref()).length"


@pytest.mark.long
def test_view_ends_with_its_output(browser, lab):
    file = save(cells_of(THREE), lab.folder, "removed")
    with opened(browser, lab, file) as page:
        run(page, len(THREE))
        assert page.page.evaluate(HOLD) == len(THREE)
        page.command("notebook:clear-all-cell-outputs")
        for _ in range(20):
            page.page.request_gc()
            if not (held := page.page.evaluate(HELD)):
                break
            page.page.wait_for_timeout(50)
        assert held == 0


def test_view_that_was_taken_out_of_the_page_goes_on_when_it_is_put_back(
    browser, tmp_path
):
    (tmp_path / "page.html").write_text(MAKERS["descent"]().to_html(), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    found = explorer(page)
    place = page.evaluate_handle("document.querySelector('main > div')")
    for scheme in ("dark", "light"):
        place.evaluate("place => place.remove()")
        page.emulate_media(color_scheme=scheme)
        page.evaluate("place => document.querySelector('main').append(place)", place)
        found.locator(f"xpath=self::*[@data-theme='{scheme}']").wait_for()
        move_all(page, 1)
    page.close()


SELECT_SECOND = """() => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1;
}"""
VIEWS = ("nudge", "two_losses")


@pytest.mark.long
@pytest.mark.parametrize("server", ["lab", "notebook_7"])
def test_two_views_copies_and_a_second_run_stay_joined(request, browser, server):
    server = request.getfixturevalue(server)
    notebook = cells_of(VIEWS)
    notebook.cells.append(nbformat.v4.new_code_cell("nudge", id="again"))
    file = save(notebook, server.folder, "views")
    with opened(browser, server, file) as page:
        run(page, 3)
        run(page, 3)
        page.page.evaluate(SELECT_SECOND)
        page.command("notebook:copy-cell")
        page.command("notebook:paste-cell-below")
        page.page.wait_for_function(WHOLE, arg=4)
        first = explorer(page.page).locator("input[type=range]").first
        first.press("Home")
        wait_for_python(page, "nudge.settings['a']", "-6.0")
        for k in (1, 3):  # the copy, and the second view
            wait_for_words(explorer(page.page, k), "v from 0 to")
        page.choose("save")
        page.open(server.page(file))  # as after a click on reload; the kernel is there
        page.page.wait_for_function(WHOLE, arg=4)
        explorer(page.page, 2).locator("input[type=range]").first.press("Home")
        least = MAKERS["two_losses"]().controls["start"].texts[0].replace("-", "−")
        wait_for_words(explorer(page.page, 2), f"From w = {least},")


def test_every_explorer_of_the_course_is_tried():
    assert set(THREE) < set(NAMES) == set(MAKERS)
