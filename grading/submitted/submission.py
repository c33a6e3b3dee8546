"""A submitted notebook, read with suspicion and compared with what was released.

Every cell of it gets a role from the release, not from its own claims: locked cells
are put back as they were released, check cells carry no code of the student's, and a
demonstration that nobody touched need not run. What is damaged is put right and told;
a file in which there is nothing to read is a submission all the same, with a problem
instead of cells.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from grading.errors import listed
from grading.handed_in import modules
from grading.handed_in.members import MOST_BYTES
from grading.released.marks import about_demo, is_prediction
from grading.submitted.in_words import in_words
from grading.submitted.reaching import reaching
from grading.submitted.repair import Row, rebuild
from grading.submitted.salvage import (
    UNREADABLE,
    Salvage,
    UnreadableError,
    salvage,
)
from grading.submitted.slots import CHECK, DEMO, LOCKED, SOLUTION, first_line, slots

CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Cell:
    """One code cell as it will be run.

    Parameters
    ----------
    label : str
        The cell's id.
    source : str
        What runs: the student's text, or the released text of a locked cell.
    role : str
        ``"check"``, ``"solution"``, ``"locked"``, ``"demo"`` (untouched) or ``"own"``.
    name : str
        Function of a check or solution cell, otherwise empty.
    title : str
        The name by which a person finds it; of a demonstration, where it stands.
    written : str
        What stood in it when it was handed in.
    makes : tuple of str
        Names that only this demonstration makes.
    """

    label: str
    source: str
    role: str
    name: str = ""
    title: str = ""
    written: str = ""
    makes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Submission:
    """One notebook of one student.

    Parameters
    ----------
    student, assignment : str
        Who handed in what.
    path : Path
        The file as it was collected.
    time : str
        When it was handed in, as records hold it; empty if nobody knows.
    cells : tuple of Cell
        Its code cells in the order in which they run, every check in its place.
    repairs : tuple of str
        What was put right, in words for student and instructor.
    problem : str
        Why the file cannot be read; empty if it can.
    notebook : NotebookNode, optional
        The notebook in order, without outputs, or None.
    sha256 : str
        Hash of the file, and of the modules.
    modules : mapping of str to str
        Texts of modules of the student's own, by file name.
    reaches : tuple of str
        Where its code reaches for the interpreter, for whoever teaches.
    words : mapping of str to str
        What was written in words, by the name of the answer.
    """

    student: str
    assignment: str
    path: Path
    time: str = ""
    cells: tuple[Cell, ...] = ()
    repairs: tuple[str, ...] = ()
    problem: str = ""
    notebook: NotebookNode | None = None
    sha256: str = ""
    modules: Mapping[str, str] = field(default_factory=dict)
    reaches: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


def read(
    path: Path,
    released: NotebookNode,
    *,
    student: str,
    assignment: str,
    time: str = "",
    notes: Sequence[str] = (),
) -> Submission:
    """Read a submitted notebook.

    Parameters
    ----------
    path : Path
        The file.
    released : NotebookNode
        The notebook that was handed out.
    student, assignment : str
        Who handed in what.
    time : str
        When it was handed in, as records hold it.
    notes : sequence of str
        What was put right about the name of the file when it was collected.

    Returns
    -------
    Submission
        Never raises for what is in the file.

    Raises
    ------
    OSError
        If the system does not let us read the file: this is not the student's fault.
    """
    size = path.stat().st_size
    named = {"student": student, "assignment": assignment, "path": path, "time": time}
    named["sha256"] = hash_of(path)
    try:
        if size > MOST_BYTES:
            most = MOST_BYTES >> 20
            raise UnreadableError(f"it has {size >> 20} MB, at most {most} MB are read")
        found = salvage(path.read_bytes())
    except UnreadableError as error:
        problem = UNREADABLE.format(why=error)
        return Submission(**named, repairs=(*notes,), problem=problem)
    rows, repairs = rebuild(found.pieces, released)
    own = modules.beside(path)
    if own:
        repairs.append(f"Used beside the notebook: {listed([*own])}.")
    run = tuple(cells(rows, released))
    return Submission(
        **named,
        modules=own,
        cells=run,
        reaches=tuple(reaching(run)),
        words=in_words(rows),
        repairs=(*notes, *found.notes, *repairs),
        notebook=notebook(rows, found, released),
    )


def hash_of(path: Path) -> str:
    """Return the hash of a submitted file with its modules; empty if unreadable."""
    try:
        return modules.hash_of(path.read_bytes(), modules.beside(path))
    except OSError:
        return ""


def cells(rows: Sequence[Row], released: NotebookNode) -> Iterator[Cell]:
    """Yield the cells that run, and say what each is for."""
    shown = {slot.source for slot in slots(released) if slot.role == DEMO}
    for row in rows:
        if row.kind != "code" or not row.runs:
            continue
        yield cell(row, shown)


def cell(row: Row, shown: Collection[str]) -> Cell:
    """Return a cell that runs; `shown` are the texts of untouched demonstrations."""
    name = row.slot.function if row.slot else ""
    written = row.piece.source if row.piece else ""
    if row.role in (CHECK, SOLUTION, LOCKED):
        source = "" if row.role == CHECK else row.source
        return Cell(label(row), source, row.role, name, row.slot.title, written)
    predicts = row.slot is not None and is_prediction(row.slot.cell)
    if row.source not in shown and not predicts:
        title = first_line(row.source)
        return Cell(label(row), row.source, "own", name, title, written)
    demo = about_demo(row.slot.cell) if row.slot else {}
    title = demo.get("part", first_line(row.source))
    makes = tuple(demo.get("names", ()))
    return Cell(label(row), row.source, DEMO, name, title, written, makes)


def label(row: Row) -> str:
    """Return the id of a cell, or its place in the file."""
    if row.slot is not None:
        return row.slot.label
    return row.piece.id or f"number {row.piece.number}"


def notebook(
    rows: Sequence[Row], found: Salvage, released: NotebookNode
) -> NotebookNode:
    """Write the cells in order as a notebook that is legal in the newest format."""
    metadata = nbformat.from_dict(released.metadata)
    metadata["nnlib"] = nbformat.from_dict(found.edition)
    used = {str(cell.get("id", "")) for cell in released.cells}
    written = [as_cell(row, number, used) for number, row in enumerate(rows, start=1)]
    return v4.new_notebook(cells=written, metadata=metadata)


def as_cell(row: Row, number: int, used: set[str]) -> NotebookNode:
    """Return a cell as released with the student's text, or the student's own."""
    if row.slot is not None:
        cell = nbformat.from_dict(row.slot.cell)
        cell.source = row.source
        return with_pictures(cell, row)
    name = row.piece.id
    if name in used or not CELL_ID.fullmatch(name):
        name = f"own-{number}"
    used.add(name)
    make = {"code": v4.new_code_cell, "raw": v4.new_raw_cell}
    cell = make.get(row.kind, v4.new_markdown_cell)(row.source, id=name)
    return with_pictures(cell, row)


def with_pictures(cell: NotebookNode, row: Row) -> NotebookNode:
    """Put the pictures of a text beside it."""
    if cell.cell_type == "markdown" and row.piece and row.piece.pictures:
        cell.attachments = nbformat.from_dict(row.piece.pictures)
    return cell
