"""Backup: a class folder in one file, which is read back before it takes its place.

The gradebook is copied by sqlite itself, so that it is whole whoever has it open. One
that lies at a server is copied into such a file, as it is at one moment.
"""

import json
import os
import sqlite3
import tempfile
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from grading.course import Course
from grading.errors import GRADEBOOK_FAILED, CourseError
from grading.packed import (
    LIST,
    VERSION,
    Backup,
    compare,
    contents,
    copied,
    counts,
    entry,
    read,
)
from grading.results import copying, place
from grading.results.damaged import damaged
from grading.run import class_lock
from nnlib import __version__

SECONDS_LOCKED = 30.0
AT_SERVER = (
    "the gradebook lies at {place}; a copy of it is in the backup, as gradebook.db"
)
ELSEWHERE = "the gradebook {place} is not in it; back it up by its own means"
KEPT = (
    "{target} stays as it is, for the class has damaged files: {wrong}; mend them with "
    "grade or restore, or write the backup to another name"
)


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
        If the class is being graded, holds a link, or changes while it is copied; or if
        a file of it is damaged, and an older backup would be replaced.
    """
    target = target.expanduser().resolve()
    if target.is_relative_to(course.root):
        raise CourseError(
            f"{target} lies inside the class folder; choose another place"
        )
    if target.exists() and (wrong := list(damaged(course))):
        raise CourseError(KEPT, target=target, wrong="; ".join(wrong))
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}.????????"):
        left.unlink()
    handle, part = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w+b") as stream, class_lock.held(course):
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
    """Say of a gradebook that is no file of the class what is in the backup."""
    found = place.of(course)
    if found.is_own:
        return ""
    said = AT_SERVER if found.is_server else ELSEWHERE
    return said.format(place=found.shown)


def pack(course: Course, stream: IO[bytes]) -> None:
    """Write every file of a class into a zip, and the list of them."""
    files: dict[str, dict[str, Any]] = {}
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.TemporaryDirectory(prefix="nnlib-") as scratch,
    ):
        found = contents(course.root)
        if copy := copied_gradebook(course, Path(scratch)):
            found[copy.name] = copy
        for name, path in sorted(found.items()):
            files[name] = add(archive, name, path)
        about = {
            "schema": VERSION,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "course_version": __version__,
            "counts": counts(files),
            "files": files,
        }
        archive.writestr(entry(LIST, time.time()), json.dumps(about, indent=1))


def copied_gradebook(course: Course, scratch: Path) -> Path | None:
    """Copy the gradebook of a class as it is at one moment; None if it has none."""
    copy, found = scratch / course.gradebook_file.name, place.of(course)
    if found.is_server:
        copying.snapshot(found, copy)
        return copy
    if not course.gradebook_file.is_file():
        return None
    return snapshot(course.gradebook_file, copy)


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
