"""Whether a notebook was built with the exercises that are installed.

A notebook carries the fingerprint of its exercises. A kernel does not know which file
it runs; Jupyter tells it by an environment variable, Visual Studio Code by a name.
Where neither does, or the file says nothing, nothing is said.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

SESSION = "JPY_SESSION_NAME"
VSCODE = "__vsc_ipynb_file__"
LARGEST = 50_000_000  # bytes of a file that is still read


def differs(notebook: str, fingerprint: str, namespace: Mapping[str, object]) -> bool:
    """Tell whether the running notebook is known to belong to other exercises.

    Parameters
    ----------
    notebook : str
        Number of the notebook whose exercises are checked.
    fingerprint : str
        Of these exercises as they are installed.
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    bool
        False where it cannot be told.
    """
    built = built_with(own_file(namespace))
    return built.get("notebook") == notebook and built.get("exercises") not in (
        None,
        fingerprint,
    )


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


def text_of(cell: Mapping[str, object]) -> str:
    """Return the text of a cell, however its file holds it."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
