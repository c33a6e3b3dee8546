"""The first minute in a real JupyterLab."""

import shutil
from pathlib import Path

import pytest

from nnlib.check.messages import HANDING_IN
from nnlib.opening import startup

from .opened import plain

pytestmark = [pytest.mark.browser, pytest.mark.long]

SLOPES = "00_slopes_and_graphs"
SELECT = """id => {
    const page = window.jupyterapp.shell.currentWidget.content;
    page.activeCellIndex = page.widgets.findIndex(({ model }) => model.id === id);
    page.deselectAll();
}"""
RAN = "id => measure.cell(id).count !== null"
NEW_KERNEL = """() =>
    window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"""


class Day:
    """A page on which one cell after another is chosen and run."""

    def __init__(self, page):
        self.page = page

    def run(self, id):
        """Run a cell, and return the notes and errors below it."""
        self.page.page.evaluate(SELECT, id)
        self.page.command("notebook:run-cell")
        self.page.page.wait_for_function(RAN, arg=id)
        cell = self.page.cell(id)
        said = [plain(one["words"]) for one in cell["notes"] + cell["cards"]]
        errors = [o["evalue"] for o in cell["outputs"] if o["output_type"] == "error"]
        return said, errors


@pytest.fixture(scope="module")
def day(answering, lab):
    """Notebook 00, in a kernel that begins as it does where the course is installed."""
    place = lab.folder.parent / "ipython" / "profile_default" / "startup"
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(next(iter(startup.__path__))) / "nnlib_names.py", place)
    with answering(SLOPES, "solved", run=False) as page:
        yield Day(page)


class TestFirstMinute:
    """In this order, as she does it."""

    def test_a_check_before_all_other_cells_names_the_first(self, day):
        (said,), errors = day.run("squared_loss")
        assert said[0] == "This kernel does not know check yet"
        assert said[1].startswith("Run the first code cell of this page")
        assert errors == ["name 'check' is not defined"]

    def test_the_first_cell_says_where_it_runs(self, day):
        (said,), errors = day.run("cell-02")
        assert said[0].startswith("✓ Ready: Python ")
        assert said[0].endswith(" · solved.ipynb in notebooks") and errors == []

    def test_a_check_before_her_cell_names_that_cell(self, day):
        (said,), errors = day.run("squared_loss")
        assert said[1].startswith("Run the cell that begins “def squared_loss(a, y):”")
        assert errors == ["name 'squared_loss' is not defined"]

    def test_then_it_passes_and_the_last_cell_says_so(self, day):
        day.run("squared_loss-solution")
        (said,), errors = day.run("squared_loss")
        assert said[0].startswith("✓ squared_loss: passed") and errors == []
        (said,), _ = day.run(day.page.cells()[-1]["id"])
        assert said[0] == HANDING_IN
        assert said[1] == "Passed in this kernel: squared_loss."
        assert said[-1].startswith("The saved file holds these functions")

    def test_after_a_restart_the_card_is_there_again(self, day):
        day.page.page.evaluate(NEW_KERNEL)
        (said,), _ = day.run("descend")
        assert said[0] == "This kernel does not know check yet"
        assert any("Run All Above Selected Cell" in line for line in said)
