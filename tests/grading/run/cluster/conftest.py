"""A small class, and what this machine makes of it: workers must make the same."""

import shutil

import pytest

from grading.course import Course
from grading.grade import grade
from tests.dask_cluster import class_of_slopes


@pytest.fixture(scope="session")
def handed_in(released_course, tmp_path_factory):
    """A class that has handed in and is not graded yet. Do not change it."""
    root = tmp_path_factory.mktemp("cluster") / "course"
    return class_of_slopes.hand_in(released_course, root)


@pytest.fixture
def course(handed_in, tmp_path):
    """A copy of the class, to be graded."""
    return copied(handed_in, tmp_path / "course")


@pytest.fixture(scope="session")
def here(handed_in, tmp_path_factory):
    """What one process of this machine makes of it."""
    course = copied(handed_in, tmp_path_factory.mktemp("here") / "course")
    assert grade(course).graded == len(class_of_slopes.STUDENTS)
    return class_of_slopes.outcome(course)


def copied(course, root):
    shutil.copytree(course.root, root)
    return Course.open(root)
