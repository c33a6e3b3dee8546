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
    try:
        if file is None or file.stat().st_size > LARGEST:
            return {}
        told = json.loads(file.read_text(encoding="utf-8"))["metadata"]["nnlib"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return told if isinstance(told, dict) else {}
