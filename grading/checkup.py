"""Checkup: what the installed version of the course would change for a class.

It compares the exercises that a class was handed out with those that are installed,
counts the graded submissions of which one is concerned, and names files that are
damaged or were set aside. It changes nothing, so it can be asked before an update is
taken, or left.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grading.course import Course
from grading.errors import NOT_RELEASED, CourseError, GradingError, listed
from grading.found.record import Record
from grading.found.shelf import records
from grading.released import catalogue, made_with
from grading.released.made_with import Kept
from grading.results.damaged import damaged
from grading.state_file import DamagedFileError
from nnlib import __version__, saved_notebook
from nnlib.check import Exercise, edition
from nnlib.exercises import NOTEBOOKS

SAME = "Notebook {number}: every exercise is of the edition that is installed."
SAME_KEPT = (
    "Notebook {number}: every exercise is of the edition that is installed; it goes on "
    "being graded by the package that it was released with, {package}."
)
OTHER = (
    "Notebook {number}, released with version {version}: {changes}. "
    "Graded submissions concerned: {concerned} of {graded}."
)
TAKEN = (
    "Notebook {number}, released with version {version}, is graded by the installed "
    "one, {package}: that was chosen later.{before}"
)
TAKEN_OTHER = (
    "Notebook {number}, released with version {version}, is graded by {package}: that "
    "was chosen later. Graded submissions of which the installed version has another "
    "edition of an exercise: {concerned} of {graded}."
)
BEFORE = (
    " Graded submissions that met another edition of an exercise before that, and stay "
    "as they are: {concerned} of {graded}."
)
UNUSED = (
    "No notebook is graded by the package {path} any more ({size} kB), and what it has "
    "graded stands in the records. You may remove it."
)
GONE = "Notebook {number}: the installed version {version} has none of this number."
NEXT = (
    "Nothing changes by itself: what is graded stays, and a notebook is graded by the "
    "package that it was released with. To see whose points would move: "
    "grade --edition installed --dry-run. To take the update for good: the same with "
    "--from-now-on in place of --dry-run."
)
UP_TO_DATE = "No points would change in this class."
READABLE = "Others on this machine can look into the class folder: chmod 700 {root}"
ASIDE = "Set aside, and not used any more: {path}. You may remove it."


@dataclass
class Concerned:
    """Graded submissions of one notebook.

    Parameters
    ----------
    graded : int
        How many there are.
    other : int
        How many of them met another edition of an exercise than the installed one.
    """

    graded: int = 0
    other: int = 0


@dataclass(frozen=True)
class Checkup:
    """What was found.

    Parameters
    ----------
    lines : list of str
        One for each notebook, and what follows from them.
    damaged : list of str
        What cannot be read.
    """

    lines: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def checkup(
    course: Course, installed: Mapping[str, Sequence[Exercise]] = NOTEBOOKS
) -> Checkup:
    """Say what the installed version would change for a class.

    Parameters
    ----------
    course : Course
        The class; it is only read.
    installed : mapping of str to sequence of Exercise
        The exercises that are installed, by the number of their notebook.

    Returns
    -------
    Checkup
        What to print.

    Raises
    ------
    GradingError
        If nothing is released.
    """
    released = catalogue.entries(course.release)
    if not released:
        raise GradingError(NOT_RELEASED, release=course.release)
    found = {number: Concerned() for number in released}
    for record in readable(course):
        count(record, installed, found)
    kept = graded_by(course)
    said = [
        line(
            course.release / one.name / f"{one.name}.ipynb",
            installed.get(number),
            found[number],
            kept.get(one.name),
        )
        for number, one in released.items()
    ]
    lines = [text for text, _ in said]
    lines.append(NEXT if any(changes for _, changes in said) else UP_TO_DATE)
    if os.name == "posix" and course.root.stat().st_mode & 0o077:
        lines.append(READABLE.format(root=course.root))
    lines += [ASIDE.format(path=path) for path in set_aside(course.root)]
    lines += unused(course, kept)
    return Checkup(lines, [f"{one}." for one in damaged(course)])


def set_aside(root: Path) -> list[Path]:
    """List what was set aside because it could not be read."""
    return sorted(path for path in root.rglob("*.damaged*") if path.is_file())


def graded_by(course: Course) -> dict[str, Kept]:
    """Return which notebook is graded by which package; damaged notes say nothing."""
    with suppress(CourseError):
        return made_with.notes(course)
    return {}


def unused(course: Course, kept: Mapping[str, Kept]) -> Iterator[str]:
    """Say which packages grade nothing any more; where nobody knows, none."""
    needed = {one.wheel for one in kept.values()}
    for path in sorted(made_with.folder(course).glob("*.whl")) if needed else ():
        if path.name not in needed:
            yield UNUSED.format(path=path, size=path.stat().st_size // 1000)


def readable(course: Course) -> Iterator[Record]:
    """Yield the records of a class that can be read."""
    shelf = records(course.results)
    for place in range(len(shelf)):
        with suppress(DamagedFileError):
            yield shelf[place]


def count(
    record: Record,
    installed: Mapping[str, Sequence[Exercise]],
    found: Mapping[str, Concerned],
) -> None:
    """Count one record."""
    if record.notebook not in found:
        return
    now = {one.id: one.edition for one in installed.get(record.notebook, ())}
    mine = found[record.notebook]
    mine.graded += 1
    mine.other += record.editions != now


def line(
    path: Path,
    installed: Sequence[Exercise] | None,
    mine: Concerned,
    kept: Kept | None,
) -> tuple[str, bool]:
    """Say what the installed version would change in one notebook, and if it would."""
    entry, built = catalogue.entry(path), saved_notebook.built_with(path)
    about = {
        "number": entry.number,
        "version": built.get("course_version", "unknown"),
        "concerned": mine.other,
        "graded": mine.graded,
    }
    if kept is not None and kept.adopted:
        return taken(kept, about)
    if installed is None:
        return GONE.format(number=entry.number, version=__version__), True
    said = list(changes(built, entry.points, installed))
    if not said and not mine.other:
        same = SAME if kept is None or kept.installed else SAME_KEPT
        return same.format(package=kept and kept.called, **about), False
    told = listed(said) if said else "the exercises are those that are installed"
    return OTHER.format(changes=told, **about), True


def taken(kept: Kept, about: Mapping[str, object]) -> tuple[str, bool]:
    """Say of a notebook that another package grades it than it was released with."""
    if not kept.installed:
        return TAKEN_OTHER.format(package=kept.called, **about), True
    before = BEFORE.format(**about) if about["concerned"] else ""
    return TAKEN.format(package=kept.called, before=before, **about), False


def changes(
    built: Mapping[str, object], points: Mapping[str, float], now: Iterable[Exercise]
) -> Iterator[str]:
    """Name the exercises of another edition, of other points, and new or gone ones."""
    installed = {one.name: one for one in now}
    for name, one in installed.items():
        before = edition.carried(built, name)
        if name not in points:
            yield f"{name} is new"
        elif before != one.edition:
            yield f"{name} is of edition {one.edition} in place of {before}"
        elif points[name] != one.max_points:
            yield f"{name} has {one.max_points:g} points in place of {points[name]:g}"
    yield from (f"{name} is gone" for name in points if name not in installed)
