"""What students ask to have looked at again, in what they hand in, and the answers.

A cell that begins with "Look again:" is for whoever teaches. The words stay in the file
that was handed in; the answers stand in `requests.csv`, where a request that came by
mail may be entered as well.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grading import atomic, inert
from grading.course import Course
from grading.errors import CourseError
from grading.handed_in import delivery
from grading.platforms import table
from nnlib.saved_notebook import text_of

FILE = "requests.csv"
COLUMNS = ("student", "notebook", "words", "answer")
# Most notebooks hold none, and need not be read.
MARK = re.compile(rb"look again", re.IGNORECASE)
BEGINS = re.compile(r"[\s#*_>“\"']*look again\b[\s#*_>:.,!”\"'–-]*", re.IGNORECASE)
# A request is a sentence or two; a page shall not be longer for it.
MOST_LETTERS, MOST_REQUESTS = 1_500, 5
SHORTENED = " …"


@dataclass(frozen=True)
class Request:
    """Something that a student asks to have looked at again.

    Parameters
    ----------
    student, notebook : str
        Who asks, and about which notebook: its number.
    words : str
        What she asks, in one line.
    answer : str
        What she is told; empty while nobody has answered.
    """

    student: str
    notebook: str
    words: str
    answer: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others."""
        return self.student, self.notebook, self.words


def of_student(
    course: Course, student: str, assignment: str, notebook: str
) -> list[Request]:
    """List what a student has asked about a notebook, with the answers.

    Parameters
    ----------
    course : Course
        The class.
    student, assignment, notebook : str
        Who, the assignment's id, and its number.

    Returns
    -------
    list of Request
        In the order in which they were handed in; what was only written into
        `requests.csv` comes last.
    """
    mine = [
        one
        for one in answered(course)
        if (one.student, one.notebook) == (student, notebook)
    ]
    known = {one.key: one for one in mine}
    texts = [
        words for file in files(course, student, assignment) for words in in_file(file)
    ]
    found = [Request(student, notebook, words) for words in dict.fromkeys(texts)]
    return list({one.key: known.get(one.key, one) for one in [*found, *mine]}.values())


def files(course: Course, student: str, assignment: str) -> list[Path]:
    """List all files that a student handed in for an assignment, by time."""
    # Their names are times; a damaged note beside one takes no word from anybody.
    received = sorted(delivery.folder(course, student, assignment).glob("*.ipynb"))
    # What nbgrader has collected by itself lies here alone.
    counts = course.submitted / student / assignment / f"{assignment}.ipynb"
    return received or [counts]


def in_file(path: Path) -> Iterator[str]:
    """Yield what is asked in a notebook; nothing, whatever else may be in the file."""
    data = path.read_bytes() if path.is_file() else b""
    if not MARK.search(data):
        return
    try:
        cells = json.loads(data)["cells"]
        texts = [text_of(cell) for cell in cells]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    asked = (text[found.end() :] for text in texts if (found := BEGINS.match(text)))
    yield from list(filter(None, map(plain, asked)))[:MOST_REQUESTS]


def plain(text: str) -> str:
    r"""Return a request as one line that does nothing.

    Examples
    --------
    >>> plain("propagate:  is\n right, I think")
    'propagate: is right, I think'
    """
    words = inert.line(" ".join(text[: 2 * MOST_LETTERS].split()))
    return words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS] + SHORTENED


def answered(course: Course) -> list[Request]:
    """Read the answers of a class.

    Raises
    ------
    CourseError
        If the headings of the table are others.
    """
    path = course.root / FILE
    if not path.is_file():
        return []
    sheet = table.read(path)
    if tuple(map(table.plain, sheet.headings)) != COLUMNS:
        raise CourseError(
            "{path}, line 1: {got!r}, expected {expected}",
            path=path.name,
            got=",".join(sheet.headings),
            expected=",".join(COLUMNS),
        )
    return [Request(*row) for _, row in sheet.rows]


def answer(course: Course, asked: Request, text: str) -> Request:
    """Answer a request, or answer it anew.

    Parameters
    ----------
    course : Course
        The class.
    asked : Request
        What was asked.
    text : str
        What the student is told.

    Returns
    -------
    Request
        With the answer; it stands in `requests.csv`.
    """
    done = replace(asked, answer=plain(text))
    others = [one for one in answered(course) if one.key != asked.key]
    write(course.root / FILE, [*others, done])
    return done


def write(path: Path, known: Iterable[Request]) -> None:
    """Write the table of answers."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in known:
        values: Sequence[Any] = (one.student, one.notebook, one.words, one.answer)
        writer.writerow(map(inert.entry, values))
    atomic.write_text(path, stream.getvalue())
