"""From text to notebook: `authoring/NN_topic.py` becomes `source/NN_topic/`.

The notebook still holds the solutions; nbgrader takes them out when it is released.
Everything in it follows from the text and the exercises, so that two builds are equal
to the byte. The way back does not exist.
"""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from grading import atomic, errors, roles, rules, source
from grading.course import Course
from grading.errors import SourceError
from grading.source import Cell, Source
from nnlib.check.fingerprint import fingerprint

KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}


# From the number of a notebook to its exercises.
Exercises = Callable[[str], Sequence[Any]]


def build(
    course: Course,
    authoring: Path = source.AUTHORING,
    exercises: Exercises | None = None,
) -> list[Path]:
    """Build every notebook of the course into the course folder.

    Parameters
    ----------
    course : Course
        Where `source/` lies.
    authoring : Path
        Where the texts lie.
    exercises : callable, optional
        From the number of a notebook to its exercises; those of the course if omitted.

    Returns
    -------
    list of Path
        The notebooks, in the order of the course.

    Raises
    ------
    SourceError
        If a text breaks a rule, or there is none; nothing is written then.
    """
    found = source.sources(authoring)
    if not found:
        raise SourceError(authoring, errors.NO_SOURCES)
    texts = {path.stem: notebook_text(path, exercises) for path in found}
    return [
        atomic.write_text(course.source / stem / f"{stem}.ipynb", text)
        for stem, text in texts.items()
    ]


def notebook_text(path: Path, exercises: Exercises | None = None) -> str:
    """Build one notebook.

    Parameters
    ----------
    path : Path
        A source.
    exercises : callable, optional
        From the number of a notebook to its exercises; those of the course if omitted.

    Returns
    -------
    str
        The notebook as JSON, with solutions.

    Raises
    ------
    SourceError
        If the text breaks a rule.
    """
    text = source.read(path)
    try:
        graded = (exercises or _exercises)(text.notebook)
    except ValueError as error:
        raise SourceError(path, str(error)) from error
    rules.check(text, graded)
    return _as_json(text, graded)


def _exercises(notebook: str) -> Sequence[Any]:
    from nnlib.exercises import exercises

    return exercises(notebook)


def _as_json(text: Source, graded: Sequence[Any]) -> str:
    import nbformat
    from nbformat import v4

    points = {exercise.id: exercise.max_points for exercise in graded}
    notebook = v4.new_notebook(
        cells=[_cell(text, cell, points) for cell in text.cells],
        metadata={
            "kernelspec": KERNEL,
            "language_info": {"name": "python"},
            "nnlib": {
                "notebook": text.notebook,
                "course_version": version("nnlib"),
                "exercises": fingerprint(graded),
            },
        },
    )
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def _cell(text: Source, cell: Cell, points: dict[str, float]) -> Any:
    from nbformat import v4

    worth = points.get(f"{text.notebook}/{cell.role.name}")
    new = v4.new_code_cell if cell.is_code else v4.new_markdown_cell
    checks = cell.role.kind == roles.CHECK
    return new(
        id=cell.role.grade_id or f"cell-{cell.number:02d}",
        source=f"check({cell.role.name})" if checks else cell.text,
        metadata=roles.metadata(cell.role, worth),
    )
