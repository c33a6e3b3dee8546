"""A gradebook copied from one database to another, and the two compared."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from nbgrader.api import Base
from sqlalchemy import Connection, String, Table, insert, select
from sqlalchemy.pool import NullPool

from grading import atomic
from grading.errors import CourseError
from grading.results import by_whom, engine, gradebook, server
from grading.results.place import Place

# So many rows are read and written at once.
ROWS = 1000
TOO_LONG = (
    "{table}.{column} of {row} has {length} letters, and a server keeps {most}: "
    "shorten it, then run the command again"
)
NO_LETTER = (
    "{table}.{column} of {row} holds the sign of number 0, which no server keeps: take "
    "it out, then run the command again"
)
NOT_COPIED = "the gradebook {place} could not be copied: rows of the copy differ"
Count = tuple[int, int]


def tables() -> list[Table]:
    """List the tables of a gradebook, each behind those that it refers to."""
    return [*Base.metadata.sorted_tables, by_whom.NOTED]


def copy(source: Connection, target: Connection) -> dict[str, Count]:
    """Copy all rows; the caller commits.

    Parameters
    ----------
    source : Connection
        From here; it is only read.
    target : Connection
        To here: the tables are there, and empty.

    Returns
    -------
    dict of str to Count
        By table, what was read, as `count` says it.

    Raises
    ------
    CourseError
        If a text does not fit in; it names the row.
    """
    return {one.name: copy_table(one, source, target) for one in tables()}


def copy_table(table: Table, source: Connection, target: Connection) -> Count:
    """Copy one table."""
    found, strict = Counted(), target.dialect.name == "postgresql"
    waiting = rows(table, source)
    while some := list(islice(waiting, ROWS)):
        for row in some:
            found.add(row)
            if strict:
                refuse_unfit(table, row)
        target.execute(insert(table), some)
    return found.count


def refuse_unfit(table: Table, row: dict) -> None:
    """Refuse a text that a file keeps, and a server does not."""
    for column in table.columns:
        text = row.get(column.name)
        if not isinstance(text, str):
            continue
        about = {"table": table.name, "column": column.name, "row": first(row)}
        most = column.type.length if isinstance(column.type, String) else None
        if most is not None and len(text) > most:
            raise CourseError(TOO_LONG, length=len(text), most=most, **about)
        if "\0" in text:
            raise CourseError(NO_LETTER, **about)


def first(row: dict) -> str:
    """Name a row by its first value."""
    return repr(next(iter(row.values())))[:60]


def snapshot(place: Place, target: Path) -> None:
    """Copy a gradebook at a server into a file, as it is at one moment.

    Parameters
    ----------
    place : Place
        At a server; others may read and write it meanwhile.
    target : Path
        The file, which must not be there.

    Raises
    ------
    CourseError
        If the server cannot be read, or the copy is another than what was read.
    """
    with (
        gradebook.faults_told(place.url),
        server.connected(place, isolation_level="REPEATABLE READ") as source,
        new_file(target, source) as copied,
    ):
        if copy(source, copied) != count(copied):
            raise CourseError(NOT_COPIED, place=place.shown)
        by_whom.begin(copied)


@contextmanager
def new_file(path: Path, source: Connection) -> Iterator[Connection]:
    """Make a gradebook in a file, with tables as elsewhere; what is put there stays."""
    path.touch(mode=atomic.PRIVATE)
    with in_file(path) as connection:
        # From here on, all that is read there is of one moment.
        server.make_tables(connection, server.version(source))
        by_whom.NOTED.create(connection)
        yield connection


@contextmanager
def in_file(path: Path) -> Iterator[Connection]:
    """Connect to a gradebook in a file; what is put there stays."""
    made = engine.create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with made.begin() as connection:
        yield connection


class Counted:
    """Counts rows, and adds up what is in them, in whatever order they come."""

    def __init__(self) -> None:
        self.number, self.sum = 0, 0

    def add(self, row: dict) -> None:
        """Take one row."""
        digest = hashlib.sha256(repr(sorted(row.items())).encode()).digest()
        self.number += 1
        self.sum = (self.sum + int.from_bytes(digest)) % 2**256

    @property
    def count(self) -> Count:
        """How many rows there were, and a number that tells what was in them."""
        return self.number, self.sum


def count(connection: Connection) -> dict[str, Count]:
    """Count the rows of a gradebook, and tell what is in them.

    Returns
    -------
    dict of str to Count
        By table. Two gradebooks that hold the same have the same, in whatever kind of
        database they lie.
    """
    return {one.name: count_table(one, connection) for one in tables()}


def count_table(table: Table, connection: Connection) -> Count:
    """Count the rows of one table."""
    found = Counted()
    for row in rows(table, connection):
        found.add(row)
    return found.count


def rows(table: Table, connection: Connection) -> Iterator[dict]:
    """Yield the rows of a table; numbers that only this database gives are left out."""
    columns = [
        one for one in table.columns if table is not by_whom.NOTED or one.name != "id"
    ]
    asked = select(*columns).order_by(*table.primary_key.columns)
    streamed = asked.execution_options(yield_per=ROWS)
    for row in connection.execute(streamed).mappings():
        yield dict(row)
