"""A submission over which a process dies costs one exercise, and nobody else points."""

import os
import signal
import sys

import pytest

from grading.feedback import feedback
from grading.grade import grade
from grading.run import examine, graders, looked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
FATAL = f"{HALF}  # fatal"
TOO_MUCH = "Stopped: comparing what came back took too much memory or time."


@pytest.fixture
def three(room, monkeypatch):
    """Three students, one of whom is fatal, graded by a process that may die."""
    monkeypatch.setattr(graders, "COPIES", True)
    for student, half in (("ada", HALF), ("bob", FATAL), ("cy", HALF)):
        room.hand_in(student, half=half, double=DOUBLE)
    return room


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)


def exhaust():
    raise MemoryError


def recurse():
    raise RecursionError


def later(end):
    return pytest.param(end, marks=pytest.mark.long)


@pytest.mark.parametrize("end", [crash, *map(later, (exhaust, recurse))])
def test_answer_that_cannot_be_weighed_is_worth_nothing_and_the_others_count(
    three, monkeypatch, end
):
    real = examine.evaluate

    def fatal(exercise, runner, **options):
        if exercise.name == "half" and "fatal" in runner.describe().source:
            end()
        return real(exercise, runner, **options)

    monkeypatch.setattr(examine, "evaluate", fatal)
    done = grade(three.course)
    assert (done.graded, done.faults) == (3, [])
    assert three.record("ada").points == three.record("cy").points == 15.0
    half, double = three.record("bob").results
    assert (half.status, half.score, double.score) == ("limit", 0.0, 10.0)
    (page,) = feedback(three.course, student="bob")
    assert TOO_MUCH in page.read_text(encoding="utf-8")
    monkeypatch.setattr(examine, "evaluate", real)
    # It is settled: nothing about it is open.
    assert grade(three.course).graded == 0


@pytest.mark.parametrize("end", [crash, later(exhaust)])
def test_file_that_ends_who_reads_it_is_worth_nothing_and_the_others_count(
    three, monkeypatch, end
):
    real = looked.submission.read

    def fatal(path, *args, **options):
        if path.parts[-3] == "bob":
            end()
        return real(path, *args, **options)

    monkeypatch.setattr(looked.submission, "read", fatal)
    done = grade(three.course)
    assert (done.graded, done.faults) == (3, [])
    assert three.record("ada").points == three.record("cy").points == 15.0
    bob = three.record("bob")
    assert (bob.points, bob.problem) == (0.0, looked.TOO_MUCH)
    assert {one.status for one in bob.results} == {"missing"}
