"""Of which part of a class a page speaks: a notebook, a section, a week, or all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from grading.course_file import times
from grading.course_file.terms import Terms
from grading.errors import UsageError, one_of
from grading.found.record import Record
from grading.roster.students import Roster, same
from nnlib.wording import listed

DAYS = 7
EXPECTED_DAY = "--week is {got!r}, expected a day of it, such as 2026-11-23"
NO_SECTION = "section is {got!r}, expected {expected}, as in students.csv"
# What a file's name is made of.
OTHER = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class Scope:
    """A part of a class. With nothing given it is all of it.

    Parameters
    ----------
    notebook : str
        Number of the only notebook.
    section : str
        Name of the only section, as the roster has it.
    people : frozenset of str, optional
        Who is in that section.
    since, until : datetime, optional
        Within which time the file came that counts: from the first moment to before the
        second.
    """

    notebook: str = ""
    section: str = ""
    people: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None

    def has(self, record: Record) -> bool:
        """Tell whether a submission belongs to it."""
        if self.notebook not in ("", record.notebook) or not self.holds(record.student):
            return False
        if self.since is None:
            return True
        came = times.parsed(str(record.submitted["time"]))
        return came is not None and self.since <= came < self.until

    def holds(self, student: str) -> bool:
        """Tell whether a student belongs to it."""
        return self.people is None or student in self.people

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What restricts it, each as kind and name."""
        day = f"{self.since:%Y-%m-%d}" if self.since else ""
        found = ("notebook", self.notebook), ("section", self.section), ("week", day)
        return [(kind, name) for kind, name in found if name]

    @property
    def title(self) -> str:
        """Say it in a few words; empty for a whole class."""
        said = {"week": "the week from Monday, "}
        words = [f"{said.get(kind, f'{kind} ')}{name}" for kind, name in self.parts]
        return listed(words) if words else ""

    @property
    def stem(self) -> str:
        """Say it in a file's name, with a hyphen before each part."""
        return "".join(f"-{kind}-{OTHER.sub('_', name)}" for kind, name in self.parts)


def scope(
    terms: Terms,
    roster: Roster,
    *,
    notebook: str | None = None,
    section: str | None = None,
    week: str | None = None,
) -> Scope:
    """Choose a part of a class.

    Parameters
    ----------
    terms : Terms
        Its notebooks, and the zone of its clock.
    roster : Roster
        Who is in which section.
    notebook, section : str, optional
        Number of the only notebook, name of the only section.
    week : str, optional
        A day of the only week, from Monday to Sunday.

    Returns
    -------
    Scope
        The part.

    Raises
    ------
    UsageError
        If there is no such notebook or section, or the day is none.
    """
    if notebook is not None and notebook not in terms.notebooks:
        expected = one_of(notebook, terms.notebooks)
        raise UsageError("notebook is {g!r}, expected {e}", g=notebook, e=expected)
    named, people = of_section(roster, section) if section is not None else ("", None)
    ends = of_week(week, terms.settings.zone) if week is not None else (None, None)
    return Scope(notebook or "", named, people, *ends)


def of_section(roster: Roster, section: str) -> tuple[str, frozenset[str]]:
    """Return the name of a section as it is written in the roster, and who is in it."""
    found = [one for one in roster.people if same(one.section, section)]
    if not found or not section:
        known = dict.fromkeys(one.section for one in roster.people if one.section)
        raise UsageError(NO_SECTION, got=section, expected=one_of(section, known))
    return found[0].section, frozenset(one.id for one in found)


def of_week(day: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when the week of a day begins, and the next one, by the class's clock."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise UsageError(EXPECTED_DAY, got=day) from None
    monday = found - timedelta(days=found.weekday())
    return midnight(monday, zone), midnight(monday + timedelta(days=DAYS), zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return when a day begins."""
    return datetime.combine(day, time(), zone)


def last_days(part: Scope, records: Iterable[Record]) -> Scope:
    """Return of a part the seven days before what came last; all, if nobody knows."""
    came = [times.parsed(str(one.submitted["time"])) for one in records]
    last = max((one for one in came if one is not None), default=None)
    if last is None or part.since is not None:
        return part
    ends = {"since": last - timedelta(days=DAYS), "until": last + timedelta(seconds=1)}
    return replace(part, **ends)
