"""Who changed what by hand, when, from what to what: kept by the database itself.

Formgrader writes into the gradebook from a process of its own, and others may write
with other programs. So the gradebook's own triggers note every change of points, extra
points and comments, in a table beside nbgrader's. A server knows the account of whoever
comes; a file knows what our engine tells it, in formgrader as well, and nothing of
programs that are neither.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import product

from nbgrader.api import Gradebook
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    select,
    text,
)

# What is given by hand: in words, the table and its column.
BY_HAND = (
    ("points", "grade", "manual_score"),
    ("extra points", "grade", "extra_credit"),
    ("comment", "comment", "manual_comment"),
)
NAMES = (
    *("time", "student", "assignment", "exercise", "what"),
    *("before", "after", "account", "program"),
)
NOTED = Table(
    "changed_by_hand",
    MetaData(),
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    *(Column(name, Text) for name in NAMES),
)
PREFIX, TELLING = "nnlib_notes", "nnlib_tells"


@dataclass(frozen=True)
class Kind:
    """One kind of change, as triggers write it; the column stands in braces.

    Parameters
    ----------
    row : str
        Which row says where it was.
    before, after : str
        The values.
    """

    row: str
    before: str
    after: str


KINDS = {
    "insert": Kind("new", "NULL", "new.{column}"),
    "update": Kind("new", "old.{column}", "new.{column}"),
    "delete": Kind("old", "old.{column}", "NULL"),
}
# Names are noted, not ids of rows: these go when something is removed.
NOTE = f"""
    INSERT INTO changed_by_hand ({", ".join(NAMES)})
    SELECT {{time}}, submitted_assignment.student_id, assignment.name, base_cell.name,
        {{what}}, {{before}}, {{after}}, {{account}}, {{program}}
    FROM submitted_notebook
    JOIN submitted_assignment
        ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    JOIN base_cell ON base_cell.id = {{row}}.cell_id
    WHERE submitted_notebook.id = {{row}}.notebook_id;
"""
IN_FILE = """
    CREATE TRIGGER IF NOT EXISTS {name} AFTER {kind} ON {table}
    WHEN {before} IS NOT {after} BEGIN {note} END
"""
ON_SERVER = """
    CREATE TRIGGER {name} AFTER {kind} ON {table} FOR EACH ROW
    WHEN ({before} IS DISTINCT FROM {after})
    EXECUTE PROCEDURE nnlib_notes('{what}', '{column}')
"""
# One for all triggers of a server: it looks up by name what has changed.
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {PREFIX}() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
        here record;
        former text;
        latter text;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            here := OLD;
            former := to_jsonb(OLD) ->> TG_ARGV[1];
        END IF;
        IF TG_OP <> 'DELETE' THEN
            here := NEW;
            latter := to_jsonb(NEW) ->> TG_ARGV[1];
        END IF;
        {{note}}
        RETURN NULL;
    END
    $body$
"""
FOUND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
    "AND tgrelid IN (to_regclass('grade'), to_regclass('comment'))",
}


@dataclass(frozen=True)
class Noted:
    """One change by hand.

    Parameters
    ----------
    time : str
        When, ISO 8601 in UTC.
    student, assignment, exercise : str
        Whose, and in what.
    what : str
        ``"points"``, ``"extra points"`` or ``"comment"``.
    before, after : str or None
        The values; None if there was none.
    account : str or None
        Whom a server knows; None in a file.
    program : str or None
        What the program said of itself.
    """

    time: str
    student: str
    assignment: str
    exercise: str
    what: str
    before: str | None
    after: str | None
    account: str | None
    program: str | None

    @property
    def person(self) -> str:
        """Name who it was, as far as somebody has said it."""
        said, at, _ = (self.program or "").partition("@")
        return said if at else self.account or "unknown"

    @property
    def names(self) -> set[str]:
        """All names under which this person is known."""
        return {self.person, self.account or self.person}


