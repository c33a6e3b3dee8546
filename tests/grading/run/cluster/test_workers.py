"""Workers that die, are others than they should be, or have nobody to ask."""

import os
import shutil
import subprocess
import sys
import threading
import time

import pytest

from grading.course import Course
from grading.errors import CanaryError, GradingError
from grading.grade import grade
from grading.run.cluster import crew as crews
from tests import dask_cluster, other_package
from tests.dask_cluster import class_of_slopes
from tests.waiting import wait_for

pytestmark = [
    pytest.mark.long,
    *dask_cluster.NEEDED,
]
# What the system of a worker does not give, no level of isolation has.
NO_SANDBOX = """
import importlib.util
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name != "grading.sandbox.isolation":
            return None
        sys.meta_path.remove(self)
        found = importlib.util.find_spec(name)
        load = found.loader.exec_module

        def exec_module(module):
            load(module)
            module.strongest = lambda: module.PROCESS
            module.proven.holds = lambda: False

        found.loader.exec_module = exec_module
        return found

sys.meta_path.insert(0, Finder())
"""
# As where the course was not installed.
NO_COURSE = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "grading":
            raise ModuleNotFoundError("No module named 'grading'")

sys.meta_path.insert(0, Finder())
"""
NAME, STUDENTS = class_of_slopes.NAME, class_of_slopes.STUDENTS


@pytest.fixture
def cluster(tmp_path):
    """A scheduler without workers."""
    folder = tmp_path / "tls"
    folder.mkdir()
    with dask_cluster.cluster(folder) as found:
        yield found


def killed(crew, student, workers, times):
    """Kill each worker that is at a student's submission, so many times."""
    dead = []

    def hunt():
        while len(dead) < times:
            for hand in list(crew.hands.values()):
                at = [unit.student for unit in hand.given()[:1]]
                if at == [student] and hand.address not in dead:
                    there = crew.client.scheduler_info()["workers"][hand.address]
                    workers[there["name"]].kill()
                    dead.append(hand.address)
            time.sleep(0.002)

    thread = threading.Thread(target=hunt, daemon=True)
    thread.start()
    return dead


def test_a_unit_over_which_two_workers_die_is_given_up_and_all_else_is_graded(
    course, cluster, here
):
    names = ("one", "two", "three")
    workers = {name: cluster.work(name, "--no-nanny") for name in names}
    with cluster.crew() as crew:
        dead = killed(crew, "bob", workers, 2)
        done = grade(course, crew=crew)
    assert len(dead) == 2
    ((student, number, names),) = done.faults
    assert (student, number, len(names)) == ("bob", "00", 9)
    assert "two workers were lost" in course.fault_log.read_text(encoding="utf-8")
    records = class_of_slopes.records(course)
    for one in {*STUDENTS} - {"bob"}:
        assert records[one] == here[0][one]
    cluster.work("four", "--no-nanny")
    with cluster.crew() as crew:
        assert grade(course, crew=crew).graded == 1
    assert class_of_slopes.outcome(course) == here


def test_a_worker_that_dies_costs_time_only_and_its_nanny_starts_another(
    course, cluster, here
):
    cluster.work("one", "--nanny")
    with cluster.crew() as crew:
        workers = {"one": Worker(crew)}
        dead = killed(crew, "cy", workers, 1)
        done = grade(course, crew=crew)
    assert (len(dead), done.faults) == (1, [])
    assert class_of_slopes.outcome(course) == here


class Worker:
    """The process below a nanny."""

    def __init__(self, crew):
        self.crew = crew

    def kill(self):
        (address,) = self.crew.hands
        try:
            self.crew.client.run(os._exit, 9, workers=[address])
        except Exception:
            pass


def test_a_worker_with_another_package_is_left_out_and_the_others_grade(
    course, cluster, here, tmp_path
):
    other = other_package.made(tmp_path / "other", other_package.LENIENT)
    env = {**os.environ, "PYTHONPATH": str(other)}
    cluster.work("other", "--no-nanny", env=env)
    cluster.work("one", "--no-nanny")
    with cluster.crew() as crew:
        done = grade(course, crew=crew)
        (said,) = crew.notes
    assert "grades nothing: it has nnlib 0.1.0 (" in said
    assert done.graded == len(STUDENTS)
    assert class_of_slopes.outcome(course) == here


