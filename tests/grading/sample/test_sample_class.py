"""The sample class: every score is right, and everywhere the same."""

import csv
import html
import re
import shutil

import nbformat
import numpy as np
import pytest
from nbgrader.utils import determine_grade

from grading import demo
from grading.collect import collect
from grading.course import Course
from grading.export import export
from grading.feedback import feedback
from grading.found import record
from grading.grade import grade
from grading.released.marks import grade_id, is_check
from grading.report import report
from grading.results import gradebook
from grading.results.standing import history
from grading.run import examine, progress
from grading.sample import sample_class
from grading.sample.students import STUDENTS
from grading.sample.work import NOTEBOOKS, Student, Work
from nnlib.exercises import exercises, get

IDS = [student.id for student in STUDENTS]


@pytest.fixture(scope="module")
def graded(released_course, tmp_path_factory):
    """Return the class: course, and the records by student and number."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    sample_class.write(course, folder / "handed_in")
    assert collect(course, folder / "handed_in").refused == []
    with pytest.MonkeyPatch.context() as patch:
        # The endless loop shall end soon.
        patch.setattr(examine, "SECONDS_PER_CALL", 4.0)
        done = grade(course)
    assert (done.faults, done.unfit) == ([], [])
    assert (done.skipped, done.notes) == ([], [])
    return course, {(one.student, one.notebook): one for one in done.records}


@pytest.fixture(scope="module")
def pages(graded):
    """Return the feedback pages, by student and name of the notebook."""
    paths = feedback(graded[0])
    return {path.parts[-3:-1]: path.read_text(encoding="utf-8") for path in paths}


def result(graded, student, exercise):
    """Return what one exercise of one student came to."""
    one = graded[1][student, exercise.split("/")[0]]
    return next(each for each in one.results if each.exercise == exercise)


def test_class_has_sixteen_students_over_all_notebooks():
    assert len(set(IDS)) == 16
    assert {number for one in STUDENTS for number in one.works} == set(NOTEBOOKS)


@pytest.mark.every_python
def test_every_score_is_as_it_should_be(graded):
    records = list(graded[1].values())
    assert demo.mismatches(records, STUDENTS) == []
    assert len(records) == sum(len(student.works) for student in STUDENTS)


def test_demonstration_finds_a_wrong_score(graded):
    records = list(graded[1].values())
    richer = Student(IDS[0], {"02": Work({"sigmoid": ("passed", 6)})})
    assert demo.mismatches(records, [richer]) == [
        f"{IDS[0]}, 02/sigmoid: ('passed', 5.0), expected ('passed', 6)"
    ]


def test_gradebook_and_nbgraders_rule_agree_with_the_record(graded):
    course, records = graded
    with gradebook.opened(course) as book:
        for one in records.values():
            name = one.assignment
            path = course.autograded / one.student / name / f"{name}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
            points = {each.name: each.points for each in one.results}
            found = {
                grade_id(cell): determine_grade(cell)[0]
                for cell in filter(is_check, notebook.cells)
            }
            assert found == points
            for exercise, expected in points.items():
                kept = book.find_grade(exercise, name, name, one.student)
                assert (kept.score, kept.needs_manual_grade) == (expected, False)


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_formgraders_tables_hold_the_class(graded, number):
    course, records = graded
    with gradebook.opened(course) as book:
        rows = book.submission_dicts(NOTEBOOKS[number])
    assert {row["student"]: row["score"] for row in rows} == {
        student: one.points for (student, n), one in records.items() if n == number
    }
    assert not any(row["needs_manual_grade"] for row in rows)


def test_student_whose_propagate_is_wrong_keeps_a_right_optimize(graded):
    assert result(graded, "s02-no-mean", "02/propagate").diagnosis == "dw_no_mean"
    optimize = result(graded, "s02-no-mean", "02/optimize")
    assert (optimize.status, optimize.with_course) == ("passed", ["propagate"])
    assert "Your propagate has not passed yet" in optimize.said[0][1]


def test_delegated_function_is_named_and_earns_nothing(graded):
    found = result(graded, "s07-hands-over", "02/propagate")
    assert (found.status, found.points) == ("delegated", 0)
    assert "nnlib.logistic.propagate" in found.said[0][1]
    assert "scipy" in result(graded, "s07-hands-over", "01/sigmoid").said[0][1]


DIAGNOSES = {
    "01/gradients_and_cost": ("s02-no-mean", "gradient_no_mean"),
    "01/neuron": ("s10-half-way", "bias_in_loop"),
    "01/train": ("s11-zip-and-other-names", "cost_after_step"),
    "01/log_loss": ("s13-many-slips", "first_term_only"),
    "01/gradient_step": ("s13-many-slips", "uphill"),
    "02/flatten_images": ("s13-many-slips", "pixel_by_pixel"),
    "02/standardize": ("s13-many-slips", "own_scale"),
    "02/accuracy": ("s13-many-slips", "percent"),
    "00/numerical_slope": ("s10-half-way", "forward"),
    "00/descend": ("s13-many-slips", "uphill"),
    "00/graph_backward": ("s13-many-slips", "last_link_only"),
    "00/image_to_vector": ("s13-many-slips", "row_pixel_by_pixel"),
    "03/backward_propagation": ("s13-many-slips", "no_slope"),
    "03/collapse_linear": ("s13-many-slips", "second_bias_lost"),
    "03/update_parameters": ("s13-many-slips", "uphill"),
    "04/linear_backward": ("s02-no-mean", "no_mean"),
    "04/linear_activation_forward": ("s14-tampers", "cache_without_sums"),
    "05/cross_entropy": ("s02-no-mean", "no_mean"),
    "05/softmax": ("s13-many-slips", "over_examples"),
    "05/output_gradient": ("s13-many-slips", "opposite_sign"),
}


@pytest.mark.parametrize("exercise", DIAGNOSES)
def test_typical_mistake_is_named(graded, exercise):
    student, diagnosis = DIAGNOSES[exercise]
    assert result(graded, student, exercise).diagnosis == diagnosis


def test_student_who_prints_a_lot_gets_a_page_of_ordinary_length(graded, pages):
    for number in ("01", "02"):
        name = NOTEBOOKS[number]
        assert "100 of 100 points" in pages["s09-prints-a-lot", name]
        path = graded[0].submitted / "s09-prints-a-lot" / name / f"{name}.ipynb"
        assert path.stat().st_size > 5_000_000
        assert len(pages["s09-prints-a-lot", name]) < 50_000
        graded_path = graded[0].autograded / "s09-prints-a-lot" / name
        assert (graded_path / f"{name}.ipynb").stat().st_size < 200_000


def test_record_is_read_back_as_it_was_written(graded):
    course, records = graded
    for one in records.values():
        path = record.place(course.results, one.student, one.assignment)
        assert record.read(path) == one


REPAIRS = {
    ("s06-checks-deleted", "04"): "The check of model_forward was missing",
    ("s08-broken-file", "02"): "The file is damaged",
    ("s15-cells-out-of-order", "00"): "The answer to descend stood below its check",
    (
        "s15-cells-out-of-order",
        "03",
    ): "cell “def forward_propagation(X, parameters):” had been",
    # Nine checks, and two functions that are given.
    ("s15-cells-out-of-order", "04"): "known by what they hold: 11 cells.",
}


@pytest.mark.parametrize(("student", "number"), REPAIRS)
def test_repair_is_in_the_record_and_on_the_page(graded, pages, student, number):
    said = REPAIRS[student, number]
    assert any(said in text for text in graded[1][student, number].repairs)
    assert said in html.unescape(pages[student, NOTEBOOKS[number]])


def test_slip_of_which_the_authors_text_is_gone_is_refused():
    with pytest.raises(ValueError, match="no 'x' in the author's answer"):
        sample_class.slipped("def half(n):", "x", "y")


def expected_numbers(exercise):
    """Return the numbers of the shown probes' results, as a page would write them."""
    rng = np.random.default_rng(0)
    for probe in exercise.probes(rng):
        # Parts that are seen in the result, and not returned, are no number.
        if probe.shown and exercise.observe is None:
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


