"""The next morning: explorers in notebooks that were saved, closed and opened again."""

import json

import nbformat
import pytest
from nbconvert import HTMLExporter

from grading.exhibits import EXHIBITS

from .answers import save
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
]
RESTART = """() => {
    const { sessionContext } = window.jupyterapp.shell.currentWidget;
    return sessionContext.session.kernel.restart();
}"""
# What the programs complain of themselves: of slow parts, and of settings that Notebook
# has no schema for.
PROGRAM = ("warning", "script: Cannot read properties of undefined (reading 'schema')")
# What a reader finds in the output of each cell, from above to below.
FOUND = """() => [...document.querySelectorAll(".jp-OutputArea-output")]
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
    page.command("notebook:run-all-cells")
    explorer(page.page, count - 1)


@pytest.fixture(scope="module", params=EVENINGS)
def evening(request, browser):
    """A notebook that was run and saved, and then its kernel was restarted."""
    server, names = request.param
    server = request.getfixturevalue(server)
    file = save(cells_of(names), server.folder, "evening")
    with opened(browser, server, file) as page:
        run(page, len(names))
        page.command("docmanager:save")
        page.page.evaluate(RESTART)
        page.page.locator(".notice", has_text="Python was restarted").last.wait_for()
        notices = page.page.locator(".notice").all_inner_texts()
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
        found = page.page.evaluate(FOUND)
        complaints = [one for one in page.complaints if not one.startswith(PROGRAM)]
        move_all(page.page, sum(alive))
    assert complaints == []
    assert set(page.hosts) <= set(LOOPBACK)
    assert_shown(found, shown, alive)


def assert_shown(found, shown, alive):
    """Insist on a view or a picture in every output, and on no error."""
    assert [bool(one["live"]) for one in found] == alive
    for one, output, lives in zip(found, shown, alive, strict=True):
        assert "widget" not in one["said"]
        if not lives:
            assert one["alt"] and output["text/plain"].endswith(one["alt"])
            assert one["alt"] in " ".join(one["said"].split())


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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_export_shows_every_explorer_without_a_network(
    evening, browser, theme, tmp_path
):
    server, _, file, _ = evening
    page = Opened(browser.new_page())
    exporter = HTMLExporter(theme=theme)
    html, _ = exporter.from_filename(str(server.folder / file))
    (tmp_path / "export.html").write_text(html, encoding="utf-8")
    page.page.goto((tmp_path / "export.html").as_uri())
    shown = outputs(evening)
    alive = [needs_no_python(one["text/html"]) for one in shown]
    page.page.wait_for_function(WHOLE, arg=sum(alive))
    themes = page.page.locator(".nnlib-explorer").evaluate_all(
        "all => all.map(e => e.dataset.theme)"
    )
    found = page.page.evaluate(FOUND)
    move_all(page.page, sum(alive))
    page.page.close()
    assert set(themes) == {theme}
    assert_shown(found, shown, alive)
    # The template of nbconvert asks for formulas and modules; explorers ask nobody.
    assert not [one for one in page.complaints if one.startswith("script")]


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
        page.command("docmanager:save")
        page.open(server.page(file))  # as after a click on reload; the kernel is there
        page.page.wait_for_function(WHOLE, arg=4)
        explorer(page.page, 2).locator("input[type=range]").first.press("Home")
        wait_for_words(explorer(page.page, 2), "From w = −2,")


def test_every_explorer_of_the_course_is_tried():
    assert set(THREE) < set(NAMES) == set(MAKERS)
