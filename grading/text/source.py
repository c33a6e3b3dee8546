"""A source: one text file in `authoring/` from which one notebook is built.

It is py:percent text without a header. Reading gives its cells in order, each with its
role; everything that can be said about a cell alone is checked here.
"""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from grading.errors import SourceError
from grading.text import roles
from grading.text.finding import Finding
from grading.text.roles import Role, RoleError

AUTHORING = Path(__file__).parents[1] / "authoring"
# Otherwise the comment "# cp is a copy" would become a shell command.
FORM = {"extension": ".py", "format_name": "percent", "comment_magics": False}
MARKER = re.compile(r"\s*# ?%%+(\s|$)")
NUMBERED = re.compile(r"^## (\d+) · ", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """One cell of a source.

    Parameters
    ----------
    number : int
        Position in the file, counted from 1.
    cell_type : str
        `code` or `markdown`.
    text : str
        What the cell holds, without marker line.
    role : Role
        What the cell is for.
    line : int
        Line of the file in which its marker stands, counted from 1.
    """

    number: int
    cell_type: str
    text: str
    role: Role
    line: int

    @property
    def is_code(self) -> bool:
        """Whether the cell holds Python."""
        return self.cell_type == "code"

    @property
    def own_id(self) -> str:
        """Id that stays when cells come and go: of a role, or of the section in it."""
        begun = None if self.is_code else NUMBERED.search(self.text)
        return self.role.own_id or (f"section-{begun[1]}" if begun else "")


@dataclass(frozen=True)
class Source:
    """One text file and its cells.

    Parameters
    ----------
    path : Path
        `NN_topic.py`; its stem is the assignment id.
    cells : Sequence of Cell
        In the order of the file.
    """

    path: Path
    cells: Sequence[Cell]

    @property
    def notebook(self) -> str:
        """Number of the notebook, two digits: `02` for `02_logistic_regression.py`."""
        return self.path.stem[:2]

    @property
    def student_cells(self) -> list[Cell]:
        """What students get: every cell but the instructor's notes."""
        return [cell for cell in self.cells if cell.role.kind != roles.INSTRUCTOR]

    def named(self, kind: str) -> list[Cell]:
        """Choose the cells of one kind of role.

        Parameters
        ----------
        kind : str
            One of the kinds in `grading.text.roles`.

        Returns
        -------
        list of Cell
            In the order of the file.
        """
        return [cell for cell in self.cells if cell.role.kind == kind]

    def finding(self, cell: Cell, text: str, at: str = "") -> Finding:
        """Say of a cell that a rule is not kept.

        Parameters
        ----------
        cell : Cell
            Where it is.
        text : str
            What is wrong, and how the rule is kept.
        at : str
            A phrase of the cell, to name its line; the marker line if empty.

        Returns
        -------
        Finding
            With file, line, cell and name.
        """
        found = cell.text.find(at) if at else -1
        above = cell.text.count("\n", 0, found) + 1 if found >= 0 else 0
        name = cell.role.name or None
        return Finding(self.path, cell.line + above, text, cell.number, name)


def sources(folder: Path = AUTHORING) -> list[Path]:
    """List the sources of a folder in the order of the course.

    Parameters
    ----------
    folder : Path
        Where the texts lie.

    Returns
    -------
    list of Path
        Sorted by name, hence by number.
    """
    return sorted(folder.glob("*.py"))


def read(path: Path) -> Source:
    """Read a source.

    Parameters
    ----------
    path : Path
        A file `NN_topic.py` in py:percent, without header.

    Returns
    -------
    Source
        Its cells with their roles.

    Raises
    ------
    SourceError
        If the name, the text or a marker line is not legal.
    """
    if not re.fullmatch(r"\d\d_[a-z0-9_]+", path.stem):
        raise SourceError(path, "expected a file name like 02_logistic_regression.py")
    text = _text(path)
    if not re.match("# %%", text):
        raise SourceError(
            path, "a source has no header: its first line starts its first cell, # %%"
        )
    cells, lines = _parse(text), _marker_lines(text)
    if len(cells) != len(lines):
        problem = (
            f"{len(lines)} lines look like marker lines, {len(cells)} begin a "
            "cell; is one in a string?"
        )
        raise SourceError(path, problem)
    found = zip(count(1), lines, cells, strict=False)
    return Source(path, tuple(_cell(path, *one) for one in found))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, f"cannot be read as text in UTF-8: {error}") from error


def _parse(text: str) -> list:
    import jupytext

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return jupytext.reads(text, fmt=FORM).cells


def _marker_lines(text: str) -> list[int]:
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if MARKER.match(line)]


def _cell(path: Path, number: int, line: int, cell: dict) -> Cell:
    try:
        role = roles.read(cell["metadata"], cell["cell_type"])
    except RoleError as error:
        named = [v for k, v in cell["metadata"].items() if k in roles.NAMED]
        name = str(named[0]) if named else None
        raise SourceError(path, str(error), number, name, line) from error
    return Cell(number, cell["cell_type"], cell["source"], role, line)
