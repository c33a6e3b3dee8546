"""A folded demonstration in the real programs: seen, run, opened, changed, saved."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.text.folded import HIDDEN

from .opened import DARK, LIGHT, opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BAR = ".jp-InputPlaceholder"
EDITOR = ".jp-Notebook .jp-Cell .jp-InputArea-editor"
OUTPUT = ".jp-OutputArea-output"
FIRST = "# To look at. You may open and change it."
CODE = f"{FIRST}\na = 6\nb = 7\nc = a * b\nprint(c)"
PROGRAMS = [
    pytest.param("lab", id="jupyterlab"),
    pytest.param("notebook_7", id="notebook 7", marks=pytest.mark.long),
]


def saved(folder, name):
    shows = new_code_cell(CODE, id="shows", metadata=HIDDEN)
    book = new_notebook(cells=[shows, new_markdown_cell("The end.")])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, folder / name)
    return name


@pytest.fixture(params=PROGRAMS)
def program(request):
    return request.getfixturevalue(request.param)


def test_it_is_one_line_that_runs_and_a_click_opens_it(browser, program):
    name = saved(program.folder, "folded.ipynb")
    with opened(browser, program, name) as one:
        bar, page = one.page.locator(BAR), one.page
        assert bar.inner_text().strip() == FIRST
        assert not page.locator(EDITOR).first.is_visible()
        page.locator(".jp-Notebook").focus()
        one.press("Shift+Enter")
        page.get_by_text("42", exact=True).wait_for()
        assert bar.first.is_visible() and not page.locator(EDITOR).first.is_visible()
        bar.first.locator(".jp-Placeholder-content").click()
        page.locator(EDITOR).first.wait_for()
        assert "c = a * b" in page.locator(EDITOR).first.inner_text()
        one.choose("save")
    # What stands in the file says that it is open, and nothing else has changed.
    book = nbformat.read(program.folder / name, as_version=4)
    assert book.cells[0].source == CODE
    assert not book.cells[0].metadata.get("jupyter", {}).get("source_hidden")


def test_enter_opens_it_and_what_is_written_runs(browser, lab):
    with opened(browser, lab, saved(lab.folder, "by_keys.ipynb")) as one:
        one.page.locator(".jp-Notebook").focus()
        one.write("print(2 * 3 * 5)")
        one.page.locator(EDITOR).first.wait_for()
        one.press("Shift+Enter")
        one.page.get_by_text("30", exact=True).wait_for()


def test_its_line_can_be_read_in_both_themes(browser, lab):
    with opened(browser, lab, saved(lab.folder, "themes.ipynb")) as one:
        for theme in (LIGHT, DARK):
            one.theme(theme)
            colours = "e => [getComputedStyle(e).color, getComputedStyle(e).opacity]"
            text = one.page.locator(f"{BAR} .jp-PlaceholderText")
            assert text.is_visible() and text.evaluate(colours)[1] == "1"


@pytest.mark.long
def test_where_nothing_is_folded_all_of_it_is_seen_and_runs(browser, nbclassic):
    with opened(browser, nbclassic, saved(nbclassic.folder, "all.ipynb")) as one:
        assert "c = a * b" in one.page.locator(".cell .input").inner_text()
        one.choose("run_all")
        one.page.get_by_text("42", exact=True).wait_for()
