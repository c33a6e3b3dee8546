"""Where the gradebook of a class lies, as nbgrader's settings say it."""

from dataclasses import dataclass

from grading.course import CONFIG, Course
from grading.course_file import gradebook_address
from grading.errors import CourseError

LINE = "c.CourseDirectory.db_url = nbgrader_engine.db_url(__file__)"
NOT_HANDED_ON = (
    "course.toml names the gradebook {told}, and nbgrader's settings name {found}, "
    "where formgrader would write: put the line\n{line}\nat the end of {config}, and "
    "take any other db_url out of it"
)


@dataclass(frozen=True)
class Place:
    """A gradebook's place.

    Parameters
    ----------
    url : str
        As nbgrader and SQLAlchemy take it; it may hold a password.
    is_own : bool
        Whether it is the file in the class folder.
    """

    url: str
    is_own: bool

    @property
    def is_server(self) -> bool:
        """Whether it is a database of a PostgreSQL server."""
        return gradebook_address.is_server(self.url)

    @property
    def shown(self) -> str:
        """The place, for a person to read."""
        return gradebook_address.shown(self.url)


def of(course: Course) -> Place:
    """Find out where the gradebook of a class lies.

    Parameters
    ----------
    course : Course
        The class; the gradebook need not be there yet.

    Returns
    -------
    Place
        Where all programs look for it.

    Raises
    ------
    CourseError
        If `course.toml` names a server and nbgrader's settings another place.
    """
    found = course.coursedir().db_url
    told = gradebook_address.db_url(course.settings_file)
    if gradebook_address.is_server(told) and found != told:
        raise CourseError(
            NOT_HANDED_ON,
            told=gradebook_address.shown(told),
            found=gradebook_address.shown(found),
            line=LINE,
            config=course.root / CONFIG,
        )
    return Place(found, found == f"sqlite:///{course.gradebook_file}")
