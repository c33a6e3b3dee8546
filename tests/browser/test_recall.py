"""What is recalled wrongly leads to the section that answers it, in JupyterLab."""

import pytest

from nnlib.predictions import predictions

from .answers import answered, save
from .lab import running
from .opened import opened

pytestmark = [pytest.mark.browser, pytest.mark.long]

FILE, NOTEBOOK = "00_slopes_and_graphs", "01_logistic_regression_loops"
NAME = "end_of_the_step"
PLACE = predictions("01")[NAME].where
# Of the settings of these tests the one that changes how a link is followed.
ALL_CELLS = "settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
# The heading stands in the part of the other notebook that can be seen.
SEEN = """([file, section]) => {
    const current = window.jupyterapp.shell.currentWidget;
    if (current.context.path !== file) return false;
    const heading = [...current.node.querySelectorAll("h2")].find(
        (one) => one.textContent.startsWith(section));
    if (!heading) return false;
    const { top } = heading.getBoundingClientRect();
    const page = current.content.node.getBoundingClientRect();
    return top >= page.top - 1 && top < page.bottom;
}"""


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory, released_course):
    """Notebook 01 beside 00, with a wrong answer to a question about 00."""
    scratch = tmp_path_factory.mktemp("recall")
    notebook = answered(released_course, NOTEBOOK, "unsolved")
    (cell,) = [one for one in notebook.cells if one.id == "prediction-recall"]
    cell.source = cell.source.replace(f'"{NAME}", ...', f'"{NAME}", 4')
    notebook.cells = notebook.cells[: notebook.cells.index(cell) + 1]
    with running(scratch) as server:
        (scratch / ALL_CELLS).unlink()
        save(answered(released_course, FILE, "unsolved"), server.folder, FILE)
        with opened(browser, server, save(notebook, server.folder, NOTEBOOK)) as page:
            page.run_all()
            yield page


def test_every_question_has_a_card_and_the_wrong_answer_a_link(page):
    notes = [one["words"] for one in page.cell("prediction-recall")["notes"]]
    assert len(notes) == 4
    (wrong,) = [words for words in notes if NAME in words]
    assert wrong.startswith(f"Not yet · {NAME}")
    assert wrong.endswith(PLACE.said)


def test_the_link_opens_the_other_notebook_at_the_section(page):
    page.page.get_by_role("link", name=PLACE.said).click()
    page.page.wait_for_function(SEEN, arg=[f"{PLACE.file}.ipynb", PLACE.section])
