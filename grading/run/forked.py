"""A worker that is a copy of this process: it is there at once, and takes little room.

One worker alone is started in this way: nothing has to be imported again. Several side
by side are processes of their own, each of which keeps to one core.
"""

import os
import select
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from grading.run import workers
from grading.run.workers import Worker
from grading.sandbox import warm

MOST_DESCRIPTORS = 1 << 20


class Fork:
    """A copy of this process, with as much of a `Popen` as a `Worker` needs.

    Parameters
    ----------
    live : callable
        What it does, with the end of a pipe that closes when this process ends.
    """

    def __init__(self, live: Callable[[int], NoReturn]) -> None:
        watched, ours = os.pipe()
        with warnings.catch_warnings():
            # From Python 3.12 on: other threads may hold locks, which no copy opens.
            # The threads here draw a bar, or belong to numpy, which knows of forks.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if not self.pid:
            live(watched)
        os.close(watched)
        self.stdin = os.fdopen(ours, "wb")
        self.pidfd = os.pidfd_open(self.pid)
        self.returncode: int | None = None

    def kill(self) -> None:
        """Kill it, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, 9)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; return how.

        Raises
        ------
        subprocess.TimeoutExpired
            If it has not ended in time.
        """
        if self.returncode is None:
            if not select.select([self.pidfd], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a worker", timeout)
            _, status = os.waitpid(self.pid, 0)
            self.returncode = os.waitstatus_to_exitcode(status)
            os.close(self.pidfd)
        return self.returncode


def started(prepare: Callable[[], workers.Work], place: Path) -> Worker:
    """Start a worker that is a copy of this process; like `workers.started`."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = Fork(lambda watched: live(watched, theirs.fileno(), place))
    worker = Worker(process, Connection(ours.detach()))
    with suppress(OSError):
        worker.connection.send(prepare)
    return worker


def live(watched: int, stream: int, place: Path) -> NoReturn:
    """Be a worker, with nothing open that belongs to the process it was copied from."""
    try:
        os.dup2(watched, 0)
        stream = os.dup2(stream, 3)
        # Whoever holds the lock of a class open, holds the lock.
        os.closerange(stream + 1, MOST_DESCRIPTORS)
        sys.stdout, sys.stderr = (open(n, "w", closefd=False) for n in (1, 2))
        tempfile.tempdir = str(place)
        workers.serve(stream)
        warm.end_all()
        os._exit(0)
    finally:
        os._exit(1)
