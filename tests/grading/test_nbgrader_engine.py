"""nbgrader's own commands grade with our engine, and work on its results."""

import csv
import json
import os
import subprocess
import sysconfig

import pytest
from nbgrader.apps import api, autogradeapp, generatefeedbackapp
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from grading import nbgrader_converters
from grading.feedback import feedback
from grading.grade import grade

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
STUDENTS = ("ada", "bob", "cy")
LATE = '[late]\npolicy = "percent"\npercent = 10\n'
DUE = '[notebooks.07]\ndue = "2026-01-10 12:00"\n'


@pytest.fixture
def class_of_three(room):
    """Three students, each with half of the points."""
    for student in STUDENTS:
        room.hand_in(student, "2026-01-09 12:00", half=HALF)
    return room


@pytest.fixture(autouse=True)
def stock_afterwards(monkeypatch):
    """Put nbgrader's own converter back."""
    monkeypatch.setattr(autogradeapp, "Autograde", Autograde)
    monkeypatch.setattr(api, "Autograde", Autograde)
    monkeypatch.setattr(generatefeedbackapp, "GenerateFeedback", GenerateFeedback)
    monkeypatch.setattr(api, "GenerateFeedback", GenerateFeedback)


def interface(room):
    """Return what formgrader asks, with the settings of the class."""
    config = room.course.config()
    coursedir = CourseDirectory(config=config, root=str(room.course.root))
    return NbGraderAPI(coursedir)


def scores(room):
    return {
        row["student"]: row["score"] for row in interface(room).get_submissions(NAME)
    }


def test_settings_of_a_class_put_our_engine_in_both_places(room):
    room.course.config()
    assert autogradeapp.Autograde is api.Autograde is nbgrader_converters.Engine
    pages = generatefeedbackapp.GenerateFeedback, api.GenerateFeedback
    assert set(pages) == {nbgrader_converters.Feedback}


def test_button_of_formgrader_grades_one_student_again(class_of_three):
    found = interface(class_of_three).autograde(NAME, "bob")
    assert found["success"], found
    assert "bob, 07_tiny: 5 of 15 points" in found["log"]
    assert [one.student for one in records(class_of_three)] == ["bob"]
    assert interface(class_of_three).autograde(NAME, "bob")["success"]
    shown = interface(class_of_three).get_submission(NAME, "bob")
    assert (shown["score"], shown["max_score"]) == (5, 15)
    assert shown["autograded"] and not shown["needs_manual_grade"]


def records(room):
    from grading.found import shelf

    return list(shelf.records(room.course.results))


def test_without_force_only_what_changed_is_graded(class_of_three):
    room = class_of_three
    asked = interface(room)
    assert asked.autograde(NAME, "*", force=False)["success"]
    before = {one.student: one for one in records(room)}
    assert sorted(before) == sorted(STUDENTS)
    room.hand_in("cy", "2026-01-09 13:00", half=HALF, double=DOUBLE)
    found = asked.autograde(NAME, "*", force=False)
    assert "notebook 07: graded 1" in found["log"]
    assert scores(room) == {"ada": 5, "bob": 5, "cy": 15}


def test_damaged_file_is_graded_and_reported(class_of_three):
    room = class_of_three
    room.hand_in_text("bob", "no notebook at all", "2026-01-09 13:00")
    found = interface(room).autograde(NAME, "*")
    assert found["success"]
    assert "The file could not be read as a notebook" in found["log"]
    assert scores(room) == {"ada": 5, "bob": 0, "cy": 5}


@pytest.mark.parametrize(
    ("assignment", "student", "said"),
    [
        ("08_none", "*", "no released notebook is called '08_none'"),
        (NAME, "bobb", "did you mean bob"),
    ],
    ids=["assignment", "student"],
)
def test_wrong_name_fails_and_says_what_is_legal(
    class_of_three, assignment, student, said
):
    found = interface(class_of_three).autograde(assignment, student)
    assert not found["success"]
    assert said in found["log"]


