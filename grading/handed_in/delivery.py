"""Deliveries: every file that a student ever handed in.

Each lies in `received/<student>/<assignment>/` under the time at which it was handed
in, with a note of its hash and its first name. The same bytes handed in twice in a row
are one delivery, of the earlier time; whoever goes back to an earlier file hands it in
again. Which of them counts is said by `forward`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.handed_in import modules
from grading.handed_in.secret import own_secret
from grading.state_file import Content, DamagedFileError, Form, expect, set_aside

FORM = Form("note", version=1, unmarked=1, remedy="grade writes it anew")
AHEAD = (
    "{name} was handed in at {when:%Y-%m-%d %H:%M} UTC, which is in the future: a "
    "clock was ahead then, or is behind now. Until then it counts before whatever "
    "comes; collect the file again, with the right time behind --at"
)
# Without colons: not every file system takes them.
STEM = "%Y-%m-%dT%H-%M-%S.%fZ"


@dataclass(frozen=True)
class Came:
    """Where a file lay when it came: feedback goes back under the same name.

    Parameters
    ----------
    platform : str
        Id of the platform's form; empty where nobody knows.
    path : str
        Its path in the archive.
    """

    platform: str = ""
    path: str = ""


@dataclass(frozen=True)
class Delivery:
    """One file that was handed in.

    Parameters
    ----------
    student, assignment : str
        Who handed in what.
    path : Path
        The file, byte for byte as it came.
    time : datetime
        When, in UTC.
    sha256 : str
        Hash of the file.
    name : str
        What the file was called.
    notes : tuple of str
        What was put right about its name.
    modules : mapping of str to str
        Texts of the modules that were handed in beside it, by file name.
    ref : str
        The platform's own sign for this very file; empty if it gave none.
    came : Came
        Where it lay.
    secret : str
        By what nbgrader's exchange knows it again; empty if it did not come by it.
    """

    student: str
    assignment: str
    path: Path
    time: datetime
    sha256: str
    name: str
    notes: tuple[str, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)
    ref: str = ""
    came: Came = Came()
    secret: str = ""


def folder(course: Course, student: str, assignment: str) -> Path:
    """Return where the deliveries of a student's assignment lie."""
    return course.received / student / assignment


def deliveries(course: Course, student: str, assignment: str) -> list[Delivery]:
    """List what a student handed in for an assignment.

    Parameters
    ----------
    course : Course
        The class.
    student, assignment : str
        Who, and the assignment's id.

    Returns
    -------
    list of Delivery
        By time.
    """
    # The note is written last: a file without one was never taken in whole.
    notes = folder(course, student, assignment).glob("*.json")
    return sorted((read(path) for path in notes), key=lambda one: one.time)


def read(note: Path) -> Delivery:
    """Read one delivery from its note.

    Raises
    ------
    DamagedFileError
        If the note cannot be read, or its name is no time.
    """

    def made(plain: Content) -> Delivery:
        return Delivery(
            student=note.parents[1].name,
            assignment=note.parent.name,
            path=note.with_suffix(".ipynb"),
            time=datetime.strptime(note.stem, STEM).replace(tzinfo=UTC),
            sha256=str(plain["sha256"]),
            name=str(plain["name"]),
            notes=tuple(map(str, plain["notes"])),
            modules=own(plain.get("modules", {})),
            ref=str(plain.get("ref", "")),
            came=Came(str(plain.get("platform", "")), str(plain.get("came", ""))),
            secret=own_secret(plain.get("secret", "")),
        )

    return FORM.read(note, made)


def own(found: object) -> dict[str, str]:
    """Return the modules that a note holds, whose names are plain names of files."""
    for name in expect("modules", found, dict[str, str]):
        if not modules.is_name(name):
            raise ValueError(f"a module is called {name!r}, expected a name like a.py")
    return found


