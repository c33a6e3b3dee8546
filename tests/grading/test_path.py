"""The path of a submission, end to end, on real notebooks."""

import csv
import json
import shutil

import nbformat
import numpy as np
import pytest

from grading import demo, examine, record, sample_class
from grading.collect import collect
from grading.course import Course
from grading.errors import CanaryError, GradingError
from grading.export import export
from grading.feedback import feedback
from grading.grade import grade
from grading.sample_class import ASSIGNMENT, STUDENTS
from grading.submission import grade_id, is_check
from nnlib.exercises import exercises, get

IDS = [student.id for student in STUDENTS]
ONE = "one-student"


@pytest.fixture(scope="module", autouse=True)
def short_limits():
    """Let the endless loop end soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examine, "SECONDS_PER_CALL", 3.0)
        yield


@pytest.fixture(scope="module")
def graded(released_course, tmp_path_factory):
    """Return the sample class: course, and the records by student."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    sample_class.write(course, folder / "handed_in")
    collect(course, folder / "handed_in")
    return course, {one.student: one for one in grade(course)}


@pytest.fixture
def course(released_course, tmp_path):
    """Return a course in which nobody has handed in anything."""
    shutil.copytree(released_course.root, tmp_path / "course")
    return Course.open(tmp_path / "course")


def notebook_with(course, **texts):
    """Return the released notebook with texts in its solution cells."""
    notebook = sample_class.read(course.release)
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
    return sample_class.solutions(sample_class.read(course.source))


def scores(one):
    """Return status and points by function."""
    return {r.exercise.split("/")[1]: (r.status, r.points) for r in one.results}


@pytest.mark.parametrize("student", STUDENTS, ids=IDS)
def test_score_of_the_sample_class_is_as_it_should_be(graded, student):
    assert scores(graded[1][student.id]) == dict(student.scores)


def test_demonstration_finds_a_wrong_score(graded):
    records = list(graded[1].values())
    assert demo.mismatches(records, STUDENTS) == []
    richer = sample_class.Student(IDS[0], {"sigmoid": ("passed", 6)})
    assert demo.mismatches(records, [richer]) == [
        f"{IDS[0]}, sigmoid: ('passed', 5.0), expected ('passed', 6)"
    ]


@pytest.mark.parametrize("student", STUDENTS, ids=IDS)
def test_gradebook_and_nbgraders_rule_agree_with_the_record(graded, student):
    from nbgrader.utils import determine_grade

    course, records = graded
    path = course.autograded / student.id / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in filter(is_check, notebook.cells):
        points = scores(records[student.id])[grade_id(cell)][1]
        assert determine_grade(cell)[0] == points
        with course.gradebook() as book:
            grade = book.find_grade(grade_id(cell), ASSIGNMENT, ASSIGNMENT, student.id)
            assert (grade.score, grade.needs_manual_grade) == (points, False)


def test_formgraders_tables_hold_the_class(graded):
    course, records = graded
    with course.gradebook() as book:
        rows = {row["student"]: row for row in book.submission_dicts(ASSIGNMENT)}
        assert {id: row["score"] for id, row in rows.items()} == {
            id: one.points for id, one in records.items()
        }
        assert not any(row["needs_manual_grade"] for row in rows.values())


def test_student_whose_propagate_is_wrong_keeps_a_right_optimize(graded):
    one = graded[1]["s02-mistake-in-propagate"]
    propagate, optimize = one.results[1:]
    assert propagate.diagnosis == "dw_no_mean"
    assert optimize.status == "passed" and optimize.with_course == ["propagate"]
    assert optimize.said[0][1] == (
        "Your propagate has not passed yet, so this check uses the course's."
    )


def test_delegated_function_is_named_and_earns_nothing(graded):
    result = graded[1]["s07-hands-over"].results[1]
    assert (result.status, result.points) == ("delegated", 0)
    assert "nnlib.logistic.propagate" in result.said[0][1]


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
    found = scores(grade(course)[0])
    assert found["propagate"][1] == 0
    assert status in (None, found["propagate"][0])
    assert found["sigmoid"] == ("passed", 5) and found["optimize"] == ("passed", 15)


