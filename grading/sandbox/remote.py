"""A process of student code, seen from the grader: started, asked, and ended.

A `Child` answers requests until it hits a limit; then it is dead. A `RemoteRunner`
calls one of its functions in the way `LocalRunner` does, so that a check cannot tell
the two apart. Whatever goes wrong in there ends as the name of a limit: ``time``,
``memory``, ``crash``, ``output`` or ``malformed``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Protocol

from grading.sandbox.claims import (
    MalformedError,
    answer_claimed,
    description_claimed,
    limit_claimed,
    require,
)
from grading.sandbox.codec import CodecError, TooLargeError, encode
from grading.sandbox.protocol import Channel
from grading.sandbox.served import reply_to
from nnlib.check.runner import Answer, Description, TimeIsUp

# What separates student code from the grader; recorded in every result. At this level
# it is a process of the same user: it can find installed packages by following a link,
# read and write that user's files, use the network, and signal other processes. No
# expected value is in its memory, and nothing it sends is believed.
ISOLATION = "process"

MEMORY = 2 << 30
SECONDS = 10.0
START_SECONDS = 60.0
THREADS = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR")
# A Python that was built with a shared library may need these to start.
KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from _student_process.child import main; main(*map(int, sys.argv[2:]))"
)
# The first that fits; TimeoutError is an OSError, TooLargeError a CodecError.
FAILURES: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "time"),
    (TimeIsUp, "time"),
    (TooLargeError, "output"),
    (CodecError, "malformed"),
    (MalformedError, "malformed"),
    (EOFError, "crash"),
    (OSError, "crash"),
)


class StartError(RuntimeError):
    """The process could not be started; this is not the student's fault."""


class Stopped(Exception):  # noqa: N818
    """A request that ended at a limit; the process has been killed.

    Parameters
    ----------
    limit : str
        Name of the limit.
    """

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Asked(Protocol):
    """Whatever can be asked to run student code: a `Child` or a `Session`."""

    def request(
        self, message: dict, seconds: float, served: Mapping[str, Callable]
    ) -> dict:
        """Ask and return what is answered."""

    def stop(self) -> None:
        """End the process."""


class Child:
    """One process that runs student code.

    Parameters
    ----------
    library : Path
        The directory it may import from, made by `student_library`.
    memory : int
        Most address space of the process, bytes.

    Raises
    ------
    StartError
        If the process does not start.

    Notes
    -----
    The process is killed with its group when the object is left as a context, stopped,
    forgotten, or when the grader ends, in whatever way.
    """

    def __init__(self, library: Path, *, memory: int = MEMORY) -> None:
        home = tempfile.mkdtemp(prefix="student-")
        ours, theirs = socket.socketpair()
        read, write = os.pipe()
        self.channel = Channel(ours)
        self.number = 0
        self.stopped = False
        with tempfile.TemporaryFile() as log, theirs:
            try:
                arguments = theirs.fileno(), read, memory
                process = started(library, arguments, home, log)
            except OSError as error:
                abandon(ours, write, home)
                raise StartError(f"{sys.executable} did not start: {error}") from error
            finally:
                os.close(read)
            self.pid = process.pid
            self.finish = weakref.finalize(
                self, end, process, ours, write, home, os.getpid()
            )
            theirs.close()
            self.await_ready(log)

    def await_ready(self, log: IO[bytes]) -> None:
        """Wait for the first message of the process."""
        try:
            ready = self.channel.receive(until=time.monotonic() + START_SECONDS)
            require(ready == {"ready": True}, "not the first message")
        except (OSError, EOFError, ValueError) as error:
            self.stop()
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            reason = said[-1] if said else f"{type(error).__name__}: {error}"
            raise StartError(f"the student's process did not start: {reason}") from None

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Kill the process and everything in its group; remove its directory."""
        self.stopped = True
        self.finish()

    def request(
        self,
        message: dict,
        seconds: float,
        served: Mapping[str, Callable] | None = None,
    ) -> dict:
        """Ask the process and wait for its answer.

        Parameters
        ----------
        message : dict
            A request of `protocol`, without its number.
        seconds : float
            Time for the answer, seconds.
        served : mapping of str to callable, optional
            Functions that the process may ask for while it works.

        Returns
        -------
        dict
            The answer: a claim whose fields are still to be checked.

        Raises
        ------
        Stopped
            If a limit was hit; the process is dead then.
        CodecError
            If the message cannot cross; nothing has happened then.
        """
        self.number += 1
        functions = dict(served or {})
        numbered = {**message, "number": self.number}
        frame = encode(numbered, callables=functions, strict=True)
        until = time.monotonic() + seconds
        with self.stopping():
            self.channel.write(frame, until)
            answer = self.answer(functions, until)
            if set(answer) == {"number", "limit"}:
                raise Stopped(limit_claimed(answer))
            return answer

    @contextlib.contextmanager
    def stopping(self) -> Iterator[None]:
        """Kill the process if anything goes wrong, and name the limit."""
        if self.stopped:
            raise Stopped("crash")
        try:
            yield
        except BaseException as error:
            self.stop()
            for kind, limit in FAILURES:
                if isinstance(error, kind):
                    raise Stopped(limit) from error
            raise

    def answer(self, functions: dict[str, Callable], until: float) -> dict:
        """Receive the answer; serve what is asked back until it comes."""
        while True:
            message = self.channel.receive(callables=functions, until=until)
            require(type(message) is dict, "a message that is no dictionary")
            if "course" not in message:
                require(message.get("number") == self.number, "not the awaited answer")
                return message
            self.serve(message, functions, until)

    def serve(
        self, question: dict, functions: dict[str, Callable], until: float
    ) -> None:
        """Answer what the process asks back."""
        reply = reply_to(question, functions, until)
        try:
            self.channel.send(reply, callables=functions, until=until)
        except TooLargeError as error:
            reply |= {"value": None, "raised": ("MemoryError", str(error))}
            self.channel.send(reply, until=until)


def started(
    library: Path, arguments: tuple[int, int, int], home: str, log: IO[bytes]
) -> subprocess.Popen:
    """Start the process in a session of its own, with two descriptors and no more."""
    # The interpreter below a virtual environment: nothing leads from it to the latter.
    python = getattr(sys, "_base_executable", None) or sys.executable
    flags = ["-I", "-S", "-B", "-X", "utf8"]
    return subprocess.Popen(
        [python, *flags, "-c", BOOT, str(library.resolve()), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        cwd=home,
        env=environment(home),
        pass_fds=arguments[:2],
        start_new_session=True,
    )


def environment(home: str) -> dict[str, str]:
    """Return the environment variables of the process: what it needs and no more."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    threads = {f"{name}_NUM_THREADS": "1" for name in THREADS}
    places = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), home)
    return {**kept, **threads, **places, "LANG": "C.UTF-8", "MPLBACKEND": "Agg"}


