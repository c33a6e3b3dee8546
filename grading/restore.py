"""Restore: a class back from its backup, whole or not at all.

Every file is written into a new folder beside the place and compared with the list of
the backup; then the folder is moved there in one step. What was there is renamed.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from grading.course import Course
from grading.errors import CourseError
from grading.packed import NO_BACKUP, Backup, compare, contents, counts, read
from grading.results import place
from grading.run import lock

AT_SERVER = (
    "the gradebook lies at {place}, as before, and nothing was changed there; "
    'gradebook.db is the copy of the backup. To go on with it, put a "#" before '
    "gradebook in course.toml"
)
RESTORING = ".{name}.restoring-"


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


def at_server(folder: Path) -> str:
    """Say where the gradebook of a class lies, if a backup holds only a copy of it."""
    found = place.of(Course.open(folder))
    return AT_SERVER.format(place=found.shown) if found.is_server else ""


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
