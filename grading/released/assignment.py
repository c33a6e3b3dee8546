"""A released notebook with its exercises: what submissions are graded against."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from nbformat import NotebookNode

from grading.errors import NOT_RELEASED, GradingError, UsageError, one_of
from grading.released import catalogue, notebook_file
from grading.released.marks import (
    grade_id,
    is_check,
    is_demo,
    is_solution,
    is_written,
)
from nnlib.check import Exercise
from nnlib.check.edition import EDITIONS
from nnlib.exercises import NOTEBOOKS


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
        What the installed package grades of it, in teaching order; none if it does not
        know the notebook. What came into the course later is none of it.
    sha256 : str
        Hash of the file.
    """

    name: str
    number: str
    title: str
    released: NotebookNode
    exercises: tuple[Exercise, ...]
    sha256: str

    @cached_property
    def first_cells(self) -> list[tuple[str, str]]:
        """The cells that run before the first exercise: id and text."""
        codes = [cell for cell in self.released.cells if cell.cell_type == "code"]
        before = takewhile(lambda one: not (is_solution(one) or is_check(one)), codes)
        return [(cell.id, cell.source) for cell in before if not is_demo(cell)]

    @cached_property
    def written(self) -> list[str]:
        """The names of the answers in words that it asks for."""
        return [cell.id for cell in self.released.cells if is_written(cell)]

    @property
    def gone(self) -> list[str]:
        """The functions that it asks for and the installed package does not have."""
        known = {one.id for one in self.exercises}
        return [id.split("/")[1] for id in self.released_ids if id not in known]

    @property
    def without_check(self) -> list[str]:
        """The functions that it was built with and whose check cell was taken out."""
        built = self.released.metadata["nnlib"].get(EDITIONS, ())
        asked = set(self.released_ids)
        return [name for name in built if f"{self.number}/{name}" not in asked]

    @property
    def released_ids(self) -> list[str]:
        """The ids of the exercises that it was released with."""
        return ids(self.number, self.released)

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
    released = notebook_file.of(path, data)
    number = released.metadata["nnlib"]["notebook"]
    asked = ids(number, released)
    return Assignment(
        name=path.stem,
        number=number,
        title=first_line(released).removeprefix("# "),
        released=released,
        exercises=tuple(x for x in NOTEBOOKS.get(number, ()) if x.id in asked),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def first_line(released: NotebookNode) -> str:
    """Return the first line of a notebook; empty where somebody has emptied it."""
    lines = [line for cell in released.cells[:1] for line in cell.source.splitlines()]
    return lines[0] if lines else ""


def ids(number: str, released: NotebookNode) -> list[str]:
    """List the ids of the exercises that a released notebook asks for."""
    checks = [cell for cell in released.cells if is_check(cell)]
    return [f"{number}/{grade_id(cell)}" for cell in checks]


def exercise_named(known: Iterable[str], name: str) -> str:
    """Find the id of an exercise by this or by its function's name.

    Parameters
    ----------
    known : iterable of str
        Ids of the exercises among which it may be.
    name : str
        Such as `propagate` or `02/propagate`.

    Returns
    -------
    str
        The only one of this name.

    Raises
    ------
    UsageError
        If there is none, or more than one.
    """
    functions = {one: one.split("/")[1] for one in known}
    wanted = [one for one, function in functions.items() if name in (function, one)]
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        ids = ", ".join(wanted)
        raise UsageError(f"there are several exercises {name!r}; say which: {ids}")
    expected = one_of(name, dict.fromkeys(functions.values()))
    raise UsageError(f"there is no exercise {name!r}, expected {expected}")
