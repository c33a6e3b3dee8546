"""The graded notebook, in which formgrader and nbgrader read the scores.

It is the student's notebook with the locked cells as released and, below each check,
what the grader said. Each check cell has one result that is a number, so that
nbgrader's own scoring rule arrives at the same score. An answer in words that counts
has its rubric above it, and a field for points.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import nbformat
from nbformat import NotebookNode, v4

from grading import atomic
from grading.course_file.times import STAMP
from grading.found.record import Record, Result
from grading.released import notebook_file
from grading.released.marks import grade_id, is_check, is_written
from grading.results import cleaned
from grading.submitted.submission import Submission
from nnlib.check.page import frame
from nnlib.check.verdict import Fact

NOTHING: Mapping[str, str] = MappingProxyType({})
# What nbgrader calls a cell that is graded by hand.
BY_HAND = {
    "grade": True,
    "locked": False,
    "schema_version": 3,
    "solution": True,
    "task": False,
}


def write(
    autograded: Path,
    notebook: NotebookNode,
    released: NotebookNode,
    handed_in: Path,
    record: Record,
    rubrics: Mapping[str, str] = NOTHING,
) -> None:
    """Write autograded/<student>/<assignment>/<assignment>.ipynb.

    Parameters
    ----------
    autograded : Path
        The folder of all graded notebooks.
    notebook : NotebookNode
        What was handed in, `mended`; its outputs are replaced, and what a student wrote
        in it is made inert, by whatever version it was put in order.
    released : NotebookNode
        What was handed out.
    handed_in : Path
        The file that was handed in; its time lies beside it.
    record : Record
        What it came to.
    rubrics : mapping of str to str
        What an answer in words gets points for, by its name.
    """
    cleaned.notebook(notebook, released)
    results = {one.name: one for one in record.results}
    for count, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.outputs, cell.execution_count = [], None
        if is_check(cell) and grade_id(cell) in results:
            show(cell, results[grade_id(cell)], count + 1)
    put_rubrics(notebook, rubrics)
    mark_words(notebook, record)
    path = place(autograded, record)
    atomic.write_text(path, notebook_file.text_of(notebook) + "\n")
    stamp = handed_in.with_name(STAMP)
    if stamp.is_file():
        atomic.write(path.with_name(STAMP), stamp.read_bytes())


def rescore(autograded: Path, record: Record) -> None:
    """Write the graded notebook again with what its points count now.

    Parameters
    ----------
    autograded : Path
        The folder of all graded notebooks.
    record : Record
        With its new scores.

    Raises
    ------
    DamagedNotebookError
        If it cannot be read; nothing is written then.
    """
    path = place(autograded, record)
    if not path.is_file():
        return
    results = {one.name: one for one in record.results}
    notebook = notebook_file.read(path)
    for cell in notebook.cells:
        if is_check(cell) and grade_id(cell) in results:
            show(cell, results[grade_id(cell)], cell.execution_count)
    mark_words(notebook, record)
    atomic.write_text(path, notebook_file.text_of(notebook) + "\n")


def place(autograded: Path, record: Record) -> Path:
    """Return where a graded notebook lies."""
    name = record.assignment
    return autograded / record.student / name / f"{name}.ipynb"


def show(cell: NotebookNode, result: Result, count: int) -> None:
    """Put a result below its check, with what it is worth beside it."""
    cell.metadata["nbgrader"]["points"] = result.max_score
    cell.outputs = outputs(result, count)
    cell.execution_count = count


def put_rubrics(notebook: NotebookNode, rubrics: Mapping[str, str]) -> None:
    """Put above each answer in words what it gets points for."""
    used = {cell.get("id") for cell in notebook.cells}
    for cell in [one for one in notebook.cells if is_written(one)]:
        text, id = rubrics.get(cell.id, ""), f"rubric-{cell.id}"
        if text and id not in used:
            above = v4.new_markdown_cell(f"> {text}", id=id)
            notebook.cells.insert(notebook.cells.index(cell), above)


def mark_words(notebook: NotebookNode, record: Record) -> None:
    """Let an answer in words that counts have a field for points in formgrader."""
    worth = {one.name: one.max_score for one in record.written}
    for cell in filter(is_written, notebook.cells):
        cell.metadata.pop("nbgrader", None)
        if worth.get(cell.id):
            cell.metadata["nbgrader"] = BY_HAND | {
                "grade_id": cell.id,
                "points": worth[cell.id],
            }


def mended(released: NotebookNode, submission: Submission) -> NotebookNode:
    """Return the notebook that the results are written to.

    Parameters
    ----------
    released : NotebookNode
        The notebook that was handed out; it is not changed.
    submission : Submission
        What the student handed in.

    Returns
    -------
    NotebookNode
        The submission in order, every marked cell once; the released notebook where
        the file could not be read.
    """
    return nbformat.from_dict(submission.notebook or released)


def outputs(result: Result, count: int) -> list[NotebookNode]:
    """Show a result and, as nbgrader reads it, its number."""
    # A page may hold formulas, and so may what a student had an error say.
    said = [(Fact(kind), cleaned.harmless(text)) for kind, text in result.said]
    page = frame(result.status, result.title, said, ())
    words = "\n".join([result.title, *(text for _, text in said)])
    shown = {"text/html": page, "text/plain": words}
    number = {"text/plain": repr(float(result.score or 0.0))}
    found = [
        {"output_type": "display_data", "data": shown},
        {"output_type": "execute_result", "data": number, "execution_count": count},
    ]
    return [nbformat.from_dict({**one, "metadata": {}}) for one in found]
