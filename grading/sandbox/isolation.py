"""How far student code is kept apart: the levels, and which of them this machine has.

=============  =======================================================================
``full``       bubblewrap round the warm process; in it, for each submission, its own
               namespaces, Landlock and a filter of system calls
``landlock``   Landlock and the filter, where users may make no namespaces
``process``    a process of the same user, with limits; only if it is asked for
=============  =======================================================================

A level is believed when student code has tried what is forbidden there, and failed.
It is tried once in a run, and recorded in every result; that the strongest one holds is
remembered for as long as nothing changes on which it depends. A file, a connection and
a signal are tried in every run, in a process as submissions have it.
"""

import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from grading.errors import NO_BUBBLEWRAP, SandboxError
from grading.sandbox import bubblewrap, proven
from grading.sandbox.confinement import FULL, LANDLOCK, PROCESS
from grading.sandbox.warm import StartError

LEVELS = (FULL, LANDLOCK, PROCESS)


@dataclass(frozen=True)
class Finding:
    """What came of one attempt.

    Parameters
    ----------
    layer : str
        What should have stopped it.
    tried : str
        What it tried, after "to".
    held : bool
        Whether it was stopped; or that it worked, where it must.
    said : str
        What it was told.
    needed : bool
        Whether it must work.
    """

    layer: str
    tried: str
    held: bool
    said: str = ""
    needed: bool = False


@dataclass
class Choice:
    """What is known of this machine in this run.

    Parameters
    ----------
    level : str
        The level that holds; empty while that is not known.
    unsafe : bool
        Whether to go on where none does.
    findings : dict of str to list of Finding
        What was tried at each level.
    failures : dict of str to str
        Why a level could not be tried.
    """

    level: str = ""
    unsafe: bool = False
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


CHOICE = Choice()
LOCK = threading.RLock()


def level() -> str:
    """Return the level of isolation of this run; the first call tries it out.

    What was proven on this very machine with this very program is not tried again.

    Returns
    -------
    str
        One of `LEVELS`.

    Raises
    ------
    SandboxError
        If nothing holds, and nobody has said to go on all the same.
    """
    with LOCK:
        if not CHOICE.level:
            CHOICE.level = FULL if proven.holds() else strongest()
        if CHOICE.level == PROCESS and not CHOICE.unsafe:
            raise SandboxError(
                "nothing was graded: student code cannot be kept apart on this "
                f"machine ({told()}). It would run with your rights, and could "
                "read solutions and change grades. Install bubblewrap, let users "
                "make namespaces, or grade in a virtual machine; python -m "
                "grading doctor says more. To go on all the same: "
                "--unsafe-no-sandbox"
            )
        return CHOICE.level


def told() -> str:
    """Say in one line why levels do not hold."""
    return ". ".join(f"{one}: {why}" for one, why in failures().items())


def allow_process() -> None:
    """Go on from now on where no sandbox works."""
    CHOICE.unsafe = True


def use(found: str) -> None:
    """Take a level over from the process that has tried it out.

    Parameters
    ----------
    found : str
        What `level` has returned there.
    """
    CHOICE.level = found
    CHOICE.unsafe = found == PROCESS


def strongest() -> str:
    """Return the strongest level that holds when it is tried."""
    for one in (FULL, LANDLOCK):
        found = tried(one)
        held = bool(found) and all(finding.held for finding in found)
        if one == FULL:
            proven.remember(held)
        if held:
            return one
    return PROCESS


def refuse_opened(library: Path) -> None:
    """Try a file, a connection and a signal, in every run before it grades.

    Parameters
    ----------
    library : Path
        The modules of a notebook.

    Raises
    ------
    SandboxError
        If one of them is possible at the level of this run; what was remembered of
        this machine is forgotten.
    """
    from grading.sandbox.selftest import short_test

    if level() == PROCESS:
        return
    lost = [one for one in short_test(library, level()) if not one.held]
    if lost:
        proven.remember(False)
        raise SandboxError(
            "nothing was graded: what had been proven of this machine does not hold "
            "any more ({lost}). The same command tries everything anew",
            lost="; ".join(map(describe, lost)),
        )


def tried(one: str) -> list[Finding]:
    """Try a level out, once.

    Parameters
    ----------
    one : str
        One of `LEVELS`.

    Returns
    -------
    list of Finding
        Empty if it cannot even be tried; `failures` says why.
    """
    # It leases a process as a submission does, which asks here for its level.
    from grading.sandbox.selftest import self_test

    if one not in CHOICE.findings:
        CHOICE.findings[one] = []
        try:
            refuse_hopeless(one)
            CHOICE.findings[one] = self_test(one)
        except StartError as error:
            CHOICE.failures[one] = str(error)
    return CHOICE.findings[one]


def refuse_hopeless(one: str) -> None:
    """Say plainly why a level is not to be had."""
    if sys.platform != "linux" and one != PROCESS:
        raise StartError("only Linux has it")
    if one == FULL and not bubblewrap.program():
        raise StartError(NO_BUBBLEWRAP)


def failures() -> dict[str, str]:
    """Say why levels do not hold, as far as they were tried."""
    found = dict(CHOICE.failures)
    for one in (FULL, LANDLOCK):
        lost = [each for each in CHOICE.findings.get(one, ()) if not each.held]
        if lost:
            found[one] = "; ".join(map(describe, lost))
    return found


def describe(finding: Finding) -> str:
    """Say what went wrong in one attempt."""
    if finding.needed:
        return f"student code could not {finding.tried} ({finding.said})"
    return f"student code could {finding.tried}"
