"""Doctor: which layers keep student code apart on this machine, tried one by one.

It says what was tried and whether it was stopped, and what to install where a layer
does not hold. What it tries is what `grade` tries on a machine before it trusts it.
"""

import platform
import subprocess
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from grading import errors
from grading.sandbox import bubblewrap, isolation, landlock
from grading.sandbox.confinement import FULL, PROCESS
from grading.sandbox.selftest import Finding


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
    yield errors.LEVELS[level]
    for one, why in isolation.failures().items():
        yield errors.LEVEL_FAILED.format(level=one, reason=why)
    if level == FULL:
        return
    if not bubblewrap.program():
        yield errors.INSTALL_BUBBLEWRAP
    else:
        yield errors.ALLOW_NAMESPACES
    if level == PROCESS:
        yield errors.NEEDS_LANDLOCK if platform.system() == "Linux" else errors.NO_LINUX
