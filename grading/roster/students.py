"""The roster of a class: one person in each line of `students.csv`.

The columns are id, name, email, section and group; any other is named after a platform
and holds what that platform calls a person: ``canvas``, ``blackboard``, ``github``, or
``moodle 02`` for a number that holds for notebook 02 alone. Only the id must be there.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from grading import atomic, inert
from grading.course import STUDENT
from grading.errors import CourseError, meant
from grading.platforms import loaded, names, table

FIELDS = ("id", "name", "email", "section", "group")
# What a spreadsheet makes of a long number.
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+")


@dataclass(frozen=True)
class Person:
    """One student.

    Parameters
    ----------
    id : str
        What files and records are called after.
    name, email, section, group : str
        As far as they are known.
    keys : mapping of str to str
        What platforms call her, by column.
    """

    id: str
    name: str = ""
    email: str = ""
    section: str = ""
    group: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """Id and name, for a person to read."""
        return f"{self.id} ({self.name})" if self.name else self.id


@dataclass(frozen=True)
class Roster:
    """The people of a class.

    Parameters
    ----------
    people : tuple of Person
        In the order of the file.
    """

    people: tuple[Person, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """Everybody by id."""
        return {one.id: one for one in self.people}

    def name(self, student: str) -> str:
        """Return a student's name, or an empty text."""
        return self.by_id[student].name if student in self.by_id else ""

    def shown(self, student: str) -> str:
        """Return id and name of a student, as far as they are known."""
        return self.by_id.get(student, Person(student)).shown

    def with_key(self, column: str, key: str) -> Person | None:
        """Find whom a platform calls by this key."""
        return self._keyed.get((column, key.casefold())) if key else None

    @cached_property
    def _keyed(self) -> dict[tuple[str, str], Person]:
        return {
            (column, key.casefold()): one
            for one in self.people
            for column, key in one.keys.items()
        }

    def with_email(self, email: str) -> Person | None:
        """Find who has this address, or is called by it."""
        return self._addressed.get(email.casefold()) if email else None

    @cached_property
    def _addressed(self) -> dict[str, Person]:
        called = {one.id.casefold(): one for one in self.people}
        return called | {o.email.casefold(): o for o in self.people if o.email}

    def named(self, shown: str, written: str) -> Person | None:
        """Find the only person whose name a platform may write in this way.

        Parameters
        ----------
        shown : str
            What the platform writes.
        written : str
            How it writes names: a word of `grading.platforms.names.WRITTEN`.

        Returns
        -------
        Person, optional
            None if there is none, or another has a name that is nearly the same.
        """
        alike = self.alike(shown)
        only = alike[0] if len(alike) == 1 else None
        return only if only and names.same(only.name, shown, written) else None

    def alike(self, shown: str) -> Sequence[Person]:
        """List everybody who might be called so, however it is written."""
        letters = names.loose(shown)
        return self._alike.get(letters, ()) if letters else ()

    @cached_property
    def _alike(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for one in self.people:
            found.setdefault(names.loose(one.name), []).append(one)
        return found

    def in_group(self, group: str) -> tuple[Person, ...]:
        """List the members of a group."""
        wanted = names.exact(group)
        return tuple(
            o for o in self.people if o.group and names.exact(o.group) == wanted
        )

    def nearest(self, shown: str) -> str:
        """Name who may be meant, or return an empty text."""
        words = {one.name: one.id for one in self.people if one.name}
        words |= {one.id: one.id for one in self.people}
        folded = {word.casefold(): word for word in words}
        return "".join(
            self.by_id[words[folded[near]]].shown
            for near in meant(shown.casefold(), folded)
        )


def same(one: str, other: str) -> bool:
    """Tell whether two signs of a person are equal, whatever case they are in."""
    return one.casefold() == other.casefold()


def read(path: Path) -> Roster:
    """Read a roster.

    Parameters
    ----------
    path : Path
        `students.csv`; it need not exist.

    Returns
    -------
    Roster
        Without anybody if there is no file.

    Raises
    ------
    CourseError
        If a column is unknown or missing, an id cannot be one, or two people share an
        id, an address or a platform's key.
    """
    if not path.exists():
        return Roster()
    sheet = table.read(path)
    headings = [table.plain(one) for one in sheet.headings]
    refuse_headings(path, sheet.headings)
    people = []
    for line, row in sheet.rows:
        given = dict(zip(headings, row, strict=True))
        keys = {key: text for key, text in given.items() if text and key not in FIELDS}
        own = {key: nfc(given.get(key, "")) for key in FIELDS}
        people.append(checked(path, line, Person(**own, keys=keys)))
    refuse_doubles(path, people, [line for line, _ in sheet.rows])
    return Roster(tuple(people))


def refuse_headings(path: Path, headings: Iterable[str]) -> None:
    """Refuse a file with a column that nobody reads, without ids, or with two alike."""
    found = [table.plain(one) for one in headings]
    columns = {platform.column for platform in loaded.platforms()}
    for one in found:
        if one not in FIELDS and one.partition(" ")[0] not in columns:
            known = ", ".join((*FIELDS, *sorted(columns)))
            raise CourseError(
                "{path}, line 1: {got} is no column, expected some of {known}; columns "
                "are separated by commas, semicolons or tabs",
                path=path.name,
                got=repr(one),
                known=known,
            )
        if found.count(one) > 1:
            raise CourseError(
                "{path}, line 1: two columns are called {got}, expected one",
                path=path.name,
                got=repr(one),
            )
    if "id" not in found:
        raise CourseError(
            "{path}, line 1: there is no column id; add one", path=path.name
        )


def checked(path: Path, line: int, one: Person) -> Person:
    """Refuse a person whose id cannot be one."""
    short = [text for text in (one.id, *one.keys.values()) if SHORTENED.fullmatch(text)]
    if short:
        expected = "the whole number: a spreadsheet has shortened it"
    elif STUDENT.fullmatch(one.id):
        return one
    else:
        expected = "letters, digits, . _ @ and -, at most 100"
    raise CourseError(
        "{path}, line {line}: id is {got}, expected {expected}",
        path=path.name,
        line=line,
        got=repr(short[0] if short else one.id),
        expected=expected,
    )


def refuse_doubles(path: Path, people: Iterable[Person], lines: Iterable[int]) -> None:
    """Refuse two people with one id, one address or one key of a platform."""
    seen: dict[tuple[str, str], int] = {}
    for one, line in zip(people, lines, strict=True):
        for column, text in {"id": one.id, "email": one.email, **one.keys}.items():
            place = column, text.casefold()
            if text and place in seen:
                raise CourseError(
                    "{path}, line {line}: {column} is {got} as in line {first}, "
                    "expected one person for each",
                    path=path.name,
                    line=line,
                    column=column,
                    got=repr(text),
                    first=seen[place],
                )
            seen[place] = line


def refuse_strangers(
    roster: Roster, named: Mapping[str, Iterable[str]], met: Iterable[str]
) -> None:
    """Refuse an extension or an accommodation for somebody who is not in the class.

    Parameters
    ----------
    roster : Roster
        The class; where it is empty, nothing is refused.
    named : mapping of str to (iterable of str)
        Ids that stand in a file, by its name.
    met : iterable of str
        Ids of whoever has handed in, in the roster or not.

    Raises
    ------
    CourseError
        For the first; it names who may be meant.
    """
    known = {*roster.by_id, *met}
    for file, ids in named.items() if roster.people else ():
        for stranger in sorted(set(ids) - known):
            near = roster.nearest(stranger)
            raise CourseError(
                "{file}: student is {got}, expected an id of students.csv{guess}",
                file=file,
                got=repr(stranger),
                guess=f" (did you mean {near}?)" if near else "",
            )


def nfc(text: str) -> str:
    """Return a text with each letter in one piece."""
    return unicodedata.normalize("NFC", text)


def written(roster: Roster) -> str:
    """Write a roster as text.

    Parameters
    ----------
    roster : Roster
        The people.

    Returns
    -------
    str
        CSV: a line of headings, and a line for each.
    """
    extra = sorted({column for one in roster.people for column in one.keys})
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*FIELDS, *extra])
    for one in roster.people:
        own = [getattr(one, key) for key in FIELDS]
        keys = [one.keys.get(column, "") for column in extra]
        writer.writerow(map(inert.entry, [*own, *keys]))
    return stream.getvalue()


def write(path: Path, roster: Roster) -> None:
    """Write a roster, with a mark by which spreadsheets know that it is UTF-8."""
    atomic.write(path, written(roster).encode("utf-8-sig"))


def joined(one: Person, other: Person) -> Person:
    """Add to a person what is known of her elsewhere; what stands there stays."""
    own = {key: getattr(one, key) or getattr(other, key) for key in FIELDS}
    return replace(one, **own, keys={**other.keys, **one.keys})
