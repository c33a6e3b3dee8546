"""A class in one file: a zip of its files and a list of them, read and compared.

The list, `backup.json`, has the size, the hash and the time of each file, and how many
students, submissions and records there are. A zip that differs from its list is no
backup.
"""

import contextlib
import hashlib
import json
import os
import re
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from grading.errors import CourseError
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
# What comes of reading an archive or a list in which something has changed.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError),
    *(AttributeError, KeyError, TypeError, ValueError),
)
NO_BACKUP = "{path} is no backup of a class, or a damaged one: {reason}"


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
        If it is no such file, or a newer version of the course made it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read(LIST))
            names = [one for one in archive.namelist() if one != LIST]
        version, files = about["schema"], about["files"]
        if version > VERSION:
            raise CourseError(
                f"{path} has version {version}, and this program knows versions up to "
                f"{VERSION}: install the version of the course that made it"
            )
        if sorted(names) != sorted(files) or not all(map(is_inside, files)):
            raise ValueError("its files are not those of its list")
        return Backup(
            path, about["made"], about["course_version"], about["counts"], files
        )
    except UNREADABLE as error:
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
    except UNREADABLE as error:
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
