"""The released notebook as a row of slots, into which a student's cells fit.

A submitted cell belongs to a slot by nbgrader's name, else by its id, else because it
holds the same text. What it claims to be counts for nothing: the slot says it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from grading.released.marks import grade_id, is_check, is_demo, is_locked, is_solution
from grading.released.marks import is_written as is_written_answer
from grading.submitted.salvage import Piece
from nnlib.check.begun import PLACEHOLDER

CHECK, SOLUTION, LOCKED, DEMO = "check", "solution", "locked", "demo"
# Code that students may change, text, and where they answer in words.
SETUP, TEXT, WRITTEN = "setup", "text", "written"
# Where several marks stand in one cell, the first of these counts.
MARKED = {
    CHECK: is_check,
    SOLUTION: is_solution,
    LOCKED: is_locked,
    DEMO: is_demo,
    WRITTEN: is_written_answer,
}
COMMENT = re.compile(r"^\s*(#.*)?$")
MOST_LETTERS = 40  # of a cell's name
MOST_IN_LINE = 300  # that names are looked for in


@dataclass(frozen=True, eq=False)
class Slot:
    """One cell of the released notebook; two are never equal.

    Parameters
    ----------
    index : int
        Its place in the notebook.
    role : str
        ``"check"``, ``"solution"``, ``"locked"``, ``"demo"``, ``"written"``,
        ``"setup"`` or ``"text"``.
    label : str
        Its name for nbgrader, or else its id.
    cell : NotebookNode
        The cell.
    """

    index: int
    role: str
    label: str
    cell: NotebookNode

    @property
    def source(self) -> str:
        """The text that was handed out."""
        return self.cell.source

    @property
    def kind(self) -> str:
        """The type of the cell."""
        return self.cell.cell_type

    @property
    def title(self) -> str:
        """The name by which a person finds it."""
        return first_line(self.source)

    @property
    def function(self) -> str:
        """The function of a check or solution, otherwise empty."""
        name = self.label.removesuffix("-solution")
        return name if self.role in (CHECK, SOLUTION) else ""


def first_line(text: str) -> str:
    r"""Name a cell by what is seen of it: its heading, or else its first line.

    Examples
    --------
    >>> first_line("## Look at it\n\nA picture."), first_line("\nimport numpy as np\n")
    ('Look at it', 'import numpy as np')
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    shown = line.lstrip("# ") or line
    return shown if len(shown) <= MOST_LETTERS else f"{shown[: MOST_LETTERS - 1]}…"


def slots(released: NotebookNode) -> list[Slot]:
    """List the slots of a released notebook, in its order."""
    return [
        Slot(index, role(cell), grade_id(cell) or str(cell.get("id", "")), cell)
        for index, cell in enumerate(released.cells)
    ]


def role(cell: NotebookNode) -> str:
    """Say what a released cell is for."""
    rest = SETUP if cell.cell_type == "code" else TEXT
    return next((role for role, has in MARKED.items() if has(cell)), rest)


def homes(pieces: Sequence[Piece], found: Sequence[Slot]) -> dict[Piece, Slot]:
    """Find the slot of every submitted cell that has one.

    Parameters
    ----------
    pieces : sequence of Piece
        The submitted cells.
    found : sequence of Slot
        The released ones.

    Returns
    -------
    dict of Piece to Slot
        Several cells can belong to one slot.
    """
    by_name = {slot.label: slot for slot in found if grade_id(slot.cell)}
    by_id = {str(slot.cell.get("id", "")): slot for slot in found}
    known = {piece: by_name.get(piece.name) or by_id.get(piece.id) for piece in pieces}
    home = {piece: slot for piece, slot in known.items() if slot is not None}
    # By text only where the cell itself is gone: a copy of it is the student's own.
    free = [slot for slot in found if slot not in set(home.values())]
    by_text = {slot.source.strip(): slot for slot in free if slot.source.strip()}
    for piece in pieces:
        if piece not in home and piece.source.strip() in by_text:
            home[piece] = by_text[piece.source.strip()]
    return home


def defines(text: str, function: str) -> bool:
    r"""Tell whether a text defines a function.

    It is looked for in the text: the student's code is never parsed here.

    Examples
    --------
    >>> defines("def half(x):\n    return x / 2", "half")
    True
    >>> defines("half = lambda x: x / 2", "half"), defines("half = 3", "half")
    (True, False)
    """
    name = re.escape(function)
    bound = rf"^(?:async[ \t]+)?def[ \t]+{name}\b|^{name}[ \t]*=[ \t]*lambda\b"
    return re.search(bound, text, re.MULTILINE) is not None


def binds(text: str, name: str) -> bool:
    r"""Tell whether a text gives a name to something, outside of any function.

    It is looked for line by line, as by `defines`.

    Examples
    --------
    >>> binds("rate, steps = 0.1, 20", "steps"), binds("import numpy as np", "np")
    (True, True)
    >>> binds("print(rate == 1)", "rate"), binds("def f(rate): pass", "rate")
    (False, False)
    """
    return any(name in bound(line[:MOST_IN_LINE]) for line in text.splitlines())


def bound(line: str) -> list[str]:
    """List the names that a line gives, if it stands outside of any block."""
    if found := re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)", line):
        return [found[1]]
    if found := re.match(r"(?:from\s+\S+\s+)?import\s(.*)", line):
        named = [part.split("#")[0].split() for part in found[1].split(",")]
        return [words[-1].strip("()").split(".")[0] for words in named if words]
    found = re.match(r"for\s+([\w ,]+?)\s+in\b|(?!\s)([\w,* ]+)(?::[^=]*)?=(?!=)", line)
    return re.findall(r"\w+", found[1] or found[2]) if found else []


def is_written(text: str, slot: Slot) -> bool:
    """Tell whether there is more in a cell than what was handed out in it.

    Comments are no answer, and neither is what is left when lines are deleted. A
    function that is handed out whole may be mended by moving a line, or by leaving
    one out.
    """
    mine, given = lines(text), lines(slot.source)
    if slot.role == SOLUTION and not any(PLACEHOLDER in line for line in given):
        return mine != given and defines(text, slot.function)
    return not set(mine) <= set(given)


def lines(text: str) -> list[str]:
    """Return the lines that do something."""
    return [line.rstrip() for line in text.splitlines() if not COMMENT.match(line)]
