"""What was changed by hand, and what is left to do, as the verbs show it."""

import pytest

from grading import cli
from grading.course_file import graders
from grading.course_file.settings_table import Table
from grading.errors import CourseError
from grading.grade import grade
from grading.left_to_do import givers
from grading.released.catalogue import Entry
from grading.results import gradebook
from grading.results.by_whom import Noted

KNOWN = {"07": Entry("07", "07_tiny", {"half": 5.0, "double": 10.0})}


@pytest.fixture
def shown(room, capsys, monkeypatch):
    """Run a verb on a class in which two have given points: ``shown(...) -> text``."""
    monkeypatch.setenv("COLUMNS", "200")
    for student in ("ann", "ben"):
        room.hand_in(student)
    grade(room.course)
    for who, student, points in (("ada", "ann", 3), ("bo", "ben", 4), ("bo", "ann", 2)):
        monkeypatch.setenv("JUPYTERHUB_USER", who)
        room.by_hand(student, "double", points)
    with gradebook.opened(room.course) as book:
        book.find_grade("half", "07_tiny", "07_tiny", "ann").needs_manual_grade = True
        book.db.commit()
    room.course.students_file.write_text("id,section\nann,A\nben,B\n")
    room.decide('[graders.ada]\nsections = ["A"]\n')

    def shown(*words):
        capsys.readouterr()
        code = cli.main([*words, "--course", str(room.course.root)])
        said = capsys.readouterr()
        assert (code == 0) == (not said.err)
        return said.out + said.err

    return shown


def cells(text):
    """Return the cells of a table that rich has drawn."""
    lines = [line for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_a_line_for_each_change_says_who_and_what_was_before(shown):
    rows = [row[1:7] for row in cells(shown("by-hand"))]
    assert rows == [
        ["ada", "ann", "07/double", "points", "–", "3"],
        ["bo", "ben", "07/double", "points", "–", "4"],
        ["bo", "ann", "07/double", "points", "3", "2"],
    ]
    assert len(cells(shown("by-hand", "--student", "ann", "--grader", "bo"))) == 1
    nothing = shown("by-hand", "--notebook", "06")
    assert (
        nothing
        == "Nothing of this was changed by hand. Points are given in formgrader.\n"
    )
    assert "nobody called 'an' has handed in" in shown("by-hand", "--student", "an")
    said = shown("by-hand", "--grader", "ad")
    assert "--grader is 'ad', expected one of ada, bo (did you mean ada?)" in said


def test_what_waits_and_was_given_is_counted_by_share(shown):
    assert cells(shown("left-to-do")) == [
        ["ada", "1", "0", "07/half 1"],
        ["bo", "0", "2", ""],
    ]


def test_where_nothing_was_done_by_hand_that_is_said(room, capsys):
    room.hand_in("ann")
    grade(room.course)
    capsys.readouterr()
    for verb, *words in (["left-to-do"], ["by-hand", "--grader", "bo"]):
        cli.main([verb, *words, "--course", str(room.course.root)])
    said = capsys.readouterr()
    assert said.out == "Nothing waits for points by hand.\n"
    assert "--grader is 'bo', and nothing was changed by hand" in said.err


def test_who_shares_an_account_of_the_system_is_known_by_that_of_the_server():
    about = {"time": "", "student": "s", "assignment": "a", "what": "points"}
    said = {"before": None, "after": "1", "program": "ada@desk jupyter-lab"}
    noted = [
        Noted(exercise=name, account=account, **about, **said)
        for name, account in (("half", "bo"), ("double", "database"))
    ]
    assert list(givers(noted, {"ada", "bo"})) == ["bo", "ada"]


def test_a_share_that_cannot_be_meant_is_refused(tmp_path):
    for share, said in (
        ({"exercise": []}, "nothing is called graders.ada.exercise, expected one of"),
        ({"sections": "A"}, r"graders.ada.sections is 'A', expected a list of sect"),
        ({"exercises": ["07/hal"]}, r"did you mean 07/half\?"),
        ({}, "graders.ada.sections is missing, expected sections, exercises or both"),
    ):
        table = Table(tmp_path / "course.toml", "graders", {"ada": share})
        with pytest.raises(CourseError, match=said):
            graders.read(table, KNOWN)
