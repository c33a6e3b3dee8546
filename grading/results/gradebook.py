"""nbgrader's gradebook: made whole or not at all, and opened quietly.

nbgrader makes the tables of a new database and then starts another program to stamp
them; what fails in between leaves a file that no later command can use. So a new one is
made under another name first, and a half-made one is recognised.
"""

import os
import re
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, SAWarning

from grading import atomic
from grading.course import Course
from grading.course_file import gradebook_address
from grading.errors import GRADEBOOK_FAILED, SERVER_FAILED, CourseError
from grading.results import by_whom, engine, place, server

ANEW = (
    "restore it from a backup. Without one, release enters the notebooks again, to be "
    "graded by the installed version, and grade the scores; points by hand are lost"
)
MISSING = f"the gradebook {{path}} is missing; {ANEW}"
INCOMPLETE = f"the gradebook {{path}} does not know {{names}}, which was graded; {ANEW}"


# So long formgrader may hold rows that are to be entered.
SECONDS_WAITING = 60
DAMAGED = (
    "{path} is not a gradebook, or a damaged one: {reason}; restore it from a backup, "
    "for points by hand are nowhere else"
)
NOT_PROVEN = (
    "the gradebook {path} was not opened, and no password was sent, for the server did "
    "not prove that it is this one: {reason}. Behind the address in course.toml, "
    "sslrootcert is the whole path of the certificate that has signed the server's, "
    "and the address names the host as the server's own does; whoever looks after the "
    "server knows both"
)
# What the driver says then, and what it advises: to go without proof.
UNPROVEN = re.compile(
    "certificate verify failed|(root|server) certificate|server does not support SSL"
)
NO_ADVICE = re.compile("^Either provide the file.*", re.MULTILINE)


def look(course: Course) -> None:
    """Look whether the gradebook is there and whole, in its file or at its server.

    Raises
    ------
    CourseError
        If it is not.
    """
    found, path = place.of(course), course.gradebook_file
    if found.is_server:
        with faults_told(found.url):
            server.ensure(found, course, create=False)
    if not found.is_own:
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
    found, course_id = place.of(course), course.coursedir().course_id
    if found.is_own:
        if not create and not course.gradebook_file.exists():
            raise CourseError(MISSING, path=course.gradebook_file)
        ensure(course.gradebook_file, course_id)
    # A database elsewhere that is no server's is the instructor's own affair.
    with faults_told(found.url):
        if found.is_server:
            server.ensure(found, course, create=create)
        with connected(found.url, course_id) as book:
            by_whom.keep(book)
            yield book


def is_there(course: Course) -> bool:
    """Tell whether a class has a gradebook; one that lies elsewhere counts as one."""
    return not place.of(course).is_own or course.gradebook_file.is_file()


def alone(book: Gradebook) -> None:
    """See to it that nobody else changes points or comments until the next commit.

    What is read is read anew behind it: points that somebody gives meanwhile, in
    formgrader or on another machine, come before it or after it and are never written
    over.

    Parameters
    ----------
    book : Gradebook
        With nothing in it that is not committed.

    Raises
    ------
    CourseError
        If this process held the lock of a run and has lost it.
    """
    book.db.rollback()
    connection = book.db.connection()
    if connection.dialect.name == "postgresql":
        server.refuse_lost(connection, address_of(book))
        waiting = f"SET LOCAL lock_timeout = '{SECONDS_WAITING}s'"
        connection.execute(text(waiting))
        connection.execute(text("LOCK grade, comment IN SHARE ROW EXCLUSIVE MODE"))
    elif connection.dialect.name == "sqlite":
        connection.execute(text("BEGIN IMMEDIATE"))


def vacuum(book: Gradebook) -> None:
    """Have the database write its pages anew, without what was removed."""
    book.db.rollback()
    tables = ", ".join(name for name in inspect(book.engine).get_table_names())
    at_once = book.engine.execution_options(isolation_level="AUTOCOMMIT")
    with at_once.connect() as connection:
        one_by_one = connection.dialect.name == "postgresql"
        connection.execute(text(f"VACUUM {tables}" if one_by_one else "VACUUM"))


def address_of(book: Gradebook) -> str:
    """Return where a gradebook lies, as it was opened."""
    return book.engine.url.render_as_string(hide_password=False)


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
        with engine.environment_on_path(), connected(f"sqlite:///{new}", course_id):
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
    engine.put_in_place()
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
    path = gradebook_address.shown(db_url)
    try:
        yield
    except MissingEntry as error:
        raise CourseError(
            f"the gradebook {path} is not complete: {error}; run release, which "
            "enters the notebooks again, and then grade, which enters the scores"
        ) from error
    except (DBAPIError, InvalidEntry) as error:
        reason = str(getattr(error, "orig", None) or str(error).splitlines()[0])
        said = GRADEBOOK_FAILED
        if gradebook_address.is_server(db_url):
            said = NOT_PROVEN if UNPROVEN.search(reason) else SERVER_FAILED
            reason = " ".join(NO_ADVICE.sub("", reason).split())
        raise CourseError(said, path=path, reason=reason) from error


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
