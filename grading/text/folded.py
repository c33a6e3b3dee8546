"""Which code a notebook folds away: demonstrations of more than a few lines.

They are collapsed, not hidden: one click, or Enter, opens them, and they may be
changed. JupyterLab and Notebook show the first line in place of the others, so the
builder says there what the cell is for. Programs that fold nothing show all of it.
"""

import ast
from collections.abc import Iterator
from typing import Any

from grading.text import opening, roles
from grading.text.source import Cell
from nnlib.wording import listed

LONGEST_IN_VIEW = 3  # lines
WAITS = "waits_for"
WIDEST = 88  # signs; functions are named as long as there is room for them
ABOUT = "# To look at{when}. You may open and change it."
BEFORE_AND_AFTER = ", before your repair and after it"
ONCE, ONCE_ALL = ", once {names} {verb}", ", once your functions above work"
# nbformat's own word for it.
HIDDEN = {"jupyter": {"source_hidden": True}}


def is_folded(cell: Cell) -> bool:
    """Tell whether students see the first line of a cell only, until they open it."""
    shows = cell.role.kind == roles.DEMO and not cell.role.in_view
    return shows and len(lines(cell)) > LONGEST_IN_VIEW


def lines(cell: Cell) -> list[str]:
    """List the lines of code of a cell, without blanks and comments."""
    found = map(str.strip, cell.text.split("\n"))
    return [line for line in found if line and not line.startswith("#")]


def code(cell: Cell) -> str:
    """Return the text of a cell as a notebook holds it.

    Parameters
    ----------
    cell : Cell
        A cell of a source.

    Returns
    -------
    str
        Of a folded one, below a line that says what it is for.
    """
    about = f"{first_line(cell)}\n" if is_folded(cell) else ""
    return about + opening.code(cell)


def first_line(cell: Cell) -> str:
    """Say what a folded cell is for, and which functions it waits for."""
    if cell.role.symptom:
        return ABOUT.format(when=BEFORE_AND_AFTER)
    names = list(dict.fromkeys(waited_for(cell.text)))
    if not names:
        return ABOUT.format(when="")
    verb = "works" if len(names) == 1 else "work"
    line = ABOUT.format(when=ONCE.format(names=listed(names), verb=verb))
    return line if len(line) <= WIDEST else ABOUT.format(when=ONCE_ALL)


def waited_for(text: str) -> Iterator[str]:
    """Yield the functions in the brackets of `waits_for`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == WAITS:
            yield from map(ast.unparse, node.args)


def metadata(cell: Cell) -> dict[str, Any]:
    """Return what tells Jupyter to fold a cell; nothing for others."""
    return HIDDEN if is_folded(cell) else {}
