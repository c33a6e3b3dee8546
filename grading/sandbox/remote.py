"""A process of student code, seen from the grader: leased, asked, and ended.

A `Child` answers requests until it hits a limit; then it is dead. A `RemoteRunner`
calls one of its functions in the way `LocalRunner` does, so that a check cannot tell
the two apart. Whatever goes wrong in there ends as the name of a limit: ``time``,
``memory``, ``crash``, ``output`` or ``malformed``.
"""

import contextlib
import copy
import socket
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol, Self

from grading.sandbox import isolation
from grading.sandbox.claims import (
    MalformedError,
    answer_claimed,
    description_claimed,
    limit_claimed,
    require,
)
from grading.sandbox.closed_set import CodecError, Limits, TooLargeError
from grading.sandbox.measure import TEXTS, Measure, measure
from grading.sandbox.protocol import Channel
from grading.sandbox.served import reply_to
from grading.sandbox.warm import MEMORY, START_SECONDS, Lease, StartError, warm
from grading.sandbox.writer import encode
from nnlib.check.description import Description
from nnlib.check.runner import Answer
from nnlib.check.steps import TimeIsUp

SECONDS = 10.0
NOTHING = Measure()
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


class Asked(Protocol):
    """Whatever can be asked to run student code: a `Child` or a `Session`."""

    def request(
        self,
        message: dict,
        seconds: float,
        served: Mapping[str, Callable],
        limits: Limits,
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
        self.number += 1
        functions = dict(served or {})
        numbered = {**message, "number": self.number}
        frame = encode(numbered, callables=functions, strict=True)
        until = time.monotonic() + seconds
        with self.stopping():
            self.channel.write(frame, until)
            answer = self.answer(functions, until, limits)
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

    def answer(
        self, functions: dict[str, Callable], until: float, limits: Limits
    ) -> dict:
        """Receive the answer; serve what is asked back until it comes."""
        while True:
            message = self.channel.receive(
                callables=functions, until=until, limits=limits
            )
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
    expected : Measure
        The size of the largest answer that is expected.
    """

    def __init__(
        self,
        child: Asked,
        name: str,
        replacements: Mapping[str, Callable] | None = None,
        seconds: float = SECONDS,
        expected: Measure = NOTHING,
    ) -> None:
        self.child = child
        self.name = name
        self.replacements = dict(replacements or {})
        self.seconds = seconds
        self.expected = expected
        self.description: Description | None = None
        self.is_absent = False

    def defined(self) -> bool:
        """Tell whether the cells have bound the name.

        It is taken for bound where the process dies over it: a call will tell why.
        """
        self.describe()
        return not self.is_absent

    def describe(self) -> Description:
        """Describe the function as it was when it was first asked about.

        Where that is not possible it is described by its name alone.
        """
        if self.description is None:
            self.description = self.described()
        return self.description

    def described(self) -> Description:
        """Ask for the description."""
        message = {"do": "describe", "name": self.name}
        try:
            claim = self.child.request(message, self.seconds, {}, TEXTS)
            described = description_claimed(claim.get("description"))
            self.is_absent = described is None
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
        if any(map(callable, (*args, *options.values()))):
            # What a function notes of one call must not count in the next.
            args, options = copy.deepcopy((tuple(args), options))
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
            limits = (self.expected + measure(given)).limits()
            claim = self.child.request(message, self.seconds, served, limits)
            answer = answer_claimed(claim, len(given))
        except Stopped as stopped:
            return Answer(limit=stopped.limit)
        except MalformedError:
            answer = Answer(limit="malformed")
        if answer.limit:
            self.child.stop()
        # What has not changed is not sent back.
        return replace(answer, arguments=answer.arguments or given)
