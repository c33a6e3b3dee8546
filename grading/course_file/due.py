"""When a student's notebook is due: the class's time, or the student's own.

Students who get more time once stand in `extensions.csv` in the course folder, one in
each line: student, notebook, new due time. The file may come from a spreadsheet. Who
has more time for everything stands in `accommodations.csv`; the later time holds.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grading.course import STUDENT
from grading.course_file import times
from grading.course_file.accommodated import Accommodation, stretched
from grading.course_file.settings import Settings
from grading.errors import UNKNOWN_NOTEBOOK_KEY, CourseError
from grading.released.catalogue import Catalogue, numbers

COLUMNS = ("student", "notebook", "due")
NO_START = (
    "course.toml: notebooks.{number}.start is missing, expected when it was handed "
    "out: by accommodations.csv {student} has {time:g} times as long"
)


@dataclass(frozen=True)
class Dues:
    """Due times of a class.

    Parameters
    ----------
    regular : mapping of str to datetime
        By number of the notebook; one that is not there is never late.
    extensions : mapping of (str, str) to datetime
        Own times, by student and number of the notebook.
    """

    regular: Mapping[str, datetime]
    extensions: Mapping[tuple[str, str], datetime]

    def of(self, student: str, notebook: str) -> datetime | None:
        """Return when a student's notebook is due; None if it is never late."""
        regular = self.regular.get(notebook)
        return self.extensions.get((student, notebook), regular)

    def last(self, notebook: str) -> datetime | None:
        """Return when a notebook is due for the last student."""
        if notebook not in self.regular:
            return None
        longer = [due for (_, one), due in self.extensions.items() if one == notebook]
        return max([self.regular[notebook], *longer])

    def with_time(self, given: Iterable[Accommodation], settings: Settings) -> "Dues":
        """Return the same for students who have more time for everything as well.

        Parameters
        ----------
        given : iterable of Accommodation
            Theirs.
        settings : Settings
            When notebooks were handed out.

        Raises
        ------
        CourseError
            If it is not known when a notebook was handed out, which must be known.
        """
        longer = dict(self.extensions)
        for one in given:
            for number, due in self.regular.items() if one.time > 1 else ():
                start = settings.of(number).start
                if start is None:
                    raise CourseError(
                        NO_START, student=one.student, time=one.time, number=number
                    )
                own = stretched(start, due, one.time, settings.zone)
                longer[one.student, number] = max(own, self.of(one.student, number))
        return Dues(self.regular, longer)


def read(path: Path, settings: Settings, known: Catalogue) -> Dues:
    """Read the extensions of a class, and put them to its due times.

    Parameters
    ----------
    path : Path
        `extensions.csv`; it need not exist.
    settings : Settings
        The course file.
    known : mapping of str to Entry
        The notebooks.

    Returns
    -------
    Dues
        Of everybody.

    Raises
    ------
    CourseError
        For the first line that is wrong; it names file, line, what came and what was
        expected.
    """
    regular = {number: settings.of(number).due for number in known}
    regular = {number: due for number, due in regular.items() if due is not None}
    extensions: dict[tuple[str, str], datetime] = {}
    lines: dict[tuple[str, str], int] = {}
    for number, row in rows(path):
        line = Line(path, number)
        key = (line.student(row["student"]), line.notebook(row["notebook"], known))
        if key in lines:
            raise line.complaint("student", row["student"], line.twice(lines[key]))
        lines[key] = number
        extensions[key] = line.due(row["due"], settings, regular.get(key[1]))
    return Dues(regular, extensions)


@dataclass(frozen=True)
class Line:
    """One line of the file, to be complained of."""

    path: Path
    number: int

    def complaint(self, column: str, got: str, expected: str) -> CourseError:
        """Word what is wrong with a value."""
        place = {"path": self.path.name, "line": self.number, "column": column}
        return CourseError(
            "{path}, line {line}: {column} is {got!r}, expected {expected}",
            **place,
            got=got,
            expected=expected,
        )

    def twice(self, first: int) -> str:
        """Say where the same student and notebook stand already."""
        return f"one line for a student and a notebook; the first is line {first}"

    def student(self, text: str) -> str:
        """Read a student id."""
        if not STUDENT.fullmatch(text):
            raise self.complaint(
                "student", text, "a student id: letters, digits, . _ @ and -"
            )
        return text

    def notebook(self, text: str, known: Catalogue) -> str:
        """Read a notebook's number; spreadsheets turn 02 into 2."""
        if text.zfill(2) not in known:
            expected = UNKNOWN_NOTEBOOK_KEY.format(known=numbers(known))
            raise self.complaint("notebook", text, expected)
        return text.zfill(2)

    def due(self, text: str, settings: Settings, regular: datetime | None) -> datetime:
        """Read the new due time; it must be after the regular one."""
        if regular is None:
            raise self.complaint(
                "due", text, "a notebook that is due in course.toml; this one never is"
            )
        try:
            found = times.read(text, settings.zone)
        except ValueError as error:
            raise self.complaint("due", text, str(error)) from error
        if found <= regular:
            than = times.shown(regular, settings.zone)
            raise self.complaint(
                "due", text, f"a time after it is due for everybody, {than}"
            )
        return found


def rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """Yield the lines of the file with their numbers; empty lines are skipped."""
    if not path.exists():
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CourseError(
            f"{path} is not text in UTF-8: save it as CSV in UTF-8"
        ) from error
    first = lines[0] if lines else ""
    # Spreadsheets of many countries write a semicolon where others write a comma.
    table = csv.reader(lines, delimiter=";" if ";" in first else ",")
    head = [name.strip().lower() for name in next(table, [])]
    if sorted(head) != sorted(COLUMNS):
        expected = ",".join(COLUMNS)
        raise CourseError(
            f"{path.name}: the first line is {first!r}, expected {expected}"
        )
    for row in table:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(head):
            raise CourseError(
                f"{path.name}, line {table.line_num}: there are {len(cells)} "
                f"values, expected {len(head)}"
            )
        yield table.line_num, dict(zip(head, cells, strict=True))
