"""The course file: what an instructor decides for a class, in `course.toml`.

Due times, what a late submission loses, which exercises count, and how much. The file
is written once, with every key explained; after that it belongs to the instructor.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from grading.class_name import COURSE_ID, IS_ID
from grading.course_file import gradebook_address, graders
from grading.course_file.graders import Grader
from grading.course_file.late import POLICIES, LatePolicy
from grading.course_file.settings_table import Table, parsed
from grading.errors import UNKNOWN_NOTEBOOK_KEY
from grading.released.catalogue import Catalogue, numbers

# Keys of [late] that only one policy reads.
KEYS_OF_POLICY = {"none": (), "zero": ("days",), "percent": ("percent", "floor")}


DIGITS = 9
LATEST, BEST = "latest", "best"


@dataclass(frozen=True)
class NotebookSettings:
    """What was decided for one notebook.

    Parameters
    ----------
    due : datetime, optional
        When it is due for everybody, with a zone.
    start : datetime, optional
        When it was handed out; who has more time has it from then on.
    total : float, optional
        The sum to which its points are rescaled.
    off : tuple of str
        Functions that do not count.
    full : tuple of str
        Functions for which everybody who handed in has full marks.
    points : mapping of str to float
        Functions that are worth something other than usual.
    """

    due: datetime | None = None
    start: datetime | None = None
    total: float | None = None
    off: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    points: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnForm:
    """How files are called that the instructor's own platform gives.

    Parameters
    ----------
    pattern : str
        A regular expression with named groups, for the path inside the archive.
    scope : str
        How far a key is the same person: ``"course"`` or ``"assignment"``.
    times : tuple of str
        Forms of the time that the group `attempt` may be.
    """

    pattern: str
    scope: str = "course"
    times: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What was decided for a class.

    Parameters
    ----------
    zone : tzinfo
        The zone of times that name none.
    late : LatePolicy
        What a late submission loses.
    notebooks : mapping of str to NotebookSettings
        By number; a notebook without a table is as usual.
    platform : OwnForm, optional
        How files are called that are handed in; otherwise it is found out.
    attempt : str
        Which of several files of a student counts: `LATEST` or `BEST`.
    step : float, optional
        Of what the points of a notebook, all in all, are a multiple.
    course_id : str
        What nbgrader calls the class.
    look_again : bool
        Whether pages say how to ask that something is looked at again.
    graders : tuple of Grader
        Who gives points by hand, and where.
    """

    zone: tzinfo
    late: LatePolicy
    notebooks: Mapping[str, NotebookSettings]
    platform: OwnForm | None = None
    attempt: str = LATEST
    step: float | None = None
    course_id: str = COURSE_ID
    look_again: bool = True
    graders: tuple[Grader, ...] = ()

    def of(self, number: str) -> NotebookSettings:
        """Return what was decided for a notebook."""
        return self.notebooks.get(number, NotebookSettings())


def read(path: Path, known: Catalogue) -> Settings:
    """Read a course file.

    Parameters
    ----------
    path : Path
        `course.toml`.
    known : mapping of str to Entry
        The notebooks that it may speak of.

    Returns
    -------
    Settings
        With every value checked.

    Raises
    ------
    CourseError
        For the first key or value that is wrong; it names file, key, what came and what
        was expected.
    """
    top = Table(path, "", parsed(path))
    top.only(
        *("course_id", "time_zone", "attempt", "look_again", "step"),
        *("late", "notebooks", "platform", "graders", gradebook_address.KEY),
    )
    zone = top.zone("time_zone")
    tables = top.table("notebooks")
    by_number = {number: tables.table(number) for number in tables.values}
    for number in by_number:
        if number not in known:
            expected = UNKNOWN_NOTEBOOK_KEY.format(known=numbers(known))
            raise tables.complaint(number, expected)
    notebooks = {
        number: of_notebook(table, known[number].usual, zone)
        for number, table in by_number.items()
    }
    platform = of_platform(top.table("platform")) if "platform" in top.values else None
    late = of_late(top.table("late"))
    # What it says is for those who open it; that it can be read is everybody's concern.
    gradebook_address.address(path)
    attempt = top.choice("attempt", (LATEST, BEST), LATEST)
    return Settings(
        zone=zone,
        late=late,
        notebooks=notebooks,
        platform=platform,
        attempt=attempt,
        step=top.number("step", None, zero=False),
        course_id=course_id(path),
        look_again=top.switch("look_again", True),
        graders=graders.read(top.table("graders"), known),
    )