STEALS = """
kept = {}

def optimize(w, b, X, Y, learning_rate, num_iterations):
    kept["propagate"] = propagate
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, {}, costs

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
    found = scores(grade(course)[0])
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
    assert scores(grade(course)[0])["sigmoid"][1] == 0


def test_grading_again_gives_the_same_and_keeps_points_given_by_hand(course, tmp_path):
    hand_in(course, notebook_with(course, **answers(course)), tmp_path)
    first = grade(course)[0]
    with course.gradebook() as book:
        given = book.find_grade("propagate", ASSIGNMENT, ASSIGNMENT, ONE)
        given.manual_score = 20
        book.db.commit()
    second = grade(course)[0]
    assert [r.__dict__ for r in first.results] == [r.__dict__ for r in second.results]
    with course.gradebook() as book:
        assert book.find_submission(ASSIGNMENT, ONE).score == 5 + 20 + 15
    path = export(course, tmp_path / "scores.csv")
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert (row["points"], row["02/propagate"]) == ("40", "20")


def test_worse_resubmission_leaves_no_score_of_the_better_one(course, tmp_path):
    hand_in(course, notebook_with(course, **answers(course)), tmp_path)
    grade(course)
    empty = notebook_with(course)
    empty.cells = [cell for cell in empty.cells if not is_check(cell)]
    hand_in(course, empty, tmp_path)
    grade(course)
    with course.gradebook() as book:
        assert book.find_submission(ASSIGNMENT, ONE).score == 0


def test_cell_of_the_student_that_fails_is_reported_and_skipped(course, tmp_path):
    notebook = notebook_with(course, **answers(course))
    notebook.cells.insert(2, nbformat.v4.new_code_cell("1 / 0", id="mine"))
    notebook.cells.insert(3, nbformat.v4.new_code_cell("no python at all", id="other"))
    hand_in(course, notebook, tmp_path)
    one = grade(course)[0]
    assert one.points == one.max_points
    assert one.remarks[0] == (
        "The cell “mine” stopped with ZeroDivisionError: division by zero"
    )
    assert "“other” stopped with SyntaxError" in one.remarks[1]


def test_notebook_of_another_edition_is_remarked(course, tmp_path):
    notebook = notebook_with(course, **answers(course))
    notebook.metadata["nnlib"]["exercises"] = "0" * 64
    hand_in(course, notebook, tmp_path)
    one = grade(course)[0]
    assert one.remarks == [
        "The notebook was built with another edition of the exercises than the one "
        "that graded it."
    ]
    assert one.submitted["exercises"] == "0" * 64


def broken_solution(course):
    path = course.source / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("X @ dZ.T / m", "X @ dZ.T"), encoding="utf-8")


def solved_release(course):
    name = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
    shutil.copy(course.source / name, course.release / name)


def other_edition(course):
    path = course.release / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["nnlib"]["exercises"] = "0" * 64
    path.chmod(0o644)
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        pytest.param(broken_solution, "gets 33.0 of 45.0", id="solution is wrong"),
        pytest.param(solved_release, "gets 45.0 points", id="release is solved"),
        pytest.param(other_edition, "other exercises", id="another edition"),
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
    with course.gradebook() as book:
        assert book.assignment_submissions(ASSIGNMENT) == []


def test_grading_nothing_says_what_to_do(course):
    with pytest.raises(GradingError, match="run collect first"):
        grade(course)
    with pytest.raises(GradingError, match="there are 02"):
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


def test_record_is_read_back_as_it_was_written(graded):
    course, records = graded
    for id, one in records.items():
        assert record.read(record.place(course.results, id, ASSIGNMENT)) == one


def test_record_of_another_schema_is_refused(tmp_path):
    path = tmp_path / "record.json"
    path.write_text('{"schema": 99}', encoding="utf-8")
    with pytest.raises(GradingError, match="schema 99, expected 1"):
        record.read(path)


def expected_numbers(exercise):
    """Return the numbers of the shown probes' results, as a page would write them."""
    rng = np.random.default_rng(0)
    for probe in exercise.probes(rng):
        if probe.shown:
            value = exercise.reference(*probe.args, **probe.options)
            for leaf in leaves(value):
                yield from (f"{number:.4f}" for number in np.ravel(leaf) if number % 1)


def leaves(value):
    """Yield the arrays and numbers of a nested value."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for member in value:
            yield from leaves(member)
    else:
        yield np.asarray(value, dtype=float)


def test_feedback_tells_no_seed_no_expected_number_and_no_path(graded, tmp_path):
    course, records = graded
    pages = feedback(course)
    assert len(pages) == len(records)
    numbers = {n for e in exercises("02") for n in expected_numbers(e)}
    assert "0.8113" in numbers
    for path in pages:
        text = path.read_text(encoding="utf-8")
        one = records[path.parents[1].name]
        words = {str(word) for result in one.results for word in result.seed}
        hidden = words | numbers | {str(course.root), "/nnlib/", "Traceback"}
        assert [secret for secret in hidden if secret in text] == []


@pytest.mark.parametrize("student", STUDENTS, ids=IDS)
def test_feedback_says_the_words_of_the_record(graded, student):
    import html

    course, records = graded
    feedback(course)
    path = course.feedback / student.id / ASSIGNMENT / f"{ASSIGNMENT}.html"
    text = html.unescape(path.read_text(encoding="utf-8"))
    one = records[student.id]
    if one.problem:
        assert one.problem in text
        return
    for result in one.results:
        for _, line in result.said:
            assert line in text
    assert all(repair in text for repair in one.repairs)


def test_feedback_escapes_what_a_student_wrote(course, tmp_path):
    text = "def sigmoid(Z):\n    raise ValueError('<script>alert(1)</script>')"
    hand_in(course, notebook_with(course, sigmoid=text), tmp_path)
    grade(course)
    (path,) = feedback(course)
    assert "<script>" not in path.read_text(encoding="utf-8")


def test_export_holds_points_and_states_of_the_class(graded, tmp_path):
    course, records = graded
    path = export(course, tmp_path / "scores.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert [row["student"] for row in rows] == sorted(records)
    for row in rows:
        for name, (status, points) in scores(records[row["student"]]).items():
            assert row[f"02/{name} status"] == status
            assert float(row[f"02/{name}"]) == points
