"""A submitted notebook, read with suspicion and compared with what was released.

Every cell of it gets a role from the release, not from its own claims: locked cells
are put back as they were released, check cells carry no code of the student's, and a
demonstration that nobody touched need not run. A file that cannot be read is a
submission all the same, with a problem instead of cells.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading import errors

DEMO = "demo"


@dataclass(frozen=True)
class Cell:
    """One code cell as it will be run.

    Parameters
    ----------
    label : str
        The cell's id, for reports.
    source : str
        What runs: the student's text, or the released text of a locked cell.
    role : str
        ``"check"``, ``"solution"``, ``"locked"``, ``"demo"`` (untouched) or ``"own"``.
    name : str
        Function of a check or solution cell, otherwise empty.
    """

    label: str
    source: str
    role: str
    name: str = ""


@dataclass(frozen=True)
class Submission:
    """One notebook of one student.

    Parameters
    ----------
    student, assignment : str
        Who handed in what.
    path : Path
        The file as it was collected.
    cells : tuple of Cell
        Its code cells in document order, every check in its place.
    repairs : tuple of str
        What was put right, in words for student and instructor.
    problem : str
        Why the file cannot be read; empty if it can.
    notebook : NotebookNode, optional
        The file as read, or None.
    sha256 : str
        Hash of the file.
    """

    student: str
    assignment: str
    path: Path
    cells: tuple[Cell, ...] = ()
    repairs: tuple[str, ...] = ()
    problem: str = ""
    notebook: NotebookNode | None = None
    sha256: str = ""


def read(
    path: Path, released: NotebookNode, *, student: str, assignment: str
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

    Returns
    -------
    Submission
        Never raises for what is in the file.

    Raises
    ------
    OSError
        If the system does not let us read the file: this is not the student's fault.
    """
    data = path.read_bytes()
    named = {"student": student, "assignment": assignment, "path": path}
    named["sha256"] = hashlib.sha256(data).hexdigest()
    try:
        notebook = nbformat.reads(data.decode("utf-8-sig"), as_version=4)
        cells, repairs = arrange(notebook, released)
    except Exception as error:
        # A file can be wrong in more ways than the reader has exceptions for; whatever
        # it is, it is this student's problem and not the batch's.
        problem = errors.UNREADABLE.format(reason=brief(error))
        return Submission(**named, problem=problem)
    return Submission(
        **named, cells=tuple(cells), repairs=tuple(repairs), notebook=notebook
    )


def hash_of(path: Path) -> str:
    """Return the hash of a submitted file; empty if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def brief(error: Exception) -> str:
    """Say in one line what is wrong with a file."""
    if isinstance(error.__cause__, json.JSONDecodeError):
        error = error.__cause__
    if isinstance(error, json.JSONDecodeError):
        return f"the text breaks off or is damaged at line {error.lineno}"
    return str(error).strip().splitlines()[0][:120] if str(error).strip() else "no text"


def arrange(
    notebook: NotebookNode, released: NotebookNode
) -> tuple[list[Cell], list[str]]:
    """Give every code cell its role, and put missing checks back."""
    for number, cell in enumerate(notebook.cells, start=1):
        refuse_unsound(cell, number)
    locked = {
        name: cell
        for cell in released.cells
        if (name := grade_id(cell)) and is_locked(cell) and not is_check(cell)
    }
    demos = {cell.source for cell in released.cells if is_demo(cell)}
    repairs: list[str] = []
    cells = [
        as_run(cell, locked, demos, repairs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    return with_checks(cells, check_names(released), repairs), repairs


def refuse_unsound(cell: NotebookNode, number: int) -> None:
    """Refuse a cell without text or marks: the reader only warns of it."""
    sound = isinstance(cell.get("source"), str) and isinstance(
        cell.get("metadata"), dict
    )
    if not sound:
        raise ValueError(errors.CELL_DAMAGED.format(number=number))


def as_run(
    cell: NotebookNode,
    locked: dict[str, NotebookNode],
    demos: set[str],
    repairs: list[str],
) -> Cell:
    """Decide what of a submitted cell runs."""
    name, label = grade_id(cell), str(cell.get("id", ""))
    if is_check(cell):
        return Cell(label, "", "check", name)
    if name in locked:
        if cell.source != locked[name].source:
            repairs.append(errors.LOCKED_RESTORED.format(name=name))
        return Cell(label, locked[name].source, "locked")
    if name.endswith("-solution"):
        return Cell(label, cell.source, "solution", name.removesuffix("-solution"))
    return Cell(label, cell.source, "demo" if cell.source in demos else "own")


def with_checks(cells: list[Cell], names: list[str], repairs: list[str]) -> list[Cell]:
    """Keep one check of each exercise: its last, or one behind its solution."""
    found = [cell for cell in cells if cell.role != "check"]
    for name in names:
        own = [cell for cell in cells if cell.role == "check" and cell.name == name]
        if own:
            found.insert(position(found, cells[: cells.index(own[-1])]), own[-1])
        else:
            place = behind_checks(found, position(found, up_to_solution(cells, name)))
            found.insert(place, Cell(name, "", "check", name))
            repairs.append(errors.CHECK_RESTORED.format(name=name))
    return found


def up_to_solution(cells: list[Cell], name: str) -> list[Cell]:
    """Return the cells up to the solution of an exercise, or all if it is gone."""
    places = [
        index
        for index, cell in enumerate(cells)
        if cell.role == "solution" and cell.name == name
    ]
    return cells[: places[-1] + 1] if places else cells


def position(found: list[Cell], before: list[Cell]) -> int:
    """Return the place behind the last of some cells."""
    kept = [index for index, cell in enumerate(found) if any(cell is c for c in before)]
    return kept[-1] + 1 if kept else 0


def behind_checks(found: list[Cell], place: int) -> int:
    """Return a place behind the checks that already stand there."""
    while place < len(found) and found[place].role == "check":
        place += 1
    return place


def check_names(released: NotebookNode) -> list[str]:
    """List the functions that a released notebook checks, in its order."""
    return [grade_id(cell) for cell in released.cells if is_check(cell)]


def grade_id(cell: NotebookNode) -> str:
    """Return the name nbgrader knows a cell by, or an empty text."""
    return str(marks(cell).get("grade_id", ""))


def is_check(cell: NotebookNode) -> bool:
    """Tell whether a cell is graded automatically."""
    return bool(marks(cell).get("grade")) and not marks(cell).get("solution")


def is_locked(cell: NotebookNode) -> bool:
    """Tell whether students must not edit a cell."""
    return bool(marks(cell).get("locked"))


def is_demo(cell: NotebookNode) -> bool:
    """Tell whether a released cell only shows something."""
    own = cell.metadata.get("nnlib")
    return isinstance(own, dict) and own.get("role") == DEMO


def marks(cell: NotebookNode) -> dict:
    """Return nbgrader's marks of a cell; a damaged mark is none."""
    found = cell.metadata.get("nbgrader")
    return found if isinstance(found, dict) else {}
