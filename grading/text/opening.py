"""What the builder writes at the head of a notebook's first cell of code.

It is plain Python of any version: where the course is missing, nothing else can speak.
"""

from grading.text import roles
from grading.text.source import Cell

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


def code(cell: Cell) -> str:
    """Return the text of a cell, with the guard in front of it where it opens.

    Parameters
    ----------
    cell : Cell
        A cell of a source.

    Returns
    -------
    str
        What a notebook holds.
    """
    return GUARD + cell.text if cell.role.kind == roles.OPENING else cell.text
