"""How long a call may take, where the system has a clock that interrupts it.

Elsewhere - on Windows, in other threads than the main one - the steps of a call are
limited in place of its time. This file stands alone beside `steps`.
"""

import contextlib
import gc
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from .steps import TimeIsUp, counter, frames_inside

RING_SECONDS = 0.01


def clock_rings() -> bool:
    """Tell whether a timer can interrupt what runs here."""
    main = threading.current_thread() is threading.main_thread()
    return main and hasattr(signal, "setitimer")


@contextlib.contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise `TimeIsUp` after some seconds, where a timer can interrupt what runs."""
    if seconds is None or not clock_rings():
        yield
        return
    alarm = Alarm()
    before = signal.signal(signal.SIGALRM, alarm.ring) or signal.SIG_DFL
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, RING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)
        alarm.steps.stop()


def only_reported(frame: FrameType) -> bool:
    """Tell whether an exception would be lost here, and not end the call.

    Nothing passes it on in a callback of the garbage collector, which runs between two
    steps of anybody's code. The clock rings again soon.
    """
    return frame.f_code in [getattr(one, "__code__", None) for one in gc.callbacks]


class Alarm:
    """Raises `TimeIsUp` inside a call, again and again while the call goes on.

    A bare except swallows it. So from the second ring on it is raised at further steps
    as well, sooner or later at one that no except guards. Whether it is raised twice is
    left to chance: a loop with two such places could swallow each pair.
    """

    def __init__(self) -> None:
        self.rings = 0
        self.steps = counter(most=0, repeated=True)

    def ring(self, number: int, frame: FrameType | None) -> None:
        """Stop what runs inside `called`; what comes after it is left alone."""
        if not frames_inside(frame) or only_reported(frame):
            return
        self.rings += 1
        if self.rings > 1 and self.steps.chance.random() < 0.5:
            self.steps.start(frame)
        raise TimeIsUp
