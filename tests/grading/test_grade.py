"""Grading goes on: after a kill, a full disk, a fault of ours; and in parts."""

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

import nnlib.exercises
from grading.collect import collect
from grading.errors import CourseError, GradingError, UsageError
from grading.export import export
from grading.feedback import feedback
from grading.found import provenance, record, shelf
from grading.grade import grade
from grading.release import release
from grading.released.marks import grade_id
from grading.results import gradebook, ledger, outcome
from grading.run import examine
from grading.run import looked as module

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
STUDENTS = ("ada", "bob", "cy", "dan")


@pytest.fixture
def class_of_four(room):
    """Four students, each with half of the points."""
    for student in STUDENTS:
        room.hand_in(student, half=HALF)
    return room


def points(room):
    """Return the points of every student, by record and by gradebook."""
    found = {one.student: one.points for one in shelf.records(room.course.results)}
    with gradebook.opened(room.course) as book:
        rows = book.submission_dicts(NAME)
    assert {row["student"]: row["score"] for row in rows} == found
    return found


ALL = dict.fromkeys(STUDENTS, 5.0)


def test_what_was_graded_is_not_graded_again_until_it_changes(class_of_four):
    room = class_of_four
    assert grade(room.course).graded == 4
    assert grade(room.course).graded == 0
    room.hand_in("bob", half=HALF, double=DOUBLE)
    done = grade(room.course)
    assert (done.graded, len(done.records)) == (1, 4)
    assert points(room) == {**ALL, "bob": 15.0}
    assert grade(room.course, again=True).graded == 4
    assert grade(room.course, notebook="07").graded == 4


def test_everything_is_graded_again_when_an_exercise_has_another_edition(
    class_of_four, monkeypatch
):
    grade(class_of_four.course)
    half, double = nnlib.exercises.NOTEBOOKS["07"]
    second = replace(double, edition=2)
    monkeypatch.setitem(nnlib.exercises.NOTEBOOKS, "07", (half, second))
    assert grade(class_of_four.course).graded == 4
    assert class_of_four.record("bob").editions == {"07/half": 1, "07/double": 2}
    assert grade(class_of_four.course).graded == 0


def another_program(room, patch):
    patch.setattr(provenance, "installed", lambda *args: "other")


def another_isolation(room, patch):
    for one in shelf.records(room.course.results):
        record.write(replace(one, isolation="other"), room.course.results)


def another_text(room, patch):
    path = room.course.release / NAME / f"{NAME}.ipynb"
    text = path.read_text(encoding="utf-8").replace("A formula", "The formula")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "changes",
    [another_program, another_isolation, another_text],
    ids=lambda one: one.__name__,
)
def test_nothing_is_graded_again_because_of_another(
    class_of_four, monkeypatch, changes
):
    grade(class_of_four.course)
    changes(class_of_four, monkeypatch)
    assert grade(class_of_four.course).graded == 0


KILLED = """
import os, signal, sys
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, {folder!r})
import nnlib.exercises
from tests.grading import conftest
import {module}
from grading import grade
from grading.found import provenance
from grading.course import Course
from grading.run import graders

# What is killed is the run: another process would be done without.
graders.COPIES = False
nnlib.exercises.NOTEBOOKS["07"] = conftest.GRADED
grade.libraries = lambda todo: nullcontext(Path({library!r}))
grade.proofs = lambda todo: []
provenance.installed = lambda: {program!r}
seen = []

def deadly(*args, **options):
    seen.append(args)
    if len(seen) > 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)

real, {module}.{name} = {module}.{name}, deadly
grade.grade(Course(Path({course!r})))
"""
MOMENTS = {
    "before a graded notebook": ("grading.results.graded_notebook", "write", 2),
    "before a record": ("grading.found.record", "write", 2),
    "between record and gradebook": ("grading.results.ledger", "enter", 4),
    "in the middle of a file": ("os", "fsync", None),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("place", "name", "kept"), MOMENTS.values(), ids=MOMENTS)
