"""Answers that go along with a call: what is asked is answered as ever, and sooner."""

from functools import partial

import numpy as np
import pytest

from grading.run.foreseen import foreseen
from grading.sandbox import served
from grading.sandbox.library import student_library
from grading.sandbox.protocol import sign
from grading.sandbox.session import Session
from nnlib.check.trial import ordinary, probes_of, reference_value
from nnlib.exercises import get
from nnlib.logistic import propagate

TRAINS = """\
def optimize(w, b, X, Y, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, propagate(w, b, X, Y)[0], costs
"""
SOURCE = """\
import numpy as np
def slope(f, a):
    return (f(a + 1e-4) - f(a - 1e-4)) / 2e-4
def other(f, a):
    return f(a + 0.5)
def spoils(f, a):
    f(a + 1e-4)[0] = 7.0
    return f(a + 1e-4)
"""


class Square:
    """A function that hangs on nothing but its argument."""

    def __call__(self, a):
        return a**2


class Rows(Square):
    """One whose values are arrays."""

    def __call__(self, a):
        return np.array([a, 2 * a])


class Counting(Square):
    """One that gives something else each time."""

    asked = 0

    def __call__(self, a):
        self.asked += 1
        return a + self.asked


class Watched(Counting):
    """One whose questions are read afterwards, and that allows no copy."""

    def __deepcopy__(self, memo):
        return self


def slope(f, a):
    """Measure a slope as the course does."""
    return (f(a + 1e-4) - f(a - 1e-4)) / 2e-4


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return student_library(tmp_path_factory.mktemp("foreseen") / "00", "00")


@pytest.fixture
def asked(monkeypatch):
    """What the process has asked back, in spite of all."""
    found, computed = [], served.computed

    def noting(function, args, options, until):
        found.append(args)
        return computed(function, args, options, until)

    monkeypatch.setattr(served, "computed", noting)
    return found


@pytest.fixture
def runner(library):
    """Make a runner of one of the functions above."""
    with Session(library) as session:
        session.run(SOURCE, "answer")
        yield lambda name: session.runner(
            name, foreseen=lambda args, options: foreseen(slope, {}, args, options)
        )


def test_what_the_course_asks_is_not_asked_again(runner, asked):
    assert runner("slope").call((Square(), 3.0)).value == slope(Square(), 3.0)
    assert asked == []


def test_whatever_else_is_asked_is_answered(runner, asked):
    assert runner("other").call((Square(), 3.0)).value == 3.5**2
    assert asked == [(3.5,)]


def test_nobody_changes_what_comes_next(runner, asked):
    value = runner("spoils").call((Rows(), 3.0)).value
    assert value.tolist() == Rows()(3.0001).tolist() and asked == []


def test_calls_with_functions_go_in_one_row(runner, asked):
    given = [((Square(), float(a)), {}) for a in range(5)]
    found = [one.value for one in runner("slope").calls(given)]
    assert found == [slope(Square(), float(a)) for a in range(5)] and asked == []


@pytest.mark.parametrize(
    "function", [Counting(), lambda a: a, abs], ids=["notes", "unnamed", "built in"]
)
def test_what_hangs_on_more_than_its_argument_is_not_foreseen(runner, function):
    known = foreseen(slope, {}, (function, 3.0), {})
    assert not known or function is abs
    expected = slope(Counting() if isinstance(function, Counting) else function, 3.0)
    assert runner("slope").call((function, 3.0)).value == expected


def test_one_that_is_watched_sees_what_the_answer_asks_and_no_more(runner):
    watched = Watched()
    runner("slope").call((watched, 3.0))
    assert watched.asked == 2


def test_the_answers_tell_nothing_by_their_order():
    known = foreseen(slope, {}, (Square(), 3.0), {})[0]
    assert list(known) == sorted(known)
    assert known[sign((3.0 + 1e-4,), {})] == (3.0 + 1e-4) ** 2


def test_the_courses_function_that_stands_in_is_hardly_asked(library, asked):
    exercise = get("02/optimize")
    course = {"propagate": propagate}
    probes = [one for one in probes_of(exercise, [1]) if ordinary(one)]
    with Session(library) as session:
        session.run(TRAINS, "answer")
        known = partial(foreseen, exercise.reference, course)
        answers = session.runner("optimize", course, foreseen=known).calls(
            [(one.args, one.options) for one in probes]
        )
        for probe, answer in zip(probes, answers, strict=True):
            params, _, costs = reference_value(exercise.reference, probe)
            assert np.array_equal(answer.value[0]["w"], params["w"])
            assert answer.value[2] == costs
    # The last one, of which the course's function has no need.
    assert len(asked) <= len(probes)
