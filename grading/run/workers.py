"""Processes that work side by side, any of which may die.

The caller hands out tasks and takes what they come to; each worker prepares itself once
and then does one task after the other. A worker that dies costs no task: another one
takes its place and does it again. When the caller ends, in whatever way, so do they.
"""

import gc
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO, Any

from grading.run import mortal
from grading.sandbox.warm import THREADS

Work = Callable[[Any], Any]
Start = Callable[[Callable[[], Work], Path], "Worker"]
BOOT = (
    "import sys; sys.path[:] = sys.argv[2:];"
    "from grading.run.workers import serve; serve(int(sys.argv[1]))"
)
# One that is done and one that waits: a worker is never idle while the caller writes,
# and nothing piles up between the two.
TASKS_AHEAD = 2
MOST_DEATHS = 2
# What ends a process that computes too long, or in which C has gone wrong.
FATAL = {signal.SIGXCPU, signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT}
FATAL |= {signal.SIGILL, signal.SIGFPE, signal.SIGSYS, signal.SIGTRAP}
END_SECONDS = 10.0
# So many objects are made before a worker looks for those that hold each other.
SELDOM = 10_000


@dataclass(frozen=True)
class Lost:
    """What stands for the result of a task over which workers died.

    Parameters
    ----------
    exit_code : int
        How the last of them ended, as `subprocess` says it.
    at : str
        What it said last that it turns to.
    said : str
        What there is to say of it, if not that processes on this machine died.
    """

    exit_code: int
    at: str = ""
    said: str = ""

    @property
    def is_own_doing(self) -> bool:
        """Whether it ended by what it computed, and was not killed by others."""
        return self.exit_code > 0 or -self.exit_code in FATAL


@dataclass(frozen=True)
class At:
    """What a worker says in between: what it turns to.

    Parameters
    ----------
    name : str
        As whoever does the task calls it.
    """

    name: str


@dataclass
class Worker:
    """One process, and the tasks that it has been given.

    Parameters
    ----------
    process : Popen
        Its standard input is closed when the caller ends.
    connection : Connection
        The way to it.
    """

    process: subprocess.Popen
    connection: Connection
    tasks: deque = field(default_factory=deque)
    at: str = ""

    def give(self, task: object) -> None:
        """Send one task more."""
        self.tasks.append(task)
        # One that is dead by now is found so when its answer is awaited.
        with suppress(OSError):
            self.connection.send(task)

    def dismiss(self) -> None:
        """Let the process end by itself, if it has nothing to do."""
        if not self.tasks:
            self.connection.close()

    def end(self) -> int:
        """Wait for one that was dismissed, kill any other; return how it ended."""
        if self.connection.closed:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(END_SECONDS)
        self.connection.close()
        self.process.kill()
        self.process.stdin.close()
        return self.process.wait()


