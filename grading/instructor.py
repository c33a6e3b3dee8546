"""The instructor's notebooks: every text -> COURSE/instructor, solved and with notes.

The author's notes and a note below each check are set apart as quotations, which have a
line at their left wherever notebooks are shown. No other command reads this folder, so
that nothing of it can reach a release.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grading import atomic
from grading.course import Course
from grading.text import assembly, folded, prediction_note, roles, rules, source
from grading.text.assembly import Exercises
from grading.text.exercise_note import note
from grading.text.loop_cost import about_loops, announced
from grading.text.source import Cell, Source
from nnlib.check import Exercise
from nnlib.predictions import predictions

HEADING = "**For the instructor.**"
FORMULA_MARK = re.compile(r"(?<!\\)\$+")


def instructor(
    course: Course,
    authoring: Path = source.AUTHORING,
    exercises: Exercises | None = None,
) -> list[Path]:
    """Write every notebook for whoever teaches.

    Parameters
    ----------
    course : Course
        Where `instructor/` lies.
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
        atomic.write_text(course.instructor / f"{stem}.ipynb", text)
        for stem, text in texts.items()
    ]


def cells(text: Source, graded: Sequence[Exercise]) -> Iterator[Any]:
    """Yield the cells of such a notebook, with notes below checks and predictions."""
    by_name = {exercise.name: exercise for exercise in graded}
    loops = {exercise.name: about_loops(exercise) for exercise in graded}
    for cell in text.cells:
        yield shown(cell, loops.get(cell.role.name, ""))
        if cell.role.kind == roles.CHECK:
            name = cell.role.name
            below = quoted(f"{HEADING} {note(by_name[name])}")
            yield _note_cell(f"{name}-instructor", below)
        for name in prediction_note.asked(cell):
            answer = predictions(text.notebook)[name]
            below = quoted(f"{HEADING} {prediction_note.note(name, answer)}")
            yield _note_cell(f"{cell.role.own_id}-{name}", below)


def shown(cell: Cell, loops: str = "") -> Any:
    """Return one cell of the text as the instructor sees it, with what a loop costs."""
    from nbformat import v4

    place = cell.own_id or f"cell-{cell.number:02d}"
    if cell.role.kind == roles.INSTRUCTOR:
        return _note_cell(place, quoted(f"{HEADING} {cell.text}"))
    if cell.role.kind == roles.CHECK:
        return v4.new_code_cell(id=place, source=f"check({cell.role.name})")
    new = v4.new_code_cell if cell.is_code else v4.new_markdown_cell
    source = announced(folded.code(cell), loops)
    return new(id=place, source=rules.without_marks(source))


def quoted(text: str) -> str:
    r"""Set a text apart as a quotation.

    A formula that runs over several lines is joined: its lines must not begin with the
    sign of a quotation.

    Examples
    --------
    >>> print(quoted("one $a =\nb$ end\n\ntwo"))
    > one $a = b$ end
    >
    > two
    """
    lines: list[str] = []
    open_formula = False
    for line in text.split("\n"):
        if open_formula:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        open_formula ^= len(FORMULA_MARK.findall(line)) % 2 == 1
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _note_cell(place: str, text: str) -> Any:
    from nbformat import v4

    notes = roles.metadata(roles.Role(roles.INSTRUCTOR))
    return v4.new_markdown_cell(id=place, source=text, metadata=notes)
