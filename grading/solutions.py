"""Solutions: COURSE/source -> COURSE/solutions, when everybody has handed in.

A solved notebook is the one that was built for the release, without the marks around
its answers and without outputs. It is written when it was due for the last student,
those with more time included.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import NOTHING_BUILT, GradingError
from grading.released import catalogue, made_with, notebook_file
from grading.released.catalogue import Entry
from grading.text.rules import without_marks


@dataclass
class Released:
    """Solved notebooks that were written, and why others were not."""

    written: list[Path] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)


def solutions(
    course: Course, *, notebook: str | None = None, now: bool = False
) -> Released:
    """Write the solved notebooks that may be handed out.

    Parameters
    ----------
    course : Course
        The class.
    notebook : str, optional
        Number of the only notebook to write.
    now : bool
        Whether to write them before they are due for the last student as well.

    Returns
    -------
    Released
        What was written, and what is not due yet.

    Raises
    ------
    UsageError
        If there is no such notebook.
    GradingError
        If none may be written yet, or nothing is built.
    """
    terms = Terms.read(course)
    built = catalogue.entries(course.source)
    if not built:
        raise GradingError(NOTHING_BUILT, source=course.source)
    done = Released()
    for number, entry in catalogue.chosen(built, notebook).items():
        reason = "" if now else too_early(terms, number)
        if reason:
            done.withheld.append(reason)
        else:
            done.written.append(write(course, entry))
    if not done.written:
        reasons = "; ".join(done.withheld)
        raise GradingError(
            f"no solutions were written: {reasons}; --now writes them all the same"
        )
    return done


def too_early(terms: Terms, number: str) -> str:
    """Say why a solved notebook may not be written yet; empty if it may."""
    last = terms.dues.last(number)
    if last is None:
        return f"notebook {number} has no due time in course.toml"
    if datetime.now(UTC) <= last:
        when = terms.shown(last)
        return f"notebook {number} is due for the last student on {when}"
    return ""


def write(course: Course, entry: Entry) -> Path:
    """Write one solved notebook."""
    path = made_with.solved(course, entry.name)
    solved = cleaned(notebook_file.read(path))
    target = course.solutions / path.name
    return atomic.write_text(target, nbformat.writes(solved) + "\n", mode=atomic.PUBLIC)


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """Take marks and outputs out of a built notebook."""
    for cell in notebook.cells:
        cell.source = without_marks(cell.source)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook
