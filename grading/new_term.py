"""A new term: a new class folder with the settings of an old one, and nobody in it.

What was decided for a class stays: zone, late policy, weights, exercises that are off.
What belongs to people or to that term does not: students, records, extensions, errata
and the secret. Due times are taken out of force, or moved by some days.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from grading import atomic, class_name
from grading.course import CLASS, CONFIG, SECRET, SETTINGS, Course
from grading.course_file import gradebook_address
from grading.course_file.settings import course_id
from grading.errors import CourseError
from grading.setting_line import without

DUE = re.compile(
    r"^(?P<before>\s*(?:due|start)\s*=\s*)(?P<value>[^#\n]*?)(?P<after>\s*(#.*)?)$"
)
FULL = re.compile(r"^\s*full\s*=")
OWN_GRADEBOOK = (
    f"{CONFIG} of the old class was not taken over: it names a gradebook or a folder "
    "of its own; look at it, and write into the new one what shall hold there as well"
)
OWN_NAME = (
    f"{CONFIG} calls the new class {{name!r}} too, as the old one: two classes of one "
    "name cannot share an exchange"
)
# A class of before has its name there and not in course.toml.
FIXED_ID = 'c.CourseDirectory.course_id = "nnlib"'
READ_ID = "c.CourseDirectory.course_id = nbgrader_engine.course_id(__file__)"
OTHER_FORM = (
    "{path} cannot be taken over: {what} is written in another form than on a line of "
    "its own; write it so, or make a new class with build"
)


@dataclass
class NewTerm:
    """What was made.

    Parameters
    ----------
    course : Course
        The new class.
    notes : list of str
        What was not taken over as it was.
    """

    course: Course
    notes: list[str] = field(default_factory=list)


def new_term(old: Course, folder: Path, *, shift: int | None = None) -> NewTerm:
    """Make a class with the settings of another one.

    Parameters
    ----------
    old : Course
        A class; it is only read.
    folder : Path
        The new class folder; it must be new or empty.
    shift : int, optional
        By how many days due times are moved; without it they are put behind a "#".

    Returns
    -------
    NewTerm
        The new class, with a secret of its own.

    Raises
    ------
    CourseError
        If the folder holds something, or the settings have a form that is not known.
    """
    root = folder.expanduser().resolve()
    course = Course(root)
    course.refuse_checkout()
    # What is there may be what a kill has left of this very command.
    if root.exists() and {one.name for one in root.iterdir()} - {
        SETTINGS,
        SECRET,
        CLASS,
    }:
        raise CourseError(f"{root} is not empty; choose a new folder")
    # Two terms of one name would find each other's hand-ins in an exchange.
    text = class_name.called(settings(old.settings_file, shift), root.name)
    config, notes = config_of(old)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    atomic.write_text(root / SETTINGS, text)
    course = Course.create(root)
    if config is not None:
        atomic.write(root / CONFIG, config)
    return NewTerm(course, notes)


def settings(path: Path, shift: int | None, *, errata: bool = False) -> str:
    """Return a course file for the next term, with its comments; `errata` may stay."""
    # Two terms that share a gradebook would write over each other.
    text = without(path.read_text(encoding="utf-8-sig"), gradebook_address.KEY)
    before = notebooks(text, CourseError(f"{path} is not TOML"))
    lines = [
        line if errata and FULL.match(line) else for_next_term(line, shift)
        for line in text.splitlines()
    ]
    new = "\n".join([*lines, ""])
    unknown = CourseError(
        OTHER_FORM, path=path, what="due, start or full of a notebook"
    )
    for number, now in notebooks(new, unknown).items():
        still = any(
            key in now and not (shift and now[key] != before[number].get(key))
            for key in ("due", "start")
        )
        if still or ("full" in now and not errata):
            raise unknown
    return new


def notebooks(text: str, complaint: CourseError) -> dict[str, dict]:
    """Read the tables of the notebooks in a course file."""
    try:
        return tomllib.loads(text).get("notebooks", {})
    except tomllib.TOMLDecodeError as error:
        raise complaint from error


def for_next_term(line: str, shift: int | None) -> str:
    """Return one line of a course file as it holds in the next term."""
    due = DUE.match(line)
    if FULL.match(line) or (due and not shift):
        return f"#{line}"
    if due:
        return f"{due['before']}{moved(due['value'], shift)}{due['after']}"
    return line


def moved(value: str, days: int) -> str:
    """Move a time as a course file writes it by some days.

    Examples
    --------
    >>> moved("2026-11-30 23:59:00", 364)
    '2027-11-29 23:59:00'
    >>> moved('"2026-11-30 23:59"', 364)
    '"2027-11-29 23:59"'
    """
    quote = value[0] if value[:1] in ("'", '"') else ""
    text = value.strip("'\"")
    try:
        before = datetime.fromisoformat(text)
    except ValueError as error:
        raise CourseError(
            f"{value} is no date with a time, and cannot be moved"
        ) from error
    day = f"{(before + timedelta(days=days)).date()}"
    return f"{quote}{day}{text[len(day) :]}{quote}"


def config_of(old: Course) -> tuple[bytes | None, list[str]]:
    """Return nbgrader's settings of a class, unless they lead to its own data."""
    found = old.config().get("CourseDirectory", {})
    usual = gradebook_address.db_url(old.settings_file)
    if found.get("db_url", usual) != usual or "root" in found:
        return None, [OWN_GRADEBOOK]
    text = (old.root / CONFIG).read_bytes()
    text = text.replace(FIXED_ID.encode(), READ_ID.encode())
    own = found.get("course_id", "")
    is_own = own != course_id(old.settings_file)
    return text, [OWN_NAME.format(name=own)] if is_own else []
