"""A rehearsal: the whole path with the instructor's own settings, beside the class.

Three invented hand-ins of one notebook, under the first names of the roster: one is all
right and on time, one has the first answer wrong and comes a day late, one is the
notebook as it was handed out. What the class decided holds for them: weights, late
policy, errata. The class itself is only read.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat

from grading import atomic
from grading.build import build
from grading.collect import collect
from grading.course import Course
from grading.course_file import gradebook_address
from grading.course_file.terms import Terms
from grading.demo import renew
from grading.export import export
from grading.feedback import feedback
from grading.found.record import Record
from grading.grade import grade
from grading.new_term import settings
from grading.release import release
from grading.released import catalogue, notebook_file
from grading.released.catalogue import Entry
from grading.released.marks import grade_id
from grading.report import report
from grading.results.grades import Grade, grades
from grading.roster import students
from grading.sample.sample_class import solutions
from grading.setting_line import without

INVENTED = ("first", "second", "third")
DAY = timedelta(days=1)
WRONG = "def {name}(*args, **options):\n    return None\n"


@dataclass
class Rehearsed:
    """What a rehearsal came to.

    Parameters
    ----------
    course : Course
        The class folder that was made for it.
    counted : list of (Record, Grade)
        Of the three, as they count.
    report, scores : Path
        What the class would be shown, and the table.
    """

    course: Course
    counted: list[tuple[Record, Grade]]
    report: Path
    scores: Path


def rehearse(course: Course, folder: Path, notebook: str | None = None) -> Rehearsed:
    """Play the whole path beside a class.

    Parameters
    ----------
    course : Course
        The class; it is only read.
    folder : Path
        A folder for everything; one that an earlier rehearsal made is renewed.
    notebook : str, optional
        Number of the notebook; the first of the course file if omitted, else the first.

    Returns
    -------
    Rehearsed
        What came out.

    Raises
    ------
    UsageError
        If the folder holds something else, or there is no such notebook.
    CourseError
        If something in the settings or in the roster is wrong.
    """
    renew(folder)
    own = Course.create(folder / "class")
    build(own)
    settle(course, own, 0)
    release(own)
    known = Terms.read(own)
    number = notebook or next(iter(known.settings.notebooks), min(known.notebooks))
    entry = catalogue.chosen(known.notebooks, number)[number]
    due = known.dues.regular.get(number)
    settle(course, own, days_back(due))
    for who, texts, late in hand_ins(own, entry):
        source = folder / "handed_in" / who
        write(own, entry, source / who, texts)
        collect(own, source, at=moment(Terms.read(own), number, late), accept=("new",))
    grade(own)
    feedback(own)
    return Rehearsed(
        own,
        list(grades(own, Terms.read(own))),
        report(own),
        export(own, folder / "scores.csv"),
    )


def settle(course: Course, own: Course, days: int) -> None:
    """Take over what the class has decided, with due times so many days earlier."""
    text = course.settings_file.read_text(encoding="utf-8-sig")
    # The class is only read, its gradebook at a server as well.
    text = without(text, gradebook_address.KEY)
    if days:
        text = settings(course.settings_file, -days, errata=True)
    atomic.write_text(own.settings_file, text)
    for path in (course.students_file, course.adjustments_file):
        if path.is_file():
            shutil.copy(path, own.root)


def days_back(due: datetime | None) -> int:
    """Return by how many days a due time is moved, so that a day later is over."""
    if due is None:
        return 0
    ahead = due - datetime.now(UTC)
    return max(0, ahead.days + 3)


def moment(terms: Terms, number: str, late: bool) -> datetime:
    """Return when something is handed in."""
    due = terms.dues.regular.get(number)
    if due is None:
        return datetime.now(UTC)
    return due + DAY if late else due - DAY


def hand_ins(own: Course, entry: Entry) -> Sequence[tuple[str, Mapping, bool]]:
    """Return who hands in which answers, and whether late."""
    path = own.source / entry.name / f"{entry.name}.ipynb"
    right = solutions(notebook_file.read(path))
    first = next(iter(entry.points))
    wrong = {**right, first: WRONG.format(name=first)}
    people = [one.id for one in students.read(own.students_file).people]
    names = (*people[:3], *INVENTED[len(people[:3]) :])
    return list(zip(names, (right, wrong, {}), (False, True, False), strict=True))


def write(own: Course, entry: Entry, folder: Path, texts: Mapping[str, str]) -> None:
    """Write a notebook with these answers."""
    path = own.release / entry.name / f"{entry.name}.ipynb"
    notebook = notebook_file.read(path)
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in texts:
            cell.source = texts[name]
    atomic.write_text(folder / path.name, nbformat.writes(notebook))
