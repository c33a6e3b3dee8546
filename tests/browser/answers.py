"""Notebooks in the states in which a student may have them, made from a course."""

from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.course import Course
from grading.released.marks import grade_id
from grading.sample.sample_class import solutions
from nnlib.exercises import exercises

STATES = ("unsolved", "solved", "wrong")
WRONG = """\
import importlib
import sys


def {name}(*arguments, **options):
    # As if it were written here: nobody watches for the course's own functions.
    watch = sys.getprofile()
    sys.setprofile(None)
    course = importlib.import_module("nnlib.exercises")
    known = {{one.id: one for one in getattr(course, "get")("{exercise}").variants}}
    found = known["{variant}"].function(*arguments, **options)
    sys.setprofile(watch)
    return found"""


def stems(course: Course) -> list[str]:
    """List the released notebooks."""
    return sorted(path.stem for path in course.release.glob("*/*.ipynb"))


def read(stage: Path, stem: str) -> NotebookNode:
    """Read a notebook at one stage of the course."""
    return nbformat.read(stage / stem / f"{stem}.ipynb", as_version=4)


def answered(course: Course, stem: str, state: str) -> NotebookNode:
    """Return a released notebook, with the answers of a state written into it.

    Parameters
    ----------
    course : Course
        Built and released.
    stem : str
        Name of the notebook.
    state : {"unsolved", "solved", "wrong"}
        As released, with the author's solutions, or with a mistake in each.

    Returns
    -------
    NotebookNode
        Without outputs.
    """
    texts = {
        "unsolved": dict,
        "solved": lambda: solutions(read(course.source, stem)),
        "wrong": lambda: first_mistakes(stem[:2]),
    }[state]()
    return written(read(course.release, stem), texts)


def first_mistakes(number: str) -> dict[str, str]:
    """Answer each exercise of a notebook with the first of its known mistakes."""
    return {
        one.name: mistake(one.id, one.variants[0].id)
        for one in exercises(number)
        if one.variants
    }


def mistake(exercise: str, variant: str) -> str:
    """Return the text of a cell that defines a known wrong version."""
    name = exercise.split("/")[1]
    return WRONG.format(exercise=exercise, name=name, variant=variant)


def written(notebook: NotebookNode, texts: Mapping[str, str]) -> NotebookNode:
    """Write texts into the solution cells of a notebook."""
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in texts:
            cell.source = texts[name]
    return notebook


def save(notebook: NotebookNode, folder: Path, name: str) -> str:
    """Write a notebook where a server shows it, and return the file's name."""
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return f"{name}.ipynb"
