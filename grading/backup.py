"""Backup and restore: a class folder in one file, and back, whole or not at all.

The file is a zip with every file of the class and, last, a list of them with sizes and
hashes. It is read back before it takes its place, and again before it is restored: into
a new folder beside the place, which is moved there when all of it is there. The
gradebook is copied by sqlite itself, so that it is whole whoever has it open.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from grading.course import CONFIG, Course
from grading.errors import GRADEBOOK_FAILED, CourseError
from grading.run import lock
from nnlib import __version__
from nnlib.wording import counted

LIST = "backup.json"
VERSION = 1
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
# The lock of a run, what sqlite keeps beside its file, an unfinished release, and what
# a killed write leaves.
LEFT_OUT = re.compile(
    r"\.grading|gradebook\.db-(journal|wal|shm)|\.release|\..+\.[a-z0-9_]{8}"
)
CHUNK = 1 << 20
SECONDS_LOCKED = 30.0
NO_BACKUP = "{path} is no backup of a class, or a damaged one: {reason}"
RESTORING = ".{name}.restoring-"


@dataclass(frozen=True)
class Backup:
    """What a backup holds.

    Parameters
    ----------
    path : Path
        The file.
    made, course_version : str
        When, ISO 8601 with zone, and by which version of the course.
    counts : dict of str to int
        How many students, submissions, records and files there are.
    files : dict of str to dict
        ``sha256``, ``size`` and ``mtime`` of each, by its name in the class folder.
    """

    path: Path
    made: str
    course_version: str
    counts: dict[str, int]
    files: dict[str, dict[str, Any]]

    @property
    def said(self) -> str:
        """What it holds, in words."""
        some = [counted(number, one) for one, number in self.counts.items()]
        return ", ".join(some)


def backup(course: Course, target: Path) -> Backup:
    """Write a class into one file.

    Parameters
    ----------
    course : Course
        The class; nobody may grade it meanwhile.
    target : Path
        The zip, outside the class folder; an older one is replaced in one step.

    Returns
    -------
    Backup
        What it holds, read back and compared.

    Raises
    ------
    CourseError
        If the class is being graded, holds a link, or changes while it is copied.
    """
    target = target.expanduser().resolve()
    if target.is_relative_to(course.root):
        raise CourseError(
            f"{target} lies inside the class folder; choose another place"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}.????????"):
        left.unlink()
    handle, part = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w+b") as stream, lock.held(course.root):
            pack(course, stream)
            stream.flush()
            os.fsync(stream.fileno())
        compare(read(Path(part)))
        os.replace(part, target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return read(target)


def elsewhere(course: Course) -> str:
    """Name a gradebook that is no file of the class; empty if there is none."""
    if "db_url" not in (course.root / CONFIG).read_text(encoding="utf-8"):
        return ""
    url = course.coursedir().db_url
    return "" if url == f"sqlite:///{course.gradebook_file}" else url


def pack(course: Course, stream: IO[bytes]) -> None:
    """Write every file of a class into a zip, and the list of them."""
    files: dict[str, dict[str, Any]] = {}
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.TemporaryDirectory(prefix="nnlib-") as scratch,
    ):
        for name, path in sorted(contents(course.root).items()):
            if path == course.gradebook_file:
                path = snapshot(path, Path(scratch) / path.name)
            files[name] = add(archive, name, path)
        about = {
            "schema": VERSION,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "course_version": __version__,
            "counts": counts(files),
            "files": files,
        }
        archive.writestr(entry(LIST, time.time()), json.dumps(about, indent=1))


def contents(root: Path) -> dict[str, Path]:
    """List the files of a class by their names; a link is refused."""
    found = {}
    for folder, inside, names in os.walk(root, onerror=stop):
        inside[:] = [one for one in inside if not LEFT_OUT.fullmatch(one)]
        for one in (*inside, *names):
            path = Path(folder, one)
            if path.is_symlink():
                raise CourseError(
                    f"{path} is a link, and what it leads to would not be in the "
                    "backup; put the files themselves there"
                )
            if one in names and not LEFT_OUT.fullmatch(one):
                found[path.relative_to(root).as_posix()] = path
    return found


def stop(error: OSError) -> None:
    """Refuse to leave out a folder that cannot be read."""
    raise error


def add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Copy one file into a zip; return what the list says of it."""
    try:
        with path.open("rb") as source:
            moment = os.fstat(source.fileno()).st_mtime
            with archive.open(entry(name, moment), "w", force_zip64=True) as target:
                sha256, size = copied(source, target)
    except FileNotFoundError as error:
        raise CourseError(
            f"{path} was removed while the class was copied; nothing was written, run "
            "the command again"
        ) from error
    return {"sha256": sha256, "size": size, "mtime": moment}