def end(
    process: subprocess.Popen, ours: socket.socket, write: int, home: str, owner: int
) -> None:
    """Kill a process with its group and remove what it leaves."""
    if os.getpid() != owner:
        # A fork of the grader has a copy of the object, but not the process.
        return
    # The group's number stays taken until the process is waited for: kill first.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    abandon(ours, write, home)


def abandon(ours: socket.socket, write: int, home: str) -> None:
    """Close the grader's ends and remove the directory of a process."""
    ours.close()
    os.close(write)
    shutil.rmtree(home, ignore_errors=True)


class RemoteRunner:
    """Calls a function of another process.

    Parameters
    ----------
    child : Child or Session
        Where the function lives.
    name : str
        Its name there.
    replacements : mapping of str to callable, optional
        Names in the function's namespace that stand for something else during a call.
        They are computed here: the other process gets their values only.
    seconds : float
        Longest time of one call, seconds.
    """

    def __init__(
        self,
        child: Asked,
        name: str,
        replacements: Mapping[str, Callable] | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self.child = child
        self.name = name
        self.replacements = dict(replacements or {})
        self.seconds = seconds

    def describe(self) -> Description:
        """Describe the function; where that is not possible, by its name alone."""
        message = {"do": "describe", "name": self.name}
        try:
            claim = self.child.request(message, self.seconds, {})
            described = description_claimed(claim.get("description"))
        except Stopped:
            described = None
        except MalformedError:
            self.child.stop()
            described = None
        return described or Description(self.name)

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments and take what comes back."""
        options = dict(options or {})
        given = (*args, *options.values())
        functions = {f"argument_{i}": v for i, v in enumerate(given) if callable(v)}
        message = {
            "do": "call",
            "name": self.name,
            "args": tuple(args),
            "options": options,
            "count": count,
            "course": tuple(self.replacements),
        }
        try:
            served = {**functions, **self.replacements}
            answer = answer_claimed(
                self.child.request(message, self.seconds, served), len(given)
            )
        except Stopped as stopped:
            return Answer(limit=stopped.limit)
        except MalformedError:
            answer = Answer(limit="malformed")
        if answer.limit:
            self.child.stop()
        return answer
