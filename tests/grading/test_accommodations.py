"""Who has more time, or is spared an exercise: on pages, in totals, in the record."""

import csv

import pytest

from grading.collect import collect
from grading.errors import CourseError
from grading.export import export
from grading.feedback import feedback
from grading.grade import grade
from grading.report import report
from grading.results.standing import WAIVED, history
from grading.roster import students
from grading.roster.students import Person, Roster

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
LATE = """
[late]
policy = "percent"
percent = 10
[notebooks.07]
start = 2026-01-05 12:00:00
due = 2026-01-12 12:00:00
"""
HEAD = "student,time,waived\n"


def page(room, student):
    feedback(room.course, student=student)
    path = room.course.feedback / student / NAME / f"{NAME}.html"
    return path.read_text(encoding="utf-8")


@pytest.fixture
def accommodated(room):
    """Ada has twice as long and Bob is spared an exercise; Cy is as everybody."""
    room.decide(LATE)
    lines = "ada,2,\nbob,,07/double\n"
    room.course.accommodations_file.write_text(HEAD + lines, encoding="utf-8")
    for student in ("ada", "bob", "cy"):
        room.hand_in(student, at="2026-01-14 12:00", half=HALF)
    grade(room.course)
    return room


def test_twice_the_time_is_not_late_and_the_page_says_when_it_was_due(accommodated):
    assert accommodated.book("ada")["all"] == (5.0, 15.0)
    said = page(accommodated, "ada")
    assert "Handed in 2026-01-14 12:00 UTC; it was due 2026-01-19 12:00 UTC." in said
    assert "2 days late" in page(accommodated, "cy")


def test_what_is_spared_counts_as_all_the_rest(accommodated):
    course = accommodated.course
    half, double = accommodated.record("bob").results
    assert (half.score, double.score, double.waived) == (5.0, 10.0, True)
    assert accommodated.book("bob") == {
        "half": (5.0, 5.0),
        "double": (10.0, 10.0),
        "all": (15.0, 15.0),
    }
    said = page(accommodated, "bob")
    assert "You are spared double" in said and "10 of 10, spared" in said
    assert "What you are spared" in said and "spared" not in page(accommodated, "cy")
    export(course, accommodated.folder / "x.csv")
    text = (accommodated.folder / "x.csv").read_text(encoding="utf-8")
    points = {
        row["student"]: row["points"] for row in csv.DictReader(text.splitlines())
    }
    assert points == {"ada": "5", "bob": "12", "cy": "4"}
    # Nobody learns from the report who is spared what, and it counts nobody there.
    assert "spared" not in report(course).read_text(encoding="utf-8")


def test_points_by_hand_for_the_rest_count_for_what_is_spared(accommodated):
    accommodated.by_hand("bob", "half", 2.5)
    grade(accommodated.course)
    assert accommodated.book("bob")["double"] == (5.0, 10.0)
    accommodated.by_hand("bob", "double", 1.0)
    grade(accommodated.course)
    assert accommodated.book("bob")["double"] == (1.0, 10.0)
    assert "1 of 10, by hand" in page(accommodated, "bob")


def test_it_is_taken_back_without_new_grading_and_the_history_says_why(accommodated):
    course = accommodated.course
    course.accommodations_file.write_text(HEAD, encoding="utf-8")
    done = grade(course)
    assert done.graded == 0
    assert accommodated.book("bob")["all"] == (5.0, 15.0)
    assert history(course.results, "bob", NAME)[-1].why == [WAIVED]
    assert not any(one.waived for one in accommodated.record("bob").results)


def test_unknown_name_is_an_error_with_the_nearest(accommodated):
    course = accommodated.course
    people = Roster((Person("ada", "Ada Lovelace"), Person("bob"), Person("cy")))
    students.write(course.students_file, people)
    course.accommodations_file.write_text(f"{HEAD}adda,2,\n", encoding="utf-8")
    said = r"accommodations\.csv: student is 'adda', .*did you mean ada \(Ada Lovelace"
    with pytest.raises(CourseError, match=said):
        grade(course)
    with pytest.raises(CourseError, match=said):
        collect(course, accommodated.folder / "in")
    course.students_file.unlink()
    assert "did you mean ada?" in " ".join(grade(course).notes)
