"""A notebook as it was last saved: its file, its cells, and the marks on them.

A kernel does not know which file it runs; Jupyter tells it by an environment variable,
Visual Studio Code by a name. Read with the standard library alone, so that it is read
where a package is missing.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

SESSION = "JPY_SESSION_NAME"
VSCODE = "__vsc_ipynb_file__"
SOLUTION = "-solution"
LARGEST = 50_000_000  # bytes of a file that is still read


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
    return (read(file) if file is not None else None) or {}


def read(file: Path) -> Mapping[str, object] | None:
    """Read what a file holds, or return None where it is no JSON object.

    A mark for the order of bytes, as Windows puts it in front, is no part of it.
    """
    try:
        if file.stat().st_size > LARGEST:
            return None
        told = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


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


def marks_of(cell: Mapping[str, object], whose: str) -> dict:
    """Return what nbgrader or the course wrote into a cell; a damaged mark is none."""
    metadata = cell.get("metadata")
    found = metadata.get(whose) if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def answer_in(cell: Mapping[str, object]) -> str:
    """Name the exercise that a cell was made to answer; empty for other cells."""
    marks = marks_of(cell, "nbgrader")
    name = str(marks.get("grade_id", "")) if marks.get("solution") else ""
    return name.removesuffix(SOLUTION)
