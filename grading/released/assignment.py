"""A released notebook with its exercises: what submissions are graded against."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.errors import NOT_RELEASED, GradingError, UsageError, one_of
from grading.released import catalogue
from grading.released.marks import is_check, is_demo, is_solution
from nnlib.check import Exercise
from nnlib.exercises import exercises


@dataclass(frozen=True)
class Assignment:
    """A released notebook.

    Parameters
    ----------
    name, number, title : str
        The assignment's id, two digits, and the first line of the text.
    released : NotebookNode
        Its cells.
    exercises : tuple of Exercise
        What is graded, in teaching order.
    sha256 : str
        Hash of the file.
    """

    name: str
    number: str
    title: str
    released: NotebookNode
    exercises: tuple[Exercise, ...]
    sha256: str

    @property
    def first_cells(self) -> list[tuple[str, str]]:
        """The cells that run before the first exercise: id and text."""
        codes = [cell for cell in self.released.cells if cell.cell_type == "code"]
        before = takewhile(lambda one: not (is_solution(one) or is_check(one)), codes)
        return [(cell.id, cell.source) for cell in before if not is_demo(cell)]

    def with_needed(self, wanted: Iterable[Exercise]) -> list[Exercise]:
        """List exercises and all that they need, directly or not, in their order."""
        ids = {one.id for one in wanted}
        # Each exercise needs earlier ones only.
        for one in reversed(self.exercises):
            if one.id in ids:
                ids.update(one.needs)
        return [one for one in self.exercises if one.id in ids]


def assignments(release: Path) -> dict[str, Assignment]:
    """Read the released notebooks.

    Parameters
    ----------
    release : Path
        Where they lie.

    Returns
    -------
    dict of str to Assignment
        By number, in the order of the course; at least one.

    Raises
    ------
    GradingError
        If nothing is released.
    """
    found = catalogue.entries(release)
    if not found:
        raise GradingError(NOT_RELEASED, release=release)
    return {
        number: read(release / entry.name / f"{entry.name}.ipynb")
        for number, entry in found.items()
    }


def read(path: Path) -> Assignment:
    """Read one released notebook."""
    data = path.read_bytes()
    released = nbformat.reads(data.decode("utf-8"), as_version=4)
    number = released.metadata["nnlib"]["notebook"]
    return Assignment(
        name=path.stem,
        number=number,
        title=released.cells[0].source.splitlines()[0].removeprefix("# "),
        released=released,
        exercises=exercises(number),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def exercise_named(found: Iterable[Assignment], name: str) -> Exercise:
    """Find an exercise by its function's name or its id.

    Parameters
    ----------
    found : iterable of Assignment
        Where it may be.
    name : str
        Such as `propagate` or `02/propagate`.

    Returns
    -------
    Exercise
        The only one of this name.

    Raises
    ------
    UsageError
        If there is none, or more than one.
    """
    known = [exercise for one in found for exercise in one.exercises]
    wanted = [one for one in known if name in (one.name, one.id)]
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        ids = ", ".join(one.id for one in wanted)
        raise UsageError(f"there are several exercises {name!r}; say which: {ids}")
    expected = one_of(name, dict.fromkeys(one.name for one in known))
    raise UsageError(f"there is no exercise {name!r}, expected {expected}")