def test_killed_run_loses_nothing_and_the_next_one_goes_on(
    class_of_four, tiny_library, place, name, kept
):
    room = class_of_four
    text = KILLED.format(
        module=place,
        name=name,
        folder=str(Path(__file__).parents[2]),
        course=str(room.course.root),
        library=str(tiny_library),
        program=provenance.installed(),
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    before = {one.student: one for one in shelf.records(room.course.results)}
    assert kept is None or len(before) == kept
    assert {one.points for one in before.values()} <= {5.0}
    assert grade(room.course).graded == 4 - len(before)
    assert points(room) == ALL
    for student, one in before.items():
        assert room.record(student) == one
        path = room.course.autograded / student / NAME / f"{NAME}.ipynb"
        nbformat.validate(nbformat.read(path, as_version=4))


def test_full_disk_stops_the_run_and_keeps_what_is_graded(class_of_four, monkeypatch):
    room, real = class_of_four, os.replace
    grade(room.course, student="ada")

    def full(source, target):
        if "cy" in str(target):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(os, "replace", full)
        grade(room.course)
    assert points(room) == {"ada": 5.0, "bob": 5.0}
    assert grade(room.course).graded == 2
    assert points(room) == ALL


def test_full_disk_under_the_gradebook_is_told_and_nothing_is_lost(
    class_of_four, monkeypatch
):
    from sqlalchemy.exc import OperationalError

    room = class_of_four

    def full(*args):
        reason = sqlite3.OperationalError("database or disk is full")
        raise OperationalError("INSERT", {}, reason)

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "enter", full)
        with pytest.raises(CourseError, match="database or disk is full; what it held"):
            grade(room.course)
    assert grade(room.course).graded == 0
    assert points(room) == ALL


def test_fault_of_ours_costs_one_exercise_no_points_and_not_the_batch(
    class_of_four, monkeypatch
):
    room, real = class_of_four, examine.evaluate

    def faulty(exercise, runner, **options):
        if exercise.name == "half" and "fatal" in runner.describe().source:
            raise IndexError("a mistake of ours")
        return real(exercise, runner, **options)

    room.hand_in("bob", half=f"{HALF}  # fatal")
    monkeypatch.setattr(examine, "evaluate", faulty)
    done = grade(room.course)
    assert done.faults == [("bob", "07", ["half"])]
    assert [one.student for one in done.records] == list(STUDENTS)
    half, double = room.record("bob").results
    assert (half.status, half.score, half.points) == ("could_not_check", None, 0)
    assert double.status == "not_attempted"
    with gradebook.opened(room.course) as book:
        found = book.find_grade("half", NAME, NAME, "bob")
        assert (found.auto_score, found.needs_manual_grade) == (None, True)
        assert not book.find_grade("double", NAME, NAME, "bob").needs_manual_grade
    assert "a mistake of ours" in room.course.fault_log.read_text(encoding="utf-8")
    (page,) = feedback(room.course, student="bob")
    text = page.read_text(encoding="utf-8")
    assert "could not be checked" in text and "a mistake of ours" not in text
    row = export(room.course, room.folder / "scores.csv").read_text().splitlines()[2]
    assert "could_not_check" in row
    monkeypatch.setattr(examine, "evaluate", real)
    assert grade(room.course).graded == 1
    assert points(room) == ALL


def broken_reading(monkeypatch, student):
    def fail(path, *args, **options):
        if student in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *args, **options)

    real = module.submission.read
    monkeypatch.setattr(module.submission, "read", fail)


def broken_examining(monkeypatch, student):
    def fail(handed_in, *args):
        if handed_in.student == student:
            raise RuntimeError("a mistake of ours")
        return real(handed_in, *args)

    real = module.examine
    monkeypatch.setattr(module, "examine", fail)


def broken_rebuilding(monkeypatch, student):
    def fail(released, handed_in):
        if handed_in.student == student:
            raise AttributeError("a mistake of ours")
        return real(released, handed_in)

    real = module.graded_notebook.mended
    monkeypatch.setattr(module.graded_notebook, "mended", fail)


def broken_process(monkeypatch, student):
    def fail(session, source, label):
        if "breaks the grader" in source:
            raise RuntimeError("the process did not start")
        return real(session, source, label)

    real = examine.Session.run
    monkeypatch.setattr(examine.Session, "run", fail)


BREAKS = [broken_reading, broken_examining, broken_rebuilding, broken_process]