def test_the_package_that_a_class_was_released_with_travels_and_decides(
    course, cluster, tmp_path
):
    """By that one every loss is right, whatever a student answers."""
    lenient = other_package.made(tmp_path / "lenient", other_package.LENIENT)
    other_package.keep(lenient, course, NAME)
    shutil.copytree(course.root, tmp_path / "alone")
    alone = Course.open(tmp_path / "alone")
    grade(alone)
    cluster.work("one", "--no-nanny")
    with cluster.crew() as crew:
        done = grade(course, crew=crew)
    assert done.graded == len(STUDENTS)
    assert class_of_slopes.records(course)["bob"]["points"] == 100
    assert class_of_slopes.outcome(course) == class_of_slopes.outcome(alone)


def test_where_all_workers_are_others_nothing_is_graded(
    course, cluster, tmp_path, monkeypatch
):
    monkeypatch.setattr(crews, "REFUSED_PATIENCE", 0)
    other = other_package.made(tmp_path / "other", other_package.LENIENT)
    cluster.work("other", env={**os.environ, "PYTHONPATH": str(other)})
    with cluster.crew() as crew:
        with pytest.raises(GradingError, match=r"no worker of .* it has nnlib 0\.1\.0"):
            grade(course, crew=crew)
    assert not course.results.exists()


def test_a_worker_without_a_sandbox_is_refused_as_it_would_be_here(
    course, cluster, tmp_path, monkeypatch
):
    monkeypatch.setattr(crews.Afar, "parcel", safe(crews.Afar.parcel))
    env = begun_with(tmp_path / "site", NO_SANDBOX)
    cluster.work("bare", "--no-nanny", env=env)
    with cluster.crew() as crew:
        with pytest.raises(CanaryError, match=r"cannot be kept apart on this .*tls://"):
            grade(course, crew=crew)
    assert not course.results.exists()


def begun_with(folder, text):
    """Return the environment of a Python that begins with a text."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(text)
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_where_the_course_is_not_installed_that_is_said(
    course, cluster, tmp_path, monkeypatch
):
    monkeypatch.setattr(crews, "REFUSED_PATIENCE", 0)
    without = begun_with(tmp_path / "site", NO_COURSE)
    cluster.work("bare", "--no-nanny", env=without)
    with cluster.crew() as crew:
        with pytest.raises(GradingError, match="course is not installed there"):
            grade(course, crew=crew)
    other = other_package.made(tmp_path / "other", other_package.LENIENT)
    for name, env, said in (
        ("bare", without, r"not installed where it runs \(No module named 'grading'"),
        (
            "another",
            {**os.environ, "PYTHONPATH": str(other)},
            r"it has nnlib 0\.1\.0 \(",
        ),
    ):
        folder = tmp_path / name
        folder.mkdir()
        with dask_cluster.cluster(folder, env=env) as found:
            with pytest.raises(GradingError, match=f"can pass nothing on: .*{said}"):
                with found.crew():
                    pass


def safe(parcel):
    """Say what is said where nobody has told to go on without a sandbox."""
    from dataclasses import replace

    def told(self, unit):
        found, shared = parcel(self, unit)
        return replace(found, unsafe=False), shared

    return told


def test_when_the_scheduler_goes_what_was_graded_is_kept_and_the_next_run_goes_on(
    course, cluster, here, tmp_path
):
    cluster.work("one", "--no-nanny")
    seen = []

    def progress(record, total):
        seen.append(record.student)
        if len(seen) == 2:
            cluster.processes[0].kill()

    with pytest.raises(GradingError, match=r"does not answer any more .*same command"):
        with cluster.crew() as crew:
            grade(course, crew=crew, progress=progress)
    kept = len(class_of_slopes.records(course))
    assert kept >= 2
    assert grade(course).graded == len(STUDENTS) - kept
    assert class_of_slopes.outcome(course) == here


def test_when_the_command_is_killed_nothing_of_it_stays_with_the_workers(
    course, cluster, here
):
    cluster.work("one", "--no-nanny")
    command = [sys.executable, "-m", "grading", "grade", "--course", str(course.root)]
    words = f"--scheduler={cluster.address}", *cluster.tls
    run = subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL)
    wait_for(lambda: [*course.results.glob("*/*.json")])
    assert cluster.left()
    run.kill()
    run.wait()
    wait_for(lambda: not cluster.left())
    with cluster.crew() as crew:
        assert 0 < grade(course, crew=crew).graded < len(STUDENTS)
    assert class_of_slopes.outcome(course) == here
