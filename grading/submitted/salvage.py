"""From the bytes of a submitted file to cells, whatever editor or accident made them.

A notebook may be in an old format, from another program, in another encoding, cut off
or damaged in the middle: every complete cell of it is taken out. Of a cell only its
type, its text and its names are kept; nothing in the file is believed or run.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grading.errors import FILE_DAMAGED, NO_CELLS, listed
from nnlib.check.edition import EDITIONS, HASH
from nnlib.wording import counted

# What no person writes by hand; a longer text is somebody's data, or an accident.
MOST_CELLS = 2_000
MOST_LETTERS = 100_000
MOST_LETTERS_TOGETHER = 2_000_000
# Each line of an output is one; what is made of them takes about 100 MB.
MOST_VALUES = 500_000
# A string of JSON, or one that is never closed.
STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
# Letters that may be looked at again and again while cells are searched in a damaged
# file: about two seconds.
MOST_EFFORT = 500_000_000
MOST_FAILURES = 1_000

# The longer marks first: UTF-32 begins as UTF-16 does.
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Line breaks that stand in a text as they are do no harm.
DECODER = json.JSONDecoder(strict=False)
# How a cell begins in any format. In a text the quotes would have backslashes.
BEGINNING = re.compile(
    r'\{\s*"(?:attachments|cell_type|collapsed|execution_count|id|input|metadata|'
    r'outputs|source)"\s*:'
)
# What a notebook says of the course it was made by.
EDITION = ("notebook", "course_version", HASH)
# No course has so many exercises in a notebook, or editions of one.
MOST_EDITIONS = 100
MOST_LETTERS_OF_A_NAME = 100
LATEST_EDITION = 9_999
# Pictures that were put into a text, together: a photograph of a page has two MB.
MOST_OF_PICTURES = 8 << 20
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
TEXT_KINDS = {"markdown": "markdown", "heading": "markdown", "raw": "raw"}

UNREADABLE = "The file could not be read as a notebook: {why}."


class UnreadableError(ValueError):
    """A file that holds no notebook; the text says why, in words for the student."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One cell as it was handed in; two are never equal.

    Parameters
    ----------
    kind : str
        ``"code"``, ``"markdown"`` or ``"raw"``.
    source : str
        Its text.
    name : str
        The name nbgrader knows it by; empty if it has none.
    id : str
        Its id; empty in old formats.
    number : int
        Its place in the file, counted from 1.
    pictures : mapping of str to mapping of str to str
        What was put into its text, by name and kind, in base64.
    """

    kind: str
    source: str
    name: str = ""
    id: str = ""
    number: int = 0
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Salvage:
    """What could be taken out of a file.

    Parameters
    ----------
    pieces : list of Piece
        Its cells, in document order.
    edition : dict of str to object
        What the notebook says of the course it was made by.
    notes : list of str
        What was put right, in words for student and instructor.
    """

    pieces: list[Piece]
    edition: dict[str, object]
    notes: list[str]


def salvage(data: bytes) -> Salvage:
    """Take the cells out of a file.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    Salvage
        At least one cell that holds text.

    Raises
    ------
    UnreadableError
        If there is none.
    """
    notes: list[str] = []
    text = decoded(data, notes)
    if not text.strip():
        raise UnreadableError("it is empty")
    found = parsed(text, notes)
    pieces = list(taken(cells_of(found), notes))
    if not any(piece.source.strip() for piece in pieces):
        raise UnreadableError(NO_CELLS)
    return Salvage(pieces, edition_of(found), notes)


def damage(data: bytes) -> str:
    """Say what is wrong with a file that should be asked for again; empty if nothing.

    Examples
    --------
    >>> damage(b"")
    'The file could not be read as a notebook: it is empty'
    """
    try:
        notes = salvage(data).notes
    except UnreadableError as error:
        return UNREADABLE.format(why=error).rstrip(".")
    found = (one.partition(". ")[0] for one in notes)
    return next((one for one in found if one.startswith(FILE_DAMAGED)), "")


def decoded(data: bytes, notes: list[str]) -> str:
    """Read a file as text, in the encoding that it was written in."""
    encoding = encoding_of(data)
    text = data.decode(encoding, "replace")
    # A mark of UTF-8 is what some editors put there; nothing has to be put right.
    if not encoding.startswith("utf-8"):
        notes.append(f"The file was not saved in UTF-8; it was read as {encoding}.")
    elif "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        count = counted(text.count("\ufffd"), "letter")
        notes.append(f"Damaged in the file, and shown as “\ufffd”: {count}.")
    if "\0" in text:
        zeros = text.count("\0")
        notes.append(
            f"The file held {zeros} zero bytes, as after a crash; they were left out."
        )
        text = text.replace("\0", "")
    return text


def encoding_of(data: bytes) -> str:
    """Guess an encoding: by the mark at the start, by zeros, by letters above ASCII."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding
    if data[:1] and data[1:2] == b"\0" and data[3:4] == b"\0":
        return "utf-16-le"
    if data[:1] == b"\0" and data[1:2] not in (b"", b"\0") and data[2:3] == b"\0":
        return "utf-16-be"
    bad = data.decode("utf-8", "replace").count("\ufffd")
    beyond = len(data.translate(None, bytes(range(128))))
    # Hardly any letter above ASCII is right: then it is no damaged UTF-8.
    return "latin-1" if bad * 2 > beyond else "utf-8"


