"""A process of student code, seen from the grader: leased, asked, and ended.

A `Child` answers requests until it hits a limit; then it is dead. Whatever goes wrong
in there ends as the name of a limit: ``time``, ``memory``, ``crash``, ``output`` or
``malformed``.
"""

import contextlib
import math
import socket
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from grading.sandbox import isolation
from grading.sandbox.claims import (
    MalformedError,
    limit_claimed,
    require,
)
from grading.sandbox.closed_set import CodecError, Limits, TooLargeError
from grading.sandbox.measure import TEXTS
from grading.sandbox.protocol import Channel, ends_row
from grading.sandbox.served import reply_to
from grading.sandbox.warm import MEMORY, START_SECONDS, Lease, StartError, warm
from grading.sandbox.writer import encode
from nnlib.check.steps import TimeIsUp

SHORTEST = 0.01  # seconds
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


class Asked:
    """What can be asked: for one answer, where `requests` takes several one by one."""

    def request(
        self,
        message: dict,
        seconds: float,
        served: Mapping[str, Callable] | None = None,
        limits: Limits = TEXTS,
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
        limits : Limits
            How large the answer may be, and all that is asked back.

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
        return next(self.requests(message, [{}], lambda: seconds, served, [limits]))


class Child(Asked):
    """One process that runs student code.

    Parameters
    ----------
    library : Path
        The directory it may import from, made by `student_library`.
    memory : int
        Most address space of the process, bytes.
    level : str, optional
        Level of isolation; by default that of this run.

    Raises
    ------
    StartError
        If the process does not start.
    SandboxError
        If there is no working sandbox.

    Notes
    -----
    The process is killed with all that it has started when the object is left as a
    context, stopped, forgotten, or when the grader ends, in whatever way.
    """

    def __init__(
        self, library: Path, *, memory: int = MEMORY, level: str | None = None
    ) -> None:
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours)
        self.number = 0
        self.stopped = False
        with theirs:
            try:
                lease = leased(library, level or isolation.level(), theirs, memory)
            except BaseException:
                ours.close()
                raise
        self.finish = weakref.finalize(self, end, lease, ours)
        self.pid = lease.pid
        self.await_ready()

    def await_ready(self) -> None:
        """Wait for the first message of the process."""
        try:
            ready = self.channel.receive(until=time.monotonic() + START_SECONDS)
            require(ready == {"ready": True}, str(ready))
        except (OSError, EOFError, ValueError) as error:
            self.stop()
            raise StartError(f"the student's process did not start: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Kill the process and all that it has started; remove what it leaves."""
        self.stopped = True
        self.finish()

    def requests(
        self,
        message: dict,
        row: Sequence[dict],
        seconds: Callable[[], float],
        served: Mapping[str, Callable] | None = None,
        limits: Sequence[Limits] = (),
    ) -> Iterator[dict]:
        """Ask several things at once, and take the answers one by one.

        Parameters
        ----------
        message : dict
            A request of `protocol`, without its number.
        row : sequence of dict
            What each request has for itself.
        seconds : callable
            ``seconds()``: time for the next answer. Waiting for it begins when it is
            asked for.
        served : mapping of str to callable, optional
            Functions that the process may ask for while it works.
        limits : sequence of Limits
            How large each answer may be.

        Yields
        ------
        dict
            What `request` returns, for each up to the first that ends the row.
            Who does not take all of them ends the process.

        Raises
        ------
        Stopped
            If a limit was hit; what was answered before it has been yielded.
        CodecError
            If the message cannot cross; nothing has happened then.
        """
        functions = dict(served or {})
        first, self.number = self.number + 1, self.number + len(row)
        asked = {**message, "number": first}
        asked |= row[0] if len(row) == 1 else {"row": [*row]}
        frame = encode(asked, callables=functions, strict=True)
        until, left = time.monotonic() + seconds(), len(row)
        with self.stopping():
            self.channel.write(frame, until)
        try:
            for number in range(first, first + len(row)):
                with self.stopping():
                    answer = self.answer(
                        number, functions, until, limits[number - first]
                    )
                left = 0 if ends_row(message, answer) else left - 1
                yield answer
                until = time.monotonic() + seconds()
                if not left:
                    return
        finally:
            if left:
                self.stop()

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

    def answer(
        self, number: int, functions: dict[str, Callable], until: float, limits: Limits
    ) -> dict:
        """Receive an answer; serve what is asked back until it comes."""
        while True:
            message = self.channel.receive(
                callables=functions, until=until, limits=limits
            )
            require(type(message) is dict, "a message that is no dictionary")
            if "course" not in message:
                require(message.get("number") == number, "not the awaited answer")
                if set(message) == {"number", "limit"}:
                    raise Stopped(limit_claimed(message))
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


class Allowance:
    """Time that all processes of one submission may take together.

    Parameters
    ----------
    seconds : float
        How long; the grader's own time is not counted.
    """

    def __init__(self, seconds: float = math.inf) -> None:
        self.left = seconds

    @property
    def is_spent(self) -> bool:
        """Tell whether nothing is left that something could be done in."""
        # A wait for the last moment may end a little early.
        return self.left < SHORTEST

    def request(
        self,
        child: Child,
        message: dict,
        seconds: float,
        served: Mapping[str, Callable] | None = None,
        limits: Limits = TEXTS,
    ) -> dict:
        """Ask a process for no longer than is left; like `Child.request`."""
        return next(
            self.requests(child, message, [{}], lambda: seconds, served, [limits])
        )

    def requests(
        self,
        child: Child,
        message: dict,
        row: Sequence[dict],
        seconds: Callable[[], float],
        served: Mapping[str, Callable] | None = None,
        limits: Sequence[Limits] = (),
    ) -> Iterator[dict]:
        """Ask several things at once; like `Child.requests`, while time is left."""
        answers = child.requests(
            message, row, lambda: min(seconds(), self.left), served, limits
        )
        while True:
            start = time.monotonic()
            try:
                answer = next(answers)
            except StopIteration:
                return
            finally:
                self.left -= time.monotonic() - start
            yield answer


def leased(library: Path, level: str, theirs: socket.socket, memory: int) -> Lease:
    """Lease a process; if the warm one has died in the meantime, from another."""
    parent = warm(library, level)
    try:
        return parent.lease(theirs, memory)
    except StartError:
        if parent.running:
            raise
    return warm(library, level).lease(theirs, memory)


def end(lease: Lease, ours: socket.socket) -> None:
    """Kill a process, and close the way to it."""
    lease.end()
    ours.close()
