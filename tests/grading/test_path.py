"""The path of one submission, end to end, on a real notebook."""

import csv
import json
import shutil
from dataclasses import replace

import nbformat
import numpy as np
import pytest

from grading.collect import collect
from grading.course import Course
from grading.errors import CanaryError, GradingError
from grading.export import export
from grading.feedback import feedback
from grading.found import record
from grading.grade import grade
from grading.released import made_with
from grading.released.marks import grade_id, is_check
from grading.results import gradebook
from grading.sample import sample_class, work
from nnlib.exercises import exercises, get

NUMBER = "02"
ASSIGNMENT = work.NOTEBOOKS[NUMBER]
ONE = "one-student"
MOST = sum(exercise.max_points for exercise in exercises(NUMBER))


@pytest.fixture
def course(released_course, tmp_path):
    """Return a course in which nobody has handed in anything."""
    shutil.copytree(released_course.root, tmp_path / "course")
    return Course.open(tmp_path / "course")


def notebook_with(course, **texts):
    """Return the released notebook with texts in its solution cells."""
    notebook = sample_class.read(course.release, NUMBER)
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in texts:
            cell.source = texts[name]
    return notebook


def hand_in(course, notebook, tmp_path, student=ONE):
    """Collect one notebook of one student."""
    path = tmp_path / "in" / student / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    collect(course, tmp_path / "in")


def answers(course):
    """Return the author's text of every function."""
    return sample_class.solutions(sample_class.read(course.source, NUMBER))


def scores(one):
    """Return status and points by function."""
    return {r.name: (r.status, r.points) for r in one.results}


IMPORTED = "from nnlib.logistic import propagate"
FROM_EXERCISES = """
import nnlib.exercises
propagate = nnlib.exercises.get("02/propagate").reference
"""
BY_PATH = """
import importlib
propagate = importlib.import_module("nnlib.logistic").propagate
"""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(IMPORTED, "delegated", id="imported"),
        pytest.param(BY_PATH, "delegated", id="imported by name"),
        pytest.param(FROM_EXERCISES, None, id="taken from the exercise"),
    ],
)
def test_ways_to_hand_over_earn_nothing(course, tmp_path, text, status):
    texts = {**answers(course), "propagate": text}
    hand_in(course, notebook_with(course, **texts), tmp_path)
    found = scores(grade(course).records[0])
    assert found["propagate"][1] == 0
    assert status in (None, found["propagate"][0])
    assert found["sigmoid"] == ("passed", 5) and found["optimize"] == ("passed", 15)


STEALS = """
kept = {}

def optimize(w, b, X, Y, learning_rate, num_iterations):
    kept["propagate"] = propagate
    costs, grads = [], {}
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs

def propagate(w, b, X, Y):
    return kept["propagate"](w, b, X, Y)
"""


def test_course_function_that_stands_in_cannot_be_kept_for_another_exercise(
    course, tmp_path
):
    texts = {**answers(course), "propagate": "", "optimize": STEALS}
    notebook = notebook_with(course, **texts)
    check = next(cell for cell in notebook.cells if grade_id(cell) == "propagate")
    notebook.cells.remove(check)
    notebook.cells.append(check)
    hand_in(course, notebook, tmp_path)
    found = scores(grade(course).records[0])
    assert found["optimize"] == ("passed", 15)
    assert found["propagate"][1] == 0


def test_hard_coded_answers_of_the_public_seed_fail(course, tmp_path):
    exercise = get("02/sigmoid")
    known = {
        np.asarray(probe.args[0], dtype=float).tobytes().hex(): exercise.reference(
            *probe.args
        ).tolist()
        for probe in exercise.probes(np.random.default_rng([0, 1]))
    }
    text = (
        f"known = {json.dumps(known)}\n"
        "def sigmoid(Z):\n"
        "    key = np.asarray(Z, dtype=float).tobytes().hex()\n"
        "    return np.array(known.get(key, np.zeros(np.shape(Z))))\n"
    )
    hand_in(course, notebook_with(course, sigmoid=text), tmp_path)
    assert scores(grade(course).records[0])["sigmoid"][1] == 0


def test_grading_again_gives_the_same_and_keeps_points_given_by_hand(course, tmp_path):
    hand_in(course, notebook_with(course, **answers(course)), tmp_path)
    first = grade(course).records[0]
    with gradebook.opened(course) as book:
        given = book.find_grade("propagate", ASSIGNMENT, ASSIGNMENT, ONE)
        given.manual_score = 20
        book.db.commit()
    second = grade(course, again=True).records[0]
    assert [replace(one, graded="") for one in first.results] == [
        replace(one, graded="") for one in second.results
    ]
    with gradebook.opened(course) as book:
        assert book.find_submission(ASSIGNMENT, ONE).score == MOST - 5
    path = export(course, tmp_path / "scores.csv")
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert (row["points"], row["02/propagate"]) == (f"{MOST - 5:g}", "20")


