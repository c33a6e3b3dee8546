"""People from what a platform exports: found there, and joined with those of the class.

Which list it is, is told by its headings. A person who is known already, by a key of
the platform, by id, by address or by the only name of this kind, gets what is new;
what stands in `students.csv` is never changed.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from grading.course import STUDENT
from grading.errors import CourseError, UsageError
from grading.platforms import loaded, names, table
from grading.platforms.form import Export
from grading.platforms.table import Sheet
from grading.roster.students import FIELDS, Person, Roster, joined, nfc, same

DATABASE = b"SQLite format 3\0"
# A class of this size of which nobody is in the list: it is another course's.
A_CLASS = 5


@dataclass
class Imported:
    """What came of an import.

    Parameters
    ----------
    what : str
        Which list it was.
    roster : Roster
        The class afterwards.
    new, known : list of Person
        Who came in, and who was there.
    notes : list of str
        What was left as it was.
    """

    what: str
    roster: Roster = field(default_factory=Roster)
    new: list[Person] = field(default_factory=list)
    known: list[Person] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def people(path: Path, notebook: str = "", columns: Mapping[str, str] | None = None):
    """Read the people of a list.

    Parameters
    ----------
    path : Path
        A CSV file, or nbgrader's gradebook.
    notebook : str
        The number of the notebook for which a platform's numbers hold, where they hold
        for one assignment alone.
    columns : mapping of str to str, optional
        Headings of a list that no platform writes, by what stands below them.

    Returns
    -------
    what : str
        Which list it is.
    found : list of Person
        In its order; an id is empty where the list holds none that can be one.

    Raises
    ------
    CourseError
        If it cannot be read, or is no list that is known.
    UsageError
        If the notebook must be named and is not.
    """
    if path.is_file() and path.read_bytes()[: len(DATABASE)] == DATABASE:
        return "nbgrader, gradebook", list(of_database(path))
    if not columns and (found := recognised(path)):
        sheet, export = found
        return export.title, of_export(sheet, export, notebook)
    sheet = table.read(path)
    if columns:
        return "own columns", of_columns(sheet, columns)
    if sheet.place(["id"]) is not None:
        return "plain table", of_columns(sheet, dict(zip(FIELDS, FIELDS, strict=True)))
    known = ", ".join(dict.fromkeys(one.title for one in loaded.exports()))
    raise CourseError(
        "{path} begins with {got}, expected a list that is known ({known}), a column "
        "id, or --columns",
        path=path.name,
        got=repr(",".join(sheet.headings)[:80]),
        known=known,
    )


def of_database(path: Path) -> Iterator[Person]:
    """Read the students of nbgrader's gradebook, which is left alone."""
    asked = "select id, first_name, last_name, email from student order by id"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as book:
            found = book.execute(asked).fetchall()
    except sqlite3.Error as error:
        raise CourseError(
            "{path} is no gradebook of nbgrader: {error}", path=path, error=error
        ) from error
    for id, first, last, email in found:
        yield Person(id, " ".join(filter(None, (first, last))), email or "")


def of_columns(sheet: Sheet, columns: Mapping[str, str]) -> list[Person]:
    """Read people from columns whose headings are given."""
    for key, heading in columns.items():
        if key not in FIELDS:
            raise UsageError(
                f"--columns names {key!r}, expected some of {', '.join(FIELDS)}"
            )
        if sheet.place([heading]) is None and key != heading:
            raise UsageError(
                f"--columns: there is no column {heading!r}, expected some of "
                f"{', '.join(sheet.headings)}"
            )
    rows = sheet.records({"id": (), **{key: (one,) for key, one in columns.items()}})
    return [Person(**{key: nfc(text) for key, text in row.items()}) for row in rows]


