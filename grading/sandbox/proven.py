"""What was proven before: that the strongest level of isolation holds on this machine.

A layer that the system refuses is told by the process that asks for it, in every run.
What the self-test finds besides is a layer that is granted and has no effect: this
depends on the kernel, on where in it we run, and on the programs, and on nothing that
changes from one run to the next. So it is not tried until one of these is another.
Only the strongest level is remembered: where a weaker one held, all are tried again.
"""

import contextlib
import hashlib
import os
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
        *(os.getuid(), os.getgid(), sys.executable),
        *(program, os.stat(program).st_size, os.stat(program).st_mtime_ns),
    ]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def holds() -> bool:
    """Tell whether the strongest level was proven to hold here."""
    try:
        return place().read_text(encoding="ascii") == machine()
    except UNKNOWN:
        return False


def remember(held: bool) -> None:
    """Keep whether the strongest level holds; where it cannot be kept, it is tried."""
    with contextlib.suppress(*UNKNOWN):
        place().unlink(missing_ok=True)
        if not held:
            return
        place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write_text(place(), machine(), mode=0o600)
