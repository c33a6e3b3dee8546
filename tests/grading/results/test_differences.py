"""Whose points an update would move: points that count, by hand, off and late."""

import hashlib
from dataclasses import replace

import pytest

from grading import cli
from grading.errors import CourseError
from grading.grade import grade
from grading.results.moved import Move
from grading.results.standing import EDITION
from grading.run.packages import INSTALLED
from nnlib.exercises import NOTEBOOKS

ALL = {
    "half": "def half(x):\n    return x / 2",
    "double": "def double(x):\n    return 2 * x",
}
ON_TIME, LATE = "2026-01-09 12:00", "2026-01-11 12:00"
TERMS = """
[late]
policy = "zero"
[notebooks.07]
due = "2026-01-10 12:00"
"""


def state(course):
    """Return a hash of everything in a course folder but the lock."""
    return {
        path.relative_to(course.root): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in course.root.rglob("*")
        if path.is_file() and path.name != ".grading"
    }


@pytest.fixture
def graded(room, monkeypatch):
    """A class that is graded; what is installed then finds nothing right."""
    room.decide(TERMS)
    for student, when in (("ada", ON_TIME), ("bob", ON_TIME), ("cy", LATE)):
        room.hand_in(student, when, **ALL)
    grade(room.course)
    room.by_hand("bob", "half", 1.0)
    room.by_hand("bob", "double", 2.0)
    wrong = {"reference": lambda x: 7 * x, "edition": 2}
    harsh = [replace(one, **wrong) for one in NOTEBOOKS["07"]]
    monkeypatch.setitem(NOTEBOOKS, "07", tuple(harsh))
    return room


def asked(room):
    """Return whose points would move, in words, after nothing was written."""
    before = state(room.course)
    done = grade(room.course, edition=INSTALLED, dry=True, again=True)
    assert state(room.course) == before
    return done.differences


def test_only_points_that_count_would_move(graded, capsys):
    """Bob has points by hand, cy came too late: neither counts anything else."""
    whole = "half 5 to 0, double 10 to 0"
    assert asked(graded) == [Move("ada", "07", 15, 0, (EDITION,), (15, 15), whole)]
    words = ["grade", "--course", str(graded.course.root), "--edition", "installed"]
    assert cli.main([*words, "--dry-run", "--again", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert f"would move: ada 07 15 to 0 (another edition): {whole}\n" in said
    assert "points would move for 1 student." in said


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("off = ['half']", [(10, 0, "double 10 to 0")]),
        ("full = ['double']", [(15, 10, "half 5 to 0")]),
        ("full = ['half', 'double']", []),
        ("total = 3", [(3, 0, "half 1 to 0, double 2 to 0")]),
    ],
)
def test_course_file_of_now_decides_what_would_move(graded, line, expected):
    graded.decide(TERMS + line)
    found = asked(graded)
    assert [(one.before, one.now, one.what) for one in found] == expected
    done = grade(graded.course, edition=INSTALLED, again=True)
    assert done.differences == []
    moved = [one for one in done.moved if one.student == "ada" and EDITION in one.why]
    assert moved == found


def test_without_a_gradebook_nothing_is_written_either(graded):
    graded.course.gradebook_file.unlink()
    before = state(graded.course)
    with pytest.raises(CourseError, match=r"gradebook\.db is missing"):
        grade(graded.course, edition=INSTALLED, dry=True, again=True)
    assert state(graded.course) == before
