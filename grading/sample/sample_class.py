"""A sample class: sixteen students that a grader must get right, and their scores.

Each submission is made from the released notebook, as a student would: text written
into the solution cells, a cell deleted or moved, a file cut off, a file with another
name. What each should score stands beside it.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading import atomic
from grading.course import Course
from grading.released.marks import grade_id
from grading.sample.students import STUDENTS
from grading.sample.work import NOTEBOOKS, Student, Work
from grading.solutions import without_marks as without_regions


def write(course: Course, folder: Path) -> tuple[Student, ...]:
    """Write the submissions of the sample class.

    Parameters
    ----------
    course : Course
        Built and released.
    folder : Path
        Where a folder or a zip of each student shall lie.

    Returns
    -------
    tuple of Student
        Who handed in, with the scores that each should get.
    """
    solved = {number: solutions(read(course.source, number)) for number in NOTEBOOKS}
    for student in STUDENTS:
        files = {
            work.name or f"{NOTEBOOKS[number]}.ipynb": handed_in(
                work, read(course.release, number), solved[number]
            )
            for number, work in student.works.items()
        }
        if student.is_zipped:
            atomic.write(folder / f"{student.id}.zip", zipped(files))
        else:
            for name, data in files.items():
                atomic.write(folder / student.id / name, data)
    return STUDENTS


def read(stage: Path, number: str) -> NotebookNode:
    """Read a notebook of the sample class at one stage of the course."""
    name = NOTEBOOKS[number]
    return nbformat.read(stage / name / f"{name}.ipynb", as_version=4)


def solutions(source: NotebookNode) -> dict[str, str]:
    """Return the author's text of each solution cell, without the marks."""
    return {
        grade_id(cell).removesuffix("-solution"): without_regions(cell.source)
        for cell in source.cells
        if grade_id(cell).endswith("-solution")
    }


def slipped(text: str, old: str, new: str) -> str:
    """Return an answer with a slip in it.

    Raises
    ------
    ValueError
        If the author's answer reads otherwise now, and the slip is none.
    """
    if old not in text:
        raise ValueError(
            f"there is no {old!r} in the author's answer any more:\n{text}"
        )
    return text.replace(old, new)


def handed_in(work: Work, notebook: NotebookNode, solved: Mapping[str, str]) -> bytes:
    """Return the file that a student hands in."""
    if work.data is not None:
        return work.data
    texts = {name: text for name, text in solved.items() if name not in work.leaves}
    texts |= {name: text.strip() for name, text in work.writes.items()}
    texts |= {name: slipped(solved[name], *slip) for name, slip in work.slips.items()}
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in texts:
            cell.source = texts[name]
    if work.changes is not None:
        work.changes(notebook)
    text = nbformat.writes(notebook) + "\n"
    if work.cut_off:
        text = text[: text.index(f"def {work.cut_off}(")]
    return text.encode("utf-8")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
