"""A gradebook that was moved is closed: who still writes there is told so.

A formgrader that was not started anew since would write into the old one, and its
points would count nowhere.
"""

from itertools import product

from sqlalchemy import Connection, text

TABLES = ("grade", "comment", "submitted_assignment", "submitted_notebook")
KINDS = ("insert", "update", "delete")
PREFIX = "nnlib_moved"
SAID = "this gradebook was moved to {place}: start JupyterLab anew"
IN_FILE = (
    "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {kind} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{said}'); END"
)
ON_SERVER = (
    "CREATE TRIGGER {name} BEFORE {kind} ON {table} FOR EACH STATEMENT "
    f"EXECUTE PROCEDURE {PREFIX}('{{said}}')"
)
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {PREFIX}() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0]; END
    $body$
"""


def close(connection: Connection, place: str) -> None:
    """Close a gradebook; the caller commits.

    Parameters
    ----------
    connection : Connection
        To the old place.
    place : str
        The new one, for a person to read.
    """
    reopen(connection)
    server = connection.dialect.name == "postgresql"
    if server:
        connection.exec_driver_sql(FUNCTION)
    # In a name of a file or a folder each sign may occur.
    said = SAID.format(place=place).replace("'", "''").replace(":", r"\:")
    form = ON_SERVER if server else IN_FILE
    for table, kind in product(TABLES, KINDS):
        about = {"table": table, "kind": kind, "name": name(table, kind)}
        connection.execute(text(form.format(said=said, **about)))


def reopen(connection: Connection) -> None:
    """Open a gradebook again, if it was closed; the caller commits."""
    for table, kind in product(TABLES, KINDS):
        at = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name(table, kind)}{at}")


def is_closed(connection: Connection) -> bool:
    """Tell whether a gradebook in a file is closed."""
    asked = f"SELECT count(*) FROM sqlite_master WHERE name LIKE '{PREFIX}%'"
    return bool(connection.scalar(text(asked)))


def name(table: str, kind: str) -> str:
    """Name a trigger."""
    return f"{PREFIX}_{table}_{kind}"