def parsed(text: str, notes: list[str]) -> object:
    """Read JSON; from what is damaged, take the cells that are complete."""
    # Some editors leave the mark of the encoding inside the text.
    text = text.lstrip("\ufeff \t\r\n")
    bounded(STRING.sub("", text) if values_in(text) > MOST_VALUES else text)
    try:
        found, end = DECODER.raw_decode(text)
    except (ValueError, RecursionError) as error:
        # Where quotes are lost, nobody knows what stands between them.
        bounded(text)
        cells = list(complete_cells(text))
        if not cells:
            raise UnreadableError(reason(error)) from error
        notes.append(
            f"{FILE_DAMAGED} ({reason(error)}). {len(cells)} complete cells could be "
            "taken out of it; what else was in it is lost. Open your notebook, save "
            "it, and hand it in again."
        )
        return {"cells": cells}
    if text[end:].strip():
        notes.append(
            "Behind the end of the notebook the file held more; it was left out."
        )
    return found


def bounded(text: str) -> None:
    """Refuse a text of more values than a notebook has, before they are made."""
    if values_in(text) > MOST_VALUES:
        raise UnreadableError(
            f"it holds more than {MOST_VALUES} values, which must be outputs; clear "
            "all outputs, save it, and hand it in again"
        )


def values_in(text: str) -> int:
    """Count the marks between values of JSON, those in strings as well."""
    return text.count(",") + text.count("[") + text.count("{")


def reason(error: Exception) -> str:
    """Say in a few words what is wrong with the text of a file."""
    if isinstance(error, RecursionError):
        return "brackets stand in each other too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"the text breaks off or is damaged at line {error.lineno}"
    return "its text is damaged"