def entry(name: str, moment: float) -> zipfile.ZipInfo:
    """Return what a zip says of a file: its name, its time, and that it is private."""
    when = max((1980, 1, 1, 0, 0, 0), time.localtime(moment)[:6])
    found = zipfile.ZipInfo(name, when)
    found.compress_type, found.create_system = zipfile.ZIP_DEFLATED, 3
    found.external_attr = PRIVATE_FILE << 16
    return found


def copied(source: IO[bytes], target: IO[bytes] | None) -> tuple[str, int]:
    """Copy bytes, if there is a target; return their hash and how many there are."""
    digest, size = hashlib.sha256(), 0
    while some := source.read(CHUNK):
        digest.update(some)
        size += len(some)
        if target is not None:
            target.write(some)
    return digest.hexdigest(), size


def snapshot(path: Path, copy: Path) -> Path:
    """Copy a gradebook as sqlite has it, while others may read and write it."""
    until = time.monotonic() + SECONDS_LOCKED

    def waiting(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    try:
        with (
            # Between two tries the time that has passed is looked at.
            closing(sqlite3.connect(path, timeout=SECONDS_LOCKED / 30)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target, progress=waiting)
        os.utime(copy, (path.stat().st_atime, path.stat().st_mtime))
    except sqlite3.Error as error:
        raise CourseError(GRADEBOOK_FAILED, path=path, reason=error) from error
    return copy


def counts(names: Mapping[str, Any]) -> dict[str, int]:
    """Count what the files of a class are."""
    parts = [PurePosixPath(name).parts for name in names]
    received = [one for one in parts if one[0] == "received" and len(one) == 4]
    records = [one for one in parts if one[0] == "results" and len(one) == 3]
    return {
        "student": len({one[1] for one in received}),
        "submission": sum(one[3].endswith(".ipynb") for one in received),
        "record": sum(one[2].endswith(".json") for one in records),
        "file": len(parts),
    }


def read(path: Path) -> Backup:
    """Read what a backup says that it holds.

    Parameters
    ----------
    path : Path
        A file that `backup` made.

    Returns
    -------
    Backup
        Its list.

    Raises
    ------
    CourseError
        If it is no such file, or a newer edition of the course made it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read(LIST))
            names = [one for one in archive.namelist() if one != LIST]
        version, files = about["schema"], about["files"]
        if version > VERSION:
            raise CourseError(
                f"{path} has version {version}, and this program knows versions up to "
                f"{VERSION}: install the edition of the course that made it"
            )
        if sorted(names) != sorted(files) or not all(map(is_inside, files)):
            raise ValueError("its files are not those of its list")
        return Backup(
            path, about["made"], about["course_version"], about["counts"], files
        )
    except (zipfile.BadZipFile, ValueError, TypeError, KeyError, EOFError) as error:
        raise CourseError(NO_BACKUP, path=path, reason=error) from error


def is_inside(name: str) -> bool:
    """Tell whether a name can only lie in the folder that it is put into."""
    path = PurePosixPath(name)
    plain = os.sep == "/" or os.sep not in name
    return name != "" and plain and not path.is_absolute() and ".." not in path.parts


def compare(found: Backup, folder: Path | None = None) -> None:
    """Compare every file of a backup with its list, and write it if a folder is given.

    Parameters
    ----------
    found : Backup
        The backup.
    folder : Path, optional
        A new folder for its files.

    Raises
    ------
    CourseError
        For the first file that is not what the list says.
    """
    try:
        with zipfile.ZipFile(found.path) as archive:
            for name, about in found.files.items():
                with archive.open(name) as source, opened(folder, name) as target:
                    told = copied(source, target)
                if told != (about["sha256"], about["size"]):
                    raise ValueError(f"{name} is not what its list says")
                if folder is not None:
                    os.utime(folder / name, (about["mtime"], about["mtime"]))
    except (zipfile.BadZipFile, ValueError, TypeError, KeyError, EOFError) as error:
        raise CourseError(NO_BACKUP, path=found.path, reason=error) from error
    if counts(found.files) != found.counts:
        raise CourseError(NO_BACKUP, path=found.path, reason="its counts are wrong")


@contextlib.contextmanager
def opened(folder: Path | None, name: str) -> Iterator[IO[bytes] | None]:
    """Open a new file that is private, in private folders; nothing without a folder."""
    if folder is None:
        yield None
        return
    path, place = folder / name, folder
    for part in PurePosixPath(name).parts[:-1]:
        place = place / part
        place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as target:
        yield target
        target.flush()
        os.fsync(target.fileno())


def restore(archive: Path, folder: Path, *, replace: bool = False) -> Backup:
    """Put a class back from its backup.

    Parameters
    ----------
    archive : Path
        The backup.
    folder : Path
        The class folder; it must be new or empty.
    replace : bool
        Whether a folder that holds something is put aside: it is renamed, not deleted.

    Returns
    -------
    Backup
        What was put there.

    Raises
    ------
    CourseError
        If the folder holds something, or the backup is damaged; nothing is changed.
    """
    course = Course(folder.expanduser().resolve())
    course.refuse_checkout()
    root, found = course.root, read(archive)
    there = root.exists() and (not root.is_dir() or any(root.iterdir()))
    if there and not replace:
        raise CourseError(
            f"{root} is not empty; choose a new folder, or say --replace, and what "
            "is there is renamed and kept"
        )
    root.parent.mkdir(parents=True, exist_ok=True)
    beginning = RESTORING.format(name=root.name)
    for left in root.parent.glob(f"{beginning}????????"):
        shutil.rmtree(left)
    part = Path(tempfile.mkdtemp(prefix=beginning, dir=root.parent))
    try:
        compare(found, part)
        refuse_changed(part, found)
        with lock.held(root) if there and root.is_dir() else contextlib.nullcontext():
            move(part, root)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return found


def refuse_changed(folder: Path, found: Backup) -> None:
    """Refuse a folder that is not, on the disk, the class that was backed up."""
    if counts(contents(folder)) != found.counts:
        raise CourseError(f"{found.path} could not be restored whole; nothing changed")
    Course.open(folder)
    book = folder / "gradebook.db"
    if book.exists():
        with closing(sqlite3.connect(book)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise CourseError(NO_BACKUP, path=found.path, reason=f"gradebook: {said}")


def move(part: Path, root: Path) -> None:
    """Put a whole folder in its place; what was there is renamed."""
    aside = None
    if root.is_dir() and not any(root.iterdir()):
        root.rmdir()
    elif root.exists():
        aside = unused(root)
        root.rename(aside)
    try:
        part.rename(root)
    except BaseException:
        if aside is not None:
            aside.rename(root)
        raise


def unused(root: Path) -> Path:
    """Return a name for what is put aside."""
    name, number = f"{root.name} before the restore of {date.today()}", 1
    free = root.with_name(name)
    while free.exists():
        number += 1
        free = root.with_name(f"{name} ({number})")
    return free
