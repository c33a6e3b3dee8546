"""One table of the course file, read with suspicion.

Each method reads one kind of value. A complaint names file, key, what came and what was
expected.
"""

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

from grading.course_file import times
from grading.errors import EXPECTED_TIME, CourseError, one_of


@dataclass(frozen=True)
class Table:
    """Keys and values of one table.

    Parameters
    ----------
    path : Path
        The file; only its name is shown.
    name : str
        The table's dotted name, empty for the whole file.
    values : dict
        As the TOML reader gives them.
    """

    path: Path
    name: str
    values: dict[str, Any]

    def dotted(self, key: str) -> str:
        """Return the full name of a key."""
        return f"{self.name}.{key}" if self.name else key

    def complaint(self, key: str, expected: str) -> CourseError:
        """Word what is wrong with a value."""
        got = plain(self.values[key])
        return self.error(
            "{path}: {key} is {got}, expected {expected}",
            key,
            got=got,
            expected=expected,
        )

    def missing(self, key: str, expected: str) -> CourseError:
        """Word that a value is needed."""
        return self.error(
            "{path}: {key} is missing, expected {expected}", key, expected=expected
        )

    def error(self, wording: str, key: str, **about: str) -> CourseError:
        """Return an error that names the file and the key."""
        return CourseError(wording, path=self.path.name, key=self.dotted(key), **about)

    def only(self, *known: str) -> None:
        """Refuse keys that nobody reads."""
        for key in self.values:
            if key not in known:
                expected = one_of(key, known)
                raise self.error(
                    "{path}: nothing is called {key}, expected {expected}",
                    key,
                    expected=expected,
                )

    def table(self, key: str) -> "Table":
        """Read a table; one that is not there is empty."""
        found = self.values.get(key, {})
        if not isinstance(found, dict):
            raise self.complaint(key, f"a table, [{self.dotted(key)}]")
        return Table(self.path, self.dotted(key), found)

    def choice(self, key: str, known: Sequence[str], default: str) -> str:
        """Read one of a few words."""
        found = self.values.get(key, default)
        if found not in known:
            raise self.complaint(key, one_of(found, known))
        return found

    def switch(self, key: str, default: bool) -> bool:
        """Read whether something holds."""
        found = self.values.get(key, default)
        if not isinstance(found, bool):
            raise self.complaint(key, "true or false")
        return found

    def number(
        self,
        key: str,
        default: float | None,
        *,
        most: float = math.inf,
        zero: bool = True,
    ) -> float | None:
        """Read a number from 0, or above it, to `most`."""
        if key not in self.values:
            return default
        found = self.values[key]
        least = "from 0" if zero else "above 0"
        expected = f"a number {least}" + (f" to {most:g}" if most < math.inf else "")
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.complaint(key, expected)
        if not (0 <= found <= most and found < math.inf) or (found == 0 and not zero):
            raise self.complaint(key, expected)
        return float(found)

    def moment(self, key: str, zone: tzinfo) -> datetime | None:
        """Read a date with a time."""
        found = self.values.get(key)
        if found is None:
            return None
        try:
            # A quoted time means what it says as well.
            if isinstance(found, str):
                return times.read(found, zone)
        except ValueError as error:
            raise self.complaint(key, str(error)) from error
        if not isinstance(found, datetime):
            expected = EXPECTED_TIME.format(example=f"{times.EXAMPLE}:00")
            raise self.complaint(key, expected)
        return times.placed(found, zone)

    def zone(self, key: str) -> tzinfo:
        """Read a time zone; UTC if there is none."""
        if key not in self.values:
            return UTC
        try:
            return times.zone(self.values[key])
        except (ValueError, TypeError) as error:
            raise self.complaint(
                key, 'a time zone: "UTC", or a name such as "Europe/Berlin"'
            ) from error

    def names(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """Read a list of names that must be known."""
        found = self.values.get(key, [])
        if not isinstance(found, list):
            raise self.complaint(key, "a list of names in square brackets")
        legal = list(known)
        for name in found:
            if name not in legal:
                text = f"each name to be {one_of(name, legal)}"
                raise self.complaint(key, text)
        return tuple(dict.fromkeys(found))


def parsed(path: Path) -> dict:
    """Read a TOML file as plain values.

    Raises
    ------
    CourseError
        If it is none.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} is not TOML: {error}") from error


def plain(value: object) -> str:
    """Write a value as it stands in a course file, roughly."""
    if isinstance(value, date | time):
        return str(value)
    if isinstance(value, dict):
        return "a table"
    return repr(value)
