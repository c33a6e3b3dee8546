"""A gradebook on a PostgreSQL server: made in one step, and locked for one run.

One database belongs to one class: nbgrader knows notebooks by name, and two classes
with the same notebooks would write over each other. So it is noted whose it is.

The lock is the server's, on a connection of its own: it holds for all machines, and
ends with that connection, in whatever way that ends.
"""

import hashlib
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from nbgrader.api import Base, get_alembic_version
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.pool import NullPool

from grading.course import Course
from grading.course_file import gradebook_address
from grading.errors import CourseError
from grading.results import by_whom, engine
from grading.results.place import Place

ABOUT = Table("nnlib_class", MetaData(), Column("class", Text, primary_key=True))
# Of nbgrader's own tables; one without it holds something else.
FIRST_TABLE = "assignment"
STAMP = "alembic_version"
MAKING = "SELECT pg_advisory_xact_lock(hashtext('nnlib_makes'))"
# The lock of a run: two numbers, the first the same for all of ours.
LOCK = {"one": 0x6E6E6C, "two": 1}
TAKE = text("SELECT pg_try_advisory_lock(:one, :two)").bindparams(**LOCK)
HOLDER = text(
    "SELECT pid, application_name, usename FROM pg_locks JOIN pg_stat_activity "
    "USING (pid) WHERE locktype = 'advisory' "
    "AND pg_locks.database = (SELECT oid FROM pg_database "
    "WHERE datname = current_database()) "
    "AND classid = :one AND objid = :two AND objsubid = 2 AND granted"
).bindparams(**LOCK)
# A server needs a moment to see that a program that was killed is there no more.
SECONDS_ENDING = 2.0
BUSY = (
    "{place} is being graded by {who}: wait until that has finished; what it has "
    "finished is kept"
)
LOST = (
    "the connection that held the lock of {place} was ended, and {who} may grade it "
    "now: nothing more was written; what was finished is kept, and the same command "
    "goes on from there"
)
FOREIGN = (
    "{place} holds tables of something else ({names}); make a database for this class "
    "alone"
)
OTHER_CLASS = (
    "{place} is the gradebook of another class: each needs a database of its own"
)
MISSING = (
    "{place} holds no gradebook; move-gradebook takes one there, build and release "
    "begin one"
)
SHARED = (
    "{place} is reached through a pool in transaction mode, such as pgbouncer's, which "
    "gives each connection to others in between: no lock holds there. Name the port of "
    "the server itself, or a pool in session mode"
)
OWN = text("SELECT pg_backend_pid()")
# The connections of this process that hold the lock, by place.
HELD: dict[str, int] = {}


def ensure(place: Place, course: Course, *, create: bool = True) -> None:
    """Make the tables of a gradebook at a server, all of them at once.

    Parameters
    ----------
    place : Place
        A database, which must be there.
    course : Course
        The class whose gradebook it is.
    create : bool
        Whether to make them; without, it is refused that there are none.

    Raises
    ------
    CourseError
        If something else is in the database, or another class; or there is nothing.
    """
    with connected(place) as connection, connection.begin():
        names = {*inspect(connection).get_table_names()}
        if {FIRST_TABLE, STAMP, ABOUT.name} <= names:
            return refuse_other(connection, place, course)
        refuse_foreign(names, place)
        if not create:
            raise CourseError(MISSING, place=place.shown)
        make(connection, place, course)


def make(
    connection: Connection, place: Place, course: Course, version: str = ""
) -> None:
    """Make what is missing of a gradebook's tables; the caller commits.

    Parameters
    ----------
    connection : Connection
        To a server.
    place : Place
        Where that is.
    course : Course
        Whose gradebook it is.
    version : str
        Of the tables, as nbgrader numbers them; today's if empty.
    """
    # Two that open it at once would both make them.
    connection.execute(text(MAKING))
    names = {*inspect(connection).get_table_names()}
    refuse_foreign(names, place)
    if STAMP not in names:
        make_tables(connection, version or today())
    for table in (by_whom.NOTED, ABOUT):
        table.create(connection, checkfirst=True)
    if not connection.scalar(select(ABOUT.c["class"])):
        connection.execute(insert(ABOUT).values({"class": whose(course)}))
    refuse_other(connection, place, course)


