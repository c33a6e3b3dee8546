"""A folder for the temporary files of one run.

It belongs to one user and one run. It is removed with the run; where that was killed,
the next run of this user finds that nobody holds its lock any more, and removes it.
What other users have left, or closed, is nobody's concern here.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from grading.errors import CourseError
from grading.run import lock

PREFIX = "nnlib-grading-"
BEGUN = ".begun"


@contextmanager
def workplace() -> Iterator[Path]:
    """Make a folder, and remove those that killed runs have left.

    Yields
    ------
    Path
        Empty but for its lock. While the block runs, what this process puts among
        temporary files lies in it.
    """
    sweep(Path(tempfile.gettempdir()))
    with TemporaryDirectory(prefix=PREFIX) as name, lock.held(Path(name), BEGUN):
        # Another run of this user sees no lock that is not held yet.
        Path(name, BEGUN).rename(Path(name, lock.NAME))
        with temporary_files_in(name):
            yield Path(name)


@contextmanager
def temporary_files_in(place: str) -> Iterator[None]:
    """Let this process put temporary files into a folder while the block runs."""
    before, tempfile.tempdir = tempfile.tempdir, place
    try:
        yield
    finally:
        tempfile.tempdir = before


def sweep(place: Path) -> None:
    """Remove the folders of this user below a place that nobody holds.

    Parameters
    ----------
    place : Path
        Where they lie. What is another user's stays, and what cannot be removed.
    """
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(CourseError, OSError):
            if is_own(folder) and (folder / lock.NAME).is_file():
                with lock.held(folder):
                    shutil.rmtree(folder)


def is_own(folder: Path) -> bool:
    """Tell whether something is a folder of this user, and no link to one."""
    return not folder.is_symlink() and folder.stat().st_uid == os.getuid()