def keep(book: Gradebook) -> None:
    """See to it that changes by hand are noted in a gradebook from here on.

    Parameters
    ----------
    book : Gradebook
        Of nbgrader; its own tables stay as they are. Where the triggers are there,
        nothing is done.
    """
    book.db.rollback()
    with book.engine.connect() as connection:
        if is_kept(connection):
            return
    with book.engine.begin() as connection:
        begin(connection)
    # Connections of before were not told who is at work.
    book.engine.dispose()


def is_kept(connection: Connection) -> bool:
    """Tell whether changes by hand are noted; of other databases we know nothing."""
    asked = FOUND.get(connection.dialect.name)
    return asked is None or {*triggers(connection.dialect.name)} <= {
        *connection.scalars(text(asked))
    }


def begin(connection: Connection) -> None:
    """Make table and triggers that are missing; the caller commits."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        # Two that open it at once would both make them.
        connection.execute(text(f"SELECT pg_advisory_xact_lock(hashtext('{PREFIX}'))"))
        connection.exec_driver_sql(function())
    NOTED.create(connection, checkfirst=True)
    there = {*connection.scalars(text(FOUND[dialect]))}
    for name, statement in triggers(dialect).items():
        if name not in there:
            connection.exec_driver_sql(statement)


def triggers(dialect: str) -> dict[str, str]:
    """Write the triggers for a kind of database: name -> statement."""
    return dict(
        trigger(dialect, kind, *by_hand) for kind, by_hand in product(KINDS, BY_HAND)
    )


def trigger(
    dialect: str, kind: str, what: str, table: str, column: str
) -> tuple[str, str]:
    """Write one trigger: its name, and the statement that makes it."""
    of = KINDS[kind]
    about = {
        "name": f"{PREFIX}_{column}_{kind}",
        "kind": f"{kind} OF {column}" if kind == "update" else kind,
        "table": table,
        "column": column,
        "what": what,
        "before": of.before.format(column=column),
        "after": of.after.format(column=column),
    }
    if dialect == "postgresql":
        return about["name"], ON_SERVER.format(**about)
    time = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
    # Who it was is told by the connection, if it knows.
    noted = {**about, "what": f"'{what}'", "account": "NULL", "program": "NULL"}
    note = NOTE.format(time=time, row=of.row, **noted)
    return about["name"], IN_FILE.format(note=note, **about)


def function() -> str:
    """Write what the triggers of a server do."""
    form = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
    note = NOTE.format(
        time=f"to_char(clock_timestamp() AT TIME ZONE 'UTC', '{form}')",
        what="TG_ARGV[0]",
        before="former",
        after="latter",
        account="session_user",
        program="current_setting('application_name')",
        row="here",
    )
    return FUNCTION.format(note=note)


def tell(connection: sqlite3.Connection, who: str) -> None:
    """Tell a connection to a file who is at work, for what it will note.

    Parameters
    ----------
    connection : sqlite3.Connection
        It gets a trigger that no other connection sees.
    who : str
        As `caller` says it.
    """
    asked = "SELECT 1 FROM sqlite_master WHERE name = ?"
    if connection.execute(asked, (NOTED.name,)).fetchone():
        quoted = who.replace("'", "''")
        connection.execute(
            f"CREATE TEMP TRIGGER {TELLING} AFTER INSERT ON main.{NOTED.name} "
            f"WHEN new.program IS NULL BEGIN UPDATE {NOTED.name} "
            f"SET program = '{quoted}' WHERE id = new.id; END"
        )


def noted(book: Gradebook, student: str | None = None) -> Iterator[Noted]:
    """Yield what was changed by hand, oldest first.

    Parameters
    ----------
    book : Gradebook
        A gradebook in which that is noted.
    student : str, optional
        Of whom; of everybody if omitted.
    """
    if book.engine.dialect.name not in FOUND:
        return
    columns = (NOTED.c[one.name] for one in fields(Noted))
    asked = select(*columns).order_by(NOTED.c.id)
    if student is not None:
        asked = asked.where(NOTED.c.student == student)
    for row in book.db.execute(asked):
        yield Noted(*row)


def forget(book: Gradebook, student: str) -> None:
    """Remove what was noted about a student."""
    if book.engine.dialect.name in FOUND:
        book.db.execute(delete(NOTED).where(NOTED.c.student == student))
        book.db.commit()
