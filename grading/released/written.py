"""An answer in words: how its cell is built, released, and put before whoever reads it.

Below the question stands an answer of the course, folded. Where the course file gives
points to what students write, it is left out of what they get. The rubric goes with the
solved notebook alone.
"""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from grading.released.marks import WRITTEN, is_written

if TYPE_CHECKING:
    from nbformat import NotebookNode

OURS, RUBRIC = "nnlib", "rubric"
HEADING = "## Say it in two sentences"
FOLD = re.compile(r"\n*<details>.*?</details>", re.DOTALL)
COUNTS = "\n\n*Whoever teaches reads your answer, and gives points for it.*"
PARAGRAPH = re.compile(r"^\*\*Rubric.*?(?=\n\n|\Z)", re.DOTALL | re.MULTILINE)


def rubric(notes: Collection[str]) -> str:
    r"""Return the rubric that stands in notes for the instructor; empty if none does.

    Examples
    --------
    >>> rubric(["Say it aloud.\n\n**Rubric.** One point: no loop.\n\n**Eight** ..."])
    '**Rubric.** One point: no loop.'
    """
    found = (PARAGRAPH.search(note) for note in notes)
    return next((one[0] for one in found if one), "")


def rubrics(solved: "NotebookNode") -> dict[str, str]:
    """Return the rubric of each answer in words of a solved notebook, by its name."""
    cells = [cell for cell in solved.cells if is_written(cell)]
    return {str(one.get("id", "")): one.metadata[OURS].get(RUBRIC, "") for one in cells}


def without_answer(text: str) -> str:
    r"""Leave the folded answer out, and say that the student's counts.

    Examples
    --------
    >>> print(without_answer(f"{HEADING}\n\nWhy?\n\n<details>So.</details>"))
    ## Say it in two sentences
    <BLANKLINE>
    *Whoever teaches reads your answer, and gives points for it.*
    <BLANKLINE>
    Why?
    """
    above, heading, below = text.rpartition(HEADING)
    return above + heading + COUNTS + FOLD.sub("", below, count=1).rstrip()


def releasing(counted: Collection[tuple[str, str]]) -> type:
    """Return a step of a release that prepares the answers in words.

    Parameters
    ----------
    counted : collection of (str, str)
        Assignments, and names of those that count something.

    Returns
    -------
    type
        A preprocessor of nbgrader's.
    """
    from nbgrader.preprocessors import NbGraderPreprocessor

    class ReleasingWritten(NbGraderPreprocessor):
        def preprocess_cell(
            self, cell: "NotebookNode", resources: Any, cell_index: int
        ) -> tuple["NotebookNode", Any]:
            if is_written(cell):
                cell.metadata[OURS] = {"role": WRITTEN}
                if (resources["nbgrader"]["assignment"], cell.id) in counted:
                    cell.source = without_answer(cell.source)
            return cell, resources

    return ReleasingWritten


def with_written(steps: list[type], counted: Collection[tuple[str, str]]) -> list[type]:
    """Put our step behind that in which nbgrader takes solutions out."""
    from nbgrader.preprocessors import ClearSolutions

    place = 1 + next(
        n for n, one in enumerate(steps) if issubclass(one, ClearSolutions)
    )
    return [*steps[:place], releasing(counted), *steps[place:]]
