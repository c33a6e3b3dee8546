"""One grading run at a time on one class.

The lock is the system's, on an open file: it ends with the process that holds it, in
whatever way that ends. The file itself stays; it names the process, for the message.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from grading.errors import CourseError

NAME = ".grading"


@contextmanager
def held(folder: Path, name: str = NAME) -> Iterator[None]:
    """Hold the lock of a class.

    Parameters
    ----------
    folder : Path
        The course folder.
    name : str
        The file to hold; a file that is renamed stays locked.

    Yields
    ------
    None
        While the block runs, nobody else can hold it.

    Raises
    ------
    CourseError
        If another process holds it.
    """
    path = folder / name
    with path.open("a+", encoding="ascii") as file:
        if not taken(file):
            file.seek(0)
            holder = file.read().strip() or "of unknown number"
            raise CourseError(
                f"{folder} is being graded by process {holder}: wait until it has "
                "finished, or stop it; what it has finished is kept"
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def taken(file: IO[str]) -> bool:
    """Take the lock of an open file; tell whether nobody else had it."""
    try:
        import fcntl
    except ImportError:
        # Windows: grading runs in WSL there, which has it.
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
