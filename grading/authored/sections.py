"""A text cut at its headings and at its places to stop."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from grading.text.source import Cell, Source

SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
EXERCISE = re.compile(r"^### Exercise: `(\w+)`$", re.MULTILINE)
PREDICTION = re.compile(r"\*\*Predict\b")
CLOCK = re.compile(r"\*\*About (\d+) minutes\b[^*]*\*\*")
STOP = "**A good place to stop.**"
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Prose below one heading in one cell, or the code of a cell."""

    cell: Cell
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether it is to be read."""
        return not self.cell.is_code


@dataclass(frozen=True)
class Section:
    """What stands below a second heading."""

    title: str
    cell: Cell
    pieces: list[Piece] = field(default_factory=list)

    @property
    def prose(self) -> str:
        """What is to be read in it."""
        return "\n\n".join(piece.text for piece in self.pieces if piece.is_prose)


@dataclass(frozen=True)
class Part:
    """What can be done in one sitting: where it begins, and minutes of its clocks."""

    cell: Cell
    minutes: list[int] = field(default_factory=list)


def prose_cells(text: Source) -> list[Cell]:
    """List the cells that students read."""
    return [cell for cell in text.student_cells if not cell.is_code]


def whole(text: Source) -> str:
    """Join everything that students read."""
    return "\n\n".join(cell.text for cell in prose_cells(text))


def words(markdown: str) -> int:
    """Count the words outside folded text."""
    return len(FOLDED.sub(" ", markdown).split())


def sections(text: Source) -> list[Section]:
    """Cut a notebook at its second headings; what stands above the first is left out.

    Parameters
    ----------
    text : Source
        A notebook.

    Returns
    -------
    list of Section
        In the order of the text.
    """
    found = [Section("", text.cells[0])]
    for cell in text.student_cells:
        first, *rest = [cell.text] if cell.is_code else SECTION.split(cell.text)
        found[-1].pieces.append(Piece(cell, first))
        for title, below in zip(rest[::2], rest[1::2], strict=True):
            found.append(Section(title, cell, [Piece(cell, below)]))
    return found[1:]


def parts(text: Source) -> list[Part]:
    """Cut a notebook at its places to stop."""
    found = [Part(text.cells[0])]
    for cell in prose_cells(text):
        first, *rest = cell.text.split(STOP)
        found[-1].minutes.extend(clocks(first))
        found += [Part(cell, list(clocks(piece))) for piece in rest]
    return found


def clocks(markdown: str) -> Iterator[int]:
    """Yield the minutes that a text names."""
    yield from map(int, CLOCK.findall(markdown))
