"""Steps of Python code: entries into its frames, and jumps backward inside them.

Work inside numpy takes no step whatever the size of its arrays, so steps grow with the
data only where Python itself loops: no clock is needed. A loop in which Python calls
only what is written in C, as ``map(math.exp, z)``, is not counted. The same counter
ends a call that takes too many. From Python 3.12 on the interpreter tells of each step
(`sys.monitoring`), before it a trace does. This file stands alone, because the grader
carries it into the process that runs student code.
"""

import contextlib
import ctypes
import functools
import math
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FrameType

FEW_TURNS, MANY_TURNS = 8, 40
INSIST_SECONDS = 0.02
MOST_LATER = 16
# Of `sys.monitoring`; those that no kind of tool is known by come first.
NUMBERS = (3, 4, 2, 5, 1, 0)


class TimeIsUp(BaseException):
    """Raised inside a call that takes too long.

    Not an `Exception`: a learner's ``except Exception`` must not swallow it.
    """


def called(function: Callable, args: tuple, options: Mapping) -> object:
    """Call a function; what ends calls does so only inside this frame."""
    return function(*args, **options)


def frames_inside(frame: FrameType | None) -> list[FrameType]:
    """List the frames from one up to that of `called`; none if it is not there."""
    stack = []
    while frame is not None:
        stack.append(frame)
        if frame.f_code is called.__code__:
            return stack
        frame = frame.f_back
    return []


class Counter:
    """Counts the steps of one thread between `start` and `stop`.

    Parameters
    ----------
    namespace : mapping, optional
        Global names of the frames that `count` is about.
    most : float, optional
        The call inside `called` ends after so many steps of any frames: `TimeIsUp` is
        raised in it again and again, so that no ``except`` keeps it alive.
    repeated : bool, optional
        Whether a timer begins the count again where raising has ended it.
    """

    def __init__(
        self,
        namespace: Mapping | None = None,
        most: float = math.inf,
        repeated: bool = False,
    ) -> None:
        self.namespace, self.most, self.repeated = namespace, most, repeated
        self.count = self.taken = 0
        self.thread = threading.get_ident()

    @functools.cached_property
    def chance(self) -> random.Random:
        """What decides where a call is ended."""
        return random.Random(0)

    def step(self, frame: FrameType) -> None:
        """Count one step of a frame."""
        self.count += frame.f_globals is self.namespace
        self.taken += 1
        self.end_if_too_many(frame)

    def end_if_too_many(self, frame: FrameType) -> None:
        """End the call that a frame belongs to; a frame outside goes on."""
        if self.too_many and frames_inside(frame):
            self.end_call()

    @property
    def too_many(self) -> bool:
        """Tell whether more steps were taken than may be."""
        return self.taken > self.most

    def start(self, running: FrameType | None = None) -> None:
        """Begin to count, also in a frame that runs already and in its callers."""

    def stop(self) -> None:
        """Leave the interpreter as it was; stopping again does nothing."""

    def end_call(self) -> None:
        """Raise `TimeIsUp` in the frame that is counted."""
        raise TimeIsUp


class Monitor(Counter):
    """Counts what the interpreter tells (`sys.monitoring`, Python 3.12 and newer).

    It takes a number that no debugger, profiler or coverage tool has taken.
    """

    tool: int | None = None

    def start(self, running: FrameType | None = None) -> None:
        """Begin to count; without a free number, nothing will be counted."""
        for number in NUMBERS if self.tool is None else ():
            with contextlib.suppress(ValueError):  # it is taken
                sys.monitoring.use_tool_id(number, "nnlib")
                self.tool = number
                return self.listen()

    def listen(self) -> None:
        """Ask to be told of entries and of jumps."""
        events = sys.monitoring.events
        told = {
            events.PY_START: self.entered,
            events.PY_RESUME: self.entered,
            events.JUMP: self.jumped,
        }
        for event, heard in told.items():
            sys.monitoring.register_callback(self.tool, event, heard)
        sys.monitoring.set_events(self.tool, sum(told))
        # Places that an earlier owner of the number has switched off stay so.
        sys.monitoring.restart_events()

    def stop(self) -> None:
        """Give the number back."""
        if self.tool is not None:
            sys.monitoring.set_events(self.tool, 0)
            sys.monitoring.free_tool_id(self.tool)
            self.tool = None

    def entered(self, code: CodeType, offset: int) -> None:
        """Count an entry: a call, or a generator that goes on."""
        if threading.get_ident() == self.thread:
            self.step(sys._getframe(1))

    def jumped(self, code: CodeType, offset: int, target: int) -> None:
        """Count a jump if it leads backward."""
        # `while True: pass` jumps to itself.
        if target <= offset and threading.get_ident() == self.thread:
            self.step(sys._getframe(1))


