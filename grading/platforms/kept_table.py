"""A table whose bytes stay as they came, but for the cells that are written anew.

Platforms read back what they wrote: quotation marks, blanks before a name, the mark of
an encoding and the ends of lines may all matter to one of them, so none is touched.
"""

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.platforms import table

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": table.WIDE[0],
    "utf-16-be": table.WIDE[1],
}
CELL = (
    r'("(?:[^"]|"")*"[^{separator}\r\n]*|[^{separator}\r\n]*)({separator}|\r\n|\n|\r|$)'
)


@dataclass(frozen=True)
class Line:
    """One line of a table.

    Parameters
    ----------
    cells : tuple of str
        As they stand there, with their quotation marks.
    end : str
        What ends it.
    """

    cells: tuple[str, ...]
    end: str

    @property
    def texts(self) -> list[str]:
        """What the cells say."""
        return [said(cell) for cell in self.cells]

    def only(self, places: Iterable[int]) -> "Line":
        """Return a line of some of the cells."""
        return Line(tuple(self.cells[one] for one in places if self.has(one)), self.end)

    def has(self, place: int) -> bool:
        """Tell whether the line is long enough."""
        return place < len(self.cells)

    def with_cell(self, place: int, text: str, separator: str) -> "Line":
        """Return the line with another text in one cell, in quotes where it needs them.

        A cell that stood in quotes does so again.
        """
        cells = [*self.cells, *[""] * (place + 1 - len(self.cells))]
        needs = separator in text or '"' in text or cells[place].startswith('"')
        cells[place] = '"{}"'.format(text.replace('"', '""')) if needs else text
        return Line(tuple(cells), self.end)


@dataclass(frozen=True)
class KeptTable:
    """A table as it stands in a file.

    Parameters
    ----------
    encoding : str
        A key of `MARKS`.
    mark : bytes
        What the file begins with, to tell its encoding; empty where nothing does.
    separator : str
        Between cells.
    lines : tuple of Line
        All of them, empty ones too.
    """

    encoding: str
    mark: bytes
    separator: str
    lines: tuple[Line, ...]

    def written(self, lines: Sequence[Line]) -> bytes:
        """Return the bytes of a file with these lines in place of its own."""
        text = "".join(self.separator.join(one.cells) + one.end for one in lines)
        return self.mark + text.encode(self.encoding)


def said(cell: str) -> str:
    """Return what a cell says, without quotation marks and blanks around it.

    Examples
    --------
    >>> said('"say ""9"" "'), said(" 7 ")
    ('say "9"', '7')
    """
    if cell.startswith('"'):
        inner, _, behind = cell[1:].rpartition('"')
        return (inner.replace('""', '"') + behind).strip()
    return cell.strip()


def read(path: Path, above: int = 0) -> KeptTable:
    """Read a table so that it can be written back.

    Parameters
    ----------
    path : Path
        CSV with commas, semicolons or tabs, in UTF-8 or UTF-16.
    above : int
        How many lines stand above the headings.

    Returns
    -------
    KeptTable
        Which writes the same bytes if nothing is changed.

    Raises
    ------
    CourseError
        If it is no text.
    """
    text, data = table.text(path), path.read_bytes()
    encoding, mark = next(
        ((name, one) for name, one in MARKS.items() if data.startswith(one)),
        ("utf-8", b""),
    )
    headings = text.splitlines()[above : above + 1]
    separator = table.separator(headings[0] if headings else "")
    return KeptTable(encoding, mark, separator, tuple(parted(text, separator)))


def parted(text: str, separator: str) -> Iterable[Line]:
    """Yield the lines of a text; one in quotes may go over several."""
    pattern = re.compile(CELL.format(separator=re.escape(separator)))
    cells, place = [], 0
    while place < len(text) or cells:
        found = pattern.match(text, place)
        cells.append(found[1])
        place = found.end()
        if found[2] != separator:
            yield Line(tuple(cells), found[2])
            cells = []