def test_worse_resubmission_leaves_no_score_of_the_better_one(course, tmp_path):
    hand_in(course, notebook_with(course, **answers(course)), tmp_path)
    grade(course)
    worse = notebook_with(course, accuracy="def accuracy(P, Y):\n    return -1.0")
    worse.cells = [cell for cell in worse.cells if not is_check(cell)]
    hand_in(course, worse, tmp_path)
    grade(course)
    with gradebook.opened(course) as book:
        assert book.find_submission(ASSIGNMENT, ONE).score == 0


def test_cell_of_the_student_that_fails_is_reported_and_skipped(course, tmp_path):
    notebook = notebook_with(course, **answers(course))
    notebook.cells.insert(2, nbformat.v4.new_code_cell("1 / 0", id="mine"))
    notebook.cells.insert(3, nbformat.v4.new_code_cell("no python at all", id="other"))
    hand_in(course, notebook, tmp_path)
    one = grade(course).records[0]
    assert one.points == one.max_points
    assert one.remarks[0] == (
        "The cell “1 / 0” stopped with ZeroDivisionError: division by zero"
    )
    assert "“no python at all” stopped with SyntaxError" in one.remarks[1]


def test_notebook_of_another_edition_is_remarked(course, tmp_path):
    notebook = notebook_with(course, **answers(course))
    notebook.metadata["nnlib"]["editions"]["propagate"] = 7
    hand_in(course, notebook, tmp_path)
    one = grade(course).records[0]
    assert one.remarks == [
        "The notebook was built with another edition of the exercises than the one "
        "that graded it: propagate."
    ]
    assert one.submitted["editions"]["propagate"] == 7
    assert one.editions["02/propagate"] == 1


def broken_solution(course):
    path = made_with.solved(course, ASSIGNMENT)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("X @ dZ.T / m", "X @ dZ.T"), encoding="utf-8")


def solved_release(course):
    name = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    shutil.copy(course.source / name, course.release / name)


def other_edition(course):
    path = course.release / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["nnlib"]["editions"]["propagate"] = 7
    path.chmod(0o644)
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        pytest.param(broken_solution, "gets 88.0 of 100.0", id="solution is wrong"),
        pytest.param(solved_release, "gets 100.0 points", id="release is solved"),
        pytest.param(
            other_edition, "another edition of propagate", id="another edition"
        ),
    ],
)
def test_grader_that_fails_its_own_test_writes_nothing(course, tmp_path, breaks, said):
    hand_in(course, notebook_with(course), tmp_path)
    for path in course.root.rglob("*"):
        path.chmod(path.stat().st_mode | 0o200)
    breaks(course)
    with pytest.raises(CanaryError, match=said):
        grade(course)
    assert not course.results.exists() and not course.autograded.exists()
    with gradebook.opened(course) as book:
        assert book.assignment_submissions(ASSIGNMENT) == []


def test_grading_nothing_says_what_to_do(course):
    with pytest.raises(GradingError, match="run collect first"):
        grade(course)
    with pytest.raises(GradingError, match="there are 00, 01, 02"):
        grade(course, notebook="09")
    with pytest.raises(GradingError, match="run grade first"):
        feedback(course)
    with pytest.raises(GradingError, match="run grade first"):
        export(course, course.root / "scores.csv")


def test_progress_counts_every_submission(course, tmp_path):
    hand_in(course, notebook_with(course), tmp_path, "s1")
    hand_in(course, notebook_with(course), tmp_path, "s2")
    seen = []
    grade(course, progress=lambda one, total: seen.append((one.student, total)))
    assert seen == [("s1", 2), ("s2", 2)]


def test_record_of_another_schema_is_refused(tmp_path):
    path = tmp_path / "record.json"
    path.write_text('{"schema": 99}', encoding="utf-8")
    with pytest.raises(GradingError, match=r"version 99.*versions up to 5"):
        record.read(path)


def test_feedback_escapes_what_a_student_wrote(course, tmp_path):
    text = "def sigmoid(Z):\n    raise ValueError('<script>alert(1)</script>')"
    hand_in(course, notebook_with(course, sigmoid=text), tmp_path)
    grade(course)
    (path,) = feedback(course)
    assert "<script>" not in path.read_text(encoding="utf-8")