class Pool:
    """The processes, and what each of them has died over.

    Parameters
    ----------
    prepare : callable
        Called once in each process; returns what is then called with each task. It
        crosses by its name, as tasks and results cross by their values.
    count : int
        How many processes, at most. They are started when there is something to do.
    place : Path
        Where they put temporary files. Who kills a process cleans up behind it.
    start : callable, optional
        Starts one; by default `started`.
    otherwise : callable, optional
        ``otherwise(task, lost)``: what is to be done in place of a task over which a
        worker died; None if that task is to be tried once more.

    Notes
    -----
    Use it as a context: at its end all processes end.
    """

    def __init__(
        self,
        prepare: Callable[[], Work],
        count: int,
        place: Path,
        start: Start | None = None,
        otherwise: Callable[[Any, Lost], Any] = lambda task, lost: None,
    ) -> None:
        self.prepare = prepare
        self.count = count
        self.place = place
        self.start = start or started
        self.otherwise = otherwise
        self.workers: list[Worker] = []
        self.left: deque = deque()
        self.deaths: Counter = Counter()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self.workers:
            worker.dismiss()
        while self.workers:
            self.workers.pop().end()

    def completed(self, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Work tasks off.

        Parameters
        ----------
        tasks : iterable
            What is to be done; each can be hashed.

        Yields
        ------
        task, result : object
            In the order in which they are done; a `Lost` for a task over which two
            processes died.

        Raises
        ------
        Exception
            What a task raises is raised here.
        """
        self.left.extend(tasks)
        self.hand_out()
        while busy := [worker for worker in self.workers if worker.tasks]:
            ready = wait([worker.connection for worker in busy])
            for worker in busy:
                if worker.connection in ready:
                    yield from self.taken(worker)
            self.hand_out()

    def hand_out(self) -> None:
        """Give every worker what it can have, the first task before the second."""
        # Towards the end nobody shall wait behind a slow one while others are idle.
        ahead = TASKS_AHEAD if len(self.left) > TASKS_AHEAD * self.count else 1
        while len(self.workers) < self.count and len(self.left) > self.idle():
            self.workers.append(self.start(self.prepare, self.place))
        for most in range(1, ahead + 1):
            for worker in self.workers:
                if self.left and len(worker.tasks) < most:
                    worker.give(self.left.popleft())

    def idle(self) -> int:
        """Count the workers that have nothing to do."""
        return sum(not worker.tasks for worker in self.workers)

    def taken(self, worker: Worker) -> Iterator[tuple[Any, Any]]:
        """Take one answer, or bury a worker that will give none."""
        try:
            value, error = worker.connection.recv()
        except (EOFError, OSError):
            yield from self.buried(worker)
            return
        if error is not None:
            raise error
        if isinstance(value, At):
            worker.at = value.name
            return
        worker.at = ""
        yield worker.tasks.popleft(), value

    def buried(self, worker: Worker) -> Iterator[tuple[Any, Any]]:
        """Take back the tasks of a dead worker; give up one that killed several."""
        self.workers.remove(worker)
        lost = Lost(worker.end(), worker.at)
        first, *others = worker.tasks
        self.deaths[first] += 1
        self.left.extendleft(reversed(others))
        other = self.otherwise(first, lost)
        if other is not None:
            self.left.appendleft(other)
        elif self.deaths[first] < MOST_DEATHS:
            self.left.appendleft(first)
        else:
            yield first, lost


def started(prepare: Callable[[], Work], place: Path) -> Worker:
    """Start a worker, and send what it prepares itself with."""
    process, descriptor = spawned(BOOT, sys.path, place)
    worker = Worker(process, Connection(descriptor))
    with suppress(OSError):
        worker.connection.send(prepare)
    return worker


def spawned(
    boot: str, path: Sequence[str], place: Path, log: IO[bytes] | None = None
) -> tuple[subprocess.Popen, int]:
    """Start a process that answers on a socket.

    Parameters
    ----------
    boot : str
        What Python runs; the number of the socket and `path` follow in `sys.argv`.
    path : sequence of str
        Where it imports from.
    place : Path
        Where it puts temporary files.
    log : file, optional
        Where its standard error goes, if not where ours does.

    Returns
    -------
    process : Popen
        Its standard input is a pipe, which closes when this process ends.
    descriptor : int
        Our end of the socket.
    """
    ours, theirs = socket.socketpair()
    # Side by side, each has one core: more threads would only get in the way.
    threads = {f"{name}_NUM_THREADS": "1" for name in THREADS}
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", boot, str(theirs.fileno()), *path],
            stdin=subprocess.PIPE,
            stderr=log,
            pass_fds=(theirs.fileno(),),
            env={**os.environ, **threads, "TMPDIR": str(place)},
        )
    return process, ours.detach()


def serve(descriptor: int) -> None:
    """Be a worker: prepare, then answer one task after the other.

    Parameters
    ----------
    descriptor : int
        The socket to the caller.
    """
    attend(Connection(descriptor), lambda prepare: prepare())


def attend(connection: Connection, begin: Callable[[Any], Work]) -> None:
    """Answer what comes over a connection until the caller is gone.

    Parameters
    ----------
    connection : Connection
        The way to the caller.
    begin : callable
        Makes of what comes first what is called with all that comes then.
    """
    # A stop by hand reaches all processes of a terminal; the caller ends the others.
    signal.signal(signal.SIGINT, lambda *_: None)
    mortal.SAY.set(lambda name: connection.send((At(name), None)))
    threading.Thread(target=end_with_caller, daemon=True).start()
    with suppress(EOFError, OSError):
        work = prepared(partial(begin, connection.recv()))
        # What is there stays; submissions leave little that needs to be collected.
        gc.freeze()
        gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
        while True:
            connection.send(answered(work, connection.recv()))


def end_with_caller() -> None:
    """Wait until standard input is closed, then end at once."""
    while os.read(0, 1):
        pass
    os._exit(1)


def prepared(prepare: Callable[[], Work]) -> Work:
    """Prepare; what goes wrong there is the answer to every task."""
    try:
        return prepare()
    except Exception as error:
        reason = error

    def fail(task: object) -> None:
        raise reason

    return fail


def answered(work: Work, task: object) -> tuple[object, Exception | None]:
    """Do a task and return its value, or the exception in a form that crosses."""
    try:
        return work(task), None
    except Exception as error:
        return None, crossing(error)


def crossing(error: Exception) -> Exception:
    """Return an exception, or one that says the same and can be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
