"""Killed at any moment, whichever process: the next run finishes, nothing is lost.

What is left at the end equals what an undisturbed run leaves: records, gradebook and
graded notebooks. What was graded before a kill is not graded again.
"""

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.course import Course
from grading.errors import CourseError
from grading.grade import grade
from tests import other_package

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks for workers in /proc"),
]


def neighbour(name):
    """Import a module that lies beside this one."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class_of_slopes = neighbour("class_of_slopes")
outcome = class_of_slopes.outcome
MOST = len(class_of_slopes.STUDENTS)


@pytest.fixture(scope="module")
def handed_in(released_course, tmp_path_factory):
    """A class that has handed in and is not graded yet. Do not change it."""
    root = tmp_path_factory.mktemp("kills") / "course"
    return class_of_slopes.hand_in(released_course, root)


@pytest.fixture(scope="module")
def undisturbed(handed_in, tmp_path_factory):
    """What one process makes of it in one run."""
    course = copied(handed_in, tmp_path_factory.mktemp("undisturbed") / "course")
    assert grade(course).graded == MOST
    return outcome(course)


@pytest.fixture
def course(handed_in, tmp_path):
    """A copy of the class, to be graded."""
    return copied(handed_in, tmp_path / "course")


def copied(course, root):
    shutil.copytree(course.root, root)
    return Course.open(root)


def workers(pid):
    """List the workers that a process has started, of whatever package."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for one in map(int, children) if b"import serve" in command(one)]


def below(pid):
    """List all that grades or runs student code below a process, whoever started it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    found = [one for child in map(int, children) for one in (child, *below(child))]
    return [one for one in found if b"serve" in command(one)]


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def files(course):
    """Return when each record was written."""
    found = course.results.glob("*/*.json")
    return {path: path.stat().st_mtime_ns for path in found}


def test_worker_that_is_killed_costs_nothing(course, undisturbed):
    killed, seen = [], []

    def kill(record, total):
        seen.append(record.student)
        if len(killed) < 2:
            pid = workers(os.getpid())[0]
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    done = grade(course, workers=2, progress=kill)
    assert len(set(killed)) == 2
    assert (done.graded, len(done.records), done.faults) == (MOST, MOST, [])
    assert sorted(seen) == sorted(class_of_slopes.STUDENTS)
    assert outcome(course) == undisturbed
    assert grade(course, workers=2).graded == 0


def test_stop_by_hand_keeps_what_is_graded_and_leaves_no_process(course, undisturbed):
    def stop(record, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(course, workers=2, progress=stop)
    assert workers(os.getpid()) == []
    ((student, kept),) = class_of_slopes.records(course).items()
    assert kept == undisturbed[0][student]
    entered = class_of_slopes.grades(course)
    assert {who for who, _ in entered} == {student}
    assert grade(course, workers=2).graded == MOST - 1
    assert outcome(course) == undisturbed


def test_second_run_at_once_is_refused_and_changes_nothing(course, undisturbed):
    refused = []

    def second(record, total):
        if not refused:
            with pytest.raises(CourseError, match="is being graded by process") as told:
                grade(course)
            refused.append(told)

    assert grade(course, progress=second).graded == MOST
    assert refused
    assert outcome(course) == undisturbed


def begun(course, workers=2):
    """Start a run of its own."""
    # Where there is a sandbox, the last word changes nothing.
    words = ["grade", "--course", str(course.root), "--jobs", str(workers)]
    words += ["--unsafe-no-sandbox"]
    return subprocess.Popen(
        [sys.executable, "-m", "grading", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def seconds_undisturbed(course):
    start = time.monotonic()
    assert begun(course).wait() == 0
    return time.monotonic() - start


@pytest.fixture(scope="module", params=["installed", "released"])
def by_package(request, handed_in, undisturbed, tmp_path_factory):
    """A class of the installed package, or of another one; and what comes of it."""
    if request.param == "installed":
        return handed_in, undisturbed
    folder = tmp_path_factory.mktemp("released")
    package = other_package.made(folder / "package", other_package.LENIENT)
    course = copied(handed_in, folder / "course")
    other_package.keep(package, course, class_of_slopes.NAME)
    graded = copied(course, folder / "graded")
    assert grade(graded).graded == MOST
    assert outcome(graded) != undisturbed
    return course, outcome(graded)


@pytest.mark.long
@pytest.mark.parametrize("chain", range(5))
def test_run_killed_at_random_moments_ends_like_an_undisturbed_one(
    by_package, tmp_path, chain
):
    handed_in, undisturbed = by_package
    seconds = seconds_undisturbed(copied(handed_in, tmp_path / "timed"))
    moments = random.Random(chain)
    course = copied(handed_in, tmp_path / "course")
    for turn in range(5):
        before = files(course)
        run = begun(course)
        time.sleep(moments.uniform(0.2, 0.9) * seconds)
        victims = below(run.pid) if turn % 2 else []
        os.kill(moments.choice(victims or [run.pid]), signal.SIGKILL)
        if victims:
            # Another takes its place.
            assert run.wait() == 0
            assert outcome(course) == undisturbed
        run.wait()
        after = files(course)
        assert {path: after[path] for path in before} == before
        if len(after) == MOST:
            course = copied(handed_in, tmp_path / f"course{turn}")
    assert begun(course).wait() == 0
    assert outcome(course) == undisturbed