def course_id(path: Path) -> str:
    """Read what nbgrader calls a class.

    Parameters
    ----------
    path : Path
        `course.toml`.

    Returns
    -------
    str
        As it stands there; `COURSE_ID` where nothing does.

    Raises
    ------
    CourseError
        If the file is no TOML, or the name cannot be that of a folder.
    """
    top = Table(path, "", parsed(path))
    found = top.values.get("course_id", COURSE_ID)
    if not isinstance(found, str) or not IS_ID.fullmatch(found):
        raise top.complaint("course_id", 'letters, digits and . _ -, as in "nn-2026"')
    return found


def of_late(table: Table) -> LatePolicy:
    """Read what a late submission loses."""
    table.only("policy", "days", "percent", "floor", "grace_minutes", "budget_days")
    policy = table.choice("policy", POLICIES, "none")
    for name, keys in KEYS_OF_POLICY.items():
        for key in keys:
            if key in table.values and name != policy:
                raise table.complaint(key, f'it only where policy = "{name}"')
    if policy == "percent" and "percent" not in table.values:
        raise table.missing("percent", "a number above 0 to 100")
    return LatePolicy(
        policy,
        days=table.number("days", 0.0),
        percent=table.number("percent", 0.0, most=100.0, zero=False),
        floor=table.number("floor", 0.0, most=100.0),
        grace_minutes=table.number("grace_minutes", 0.0, most=1440.0),
        budget_days=int(table.number("budget_days", 0.0, most=365.0)),
    )


def of_platform(table: Table) -> OwnForm:
    """Read how files are called that are handed in."""
    table.only("pattern", "scope", "time")
    if "pattern" not in table.values:
        raise table.missing("pattern", "a regular expression with a group (?P<key>...)")
    pattern, time = table.values["pattern"], table.values.get("time", "")
    try:
        groups = re.compile(pattern).groupindex
    except (re.error, TypeError) as error:
        raise table.complaint("pattern", f"a regular expression ({error})") from error
    if not {"key", "name"} & set(groups):
        raise table.complaint("pattern", "a group (?P<key>...) or (?P<name>...)")
    if not isinstance(time, str):
        raise table.complaint("time", 'a form of time, such as "%Y-%m-%d %H:%M"')
    scope = table.choice("scope", ("course", "assignment"), "course")
    return OwnForm(pattern, scope, (time,) if time else ())


def of_notebook(
    table: Table, points: Mapping[str, float], zone: tzinfo
) -> NotebookSettings:
    """Read what was decided for one notebook."""
    table.only("due", "start", "total", "off", "full", "points")
    off, full = table.names("off", points), table.names("full", points)
    if set(off) & set(full):
        raise table.complaint("full", "no exercise that is also in off")
    worth = table.table("points")
    worth.only(*points)
    for name in worth.values:
        if name in off:
            raise worth.complaint(name, "no points for an exercise that is also in off")
    given = {name: worth.number(name, None, zero=False) for name in worth.values}
    left = {name: usual for name, usual in points.items() if name not in off}
    if points and not any((left | given).values()):
        raise table.complaint("off", "at least one exercise to count")
    due, start = table.moment("due", zone), table.moment("start", zone)
    if due and start and start >= due:
        raise table.complaint("start", "a time before it is due")
    return NotebookSettings(
        due=due,
        start=start,
        total=table.number("total", None, zero=False),
        off=off,
        full=full,
        points=given,
    )


def worth(points: Mapping[str, float], settings: NotebookSettings) -> dict[str, float]:
    """Say what each exercise of a notebook counts.

    Parameters
    ----------
    points : mapping of str to float
        What the exercises are worth, by function.
    settings : NotebookSettings
        What the instructor decided.

    Returns
    -------
    dict of str to float
        What full marks count; 0 for an exercise that is switched off.

    Examples
    --------
    >>> worth({"a": 5, "b": 15}, NotebookSettings(total=10, points={"b": 5}))
    {'a': 5.0, 'b': 5.0}
    """
    found = {
        name: 0.0 if name in settings.off else settings.points.get(name, usual)
        for name, usual in points.items()
    }
    whole = sum(found.values())
    total = whole if settings.total is None else settings.total
    return {name: round(total * one / whole, DIGITS) for name, one in found.items()}
