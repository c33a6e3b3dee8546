"""Steps are counted alike on every Python, from the first call on, beside other tools.

A loop over the data takes one step more for each example; array work takes none.
"""

import cProfile
import functools
import sys

import numpy as np
import pytest

from nnlib.check import steps as counting_steps
from nnlib.check.evaluate import evaluate
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.runner import LocalRunner
from nnlib.check.steps import loops_are_counted
from tests.cases import every_case

X = np.arange(6.0).reshape(2, 3)

pytestmark = pytest.mark.every_python


class Doubler:
    """An instance that is called like a function."""

    def __call__(self, x):
        total = 0.0
        for entry in x:
            total = total + entry
        return 2 * total


def double(x):
    """Double the sum, in a loop."""
    total = 0.0
    for entry in x:
        total = total + entry
    return 2 * total


def steps(function, size, **names):
    """Count the steps of a call on a row of some size."""
    row = np.linspace(0.1, 1, size)
    return LocalRunner(function).call((row,), count=True).steps


def by_comprehension(x):
    return [2 * entry for entry in x]


def by_generator(x):
    return sum(2 * entry for entry in x)


def by_map(x):
    return list(map(lambda entry: 2 * entry, x))


def by_vectorize(x):
    return np.vectorize(lambda entry: 2 * entry)(x)


def by_while(x):
    i = 0
    while i < len(x):
        i += 1
    return i


def by_recursion(x):
    return 0 if len(x) == 0 else x[0] + by_recursion(x[1:])


def by_helper(x):
    return [double([entry]) for entry in x]


def along_axis(x):
    return np.apply_along_axis(lambda row: 2 * row, 0, x[None, :])


LOOPS = [
    double,
    by_comprehension,
    by_generator,
    by_map,
    by_vectorize,
    by_while,
    by_recursion,
    by_helper,
    along_axis,
    Doubler(),
    Doubler().__call__,
    functools.partial(double),
    np.vectorize(lambda entry: 2 * entry),
    lambda x: [entry for entry in x],
]


@every_case("function", LOOPS, ids=lambda f: getattr(f, "__name__", type(f).__name__))
def test_a_loop_takes_more_steps_for_more_entries(function):
    assert steps(function, 40) - steps(function, 8) >= 32


def whole(x):
    scaled = np.where(x > 0.5, x, -x) * 2
    return np.exp(scaled).sum(axis=0) + scaled.mean()


def fixed_loop(x):
    total = 0.0
    for _ in range(5):
        total = total + x.sum()
    return total


@pytest.mark.parametrize("function", [whole, fixed_loop, functools.partial(whole)])
def test_array_operations_take_the_same_steps_for_any_size(function):
    assert steps(function, 8) == steps(function, 40) > 0


@pytest.mark.parametrize("function", [np.exp, sum, len], ids=["ufunc", "sum", "len"])
def test_what_is_not_written_in_python_takes_no_steps(function):
    assert steps(function, 8) == 0


def test_nothing_is_counted_unless_asked_for():
    assert LocalRunner(double).call((X[0],)).steps == 0


def test_tracing_is_restored_after_counting():
    def tracer(frame, event, arg):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        LocalRunner(double).call((X[0],), count=True)
        LocalRunner(double).call(("no numbers",), count=True)
        found = sys.gettrace()
    finally:
        sys.settrace(before)
    assert found is tracer


def test_this_python_tells_a_loop_from_none():
    loops_are_counted.cache_clear()
    assert loops_are_counted()


@pytest.mark.parametrize("function", [double, by_comprehension, by_while])
def test_every_turn_of_a_loop_is_one_step(function):
    assert steps(function, 40) - steps(function, 8) == 32


@pytest.mark.parametrize("turn", range(3))
def test_the_first_call_is_counted_like_the_next(turn):
    source = "def fresh(x):\n    return [2 * e for e in x] + [abs(e) for e in x]"
    names = {"__name__": "__main__"}
    exec(source, names)
    counts = [steps(names["fresh"], 10) for _ in range(3)]
    assert len(set(counts)) == 1 and counts[0] >= 20


