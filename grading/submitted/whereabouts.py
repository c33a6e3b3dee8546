"""Where a name lived that is not there when work is graded.

At home all cells have run, in whatever order. When graded, demonstrations are left out,
check cells are put back, and the others run once, from top to bottom.
"""

from collections.abc import Container, Sequence

from grading.submitted.slots import CHECK, DEMO, binds
from grading.submitted.submission import Cell

IN_CHECK = (
    "{name} was made in the check cell of {title}. A check cell is put back as it was "
    "handed out, so write {name} in a cell of its own, above."
)
IN_DEMO = (
    "{name} is made by a demonstration below the heading “{title}”. Demonstrations are "
    "not run when graded."
)
STOPPED = "The cell “{title}”, which makes {name}, did not run to its end."
BELOW = (
    "The cell “{title}”, which makes {name}, stands further down. When graded, cells "
    "run once, from top to bottom."
)


def lived(
    name: str, cells: Sequence[Cell], reached: int, stopped: Container[Cell]
) -> str:
    """Say where a name that is missing was made.

    Parameters
    ----------
    name : str
        What was not found; anything that the student's process says.
    cells : sequence of Cell
        The submission.
    reached : int
        How many of them have run.
    stopped : container of Cell
        Those that did not run to their end.

    Returns
    -------
    str
        A sentence or two; empty where no cell makes it.
    """
    if not name.isidentifier():
        return ""
    for number, cell in enumerate(cells):
        if name in cell.makes or binds(cell.written, name):
            if text := why(cell, number < reached, cell in stopped):
                return text.format(name=name, title=cell.name or cell.title)
    return ""


def why(cell: Cell, has_run: bool, stopped: bool) -> str:
    """Say why what a cell makes is not there; empty if it should be."""
    if cell.role in (CHECK, DEMO):
        return IN_CHECK if cell.role == CHECK else IN_DEMO
    if not has_run:
        return BELOW
    return STOPPED if stopped else ""
