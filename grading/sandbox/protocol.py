"""What grader and student process say to each other, and the channel they use.

The grader asks, the process answers with the number of the question; while it works
on a call, it may ask back for a function of the course. Every message is a dictionary
of the closed set. This file stands alone beside `writer` and `reader`: both ends use
it.

=========================  ===========================================================
``do: "first"``            go on behind the first cells of the release, which ran
                           before the fork. Answer: ``first``, whether that is so
``do: "module"``           keep ``source`` as a module; ``name`` is its file
``do: "run"``              run ``source``; ``label`` names it in tracebacks.
                           Answer: ``raised``, ``printed``
``do: "describe"``         ``name``. Answer: ``description``, None if it is not defined
``do: "uses"``             ``name``. Answer: ``uses``, the names that its code looks
                           up to call, None if nobody knows
``do: "call"``             ``name``, ``args``, ``options``, ``count``, ``course``,
                           ``known``: what functions give, by their names and by the
                           `sign` of what they are asked with.
                           Answer: ``value``, and the fields of an `Answer` that are
                           not as usual
``row``                    beside these: what several requests, sent ahead, have each
                           for itself. Each has an answer of its own, numbered on from
                           the first, up to the first call that comes to no value
any                        answer ``limit`` alone: it could not be answered
``course: name``           asked back, with ``args`` and ``options``. Answer: ``value``
                           and ``generators``, or ``raised`` (type, text)
=========================  ===========================================================
"""

import hashlib
import socket
import struct
import time
from collections.abc import Callable, Mapping

from .closed_set import LIMITS, Limits, TooLargeError
from .reader import decode
from .writer import encode

SIZE = struct.Struct("<Q")
CHUNK, SHORT = 1 << 20, 1 << 14
# Bytes; as a number it can be a key.
SIGN = 7

# How many warnings and operands an answer may name.
MAX_ENTRIES = 20

# Exceptions of the course's functions that the student process can raise again.
BUILTIN_ERRORS = {
    kind.__name__: kind
    for kind in (
        ArithmeticError,
        AssertionError,
        AttributeError,
        Exception,
        FloatingPointError,
        IndexError,
        KeyError,
        LookupError,
        MemoryError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        TypeError,
        ValueError,
        ZeroDivisionError,
    )
}


def ends_row(request: Mapping, answer: Mapping) -> bool:
    """Tell whether what was sent ahead behind a request is not done: both ends ask."""
    return request["do"] == "call" and answer.get("raised") is not None


def sign(args: tuple, options: Mapping) -> int:
    """Return what tells the arguments of a call from others: both ends ask.

    Raises
    ------
    TooLargeError
        If they are too large to be sent.

    Examples
    --------
    >>> sign((1.0,), {}) == sign((1.0,), {}), sign((1.0,), {}) == sign((2.0,), {})
    (True, False)
    """
    frame = encode((args, dict(options)))
    return int.from_bytes(hashlib.blake2b(frame, digest_size=SIGN).digest())


class Channel:
    """One end of a conversation over a stream socket.

    Parameters
    ----------
    stream : socket.socket
        A connected socket; the channel owns it.
    limits : Limits
        How large a message may be.
    """

    def __init__(self, stream: socket.socket, limits: Limits = LIMITS) -> None:
        self.stream = stream
        self.limits = limits
        self.ahead = bytearray()

    def close(self) -> None:
        """Close the socket."""
        self.stream.close()

    def send(
        self,
        message: object,
        *,
        callables: Mapping[str, Callable] | None = None,
        until: float | None = None,
    ) -> None:
        """Send a message.

        Parameters
        ----------
        message : object
            A value of the closed set.
        callables : mapping of str to callable, optional
            Functions that cross as their name.
        until : float, optional
            Time of `time.monotonic` at which to give up, seconds.

        Raises
        ------
        TooLargeError
            If the message exceeds the limits; nothing has been sent then.
        TimeoutError
            If the other end does not read in time.
        OSError
            If the other end is gone.
        """
        self.write(encode(message, callables=callables, limits=self.limits), until)

    def write(self, frame: bytes, until: float | None = None) -> None:
        """Send a frame that has been encoded before."""
        self.stream.settimeout(left(until))
        self.stream.sendall(SIZE.pack(len(frame)) + frame)

    def receive(
        self,
        *,
        callables: Mapping[str, Callable] | None = None,
        until: float | None = None,
        limits: Limits | None = None,
    ) -> object:
        """Receive a message.

        Parameters
        ----------
        callables : mapping of str to callable, optional
            What the names of functions stand for.
        until : float, optional
            Time of `time.monotonic` at which to give up, seconds.
        limits : Limits, optional
            How large it may be, if not as the channel says. What announces more is
            not read.

        Returns
        -------
        object
            A value of the closed set.

        Raises
        ------
        CodecError
            If it is no frame, or one above the limits.
        EOFError
            If the other end is closed.
        TimeoutError
            If no whole message came in time.
        """
        limits = limits or self.limits
        (size,) = SIZE.unpack(self.read(SIZE.size, until))
        if size > limits.size:
            raise TooLargeError(f"a message of {size} bytes, at most {limits.size}")
        frame = self.read(size, until)
        return decode(frame, callables=callables, limits=limits)

    def read(self, size: int, until: float | None) -> bytes:
        """Read exactly so many bytes; memory grows only with what has come."""
        while (missing := size - len(self.ahead)) > 0:
            self.stream.settimeout(left(until))
            # What comes behind it is taken along: most messages are short.
            part = self.stream.recv(min(max(missing, SHORT), CHUNK))
            if not part:
                raise EOFError("the other end is closed")
            self.ahead += part
        data = bytes(self.ahead[:size])
        del self.ahead[:size]
        return data


def left(until: float | None) -> float | None:
    """Return the seconds that are left, or raise `TimeoutError`."""
    if until is None:
        return None
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the time is up")
    return seconds
