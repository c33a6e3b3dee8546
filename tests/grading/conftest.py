"""A tiny source for notebook 07, and a course made from it."""

import shutil
from contextlib import nullcontext

import nbformat
import pytest

import nnlib.exercises
from grading import grade
from grading.build import build
from grading.collect import collect
from grading.course import Course
from grading.found import record
from grading.release import release
from grading.results import gradebook
from grading.run import graders
from grading.sandbox import isolation, proven
from grading.sandbox.library import student_library
from nnlib.check import Exercise, Probe

from . import postgres

TINY_NAME = "07_tiny"
TINY = '''\
# %% [markdown]
# # 07 · A tiny notebook
#
# A formula, $x / 2$, and a list:
#
# - one
# - two

# %%
import math

# %% readonly="data"
X = [1.0, math.e]

# %% [markdown] readonly="rules"
# Do not change this.

# %% solution="half"
def half(x):
    """Return half of x."""
    ### BEGIN SOLUTION
    secret_quotient = x / 2
    return secret_quotient
    ### END SOLUTION


# %% check="half"

# %% solution="double"
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return x + x
    ### END SOLUTION


# %% check="double"

# %% demo
table = [(x, half(x)) for x in X]
table
'''


@pytest.fixture(scope="session", autouse=True)
def graded_all_the_same(tmp_path_factory):
    """Where no sandbox works, what is not about it is tested without.

    What is proven of it is not kept beyond the tests.
    """
    isolation.allow_process()
    cache = tmp_path_factory.mktemp("cache") / "isolation"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proven, "place", lambda: cache)
        yield


@pytest.fixture(scope="session")
def tiny_text():
    """A source in which every role occurs."""
    return TINY


@pytest.fixture
def authoring(tmp_path):
    """A folder with the tiny source in it."""
    folder = tmp_path / "authoring"
    folder.mkdir()
    (folder / "07_tiny.py").write_text(TINY, encoding="utf-8")
    return folder


@pytest.fixture
def course(tmp_path):
    """An empty course."""
    return Course.create(tmp_path / "course")


@pytest.fixture
def entered(tmp_path, empty_course):
    """An empty course with an empty gradebook, that a test may change."""
    return empty_course(tmp_path / "course")


@pytest.fixture(scope="session")
def tiny_course_once(tmp_path_factory, tiny_exercises, empty_course):
    """A course with the tiny notebook, built and released; copied for each test."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "07_tiny.py").write_text(TINY, encoding="utf-8")
    course = empty_course(folder / "course")
    build(course, folder, tiny_exercises)
    release(course)
    return course


@pytest.fixture
def tiny_course(tiny_course_once, tmp_path):
    """A course with the tiny notebook, built and released, that a test may change."""
    shutil.copytree(tiny_course_once.root, tmp_path / "tiny")
    return Course.open(tmp_path / "tiny")


def half(x):
    """Return half of x."""
    return x / 2


def double(x):
    """Return twice x."""
    return 2 * x


def probes(rng):
    """Three numbers."""
    return [Probe((float(x),)) for x in rng.uniform(1, 9, 3)]


def graded(name, reference, points):
    """An exercise that is graded like any other."""
    parts = {"value": points}
    return Exercise(f"07/{name}", parts, reference, returns="value", probes=probes)


@pytest.fixture(scope="session")
def gradable_course_once(tmp_path_factory, empty_course):
    """The tiny notebook with real exercises, built and released; copied for tests."""
    folder = tmp_path_factory.mktemp("gradable")
    (folder / "07_tiny.py").write_text(TINY, encoding="utf-8")
    course = empty_course(folder / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(nnlib.exercises.NOTEBOOKS, "07", GRADED)
        build(course, folder)
        release(course)
    return course


@pytest.fixture
def gradable(gradable_course_once, tmp_path, monkeypatch):
    """A course with the tiny notebook, in which submissions can be graded."""
    monkeypatch.setitem(nnlib.exercises.NOTEBOOKS, "07", GRADED)
    shutil.copytree(gradable_course_once.root, tmp_path / "gradable")
    return Course.open(tmp_path / "gradable")


GRADED = (graded("half", half, 5.0), graded("double", double, 10.0))


class Room:
    """A class that hands in the tiny notebook: what tests of grading need again."""

    def __init__(self, course, folder):
        self.course, self.folder = course, folder

    def notebook(self, **texts):
        """Return the released notebook with texts in its solution cells."""
        path = self.course.release / TINY_NAME / f"{TINY_NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            name = cell.id.removesuffix("-solution")
            if cell.id.endswith("-solution") and name in texts:
                cell.source = texts[name]
        return notebook

    def hand_in(self, student, at=None, **texts):
        """Collect one submission."""
        text = nbformat.writes(self.notebook(**texts))
        return self.hand_in_text(student, text, at)

    def hand_in_text(self, student, text, at=None):
        """Collect whatever a student hands in."""
        path = self.folder / "in" / student / f"{TINY_NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return collect(self.course, path.parents[1], at=at)

    def decide(self, text, extensions=""):
        """Write the course file, and lines of extensions."""
        self.course.settings_file.write_text(text, encoding="utf-8")
        lines = f"student,notebook,due\n{extensions}\n"
        self.course.extensions_file.write_text(lines, encoding="utf-8")

    def by_hand(self, student, name, points):
        """Give points in the gradebook as formgrader does."""
        with gradebook.opened(self.course) as book:
            grade = book.find_grade(name, TINY_NAME, TINY_NAME, student)
            grade.manual_score = points
            book.db.commit()

    def book(self, student):
        """Return each score of a student in the gradebook, with sums and maxima."""
        with gradebook.opened(self.course) as book:
            found = book.find_submission(TINY_NAME, student)
            grades = {
                grade.name: (grade.score, grade.max_score)
                for notebook in found.notebooks
                for grade in notebook.grades
            }
            return grades | {"all": (found.score, found.max_score)}

    def record(self, student):
        """Return the record of a student."""
        return record.read(record.place(self.course.results, student, TINY_NAME))


@pytest.fixture(scope="session")
def tiny_library(tmp_path_factory):
    """A folder with the modules that code of the tiny notebook may see."""
    folder = tmp_path_factory.mktemp("library")
    student_library(folder / "07", "07")
    return folder


@pytest.fixture
def room(gradable, tmp_path, tiny_library, monkeypatch):
    """A class that has not handed in anything yet; its grader is known to be right."""

    monkeypatch.setattr(grade, "libraries", lambda todo: nullcontext(tiny_library))
    monkeypatch.setattr(grade, "proofs", lambda todo: [])
    # Another process would not know notebook 07; a copy of this one would start a warm
    # process of its own for each test.
    monkeypatch.setattr(graders, "COPIES", False)
    monkeypatch.setattr("grading.nbgrader_converters.cores", lambda: 1)
    return Room(gradable, tmp_path)


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server on loopback."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if postgres.programs() is None:
        pytest.skip("there is no PostgreSQL server: apt-get install postgresql")
    with postgres.serving() as found:
        yield found
