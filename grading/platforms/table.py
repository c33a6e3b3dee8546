"""A table that a platform or a spreadsheet wrote, in whatever encoding it is."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading import inert
from grading.errors import CourseError

SEPARATORS = ",;\t"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_BYTES = 20 << 20
# Sakai writes two lines above its headings.
MOST_ABOVE = 4


@dataclass(frozen=True)
class Sheet:
    """A table with headings.

    Parameters
    ----------
    path : Path
        The file.
    headings : tuple of str
        As they stand there, without blanks around them.
    rows : tuple of (int, tuple of str)
        Each with the number of its line; empty ones are left out.
    above : int
        How many lines stand above the headings.
    """

    path: Path
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: int = 0

    def place(self, names: Sequence[str]) -> int | None:
        """Return the column below one of these headings; None if there is none."""
        found = [plain(one) for one in self.headings]
        return next((found.index(plain(n)) for n in names if plain(n) in found), None)

    def records(self, headings: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
        """Return each row as texts by name; empty where a heading is missing.

        Parameters
        ----------
        headings : mapping of str to (sequence of str)
            For each name, the headings that may stand above it.
        """
        places = {name: self.place(one) for name, one in headings.items()}
        return [
            {name: "" if at is None else row[at] for name, at in places.items()}
            for _, row in self.rows
        ]


def plain(heading: str) -> str:
    """Return a heading as it is compared."""
    return heading.strip().casefold().replace("’", "'")


def tops(path: Path) -> Iterator[Sheet]:
    """Yield what the table is without rows, if its headings stand in line 1, 2, ...

    Parameters
    ----------
    path : Path
        As `read` takes it.
    """
    for above, line in enumerate(text(path).splitlines()[:MOST_ABOVE]):
        cells = next(csv.reader([line], delimiter=separator(line)), [])
        yield Sheet(path, tuple(cell.strip() for cell in cells), (), above)


def read(path: Path, above: int = 0) -> Sheet:
    """Read a table from a file.

    Parameters
    ----------
    path : Path
        CSV with commas, semicolons or tabs, in UTF-8 or UTF-16.
    above : int
        How many lines stand above the headings.

    Returns
    -------
    Sheet
        With rows that are as long as the line of headings.

    Raises
    ------
    CourseError
        If it is no such file, or a row has more cells than there are headings.
    """
    stream = io.StringIO(text(path), newline="")
    for _ in range(above):
        next(stream, "")
    top = stream.tell()
    delimiter = separator(next(stream, ""))
    stream.seek(top)
    table = csv.reader(stream, delimiter=delimiter)
    headings = tuple(cell.strip() for cell in next(table, []))
    if not any(headings):
        raise CourseError("{path} is empty, expected a line of headings", path=path)
    found = tuple(rows(table, headings, path))
    return Sheet(path, headings, tuple((at + above, row) for at, row in found), above)


def separator(first: str) -> str:
    """Return what splits the line of headings into most parts."""
    return max(
        SEPARATORS, key=lambda one: len(next(csv.reader([first, ""], delimiter=one)))
    )


def rows(
    table: Iterator[list[str]], headings: Sequence[str], path: Path
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of a table with the numbers of their lines."""
    for row in table:
        cells = [inert.unquoted(cell.strip()) for cell in row]
        if not any(cells):
            continue
        if any(cells[len(headings) :]):
            raise CourseError(
                "{path}, line {line}: there are {n} values, expected {m}",
                path=path.name,
                line=table.line_num,
                n=len(cells),
                m=len(headings),
            )
        padded = [*cells, *[""] * len(headings)][: len(headings)]
        yield table.line_num, tuple(padded)


def text(path: Path) -> str:
    """Decode a file, or say in which encodings it may be."""
    if not path.is_file():
        raise CourseError("{path} does not exist, expected a CSV file", path=path)
    data = path.read_bytes()[:MOST_BYTES]
    try:
        said = data.decode("utf-16" if data[:2] in WIDE else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CourseError(
            "{path} is no text in UTF-8 or UTF-16: save it as CSV in UTF-8", path=path
        ) from error
    if "\0" in said:
        raise CourseError(
            "{path} is no text: save the table as CSV in UTF-8", path=path
        )
    return said
