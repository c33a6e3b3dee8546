"""A notebook that the course itself has written into the class folder, read again.

It is no student's: whatever is wrong in it has happened to the file since. So nothing
in it is guessed; the file is named, with what is wrong in it.
"""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.errors import CourseError
from grading.state_file import OTHER_FORM, reason

DAMAGED = "the notebook {path} is damaged: {why}; {remedy}"
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


def shortly(error: Exception) -> str:
    """Say in one short line what is wrong; nbformat quotes the whole file."""
    if isinstance(error, nbformat.reader.NotJSONError):
        return "it is not JSON"
    line = reason(error).splitlines()[0]
    return line if len(line) < 200 else f"{line[:200]}…"
