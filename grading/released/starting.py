"""How an answer begins in a released notebook, where that is more than a placeholder.

The build writes the cell as students will get it beside the solved one. nbgrader's step
that takes the solutions out puts it in its place.
"""

from typing import TYPE_CHECKING, Any

from grading.text import rules

if TYPE_CHECKING:
    from nbformat import NotebookNode

OURS, STARTING = "nnlib", "starting"


def mark(solved: str, starting: str) -> dict[str, Any]:
    """Write down beside a solved cell how it is handed out.

    Parameters
    ----------
    solved : str
        The cell, with its solution marked.
    starting : str
        The lines in place of the solution; empty for the placeholder.

    Returns
    -------
    dict
        Metadata of the cell; none for the placeholder, which nbgrader writes.
    """
    return {OURS: {STARTING: rules.cut(solved, starting)}} if starting else {}


def clearing_solutions(stock: type) -> type:
    """Return nbgrader's step that takes solutions out, which knows how they begin.

    Parameters
    ----------
    stock : type
        nbgrader's own step.

    Returns
    -------
    type
        It reads the same settings, and leaves no note of the build in the cell.
    """

    class ClearingSolutions(stock):
        def preprocess_cell(
            self, cell: "NotebookNode", resources: Any, cell_index: int
        ) -> tuple["NotebookNode", Any]:
            begun = cell.metadata.get(OURS, {}).get(STARTING)
            cell, resources = super().preprocess_cell(cell, resources, cell_index)
            if begun is not None:
                cell.source = begun
                del cell.metadata[OURS]
            return cell, resources

    return ClearingSolutions


def with_starting_texts(steps: list[type]) -> list[type]:
    """Put our step in the place of nbgrader's, among those of a release."""
    from nbgrader.preprocessors import ClearSolutions

    return [clearing_solutions(one) if one is ClearSolutions else one for one in steps]
