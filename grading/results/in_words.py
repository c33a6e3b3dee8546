"""The gradebook's rows of answers in words: there once points are given to them.

Where they count nothing, nbgrader knows nothing of them, and waits for nobody.
"""

from collections.abc import Mapping

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    new_uuid,
)

from grading.released.catalogue import Entry
from grading.results.gradebook_rows import insert


def enter(book: Gradebook, entry: Entry, worth: Mapping[str, float]) -> None:
    """Enter the answers in words of a notebook that count something; do not commit.

    Parameters
    ----------
    book : Gradebook
        The gradebook of the class.
    entry : Entry
        The notebook.
    worth : mapping of str to float
        What full marks count, by name.
    """
    counted = [name for name in entry.written if worth[name]]
    if not counted:
        return
    notebook = book.find_notebook(entry.name, entry.name)
    known = {cell.name for cell in notebook.grade_cells}
    for name in counted:
        if name not in known:
            make(book, notebook, name, worth[name])


def make(book: Gradebook, notebook: Notebook, name: str, worth: float) -> None:
    """Make cell and comment, with rows for whoever has handed in already."""
    own = {"name": name, "notebook": notebook}
    graded = GradeCell(**own, max_score=worth, cell_type="markdown")
    solved = SolutionCell(**own)
    book.db.add_all([graded, solved])
    book.db.flush()
    for table, cell in ((Grade, graded), (Comment, solved)):
        rows = [
            {"id": new_uuid(), "cell_id": cell.id, "notebook_id": one.id}
            for one in notebook.submissions
        ]
        insert(book, table, rows)
    book.db.expire_all()
