"""What student code may not do when it is graded, said in a sentence.

The layers of the sandbox refuse it in any case, in words of the system that look like
a fault of the student's computer. Python announces such a step before it is taken: here
it ends with what is to be known. It guards nothing, and the self-test of the sandbox
does without it. This file stands alone, because it is copied beside the library.
"""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

PROCESSES = (
    "When graded, no further processes can be started: compute it in the one that runs."
)
SHARING = (
    "When graded, multiprocessing is not available, as no further processes can be "
    "started: compute it in the one that runs."
)
NETWORK = (
    "When graded, there is no network: what is needed must be in the notebook or in "
    "the course."
)
QUESTIONS = (
    "When graded, nobody is there to answer input(): take the value as an argument."
)
FILES = "When graded, files can be written only where the notebook runs, not to {path}."
# Events of Python's audit; what they are about stands first in their arguments.
REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.exec"),
            *("os.system", "subprocess.Popen"),
        ),
        PROCESSES,
    ),
    **dict.fromkeys(
        (
            *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
            *("socket.getaddrinfo", "socket.gethostbyname"),
        ),
        NETWORK,
    ),
}
# Its locks are what all pools and queues begin with.
MODULES: Mapping[str, str] = {"multiprocessing.synchronize": SHARING}
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate")
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HEARD = frozenset(("builtins.input", *REFUSED, "import", *CHANGES, "open"))
NOWHERE = os.devnull


def name_what_is_forbidden(home: Path) -> None:
    """Let this process say what is forbidden, from now on.

    Parameters
    ----------
    home : Path
        The folder in which files may be written.
    """
    sys.addaudithook(refusing(str(home)))


def refusing(home: str) -> Callable[[str, tuple], None]:
    """Return what hears of each step, and ends some with an exception."""

    def hear(event: str, args: tuple) -> None:
        # Most events are none of these, and some come thousands of times.
        if event not in HEARD:
            return
        if event == "builtins.input":
            raise EOFError(QUESTIONS)
        if event in REFUSED:
            raise PermissionError(REFUSED[event])
        if event == "import" and args[0] in MODULES:
            raise PermissionError(MODULES[args[0]])
        changes = event in CHANGES or (event == "open" and args[2] & TO_WRITE)
        if changes and is_outside(args[0], home):
            raise PermissionError(FILES.format(path=os.fsdecode(args[0])))

    return hear


def is_outside(path: object, home: str) -> bool:
    """Tell whether a path leads out of a folder; a number is an open file."""
    if not isinstance(path, str | bytes):
        return False
    place = os.path.abspath(os.fsdecode(path))
    return place not in (NOWHERE, home) and not place.startswith(f"{home}{os.sep}")
