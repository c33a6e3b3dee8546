"""A call that never ends is ended: by a clock where one rings, else by its steps."""

import functools
import gc
import signal
import sys
import threading
import time

import numpy as np
import pytest

from nnlib.check import deadline as limits
from nnlib.check import runner, steps
from nnlib.check.deadline import deadline
from nnlib.check.runner import LocalRunner
from nnlib.check.steps import TimeIsUp, frames_inside

X = np.arange(6.0).reshape(2, 3)
has_timer = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="no interval timer on this system"
)


def never_ends():
    while True:
        pass


def ends_nowhere_near():
    number = 0
    while number >= 0:
        number += 1


def swallows_exceptions():
    while True:
        try:
            X.dot(X.T)
        except Exception:
            pass


def swallows_everything():
    while True:
        try:
            X.dot(X.T)
        except:  # noqa: E722
            pass


def swallows_twice():
    while True:
        try:
            try:
                never_ends()
            except BaseException:
                never_ends()
        except BaseException:
            continue


def swallows_in_a_helper():
    def helper():
        try:
            X.dot(X.T)
        except BaseException:
            return None

    while True:
        try:
            helper()
        except BaseException:
            helper()


def never_ends_in_a_library():
    return functools.reduce(np.add, iter(lambda: np.mean(X), None))


ENDLESS = [
    never_ends,
    ends_nowhere_near,
    swallows_exceptions,
    swallows_everything,
    swallows_twice,
    swallows_in_a_helper,
    never_ends_in_a_library,
]
pytestmark = pytest.mark.every_python


def waits_and_swallows():
    while True:
        try:
            time.sleep(10)
        except BaseException:
            pass


@has_timer
@pytest.mark.parametrize("function", [*ENDLESS, waits_and_swallows])
@pytest.mark.parametrize("count", [False, True], ids=["plain", "counted"])
def test_an_endless_loop_is_stopped_by_the_clock(function, count, nothing_watches):
    answer = LocalRunner(function, seconds=0.2).call((), count=count)
    assert (answer.limit, answer.value, answer.raised) == ("time", None, None)


def test_the_clock_is_not_heard_in_a_callback_of_the_garbage_collector():
    frames = []

    def callback(phase, info):
        frames.append(sys._getframe())

    gc.callbacks.append(callback)
    try:
        gc.collect()
        assert limits.only_reported(frames[0])
    finally:
        gc.callbacks.remove(callback)
    assert not limits.only_reported(sys._getframe())


@pytest.fixture
def nothing_watches():
    """Whatever watched before does so again afterwards, and nothing else."""
    before = sys.gettrace(), signal.getsignal(signal.SIGINT), tools()
    handler = hasattr(signal, "SIGALRM") and signal.getsignal(signal.SIGALRM)
    yield
    assert (sys.gettrace(), signal.getsignal(signal.SIGINT), tools()) == before
    if handler:
        assert signal.getsignal(signal.SIGALRM) is handler
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def tools():
    """List who uses the interpreter's own monitoring."""
    monitoring = getattr(sys, "monitoring", None)
    return [monitoring and monitoring.get_tool(number) for number in range(6)]


@pytest.fixture
def no_timer(monkeypatch):
    """A system such as Windows, where no clock interrupts a call; a smaller limit."""
    monkeypatch.delattr(signal, "setitimer", raising=False)
    monkeypatch.setattr(runner, "MOST_STEPS", 20_000)


# What swallows even its end is ended on Python 3.11 by a clock, or by chance.
SWALLOWS = [swallows_everything, swallows_twice, swallows_in_a_helper]
BY_CHANCE = [] if sys.version_info >= (3, 12) else SWALLOWS
STEPWISE = [function for function in ENDLESS if function not in BY_CHANCE]


@pytest.mark.parametrize("function", STEPWISE)
def test_an_endless_loop_ends_where_no_clock_rings(function, no_timer, nothing_watches):
    answer = LocalRunner(function, seconds=60.0).call(())
    assert (answer.limit, answer.value, answer.raised) == ("steps", None, None)


@pytest.mark.parametrize("function", STEPWISE)
def test_an_endless_loop_ends_in_a_thread(function, monkeypatch, nothing_watches):
    monkeypatch.setattr(runner, "MOST_STEPS", 20_000)
    answers = []
    call = LocalRunner(function, seconds=60.0).call
    thread = threading.Thread(target=lambda: answers.append(call(())))
    thread.start()
    thread.join()
    assert [answer.limit for answer in answers] == ["steps"]


def test_the_limit_on_steps_leaves_long_work_alone(no_timer):
    def long(n):
        return sum(float(np.mean(X)) for _ in range(n))

    assert LocalRunner(long, seconds=60.0).call((1_000,)).value == pytest.approx(2500)


def test_what_another_thread_does_is_not_counted(no_timer):
    busy = threading.Event()

    def work():
        while not busy.is_set():
            never_mind(3)

    def never_mind(n):
        return [n for _ in range(n)]

    def waits():
        time.sleep(0.05)
        return "done"

    thread = threading.Thread(target=work)
    thread.start()
    try:
        answer = LocalRunner(waits, seconds=60.0).call((), count=True)
    finally:
        busy.set()
        thread.join()
    assert (answer.value, answer.steps) == ("done", 1)


@has_timer
def test_a_call_in_time_is_not_disturbed_later():
    assert LocalRunner(lambda: "done", seconds=60.0).call(()).value == "done"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@has_timer
def test_a_limit_within_a_limit_leaves_the_outer_one_running():
    def outer():
        LocalRunner(never_ends, seconds=0.05).call(())
        never_ends()

    assert LocalRunner(outer, seconds=0.3).call(()).limit == "time"


@has_timer
def test_no_alarm_rings_outside_a_call():
    with deadline(0.01):
        time.sleep(0.2)


def test_nothing_is_ended_outside_a_call():
    one = steps.counter(globals(), most=3)
    with steps.counting(one):
        for _ in range(10):
            frames_inside(None)
    assert one.too_many


def test_running_out_of_time_is_no_ordinary_exception():
    assert not issubclass(TimeIsUp, Exception)


def test_a_clock_rings_in_the_main_thread_of_a_system_that_has_one(monkeypatch):
    assert limits.clock_rings() == hasattr(signal, "setitimer")
    monkeypatch.delattr(signal, "setitimer", raising=False)
    assert not limits.clock_rings()
