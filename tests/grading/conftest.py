"""A tiny source for notebook 07, and a course made from it."""

import shutil

import pytest

from grading.build import build
from grading.course import Course
from grading.release import release

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


@pytest.fixture(scope="session")
def tiny_course_once(tmp_path_factory, tiny_exercises):
    """A course with the tiny notebook, built and released; copied for each test."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "07_tiny.py").write_text(TINY, encoding="utf-8")
    course = Course.create(folder / "course")
    build(course, folder, tiny_exercises)
    release(course)
    return course


@pytest.fixture
def tiny_course(tiny_course_once, tmp_path):
    """A course with the tiny notebook, built and released, that a test may change."""
    shutil.copytree(tiny_course_once.root, tmp_path / "tiny")
    return Course.open(tmp_path / "tiny")
