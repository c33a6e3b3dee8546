"""nbgrader's gradebook: made whole or not at all, and opened quietly.

nbgrader makes the tables of a new database and then starts another program to stamp
them; what fails in between leaves a file that no later command can use. So a new one is
made under another name first, and a half-made one is recognised.
"""

import os
import sqlite3
import sysconfig
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from sqlalchemy.exc import DBAPIError, SAWarning

from grading import atomic
from grading.course import Course
from grading.errors import GRADEBOOK_FAILED, CourseError

ANEW = (
    "restore it from a backup. Without one, release enters the notebooks again, to be "
    "graded by the installed version, and grade the scores; points by hand are lost"
)
MISSING = f"the gradebook {{path}} is missing; {ANEW}"
INCOMPLETE = f"the gradebook {{path}} does not know {{names}}, which was graded; {ANEW}"


DAMAGED = (
    "{path} is not a gradebook, or a damaged one: {reason}; restore it from a backup, "
    "for points by hand are nowhere else"
)


def look(course: Course) -> None:
    """Look whether the gradebook is there and whole, if it is a file of the class.

    Raises
    ------
    CourseError
        If it is not.
    """
    path = course.gradebook_file
    if course.coursedir().db_url != f"sqlite:///{path}":
        return
    if not path.exists():
        raise CourseError(MISSING, path=path)
    try:
        address = f"{path.as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if said == "ok" and not _is_stamped(connection):
                said = "it holds no tables of a gradebook"
    except sqlite3.OperationalError as error:
        raise CourseError(GRADEBOOK_FAILED, path=path, reason=error) from error
    except sqlite3.DatabaseError as error:
        raise CourseError(DAMAGED, path=path, reason=error) from error
    if said != "ok":
        raise CourseError(DAMAGED, path=path, reason=said)


@contextmanager
def opened(course: Course, *, create: bool = True) -> Iterator[Gradebook]:
    """Open the gradebook of a class, and make it if there is none.

    Parameters
    ----------
    course : Course
        The class.
    create : bool
        Whether to make it; without, it is refused that there is none.

    Yields
    ------
    Gradebook
        Of nbgrader; closed at the end of the block.

    Raises
    ------
    CourseError
        If it cannot be created, read or written, or an interrupted command left half of
        one.
    """
    coursedir = course.coursedir()
    # A database elsewhere is the instructor's own affair.
    if coursedir.db_url == f"sqlite:///{course.gradebook_file}":
        if not create and not course.gradebook_file.exists():
            raise CourseError(MISSING, path=course.gradebook_file)
        ensure(course.gradebook_file, coursedir.course_id)
    with (
        faults_told(coursedir.db_url),
        connected(coursedir.db_url, coursedir.course_id) as book,
    ):
        yield book


def ensure(path: Path, course_id: str) -> None:
    """Make a gradebook at `path` if there is none.

    Parameters
    ----------
    path : Path
        The sqlite file.
    course_id : str
        Name of the course in the gradebook.

    Raises
    ------
    CourseError
        If it cannot be made; nothing is left of it then. If an interrupted command left
        half of one; it is removed then.
    """
    if path.exists():
        _refuse_half_made(path)
        return
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    try:
        with environment_on_path(), connected(f"sqlite:///{new}", course_id):
            pass
        new.chmod(atomic.PRIVATE)
        os.replace(new, path)
    except Exception as error:
        raise CourseError(
            f"the gradebook could not be created, nothing was kept: {error}"
        ) from error
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def connected(db_url: str, course_id: str) -> Iterator[Gradebook]:
    """Open a database for a while, without the warnings of ordinary use.

    Parameters
    ----------
    db_url : str
        As in nbgrader's settings.
    course_id : str
        Name of the course in the gradebook.

    Yields
    ------
    Gradebook
        Of nbgrader; closed at the end of the block.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        book = Gradebook(db_url, course_id)
        try:
            yield book
        finally:
            book.close()


@contextmanager
def faults_told(db_url: str) -> Iterator[None]:
    """Tell in one line why the database could not be read or written.

    A full disk, a lock or a file without permission reach us as exceptions of the
    database's library, or wrapped by nbgrader. What is not in it was never entered, or
    the file is a new one.

    Parameters
    ----------
    db_url : str
        As in nbgrader's settings.

    Raises
    ------
    CourseError
        Instead of such an exception.
    """
    place = db_url.removeprefix("sqlite:///")
    try:
        yield
    except MissingEntry as error:
        raise CourseError(
            f"the gradebook {place} is not complete: {error}; run release, which "
            "enters the notebooks again, and then grade, which enters the scores"
        ) from error
    except (DBAPIError, InvalidEntry) as error:
        reason = getattr(error, "orig", None) or str(error).splitlines()[0]
        raise CourseError(GRADEBOOK_FAILED, path=place, reason=reason) from error


@contextmanager
def environment_on_path() -> Iterator[None]:
    """Put the programs of this Python environment first on PATH, for a while.

    nbgrader starts `alembic` by name; without this an environment that is not activated
    would find none, or the one of another environment.
    """
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _refuse_half_made(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            useless = not _is_stamped(connection) and not _has_assignments(connection)
    except sqlite3.OperationalError as error:
        raise CourseError(GRADEBOOK_FAILED, path=path, reason=error) from error
    except sqlite3.DatabaseError as error:
        raise CourseError(DAMAGED, path=path, reason=error) from error
    if useless:
        path.unlink()
        raise CourseError(
            f"{path} was left half made by an interrupted command; it held no "
            "grades and has been removed, run the command again. If the class was "
            "graded before, restore it from a backup: points by hand were in it"
        )


def _is_stamped(connection: sqlite3.Connection) -> bool:
    return "alembic_version" in _tables(connection)


def _has_assignments(connection: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM assignment"
    return "assignment" in _tables(connection) and any(
        connection.execute(query).fetchone()
    )


def _tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows}
