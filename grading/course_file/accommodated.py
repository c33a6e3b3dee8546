"""Accommodations: more time for everything, and exercises that somebody is spared.

They stand in `accommodations.csv` in the course folder, a line for each student:
student, a factor on time, and the exercises that are waived. They are apart from
`students.csv`, which more people may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from grading.course import STUDENT
from grading.course_file.times import placed
from grading.errors import CourseError
from grading.platforms import table
from grading.released.catalogue import Catalogue

FILE = "accommodations.csv"
COLUMNS = ("student", "time", "waived")
MOST = 10.0


@dataclass(frozen=True)
class Accommodation:
    """What holds for one student.

    Parameters
    ----------
    student : str
        Her id.
    time : float
        How many times as long she has; 1 for as long as everybody.
    waived : tuple of str
        Ids of exercises that she is spared, such as ``03/xor_by_hand``.
    """

    student: str
    time: float = 1.0
    waived: tuple[str, ...] = ()

    def of(self, notebook: str) -> tuple[str, ...]:
        """Name the functions of a notebook that she is spared."""
        pairs = (one.split("/") for one in self.waived)
        return tuple(name for number, name in pairs if number == notebook)


def read(path: Path, known: Catalogue) -> dict[str, Accommodation]:
    """Read the accommodations of a class.

    Parameters
    ----------
    path : Path
        `accommodations.csv`; it need not exist.
    known : mapping of str to Entry
        The notebooks.

    Returns
    -------
    dict of str to Accommodation
        By student.

    Raises
    ------
    CourseError
        For the first line that is wrong; it names file, line, what came and what was
        expected.
    """
    if not path.exists():
        return {}
    sheet = table.read(path)
    if tuple(map(table.plain, sheet.headings)) != COLUMNS:
        raise complaint(path, 1, ",".join(sheet.headings), ",".join(COLUMNS))
    found: dict[str, Accommodation] = {}
    for line, row in sheet.rows:
        one = of_row(path, line, row, known)
        if one.student in found:
            raise complaint(path, line, one.student, "one line for a student")
        found[one.student] = one
    return found


def of_row(
    path: Path, line: int, row: Sequence[str], known: Catalogue
) -> Accommodation:
    """Make an accommodation of a line."""
    student, time, waived = row
    if not STUDENT.fullmatch(student):
        raise complaint(path, line, student, "an id of students.csv")
    try:
        factor = float(time.replace(",", ".") or 1)
    except ValueError:
        factor = 0.0
    if not 1 <= factor <= MOST:
        expected = f"a factor on time from 1 to {MOST:g}, such as 1.5"
        raise complaint(path, line, time, expected)
    names = tuple(dict.fromkeys(waived.replace(",", " ").split()))
    for one in names:
        number, _, name = one.partition("/")
        if number not in known or name not in known[number].usual:
            expected = "exercises such as 03/nn_model, with blanks between them"
            raise complaint(path, line, one, expected)
    return Accommodation(student, factor, names)


def complaint(path: Path, line: int, got: str, expected: str) -> CourseError:
    """Word what is wrong in a line."""
    return CourseError(
        "{path}, line {line}: {got!r}, expected {expected}",
        path=path.name,
        line=line,
        got=got,
        expected=expected,
    )


def stretched(start: datetime, due: datetime, factor: float, zone: tzinfo) -> datetime:
    """Return when something is due for whoever has more time.

    Parameters
    ----------
    start, due : datetime
        When it was handed out, and when it is due for everybody.
    factor : float
        How many times as long she has.
    zone : tzinfo
        Where the clock hangs: twice a week ends at the same time of the day.

    Returns
    -------
    datetime
        In UTC.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> berlin = ZoneInfo("Europe/Berlin")
    >>> start, due = (datetime(2026, 10, day, 12, tzinfo=berlin) for day in (13, 20))
    >>> stretched(start, due, 2, berlin).astimezone(berlin).isoformat()
    '2026-10-27T12:00:00+01:00'
    """
    begun, over = (one.astimezone(zone).replace(tzinfo=None) for one in (start, due))
    return placed(begun + factor * (over - begun), zone)