def test_feedback_tells_no_seed_no_expected_number_and_no_path(graded, pages):
    course, records = graded
    assert len(pages) == len(records)
    for one in records.values():
        text = pages[one.student, one.assignment]
        numbers = {n for e in exercises(one.notebook) for n in expected_numbers(e)}
        seeds = {str(word) for each in one.results for word in each.seed}
        hidden = seeds | numbers | {str(course.root), "/nnlib/", "Traceback"}
        assert [secret for secret in hidden if secret in text] == []


@pytest.fixture(scope="module")
def report_pages(graded):
    """Return the class report, with names and without."""
    paths = [report(graded[0], anonymous=anonymous) for anonymous in (False, True)]
    return [path.read_text(encoding="utf-8") for path in paths]


def test_report_tells_no_seed_no_solution_and_no_path(graded, report_pages):
    course, records = graded
    seeds = {str(w) for one in records.values() for r in one.results for w in r.seed}
    code = {
        line.strip()
        for number in NOTEBOOKS
        for text in sample_class.solutions(
            sample_class.read(course.source, number)
        ).values()
        for line in text.splitlines()
        if line.strip().startswith("return ") and len(line) > 20
    }
    hidden = seeds | code | {str(course.root), course.secret.hex(), "Traceback"}
    for text in map(html.unescape, report_pages):
        assert [secret for secret in hidden if secret in text] == []


