"""Weights, due times and points by hand: everywhere the same, and nothing gets lost."""

import csv
import os
import sqlite3
import subprocess
import sysconfig
import threading
from contextlib import closing
from datetime import datetime, timedelta

import nbformat
import pytest
from nbgrader.utils import determine_grade, is_grade

from grading.errors import CourseError
from grading.export import export
from grading.feedback import feedback
from grading.grade import grade
from grading.release import release
from grading.report import report
from grading.results import by_hand, gradebook

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
ON_TIME, LATE = "2026-01-09 12:00", "2026-01-12 12:00"
DUE = '[notebooks.07]\ndue = "2026-01-10 12:00"\n'
HALVED = '[late]\npolicy = "percent"\npercent = 25\n'
RESCALED = "[notebooks.07]\ntotal = 3\n"


def rows(room):
    """Return the exported table by student."""
    path = export(room.course, room.folder / "scores.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {row["student"]: row for row in csv.DictReader(lines)}


def page(room, student):
    """Return the feedback page of a student."""
    feedback(room.course)
    path = room.course.feedback / student / NAME / f"{NAME}.html"
    return path.read_text(encoding="utf-8")


def graded_notebook(room, student):
    """Return score and maximum of each cell, by nbgrader's rule on the notebook."""
    path = room.course.autograded / student / NAME / f"{NAME}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    return {cell.id: determine_grade(cell) for cell in cells if is_grade(cell)}


def stock_table(room):
    """Return what nbgrader's own export says of each student."""
    scripts = sysconfig.get_path("scripts")
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    subprocess.run(
        [os.path.join(scripts, "nbgrader"), "export", "--to", "stock.csv"],
        cwd=room.course.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=True,
    )
    lines = (room.course.root / "stock.csv").read_text(encoding="utf-8").splitlines()
    return {row["student_id"]: row for row in csv.DictReader(lines)}


def test_rescaled_points_agree_everywhere(room):
    room.decide(RESCALED)
    room.hand_in("ada", half=HALF, double=DOUBLE)
    room.hand_in("bob", double=DOUBLE)
    grade(room.course)
    half, double = room.record("bob").results
    assert (half.points, half.score, half.max_score) == (0, 0, 1)
    assert (double.points, double.score, double.max_score) == (10, 2, 2)
    assert room.book("ada") == {"half": (1, 1), "double": (2, 2), "all": (3, 3)}
    assert graded_notebook(room, "ada") == {"half": (1, 1), "double": (2, 2)}
    row = rows(room)["bob"]
    assert (row["points"], row["max_points"]) == ("2", "3")
    assert (row["07/half"], row["07/double"]) == ("0", "2")
    said = page(room, "bob")
    assert "2 of 3 points" in said
    assert "Your course counts these exercises in its own way." in said
    (row,) = [r for name, r in stock_table(room).items() if name == "bob"]
    assert (row["score"], row["max_score"]) == ("2.0", "3.0")


def test_total_in_steps_is_the_same_everywhere_and_exercises_stay_exact(room):
    room.decide(f"step = 0.5\n{HALVED}[notebooks.07]\ndue = 2026-01-10 12:00:00\n")
    room.hand_in("ada", at=ON_TIME, half=HALF, double=DOUBLE)
    room.hand_in("bob", at="2026-01-10 13:00", half=HALF)
    done = grade(room.course)
    # 5 points less a quarter are 3.75.
    assert done.counting["bob", NAME].points == 4.0
    row = rows(room)["bob"]
    assert (row["points"], row["late_penalty"], row["07/half"]) == ("4", "1.25", "5")
    said = page(room, "bob")
    assert "4 of 15 points" in said
    assert "Your course counts in steps of 0.5: exactly it is 3.75." in said
    told = report(room.course).read_text(encoding="utf-8")
    assert "27 %" in told and "rounded to steps of 0.5" in told
    assert rows(room)["ada"]["points"] == "15"
    assert "in steps of" not in page(room, "ada")
    assert room.book("bob")["all"] == (5, 15)
    room.decide("step = 0\n")
    with pytest.raises(CourseError, match="step is 0, expected a number above 0"):
        grade(room.course)


def test_changed_weights_hold_without_grading_again(room, monkeypatch):
    room.hand_in("ada", double=DOUBLE)
    grade(room.course)
    assert "counts these exercises in its own way" not in page(room, "ada")
    monkeypatch.setattr("grading.run.grader.look", None)
    for text, double, whole in (
        (RESCALED, (2, 2), (2, 3)),
        ("[notebooks.07]\noff = ['half']\n", (10, 10), (10, 10)),
        ("[notebooks.07.points]\ndouble = 30\n", (30, 30), (30, 35)),
        ("", (10, 10), (10, 15)),
    ):
        room.decide(text)
        assert grade(room.course).graded == 0
        assert (room.book("ada")["double"], room.book("ada")["all"]) == (double, whole)
        assert graded_notebook(room, "ada")["double"] == double
        assert room.record("ada").score == whole[0]
        assert float(rows(room)["ada"]["points"]) == whole[0]


def test_exercise_that_is_off_does_not_count(room):
    room.decide("[notebooks.07]\noff = ['half']\n")
    room.hand_in("ada", half=HALF, double="def double(x):\n    return x")
    grade(room.course)
    assert room.record("ada").results[0].points == 5
    assert room.book("ada") == {"half": (0, 0), "double": (0, 10), "all": (0, 10)}
    assert "does not count" in page(room, "ada")


def test_points_by_hand_survive_grading_weights_and_release(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    room.by_hand("ada", "double", 7.5)
    for again in (False, True):
        grade(room.course, again=again)
        assert room.book("ada")["double"] == (7.5, 10)
    grade(room.course, student="ada")
    grade(room.course, exercise="double")
    assert room.book("ada")["all"] == (12.5, 15)
    room.decide(RESCALED)
    grade(room.course)
    assert room.book("ada")["double"] == (1.5, 2)
    release(room.course)
    assert room.book("ada")["double"] == (1.5, 2)
    room.decide("")
    release(room.course)
    assert room.book("ada")["double"] == (7.5, 10)
    room.hand_in("ada", half=HALF, double=DOUBLE)
    grade(room.course)
    assert room.book("ada")["all"] == (12.5, 15)
    assert "7.5 of 10, by hand" in page(room, "ada")


def test_points_by_hand_are_kept_aside_while_an_exercise_is_off(room):
    room.hand_in("ada", half=HALF)
    room.hand_in("bob")
    grade(room.course)
    room.by_hand("ada", "double", 7.5)
    room.by_hand("bob", "double", 0.0)
    aside = room.course.root / by_hand.NAME
    for _ in range(2):
        room.decide("[notebooks.07]\noff = ['double']\n")
        grade(room.course)
        assert room.book("ada") == {"half": (5, 5), "double": (0, 0), "all": (5, 5)}
        assert aside.stat().st_mode & 0o777 == 0o600
    assert "In this class double does not count." in page(room, "ada")
    room.decide(RESCALED)
    grade(room.course)
    assert room.book("ada")["double"] == (1.5, 2)
    assert room.book("bob")["double"] == (0, 2)
    assert by_hand.FORM.read(aside) == {"kept": {}}
    room.decide("")
    grade(room.course)
    assert "7.5 of 10, by hand" in page(room, "ada")
    assert "0 of 10, by hand" in page(room, "bob")


def test_erratum_gives_full_marks_to_all_who_handed_in_and_can_be_taken_back(
    room, monkeypatch
):
    room.hand_in("ada", half=HALF)
    room.hand_in("bob", double=DOUBLE)
    room.hand_in_text("cem", "no notebook")
    grade(room.course)
    room.by_hand("ada", "double", 7.5)
    monkeypatch.setattr("grading.run.grader.look", None)
    room.decide("[notebooks.07]\nfull = ['double']\n")
    done = grade(room.course)
    said = "Everybody who handed in has full marks for double."
    assert (done.graded, done.notes) == (0, [f"notebook 07: {said}"])
    assert room.book("ada")["all"] == (15, 15)
    assert room.book("bob")["all"] == (10, 15)
    assert room.book("cem")["all"] == (10, 15)
    assert room.record("ada").results[1].points == 0
    assert graded_notebook(room, "ada")["double"] == (10, 10)
    assert rows(room)["ada"]["points"] == "15"
    told = page(room, "ada")
    assert said in told and "10 of 10" in told and "by hand" not in told
    assert said in report(room.course).read_text(encoding="utf-8")
    room.decide("")
    grade(room.course)
    assert room.book("ada")["double"] == (7.5, 10)
    assert room.book("bob")["double"] == (10, 10)


def test_points_given_by_hand_meanwhile_win_over_those_kept_aside(room):
    room.hand_in("ada")
    grade(room.course)
    room.by_hand("ada", "double", 7.5)
    room.decide("[notebooks.07]\nfull = ['double']\n")
    grade(room.course)
    room.by_hand("ada", "double", 3.0)
    room.decide("")
    grade(room.course)
    assert room.book("ada")["double"] == (3, 10)


def test_extra_credit_counts_and_follows_the_scale(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    with gradebook.opened(room.course) as book:
        book.find_grade("half", NAME, NAME, "ada").extra_credit = 1.0
        book.db.commit()
    assert rows(room)["ada"]["points"] == "6"
    room.decide(RESCALED)
    assert float(rows(room)["ada"]["07/half"]) == 1.2


def test_comment_of_the_instructor_stands_on_the_page(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    with gradebook.opened(room.course) as book:
        comment = book.find_comment("half-solution", NAME, NAME, "ada")
        comment.manual_comment = "Well <done>"
        book.db.commit()
    assert "Well &lt;done&gt;" in page(room, "ada")


def test_late_penalty_agrees_everywhere_and_follows_points_by_hand(room):
    room.decide(DUE + HALVED)
    room.hand_in("bob", at=ON_TIME, half=HALF, double=DOUBLE)
    # bob's file is there again, but it is the same, hence still on time.
    room.hand_in("ada", at=LATE, half=HALF, double=DOUBLE)
    grade(room.course)
    stock = {name: row["score"] for name, row in stock_table(room).items()}
    assert stock == {"ada": "7.5", "bob": "15.0"}
    ada, bob = rows(room).values()
    assert (ada["points"], ada["late_penalty"], ada["days_late"]) == ("7.5", "7.5", "2")
    assert (bob["points"], bob["late_penalty"], bob["days_late"]) == ("15", "0", "0")
    said = page(room, "ada")
    assert "7.5 of 15 points" in said
    assert "2 days late; it was due 2026-01-10 12:00 UTC. That costs 7.5 p" in said
    assert "it was due" in page(room, "bob") and "costs" not in page(room, "bob")
    room.by_hand("ada", "double", 0.0)
    assert rows(room)["ada"]["points"] == "2.5"
    assert stock_table(room)["ada"]["score"] == "2.5"


def test_due_times_and_extensions_reach_the_gradebook(room):
    room.decide(DUE + HALVED, "ada,07,2026-01-11 12:00")
    room.hand_in("ada", at=LATE, half=HALF)
    grade(room.course)
    with gradebook.opened(room.course) as book:
        found = book.find_submission(NAME, "ada")
        assert found.assignment.duedate == datetime(2026, 1, 10, 12)
        assert found.extension == timedelta(days=1)
        assert found.total_seconds_late == 86400
        assert found.late_submission_penalty == 1.25
    room.decide(DUE, "ada,07,2026-01-13 12:00")
    export(room.course, room.folder / "scores.csv")
    with gradebook.opened(room.course) as book:
        found = book.find_submission(NAME, "ada")
        assert (found.total_seconds_late, found.late_submission_penalty) == (0, 0)
    room.decide("")
    export(room.course, room.folder / "scores.csv")
    with gradebook.opened(room.course) as book:
        found = book.find_submission(NAME, "ada")
        assert (found.assignment.duedate, found.extension) == (None, None)


def test_due_time_is_in_the_gradebook_before_anybody_hands_in(room):
    room.decide(DUE)
    release(room.course)
    with gradebook.opened(room.course) as book:
        assert book.find_assignment(NAME).duedate == datetime(2026, 1, 10, 12)


def test_extension_decides_anew_which_delivery_counts(room):
    room.decide(DUE)
    room.hand_in("ada", at=ON_TIME, half=HALF.replace("/ 2", "/ 3"))
    room.hand_in("ada", at=LATE, half=HALF)
    grade(room.course)
    assert room.record("ada").points == 0
    room.decide(DUE, "ada,07,2026-01-13 12:00")
    assert grade(room.course).graded == 1
    assert room.record("ada").points == 5


def test_mistake_in_the_course_file_stops_before_anything_is_done(room):
    room.hand_in("ada", half=HALF)
    room.decide("[late]\npolicy = 'half'\n")
    for verb in (grade, release):
        with pytest.raises(CourseError, match=r"late\.policy is 'half'"):
            verb(room.course)
    assert not room.course.results.exists()


def test_points_given_while_others_are_put_aside_are_not_lost(room, monkeypatch):
    """By another process, between what is read and what is written."""
    room.hand_in("ada")
    grade(room.course)
    room.by_hand("ada", "half", 2.0)

    def give():
        with closing(sqlite3.connect(room.course.gradebook_file, timeout=60)) as book:
            given = "(SELECT id FROM base_cell WHERE name = 'half')"
            book.execute(f"UPDATE grade SET manual_score = 3 WHERE cell_id = {given}")
            book.commit()

    writer = threading.Thread(target=give)
    write = by_hand.Aside.write

    def meanwhile(aside):
        write(aside)
        if not writer.ident:
            writer.start()
            # It is written at once, or waits for its turn.
            writer.join(0.5)

    monkeypatch.setattr(by_hand.Aside, "write", meanwhile)
    room.decide('[notebooks.07]\noff = ["half"]')
    grade(room.course)
    writer.join()
    for text in ('[notebooks.07]\noff = ["half"]', ""):
        room.decide(text)
        grade(room.course)
    assert room.book("ada")["half"] == (3.0, 5.0)
