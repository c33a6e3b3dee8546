"""Deliveries: every file that a student ever handed in, and which of them counts.

Each lies in `received/<student>/<assignment>/` under the time at which it was handed
in, with a note of its hash and its first name. The same bytes handed in twice are one
delivery, of the earlier time. The latest delivery on time counts, otherwise the latest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file import times
from grading.handed_in import modules
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
    """

    student: str
    assignment: str
    path: Path
    time: datetime
    sha256: str
    name: str
    notes: tuple[str, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)


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


def receive(
    course: Course,
    student: str,
    assignment: str,
    data: bytes,
    *,
    time: datetime,
    name: str,
    notes: Sequence[str] = (),
    beside: Mapping[str, str] | None = None,
) -> tuple[Delivery, bool]:
    """Take in one file.

    Parameters
    ----------
    course : Course
        The class.
    student, assignment : str
        Who handed in what.
    data : bytes
        The file.
    time : datetime
        When it was handed in.
    name : str
        What it was called.
    notes : sequence of str
        What was put right about its name.
    beside : mapping of str to str, optional
        Texts of modules that were handed in with it, by file name.

    Returns
    -------
    delivery : Delivery
        The one that now holds these bytes.
    new : bool
        False if the bytes were there already, of this time or an earlier one.
    """
    known = deliveries(course, student, assignment)
    sha256 = modules.hash_of(data, beside or {})
    same = [one for one in known if one.sha256 == sha256]
    if same and same[0].time <= time:
        return same[0], False
    place = folder(course, student, assignment)
    note = free(place, time)
    atomic.write(note.with_suffix(".ipynb"), data)
    plain = {"sha256": sha256, "name": name, "notes": list(notes)}
    plain |= {"modules": dict(beside)} if beside else {}
    FORM.write(note, plain)
    for one in same:
        one.path.with_suffix(".json").unlink()
        one.path.unlink()
    return read(note), True


def free(place: Path, time: datetime) -> Path:
    """Find the note's path for a time, a microsecond later if there is one already."""
    moment = time.astimezone(UTC)
    while (path := place / f"{moment.strftime(STEM)}.json").exists():
        moment += timedelta(microseconds=1)
    return path


def counting(found: Iterable[Delivery], due: datetime | None) -> Delivery:
    """Choose the delivery that counts.

    Parameters
    ----------
    found : iterable of Delivery
        Of one student and assignment; at least one.
    due : datetime, optional
        When it was due; without it everything is on time.

    Returns
    -------
    Delivery
        The latest on time, otherwise the latest.
    """
    by_time = sorted(found, key=lambda one: one.time)
    on_time = [one for one in by_time if times.seconds_late(one.time, due) == 0]
    return (on_time or by_time)[-1]


def put_forward(
    course: Course, student: str, assignment: str, due: datetime | None
) -> Delivery:
    """Put the delivery that counts where it is graded.

    Parameters
    ----------
    course : Course
        The class.
    student, assignment : str
        Of whom something was handed in, and for which assignment.
    due : datetime, optional
        When it was due for this student; without it everything is on time.

    Returns
    -------
    Delivery
        The one that counts.
    """
    chosen = counting(deliveries(course, student, assignment), due)
    submit(course, chosen)
    return chosen


def submit(course: Course, chosen: Delivery) -> Path:
    """Put a delivery where it is graded.

    Parameters
    ----------
    course : Course
        The class.
    chosen : Delivery
        The one that counts.

    Returns
    -------
    Path
        submitted/<student>/<assignment>/<assignment>.ipynb; nbgrader's commands find
        it there, with its time beside it.
    """
    place = course.submitted / chosen.student / chosen.assignment
    target = place / f"{chosen.assignment}.ipynb"
    renew(place / times.STAMP, (times.stamp(chosen.time) + "\n").encode("ascii"))
    for path in place.glob(f"*{modules.KIND}"):
        if path.name not in chosen.modules:
            path.unlink()
    for name, text in chosen.modules.items():
        renew(place / name, text.encode("utf-8"))
    renew(target, chosen.path.read_bytes())
    return target


def renew(path: Path, data: bytes) -> None:
    """Write a file unless it holds these bytes."""
    if not path.is_file() or path.read_bytes() != data:
        atomic.write(path, data)


def everyone(course: Course) -> Iterator[tuple[str, str]]:
    """Yield student and assignment of everything that was ever handed in."""
    found = {path.parent for path in course.received.glob("*/*/*.json")}
    for place in sorted(found):
        yield place.parent.name, place.name
