"""Attacks by the form of the notebook: marks, points, copies, sizes, depths."""

import json

import nbformat
from nbformat import NotebookNode, v4

from grading.released.marks import grade_id, is_check

from .attack import Attack

SIZE = 100_000_000


def checks(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the check cells."""
    return [cell for cell in notebook.cells if is_check(cell)]


def more_points(notebook: NotebookNode) -> None:
    """Let every exercise be worth 100 points."""
    for cell in checks(notebook):
        cell.metadata.nbgrader["points"] = 100.0


def other_checks(notebook: NotebookNode) -> None:
    """Let every check say that all is well."""
    for cell in checks(notebook):
        cell.source = "5.0"
        cell.outputs = [v4.new_output("execute_result", data={"text/plain": "25.0"})]


def outputs(notebook: NotebookNode) -> None:
    """Hand in results that were never computed."""
    for cell in checks(notebook):
        cell.outputs = [v4.new_output("execute_result", data={"text/plain": "25.0"})]


def without_checks(notebook: NotebookNode) -> None:
    """Delete all checks."""
    notebook.cells = [cell for cell in notebook.cells if not is_check(cell)]


def twice(notebook: NotebookNode) -> None:
    """Hand in every check twice, the second time without a question."""
    copies = [nbformat.from_dict(cell) for cell in checks(notebook)]
    for cell in copies:
        cell.id += "-copy"
        cell.source = "25.0"
        cell.metadata.nbgrader["points"] = 100.0
    notebook.cells += copies


def ungraded(notebook: NotebookNode) -> None:
    """Say that nothing is graded."""
    for cell in checks(notebook):
        cell.metadata.nbgrader.update(grade=False, solution=True, locked=False)


def as_text(notebook: NotebookNode) -> None:
    """Turn the checks into text."""
    for cell in checks(notebook):
        cell.cell_type = "markdown"
        for name in ("outputs", "execution_count"):
            cell.pop(name, None)


def swapped(notebook: NotebookNode) -> None:
    """Let the checks of hard functions bear the names of easy ones."""
    found = checks(notebook)
    names = [grade_id(cell) for cell in found]
    for cell, name in zip(found, reversed(names), strict=True):
        cell.metadata.nbgrader["grade_id"] = name


def course_marks(notebook: NotebookNode) -> None:
    """Claim another edition, and other roles."""
    notebook.metadata["nnlib"] = {"editions": {"sigmoid": 9}, "course_version": ["9"]}
    for cell in notebook.cells:
        cell.metadata["nnlib"] = {"role": "demo"}


def deep(notebook: NotebookNode) -> bytes:
    """Nest 100 000 lists in the metadata."""
    text = nbformat.writes(notebook)
    return text.replace(
        '"metadata": {', '"metadata": {"a": ' + "[" * 10**5 + "]" * 10**5 + ",", 1
    ).encode()


def large(notebook: NotebookNode) -> bytes:
    """Make the file 100 MB long."""
    plain = json.loads(nbformat.writes(notebook))
    plain["metadata"]["padding"] = "a" * SIZE
    return json.dumps(plain).encode()


def strange_numbers(notebook: NotebookNode) -> bytes:
    """Use numbers that JSON does not have."""
    text = nbformat.writes(notebook)
    return text.replace('"points": 5', '"points": Infinity').encode()


ATTACKS = {
    "more points": Attack("be worth more", form=more_points),
    "other checks": Attack("check nothing", form=other_checks),
    "finished outputs": Attack("bring results along", form=outputs),
    "no checks": Attack("hand in no checks", form=without_checks),
    "checks twice": Attack("hand in checks twice", form=twice),
    "not graded": Attack("mark checks as answers", form=ungraded),
    "checks as text": Attack("turn checks into text", form=as_text),
    "swapped checks": Attack("swap the names of checks", form=swapped),
    "other marks": Attack("claim another edition and roles", form=course_marks),
    "strange numbers": Attack("use points that are infinite", form=strange_numbers),
    "deep metadata": Attack("nest 100 000 lists", form=deep, long=True),
    "a large file": Attack("hand in 100 MB", form=large, long=True),
}
