"""The marks of a cell: what nbgrader and the course wrote into its metadata.

A mark can have been damaged by whatever saved the notebook; then it is none.
"""

from nbformat import NotebookNode

DEMO, PREDICT, WRITTEN = "demo", "predict", "written"


def marks(cell: NotebookNode) -> dict:
    """Return nbgrader's marks of a cell; a damaged mark is none."""
    found = cell.metadata.get("nbgrader")
    return found if isinstance(found, dict) else {}


def grade_id(cell: NotebookNode) -> str:
    """Return the name nbgrader knows a cell by, or an empty text."""
    return str(marks(cell).get("grade_id", ""))


def is_check(cell: NotebookNode) -> bool:
    """Tell whether a cell is graded automatically."""
    return bool(marks(cell).get("grade")) and not marks(cell).get("solution")


def is_solution(cell: NotebookNode) -> bool:
    """Tell whether students write their answer in a cell."""
    return bool(marks(cell).get("solution"))


def is_locked(cell: NotebookNode) -> bool:
    """Tell whether students must not edit a cell."""
    return bool(marks(cell).get("locked"))


def is_demo(cell: NotebookNode) -> bool:
    """Tell whether a released cell only shows or asks something."""
    return about_demo(cell).get("role") in (DEMO, PREDICT)


def is_prediction(cell: NotebookNode) -> bool:
    """Tell whether a released cell asks for something that is never graded."""
    return about_demo(cell).get("role") == PREDICT


def is_written(cell: NotebookNode) -> bool:
    """Tell whether a released cell is answered in words."""
    return about_demo(cell).get("role") == WRITTEN


def about_demo(cell: NotebookNode) -> dict:
    """Return the course's own marks of a cell: its role, and what it alone makes."""
    own = cell.metadata.get("nnlib")
    return own if isinstance(own, dict) else {}
