"""What several tests need: seeded randomness, and the course built once."""

import io
import shutil
from contextlib import redirect_stdout
from types import SimpleNamespace

import numpy as np
import pytest

from tests import schedule


def pytest_collection_modifyitems(items):
    """Put long tests first and small ones last."""
    items.sort(key=lambda item: schedule.rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give each process whole files, for what their fixtures build."""
    return schedule.scheduler(config, log)


@pytest.fixture
def rng():
    """A generator that gives the same numbers in every run."""
    return np.random.default_rng(2026)


@pytest.fixture(autouse=True)
def numpy_prints_as_before():
    """Undo what a test, or IPython inside it, sets for the printing of arrays."""
    before = np.get_printoptions()
    yield
    np.set_printoptions(**before)


@pytest.fixture(scope="session")
def empty_course(tmp_path_factory):
    """Make an empty course with an empty gradebook: ``empty_course(folder)``.

    A gradebook takes another program and its time: one is made, and copied.
    """
    from grading.course import Course
    from grading.results import gradebook

    first = Course.create(tmp_path_factory.mktemp("gradebook") / "course")
    with gradebook.opened(first):
        pass

    def empty_course(folder):
        course = Course.create(folder)
        shutil.copy(first.gradebook_file, course.gradebook_file)
        return course

    return empty_course


@pytest.fixture(scope="session")
def released(tmp_path_factory, empty_course):
    """The real notebooks, built and released by two commands, and what they said."""
    from grading import cli

    folder = tmp_path_factory.mktemp("released")
    archive, course = folder / "student.zip", empty_course(folder / "course")

    def said(*words):
        with redirect_stdout(io.StringIO()) as out:
            assert cli.main([*words, "--course", str(course.root)]) == 0
        return out.getvalue()

    return SimpleNamespace(
        built=said("build"),
        released=said("release", "--zip", str(archive)),
        course=course,
        archive=archive,
    )


@pytest.fixture(scope="session")
def released_course(released):
    """The real notebooks, built and released in a course folder. Do not change it."""
    return released.course


@pytest.fixture(scope="session")
def tiny_exercises():
    """Stand-ins for the exercises of notebook 07: two functions, 5 and 10 points."""
    return lambda notebook: (
        tiny_exercise(f"{notebook}/half", 5.0),
        tiny_exercise(f"{notebook}/double", 10.0),
    )


def tiny_exercise(name, points):
    """Only what the builder reads of an exercise."""
    return SimpleNamespace(
        id=name,
        name=name.split("/")[1],
        parts={"value": points},
        max_points=points,
        edition=1,
    )