@pytest.mark.parametrize("breaks", BREAKS, ids=lambda one: one.__name__)
def test_submission_that_breaks_the_grader_has_no_score_and_the_others_have(
    class_of_four, monkeypatch, breaks
):
    room = class_of_four
    room.hand_in("bob", half=f"# breaks the grader\n{HALF}")
    breaks(monkeypatch, "bob")
    done = grade(room.course)
    assert done.faults == [("bob", "07", ["half", "double"])]
    assert points(room) == {**ALL, "bob": 0.0}
    assert [one.score for one in room.record("bob").results] == [None, None]
    assert "Traceback" in room.course.fault_log.read_text(encoding="utf-8")
    monkeypatch.undo()


@pytest.mark.parametrize("breaks", BREAKS[1:3], ids=lambda one: one.__name__)
def test_fault_while_grading_again_keeps_what_was_found_before(
    class_of_four, monkeypatch, breaks
):
    room = class_of_four
    grade(room.course)
    before = room.record("bob").results
    with monkeypatch.context() as patch:
        breaks(patch, "bob")
        assert len(grade(room.course, again=True).faults) == 1
    assert room.record("bob").results == before
    assert points(room) == ALL
    assert grade(room.course).graded == 1


def test_cell_without_text_costs_itself_and_is_told(class_of_four):
    room = class_of_four
    plain = json.loads(nbformat.writes(room.notebook(half=HALF)))
    del plain["cells"][0]["source"]
    room.hand_in_text("bob", json.dumps(plain))
    done = grade(room.course)
    assert done.faults == []
    said = "Without a text, and left out: cell 1 of the file."
    assert said in room.record("bob").repairs


def test_submission_that_takes_all_its_time_loses_what_is_left_and_no_other_does(
    class_of_four, monkeypatch
):
    monkeypatch.setattr(examine, "SECONDS_PER_SUBMISSION", 2.4)
    room = class_of_four
    slow = "import time\ntime.sleep(5)\n"
    room.hand_in("bob", half=HALF, double=slow + DOUBLE)
    assert grade(room.course).faults == []
    assert points(room) == ALL
    bob = room.record("bob")
    assert {one.name: one.status for one in bob.results} == {
        "half": "passed",
        "double": "limit",
    }
    assert any("ran for 0.04 minutes in all" in one for one in bob.remarks)


def test_one_student_is_graded_again_and_the_others_stay(class_of_four):
    room = class_of_four
    grade(room.course)
    before = {student: room.record(student) for student in STUDENTS}
    done = grade(room.course, student="cy")
    assert (done.graded, [one.student for one in done.records]) == (1, ["cy"])
    for student in ("ada", "bob", "dan"):
        assert room.record(student) == before[student]


def test_one_exercise_is_graded_again_and_the_other_scores_stay(
    class_of_four, monkeypatch
):
    room, real = class_of_four, examine.evaluate
    grade(room.course)
    before = room.record("ada")
    names = []

    def seen(exercise, runner, **options):
        names.append(exercise.name)
        return real(exercise, runner, **options)

    monkeypatch.setattr(outcome, "now_text", lambda: "later")
    monkeypatch.setattr(examine, "evaluate", seen)
    done = grade(room.course, student="ada", exercise="07/double")
    assert (done.graded, done.skipped) == (1, [])
    after = room.record("ada")
    assert after.results[0] == before.results[0]
    assert [one.graded for one in after.results] == [before.graded, "later"]
    assert names == ["double"]
    assert points(room) == ALL
    assert grade(room.course).graded == 0


def test_one_exercise_of_another_file_or_of_nothing_is_not_graded(class_of_four):
    room = class_of_four
    for student in ("ada", "bob"):
        grade(room.course, student=student)
    room.hand_in("bob", half=HALF, double=DOUBLE)
    before = room.record("bob")
    done = grade(room.course, exercise="double")
    assert done.graded == 1
    assert [(who, "without --exercise" in why) for who, why in done.skipped] == [
        ("bob", True),
        ("cy", True),
        ("dan", True),
    ]
    assert room.record("bob") == before


