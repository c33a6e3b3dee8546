"""Roster: a list that a platform exports -> COURSE/students.csv."""

from collections.abc import Iterable
from pathlib import Path

from grading.course import Course
from grading.errors import UNKNOWN_NOTEBOOK, UsageError
from grading.released.catalogue import catalogue, numbers
from grading.roster import importing, students
from grading.roster.importing import Imported


def enrol(
    course: Course,
    source: Path,
    *,
    notebook: str | None = None,
    columns: str | None = None,
    accept: Iterable[str] = (),
    dry: bool = False,
) -> Imported:
    """Take the people of a list into the class.

    Parameters
    ----------
    course : Course
        The class.
    source : Path
        What a platform exported, or a CSV file with a column `id`.
    notebook : str, optional
        The notebook for which a platform's numbers hold.
    columns : str, optional
        What stands in which column: ``"id=Matriculation,name=Student"``.
    accept : iterable of str
        ``"new"`` if whoever is not known is new.
    dry : bool
        Whether nothing is written.

    Returns
    -------
    Imported
        Who came in, and who was there.

    Raises
    ------
    CourseError
        If the list or `students.csv` is not in order; nothing is written then.
    UsageError
        If an option makes no sense.
    """
    known = catalogue(course)
    if notebook and notebook not in known:
        raise UsageError(UNKNOWN_NOTEBOOK, notebook=notebook, known=numbers(known))
    roster = students.read(course.students_file)
    what, found = importing.people(source, notebook or "", pairs(columns))
    done = importing.imported(roster, what, found, other="new" in set(accept))
    if not dry:
        students.write(course.students_file, done.roster)
    return done


def pairs(columns: str | None) -> dict[str, str]:
    """Read which heading stands above what."""
    if columns is None:
        return {}
    split = [one.partition("=") for one in columns.split(",")]
    if not all(
        key.strip() and sign and heading.strip() for key, sign, heading in split
    ):
        raise UsageError(
            f"--columns is {columns!r}, expected such as id=Number,name=Student"
        )
    return {key.strip(): heading.strip() for key, _, heading in split}
