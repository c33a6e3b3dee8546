"""A released notebook with its exercises: what submissions are graded against."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading import errors
from grading.course import Course
from grading.errors import GradingError, UsageError
from grading.released import catalogue
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


def assignments(course: Course) -> list[Assignment]:
    """Read the released notebooks, in the order of the course.

    Parameters
    ----------
    course : Course
        The class.

    Returns
    -------
    list of Assignment
        At least one.

    Raises
    ------
    GradingError
        If nothing is released.
    """
    found = catalogue.entries(course.release)
    if not found:
        raise GradingError(errors.NOT_RELEASED.format(release=course.release))
    return [
        read(course.release / one.name / f"{one.name}.ipynb") for one in found.values()
    ]


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


def chosen(found: Sequence[Assignment], number: str | None) -> list[Assignment]:
    """Choose all assignments, or the one of a number.

    Parameters
    ----------
    found : sequence of Assignment
        Those that are released.
    number : str, optional
        Two digits.

    Returns
    -------
    list of Assignment
        In the order of the course.

    Raises
    ------
    UsageError
        If no released notebook has this number.
    """
    wanted = [one for one in found if number in (None, one.number)]
    if not wanted:
        known = ", ".join(one.number for one in found)
        text = errors.UNKNOWN_NOTEBOOK.format(notebook=number, known=known)
        raise UsageError(text)
    return wanted


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
        text = errors.EXERCISE_IN_SEVERAL.format(name=name, ids=ids)
        raise UsageError(text)
    names = list(dict.fromkeys(one.name for one in known))
    text = errors.UNKNOWN_EXERCISE_NAME
    raise UsageError(text.format(name=name, expected=errors.one_of(name, names)))


def with_needed(assignment: Assignment, exercise: Exercise) -> list[Exercise]:
    """List an exercise and those that it needs, directly or not, in teaching order."""
    by_id = {one.id: one for one in assignment.exercises}
    wanted, waiting = {exercise.id}, [exercise]
    while waiting:
        for needed in waiting.pop().needs:
            if needed not in wanted:
                wanted.add(needed)
                waiting.append(by_id[needed])
    return [one for one in assignment.exercises if one.id in wanted]
