"""Whether a notebook was built with the exercises that are installed.

A notebook carries the edition of each of its exercises. A kernel does not know which
file it runs; Jupyter tells it by an environment variable, Visual Studio Code by a name.
Where neither does, or the file says nothing, nothing is said.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from nnlib.check.exercise import Exercise

SESSION = "JPY_SESSION_NAME"
VSCODE = "__vsc_ipynb_file__"
LARGEST = 50_000_000  # bytes of a file that is still read
EDITIONS = "editions"
# Where a hash stood before exercises had editions: all of them were the first.
HASH = "exercises"
FIRST = 1


def carried(built: Mapping[str, object], name: str) -> int | None:
    """Return the edition of an exercise with which a notebook was built.

    Parameters
    ----------
    built : mapping of str to object
        What the notebook says of its origin.
    name : str
        Of the function.

    Returns
    -------
    int, optional
        None where it cannot be told.

    Examples
    --------
    >>> carried({"editions": {"sigmoid": 2}}, "sigmoid")
    2
    """
    editions = built.get(EDITIONS)
    if isinstance(editions, Mapping):
        found = editions.get(name)
        return found if type(found) is int else None
    return FIRST if built.get(HASH) else None


def others(
    built: Mapping[str, object], exercises: Iterable[Exercise]
) -> list[Exercise]:
    """List the exercises of which a notebook is known to carry another edition.

    Parameters
    ----------
    built : mapping of str to object
        What the notebook says of its origin.
    exercises : iterable of Exercise
        Those of its number, as they are installed.

    Returns
    -------
    list of Exercise
        Empty where it cannot be told.
    """
    return [
        one for one in exercises if carried(built, one.name) not in (None, one.edition)
    ]


def own_file(namespace: Mapping[str, object]) -> Path | None:
    """Return the file of the running notebook, if Jupyter or an editor tells it."""
    told = namespace.get(VSCODE) or os.environ.get(SESSION)
    return Path(told) if isinstance(told, str) and told.endswith(".ipynb") else None


def built_with(file: Path | None) -> Mapping[str, object]:
    """Read what a notebook says of its origin; empty where it says nothing."""
    metadata = saved(file).get("metadata")
    told = metadata.get("nnlib") if isinstance(metadata, dict) else None
    return told if isinstance(told, dict) else {}


def saved(file: Path | None) -> Mapping[str, object]:
    """Read a notebook as it was last saved; empty where there is none to read."""
    try:
        if file is None or file.stat().st_size > LARGEST:
            return {}
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def code_of(file: Path) -> list[str]:
    """Read the text of each cell of code in a notebook as it was last saved."""
    return [text_of(c) for c in cells_of(file) if c.get("cell_type") == "code"]


def cells_of(file: Path | None) -> list[Mapping[str, object]]:
    """Read the cells of a notebook as it was last saved."""
    cells = saved(file).get("cells")
    return [c for c in cells if isinstance(c, dict)] if isinstance(cells, list) else []


def digest(text: str) -> str:
    """Return a few digits that tell whether the text of a cell has changed."""
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()[:12]


def text_of(cell: Mapping[str, object]) -> str:
    """Return the text of a cell, however its file holds it."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
