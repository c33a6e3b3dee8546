"""A process that sees no other: namespaces of its own for each submission.

The warm process forks one that leaves all namespaces it shares with others, and forks
in turn the one that runs student code: number 1 among processes of which it sees no
others, with a network that leads nowhere and a small file system in memory that ends
with it. When it is killed, the kernel kills all that it may have started. This file
stands alone, because it is copied beside the library.
"""

import ctypes
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from .landlock import libc

# Of linux/sched.h: mounts, host name, shared memory, users, processes, network.
NEW = {
    "mnt": 0x00020000,
    "uts": 0x04000000,
    "ipc": 0x08000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
# No device files, no other user's rights, nothing to run.
NOSUID, NODEV, NOEXEC, READ_ONLY = 2, 4, 8, 1
CAPABILITY_VERSION = 0x20080522
ANSWER = 4096


def fork_apart(task: Callable[[], None], scratch: Path, size: int) -> int:
    """Fork a process that sees nothing of this one.

    Parameters
    ----------
    task : callable
        What it does; it never returns from it.
    scratch : Path
        An empty folder that becomes its private file system.
    size : int
        Bytes of this file system.

    Returns
    -------
    int
        Its number among the processes of this one, which is its parent.

    Raises
    ------
    OSError
        If the kernel refuses.

    Notes
    -----
    New namespaces of processes hold for what is forked next, so it takes two forks.
    This process must be the first of its own namespace, or a subreaper.
    """
    read, write = os.pipe()

    def between() -> None:
        try:
            enter(scratch, size)
            said = str(fork(task))
        except OSError as error:
            said = f"{type(error).__name__}: {error}"
        os.write(write, said.encode())

    try:
        middle = fork(between)
        os.close(write)
        said = os.read(read, ANSWER).decode()
        os.waitpid(middle, 0)
    finally:
        os.close(read)
    if not said.isdecimal():
        raise OSError(f"no namespaces: {said}")
    return int(said)


def fork(task: Callable[[], None]) -> int:
    """Fork a process that does one thing and ends."""
    pid = os.fork()
    if pid:
        return pid
    finish(task)


def finish(task: Callable[[], None]) -> NoReturn:
    """Do one thing and end this process, whatever happens."""
    status = 1
    try:
        task()
        status = 0
    finally:
        os._exit(status)


def enter(scratch: Path, size: int) -> None:
    """Leave all namespaces that are shared, and hide what still shows of them."""
    user, group = os.getuid(), os.getgid()
    flags = sum(NEW.values())
    checked(libc().unshare(ctypes.c_int(flags)), "unshare")
    own = Path("/proc/self")
    write(own / "setgroups", "deny")
    write(own / "uid_map", f"{user} {user} 1")
    write(own / "gid_map", f"{group} {group} 1")
    plain = NOSUID | NODEV | NOEXEC
    mount(scratch, plain, f"size={size},nr_inodes=4096,mode=0700")
    mount(Path("/proc"), plain | READ_ONLY, "size=4096,mode=0555")


def write(path: Path, text: str) -> None:
    """Write a file of /proc in one go."""
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def mount(place: Path, flags: int, options: str) -> None:
    """Mount an empty file system in memory."""
    where, kind = os.fsencode(place), b"tmpfs"
    done = libc().mount(kind, where, kind, ctypes.c_ulong(flags), options.encode())
    checked(done, f"mount {place}")


def drop_capabilities() -> None:
    """Give up all rights that this process has in its own namespaces, for good."""
    head = struct.pack("=Ii", CAPABILITY_VERSION, 0)
    checked(libc().capset(head, bytes(24)), "capset")


def checked(result: int, what: str) -> None:
    """Raise the error of a call that failed."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
