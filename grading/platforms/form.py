"""One platform: what its download says of a file, read from a small file of data.

A form holds patterns with named groups, tried on the path inside the archive:

    key        whose it is: a number, a login; empty where the path has none
    name       of a person, as the platform writes it; also in two, first and last
    group      the name of a team
    attempt    which hand-in of this person, as it stands there
    late       a mark of the platform
    ref        the platform's own number of this very file
    file       what the file was called
    receipt    there if it is no hand-in at all
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

FIELD = re.compile(r"\{(\w+)\}")
# The clock of "Sep 24, 2026 926 PM" has lost its colon.
CLOCK = re.compile(r"\b(\d{1,2})(\d\d)(?=$| [AP]M$)")


@dataclass(frozen=True)
class Sender:
    """Whoever handed something in, as the platform names her.

    Parameters
    ----------
    key : str
        The platform's own sign for a person or a team; empty if it gives none.
    name : str
        How the platform writes the name; empty if it does not.
    group : str
        The name of a team, where the form says that it is one.
    """

    key: str = ""
    name: str = ""
    group: str = ""

    @property
    def shown(self) -> str:
        """Name and key, for a person to read."""
        words = [self.group or self.name, self.key]
        return " · ".join(dict.fromkeys(one for one in words if one))


@dataclass(frozen=True)
class Reading:
    """What a path says.

    Parameters
    ----------
    sender : Sender
        Whose the file is.
    file : str
        What it was called, with the folders above it.
    attempt, ref : str
        As it stands in the path; empty if nothing does.
    late : bool
        Whether the platform marked it as late.
    behind : str
        What stands before a login, where it is not certain where that begins.
    """

    sender: Sender
    file: str
    attempt: str = ""
    ref: str = ""
    late: bool = False
    behind: str = ""

    def with_login(self, logins: Iterable[str]) -> "Reading":
        """Return the same with the longest login that may stand there, if there is one.

        Parameters
        ----------
        logins : iterable of str
            Those of the class.
        """
        whole = f"{self.behind}_{self.sender.key}"
        fit = [one for one in logins if whole.casefold().endswith(f"_{one.casefold()}")]
        if not self.behind or not fit:
            return self
        login = max(fit, key=len)
        sender = replace(self.sender, key=whole[-len(login) :])
        return replace(self, sender=sender, behind=whole[: -len(login) - 1])


@dataclass(frozen=True)
class Platform:
    """The form of a platform.

    Parameters
    ----------
    id, title : str
        Of the file, and for people.
    patterns : tuple of re.Pattern
        The first that fits a path reads it.
    scope : str
        How far a key is the same person: ``"assignment"``, ``"course"`` or ``"site"``.
    names : str
        How names are written: a word of `names.WRITTEN`; empty if there are none.
    login : bool
        Whether a key may be what the class calls a student id.
    login_at_end : bool
        Whether such a login is the end of the key, behind a name.
    login_behind : str
        The group before such a login, of which it may need a part; empty if none.
    anonymous : bool
        Whether nobody may be told from it.
    several : bool
        Whether it is told only by several senders.
    addresses : str
        Whether the key holds e-mail addresses: ``"plain"``, ``"md5"`` or empty.
    times : tuple of str
        Forms of the time that an attempt may be.
    hidden : tuple of str
        What stands in the place of a name that is hidden.
    zone : tzinfo, optional
        The zone of these times, if it is not the class's.
    sides : frozenset of str
        Names of files that are no hand-ins.
    column : str
        The column of `students.csv` that holds its keys.
    feedback : str
        Under which path a page goes back, from the groups of a pattern, ``before`` (all
        before the file's name) and ``page``; empty if the platform takes none.
    """

    id: str
    title: str
    patterns: tuple[re.Pattern, ...]
    scope: str
    names: str = ""
    login: bool = False
    login_at_end: bool = False
    login_behind: str = ""
    anonymous: bool = False
    several: bool = False
    addresses: str = ""
    times: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    zone: tzinfo | None = None
    sides: frozenset[str] = field(default_factory=frozenset)
    column: str = ""
    feedback: str = ""

    def read(self, path: str) -> Reading | None:
        """Read a path of an archive.

        Parameters
        ----------
        path : str
            With ``/`` between folders.

        Returns
        -------
        Reading, optional
            None if the form does not fit, or the file is a receipt.
        """
        found = self.fit(path)
        return None if found is None or found.get("receipt") else self.reading(found)

    def fit(self, path: str) -> Mapping[str, str] | None:
        """Return the groups of the first pattern that fits a path."""
        text = unicodedata.normalize("NFC", path)
        for pattern in self.patterns:
            if found := pattern.match(text):
                return {key: value or "" for key, value in found.groupdict().items()}
        return None

    def reading(self, found: Mapping[str, str]) -> Reading:
        """Make a reading of a pattern's groups."""
        whole = " ".join(filter(None, (found.get("first"), found.get("last"))))
        sender = Sender(
            found.get("key", ""), found.get("name") or whole, found.get("group", "")
        )
        return Reading(
            sender,
            found.get("file") or f"{found.get('kind', '')}.html",
            found.get("attempt", ""),
            found.get("ref", ""),
            bool(found.get("late")),
            found.get(self.login_behind, ""),
        )

    def time(self, attempt: str, zone: tzinfo) -> datetime | None:
        """Read an attempt as a time; None if it is none that is known."""
        for text in (attempt, CLOCK.sub(r"\1:\2", attempt)):
            for form in self.times:
                try:
                    read = datetime.strptime(text, form)
                except ValueError:
                    continue
                return read.replace(tzinfo=self.zone or zone).astimezone(UTC)
        return None

    def place_of(self, path: str, page: str) -> str:
        """Return under which path a page about a file goes back to the platform.

        Parameters
        ----------
        path : str
            Where the file lay.
        page : str
            What the page is called.

        Returns
        -------
        str
            Empty if the platform takes none, or the path lacks a part of it.
        """
        if not self.feedback:
            return ""
        inner = path.partition("/")[2]
        text = next((one for one in (path, inner) if self.fit(one)), "")
        found = self.fit(text)
        needed = FIELD.findall(self.feedback)
        if found is None:
            return ""
        before = text.removesuffix(found.get("file", ""))
        groups = {**found, "before": before, "page": page}
        groups["who"] = found.get("group") or found.get("name", "")
        if not all(groups.get(name) for name in needed):
            return ""
        return self.feedback.format(**groups)

    def is_side(self, path: str) -> bool:
        """Tell whether a file only lies beside what was handed in."""
        return path.rpartition("/")[2] in self.sides


@dataclass(frozen=True)
class Marks:
    """Where points stand in a list, and what of it goes back to the platform.

    Parameters
    ----------
    column : re.Pattern
        What the heading of a column of points looks like; ``title`` and ``key`` name
        it, ``worth`` is the most that it takes.
    worth : tuple of str
        Headings of a column that says the most; empty if there is none.
    worth_row : str
        The name in the row that says the most; empty if there is none.
    keeps : tuple of str
        Headings of the other columns that go back; empty for all of them.
    keeps_rows : tuple of str
        What stands in rows of nobody that go back.
    words : tuple of str
        Headings that are there where the platform takes words and no numbers.
    """

    column: re.Pattern
    worth: tuple[str, ...] = ()
    worth_row: str = ""
    keeps: tuple[str, ...] = ()
    keeps_rows: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """A list of people that a platform writes.

    Parameters
    ----------
    platform : Platform
        Whose.
    what : str
        What the platform calls it.
    headings : mapping of str to (tuple of str)
        For ``key``, ``name``, ``first``, ``last``, ``email`` and ``section``, the
        headings that may stand above it.
    ids : tuple of (tuple of str)
        Headings of what may be a student's id, the best first.
    needs : tuple of (tuple of str)
        Of each, one must be there.
    without : tuple of str
        Names that are nobody's.
    key_ends_in_digits : bool
        Whether only the digits at its end are the key.
    marks : Marks, optional
        How points go back; None if the platform takes none in this list.
    """

    platform: Platform
    what: str
    headings: Mapping[str, tuple[str, ...]]
    ids: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    key_ends_in_digits: bool = False
    marks: Marks | None = None

    @property
    def title(self) -> str:
        """The platform, and what it calls this list."""
        return f"{self.platform.title}, {self.what}"
