"""Computing with what students wrote, in a process that may die of it.

What is compared, judged and parsed has been measured when it came. What it takes to do
so has no measure: a product of two small matrices is large, and the parser of Python
can end the interpreter. So it is done under a ceiling of memory and of processor time.
A worker says first what it turns to; if it dies then, whoever waits for it knows why.
"""

import contextlib
import math
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar

from grading.sandbox.ceiling import Ceiling

# What a worker says while it reads a submission and writes what it came to.
FILE = "the file"
# An honest exercise takes some 20 MB, and less than a second.
ROOM = 512 << 20
SECONDS = 60
CEILING = Ceiling(ROOM)
SAY: ContextVar[Callable[[str], None] | None] = ContextVar("say", default=None)


@contextlib.contextmanager
def weighing(name: str) -> Iterator[None]:
    """Compute with what a student wrote, within limits.

    Parameters
    ----------
    name : str
        The exercise, or `FILE`.

    Yields
    ------
    None
        In the block, what needs too much memory raises `MemoryError`; a worker that
        computes too long is ended by the system. Another process has no such timer.
    """
    say = SAY.get()
    if say is None:
        with CEILING:
            yield
        return
    say(name)
    with CEILING, processor_time(SECONDS):
        yield


@contextlib.contextmanager
def processor_time(seconds: int) -> Iterator[None]:
    """Have the system end this process once it has computed for so long.

    Waiting does not count. No code of Python could stop a long call of C.
    """
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (before, most))
