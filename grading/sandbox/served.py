"""The course's functions, computed here for the student's process that asks for them.

Where the course's `propagate` is to stand in for hers, it must not enter her process:
it would be hers to read. She gets the values only. What she asks with is hers to
choose, so time and memory of the answer are bounded.
"""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

import numpy as np

from grading.sandbox.ceiling import Ceiling
from grading.sandbox.claims import Fields, require
from grading.sandbox.protocol import BUILTIN_ERRORS
from nnlib.check.raised import MAX_TEXT
from nnlib.check.steps import TimeIsUp

MEMORY = 1 << 30
# A timer of no seconds would never ring.
SHORTEST = 1e-6  # seconds


def reply_to(
    question: dict, functions: Mapping[str, Callable], until: float
) -> dict[str, object]:
    """Compute a function of the course for the student's process.

    Parameters
    ----------
    question : dict
        ``course`` (a name), ``args`` and ``options``, as they came.
    functions : mapping of str to callable
        What may be asked for.
    until : float
        Time of `time.monotonic` at which to give up, seconds.

    Returns
    -------
    dict
        ``value`` or ``raised`` (type, text), and the ``generators`` among the
        arguments in the state that the function left them in.

    Raises
    ------
    MalformedError
        If the question has another form.
    TimeIsUp
        If the function takes too long.
    """
    fields = Fields.of(question)
    name, args, options = map(fields.get, ("course", "args", "options"))
    require(type(name) is str and name in functions, "there is no such function")
    require(type(args) is tuple and type(options) is dict, "these are no arguments")
    require(all(type(key) is str for key in options), "an option has no name")
    value, raised = computed(functions[name], args, options, until)
    given = (*args, *options.values())
    generators = [one for one in given if isinstance(one, np.random.Generator)]
    return {"value": value, "raised": raised, "generators": generators}


def computed(
    function: Callable, args: tuple, options: dict, until: float
) -> tuple[object, tuple[str, str] | None]:
    """Return the value of a function, or the type and text of its exception."""
    # Someone else's time, memory and warnings: none of them may trouble the grader.
    with np.errstate(all="ignore"), CEILING, stopped_at(until):
        try:
            return function(*args, **options), None
        except Exception as error:
            return None, error_fields(error)


def error_fields(error: Exception) -> tuple[str, str]:
    """Return the nearest built-in type of an exception, and its text.

    Examples
    --------
    >>> error_fields(UnicodeError("no such letter"))
    ('ValueError', 'no such letter')
    """
    names = [kind.__name__ for kind in type(error).__mro__]
    text = error.args[0] if len(error.args) == 1 else error
    return next(filter(BUILTIN_ERRORS.get, names)), str(text)[:MAX_TEXT]


@contextlib.contextmanager
def stopped_at(until: float) -> Iterator[None]:
    """Raise `TimeIsUp` in what runs too late."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        with traced_until(until):
            yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        if running:
            raise TimeIsUp

    running = True
    timer = signal.getitimer(signal.ITIMER_REAL)
    before = signal.signal(signal.SIGALRM, ring) or signal.SIG_DFL
    try:
        # It may ring at once.
        seconds = max(until - time.monotonic(), SHORTEST)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def traced_until(until: float) -> Iterator[None]:
    """Raise `TimeIsUp` at the next line that runs too late.

    A trace works in every thread, which a signal does not; it takes as long as the
    course's functions themselves.
    """

    def watch(frame: FrameType, event: str, arg: object) -> Callable:
        if time.monotonic() > until:
            raise TimeIsUp
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)


CEILING = Ceiling(MEMORY)
