"""Whom a platform means: the answers of an instructor, and who came in as new.

They stand in `matches.csv` in the course folder, one in each line: platform, scope,
key, name, student, by. A scope names the notebook for which a key holds; it is empty
where keys hold for the course. `by` is ``you`` for an answer, and ``collect`` for a
person who was new. Students of a group are separated by blanks; ``-`` leaves a sender
out.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grading import atomic, inert
from grading.course import STUDENT
from grading.errors import CourseError
from grading.platforms import names, table
from grading.platforms.form import Sender
from grading.roster.students import nfc

COLUMNS = ("platform", "scope", "key", "name", "student", "by")
YOU, COLLECT = "you", "collect"
NOBODY = "-"


@dataclass(frozen=True)
class Match:
    """One line.

    Parameters
    ----------
    platform, scope : str
        Where the key holds.
    key, name : str
        What the platform calls the sender; of a group, its name.
    student : str
        Ids, separated by blanks, or `NOBODY`.
    by : str
        `YOU` or `COLLECT`.
    """

    platform: str
    scope: str
    key: str
    name: str
    student: str
    by: str = YOU

    @property
    def students(self) -> tuple[str, ...]:
        """The students who are meant."""
        return () if self.student == NOBODY else tuple(self.student.split())

    @property
    def place(self) -> tuple[str, str, str]:
        """What can be answered once only: of somebody without a key, the name."""
        return (
            self.platform,
            self.scope,
            (self.key or names.exact(self.name)).casefold(),
        )


@dataclass(frozen=True)
class Matches:
    """All lines.

    Parameters
    ----------
    lines : tuple of Match
        In the order of the file.
    """

    lines: tuple[Match, ...] = ()

    def of(self, platform: str, scope: str, sender: Sender) -> Match | None:
        """Find what is known of a sender."""
        wanted = match(platform, scope, sender, "").place
        return next((one for one in self.lines if one.place == wanted), None)

    def name(self, student: str) -> str:
        """Return the name under which a student came in, or an empty text."""
        return next((one.name for one in self.lines if one.student == student), "")

    def with_these(self, new: Iterable[Match]) -> "Matches":
        """Put lines to these, each in the place of an older one."""
        found = {one.place: one for one in self.lines}
        found |= {one.place: one for one in new}
        return Matches(tuple(found.values()))


def match(
    platform: str, scope: str, sender: Sender, student: str, by: str = YOU
) -> Match:
    """Make the line of a sender."""
    name = sender.name or sender.group
    return Match(platform, scope, sender.key, name, student, by)


def read(path: Path) -> Matches:
    """Read the file.

    Parameters
    ----------
    path : Path
        `matches.csv`; it need not exist.

    Returns
    -------
    Matches
        What stands in it.

    Raises
    ------
    CourseError
        If its headings are others, a student cannot be one, or two lines answer for the
        same sender.
    """
    if not path.exists():
        return Matches()
    sheet = table.read(path)
    if tuple(map(table.plain, sheet.headings)) != COLUMNS:
        raise CourseError(
            "{path}: the first line is {got}, expected {expected}",
            path=path.name,
            got=repr(",".join(sheet.headings)),
            expected=",".join(COLUMNS),
        )
    found: dict[tuple[str, str, str], int] = {}
    lines = []
    for number, row in sheet.rows:
        one = Match(*map(nfc, row))
        refuse(path, number, one, found.get(one.place))
        found[one.place] = number
        lines.append(one)
    return Matches(tuple(lines))


def refuse(path: Path, number: int, one: Match, first: int | None) -> None:
    """Refuse a line that answers nothing, or what another one answers."""
    if first is not None:
        expected = f"one line for a sender; the first is line {first}"
    elif one.by not in (YOU, COLLECT):
        expected = f"{YOU} or {COLLECT} in the last column"
    elif not one.student or not all(map(STUDENT.fullmatch, one.students)):
        expected = f"a student id, several, or {NOBODY} in the column student"
    else:
        return
    raise CourseError(
        "{path}, line {line}: {got}, expected {expected}",
        path=path.name,
        line=number,
        got=repr(",".join((one.platform, one.scope, one.key, one.name, one.student))),
        expected=expected,
    )


def written(matches: Matches) -> str:
    """Write the lines as text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in matches.lines:
        writer.writerow([inert.entry(getattr(one, key)) for key in COLUMNS])
    return stream.getvalue()


def write(path: Path, matches: Matches) -> None:
    """Write the file."""
    atomic.write(path, written(matches).encode("utf-8-sig"))
