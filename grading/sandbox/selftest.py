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
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from grading.sandbox import library
from grading.sandbox.claims import Fields, MalformedError
from grading.sandbox.codec import CodecError
from grading.sandbox.confinement import FULL, MAX_FILE, MAX_SPACE
from grading.sandbox.interpreter import read_by_python, sites
from grading.sandbox.protocol import Channel
from grading.sandbox.syscalls import MACHINES, REFUSED, numbers
from grading.sandbox.warm import MEMORY, START_SECONDS, Lease, StartError, Warm

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
        one = Warm(place, level)
        outcomes = Outcomes(one, facts)
        try:
            asked_for = [n for n in TRIED if level == FULL or n not in ONLY_FULL]
            needed = [works(name, outcomes.of(name)) for name in NEEDED]
            return [*(stopped(n, outcomes.of(n)) for n in asked_for), *needed]
        finally:
            outcomes.stop()
            one.end()


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


class Outcomes:
    """Runs attempts, in one process as long as it lives.

    Parameters
    ----------
    one : Warm
        Forks the process.
    facts : dict
        What there is to be had.
    """

    def __init__(self, one: Warm, facts: dict) -> None:
        self.one = one
        self.facts = facts
        self.lease: Lease | None = None
        self.channel: Channel | None = None

    def of(self, name: str) -> tuple[object, str]:
        """Run one attempt; return its value and what it was told."""
        call = {"do": "call", "name": name, "args": (self.facts,), "options": {}}
        try:
            if self.channel is None:
                self.start()
            fields = self.ask({**call, "count": False, "course": ()})
        except (OSError, EOFError, CodecError, MalformedError) as error:
            self.stop()
            return None, f"its process ended: {error}"
        raised = fields.get("raised")
        said = f"{raised['type']}: {raised['text']}" if raised else ""
        return fields.get("value"), said

    def start(self) -> None:
        """Lease a process that knows all attempts."""
        ours, theirs = socket.socketpair()
        with theirs:
            self.lease = self.one.lease(theirs)
        self.channel = Channel(ours)
        ready = self.channel.receive(until=time.monotonic() + START_SECONDS)
        if ready != {"ready": True}:
            raise StartError(str(ready))
        source = files("grading.sandbox").joinpath(ATTEMPTS).read_text("utf-8")
        self.ask({"do": "run", "source": source, "label": "attempts"})

    def ask(self, request: dict) -> Fields:
        """Ask something and return the fields of the answer."""
        until = time.monotonic() + SECONDS
        self.channel.send({"number": 1, **request}, until=until)
        return Fields.of(self.channel.receive(until=until))

    def stop(self) -> None:
        """End the process; the next attempt starts another."""
        if self.lease is not None:
            self.lease.end()
        if self.channel is not None:
            self.channel.close()
        self.lease = self.channel = None
