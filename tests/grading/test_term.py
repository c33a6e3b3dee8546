"""Three weeks of a class on each platform, from download to marks and pages again.

The platform's own side says whose each file, mark and page is; ours must agree.
"""

import csv
import random
import re
import shutil
from contextlib import nullcontext
from dataclasses import replace

import nbformat
import pytest

import nnlib.exercises
from grading import grade as grading
from grading.build import build
from grading.collect import AskedError, collect
from grading.course import Course
from grading.enrol import enrol
from grading.export import export
from grading.export_into import export_into
from grading.feedback import feedback
from grading.feedback_archive import feedback_archive
from grading.grade import grade
from grading.release import release
from grading.run import graders
from grading.sandbox.library import student_library

from .conftest import GRADED, TINY
from .sides import SIDES, Sent, people

WEEKS = ("07", "08", "09")
WRONG = "def half(x):\n    return 7 * x"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
# What an answer is, by what it counts.
ANSWERS = {0.0: {"half": WRONG}, 5.0: {"half": HALF}}
ANSWERS[15.0] = {"half": HALF, "double": DOUBLE}


def exercises(number):
    """Return the exercises of the tiny notebook, under another number."""
    return tuple(replace(one, id=f"{number}/{one.name}") for one in GRADED)


@pytest.fixture(scope="module")
def three_weeks_once(tmp_path_factory, empty_course):
    """A course of three tiny notebooks, built and released, and what code may see."""
    folder = tmp_path_factory.mktemp("three")
    texts, library = folder / "texts", folder / "library"
    texts.mkdir()
    library.mkdir()
    course = empty_course(folder / "course")
    with pytest.MonkeyPatch.context() as patch:
        for number in WEEKS:
            text = TINY.replace("# # 07 ·", f"# # {number} ·")
            (texts / f"{number}_tiny.py").write_text(text, encoding="utf-8")
            patch.setitem(nnlib.exercises.NOTEBOOKS, number, exercises(number))
            student_library(library / number, number)
        build(course, texts)
        release(course)
        patch.setattr(grading, "libraries", lambda todo: nullcontext(library))
        patch.setattr(grading, "proofs", lambda todo: [])
        # Another process would not know these notebooks.
        patch.setattr(graders, "COPIES", False)
        yield course


@pytest.fixture
def three_weeks(three_weeks_once, tmp_path):
    """The course of three weeks, in which nobody has handed in."""
    shutil.copytree(three_weeks_once.root, tmp_path / "three")
    return Course.open(tmp_path / "three")


def answered(course, number, points, who, attempt):
    """Return the notebook of somebody as bytes; her sign stands in her answer."""
    path = course.release / f"{number}_tiny" / f"{number}_tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        text = ANSWERS[points].get(cell.id.removesuffix("-solution"))
        if cell.id.endswith("-solution") and text:
            cell.source = f"{text}  # by {who.id}, {attempt}"
    return nbformat.writes(notebook).encode()


def handed_in(course, number, humans, rng):
    """Return what came in a week, in its order, and what counts: attempt and points."""
    sent, truth = [], {}
    for one in humans:
        if rng.random() < 0.1:
            continue
        first = rng.choice([-30.0, -2.0, 1.0])
        for attempt in range(1 + (rng.random() < 0.3)):
            points = rng.choice([*ANSWERS])
            data = answered(course, number, points, one, attempt)
            hours = first + attempt / 2
            sent.append(Sent(one, data, hours, attempt))
            truth[one] = attempt, points
    return sent, truth


def collected(course, side, source, number, truth):
    """Collect a download, answering what is asked; return who was asked."""
    try:
        collect(course, source)
    except AskedError as error:
        assert not error.plan.left_out
        keys = {one.whose.sender.key for one in error.plan.asked}
        asked = {one for one in side.humans if side.pair(one, number) in keys}
        assert len(asked) == len(keys)
        answers = {side.pair(one, number): one.id for one in asked}
        collect(course, source, answers=answers)
        return asked
    return set()


def graded_files(course, name):
    """Return the sign of whom a file is, and its attempt, by the id it lies under."""
    found = {}
    for path in course.submitted.glob(f"*/{name}/{name}.ipynb"):
        (sign,) = set(re.findall(r"# by (\w+), (\d)", path.read_text("utf-8")))
        found[path.parents[1].name] = sign
    return found


def a_week(course, side, number, rng, folder):
    """Let a week pass; the platform's side judges what came of it."""
    name, source = f"{number}_tiny", folder / "download.zip"
    listed = folder / "list.csv"
    listed.write_bytes(side.roster(number))
    enrol(course, listed, notebook=number)
    sent, truth = handed_in(course, number, side.humans, rng)
    source.write_bytes(side.download(number, name, sent))
    asked = collected(course, side, source, number, truth)
    assert asked == {one for one in side.asked if one in truth}
    ids = {one: id_of(course, one) for one in side.humans}
    assert len({*ids.values()}) == len(ids)
    assert graded_files(course, name) == {
        ids[one]: (one.id, str(attempt)) for one, (attempt, _) in truth.items()
    }
    grade(course, notebook=number, again=False)
    marks_go_back(course, side, number, truth, folder)
    pages_go_back(course, side, number, truth, ids, folder)
    return truth


def id_of(course, one):
    """Return the id that the class has for somebody, by what no two share."""
    text = course.students_file.read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(text.splitlines())]
    (found,) = [row["id"] for row in rows if one.id in (row["id"], row["email"][:5])]
    return found


def marks_go_back(course, side, number, truth, folder):
    """Fill the platform's list; its importer must find everybody's points."""
    if not side.takes_marks:
        return
    listed, target = folder / "marks.csv", folder / "filled.csv"
    listed.write_bytes(side.lists(number))
    done = export_into(course, listed, target, number)
    assert done.left_out == []
    expected = {one: points for one, (_, points) in truth.items()}
    assert side.marks(target.read_bytes(), number) == expected
    again = export_into(course, listed, folder / "again.csv", number, changed=True)
    assert again.target is None and again.same == len(truth)


def pages_go_back(course, side, number, truth, ids, folder):
    """Pack the pages; the platform must give each to whom it is about."""
    if not side.takes_pages:
        return
    feedback(course, notebook=number)
    done = feedback_archive(course, number, folder / "pages.zip")
    assert done.left_out == []
    pages = side.pages(done.target.read_bytes(), number)
    assert pages.keys() == truth.keys()
    for one, text in pages.items():
        assert f"({ids[one]})" in text


def a_term(course, kind, count, folder, weeks=WEEKS):
    """Let weeks pass on a platform; then the table of sums must be right."""
    side, rng = kind(people(count)), random.Random(kind.__name__)
    truths = [a_week(course, side, number, rng, folder) for number in weeks]
    target = export(course, folder / "sums.csv", "student")
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert len(rows) == count
    sums = {row["student"]: float(row["points"]) for row in rows}
    assert sums == {
        id_of(course, one): sum(week[one][1] for week in truths if one in week)
        for one in side.humans
    }


def test_everything_reaches_whom_it_is_about(room, tmp_path):
    for kind in SIDES:
        folder = tmp_path / kind.__name__
        shutil.copytree(room.course.root, folder / "class")
        a_term(Course.open(folder / "class"), kind, 3, folder, WEEKS[:1])


@pytest.mark.long
@pytest.mark.parametrize("kind", SIDES, ids=lambda kind: kind.__name__)
def test_everything_of_a_large_class_in_three_weeks_reaches_whom_it_is_about(
    three_weeks, tmp_path, kind
):
    a_term(three_weeks, kind, 60, tmp_path)
