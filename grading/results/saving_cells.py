"""nbgrader's step that writes down the cells of a release, and what we know of them."""

from contextlib import suppress
from typing import TYPE_CHECKING

from nbgrader.api import MissingEntry
from nbgrader.preprocessors import SaveCells

from grading.released.marks import is_written

if TYPE_CHECKING:
    from nbformat import NotebookNode


class SavingCells(SaveCells):
    """Saves cells without nbgrader's own idea of what they count.

    It would put the usual points back, and leave scores on the scale of the course file
    beside them. A cell that is known keeps its maximum until `settle` changes both. An
    answer in words that has points is known to the gradebook alone, and stays.
    """

    def _create_grade_cell(self, cell: "NotebookNode") -> None:
        super()._create_grade_cell(cell)
        name = cell.metadata.nbgrader["grade_id"]
        with suppress(MissingEntry):
            known = self.gradebook.find_grade_cell(
                name, self.notebook_id, self.assignment_id
            )
            self.new_grade_cells[name]["max_score"] = known.max_score

    def _create_notebook(self, nb: "NotebookNode") -> None:
        names = [cell.id for cell in nb.cells if is_written(cell)]
        with suppress(MissingEntry):
            known = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
            for cell in known.grade_cells:
                if cell.name in names:
                    own = {"max_score": cell.max_score, "cell_type": cell.cell_type}
                    self.new_grade_cells[cell.name] = own
                    self.new_solution_cells[cell.name] = {}
        super()._create_notebook(nb)


def with_saving_cells(steps: list[type]) -> list[type]:
    """Put our step in the place of nbgrader's, among those of a release."""
    return [SavingCells if one is SaveCells else one for one in steps]
