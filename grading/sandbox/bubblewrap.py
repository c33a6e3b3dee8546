"""The command that starts a process in a world of its own, with bubblewrap.

That world has an interpreter, the library of one notebook, and nothing else: no home,
no course folder, no settings of the machine, no network, no other process, no rights.
bubblewrap is a small, widely reviewed program that every Linux distribution has; it
needs no rights of its own where the kernel lets users make namespaces.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from grading.sandbox import interpreter

PROGRAM = "bwrap"
# No folder of a real machine has this name: nothing that is bound lies in it.
HOME = Path("/student/own")
# What nobody is called: the user `nobody` and its group.
NOBODY = "65534"
ALONE = (
    *("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net"),
    *("--unshare-uts", "--unshare-cgroup-try", "--hostname", "student"),
    *("--uid", NOBODY, "--gid", NOBODY, "--cap-drop", "ALL"),
    *("--new-session", "--as-pid-1"),
)


def program() -> str:
    """Return the full name of bubblewrap, or an empty text if it is not installed."""
    return shutil.which(PROGRAM) or ""


def command(
    read: Sequence[Path],
    without: Sequence[Path],
    packages: Sequence[Path],
) -> list[str]:
    """Return the words that stand before the command to be started.

    Parameters
    ----------
    read : sequence of Path
        Files and folders that can be read, under their own names.
    without : sequence of Path
        Folders in them that are empty instead.
    packages : sequence of Path
        Further files and folders that can be read, perhaps in the empty ones.

    Returns
    -------
    list of str
        bubblewrap and its options.
    """
    # A folder first, what lies in it later: the later mount covers the earlier.
    words = [program() or PROGRAM, *ALONE]
    words += [*bound(sorted(read)), *covered(without), *bound(packages), *links()]
    for device in interpreter.DEVICES:
        words += ["--dev-bind", device, device]
    words += ["--proc", "/proc", "--dir", "/etc", "--tmpfs", str(HOME)]
    # Whatever could be written to is shared by all submissions of a notebook.
    for place in (*map(str, without), "/"):
        words += ["--remount-ro", place]
    return [*words, "--chdir", str(HOME)]


def bound(places: Sequence[Path]) -> Iterator[str]:
    """Yield the options that show places as they are, for reading."""
    for place in places:
        yield from ("--ro-bind", str(place), str(place))


def covered(places: Sequence[Path]) -> Iterator[str]:
    """Yield the options that put an empty folder over others."""
    for place in places:
        yield from ("--tmpfs", str(place))


def links() -> Iterator[str]:
    """Yield the options that make the links under which programs find their loader."""
    for name in interpreter.LOADERS:
        place = Path(name)
        if place.is_symlink():
            yield from ("--symlink", os.readlink(place), name)
        elif place.is_dir():
            yield from ("--ro-bind", name, name)