def complete_cells(text: str) -> Iterator[dict]:
    """Yield the cells of a damaged notebook that can be read by themselves."""
    failures = min(MOST_FAILURES, 1 + MOST_EFFORT // max(1, len(text)))
    place = 0
    while failures and (start := BEGINNING.search(text, place)):
        try:
            found, place = DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            failures -= 1
            place = start.start() + 1
            continue
        if is_cell(found):
            yield found


def is_cell(found: object) -> bool:
    """Tell whether a value is a cell of any format."""
    return isinstance(found, dict) and isinstance(found.get("cell_type"), str)


def cells_of(found: object) -> list:
    """Return the cells of a notebook of any format, unread."""
    if not isinstance(found, dict):
        raise UnreadableError("it holds something else")
    if isinstance(found.get("cells"), list):
        return found["cells"]
    # Format 3 and before: cells lay in worksheets.
    sheets = found.get("worksheets")
    sheets = sheets if isinstance(sheets, list) else []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    cells = [cell for one in lists if isinstance(one, list) for cell in one]
    if not cells:
        raise UnreadableError(NO_CELLS)
    return cells


def taken(cells: list, notes: list[str]) -> Iterator[Piece]:
    """Yield the cells that can be used, and note the others."""
    if len(cells) > MOST_CELLS:
        notes.append(
            f"The notebook has {len(cells)} cells; only the first {MOST_CELLS} were "
            "read."
        )
    damaged, left = [], MOST_LETTERS_TOGETHER
    for number, cell in enumerate(cells[:MOST_CELLS], start=1):
        text = text_of(cell) if isinstance(cell, dict) else None
        if text is None:
            damaged.append(str(number))
        elif len(text) > min(left, MOST_LETTERS):
            notes.append(
                f"Cell {number} of the file has {len(text)} letters, at most "
                f"{MOST_LETTERS} are read; it was left out."
            )
        else:
            left -= len(text)
            yield piece(cell, text, number)
    if damaged:
        notes.append(
            f"Without a text, and left out: cell {listed(damaged)} of the file."
        )


def text_of(cell: dict) -> str | None:
    """Return the text of a cell; None if there is nothing that could be one."""
    found = next((cell[key] for key in ("source", "input") if key in cell), None)
    if isinstance(found, list) and all(isinstance(line, str) for line in found):
        found = "".join(found)
    if not isinstance(found, str):
        return None
    # Editors of Windows end lines in their own way; that is no change.
    found = found.replace("\r\n", "\n").replace("\r", "\n")
    # Half of a letter of two halves cannot be written to any file.
    return found.encode("utf-8", "replace").decode()


def piece(cell: dict, text: str, number: int) -> Piece:
    """Keep of a cell its type, its text and its names."""
    marks = cell.get("metadata")
    marks = marks if isinstance(marks, dict) else {}
    given = marks.get("nbgrader")
    given = given if isinstance(given, dict) else {}
    kind = cell.get("cell_type")
    kind = TEXT_KINDS.get(kind, "code") if isinstance(kind, str) else "code"
    # Colab keeps a cell's id among the metadata.
    id = cell.get("id", marks.get("id"))
    found = pictures(cell.get("attachments"))
    return Piece(kind, text, word(given.get("grade_id")), word(id), number, found)


def pictures(attached: object) -> dict[str, dict[str, str]]:
    """Return the pictures that were put into a text, as far as they are some."""
    found: dict[str, dict[str, str]] = {}
    left = MOST_OF_PICTURES
    for name, kinds in attached.items() if isinstance(attached, dict) else ():
        for kind in PICTURES if isinstance(kinds, dict) else ():
            data = kinds.get(kind)
            if isinstance(data, str) and len(data) <= left:
                found[name] = {kind: data}
                left -= len(data)
    return found


def word(value: object) -> str:
    """Return a name; empty if it is none, or longer than any program makes one."""
    short = isinstance(value, str) and len(value) <= MOST_LETTERS_OF_A_NAME
    return value if short and value.isprintable() else ""


def edition_of(found: object) -> dict[str, object]:
    """Return what a notebook says of the course it was made by."""
    marks = found.get("metadata") if isinstance(found, dict) else None
    own = marks.get("nnlib") if isinstance(marks, dict) else None
    own = own if isinstance(own, dict) else {}
    said = {key: own[key] for key in EDITION if word(own.get(key))}
    editions = own.get(EDITIONS)
    return said | ({EDITIONS: numbers(editions)} if isinstance(editions, dict) else {})


def numbers(editions: dict) -> dict[str, int]:
    """Return the editions that can be some, of functions that can be named so."""
    return {
        name: number
        for name, number in list(editions.items())[:MOST_EDITIONS]
        if len(name) <= MOST_LETTERS_OF_A_NAME and name.isidentifier()
        if type(number) is int and 0 < number <= LATEST_EDITION
    }
