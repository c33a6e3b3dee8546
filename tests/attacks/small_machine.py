"""Run a command where little memory is to be had: for it and all that it starts."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
# Version of cgroups -> the folder of groups, what limits one, and what it has taken.
VERSIONS = (
    (CGROUPS / "memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes"),
    (CGROUPS, "memory.max", "memory.peak"),
)
# Says at the end how large the process of the command itself has been, in kB.
WRAPPED = (
    "import resource, sys; from grading import cli; code = cli.main(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
)


@dataclass(frozen=True)
class Done:
    """How a command ended, what it said, and bytes of its process and of all at once.

    `taken` is None where nobody could count it.
    """

    code: int
    said: str
    coordinator: int
    taken: int | None


@contextmanager
def group(most: int) -> Iterator[tuple[Path, str] | None]:
    """Make a group of processes that may take so many bytes together, if one can."""
    made = next(filter(None, (limited(most, *one) for one in VERSIONS)), None)
    try:
        yield made
    finally:
        if made:
            removed(made[0])


def limited(most: int, folder: Path, limit: str, peak: str) -> tuple[Path, str] | None:
    """Make a group in a folder of groups, if that limits memory."""
    place = folder / f"tests-{os.getpid()}"
    try:
        place.mkdir()
        (place / limit).write_text(str(most))
    except OSError:
        with suppress(OSError):
            place.rmdir()
        return None
    return place, peak


def removed(place: Path) -> None:
    """Remove a group once the last of its processes has ended."""
    for _ in range(100):
        with suppress(OSError):
            place.rmdir()
            return
        time.sleep(0.1)


def graded(course: Path, most: int, *words: str) -> Done:
    """Grade a class in so many bytes of memory.

    Where no group can be made, each process has a limit of its own.
    """
    with group(most) as made:

        def enter() -> None:
            if made:
                (made[0] / "cgroup.procs").write_text(str(os.getpid()))
            else:
                resource.setrlimit(resource.RLIMIT_AS, (most, most))

        run = subprocess.run(
            [sys.executable, "-c", WRAPPED, "grade", "--course", str(course), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=enter,
        )
        taken = int((made[0] / made[1]).read_text()) if made else None
    said, _, size = run.stdout.rstrip().rpartition("\n")
    return Done(run.returncode, said, int(size) << 10, taken)
