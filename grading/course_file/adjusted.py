"""One decision for all who made the same mistake: `adjustments.csv`.

A line says of an exercise and a mistake that the check has named how many points more,
or fewer, it counts, and why. Whoever makes the mistake later falls under it as well.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading import atomic
from grading.errors import CourseError
from grading.platforms import table
from grading.released.catalogue import Catalogue

FILE = "adjustments.csv"
COLUMNS = ("exercise", "mistake", "points", "reason")
MOST = 1000  # points, whichever way
SAID = "In {name}, {points:+g} for what was found there. Reason: {reason}"


@dataclass(frozen=True)
class Adjustment:
    """One decision.

    Parameters
    ----------
    exercise : str
        Id of the exercise, such as ``03/backward_propagation``.
    mistake : str
        The name under which the check knows the mistake.
    points : float
        What it counts more; less than 0 for fewer.
    reason : str
        What the students are told.
    """

    exercise: str
    mistake: str
    points: float
    reason: str

    @property
    def name(self) -> str:
        """The function."""
        return self.exercise.partition("/")[2]

    @property
    def said(self) -> str:
        """What stands on the page of whom it concerns."""
        return SAID.format(name=self.name, points=self.points, reason=self.reason)


def read(path: Path, known: Catalogue) -> tuple[Adjustment, ...]:
    """Read the decisions of a class.

    Parameters
    ----------
    path : Path
        `adjustments.csv`; it need not exist.
    known : mapping of str to Entry
        The notebooks.

    Returns
    -------
    tuple of Adjustment
        In the order of the file.

    Raises
    ------
    CourseError
        For the first line that is wrong; it names file, line, what came and what was
        expected.
    """
    if not path.exists():
        return ()
    sheet = table.read(path)
    if tuple(map(table.plain, sheet.headings)) != COLUMNS:
        raise complaint(path, 1, ",".join(sheet.headings), ",".join(COLUMNS))
    found: dict[tuple[str, str], Adjustment] = {}
    for line, row in sheet.rows:
        one = of_row(path, line, row, known)
        if (one.exercise, one.mistake) in found:
            raise complaint(path, line, one.mistake, "each mistake once")
        found[one.exercise, one.mistake] = one
    return tuple(found.values())


def of_row(path: Path, line: int, row: Sequence[str], known: Catalogue) -> Adjustment:
    """Make a decision of a line."""
    exercise, mistake, points, reason = row
    number, _, name = exercise.partition("/")
    if number not in known or name not in known[number].points:
        raise complaint(path, line, exercise, "an exercise such as 03/nn_model")
    try:
        counted = float(points)
    except ValueError:
        raise complaint(path, line, points, "a number of points such as 3") from None
    if not (mistake and reason and abs(counted) < MOST):
        raise complaint(path, line, ",".join(row), "a mistake, points and a reason")
    return Adjustment(exercise, mistake, counted, reason)


def complaint(path: Path, line: int, got: str, expected: str) -> CourseError:
    """Word what is wrong in a line."""
    return CourseError(
        "{path}, line {line}: {got!r}, expected {expected}",
        path=path.name,
        line=line,
        got=got,
        expected=expected,
    )


def write(path: Path, decided: Iterable[Adjustment]) -> None:
    """Write the decisions of a class."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in decided:
        writer.writerow([one.exercise, one.mistake, f"{one.points:g}", one.reason])
    atomic.write_text(path, stream.getvalue())
