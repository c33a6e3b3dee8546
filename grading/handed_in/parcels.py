"""Parcels: what each sender handed in at one time, found in a folder or a zip.

An archive of a platform is read by the platform's form. In any other, there is a folder
or a zip for each student, or single files that are called after the student; any of
these in a folder or in a zip of the whole class. One parcel that is not in order is
refused with a reason, and the others are taken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from grading.errors import CollectError, listed
from grading.handed_in import members, modules, zipped
from grading.handed_in.members import (
    MOST_BYTES,
    NOTEBOOK,
    ZIP,
    Member,
    RefusedError,
    printable,
)
from grading.handed_in.secret import SECRET, is_secret
from grading.platforms.form import Platform, Reading, Sender
from grading.platforms.recognise import recognise
from nnlib.check import modules_there

# All notebooks of one student together.
MOST_TOGETHER = 4 * MOST_BYTES
MOST_BESIDE = 200  # files of Python
MOST_OF_A_SECRET = 1_000  # bytes
LINKS = "Left out, as links and special files are never followed: {names}."
MOST_DEPTH = 3  # folders around those of students
# Folders and files that a person named after students.
PLAIN = Platform("folders", "folders and files", (), "course", login=True)


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
class Sent:
    """One file of an archive, with what its path says.

    Parameters
    ----------
    member : Member
        The file.
    reading : Reading
        Whose it is, by its path.
    guessed : bool
        Whether where the student's part of a name ends was guessed.
    secret : Member, optional
        What nbgrader put beside it, by which feedback finds back to the student.
    """

    member: Member
    reading: Reading
    guessed: bool = False
    secret: Member | None = None


@dataclass(frozen=True)
class Arrived:
    """An archive, sorted by who sent what.

    Parameters
    ----------
    platform : Platform
        Where it comes from.
    by_sender : mapping of Sender to (list of Sent)
        Who sent what.
    unread : tuple of Member
        Notebooks and zips of which the form says nothing.
    """

    platform: Platform
    by_sender: Mapping[Sender, list[Sent]]
    unread: tuple[Member, ...] = ()


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


def arrived(
    everything: Iterable[Member],
    assignments: Sequence[str],
    students: Iterable[str] = (),
    own: Platform | None = None,
) -> Arrived:
    """Sort the files of an archive by who sent them.

    Parameters
    ----------
    everything : iterable of Member
        All files.
    assignments : sequence of str
        Ids of the notebooks that may be handed in.
    students : iterable of str
        Ids that are known; they help to read the names of plain files.
    own : Platform, optional
        A form that the instructor gave.

    Returns
    -------
    Arrived
        What programs left beside it is not in it.

    Raises
    ------
    CollectError
        If a part of it is a platform's and a part is not.
    """
    meant = [one for one in everything if one.meant]
    names = Names(tuple(assignments), frozenset(students))
    if own is None and (plain := at_known(meant, names)):
        return by_names(plain, names)
    inner = without_root(meant)
    read = by_form(meant, own, names) or by_form(inner, own, names)
    if read is not None:
        return read
    return by_names(unwrapped(meant), names)


def by_form(
    found: Sequence[Member], own: Platform | None, names: "Names"
) -> Arrived | None:
    """Sort files by the form of a platform, if they have one."""
    wanted = [one for one in found if one.is_wanted]
    known = recognise([one.name for one in wanted], own) if wanted else None
    if known is None:
        return None
    by_sender: dict[Sender, list[Sent]] = {}
    unread, behind = [], set()
    secrets = {one.parts[:-1]: one for one in found if one.parts[-1:] == (SECRET,)}
    for one in found:
        reading = known.platform.read(one.name)
        if reading is not None and not known.platform.is_side(one.name):
            reading = reading.with_login(names.students)
            behind.add(reading.behind)
            sent = Sent(one, reading, secret=secrets.get(one.parts[:-1]))
            by_sender.setdefault(reading.sender, []).append(sent)
        elif one.is_wanted:
            unread.append(one)
    if len(behind) > 1:
        raise CollectError(
            "the files are of several assignments, or user names hold _: {these}. "
            "Collect each assignment by itself, with everybody in students.csv",
            these=", ".join(sorted(behind)[:3]),
        )
    return Arrived(known.platform, by_sender, tuple(unread))


def by_names(found: Iterable[Member], names: "Names") -> Arrived:
    """Sort files by the folders in which they lie, or by their own names."""
    by_sender: dict[Sender, list[Sent]] = {}
    for one in found:
        student, guessed = names.student(one)
        if student is not None:
            sender = Sender(student)
            sent = Sent(one, Reading(sender, one.name), guessed)
            by_sender.setdefault(sender, []).append(sent)
    return Arrived(PLAIN, by_sender)


def at_known(found: Sequence[Member], names: "Names") -> list[Member]:
    """Return the files as seen from where all folders are called after students."""
    for depth in range(MOST_DEPTH):
        seen = [one for one in found if len(one.parts) > depth]
        wanted = [one for one in seen if one.is_wanted]
        if wanted and len(wanted) == sum(one.is_wanted for one in found):
            inner = [one.inside(depth) for one in wanted]
            # One folder that is called so may be a copy in that of somebody else.
            several = depth == 0 or len({one.parts[0] for one in inner}) > 1
            if several and all(map(names.knows, inner)):
                return [one.inside(depth) for one in seen]
    return []


def without_root(found: Sequence[Member]) -> list[Member]:
    """Leave out a folder around everything."""
    roots = {one.parts[0] for one in found if one.parts}
    inner = [one.inside() for one in found if len(one.parts) > 1]
    return inner if len(roots) == 1 else list(found)


def unwrapped(found: list[Member]) -> list[Member]:
    """Leave out a folder around all students, as programs put it around a zip."""
    wanted = [one for one in found if one.is_wanted]
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

    def student(self, member: Member) -> tuple[str | None, bool]:
        """Return whose a file is, None for nobody's, and whether that was guessed."""
        if len(member.parts) > 1:
            return member.parts[0], False
        if member.is_wanted:
            return self.of_stem(member.stem)
        # A link or a folder that is closed stands for a student, other files do not.
        return (member.parts[0] if member.problem and not member.kind else None), False

    def of_stem(self, stem: str) -> tuple[str, bool]:
        """Return the student's part of `<student>_<anything>`."""
        for assignment in self.assignments:
            if stem.endswith(f"_{assignment}"):
                return stem.removesuffix(f"_{assignment}"), False
        known = [one for one in self.students if f"{stem}_".startswith(f"{one}_")]
        if known:
            return max(known, key=len), False
        first, rest, _ = stem.partition("_")
        return first, bool(rest)

    def knows(self, member: Member) -> bool:
        """Tell whether a file lies in the folder of a student who is known."""
        name = member.parts[0] if len(member.parts) > 1 else member.stem
        return name in self.students


