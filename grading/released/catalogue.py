"""The notebooks of a course folder: number, name, and what each exercise is worth.

They are read from the built and the released files, so that what lies in the course
folder is what holds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.course import Course
from grading.errors import UNKNOWN_NOTEBOOK, CourseError, UsageError
from grading.released.marks import WRITTEN


@dataclass(frozen=True)
class Entry:
    """One notebook.

    Parameters
    ----------
    number : str
        Two digits.
    name : str
        Its file name without ending; the assignment's id.
    points : mapping of str to float
        What each exercise is worth, by function, in teaching order.
    written : tuple of str
        Answers in words: worth nothing, unless the course file gives them points.
    """

    number: str
    name: str
    points: Mapping[str, float]
    written: tuple[str, ...] = ()

    @property
    def usual(self) -> dict[str, float]:
        """What everything is worth to which points may be given."""
        return {**self.points, **dict.fromkeys(self.written, 0.0)}


Catalogue = Mapping[str, Entry]


def catalogue(course: Course) -> dict[str, Entry]:
    """List the notebooks of a course folder by number.

    Parameters
    ----------
    course : Course
        The class.

    Returns
    -------
    dict of str to Entry
        In the order of the course. What is released holds; what is only built is there
        as well, so that its settings can be written before it is released.
    """
    found = {**entries(course.source), **entries(course.release)}
    return dict(sorted(found.items()))


def entries(stage: Path) -> dict[str, Entry]:
    """List the notebooks of one stage by number; those of other courses are left out.

    Parameters
    ----------
    stage : Path
        `source` or `release` of a course folder.

    Returns
    -------
    dict of str to Entry
        In the order of the course.

    Raises
    ------
    CourseError
        If a file there is no notebook.
    """
    found = [entry(path) for path in sorted(stage.glob("*/*.ipynb"))]
    return {one.number: one for one in found if one.number}


def entry(path: Path) -> Entry:
    """Read one notebook; without a number it is none of this course."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        number = notebook["metadata"].get("nnlib", {}).get("notebook", "")
        marks = [cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"]]
        own = [(o.get("id", ""), o["metadata"].get("nnlib")) for o in notebook["cells"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CourseError(
            f"{path} is not a notebook; run build and release again"
        ) from error
    graded = [one for one in marks if one.get("grade")]
    points = {one["grade_id"]: float(one["points"]) for one in graded}
    words = [id for id, mine in own if mine and mine.get("role") == WRITTEN]
    return Entry(number, path.stem, points, tuple(words))


def chosen(known: Mapping[str, Any], number: str | None) -> dict[str, Any]:
    """Choose all notebooks, or the one of a number.

    Parameters
    ----------
    known : mapping of str to object
        What is known of the notebooks, by number.
    number : str, optional
        Two digits.

    Returns
    -------
    dict of str to object
        By number.

    Raises
    ------
    UsageError
        If there is no notebook of this number.
    """
    if number is None:
        return dict(known)
    if number not in known:
        raise UsageError(UNKNOWN_NOTEBOOK, notebook=number, known=numbers(known))
    return {number: known[number]}


def numbers(known: Mapping[str, Any]) -> str:
    """List the numbers of notebooks."""
    return ", ".join(known) or "none"