def mended(course: Course) -> Iterator[tuple[str, str]]:
    """Set aside every note that cannot be read, and write it anew where that can be.

    Parameters
    ----------
    course : Course
        The class.

    Yields
    ------
    student, text : str
        Whose note it was, and what was done.
    """
    for note in sorted(course.received.glob("*/*/*.json")):
        file = note.with_suffix(".ipynb")
        try:
            found = read(note)
            why = "" if found.path.is_file() else f"{file.name} is missing"
            if found.time > datetime.now(UTC):
                yield (
                    found.student,
                    AHEAD.format(name=found.assignment, when=found.time),
                )
        except DamagedFileError as error:
            why = error.why
        if why:
            kept, anew = set_aside(note), written_anew(note, file)
            yield note.parents[1].name, f"{note}: {why}; kept as {kept.name}{anew}"


def written_anew(note: Path, file: Path) -> str:
    """Write a note from the file beside it, if there is one; say so."""
    if not file.is_file():
        return ". If there was a file beside it, restore it from a backup."
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    FORM.write(
        note, {"sha256": sha256, "name": f"{note.parent.name}.ipynb", "notes": []}
    )
    try:
        read(note)
    except DamagedFileError:
        note.unlink()
        return ". Its name is no time: hand the file beside it in with collect."
    return ", and written anew from the file beside it"


@dataclass(frozen=True)
class Given:
    """One file, as it is taken in.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What it was called.
    notes : sequence of str
        What was put right about its name.
    beside : mapping of str to str
        Texts of modules that were handed in with it, by file name.
    ref : str
        The platform's own sign for this very file.
    last : bool
        Whether it is the one of several that should count.
    came : Came
        Where it lay.
    secret : str
        By what nbgrader's exchange knows it again.
    """

    data: bytes
    name: str
    notes: Sequence[str] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    ref: str = ""
    last: bool = True
    came: Came = Came()
    secret: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the file, with what lies beside it."""
        return modules.hash_of(self.data, self.beside)

    @property
    def plain(self) -> dict:
        """What its note holds."""
        plain = {"sha256": self.sha256, "name": self.name, "notes": list(self.notes)}
        plain |= {"modules": dict(self.beside)} if self.beside else {}
        where = {"platform": self.came.platform, "came": self.came.path}
        plain |= where if self.came.platform else {}
        plain |= {"secret": self.secret} if self.secret else {}
        return plain | ({"ref": self.ref} if self.ref else {})


def receive(
    course: Course, student: str, assignment: str, given: Given, *, time: datetime
) -> tuple[Delivery, bool]:
    """Take in one file.

    Parameters
    ----------
    course : Course
        The class.
    student, assignment : str
        Who handed in what.
    given : Given
        The file.
    time : datetime
        When it was handed in.

    Returns
    -------
    delivery : Delivery
        The one that now holds these bytes.
    new : bool
        False if they were what was handed in then, or the platform's sign is known.
    """
    known = deliveries(course, student, assignment)
    same = there(known, given, time)
    if same is not None and same.time <= time:
        return same, False
    note = free(folder(course, student, assignment), time)
    atomic.write(note.with_suffix(".ipynb"), given.data)
    FORM.write(note, given.plain)
    if same is not None:
        same.path.with_suffix(".json").unlink()
        same.path.unlink()
    return read(note), True


def there(known: Sequence[Delivery], given: Given, time: datetime) -> Delivery | None:
    """Find the delivery that a file is, if it was taken in before.

    Of several files the last one goes back to an earlier one if another came between;
    the others were there whenever they came.
    """
    same = [one for one in known if one.sha256 == given.sha256]
    if given.ref and (sent := [one for one in same if one.ref == given.ref]):
        return sent[0]
    if not given.last:
        return same[0] if same else None
    before = [one for one in known if one.time <= time]
    after = [one for one in known if one.time > time]
    near = [*before[-1:], *after[:1]]
    return next((one for one in near if one.sha256 == given.sha256), None)


def free(place: Path, time: datetime) -> Path:
    """Find the note's path for a time, a microsecond later if there is one already."""
    moment = time.astimezone(UTC)
    while (path := place / f"{moment.strftime(STEM)}.json").exists():
        moment += timedelta(microseconds=1)
    return path


def everyone(course: Course) -> Iterator[tuple[str, str]]:
    """Yield student and assignment of everything that was ever handed in."""
    found = {path.parent for path in course.received.glob("*/*/*.json")}
    for place in sorted(found):
        yield place.parent.name, place.name
