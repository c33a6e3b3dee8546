"""Where the gradebook of a class lies: a file in its folder, or a server's database.

`gradebook` in `course.toml` names the server. No password stands there: the file is
copied, mailed and backed up, and everybody who grades has an account of her own.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from grading.course_file.caller import caller
from grading.course_file.settings_table import Table, parsed

if TYPE_CHECKING:
    from sqlalchemy import URL

KEY = "gradebook"
FILE = "gradebook.db"
SCHEME = "postgresql"
DRIVER = "postgresql+psycopg"
EXPECTED = (
    f'the address of a database, such as "{SCHEME}://db.example.org/nn_2026", with the '
    "user before an @ if it is another one than on this machine"
)
PASSWORD = (
    "{path}: {key} holds a password, which does not belong there: write it into "
    "~/.pgpass, or into a file that PGPASSFILE names, and take it out of {path}"
)
# What is told to the server where the address says nothing else: who is there, and when
# a server that does not answer any more is given up.
TOLD = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}


def address(settings: Path) -> "URL | None":
    """Read at which server the gradebook of a class lies.

    Parameters
    ----------
    settings : Path
        `course.toml`.

    Returns
    -------
    URL or None
        As it stands there; None if the gradebook is a file of the class.

    Raises
    ------
    CourseError
        If it is no address of a PostgreSQL database, or holds a password, which is not
        repeated.
    """
    top = Table(settings, "", parsed(settings))
    return read(top) if KEY in top.values else None


def read(top: Table) -> "URL":
    """Read the address in a course file."""
    # Most classes have none, and it takes long to import.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(top.values[KEY])
    except (ArgumentError, ValueError):
        # What came may hold a password.
        raise top.error("{path}: {key} is no address, expected " + EXPECTED, KEY) from (
            None
        )
    if url.password is not None or any("password" in name for name in url.query):
        raise top.error(PASSWORD, KEY)
    if url.drivername != SCHEME or not url.database:
        raise top.complaint(KEY, EXPECTED)
    return url


def db_url(settings: Path) -> str:
    """Return where the gradebook of a class lies, as nbgrader and SQLAlchemy take it.

    Parameters
    ----------
    settings : Path
        `course.toml`.

    Returns
    -------
    str
        For a server, with the driver, and what this process says of itself.

    Raises
    ------
    CourseError
        If it is no address.
    """
    url = address(settings)
    if url is None:
        return f"sqlite:///{settings.resolve().with_name(FILE)}"
    return full(url)


def full(url: "URL") -> str:
    """Complete an address: the driver, and what this process says of itself."""
    told = TOLD | {"application_name": caller()}
    said = {name: text for name, text in told.items() if name not in url.query}
    whole = url.set(drivername=DRIVER).update_query_dict(said)
    return whole.render_as_string(hide_password=False)


def shown(db_url: str) -> str:
    """Write an address for a person: without driver, password and what is told.

    Examples
    --------
    >>> shown("postgresql+psycopg://ada:secret@db/nn?connect_timeout=10")
    'postgresql://ada@db/nn'
    >>> shown("sqlite:////home/ada/class/gradebook.db")
    '/home/ada/class/gradebook.db'
    """
    from sqlalchemy.engine import URL, make_url

    url = make_url(db_url)
    kind = url.get_backend_name()
    if kind == "sqlite":
        return str(url.database)
    plain = URL.create(kind, url.username, None, url.host, url.port, url.database)
    host = url.query.get("host")
    return plain.render_as_string() + (f"?host={host}" if host else "")


def is_server(db_url: str) -> bool:
    """Tell whether an address is one of PostgreSQL."""
    return db_url.startswith(SCHEME)
