"""Who is at work, as a database is told: a person, a machine and a program.

It is what this process says of itself, not proof of anything. A server of databases
knows besides with which account somebody has come.
"""

import getpass
import os
import socket
import sys
from pathlib import Path

# A JupyterHub says for whom it has started a server.
HUB = "JUPYTERHUB_USER"
# PostgreSQL keeps as many letters of what a program is called.
MOST = 63


def caller() -> str:
    """Say who is at work in this process.

    Returns
    -------
    str
        ``"ada@lab3 grading grade"`` for a verb of ours, ``"ada@lab3 jupyter-lab"`` for
        formgrader: letters of ASCII, at most `MOST`.
    """
    return named(f"{person()}@{socket.gethostname()} {program(sys.argv)}")


def person() -> str:
    """Name whoever is at work: the user of the hub, or of the system."""
    try:
        return os.environ.get(HUB) or getpass.getuser()
    except (KeyError, OSError):
        # A container may have a user without a name.
        return "somebody"


def program(words: list[str]) -> str:
    """Name the program of some command line.

    Examples
    --------
    >>> program(["/somewhere/grading/__main__.py", "grade", "--course", "class"])
    'grading grade'
    >>> program(["/usr/bin/jupyter-lab", "--no-browser"])
    'jupyter-lab'
    """
    path = Path(words[0] if words else "")
    if path.name != "__main__.py":
        return path.name or "python"
    verb = [one for one in words[1:2] if not one.startswith("-")]
    return " ".join([path.parent.name, *verb])


def named(text: str) -> str:
    """Write a name so that every database keeps it whole.

    Examples
    --------
    >>> named("Jörg@lab" + "3" * 99)[:12]
    'J?rg@lab3333'
    """
    plain = "".join(one if " " <= one <= "~" else "?" for one in text)
    return plain[:MOST].strip()