def profiled(call):
    """Call below the profiler of the standard library."""
    with cProfile.Profile():
        return call()


def traced(call):
    """Call below a trace, as a debugger or coverage sets it."""
    before = sys.gettrace()

    def look(frame, event, arg):
        return look

    sys.settrace(look)
    try:
        found = call()
        assert sys.gettrace() is look
        return found
    finally:
        sys.settrace(before)


def monitored(call):
    """Call while tools of every other number listen and switch places off."""
    monitoring = sys.monitoring
    events = monitoring.events
    # One number stays free, as it does beside a debugger, coverage and a profiler.
    taken = [n for n in range(5) if monitoring.get_tool(n) is None]
    for number in taken:
        monitoring.use_tool_id(number, f"tool {number}")
        for event in (events.PY_START, events.JUMP, events.LINE):
            off = lambda *_: monitoring.DISABLE  # noqa: E731
            monitoring.register_callback(number, event, off)
        monitoring.set_events(number, events.PY_START | events.JUMP | events.LINE)
    try:
        return call()
    finally:
        for number in taken:
            monitoring.set_events(number, 0)
            monitoring.free_tool_id(number)


has_monitoring = pytest.mark.skipif(
    not hasattr(sys, "monitoring"), reason="Python 3.11 has no monitoring"
)
BESIDE = [profiled, traced, pytest.param(monitored, marks=has_monitoring)]


@pytest.mark.parametrize("beside", BESIDE)
def test_a_debugger_a_profiler_and_coverage_change_no_count(beside):
    for function in (double, by_comprehension, whole, by_helper):
        alone = steps(function, 20)
        assert beside(lambda one=function: steps(one, 20)) == alone


@has_monitoring
def test_without_a_free_number_nothing_is_counted_and_nothing_breaks():
    monitoring = sys.monitoring
    taken = [n for n in range(6) if monitoring.get_tool(n) is None]
    for number in taken:
        monitoring.use_tool_id(number, "other")
    loops_are_counted.cache_clear()
    try:
        answer = LocalRunner(double).call((X[0],), count=True)
        assert (answer.value, answer.steps) == (double(X[0]), None)
    finally:
        for number in taken:
            monitoring.free_tool_id(number)
        loops_are_counted.cache_clear()


def looping(x):
    total = 0.0
    for entry in x:
        total += entry
    return total


SUM = Exercise(
    id="09/total",
    parts={"total": 10},
    reference=np.sum,
    returns="total",
    probes=lambda rng: [Probe((rng.normal(size=n),)) for n in (3, 4, 5)],
    vectorised=lambda rng, size: Probe((rng.normal(size=size),)),
)


class Blind(counting_steps.Counter):
    """A counter that this Python does not serve: it sees nothing."""


class Drunk(counting_steps.Counter):
    """A counter that sees more from call to call, as traces of 3.12 did."""

    seen = 0

    def stop(self):
        Drunk.seen += 100
        self.count = Drunk.seen


@pytest.mark.parametrize("kind", [Blind, Drunk])
@pytest.mark.parametrize("function", [looping, np.sum])
def test_a_counter_that_tells_nothing_costs_nobody_anything(
    kind, function, monkeypatch
):
    monkeypatch.setattr("nnlib.check.steps.counter", kind)
    monkeypatch.setattr("nnlib.check.runner.counter", kind)
    loops_are_counted.cache_clear()
    try:
        verdict = evaluate(SUM, LocalRunner(function), seed=0)
    finally:
        loops_are_counted.cache_clear()
    assert (verdict.status, verdict.points) == ("passed", 10)
    said = verdict.lines()
    assert any(line.startswith("Loops cannot be counted") for line in said)
    assert not any("no loop" in line for line in said)


def test_a_loop_costs_points_where_it_is_counted():
    assert evaluate(SUM, LocalRunner(looping), seed=0).diagnosis == "loop"
    assert "no loop" in evaluate(SUM, LocalRunner(np.sum), seed=0).lines()[-1]
