"""What the builder writes at the head of a notebook's first cell of code.

It is plain Python of any version: where the course is missing, nothing else can speak.
"""

from grading.text import roles
from grading.text.source import Cell
from nnlib.check.deductions import CHANGED_SHARE, EXTREME_SHARE, LOOP_SHARE, percent

GUARD = """\
# Run this cell first, and again after every restart of the kernel.
try:
    import nnlib
except ModuleNotFoundError:
    import sys

    print("The Python of this notebook does not have the course:")
    print(sys.executable, sys.version.split()[0])
    print("JupyterLab: close it, and start it as README.md says.")
    print("VS Code: Select Kernel, Python Environments, .venv.")
    raise

"""

# What is taken off right numbers is said before it is taken.
EXTREME, CHANGED, LOOP = map(percent, (EXTREME_SHARE, CHANGED_SHARE, LOOP_SHARE))
COSTS = f"""

# Where your numbers are right, points can still be lost: an unusual input that goes
# wrong costs {EXTREME} %, an argument that is changed {CHANGED} %, and a loop {LOOP} %
# where the cell of its exercise says so."""


def code(cell: Cell) -> str:
    """Return the text of a cell; where it opens, between the guard and the rules.

    Parameters
    ----------
    cell : Cell
        A cell of a source.

    Returns
    -------
    str
        What a notebook holds.
    """
    opens = cell.role.kind == roles.OPENING
    return f"{GUARD}{cell.text}{COSTS}" if opens else cell.text
