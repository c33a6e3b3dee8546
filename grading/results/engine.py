"""How nbgrader's gradebook is connected: told who comes, and asked whether it is there.

nbgrader makes its engine by a name in its module, in our commands and in formgrader
alike. What is put in its place asks a server whether a connection still lives before it
is used, and tells a file, which has no accounts, who is at work.
"""

import os
import sqlite3
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from nbgrader import api
from sqlalchemy import Engine, event

from grading.course_file import gradebook_address
from grading.course_file.caller import caller
from grading.errors import CourseError
from grading.results import by_whom

NO_DRIVER = (
    "the gradebook {place} lies on a server, and psycopg, which speaks with it, is not "
    "installed: pip install 'psycopg[binary]'"
)


def create_engine(db_url: str, **options: Any) -> Engine:
    """Make an engine, as SQLAlchemy does, for a gradebook.

    Parameters
    ----------
    db_url : str
        Where it lies.
    **options
        Of `sqlalchemy.create_engine`.

    Returns
    -------
    Engine
        Not connected yet.

    Raises
    ------
    CourseError
        If it lies on a server, and the driver is not installed.
    """
    if gradebook_address.is_server(db_url):
        # A server ends connections when it is restarted, or a network when it is idle.
        options.setdefault("pool_pre_ping", True)
    try:
        engine = sqlalchemy.create_engine(db_url, **options)
    except ModuleNotFoundError as error:
        place = gradebook_address.shown(db_url)
        raise CourseError(NO_DRIVER, place=place) from error
    event.listen(engine, "connect", tell)
    return engine


def tell(connection: Any, record: object) -> None:
    """Tell a new connection to a file who is at work; a server was told already."""
    if isinstance(connection, sqlite3.Connection):
        by_whom.tell(connection, caller())


def put_in_place() -> None:
    """Have nbgrader make its engines so, in this process."""
    api.create_engine = create_engine


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
