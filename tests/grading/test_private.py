"""What holds something of persons is its owner's alone, whatever the usual mask is."""

import os
import sys

import pytest

from grading.export import export
from grading.feedback import feedback
from grading.grade import grade
from grading.report import report
from grading.roster import students
from grading.roster.students import Person, Roster

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")

HALF = "def half(x):\n    return x / 2"
# What is made to be handed out, and what nbgrader writes or copies for students.
FOR_OTHERS = ("release", "source", "feedback", "editions", "nbgrader.log", ".grading")


@pytest.fixture
def open_mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_nothing_of_a_person_can_be_read_by_others(room, open_mask):
    course = room.course
    students.write(course.students_file, Roster((Person("ada", "Ada Lovelace"),)))
    room.decide('attempt = "best"\n')
    for day in ("09", "10"):
        room.hand_in("ada", at=f"2026-01-{day} 12:00", half=f"{HALF} + 0 * {day[1]}")
    grade(course)
    feedback(course)
    report(course)
    scores = export(course, room.folder / "scores.csv")
    assert scores.stat().st_mode & 0o777 == 0o600
    open_to_others = [
        str(path.relative_to(course.root))
        for path in course.root.rglob("*")
        if path.stat().st_mode & 0o077
        and path.relative_to(course.root).parts[0] not in FOR_OTHERS
        and path != course.extensions_file  # the test wrote it
    ]
    assert open_to_others == []


def test_pages_lie_in_closed_folders_and_their_copies_can_be_read(room, open_mask):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    (page,) = feedback(room.course)
    assert page.stat().st_mode & 0o777 == 0o644
    for folder in (page.parent, page.parents[1], page.parents[2]):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_folder_of_a_class_that_was_open_is_closed_and_that_is_said(room):
    room.hand_in("ada", half=HALF)
    room.course.root.chmod(0o755)
    assert any("was open to everybody" in one for one in grade(room.course).notes)
    assert room.course.root.stat().st_mode & 0o777 == 0o750
    assert grade(room.course).notes == []
