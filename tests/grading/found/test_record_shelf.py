"""Records in their files: read when they are looked at, in order."""

import pytest

from grading.found.shelf import records
from grading.grade import grade

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"


@pytest.fixture
def shelf(room):
    for student in ("ada", "bob", "cy"):
        room.hand_in(student, half=HALF)
    grade(room.course)
    return records(room.course.results)


def test_records_come_by_student_and_by_place(shelf):
    assert [one.student for one in shelf] == ["ada", "bob", "cy"]
    assert shelf[-1].student == "cy"
    assert len(shelf.of_assignment(NAME)) == 3
    assert not shelf.of_assignment("08_none")


def test_what_is_read_is_what_the_file_holds_now(shelf):
    text = shelf.paths[0].read_text(encoding="utf-8")
    shelf.paths[0].write_text(text.replace('"ada"', '"eve"'), encoding="utf-8")
    assert shelf[0].student == "eve"
