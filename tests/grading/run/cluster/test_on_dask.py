"""A class is graded by the workers of a real scheduler as it is graded here."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from grading.course import Course
from grading.grade import grade
from tests import dask_cluster

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux"),
    pytest.mark.skipif(not dask_cluster.OPENSSL, reason="openssl makes certificates"),
]


def neighbour(path):
    """Import a module that lies elsewhere among the tests."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class_of_slopes = neighbour(Path(__file__).parents[2] / "class_of_slopes.py")
NAME, STUDENTS = class_of_slopes.NAME, class_of_slopes.STUDENTS


@pytest.fixture(scope="module")
def handed_in(released_course, tmp_path_factory):
    """A class that has handed in and is not graded yet. Do not change it."""
    root = tmp_path_factory.mktemp("cluster") / "course"
    return class_of_slopes.hand_in(released_course, root)


@pytest.fixture
def course(handed_in, tmp_path):
    shutil.copytree(handed_in.root, tmp_path / "course")
    return Course.open(tmp_path / "course")


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A scheduler and two workers."""
    with dask_cluster.cluster(tmp_path_factory.mktemp("tls")) as found:
        for name in ("one", "two"):
            found.work(name, "--no-nanny")
        yield found


@pytest.fixture(scope="module")
def here(handed_in, two, tmp_path_factory):
    """What this machine makes of the class, while workers start."""
    root = tmp_path_factory.mktemp("here") / "course"
    shutil.copytree(handed_in.root, root)
    course = Course.open(root)
    assert grade(course).graded == len(STUDENTS)
    return class_of_slopes.outcome(course)


def test_a_class_comes_to_what_it_comes_to_here(course, two, here):
    """One of its students ends every process that runs her code."""
    seen = []
    with two.crew() as crew:
        done = grade(course, crew=crew, progress=lambda one, _: seen.append(one))
        assert len(crew.hands) == 2
        assert all(len(hand.proven) == 1 for hand in crew.hands.values())
    assert (done.graded, done.faults) == (len(STUDENTS), [])
    assert class_of_slopes.outcome(course) == here
    assert len(seen) == len(STUDENTS)
    # Nothing of the run is left with the workers.
    dask_cluster.wait_for(lambda: not left(two.folder))


def left(folder):
    """List what workers still have of a run."""
    return [*folder.glob("*/dask-scratch-space*/worker-*/nnlib-grading-*")]
