"""The files that student code may open: those beneath a list of places, and no others.

Landlock is a means of the kernel (Linux 5.13 and newer) by which a process gives up
access for good, without any rights of its own. What is beneath no listed place can be
neither read nor written nor run; sockets and signals to processes outside are refused
as well, as far as the kernel can. This file stands alone, because it is copied beside
the library.
"""

import ctypes
import functools
import os
import stat
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# The same on every machine, as all system calls of that age.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
GET_VERSION = 1
PATH_BENEATH = 1
PR_SET_NO_NEW_PRIVS = 38

# Rights of linux/landlock.h.
WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
TRUNCATE = 1 << 14
READ = READ_FILE | READ_DIR
# Write, remove and make files and folders; no devices, sockets or pipes.
MAKE = WRITE_FILE | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 12 | 1 << 13 | TRUNCATE
OF_FILES = WRITE_FILE | READ_FILE | TRUNCATE
# How many rights on files each version of Landlock knows.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
MOST_FILE_RIGHTS = 16
ALL_NETWORK = 0b11
ALL_SCOPES = 0b11


class LandlockError(OSError):
    """Landlock is not there, or refused."""


def version() -> int:
    """Return the version of the kernel's Landlock; 0 if there is none."""
    try:
        return call(CREATE_RULESET, None, 0, GET_VERSION)
    except (LandlockError, AttributeError):
        return 0


def ruleset(
    read: Iterable[Path], write: Iterable[Path], without: Sequence[Path] = ()
) -> int:
    """Return a descriptor of the files that are left when all others are given up.

    Parameters
    ----------
    read : iterable of Path
        Files, and folders with all that is in them.
    write : iterable of Path
        Folders in which files may be read, written, made and removed as well.
    without : sequence of Path
        Folders in one of `read` that are left out.

    Returns
    -------
    int
        For `restrict`, here or in a fork.

    Raises
    ------
    LandlockError
        If the kernel has no Landlock, or refuses.
    """
    handled = all_rights(version())
    made = call(CREATE_RULESET, handled, len(handled), 0)
    (files,) = struct.unpack("=Q", handled[:8])
    for folder in read:
        for place, rights in parts(folder, without):
            allow(made, place, rights & files)
    for place in write:
        allow(made, place, (READ | MAKE) & files)
    return made


def restrict(made: int) -> None:
    """Give up access to all files but those of a ruleset, for good.

    Parameters
    ----------
    made : int
        What `ruleset` has returned. What was given up before stays given up.

    Raises
    ------
    LandlockError
        If the kernel refuses.
    """
    if libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise LandlockError("new privileges could not be given up")
    call(RESTRICT_SELF, made, 0)


def all_rights(number: int) -> bytes:
    """Return the `landlock_ruleset_attr` that takes away whatever a version can."""
    files = (1 << FILE_RIGHTS.get(number, MOST_FILE_RIGHTS)) - 1
    attributes = [files]
    if number >= 4:
        attributes.append(ALL_NETWORK)
    if number >= 6:
        attributes.append(ALL_SCOPES)
    return struct.pack(f"={len(attributes)}Q", *attributes)


def parts(place: Path, without: Sequence[Path]) -> Iterator[tuple[Path, int]]:
    """Yield places with rights, which together are one place without some folders."""
    inside = [one for one in without if one.is_relative_to(place)]
    if place in inside:
        return
    if not inside:
        yield place, READ
        return
    # A folder must be listed to be searched for modules; its files are another right.
    yield place, READ_DIR
    for entry in sorted(place.iterdir()):
        yield from parts(entry, inside)


def allow(made: int, place: Path, rights: int) -> None:
    """Add one place to a ruleset; one that does not exist is left out."""
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= OF_FILES
        if rights:
            rule = struct.pack("=Qi", rights, descriptor)
            call(ADD_RULE, made, PATH_BENEATH, rule, 0)
    finally:
        os.close(descriptor)


def call(number: int, *arguments: int | bytes | None) -> int:
    """Make a system call that libc has no name for."""
    plain = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    found = libc().syscall(ctypes.c_long(number), *plain)
    if found < 0:
        error = ctypes.get_errno()
        raise LandlockError(error, f"Landlock: {os.strerror(error)}")
    return found


@functools.cache
def libc() -> ctypes.CDLL:
    """Return the C library."""
    return ctypes.CDLL(None, use_errno=True)
