"""A class that an older edition has begun goes on: no score moves, new work counts.

What is continued was made by the editions themselves; `begun/make.py` tells how.
"""

import json
import shutil
import tarfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from grading.collect import collect
from grading.course import Course
from grading.feedback import feedback
from grading.found import record, rounds
from grading.grade import grade
from grading.results import gradebook

ARCHIVES = sorted((Path(__file__).parent / "begun").glob("*.tar.xz"))
FIRST, SECOND = "01_logistic_regression_loops", "02_logistic_regression_arrays"
NOT_KEPT = "released before the package was kept with the class"
AS_RELEASED = "as released; installed is"
# A tenth of the score for a day.
BY_HAND, PENALTY = 2.5, 9.0


@pytest.fixture(scope="module", params=ARCHIVES, ids=lambda path: path.name)
def begun(request, tmp_path_factory):
    """A class that goes on with one hand-in more, and how it was before."""
    root = tmp_path_factory.mktemp("begun") / "course"
    with tarfile.open(request.param) as archive:
        archive.extractall(root, filter="data")
    before = {path: path.read_bytes() for path in root.glob("results/*/*.json")}
    course, kept = Course.open(root), (root / "editions").is_dir()
    handed_in = root.parent / "in" / "eve" / f"{FIRST}.ipynb"
    handed_in.parent.mkdir(parents=True)
    shutil.copy(root / "submitted" / "ada" / FIRST / f"{FIRST}.ipynb", handed_in)
    collect(course, handed_in.parents[1])
    return SimpleNamespace(course=course, before=before, kept=kept, done=grade(course))


def found(course, student, name):
    """Return the record of a student."""
    return record.read(record.place(course.results, student, name))


def told(results):
    """Return of each result what a student was told, counts, and was tried with."""
    keys = ("exercise", "status", "points", "score", "diagnosis", "said", "seed")
    return [[result[key] for key in keys] for result in results]


def test_an_archive_is_small_and_tells_nothing_of_its_machine():
    assert len(ARCHIVES) >= 2
    for path in ARCHIVES:
        assert path.stat().st_size < 1_000_000
        with tarfile.open(path) as archive:
            for one in archive.getmembers():
                if not one.name.endswith(".whl"):
                    assert b"/tmp/" not in archive.extractfile(one).read(), one.name


def test_only_new_work_is_graded_by_the_editions_it_was_handed_out_with(begun):
    course = begun.course
    waiting = [] if begun.kept else [SECOND]
    assert [name for name, _ in begun.done.unfit] == waiting
    count = 2 - len(waiting)
    assert (begun.done.graded, len(begun.done.records)) == (count, 4 + count)
    assert begun.done.faults == []
    closed, note = begun.done.notes
    assert "was open to everybody on this machine; no longer" in closed
    assert (AS_RELEASED if begun.kept else NOT_KEPT) in note
    for student, name in (("eve", FIRST), ("ada", SECOND))[:count]:
        new = found(course, student, name)
        assert (new.score, new.max_score) == (100.0, 100.0)
        assert {one.status for one in new.results} == {"passed"}
        if begun.kept:
            assert (new.points, set(new.editions.values())) == (100.0, {1})
            assert new.remarks == []
        else:
            (remark,) = new.remarks
            assert "another edition" in remark and "gradient_step and train" in remark


def test_where_no_package_was_kept_what_is_no_exercise_any_more_waits(begun):
    course = begun.course
    for name, said in begun.done.unfit:
        assert not any(name in note for note in begun.done.notes)
        assert f"{name} was released with initialize_with_zeros, which" in said
        assert "install the version that it was released with" in said
        assert record.last(course.results, "ada", name) is None
        assert (course.submitted / "ada" / name / f"{name}.ipynb").is_file()
    assert bool(begun.done.unfit) is not begun.kept


def test_what_was_graded_keeps_points_words_and_seeds(begun):
    assert len(begun.before) == 4
    for path, data in begun.before.items():
        plain = json.loads(data)
        now = record.read(path)
        assert told(plain["results"]) == told(map(vars, now.results))
        assert now.graded == plain["graded"]


def test_points_by_hand_and_late_penalties_stand(begun):
    with gradebook.opened(begun.course) as book:
        grades = book.find_grade("sigmoid", FIRST, FIRST, "bob")
        assert (grades.manual_score, grades.score) == (BY_HAND, BY_HAND)
        late = book.find_submission(FIRST, "cy").notebooks[0]
        assert late.late_submission_penalty == PENALTY
        scores = {one["student"]: one["score"] for one in book.submission_dicts(FIRST)}
    assert scores["bob"] == 92.5 and scores["dan"] == 100.0


def test_a_new_hand_in_meets_draws_of_which_no_page_has_told(begun):
    course = begun.course
    ended = rounds.Rounds.of(course).now(FIRST)
    new = found(course, "eve", FIRST).results
    assert {one.round for one in new} == {ended}
    drawn = {tuple(one.seed) for one in new}
    old = {tuple(one.seed) for one in found(course, "ada", FIRST).results}
    assert len(drawn) == len(old) == len(new) and not drawn & old


@pytest.mark.long
def test_graded_again_it_comes_to_the_same_and_the_older_record_is_kept(begun):
    course = begun.course
    before = {path: record.read(path) for path in begun.before}
    assert grade(course, notebook="01", again=True).graded == 5
    for path, old in before.items():
        now = record.read(path)
        assert [one.score for one in now.results] == [one.score for one in old.results]
        if begun.kept:  # another package has points of its own, which count as before
            assert [one.points for one in now.results] == [
                one.points for one in old.results
            ]
        assert [one.seed for one in now.results] == [one.seed for one in old.results]
        assert [one.round for one in now.results] == [one.round for one in old.results]
        if json.loads(begun.before[path])["schema"] < record.FORM.version:
            (copy,) = path.parent.glob(f"{path.name}.version-*")
            assert copy.read_bytes() == begun.before[path]
    (page,) = feedback(course, student="bob")
    assert "2.5 of 10, by hand" in page.read_text(encoding="utf-8")
