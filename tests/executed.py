"""A notebook, executed: which cells raised, and what its check cells score."""

import os
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade

SECONDS_PER_CELL = 600  # on a machine that does much else
# What stands in place of a demonstration that does not come to its end.
NOTES = ("Waiting for", "This part stopped")


def executed(notebook: NotebookNode, folder: Path, **environment: str) -> NotebookNode:
    """Run all cells of a notebook; an error is kept in its cell and the rest goes on.

    Parameters
    ----------
    notebook : NotebookNode
        Gets the outputs.
    folder : Path
        Where it runs.
    **environment : str
        Further variables of its kernel.

    Returns
    -------
    NotebookNode
        The same notebook.
    """
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    return client.execute(env={**os.environ, **environment})


def failures(notebook: NotebookNode) -> list[tuple[str, str, str]]:
    """Return cell, error and message of each cell that raised."""
    return [
        (cell.id, output.ename, output.evalue)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]


def stopped_parts(notebook: NotebookNode) -> list[tuple[str, str]]:
    """Return cell and note of each demonstration that stopped, or waits."""
    return [
        (cell.id, output.data["text/plain"])
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if any(title in output.get("data", {}).get("text/plain", "") for title in NOTES)
    ]


def scores(notebook: NotebookNode) -> dict[str, tuple[float, float]]:
    """Return score and maximum of each check cell, by nbgrader's own rule."""
    graded = [cell for cell in notebook.cells if is_grade(cell)]
    return {cell.id: determine_grade(cell) for cell in graded}
