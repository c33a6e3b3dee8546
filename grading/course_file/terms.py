"""The terms of a class: its notebooks, course file and extensions, read together."""

from dataclasses import dataclass
from datetime import datetime

from grading.course import Course
from grading.course_file import due, settings, times
from grading.course_file.due import Dues
from grading.course_file.settings import Settings
from grading.released.catalogue import Catalogue, catalogue


@dataclass(frozen=True)
class Terms:
    """What holds in a class.

    Parameters
    ----------
    notebooks : mapping of str to Entry
        By number.
    settings : Settings
        The course file.
    dues : Dues
        Due times with extensions.
    """

    notebooks: Catalogue
    settings: Settings
    dues: Dues

    def worth(self, notebook: str) -> dict[str, float]:
        """Say what each exercise of a notebook counts, by function."""
        entry = self.notebooks[notebook]
        return settings.worth(entry.points, self.settings.of(notebook))

    def number_of(self, assignment: str) -> str:
        """Return the number of an assignment; empty if it is gone."""
        found = (
            one.number for one in self.notebooks.values() if one.name == assignment
        )
        return next(found, "")

    def seconds_late(
        self, student: str, notebook: str, handed_in: datetime | None
    ) -> int:
        """Say how late a submission is; a time that is not known is not late."""
        return times.seconds_late(handed_in, self.dues.of(student, notebook))


def read(course: Course) -> Terms:
    """Read what holds in a class.

    Parameters
    ----------
    course : Course
        The class.

    Returns
    -------
    Terms
        With every value checked.

    Raises
    ------
    CourseError
        For the first value in `course.toml` or `extensions.csv` that is wrong.
    """
    known = catalogue(course)
    decided = settings.read(course.settings_file, known)
    return Terms(known, decided, due.read(course.extensions_file, decided, known))
