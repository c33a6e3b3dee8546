"""Doctor: which layers keep student code apart on this machine, tried one by one.

It says what was tried and whether it was stopped, and what to install where a layer
does not hold. What it tries is what `grade` tries on a machine before it trusts it.
"""

import platform
import subprocess
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from grading.sandbox import bubblewrap, isolation, landlock
from grading.sandbox.confinement import FULL, PROCESS
from grading.sandbox.isolation import Finding

LEVELS = {
    "full": (
        "Student code is kept apart by every layer; grade with peace of mind. Memory, "
        "time, output, threads and the space that it fills are bounded for each "
        "submission; they share the processor with whatever else runs here."
    ),
    "landlock": (
        "Student code is kept apart by the kernel's Landlock and a filter of system "
        "calls. It has no file system and no user of its own: the space that it fills "
        "has no limit, and its threads have none but that of memory."
    ),
    "process": (
        "Student code is not kept apart: it would run with your rights, and could read "
        "your files, use the network and end your processes. Bounded are its memory, "
        "its time, its output and each file; threads, processes and the space that it "
        "fills are not. grade refuses, unless it is told --unsafe-no-sandbox."
    ),
}


def doctor(shown: Console) -> int:
    """Try the sandbox out and show what came of it.

    Parameters
    ----------
    shown : Console
        Where to.

    Returns
    -------
    int
        0 if everything holds, otherwise 1.
    """
    level = isolation.strongest()
    shown.print(means())
    shown.print(table(level, isolation.tried(level)))
    for line in advice(level):
        shown.print(line, soft_wrap=True)
    return 0 if level == FULL else 1


def means() -> str:
    """Say what the machine has to keep a process apart."""
    number = landlock.version()
    kept = f"Landlock {number}" if number else "no Landlock"
    return f"{platform.system()} {platform.release()}, {bubblewrap_version()}, {kept}."


def bubblewrap_version() -> str:
    """Say which bubblewrap is installed."""
    program = bubblewrap.program()
    if not program:
        return "no bubblewrap"
    done = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or program


def table(level: str, findings: list[Finding]) -> Table:
    """Return what was tried at a level, and whether it was stopped."""
    found = Table("layer", "student code tried to", "", title=f"Isolation: {level}")
    found.columns[0].no_wrap = found.columns[2].no_wrap = True
    before = ""
    for finding in findings:
        layer = "" if finding.layer == before else finding.layer
        found.add_row(layer, finding.tried, sign(finding))
        before = finding.layer
    return found


def sign(finding: Finding) -> str:
    """Say whether an attempt was stopped, or what must work does work."""
    if finding.needed:
        return "✓ works" if finding.held else "✗ does not work"
    return "✓ stopped" if finding.held else "✗ not stopped"


def advice(level: str) -> Iterator[str]:
    """Say what the level means, and what to do for a stronger one."""
    yield LEVELS[level]
    for one, why in isolation.failures().items():
        yield f"{one} does not hold: {why}."
    if level == FULL:
        return
    if not bubblewrap.program():
        yield (
            "Install bubblewrap: apt install bubblewrap, dnf install bubblewrap, "
            "or conda install -c conda-forge bubblewrap."
        )
    else:
        yield (
            "Let users make namespaces: sysctl kernel.unprivileged_userns_clone=1 "
            "on Debian, kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu; "
            "in a container, start it with a seccomp profile that allows unshare. "
            "A virtual machine needs none of it."
        )
    if level == PROCESS:
        yield (
            "Without namespaces, Landlock is needed: Linux 5.13 or newer."
            if platform.system() == "Linux"
            else "Grade on Linux, in WSL, or in a virtual machine."
        )
