"""A source with its exercises, checked, and the notebook file around its cells.

Students' notebooks and the instructor's are assembled here from the same text,
so that neither can say something about an exercise that the other does not.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from grading.errors import SourceError
from grading.text import rules, source
from grading.text.source import Source
from nnlib.check.edition import EDITIONS

KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}

# From the number of a notebook to its exercises.
Exercises = Callable[[str], Sequence[Any]]
# From a text and its exercises to the cells of a notebook.
Cells = Callable[[Source, Sequence[Any]], Iterable[Any]]


def notebooks(
    authoring: Path, exercises: Exercises | None, cells: Cells
) -> dict[str, str]:
    """Make a notebook of every text in a folder.

    Parameters
    ----------
    authoring : Path
        Where the texts lie.
    exercises : callable, optional
        From the number of a notebook to its exercises; those of the course if None.
    cells : callable
        Makes the cells of each.

    Returns
    -------
    dict of str to str
        From the stem of the text to the notebook as JSON, in the order of the course.

    Raises
    ------
    SourceError
        If a text breaks a rule, or there is none.
    """
    found = source.sources(authoring)
    if not found:
        raise SourceError(
            authoring, "no sources: expected files like 02_logistic_regression.py"
        )
    return {path.stem: notebook(path, exercises, cells) for path in found}


def notebook(path: Path, exercises: Exercises | None, cells: Cells) -> str:
    """Make the notebook of one text.

    Parameters
    ----------
    path : Path
        A source.
    exercises, cells : callable
        As of `notebooks`.

    Returns
    -------
    str
        The notebook as JSON.

    Raises
    ------
    SourceError
        If the text breaks a rule.
    """
    text, graded = checked(path, exercises)
    return as_json(text, graded, list(cells(text, graded)))


def checked(
    path: Path, exercises: Exercises | None = None
) -> tuple[Source, Sequence[Any]]:
    """Read a source and its exercises, and refuse what cannot be built.

    Parameters
    ----------
    path : Path
        A source.
    exercises : callable, optional
        From the number of a notebook to its exercises; those of the course if omitted.

    Returns
    -------
    Source, sequence of Exercise
        The cells, and what is graded, in teaching order.

    Raises
    ------
    SourceError
        If the text breaks a rule, or nothing is graded in this notebook.
    """
    text = source.read(path)
    try:
        graded = (exercises or _of_the_course)(text.notebook)
    except ValueError as error:
        raise SourceError(path, str(error)) from error
    rules.check(text, graded)
    return text, graded


def as_json(text: Source, graded: Sequence[Any], cells: Sequence[Any]) -> str:
    """Write a notebook file around cells; equal cells give equal bytes.

    Parameters
    ----------
    text : Source
        Where the cells come from.
    graded : sequence of Exercise
        What is graded in them.
    cells : sequence of NotebookNode
        With ids.

    Returns
    -------
    str
        JSON, with a line end.
    """
    import nbformat
    from nbformat import v4

    notebook = v4.new_notebook(
        cells=list(cells),
        metadata={
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
            "nnlib": {
                "notebook": text.notebook,
                "course_version": version("nnlib"),
                EDITIONS: {one.name: one.edition for one in graded},
            },
        },
    )
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _of_the_course(notebook: str) -> Sequence[Any]:
    from nnlib.exercises import exercises

    return exercises(notebook)
