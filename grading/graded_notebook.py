"""The graded notebook, in which formgrader and nbgrader read the scores.

It is the student's notebook with the locked cells as released and, below each check,
what the grader said. Each check cell has one result that is a number, so that
nbgrader's own scoring rule arrives at the same score.
"""

import nbformat
from nbformat import NotebookNode, v4

from grading import atomic
from grading.course import Course
from grading.record import Record, Result
from grading.submission import Submission, grade_id, is_check, is_locked
from nnlib.check.page import frame
from nnlib.check.verdict import Fact


def write(
    course: Course, released: NotebookNode, submission: Submission, record: Record
) -> None:
    """Write autograded/<student>/<assignment>/<assignment>.ipynb.

    Parameters
    ----------
    course : Course
        The class.
    released : NotebookNode
        The notebook that was handed out.
    submission : Submission
        What the student handed in.
    record : Record
        What it came to.
    """
    results = {one.exercise.split("/")[1]: one for one in record.results}
    notebook = mended(released, submission)
    for count, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.outputs, cell.execution_count = [], None
        if is_check(cell) and grade_id(cell) in results:
            cell.outputs = outputs(results[grade_id(cell)], count + 1)
            cell.execution_count = count + 1
    text = nbformat.writes(notebook) + "\n"
    place = course.autograded / record.student / record.assignment
    atomic.write_text(place / f"{record.assignment}.ipynb", text)
    stamp = submission.path.with_name("timestamp.txt")
    if stamp.is_file():
        atomic.write(place / "timestamp.txt", stamp.read_bytes())


def mended(released: NotebookNode, submission: Submission) -> NotebookNode:
    """Rebuild a notebook: marked cells as released, with the student's text in them."""
    notebook = nbformat.from_dict(released)
    if submission.notebook is None:
        return notebook
    theirs = {grade_id(cell): cell for cell in submission.notebook.cells}
    for cell in notebook.cells:
        own = theirs.get(grade_id(cell)) if grade_id(cell) else None
        if own is not None and not is_locked(cell):
            cell.source = own.source
    return with_own_cells(notebook, submission.notebook)


def with_own_cells(notebook: NotebookNode, theirs: NotebookNode) -> NotebookNode:
    """Put the cells that a student added behind the marked cell before them."""
    known = {cell.id for cell in notebook.cells}
    places = {grade_id(c): i for i, c in enumerate(notebook.cells) if grade_id(c)}
    added: dict[int, list[NotebookNode]] = {}
    last = 0
    for cell in theirs.cells:
        last = places.get(grade_id(cell), last)
        if not grade_id(cell) and cell.get("id") not in known:
            added.setdefault(last, []).append(plain(cell))
    cells = []
    for index, cell in enumerate(notebook.cells):
        cells += [cell, *added.get(index, [])]
    notebook.cells = cells
    return notebook


def plain(cell: NotebookNode) -> NotebookNode:
    """Copy a student's own cell without outputs and marks."""
    make = v4.new_code_cell if cell.cell_type == "code" else v4.new_markdown_cell
    return make(source=cell.source)


def outputs(result: Result, count: int) -> list[NotebookNode]:
    """Show a result and, as nbgrader reads it, its number."""
    said = [(Fact(kind), text) for kind, text in result.said]
    page = frame(result.status, result.title, said)
    words = "\n".join([result.title, *(text for _, text in result.said)])
    shown = {"text/html": page, "text/plain": words}
    number = {"text/plain": repr(float(result.points))}
    return [
        v4.new_output("display_data", shown),
        v4.new_output("execute_result", number, execution_count=count),
    ]