def refuse_foreign(names: Collection[str], place: Place) -> None:
    """Refuse a database in which something else lies."""
    if names and FIRST_TABLE not in names:
        some = ", ".join(sorted(names)[:3])
        raise CourseError(FOREIGN, place=place.shown, names=some)


def make_tables(connection: Connection, version: str) -> None:
    """Make nbgrader's tables, and note their version; the caller commits."""
    Base.metadata.create_all(connection)
    connection.execute(text(f"CREATE TABLE {STAMP} (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text(f"INSERT INTO {STAMP} VALUES (:v)"), {"v": version})


def version(connection: Connection) -> str:
    """Return the version of a gradebook's tables."""
    return connection.scalar(text(f"SELECT version_num FROM {STAMP}"))


def today() -> str:
    """Return the version of the tables that are made today."""
    with engine.environment_on_path():
        return get_alembic_version()


def refuse_other(connection: Connection, place: Place, course: Course) -> None:
    """Refuse the gradebook of another class."""
    if {*connection.scalars(select(ABOUT.c["class"]))} - {whose(course)}:
        raise CourseError(OTHER_CLASS, place=place.shown)


def whose(course: Course) -> str:
    """Name a class so that nobody learns its secret."""
    return hashlib.sha256(b"gradebook of " + course.secret).hexdigest()[:32]


@contextmanager
def connected(place: Place, **options: str) -> Iterator[Connection]:
    """Connect to a server for a while, by a connection that nobody else uses."""
    made = engine.create_engine(place.url, poolclass=NullPool, **options)
    try:
        with made.connect() as connection:
            refuse_shared(connection, place)
            yield connection
    finally:
        made.dispose()


def refuse_shared(connection: Connection, place: Place) -> None:
    """Refuse a pool that gives a connection to others between two transactions.

    A lock would be held by whoever comes next, and statements that a server has
    prepared for one meet those of another. A pool is known by this: it names another
    process of the server than the one that answers.
    """
    driver = connection.connection.driver_connection
    if (mine := answering(connection)) == driver.info.backend_pid:
        return
    with connection.engine.connect() as other:
        # While this one is in a transaction, it keeps the process that it was given.
        other = other.execution_options(isolation_level="READ COMMITTED")
        if other.scalar(OWN) == mine or answering(connection) != mine:
            raise CourseError(SHARED, place=place.shown)


def answering(connection: Connection) -> int:
    """Ask which process of the server answers; no transaction stays open."""
    found = connection.scalar(OWN)
    connection.rollback()
    return found


@contextmanager
def held(place: Place) -> Iterator[None]:
    """Hold the lock of a gradebook, for all machines.

    Parameters
    ----------
    place : Place
        At a server.

    Yields
    ------
    None
        While the block runs, nobody else can hold it.

    Raises
    ------
    CourseError
        If somebody holds it; it says who, and where.
    """
    with connected(place, isolation_level="AUTOCOMMIT") as connection:
        until = time.monotonic() + SECONDS_ENDING
        while not connection.scalar(TAKE):
            if time.monotonic() > until:
                _, who = holder(connection)
                raise CourseError(BUSY, place=place.shown, who=who)
            time.sleep(0.1)
        HELD[place.url] = connection.scalar(OWN)
        try:
            yield
        finally:
            del HELD[place.url]


def holder(connection: Connection) -> tuple[int, str]:
    """Say which connection holds the lock, and whose it is."""
    found = connection.execute(HOLDER).first()
    if found is None:
        return 0, "somebody"
    number, program, account = found
    return number, f"{program or 'a program'} (account {account})"


def refuse_lost(connection: Connection, url: str) -> None:
    """Refuse to write if this process held the lock, and has lost it."""
    if url in HELD:
        number, who = holder(connection)
        if number != HELD[url]:
            place = gradebook_address.shown(url)
            raise CourseError(LOST, place=place, who=who)
