"""What was proven before: that the strongest level of isolation holds on this machine.

A layer that the system refuses is told by the process that asks for it, in every run.
What the self-test finds besides is a layer that is granted and has no effect: this
depends on the kernel, on where in it we run, and on the programs, and on nothing that
changes from one run to the next. So it is not tried until one of these is another; a
file, a connection and a signal are tried in every run all the same. That the grader
grades rightly what is known is never remembered: every run proves it.
Only the strongest level is remembered: where a weaker one held, all are tried again.
"""

import contextlib
import hashlib
import os
import re
import sys
from pathlib import Path

from grading import atomic
from grading.found import provenance
from grading.sandbox import bubblewrap

BOOT = Path("/proc/sys/kernel/random/boot_id")
# What a system raises that does not tell, or a user without a home.
UNKNOWN = (OSError, ValueError, AttributeError, RuntimeError)
SHORT = 12
SPACES = ("cgroup", "mnt", "net", "pid", "user")
# What an administrator may change while the machine runs; not every kernel has each.
SETTINGS = (
    *("kernel/unprivileged_userns_clone", "user/max_user_namespaces"),
    *("kernel/apparmor_restrict_unprivileged_userns", "kernel/io_uring_disabled"),
    *("kernel/yama/ptrace_scope", "kernel/seccomp/actions_avail"),
)
RIGHTS = re.compile(r"^(?:Cap|Seccomp|NoNewPrivs).*", re.MULTILINE)


def place() -> Path:
    """Return where it is remembered: in a folder that only this user can write to.

    Each package has a file of its own: in one run several may grade.
    """
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "nnlib-grading", f"isolation-{provenance.installed()[:SHORT]}")


def machine() -> str:
    """Compute the fingerprint of everything on which the self-test depends.

    Returns
    -------
    str
        64 hexadecimal digits: of kernel, start, namespaces, rights, and programs.

    Raises
    ------
    OSError
        If the system does not tell one of these.
    """
    program = bubblewrap.program()
    found = [
        provenance.installed(),
        *os.uname(),
        BOOT.read_text(encoding="ascii"),
        *(os.readlink(f"/proc/self/ns/{name}") for name in SPACES),
        *(setting(Path("/proc/sys", name)) for name in SETTINGS),
        *RIGHTS.findall(Path("/proc/self/status").read_text(encoding="ascii")),
        setting(Path("/proc/self/attr/current")),
        *(os.getuid(), os.getgid(), sys.executable, sys.version),
        *(program, os.stat(program).st_size, os.stat(program).st_mtime_ns),
    ]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def setting(path: Path) -> str:
    """Read what the kernel is told; empty if it knows of no such thing."""
    try:
        return path.read_text(encoding="ascii")
    except UNKNOWN:
        return ""


def holds() -> bool:
    """Tell whether the strongest level was proven to hold here, to this user."""
    try:
        return is_own(place()) and place().read_text(encoding="ascii") == machine()
    except UNKNOWN:
        return False


def is_own(path: Path) -> bool:
    """Tell whether nobody but this user could have written a file."""
    return all(
        one.lstat().st_uid == os.getuid() and not one.lstat().st_mode & 0o022
        for one in (path, path.parent)
    )


def remember(held: bool) -> None:
    """Keep whether the strongest level holds; where it cannot be kept, it is tried."""
    with contextlib.suppress(*UNKNOWN):
        place().unlink(missing_ok=True)
        if not held:
            return
        place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write_text(place(), machine())
