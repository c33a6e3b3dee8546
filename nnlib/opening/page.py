"""A notebook as it was last saved: which of the course's cells makes which name.

A kernel does not know the page that it runs; where Jupyter or an editor tells the file,
the page is read there. The first cell, the answers and what is locked make the names of
the course; those of other cells are nobody's.
"""

import symtable
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nnlib.saved_notebook import answer_in, cells_of, marks_of, own_file, text_of

OPENING = "opening"


@dataclass(frozen=True)
class Cell:
    """One cell of code that makes names of the course.

    Parameters
    ----------
    source : str
        What is in it now.
    opens : bool
        Whether the notebook begins with it.
    answers : str
        The function that is to be written in it; empty for other cells.
    """

    source: str
    opens: bool = False
    answers: str = ""

    @property
    def first_line(self) -> str:
        """Return the line by which the cell is found on the page."""
        lines = [line for line in self.source.splitlines() if line.strip()]
        heads = [line for line in lines if not line.lstrip().startswith("#")]
        return (heads or lines or [""])[0].strip()

    def makes(self, name: str) -> bool:
        """Tell whether the cell binds a name when it runs."""
        try:
            table = symtable.symtable(self.source, "cell", "exec")
        except (SyntaxError, ValueError):
            return f"def {name}(" in self.source
        found = {symbol.get_name(): symbol for symbol in table.get_symbols()}
        one = found.get(name)
        return one is not None and (
            one.is_assigned() or one.is_imported() or one.is_namespace()
        )


def cells(namespace: Mapping[str, object]) -> list[Cell]:
    """Read the cells that make the course's names in the notebook that runs.

    Parameters
    ----------
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    list of Cell
        In the order of the page; empty where its file is not known.
    """
    return list(_of_the_course(cells_of(own_file(namespace))))


def _of_the_course(told: list[Mapping[str, object]]) -> Iterator[Cell]:
    for cell in told:
        marks = marks_of(cell, "nbgrader")
        opens = marks_of(cell, "nnlib").get("role") == OPENING
        if cell.get("cell_type") == "code" and (opens or marks):
            yield Cell(text_of(cell), opens, answer_in(cell))