def recognised(path: Path) -> tuple[Sheet, Export] | None:
    """Read a list of a platform.

    Parameters
    ----------
    path : Path
        A CSV file.

    Returns
    -------
    (Sheet, Export) or None
        The list, and which it is; None if no platform writes such a list.

    Raises
    ------
    CourseError
        If it is no table.
    """
    for top in table.tops(path):
        if export := which(top):
            return table.read(path, top.above), export
    return None


def which(sheet: Sheet) -> Export | None:
    """Find out which platform wrote a list: all that it needs is there."""
    for export in loaded.exports():
        spoken = [
            export.headings[key]
            for key in ("name", "first", "key")
            if key in export.headings
        ]
        if all(sheet.place(one) is not None for one in (*spoken, *export.needs)):
            return export
    return None


def of_export(sheet: Sheet, export: Export, notebook: str) -> list[Person]:
    """Read people from the list of a platform."""
    read = in_rows(sheet, export, notebook)
    return [one for one in read if is_somebody(one, export)]


def in_rows(sheet: Sheet, export: Export, notebook: str) -> list[Person]:
    """Read what each row of a platform's list says of a person."""
    column = column_of(export, notebook)
    ids = {f"id {number}": heads for number, heads in enumerate(export.ids)}
    rows = sheet.records({**export.headings, **ids})
    return [of_row(row, column, export.key_ends_in_digits) for row in rows]


def is_somebody(one: Person, export: Export) -> bool:
    """Tell whether a row of a list is about a person of the class."""
    said = one.name or one.keys or one.id
    return bool(said) and one.name not in export.without


def of_row(row: Mapping[str, str], column: str, ends_in_digits: bool) -> Person:
    """Read one person of a platform's list."""
    # Brightspace begins ids with a sign that keeps spreadsheets from reading them.
    own = {key: nfc(text).lstrip("#") for key, text in row.items()}
    first_last = " ".join(filter(None, (own.get("first"), own.get("last"))))
    ids = [text for key, text in own.items() if key.startswith("id ")]
    key = own.get("key", "")
    if ends_in_digits:
        key = (re.findall(r"\d+$", key) or [""])[0]
    return Person(
        next((one for one in ids if STUDENT.fullmatch(one)), ""),
        unquoted(own.get("name") or first_last),
        own.get("email", ""),
        own.get("section", ""),
        keys={column: key} if column and key else {},
    )


def unquoted(name: str) -> str:
    """Take the formula away with which Canvas guards a name, and blanks around it."""
    guarded = re.fullmatch(r'="(.*)"', name)
    return (guarded[1].replace('""', '"') if guarded else name).strip()


def column_of(export: Export, notebook: str) -> str:
    """Name the column of `students.csv` for the keys of a list; empty for none."""
    if "key" not in export.headings:
        return ""
    platform = export.platform
    if platform.scope != "assignment" or not export.key_ends_in_digits:
        return platform.column
    if not notebook:
        raise UsageError(
            f"the numbers of {export.title} hold for one assignment alone: say for "
            "which notebook with --notebook, such as --notebook 02"
        )
    return f"{platform.column} {notebook}"


def imported(
    roster: Roster, what: str, found: Sequence[Person], *, other: bool = False
) -> Imported:
    """Join people with those of the class.

    Parameters
    ----------
    roster : Roster
        The class.
    what : str
        Which list it is, for errors.
    found : sequence of Person
        The people of the list.
    other : bool
        Whether whoever is not known is new, namesakes and whole lists of strangers too.

    Returns
    -------
    Imported
        The class afterwards; nothing is written.

    Raises
    ------
    CourseError
        If two of them are one of the class, one of them is two of the class, or nobody
        of a whole class is among them.
    """
    done, ids = Imported(what), {one.id: one for one in roster.people}
    met: dict[str, Person] = {}
    for one in found:
        old = known(roster, one)
        if old is None:
            if not other:
                refuse_namesake(roster, one)
            new = with_id(one, ids)
            ids[new.id] = new
            done.new.append(new)
        elif old.id in met:
            raise CourseError(
                "{what} has two people who would both be {old}: {a} and {b}; give each "
                "a line of her own in students.csv",
                what=what,
                old=old.shown,
                a=described(met[old.id]),
                b=described(one),
            )
        else:
            met[old.id] = one
            ids[old.id] = joined(old, one)
            done.known.append(ids[old.id])
            done.notes += kept(old, one)
    if len(roster.people) >= A_CLASS and not met and not other:
        raise CourseError(
            "nobody of {n} people in students.csv is in this list ({what}): is it "
            "another course's? With --accept new all of it is taken",
            n=len(roster.people),
            what=what,
        )
    done.roster = Roster(tuple(ids.values()))
    return done


