"""What student code may ask of the course's functions, and what it may not."""

import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from grading.sandbox.claims import MalformedError
from grading.sandbox.served import CEILING, error_fields, reply_to
from grading.sandbox.session import Session
from nnlib.check.steps import TimeIsUp
from nnlib.shapes import ShapeError

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def reply(function, *args, seconds=20.0, **options):
    question = {"course": "f", "args": args, "options": options}
    return reply_to(question, {"f": function}, time.monotonic() + seconds)


def test_a_value_is_computed():
    assert reply(pow, 2, 3) == {"value": 8, "raised": None, "generators": []}


def test_generators_come_back_in_the_state_they_have_reached():
    rng, same = np.random.default_rng(1), np.random.default_rng(1)
    (there,) = reply(lambda n, rng: rng.normal(size=n), 3, rng=rng)["generators"]
    same.normal(size=3)
    assert there.bit_generator.state == same.bit_generator.state


RAISED = {
    "builtin": (ValueError("no"), ("ValueError", "no")),
    "key": (KeyError("W1"), ("KeyError", "W1")),
    "subclass": (ShapeError("shape"), ("ValueError", "shape")),
    "not in the table": (StopIteration(), ("Exception", "")),
    "two arguments": (OSError(2, "no file"), ("Exception", "[Errno 2] no file")),
    "long": (ValueError("a" * 999), ("ValueError", "a" * 500)),
}


@pytest.mark.parametrize("error, fields", RAISED.values(), ids=RAISED)
def test_an_exception_becomes_the_nearest_built_in_one(error, fields):
    assert error_fields(error) == fields


def test_a_warning_of_numpy_is_not_the_graders():
    assert reply(np.log, 0.0)["value"] == -np.inf


QUESTIONS = {
    "no name": {"args": (), "options": {}},
    "unknown name": {"course": "eval", "args": (), "options": {}},
    "a name that is a list": {"course": ["f"], "args": (), "options": {}},
    "no arguments": {"course": "f", "options": {}},
    "arguments in a list": {"course": "f", "args": [1], "options": {}},
    "options in a list": {"course": "f", "args": (), "options": []},
    "an option without a name": {"course": "f", "args": (), "options": {1: 2}},
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_of_another_form_is_malformed(question):
    with pytest.raises(MalformedError):
        reply_to(question, {"f": abs}, time.monotonic() + 20)


def forever(n):
    while n:
        pass


@pytest.mark.parametrize("seconds", [0.1, -1])
def test_a_function_that_takes_too_long_is_stopped(seconds):
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TimeIsUp):
        reply(forever, 1, seconds=seconds)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_function_that_takes_too_long_is_stopped_in_any_thread():
    def late():
        before = sys.gettrace()
        with pytest.raises(TimeIsUp):
            reply(forever, 1, seconds=0.1)
        return sys.gettrace() is before

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(late).result()


@linux
def test_a_function_that_takes_too_much_memory_is_stopped_and_the_limit_restored():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    assert reply(np.ones, 2**29)["raised"][0] == "MemoryError"
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@linux
def test_the_limit_is_restored_by_the_last_one_out():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with CEILING:
        with CEILING:
            pass
        assert resource.getrlimit(resource.RLIMIT_AS) != before
    assert resource.getrlimit(resource.RLIMIT_AS) == before


ASKS = {
    "without end": ("def f(x):\n    while True: g(x)", "time"),
    "with a loop on the other side": ("def f(x): return g(-1)", "time"),
    "for more than fits": ("def f(x): return g(10**8)", "memory"),
    "with a gift it cannot take": ("def f(x): return g(set())", ""),
}


@pytest.mark.parametrize("source, limit", ASKS.values(), ids=ASKS)
def test_student_code_cannot_hold_the_grader_up(library, source, limit):
    def course(n):
        while n == -1:
            pass
        return np.zeros(n).sum() if n < 10**6 else np.zeros(n)

    with Session(library, seconds_per_call=1.5) as session:
        session.run(source, "attack")
        answer = session.runner("f", {"g": course}).call((2,))
        assert answer.limit == limit
        assert limit or answer.raised.type == "TypeError"


def test_the_courses_function_is_not_in_the_students_process(session):
    source = (
        "import inspect\n"
        "def g(x): pass\n"
        "def f(x):\n"
        "    return g(x), g.__module__, 'secret_line' in inspect.getsource(g)"
    )

    def course(x):
        secret_line = 2 * x
        return secret_line

    session.run(source, "attack")
    answer = session.runner("f", {"g": course}).call((2,))
    assert answer.value == (4, "_student_process.child", False)