class Trace(Counter):
    """Counts by a trace, as Python 3.11 has no better way.

    A frame of the namespace is watched at each instruction, any other at each line.
    """

    running = insisting = False
    left = 0
    before: Callable | None = None

    def start(self, running: FrameType | None = None) -> None:
        """Begin to count, or begin again where raising has ended the trace."""
        if not self.running:
            self.running, self.before = True, sys.gettrace()
        for frame in frames_inside(running):
            frame.f_trace = self.watched(frame)
        sys.settrace(self.entered)

    def stop(self) -> None:
        """Put back the trace that was there."""
        if self.running:
            self.running = False
            sys.settrace(self.before)

    def entered(self, frame: FrameType, event: str, arg: object) -> Callable | None:
        """Count an entry, and watch the frame if it is of interest."""
        if self.most == math.inf and frame.f_globals is not self.namespace:
            return None
        self.step(frame)
        return self.watched(frame)

    def watched(self, frame: FrameType) -> Callable:
        """Return what watches a frame: each instruction if it is the learner's."""
        place, hers = -1, frame.f_globals is self.namespace
        frame.f_trace_opcodes = hers or self.too_many or self.most == 0

        def watch(frame: FrameType, event: str, arg: object) -> Callable:
            nonlocal place
            if event == ("opcode" if frame.f_trace_opcodes else "line"):
                back, place = frame.f_lasti <= place, frame.f_lasti
                (self.step if back else self.end_if_too_many)(frame)
            return watch

        return watch

    def end_call(self) -> None:
        """Raise `TimeIsUp` some instructions later, by chance.

        An except may guard the first place. As raising ends the trace, a thread repeats
        it from outside, if nothing else does.
        """
        if not (self.insisting or self.repeated):
            self.insisting = True
            threading.Thread(target=self.insist, daemon=True).start()
        self.left -= 1
        if self.left < 0:
            self.left = self.chance.randrange(MOST_LATER)
            raise TimeIsUp

    def insist(self) -> None:
        """Have `TimeIsUp` raised now and then, until the call has ended."""
        thread, error = ctypes.c_ulong(self.thread), ctypes.py_object(TimeIsUp)
        while self.running:
            time.sleep(INSIST_SECONDS)
            if frames_inside(sys._current_frames().get(self.thread)) and self.running:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, error)


def counter(
    namespace: Mapping | None = None, most: float = math.inf, repeated: bool = False
) -> Counter:
    """Return a counter of the kind that this Python has."""
    kind = Monitor if hasattr(sys, "monitoring") else Trace
    return kind(namespace, most, repeated)


@contextlib.contextmanager
def counting(one: Counter, wanted: bool = True) -> Iterator[None]:
    """Let a counter watch what runs in this block, if it is wanted or has a limit."""
    if wanted or one.most < math.inf:
        one.start()
    try:
        yield
    finally:
        one.stop()


@functools.cache
def loops_are_counted() -> bool:
    """Tell whether this Python's counter tells a loop from what is none.

    It is tried on a function whose turns grow with its argument, and on one that takes
    as many steps for any; each is new, since a first call may be counted otherwise.
    """

    def turns(size: int) -> None:
        for _ in range(size):
            pass

    def none(size: int) -> None:
        for _ in range(MANY_TURNS):
            (lambda: size)()

    return grows(turns) == MANY_TURNS - FEW_TURNS and grows(none) == 0


def grows(function: Callable[[int], None]) -> int:
    """Return how many more steps a function takes for many turns than for few."""
    few, many = (counter(globals()) for _ in range(2))
    for one, size in ((few, FEW_TURNS), (many, MANY_TURNS)):
        with counting(one):
            called(function, (size,), {})
    return many.count - few.count
