"""Calls that are sent ahead come to what single calls come to, each in its turn."""

import os
import signal

import numpy as np
import pytest

from grading.sandbox import remote_calls
from grading.sandbox.measure import Measure
from grading.sandbox.protocol import Channel
from grading.sandbox.session import Session
from nnlib.check.runner import LocalRunner

SOURCE = """
import os, time
seen = []
def f(x):
    seen.append(x)
    if x == "raise":
        raise ValueError(len(seen))
    if x == "loop":
        while True: pass
    if x == "exit":
        os._exit(3)
    if x == "sleep":
        time.sleep(0.7)
    return list(seen)

def twice(x):
    return 2 * x

def applied(g, x):
    return g(x)
"""
ROWS = [
    [1, 2, 3],
    [1, "raise", 2, "raise", "raise", 3],
    ["raise"],
    [],
]


@pytest.fixture
def ready(session):
    """A session that knows the functions above."""
    assert session.run(SOURCE, "cell").completed
    return session


@pytest.fixture
def sent(monkeypatch):
    """How many messages have gone to student code: an entry for each."""
    found, write = [], Channel.write

    def counted(channel, frame, until=None):
        found.append(len(frame))
        write(channel, frame, until)

    monkeypatch.setattr(Channel, "write", counted)
    return found


def answers(runner, row, **how):
    return list(runner.calls([((x,), {}) for x in row], **how))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row_comes_to_what_calls_in_this_process_come_to(ready, row):
    namespace = {}
    exec(SOURCE, namespace)
    here = answers(LocalRunner(namespace["f"]), row)
    there = answers(ready.runner("f"), row)
    assert [one.value for one in there] == [one.value for one in here]
    assert [one.raised and one.raised.text for one in there] == [
        one.raised and one.raised.text for one in here
    ]


def test_what_follows_a_call_without_a_value_happens_only_if_it_is_asked_for(ready):
    found = ready.runner("f").calls([((x,), {}) for x in (1, "raise", 2)])
    assert next(found).value == [1] and next(found).raised
    assert ready.runner("f").call((5,)).value == [1, "raise", 5]
    assert next(found).value == [1, "raise", 5, 2]


def test_row_is_one_message_and_steps_are_counted(ready, sent):
    assert [one.value for one in answers(ready.runner("twice"), range(20))] == [
        2 * x for x in range(20)
    ]
    assert len(sent) == 1
    counted = answers(ready.runner("twice"), [1, 2], count=True)
    assert len(sent) == 2 and all(one.steps for one in counted)


def test_limit_in_the_third_loses_neither_the_first_two_nor_the_fourth(hasty):
    hasty.run(SOURCE, "cell")
    first, second, third, fourth = answers(hasty.runner("f"), [1, 2, "loop", 4])
    assert (first.value, second.value, third.limit) == ([1], [1, 2], "time")
    # In another process, where the cells have run again.
    assert fourth.value == [4]


def test_each_call_has_time_of_its_own(hasty):
    hasty.run(SOURCE, "cell")
    assert [one.limit for one in answers(hasty.runner("f"), ["sleep"] * 3)] == [""] * 3


def test_functions_among_the_arguments_are_told_apart(ready):
    asked = [((lambda x: x + 1, 1), {}), ((lambda x: x + 2, 1), {}), ((abs, -7), {})]
    found = ready.runner("applied").calls(asked)
    assert [one.value for one in found] == [2, 3, 7]


def test_row_that_is_too_large_is_parted(ready, sent, monkeypatch):
    monkeypatch.setattr(remote_calls, "AHEAD", Measure(nodes=25, room=1000))
    X = np.arange(10.0)
    found = answers(ready.runner("twice"), [X, X, X, np.arange(50.0), X])
    assert [one.value.size for one in found] == [10, 10, 10, 50, 10]
    assert len(sent) == 4


def test_row_that_nobody_takes_to_its_end_ends_the_process(ready):
    found = ready.runner("f").calls([((x,), {}) for x in (1, 2, 3)])
    assert next(found).value == [1]
    found.close()
    assert ready.child.stopped
    assert ready.runner("f").call((7,)).value == [7]


FORGED = """
import _student_process.child as c
real = c.Student.say
def say(self, number, answer):
    real(self, number, answer)
    if "value" in answer:
        real(self, number, answer)
c.Student.say = say
"""


def test_answer_that_comes_twice_stands_for_no_other(ready):
    ready.run(FORGED, "forged")
    first, second, third = answers(ready.runner("twice"), [1, 2, 3])
    assert (first.value, second.limit, third.value) == (2, "malformed", 6)


def test_process_that_others_kill_costs_nothing_and_one_that_ends_itself_its_call(
    ready,
):
    runner = ready.runner("twice")
    for _ in range(3):
        found = runner.calls([((x,), {}) for x in range(50)])
        assert next(found).value == 0
        os.kill(ready.child.pid, signal.SIGKILL)
        assert [one.value for one in found] == [2 * x for x in range(1, 50)]
    os.kill(ready.child.pid, signal.SIGKILL)
    assert ready.run("def thrice(x): return 3 * x", "more").completed
    assert ready.runner("thrice").call((2,)).value == 6
    own = answers(ready.runner("f"), [1, "exit", 2])
    assert [one.limit for one in own] == ["", "crash", ""]


def test_cell_that_others_kill_while_it_runs_again_is_kept(library, monkeypatch):
    with Session(library) as one:
        one.run("x = 4", "a")
        one.run("def f(): return x", "b")
        real, killed = one.report, []

        def report(child, cell):
            if not killed:
                killed.append(child.pid)
                os.kill(child.pid, signal.SIGKILL)
            return real(child, cell)

        monkeypatch.setattr(one, "report", report)
        one.stop()
        assert one.runner("f").call(()).value == 4
        assert killed and len(one.cells) == 2
