"""A notebook that the course itself has written into the class folder, read again.

It is no student's: whatever is wrong in it has happened to the file since. So nothing
in it is guessed; the file is named, with what is wrong in it.
"""

import functools
import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from grading.errors import CourseError
from grading.state_file import OTHER_FORM, reason

DAMAGED = "the notebook {path} is damaged: {why}; {remedy}"
# Letters of a cell that is written anew each time.
LONG = 5_000
# How the file of a notebook begins: its keys are in order.
NO_CELLS = '"cells": []'
FIRST_LINES, LAST_LINES = '{\n "cells": [\n', '\n ],\n "metadata"'
CELLS = '"cells": [\n%s\n ]'
REMEDY = "restore it from a backup, or run build and release again"


class DamagedNotebookError(CourseError):
    """A notebook of the course cannot be read; the text names it.

    Parameters
    ----------
    path : Path
        The file.
    why : str
        What is wrong in it.
    remedy : str
        What is to be done.
    """

    def __init__(self, path: Path, why: str, remedy: str = REMEDY) -> None:
        self.path, self.why = path, why
        super().__init__(DAMAGED, path=path, why=why, remedy=remedy)


def read(path: Path) -> NotebookNode:
    """Read a notebook of the course.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    NotebookNode
        Of version 4, and of its form.

    Raises
    ------
    DamagedNotebookError
        If it is none, or its form is another.
    OSError
        If the system does not let us read it.
    """
    return of(path, path.read_bytes())


def of(path: Path, data: bytes) -> NotebookNode:
    """Read a notebook of the course from what stands in its file; like `read`."""
    caught: dict = {}
    try:
        text = data.decode("utf-8")
        found = nbformat.reads(text, as_version=4, capture_validation_error=caught)
    except (*OTHER_FORM, nbformat.ValidationError) as error:
        raise DamagedNotebookError(path, shortly(error)) from error
    if caught:
        raise DamagedNotebookError(path, shortly(caught["ValidationError"]))
    return found


def text_of(notebook: NotebookNode) -> str:
    """Write a notebook as nbformat does: a class has most of its cells in common.

    Parameters
    ----------
    notebook : NotebookNode
        Of version 4, and of its form.

    Returns
    -------
    str
        The text of its file.
    """
    whole = v4.writes_json(NotebookNode(notebook, cells=[]))
    plain = [json.dumps(one, sort_keys=True) for one in notebook.cells]
    cells = [known(one) if len(one) < LONG else cell_text(one) for one in plain]
    return whole.replace(NO_CELLS, CELLS % ",\n".join(cells), 1) if cells else whole


def cell_text(plain: str) -> str:
    """Write one cell, given in short, as it stands in the file of a notebook."""
    notebook = nbformat.from_dict({"cells": [json.loads(plain)], "metadata": {}})
    whole = v4.writes_json(notebook)
    return whole[len(FIRST_LINES) : whole.rindex(LAST_LINES)]


known = functools.lru_cache(maxsize=1000)(cell_text)


def shortly(error: Exception) -> str:
    """Say in one short line what is wrong; nbformat quotes the whole file."""
    if isinstance(error, nbformat.reader.NotJSONError):
        return "it is not JSON"
    line = reason(error).splitlines()[0]
    return line if len(line) < 200 else f"{line[:200]}…"
