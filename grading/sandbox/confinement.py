"""What a process does, once it is forked and before it runs student code, to itself.

Each layer is independent of the others: limits of what it may use, the files that it
may open, the system calls that it may make. None of them can be taken back, so the
order matters: each needs what the next ones take away. This file stands alone, because
it is copied beside the library.
"""

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from . import landlock, namespaces, seccomp

# The levels of isolation, the strongest first.
FULL, LANDLOCK, PROCESS = "full", "landlock", "process"

MAX_FILE = 64 << 20
MAX_SPACE = 64 << 20
MAX_OPEN_FILES = 64
# In a namespace of users, this counts the threads of one submission alone.
MAX_THREADS = 64
CPU_SECONDS = 600
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Places:
    """The files that student code may see.

    Parameters
    ----------
    read : tuple of Path
        Files, and folders with all that is in them.
    without : tuple of Path
        Folders in them that it may not see nevertheless.
    homes : Path
        The folder in which each process has one that it may write to.
    """

    read: tuple[Path, ...]
    without: tuple[Path, ...]
    homes: Path


@dataclass(frozen=True)
class Confinement:
    """What takes time and is the same for all processes, made before they are forked.

    Parameters
    ----------
    level : str
        ``"full"``, ``"landlock"`` or ``"process"``.
    places : Places
        The files that may be seen.
    ruleset : int or None
        What Landlock is to leave of them; None if there is no Landlock.
    """

    level: str
    places: Places
    ruleset: int | None

    @classmethod
    def prepared(cls, level: str, places: Places) -> "Confinement":
        """Prepare a level of isolation.

        Parameters
        ----------
        level : str
            ``"full"``, ``"landlock"`` or ``"process"``.
        places : Places
            The files that may be seen.

        Returns
        -------
        Confinement
            For any number of forks.

        Raises
        ------
        OSError
            If this level needs Landlock, and there is none.
        """
        wanted = level == LANDLOCK or (level == FULL and landlock.version())
        if not wanted:
            return cls(level, places, None)
        made = landlock.ruleset(places.read, writable(places.homes), places.without)
        return cls(level, places, made)

    def enter(self, home: Path, memory: int) -> None:
        """Give up for good whatever student code does not need.

        Parameters
        ----------
        home : Path
            The folder of this process, which becomes the current one.
        memory : int
            Most address space of this process, bytes.

        Raises
        ------
        OSError
            If a layer of this level is not to be had.
        """
        os.chdir(home)
        limit_resources(memory, alone=self.level == FULL)
        if self.level != FULL:
            die_with_parent()
        if self.ruleset is not None:
            landlock.restrict(self.ruleset)
        if self.level == FULL:
            namespaces.drop_capabilities()
        if self.level == LANDLOCK:
            # The others have their homes in the same folder.
            landlock.restrict(landlock.ruleset(self.places.read, writable(home)))
        if self.level != PROCESS:
            seccomp.forbid(os.getpid())


def writable(home: Path) -> list[Path]:
    """List where a process may write that has its home there, or in there."""
    return [home, Path(os.devnull)]


def limit_resources(memory: int, *, alone: bool) -> None:
    """Limit what this process and its descendants may use, where the system can."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: MAX_FILE,
        resource.RLIMIT_NOFILE: MAX_OPEN_FILES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
    }
    if alone:
        limits[resource.RLIMIT_NPROC] = MAX_THREADS
    for name, most in limits.items():
        # Some systems have the name of a limit but not the limit.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(name, (most, most))


def die_with_parent() -> None:
    """Have the system kill this process as soon as the warm process is gone."""
    with contextlib.suppress(AttributeError, OSError):
        landlock.libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
