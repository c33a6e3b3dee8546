"""A folder for the temporary files of one run.

It is removed with the run; where that was killed, the next run of anybody finds that
nobody holds its lock any more, and removes it.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from grading.errors import CourseError
from grading.run import lock

PREFIX = "nnlib-grading-"


@contextmanager
def workplace() -> Iterator[Path]:
    """Make a folder, and remove those that killed runs have left.

    Yields
    ------
    Path
        Empty but for its lock.
    """
    sweep(Path(tempfile.gettempdir()))
    with TemporaryDirectory(prefix=PREFIX) as name, lock.held(Path(name)):
        yield Path(name)


def sweep(place: Path) -> None:
    """Remove the folders below a place that nobody holds.

    Parameters
    ----------
    place : Path
        Where they lie. What cannot be removed, or is another user's, stays.
    """
    for folder in place.glob(f"{PREFIX}*"):
        if (folder / lock.NAME).is_file() and not folder.is_symlink():
            with suppress(CourseError, OSError), lock.held(folder):
                shutil.rmtree(folder)