def read(sent: Iterable[Sent]) -> tuple[list[tuple[Sent, File]], list[str]]:
    """Read the notebooks of one sender.

    Parameters
    ----------
    sent : iterable of Sent
        Her files.

    Returns
    -------
    files : list of (Sent, File)
        Each notebook, with the file of the archive that holds it.
    notes : list of str
        What was left out.

    Raises
    ------
    RefusedError
        If one of them is not in order: then nothing of it is taken.
    """
    sent = list(sent)
    of = {one.member: one for one in sent}
    found = [one.member for one in sent]
    aside: list[Member] = []
    files = [(of[one], file) for one, file in notebooks(found, Budget(), aside)]
    if aside and not files:
        raise RefusedError(aside[0].problem)
    names = [f"“{printable(one.name)}”" for one in aside]
    return files, [LINKS.format(names=listed(names))] if aside else []


def secret_of(sent: Sent) -> str:
    """Read by what nbgrader's exchange knows a hand-in again; empty if by nothing."""
    if sent.secret is None or sent.secret.problem:
        return ""
    try:
        text = sent.secret.read(MOST_OF_A_SECRET).decode("ascii", "replace").strip()
    except RefusedError:
        return ""
    return text if is_secret(text) else ""


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
                read[one.parts[-1]] = budget.read(one, modules_there.MOST_BYTES)
            except RefusedError:
                read[one.parts[-1]] = bytes(modules_there.MOST_BYTES + 1)
    return read


def notebooks(
    found: Sequence[Member], budget: Budget, aside: list[Member], deep: bool = True
) -> Iterator[tuple[Member, File]]:
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
            file = File(printable(member.name), budget.read(member), single, near)
            yield member, file
        elif member.kind == ZIP and not deep:
            raise RefusedError(
                f"“{printable(member.name)}” lies in a zip in a zip; hand in the "
                "notebooks, or one zip of them"
            )
        elif member.kind == ZIP:
            name = printable(member.name)
            inner = zipped.members(BytesIO(budget.read(member)), name)
            wanted = [one for one in inner if one.meant]
            for _, file in notebooks(wanted, budget, aside, deep=False):
                yield member, file