def test_fault_of_ours_makes_the_button_fail_and_names_the_log(
    class_of_three, monkeypatch
):
    def fail(*args):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("grading.run.looked.examine", fail)
    found = interface(class_of_three).autograde(NAME, "ada")
    assert not found["success"]
    assert "half, double" in found["log"]


def test_folder_that_is_no_course_of_ours_is_left_to_nbgrader(
    tmp_path, monkeypatch, class_of_three
):
    began = []
    monkeypatch.setattr(Autograde, "start", lambda self: began.append(self))
    coursedir = CourseDirectory(root=str(tmp_path / "other"))
    nbgrader_converters.Engine(coursedir=coursedir).start()
    assert len(began) == 1


def test_patterns_choose_assignments_and_students(class_of_three):
    room = class_of_three
    assert interface(room).autograde("07*", "[ab]*")["success"]
    assert [one.student for one in records(room)] == ["ada", "bob"]


def stock(room, *words):
    """Run one of nbgrader's own commands in the course folder."""
    scripts = sysconfig.get_path("scripts")
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    return subprocess.run(
        [os.path.join(scripts, "nbgrader"), *words],
        cwd=room.course.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )


def test_late_penalty_is_in_nbgraders_export_and_interface(class_of_three):
    room = class_of_three
    room.decide(LATE + DUE)
    room.hand_in("late", "2026-01-11 13:00", half=HALF, double=DOUBLE)
    assert interface(room).autograde(NAME, "*")["success"]
    assert stock(room, "export", "--to", "stock.csv").returncode == 0
    lines = (room.course.root / "stock.csv").read_text(encoding="utf-8").splitlines()
    rows = {row["student_id"]: row for row in csv.DictReader(lines)}
    assert float(rows["late"]["raw_score"]) == 15
    assert float(rows["late"]["late_submission_penalty"]) == 3
    assert float(rows["late"]["score"]) == 12
    assert float(rows["ada"]["score"]) == 5


def test_command_that_makes_feedback_writes_our_page(class_of_three):
    room = class_of_three
    grade(room.course)
    done = stock(room, "generate_feedback", NAME, "--student", "ada")
    assert done.returncode == 0, done.stderr
    (path,) = room.course.feedback.rglob("*.html")
    assert path == room.course.feedback / "ada" / NAME / f"{NAME}.html"
    page = path.read_text(encoding="utf-8")
    (own,) = feedback(room.course, student="ada")
    assert page == own.read_text(encoding="utf-8") and "5 of 15 points" in page
    # It ends a round of hand-ins, as every page does.
    assert (room.course.root / "rounds.json").is_file()


def test_graded_notebooks_are_such_that_nbgrader_could_make_its_own_pages(
    class_of_three, monkeypatch
):
    room = class_of_three
    grade(room.course)
    config = room.course.config()
    own = {"root": str(room.course.root), "assignment_id": NAME, "student_id": "ada"}
    coursedir = CourseDirectory(config=config, **own)
    GenerateFeedback(coursedir=coursedir, config=config).start()
    path = room.course.feedback / "ada" / NAME / f"{NAME}.html"
    page = path.read_text(encoding="utf-8")
    assert "Score: 5.0 / 15.0" in page
    assert "secret_quotient" not in page


def test_feedback_of_nothing_graded_fails_and_says_so(class_of_three):
    found = interface(class_of_three).generate_feedback(NAME)
    assert not found["success"] and "run grade first" in found["log"]


@pytest.mark.long
def test_command_grades_a_real_notebook(released_course, tmp_path):
    import shutil

    from grading.course import Course

    shutil.copytree(released_course.root, tmp_path / "course")
    course = Course.open(tmp_path / "course")
    name = "00_slopes_and_graphs"
    for student, stage in (("solved", course.source), ("empty", course.release)):
        shutil.copytree(stage / name, course.submitted / student / name)
    scripts = sysconfig.get_path("scripts")
    done = subprocess.run(
        [os.path.join(scripts, "nbgrader"), "autograde", name],
        cwd=course.root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))["points"]
        for path in course.results.glob("*/*.json")
    }
    assert found == {"solved": 100, "empty": 0}