UNKNOWN = {
    "student": (
        {"student": "adda"},
        "expected one of ada, bob, cy, dan .did you mean a",
    ),
    "notebook": ({"notebook": "7"}, "there is no notebook '7'; there are 07"),
    "exercise": (
        {"exercise": "halve"},
        "one of half, double .did you mean half",
    ),
    "exercise of another notebook": ({"exercise": "02/half"}, "no exercise '02/half'"),
}


@pytest.mark.parametrize(("chosen", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_names_are_wrong_use_and_name_what_is_legal(
    class_of_four, chosen, said
):
    with pytest.raises(UsageError, match=said):
        grade(class_of_four.course, **chosen)
    assert not class_of_four.course.results.exists()


def test_feedback_of_one_student_or_notebook(class_of_four):
    room = class_of_four
    grade(room.course)
    (path,) = feedback(room.course, student="cy", notebook="07")
    assert path.parts[-3:] == ("cy", NAME, f"{NAME}.html")
    with pytest.raises(UsageError, match="did you mean cy"):
        feedback(room.course, student="cyy")
    with pytest.raises(UsageError, match="of notebook '02' nothing was graded"):
        feedback(room.course, notebook="02")


def test_damaged_record_is_named_set_aside_and_made_again(class_of_four):
    room = class_of_four
    grade(room.course)
    path = record.place(room.course.results, "bob", NAME)
    whole = path.read_text(encoding="utf-8")
    for text, why in (
        ("", "it is empty"),
        ("[]", "expected an object"),
        ('{"schema": 3}', "'results' is missing"),
        ('{"schema": 2, "results": [1]}', "int"),
        (whole.replace('"passed"', '"fine"'), "the status of 07/half is 'fine'"),
        (
            whole.replace('"points": 5.0', '"points": "5"'),
            "its points is '5', expected float",
        ),
    ):
        path.write_text(text, encoding="utf-8")
        written = {page.parts[-3] for page in feedback(room.course)}
        assert written == {*STUDENTS} - {"bob"}
        (damaged,) = map(str, shelf.damaged(room.course.results))
        assert str(path) in damaged and "grade sets it aside" in damaged
        done = grade(room.course)
        (note,) = done.notes
        assert done.graded == 1 and str(path) in note and why in note
        assert points(room) == ALL
    assert len(list(path.parent.glob(f"{path.name}.damaged*"))) == 6


def test_extension_of_somebody_who_is_probably_meant_otherwise_is_remarked(
    class_of_four,
):
    due = '[notebooks.07]\ndue = "2026-01-10 12:00"\n'
    line = "{},07,2026-01-11 12:00"
    lines = "\n".join(map(line.format, ("bobb", "zoe", "ada")))
    class_of_four.decide(due, lines)
    assert grade(class_of_four.course).notes == [
        "extensions.csv names bobb, who has handed in nothing; did you mean bob?"
    ]


def test_mended_name_is_on_the_page(room):
    folder = room.folder / "in" / "ada"
    folder.mkdir(parents=True)
    nbformat.write(room.notebook(half=HALF), folder / "homework.ipynb")
    collect(room.course, room.folder / "in")
    grade(room.course)
    assert room.record("ada").repairs == [
        "“homework.ipynb” was taken as 07_tiny: that is what it holds."
    ]


def test_gradebook_that_was_lost_is_made_again_from_the_records(class_of_four):
    room = class_of_four
    grade(room.course)
    room.course.gradebook_file.unlink()
    for verb in (grade, feedback):
        with pytest.raises(CourseError, match=r"backup\. .*release enters"):
            verb(room.course, student="ada")
    release(room.course)
    assert grade(room.course).graded == 0
    assert points(room) == ALL


def test_grading_before_a_release_says_what_to_do(course):
    with pytest.raises(GradingError, match="run release first"):
        grade(course)


def test_a_check_cell_taken_out_of_the_release_is_told(room):
    room.hand_in("ada", half=HALF)
    (path,) = room.course.release.rglob("*.ipynb")
    released = nbformat.read(path, as_version=4)
    released.cells = [one for one in released.cells if grade_id(one) != "half"]
    nbformat.write(released, path)
    (told,) = grade(room.course).notes
    assert told.startswith("notebook 07: half counts nothing, as its check cell is ")
    assert "write off = ['half'] in course.toml" in told
