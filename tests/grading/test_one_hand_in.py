"""How far one must read to follow a hand-in from `grade` to the gradebook's row.

What counts is one submission in the middle of a run: from the call that takes it to
the row that is written, in the process that grades; student code runs in another one.
A file of `grading` is entered when one of its functions runs, and every one counts.
Some of them are stops on the way: they are entered from another floor, so that whoever
follows the hand-in has to open them, while what lies behind a stop on its own floor is
that floor's affair.
"""

import sys
from pathlib import Path

import pytest

import grading
from grading.grade import Entries, grade
from grading.run.grader import Grader

PACKAGE = Path(grading.__file__).parent
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
# Nine carry it and say what comes of it: the verb, the grader, who grades, what is
# looked at, examining, the outcome, its record, and numbers that tell nothing, made
# inert. Twelve ask student code, below, and two foresee what is asked and where a
# mistake stands; one weighs what answers may take. Nine read what she handed in: the
# whole, slots, answers, answers in words, damage, repairs, modules, marks, code that
# reaches for the interpreter. The graded notebook, how it is written and what is
# cleaned in it are three, the gradebook, its rows and what is entered there three. What
# it counted before, and points by hand of an earlier file: three. When it came, when it
# was due, on which terms, and what that weighs: four. Two write files. What holds for a
# class is worked out once, before.
MOST_FILES = 48
# Of them, those that carry questions to student code and look at its answers.
MOST_TO_THE_SANDBOX = 12
# One of them is `inert`, which has no floor above or below it.
# What functions will be asked is looked up from the calls that are sent ahead.
MOST_STOPS = 21


def file_of(frame):
    """Return the file of `grading` in which a frame is, or None."""
    path = Path(frame.f_code.co_filename)
    return path.relative_to(PACKAGE) if path.is_relative_to(PACKAGE) else None


def caller(frame):
    """Return the file of `grading` from which a frame was entered, directly or not."""
    while (frame := frame.f_back) and not file_of(frame):
        pass
    return file_of(frame) if frame else None


@pytest.fixture
def entered(monkeypatch):
    """The files entered by the last submission of a run, and from where each was."""
    found = {}

    def watch(frame, event, argument):
        if event == "call" and (here := file_of(frame)):
            found.setdefault(here, set()).add(caller(frame))

    def begin(grader, unit):
        found.clear()
        sys.setprofile(watch)
        return do(grader, unit)

    def end(entries):
        enter(entries)
        sys.setprofile(None)

    do, enter = Grader.do, Entries.enter
    monkeypatch.setattr(Grader, "do", begin)
    monkeypatch.setattr(Entries, "enter", end)
    yield found
    sys.setprofile(None)


def stops(entered):
    """List the files that are entered from another floor, the verb itself included."""
    return {
        path
        for path, sources in entered.items()
        if {one.parts[0] for one in sources if one} != {path.parts[0]}
        or len(path.parts) == 1
    }


def test_one_hand_in_enters_few_files(room, entered):
    for student in ("ada", "bob"):
        room.hand_in(student, half=HALF, double=DOUBLE)
    assert grade(room.course).graded == 2
    assert {str(path) for path in stops(entered)} >= {
        *("grade.py", "sandbox/session.py", "results/ledger.py"),
        *("submitted/submission.py", "found/record.py"),
    }
    asking = {path for path in entered if path.parts[0] == "sandbox"}
    assert len(entered) <= MOST_FILES, sorted(map(str, entered))
    assert len(asking) <= MOST_TO_THE_SANDBOX, sorted(map(str, asking))
    assert len(stops(entered)) <= MOST_STOPS, sorted(map(str, stops(entered)))