def known(roster: Roster, one: Person) -> Person | None:
    """Find a person of a list in the class, by whatever is the same."""
    by_key = [roster.with_key(column, key) for column, key in one.keys.items()]
    by_id = [old for old in roster.people if one.id and same(old.id, one.id)]
    by_email = roster.with_email(one.email)
    strong = [old for old in (*by_key, *by_id, by_email) if old is not None]
    if len({old.id for old in strong}) > 1:
        raise CourseError(
            "{one} would be both {a} and {b} of students.csv; mend the line that is "
            "wrong",
            one=described(one),
            a=strong[0].shown,
            b=next(old.shown for old in strong if old.id != strong[0].id),
        )
    return strong[0] if strong else by_name(roster, one)


def refuse_namesake(roster: Roster, one: Person) -> None:
    """Refuse to enter somebody who may be there under another address or key."""
    alike = roster.alike(one.name)
    if alike:
        raise CourseError(
            "{one} may be {old} of students.csv, or a namesake: write what the list "
            "has into the right line, or take everybody who is not known as new with "
            "--accept new",
            one=described(one),
            old=" or ".join(old.shown for old in alike),
        )


def by_name(roster: Roster, one: Person) -> Person | None:
    """Find the only person of this name, if nothing says that she is another."""
    old = roster.named(one.name, "full")
    if old is None or (old.email and one.email):
        return None
    return None if old.keys.keys() & one.keys.keys() else old


def with_id(one: Person, taken: Mapping[str, Person]) -> Person:
    """Give an id to whoever has none that can be one, or one that is taken."""
    folded = {id.casefold() for id in taken}
    stem = one.id or one.email.partition("@")[0]
    if not STUDENT.fullmatch(stem):
        stem = slug(one.name)
    id, number = stem, 1
    while id.casefold() in folded:
        number += 1
        id = f"{stem}-{number}"
    return Person(id, one.name, one.email, one.section, one.group, one.keys)


def slug(name: str) -> str:
    """Make of a name what a file may be called.

    Of some scripts nothing is left; then digits stand for the name, always the same.

    Examples
    --------
    >>> slug("Éva O'Example"), slug("דנה"), slug("דנה") == slug("例")
    ('eva-oexample', 'student-a1c2', False)
    """
    exact = names.exact(name)
    parts = unicodedata.normalize("NFKD", exact)
    plain = "".join(sign for sign in parts if sign.isascii())
    written = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
    return written or f"student-{sha256(exact.encode()).hexdigest()[:4]}"


def kept(old: Person, one: Person) -> Iterator[str]:
    """Say what the list has otherwise than the class."""
    there = {**{key: getattr(old, key) for key in FIELDS[1:]}, **old.keys}
    here = {**{key: getattr(one, key) for key in FIELDS[1:]}, **one.keys}
    for key in here:
        if not (here[key] and there.get(key)) or same(there[key], here[key]):
            continue
        # A name may be turned round.
        if key != "name" or not names.same(old.name, one.name, "full"):
            yield f"{old.id}: {key} stays {there[key]!r}; the list has {here[key]!r}"


def described(one: Person) -> str:
    """Name a person of a list by what is known of her."""
    words = [one.name, one.id, one.email, *(f"{k} {v}" for k, v in one.keys.items())]
    return ", ".join(dict.fromkeys(word for word in words if word))
