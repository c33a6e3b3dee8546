"""Whether there is work in a file: how many answers differ from what was handed out."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any


def begun(data: bytes, released: Path) -> tuple[int, int] | None:
    """Count the answers of a notebook that were begun.

    Parameters
    ----------
    data : bytes
        The file; it may be damaged.
    released : Path
        The notebook that was handed out.

    Returns
    -------
    begun, asked : int
        Answers that differ from the text that was handed out, and how many there are.
        None if the file cannot be read so simply: then there may be work in it.
    """
    try:
        found = dict(answers(json.loads(data)))
    # A file can be anything; RecursionError is what deep nesting ends in.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    asked = handed_out(released, released.stat().st_mtime_ns)
    # Where marks are lost, it takes more than this to find the answers.
    if not asked or not found:
        return None
    other = [name for name, text in asked.items() if found.get(name, text) != text]
    return len(other), len(asked)


@cache
def handed_out(released: Path, changed: int) -> Mapping[str, str]:
    """Return the texts of the answers as they were handed out, by name."""
    return dict(answers(json.loads(released.read_bytes())))


def answers(notebook: Any) -> Iterator[tuple[str, str]]:
    """Yield name and text of the cells in which students write."""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        name = marks.get("grade_id", "")
        if marks.get("solution") and isinstance(name, str):
            yield name, plain("".join(cell["source"]))


def plain(text: str) -> str:
    """Return a text without what editors change by themselves at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
