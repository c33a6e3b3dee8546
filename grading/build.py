"""From text to notebook: `authoring/NN_topic.py` becomes `source/NN_topic/`.

The notebook still holds the solutions; nbgrader takes them out when it is released.
Everything in it follows from the text and the exercises, so that two builds are equal
to the byte. The way back does not exist.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grading import atomic
from grading.course import Course
from grading.released import starting, written
from grading.text import assembly, bound, closing, folded, roles, rules, source
from grading.text.assembly import Exercises
from grading.text.loop_cost import about_loops, announced
from grading.text.source import Cell, Source
from nnlib.check.edition import digest


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
    texts = assembly.notebooks(authoring, exercises, cells)
    return [
        atomic.write_text(course.source / stem / f"{stem}.ipynb", text)
        for stem, text in texts.items()
    ]


def cells(text: Source, graded: Sequence[Any]) -> Iterator[Any]:
    """Yield the cells that students get, solved."""
    points = {exercise.id: exercise.max_points for exercise in graded}
    loops = {exercise.id: about_loops(exercise) for exercise in graded}
    begun = {one.id: getattr(one, "starting", "") for one in graded}
    shown, part = set(rules.shown_only(text)), ""
    # Numbered without the notes: a new note must not change what students get.
    for place, cell in enumerate(text.student_cells, start=1):
        part = heading(cell) or part
        new = _cell(text, cell, points, place)
        if cell.role.kind == roles.SOLUTION:
            id = f"{text.notebook}/{cell.role.name}"
            new.source = announced(new.source, loops.get(id, ""))
            new.metadata |= starting.mark(new.source, begun.get(id, ""))
        if cell.role.kind == roles.WRITTEN:
            notes = [one.text for one in text.named(roles.INSTRUCTOR)]
            new.metadata["nnlib"][written.RUBRIC] = written.rubric(notes)
        new.source = closing.closed(text, cell, new.source)
        if cell.role.kind == roles.DEMO:
            new.metadata["nnlib"] |= about_demo(cell, part, shown)
        yield new


def heading(cell: Cell) -> str:
    r"""Return the last heading of a text cell; empty if it has none."""
    found = re.findall(r"^#+ +(.+)$", "" if cell.is_code else cell.text, re.MULTILINE)
    return found[-1] if found else ""


def about_demo(cell: Cell, part: str, shown: set[str]) -> dict[str, Any]:
    """Say which names will be missing when graded, as this cell alone makes them.

    Once students have changed the cell, which its digest shows, it is run.
    """
    names = sorted(bound.bound_names(cell.text) & shown - {"_", "show"})
    told = {"names": names, "part": part, "digest": digest(folded.code(cell))}
    return told if names else {}


def _cell(text: Source, cell: Cell, points: dict[str, float], place: int) -> Any:
    from nbformat import v4

    worth = points.get(f"{text.notebook}/{cell.role.name}")
    new = v4.new_code_cell if cell.is_code else v4.new_markdown_cell
    checks = cell.role.kind == roles.CHECK
    return new(
        id=cell.own_id or f"cell-{place:02d}",
        source=f"check({cell.role.name})" if checks else folded.code(cell),
        metadata=roles.metadata(cell.role, worth) | folded.metadata(cell),
    )
