"""The warm process of a notebook: it has imported everything, and forks on request.

It runs no student code. The grader asks it over a socket, a line of JSON at a time; a
request for a process brings the socket that this process is to answer on. When the
grader is gone, so is it, and with it all that it has forked. This file stands alone,
because it is copied beside the library.

===============  =====================================================================
``do: "lease"``  fork a process for one submission; ``memory``, ``home``. Answer:
                 ``pid``, and a pidfd where the system has such; or ``failed``, in words
``do: "end"``    kill the process ``pid`` and all of its group. No answer
===============  =====================================================================
"""

import contextlib
import fcntl
import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from . import namespaces
from .confinement import FULL, MAX_SPACE, Confinement, Places
from .protocol import Channel

# Where a process finds the socket that it answers on; below are those of Python.
STREAM = 3
LINE = 1 << 16
MOST_DESCRIPTORS = 1 << 20
IGNORED_BY_PYTHON = {signal.SIGPIPE, signal.SIGXFSZ}

Main = Callable[[int], None]


@dataclass
class Zygote:
    """The state of the warm process.

    Parameters
    ----------
    line : socket.socket
        The way to the grader.
    confinement : Confinement
        How what is forked is kept apart.
    main : callable
        What it does with its socket.
    """

    line: socket.socket
    confinement: Confinement
    main: Main
    living: set[int] = field(default_factory=set)

    def serve(self) -> None:
        """Answer one request after the other until the grader is gone."""
        self.tell({"ready": True}, pidfd(os.getpid()))
        # Until here, what Python says on standard error told the grader why it failed.
        os.dup2(1, 2)
        with contextlib.suppress(OSError):
            while self.answer():
                pass
        for pid in self.living:
            kill(pid)

    def answer(self) -> bool:
        """Answer what is asked; nothing is when the grader is gone."""
        text, given = hear(self.line)
        for line in text.splitlines():
            request = json.loads(line)
            if request["do"] == "end":
                self.end(request["pid"])
            else:
                self.give(given[0], request["memory"], Path(request["home"]))
        for descriptor in given:
            os.close(descriptor)
        return bool(text)

    def give(self, stream: int, memory: int, home: Path) -> None:
        """Fork a process and answer with it."""
        try:
            pid = self.lease(stream, memory, home)
        except OSError as error:
            self.tell({"failed": str(error)})
        else:
            self.tell({"pid": pid}, pidfd(pid))

    def tell(self, reply: dict, descriptors: Sequence[int] = ()) -> None:
        """Send a line, and descriptors with it, which are closed here."""
        data = json.dumps(reply).encode() + b"\n"
        socket.send_fds(self.line, [data], list(descriptors))
        for descriptor in descriptors:
            os.close(descriptor)

    def lease(self, stream: int, memory: int, home: Path) -> int:
        """Fork a process that answers on a socket."""

        def task() -> None:
            self.begin(stream, memory, home)

        if self.confinement.level == FULL:
            pid = namespaces.fork_apart(task, home, MAX_SPACE)
        else:
            pid = namespaces.fork(task)
        self.living.add(pid)
        return pid

    def begin(self, stream: int, memory: int, home: Path) -> None:
        """Become the process of one submission."""
        os.dup2(stream, STREAM)
        self.line.detach()
        os.setsid()
        try:
            self.confinement.enter(home, memory)
        except OSError as error:
            Channel(socket.socket(fileno=STREAM)).send({"failed": str(error)})
            return
        os.closerange(STREAM + 1, MOST_DESCRIPTORS)
        self.main(STREAM)

    def end(self, pid: int) -> None:
        """Kill a process with its group and wait until it is gone."""
        if pid in self.living:
            # Its number stays taken until it is waited for: kill first.
            kill(pid)
            os.waitpid(pid, 0)
            self.living.discard(pid)


def serve(main: Main, line: int, settings: str) -> NoReturn:
    """Import what a notebook needs, then fork on request; never return.

    Parameters
    ----------
    main : callable
        ``main(descriptor)``: what a process of student code does.
    line : int
        Descriptor of the socket to the grader.
    settings : str
        JSON: ``level``, ``read``, ``without``, ``homes`` and ``modules``.
    """
    # The number of each fork's own socket is taken by nothing else.
    above = socket.socket(fileno=fcntl.fcntl(line, fcntl.F_DUPFD_CLOEXEC, STREAM + 1))
    os.dup2(0, STREAM)
    given = json.loads(settings)
    sys.argv[1:] = []
    default_signals()
    default_limits()
    warm_up(given["modules"])
    read, without = (tuple(map(Path, given[name])) for name in ("read", "without"))
    places = Places(read, without, Path(given["homes"]))
    confinement = Confinement.prepared(given["level"], places)
    Zygote(above, confinement, main).serve()
    # Nothing is to be tidied: what it has forked ends with it.
    os._exit(0)


def default_signals() -> None:
    """Treat signals as a Python does that a shell starts, whatever the caller's does.

    What runs in the background has interrupts ignored, below `nohup` also hang-ups.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in signal.valid_signals() - IGNORED_BY_PYTHON:
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def default_limits() -> None:
    """Take back what the grader has limited for itself, and go first where memory ends.

    It may have started this process while it was weighing an answer.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        for name in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
            _, most = resource.getrlimit(name)
            resource.setrlimit(name, (most, most))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def warm_up(modules: Sequence[str]) -> None:
    """Import modules, and keep all that is there out of garbage collection."""
    for name in modules:
        # One that cannot be imported is missed by the code that imports it.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def hear(line: socket.socket) -> tuple[bytes, list[int]]:
    """Receive lines with their descriptors; none when the other end is gone."""
    text, given = b"", []
    while not text.endswith(b"\n"):
        part, descriptors, _, _ = socket.recv_fds(line, LINE, 1)
        given += descriptors
        if not part:
            return b"", given
        text += part
    return text, given


def pidfd(pid: int) -> list[int]:
    """Return a descriptor of a process, where the system has such."""
    try:
        return [os.pidfd_open(pid)]
    except (AttributeError, OSError):
        return []


def kill(pid: int) -> None:
    """Kill a process, and its group if it leads one."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
