"""The self-test of a sandbox: student code tries what is forbidden, and must fail.

It runs where student code runs, in a process that is leased like any other. What it is
told to reach, the grader has put there: a file, a folder, a listener, itself.
"""

import contextlib
import os
import platform
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from grading.sandbox import library
from grading.sandbox.confinement import FULL, MAX_FILE, MAX_SPACE
from grading.sandbox.interpreter import read_by_python, sites
from grading.sandbox.isolation import Finding
from grading.sandbox.session import Session
from grading.sandbox.syscalls import MACHINES, REFUSED, numbers
from grading.sandbox.warm import MEMORY, end_those_without_library

ATTEMPTS = "attempts.py"
SECONDS = 20.0
# Name of the attempt -> the layer that it tries, and what it tries "to" do.
TRIED = {
    "read_a_file": ("files", "read a file of the grader"),
    "write_a_file": ("files", "write into a folder of the grader"),
    "read_the_course": ("files", "read the program that grades"),
    "write_the_library": ("files", "change the library for others"),
    "read_settings": ("files", "read the settings of the machine"),
    "connect": ("network", "connect to another program"),
    "see_the_grader": ("processes", "see the grader's process"),
    "signal_the_grader": ("processes", "signal the grader's process"),
    "start_a_process": ("processes", "start a process"),
    "start_a_program": ("processes", "start a program"),
    "call_the_kernel": ("system calls", "make system calls that it does not need"),
    "see_variables": ("environment", "see the grader's environment variables"),
    "use_descriptors": ("descriptors", "use open files of the grader"),
    "take_memory": ("limits", "take more memory than it may"),
    "write_a_large_file": ("limits", "write a file larger than it may"),
    "fill_the_space": ("limits", "fill more space than it may"),
    "leave_a_file": ("files", "leave a file for the next submission"),
}
# What must work in there: a sandbox that stops everything grades nothing.
NEEDED = {
    "compute": ("what is needed", "compute with numpy"),
    "use_threads": ("what is needed", "use threads"),
    "keep_a_file": ("what is needed", "keep a file of its own"),
}
# Only a file system of its own has a size, and folders that were emptied.
ONLY_FULL = ("fill_the_space", "leave_a_file")
# One for each of the three walls: tried in every run, whatever was proven before.
IN_EVERY_RUN = ("read_a_file", "connect", "signal_the_grader")


def self_test(level: str) -> list[Finding]:
    """Try a level of isolation.

    Parameters
    ----------
    level : str
        ``"full"``, ``"landlock"`` or ``"process"``.

    Returns
    -------
    list of Finding
        One for each attempt that this level must stop, and for what must work.

    Raises
    ------
    StartError
        If no process can be had at this level.
    """
    with stage() as (folder, facts):
        place = folder / "library"
        write_library(place)
        with attempts(place, level) as session:
            asked_for = [n for n in TRIED if level == FULL or n not in ONLY_FULL]
            needed = [works(n, outcome(session, n, facts)) for n in NEEDED]
            tried = [stopped(n, outcome(session, n, facts)) for n in asked_for]
            return [*tried, *needed]


def short_test(library: Path, level: str) -> list[Finding]:
    """Try a file, a connection and a signal where submissions will run.

    Parameters
    ----------
    library : Path
        That of a notebook: its warm process is there already, or is needed next.
    level : str
        ``"full"`` or ``"landlock"``.

    Returns
    -------
    list of Finding
        Three.

    Raises
    ------
    StartError
        If no process can be had at this level.
    """
    with stage() as (_, facts), attempts(library, level) as session:
        return [stopped(n, outcome(session, n, facts)) for n in IN_EVERY_RUN]


@contextlib.contextmanager
def attempts(library: Path, level: str) -> Iterator[Session]:
    """Lease a process that knows all attempts."""
    with Session(library, level=level, seconds_per_call=SECONDS) as session:
        source = files("grading.sandbox").joinpath(ATTEMPTS).read_text("utf-8")
        session.run(source, "attempts")
        yield session


@contextlib.contextmanager
def stage() -> Iterator[tuple[Path, dict]]:
    """Put up what is to be reached, and tell where."""
    folder = Path(tempfile.mkdtemp(prefix="selftest-"))
    canary = folder / "canary"
    canary.write_text(secrets.token_hex(), encoding="utf-8")
    machine = platform.machine()
    table = numbers(REFUSED, machine) if machine in MACHINES else {}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        facts = {
            "file": str(canary),
            "folder": str(folder),
            "course": str(Path(__file__).resolve()),
            "port": listener.getsockname()[1],
            "pid": os.getpid(),
            "names": [*os.environ],
            "calls": table,
            "memory": MEMORY,
            "size": MAX_FILE,
            "space": MAX_SPACE,
            "emptied": [*map(str, sites(read_by_python()))],
        }
        try:
            yield folder, facts
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            end_those_without_library()


def outcome(session: Session, name: str, facts: dict) -> tuple[object, str]:
    """Run one attempt; return its value and what it was told."""
    answer = session.runner(name).call((facts,))
    if answer.limit:
        return None, f"its process ended: {answer.limit}"
    raised = answer.raised
    return answer.value, f"{raised.type}: {raised.text}" if raised else ""


def write_library(place: Path) -> None:
    """Write a library with numpy and without anything of the course."""
    place.mkdir()
    library.link_packages(place, ["numpy"])
    library.write_own(place)


def stopped(name: str, outcome: tuple[object, str]) -> Finding:
    """Say whether something forbidden was stopped."""
    layer, tried = TRIED[name]
    value, said = outcome
    return Finding(layer, tried, value is not True, said)


def works(name: str, outcome: tuple[object, str]) -> Finding:
    """Say whether something works that must."""
    layer, tried = NEEDED[name]
    value, said = outcome
    return Finding(layer, tried, value is True, said, needed=True)