def test_report_names_misconceptions_with_count_evidence_and_question(report_pages):
    text = re.sub("</?bdi>", "", html.unescape(report_pages[0]))
    for exercise, (student, diagnosis) in DIAGNOSES.items():
        (known,) = [one for one in get(exercise).variants if one.id == diagnosis]
        assert known.title in text and known.question in text
        assert student in text
    assert '<p class="many">2<small>students</small></p>' in text
    assert "s02-no-mean, s08-broken-file" in text


def test_report_lists_stops_repairs_delegation_and_what_needs_a_look(report_pages):
    text = html.unescape(report_pages[0])
    for said in (
        "optimize: Stopped: no answer after",
        "sigmoid: NameError: name 'Z' is not defined",
        "propagate: It uses nnlib.logistic.propagate",
        "The check of model_forward was missing; it was put back.",
        "The file could not be read as a notebook",
        "“Untitled.ipynb” was taken as 02_logistic_regression_arrays",
    ):
        assert said in text


def test_report_without_names_holds_none_and_no_words_of_students(report_pages):
    named, without = map(html.unescape, report_pages)
    assert "s13-many-slips" in named and "s08-broken-file" in named
    assert [student for student in IDS if student in without] == []
    assert "NameError" in named and "NameError" not in without
    assert "Untitled" not in without


def test_report_counts_every_submission_once(graded, report_pages):
    for number in NOTEBOOKS:
        count = sum(n == number for _, n in graded[1])
        assert f"{count} submissions," in report_pages[0]
    assert f"<dd>{len(graded[1])}</dd>" in report_pages[0]


@pytest.mark.parametrize("student", IDS)
def test_feedback_says_the_words_of_the_record(graded, pages, student):
    for one in graded[1].values():
        if one.student != student:
            continue
        # A line of code is marked as one, within its sentence.
        text = html.unescape(re.sub("</?code>", "", pages[student, one.assignment]))
        text = text.replace("\u00a0", " ")  # what holds equations together
        said = [line for each in one.results for _, line in each.said]
        wanted = [one.problem] if one.problem else [*said, *one.repairs]
        assert [line for line in wanted if line not in text] == []


def test_export_holds_points_and_states_of_the_class(graded, tmp_path):
    course, records = graded
    path = export(course, tmp_path / "scores.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    keys = [(row["student"], row["assignment"][:2]) for row in rows]
    assert keys == sorted(records, key=lambda key: (key[1], key[0]))
    for key, row in zip(keys, rows, strict=True):
        assert float(row["points"]) == records[key].points
        for each in records[key].results:
            assert row[f"{each.exercise} status"] == each.status
            assert float(row[each.exercise]) == each.points


def test_table_fits_the_page_and_has_a_sign_for_every_exercise(graded):
    shown = progress.console(progress.TABLE)
    with shown.capture() as captured:
        records = [one for (_, number), one in graded[1].items() if number == "01"]
        counting = {
            (student, name): history(graded[0].results, student, name)[-1]
            for student, name in ((one.student, one.assignment) for one in records)
        }
        shown.print(*progress.tables(records, counting))
    lines = captured.get().splitlines()
    assert max(map(len, lines)) <= progress.TABLE == 80
    (row,) = [line for line in lines if "s10-half-way" in line]
    assert "✓✗✓○○ ○○○" in row and "   20 │" in row
    assert any("of 100 ┃" in line for line in lines)
