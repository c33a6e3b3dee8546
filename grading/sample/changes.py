"""What students do to a notebook beside writing answers.

Each change takes a notebook and changes it in place, as front ends and hurried hands
do: cells deleted, moved, split, retyped, stripped of their marks.
"""

from collections.abc import Callable

import nbformat
from nbformat import NotebookNode, v4

from grading.released.marks import grade_id


def without_check(name: str) -> Callable[[NotebookNode], None]:
    """Return what deletes a check cell."""

    def delete(notebook: NotebookNode) -> None:
        notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != name]

    return delete


def with_changes(*changes: Callable[[NotebookNode], None]) -> Callable:
    """Return what does several things to a notebook, one after the other."""

    def change(notebook: NotebookNode) -> None:
        for one in changes:
            one(notebook)

    return change


def index_of(notebook: NotebookNode, name: str) -> int:
    """Return where the cell with a name stands."""
    return [grade_id(cell) for cell in notebook.cells].index(name)


def moved(name: str, steps: int) -> Callable[[NotebookNode], None]:
    """Return what moves a cell up or down."""

    def move(notebook: NotebookNode) -> None:
        place = index_of(notebook, name)
        notebook.cells.insert(place + steps, notebook.cells.pop(place))

    return move


def turned_into_text(name: str) -> Callable[[NotebookNode], None]:
    """Return what makes a text cell of a code cell."""

    def turn(notebook: NotebookNode) -> None:
        place = index_of(notebook, name)
        old = notebook.cells[place]
        cell = v4.new_markdown_cell(old.source, metadata=old.metadata, id=old.id)
        notebook.cells[place] = cell

    return turn


def split(name: str, line: int) -> Callable[[NotebookNode], None]:
    """Return what splits a cell before a line."""

    def cut(notebook: NotebookNode) -> None:
        place = index_of(notebook, name)
        lines = notebook.cells[place].source.split("\n")
        notebook.cells[place].source = "\n".join(lines[:line])
        rest = v4.new_code_cell("\n".join(lines[line:]))
        notebook.cells.insert(place + 1, rest)

    return cut


def without_marks(notebook: NotebookNode) -> None:
    """Lose all marks and ids, as in a program that does not know them."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.from_dict({}), f"lost-{number}"


def with_cell_first(text: str) -> Callable[[NotebookNode], None]:
    """Return what puts a cell behind the first code cell."""

    def insert(notebook: NotebookNode) -> None:
        kinds = [cell.cell_type for cell in notebook.cells]
        notebook.cells.insert(kinds.index("code") + 1, v4.new_code_cell(text.strip()))

    return insert


def with_endless_output(notebook: NotebookNode) -> None:
    """Fill the notebook with what it has printed, just not too large to be taken."""
    printing = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and grade_id(cell).endswith("-solution")
    ]
    each = range(300_000 // len(printing))
    lines = "".join(f"iteration {i} cost {1 / (i + 1)}\n" for i in each)
    for cell in printing:
        cell.outputs = [v4.new_output("stream", text=lines)]
