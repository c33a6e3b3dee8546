"""Parcels: what each student handed in at one time, found in a folder or a zip.

A folder per student, a zip per student, or single files that are called after the
student; any of these in a folder or in a zip of the whole class. One parcel that is not
in order is refused with a reason, and the others are taken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from grading.course import STUDENT
from grading.errors import CollectError, listed
from grading.handed_in import members, modules, zipped
from grading.handed_in.members import MOST_BYTES, Member, RefusedError, printable

NOTEBOOK, ZIP = ".ipynb", ".zip"
# All notebooks of one student together.
MOST_TOGETHER = 4 * MOST_BYTES
MOST_BESIDE = 200  # files of Python
LINKS = "Left out, as links and special files are never followed: {names}."


@dataclass(frozen=True)
class File:
    """A notebook file.

    Parameters
    ----------
    name : str
        Its path inside what was handed in.
    data : bytes
        What is in it.
    is_single : bool
        Whether it is called after the student, as single files are: then its name does
        not say which notebook it is.
    modules : mapping of str to bytes
        The files of Python beside it, by name.
    """

    name: str
    data: bytes
    is_single: bool = False
    modules: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Parcel:
    """What one student handed in.

    Parameters
    ----------
    student : str
        Student id, or what stands in its place.
    files : tuple of File
        The notebooks.
    problem : str
        Why nothing of it is taken; empty if it is in order.
    notes : tuple of str
        What was left out of it.
    """

    student: str
    files: tuple[File, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()


def parcels(
    source: Path, assignments: Sequence[str], students: Iterable[str] = ()
) -> Iterator[Parcel]:
    """Yield the parcels in a folder or a zip.

    Parameters
    ----------
    source : Path
        The folder, the zip, or a single notebook.
    assignments : sequence of str
        Ids of the notebooks that may be handed in.
    students : iterable of str
        Ids that are known; they help to read the names of single files.

    Yields
    ------
    Parcel
        By student.

    Raises
    ------
    CollectError
        If the source cannot be opened at all.
    """
    names = Names(tuple(assignments), frozenset(students))
    with opened(source) as everything:
        found = by_student(everything, names)
        for student in sorted(found):
            yield parcel(student, found[student])


@contextmanager
def opened(source: Path) -> Iterator[list[Member]]:
    """List all files of a source, to be read before it is closed again."""
    if source.is_dir():
        yield list(members.of_folder(source))
    elif not source.is_file():
        raise CollectError(
            f"{source} does not exist, expected a folder or a zip of submissions"
        )
    elif source.suffix.lower() != ZIP:
        yield [members.of_file(source, (source.name,))]
    else:
        with source.open("rb") as archive:
            yield list(zipped.members(archive, source.name))


def by_student(everything: list[Member], names: "Names") -> dict[str, list[Member]]:
    """Sort files by whose they are."""
    found: dict[str, list[Member]] = {}
    for member in unwrapped([one for one in everything if one.meant]):
        student = names.student(member)
        if student is not None:
            found.setdefault(student, []).append(member)
    return found


def unwrapped(found: list[Member]) -> list[Member]:
    """Leave out a folder around all students, as programs put it around a zip."""
    wanted = [one for one in found if one.kind in (NOTEBOOK, ZIP)]
    first = {one.parts[0] for one in wanted}
    second = {one.parts[1] for one in wanted if len(one.parts) > 1}
    deep = all(one.parts[2:] or (one.parts[1:] and one.kind == ZIP) for one in wanted)
    if len(first) == 1 and len(second) > 1 and deep:
        return [one.inside() for one in found if len(one.parts) > 1]
    return found


@dataclass(frozen=True)
class Names:
    """Reads from the name of a file or folder whose it is.

    Parameters
    ----------
    assignments : tuple of str
        Ids of notebooks; a file may end in one.
    students : frozenset of str
        Ids that are known.
    """

    assignments: tuple[str, ...]
    students: frozenset[str]

    def student(self, member: Member) -> str | None:
        """Return whose a file is; None if it is nobody's."""
        if len(member.parts) > 1:
            return member.parts[0]
        if member.kind in (NOTEBOOK, ZIP):
            return self.of_stem(Path(member.parts[0]).stem)
        # A link or a folder that is closed stands for a student, other files do not.
        return member.parts[0] if member.problem and not member.kind else None

    def of_stem(self, stem: str) -> str:
        """Return the student's part of `<student>_<anything>`."""
        for assignment in self.assignments:
            if stem.endswith(f"_{assignment}"):
                return stem.removesuffix(f"_{assignment}")
        known = [one for one in self.students if f"{stem}_".startswith(f"{one}_")]
        return max(known, key=len) if known else stem.split("_")[0]


def parcel(student: str, found: list[Member]) -> Parcel:
    """Read what one student handed in."""
    if not STUDENT.fullmatch(student):
        shown = printable(student)
        known = [one.problem for one in found if one.problem]
        no_id = (
            f"{shown!r} cannot be a student id: rename it with letters, digits, . _ @ "
            "and - (at most 100), beginning with a letter or a digit"
        )
        return Parcel(shown, problem=known[0] if known else no_id)
    try:
        aside: list[Member] = []
        files = tuple(notebooks(found, Budget(), aside))
    except RefusedError as error:
        return Parcel(student, problem=str(error))
    if aside and not files:
        return Parcel(student, problem=aside[0].problem)
    names = [f"“{printable(one.name)}”" for one in aside]
    notes = [LINKS.format(names=listed(names))] if aside else []
    return Parcel(student, files, notes=tuple(notes))


class Budget:
    """How much of one student's parcel may still be read."""

    def __init__(self) -> None:
        self.left = MOST_TOGETHER

    def read(self, member: Member, most: int = MOST_BYTES) -> bytes:
        """Read a member, or refuse it."""
        data = member.read(min(most, self.left))
        self.left -= len(data)
        return data


def beside(member: Member, found: list[Member], budget: Budget) -> dict[str, bytes]:
    """Read the files of Python in a notebook's folder; of a large one, the beginning.

    A file that cannot be read is left out: a notebook that needs it says so.
    """
    near = [one for one in found if one.parts[:-1] == member.parts[:-1]]
    read: dict[str, bytes] = {}
    for one in near:
        if one.kind == modules.KIND and not one.problem and len(read) < MOST_BESIDE:
            try:
                read[one.parts[-1]] = budget.read(one, modules.MOST_BYTES)
            except RefusedError:
                read[one.parts[-1]] = bytes(modules.MOST_BYTES + 1)
    return read


def notebooks(
    found: list[Member], budget: Budget, aside: list[Member], deep: bool = True
) -> Iterator[File]:
    """Yield the notebooks of a parcel; zips in it are opened, but none in these.

    What is a link, or no ordinary file, is put to `aside`.
    """
    for member in found:
        if member.problem and not member.aside:
            raise RefusedError(member.problem)
    aside += [member for member in found if member.aside]
    for member in found:
        if member.aside:
            continue
        if member.kind == NOTEBOOK:
            single = deep and len(member.parts) == 1
            near = {} if single else beside(member, found, budget)
            yield File(printable(member.name), budget.read(member), single, near)
        elif member.kind == ZIP and not deep:
            raise RefusedError(
                f"“{printable(member.name)}” lies in a zip in a zip; hand in the "
                "notebooks, or one zip of them"
            )
        elif member.kind == ZIP:
            name = printable(member.name)
            inner = zipped.members(BytesIO(budget.read(member)), name)
            wanted = [one for one in inner if one.meant]
            yield from notebooks(wanted, budget, aside, deep=False)
