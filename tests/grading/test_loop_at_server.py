"""A whole class at a PostgreSQL server: two graders, ended connections, kills.

What it comes to equals what the same class comes to with its gradebook in a file.
"""

import contextlib
import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack

import pytest

from grading import cli
from grading.course import Course
from grading.grade import grade
from grading.move_gradebook import move_gradebook
from grading.results import by_whom, gradebook, place
from tests.browser import lab
from tests.waiting import wait_for

from . import class_of_slopes, postgres
from .class_of_slopes import NAME, STUDENTS, grades, outcome

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="grades on Linux"),
]
# Who gives points by hand, to whom, in which exercise, and how many.
BY_HAND = (
    (postgres.ADA, "ada", "squared_loss", 1.0),
    (postgres.BO, "bob", "squared_loss", 2.5),
    (postgres.ADA, "cy", "line_threshold", 3.0),
    (postgres.BO, "dan", "graph_forward", 0.5),
    (postgres.ADA, "eve", "fit_line", 1.5),
    (postgres.BO, "fay", "fit_line", 2.0),
)
EXTENSION = "nbgrader.server_extensions.formgrader"
GOES_ON = "the same command goes on from there"
# How often all connections are ended, of the run and of the graders.
ENDED = 3
KILLS = 20


@pytest.fixture(scope="module")
def handed_in(released_course, tmp_path_factory):
    """A class that has handed in and is not graded yet. Do not change it."""
    root = tmp_path_factory.mktemp("server") / "course"
    return class_of_slopes.hand_in(released_course, root)


@pytest.fixture
def in_file(handed_in, tmp_path):
    """The class, graded without anything that goes wrong."""
    course = copied(handed_in, tmp_path / "file")
    grade(course)
    return course


def copied(course, root):
    shutil.copytree(course.root, root)
    return Course.open(root)


@pytest.fixture
def at_server(handed_in, server, tmp_path, monkeypatch):
    """The class with its gradebook at a server, and the database; both graders."""
    monkeypatch.setenv("PGUSER", postgres.ADA)
    course, database = copied(handed_in, tmp_path / "served"), server.database()
    # Each grader's own account is that of her login: the address names none.
    move_gradebook(course, f"postgresql://127.0.0.1:{server.port}/{database}")
    return course, database


def begun(course):
    """Start a run of its own."""
    words = ["grade", "--course", str(course.root), "--jobs", "2"]
    # Where there is a sandbox, the last word changes nothing.
    words.append("--unsafe-no-sandbox")
    with errors(course).open("w", encoding="utf-8") as told:
        return subprocess.Popen(
            [sys.executable, "-m", "grading", *words],
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )


def errors(course):
    """Return where it is written what the last run has complained of."""
    return course.root.with_name(f"{course.root.name}.errors")


def given(course):
    """Return points by hand by student and exercise."""
    with gradebook.opened(course) as book:
        return {
            (one.student_id, grade.name): (grade.manual_score, grade.needs_manual_grade)
            for one in book.assignment_submissions(NAME)
            for notebook in one.notebooks
            for grade in notebook.grades
            if grade.manual_score is not None
        }


class Formgrader:
    """One grader's formgrader: a real one, in a process of its own.

    Parameters
    ----------
    server : lab.Server
        Where it listens.
    """

    def __init__(self, server):
        self.server = server
        lab_ready(lambda: self.ask("api/status"))

    def ask(self, address, method="GET", content=None):
        """Ask what its pages ask."""
        words = {"Authorization": f"token {self.server.token}"}
        url = f"{self.server.url}formgrader/{address}"
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(url, data, words, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read().decode()

    def give(self, student, name, points):
        """Give points as its page does; tell whether there is something to give to."""
        rows = json.loads(self.ask(f"api/submitted_notebooks/{NAME}/{NAME}"))
        mine = [row["id"] for row in rows if row["student"] == student and row["id"]]
        if not mine:
            return False
        grades = json.loads(self.ask(f"api/grades?submission_id={mine[0]}"))
        (one,) = [grade for grade in grades if grade["name"] == name]
        changed = {**one, "manual_score": points}
        self.ask(f"api/grade/{one['id']}", "PUT", changed)
        return True


def lab_ready(ask):
    """Wait until a server listens."""
    end = time.monotonic() + lab.START_SECONDS
    while time.monotonic() < end:
        try:
            return ask()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("formgrader does not answer")


@pytest.fixture
def formgraders(at_server, tmp_path, monkeypatch):
    """The formgraders of both, by name."""
    course, _ = at_server
    found = {}
    with ExitStack() as stack:
        for name in (postgres.ADA, postgres.BO):
            monkeypatch.setenv("PGUSER", name)
            monkeypatch.setenv("JUPYTERHUB_USER", f"prof-{name}")
            scratch = tmp_path / f"of {name}"
            switched = {"ServerApp": {"jpserver_extensions": {EXTENSION: True}}}
            path = scratch / "config" / "jupyter_server_config.json"
            lab.write_json(path, switched)
            program = "jupyter_server"
            served = stack.enter_context(lab.serving(scratch, course.root, program))
            found[name] = Formgrader(served)
        monkeypatch.setenv("PGUSER", postgres.ADA)
        monkeypatch.delenv("JUPYTERHUB_USER")
        yield found


def test_whole_loop_with_two_graders_and_ended_connections(
    at_server, in_file, formgraders, server, tmp_path
):
    course, database = at_server
    collect_anew(course, tmp_path)
    run = begun(course)
    wait_for(server.locking)
    # Of all programs: the run, its lock, both formgraders.
    assert server.end_connections(database)
    assert run.wait() and GOES_ON in errors(course).read_text()
    run = begun(course)
    for number, (who, *what) in enumerate(BY_HAND):
        # While it grades, both give points to whoever has been graded.
        while not formgraders[who].give(*what):
            if run.poll() is not None:
                assert not run.returncode or GOES_ON in errors(course).read_text()
                run = begun(course)
            time.sleep(0.1)
        if number < ENDED:
            assert server.end_connections(database)
    finish(course, run)
    verb(course, "grade", "--again", "--unsafe-no-sandbox")
    for _, student, name, points in BY_HAND:
        with gradebook.opened(in_file) as book:
            found = book.find_grade(name, NAME, NAME, student)
            found.manual_score, found.needs_manual_grade = points, False
            book.db.commit()
    assert grades(course) == grades(in_file)
    assert given(course) == given(in_file)
    assert len(given(course)) == len(BY_HAND)
    for one in course, in_file:
        verb(one, "feedback")
        verb(one, "export", str(tmp_path / f"{one.root.name}.csv"))
    tables = [tmp_path / f"{one.root.name}.csv" for one in (course, in_file)]
    assert scores(tables[0]) == scores(tables[1])
    with gradebook.opened(course) as book:
        noted = list(by_whom.noted(book))
    said = {(o.account, o.person, o.student, o.exercise, float(o.after)) for o in noted}
    assert said == {(who, f"prof-{who}", *what) for who, *what in BY_HAND}


def finish(course, run):
    """Run the same command until all is graded."""
    for _ in range(3):
        if not run.wait():
            return
        run = begun(course)
    raise AssertionError(errors(course).read_text())


def collect_anew(course, folder):
    """Hand in by the front door what lies where it is graded."""
    for student in STUDENTS:
        source = course.submitted / student / NAME / f"{NAME}.ipynb"
        target = folder / "in" / student / source.name
        target.parent.mkdir(parents=True)
        shutil.move(source, target)
    shutil.rmtree(course.submitted)
    words = ["--at", "2026-01-09 12:00", str(folder / "in")]
    verb(course, "release", "--notebook", "00")
    verb(course, "collect", *words)


def verb(course, name, *words):
    """Run a verb as its command does."""
    assert cli.main([name, "--course", str(course.root), *words]) == 0


def scores(path):
    """Return the rows of a table, without the time at which a file came."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{k: v for k, v in row.items() if "time" not in k} for row in rows]


def test_kills_at_random_moments_lose_nothing(handed_in, at_server, in_file, tmp_path):
    course, _ = at_server
    start = time.monotonic()
    assert begun(copied(handed_in, tmp_path / "timed")).wait() == 0
    seconds = time.monotonic() - start
    moments, by_hand = random.Random(23), {}
    for turn in range(KILLS):
        run = begun(course)
        time.sleep(moments.uniform(0.1, 0.9) * seconds)
        by_hand |= give(course, turn)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        if len(list(course.results.glob("*/*.json"))) == len(STUDENTS):
            shutil.rmtree(course.results)
            shutil.rmtree(course.autograded)
    finish(course, run)
    assert outcome(course) == outcome(in_file)
    assert {key: points for key, (points, _) in given(course).items()} == by_hand


def give(course, turn):
    """Give points to somebody who is in the gradebook, if there is somebody."""
    with gradebook.opened(course) as book:
        there = sorted(one.student_id for one in book.assignment_submissions(NAME))
        if not there:
            return {}
        key = there[turn % len(there)], "squared_loss"
        found = book.find_grade(key[1], NAME, NAME, key[0])
        found.manual_score, found.needs_manual_grade = float(turn % 5), False
        book.db.commit()
        return {key: float(turn % 5)}


def test_move_that_is_killed_is_finished_by_the_same_command(
    in_file, server, tmp_path, monkeypatch
):
    """There and back, killed at moments all over it."""
    monkeypatch.setenv("PGUSER", postgres.ADA)
    with gradebook.opened(in_file) as book:
        book.find_grade("squared_loss", NAME, NAME, "ada").manual_score = 1.5
        book.db.commit()
    expected, moments, stopped = (outcome(in_file), given(in_file)), random.Random(7), 0
    words = [sys.executable, "-m", "grading", "move-gradebook", "--course"]
    timed, seconds = [*words, str(copied(in_file, tmp_path / "timed").root)], []
    for target in (f"postgresql://127.0.0.1:{server.port}/{server.database()}", "file"):
        start = time.monotonic()
        subprocess.run([*timed, target], check=True, capture_output=True)
        seconds.append(time.monotonic() - start)
    for turn in range(5):
        course = copied(in_file, tmp_path / f"moved{turn}")
        address = f"postgresql://127.0.0.1:{server.port}/{server.database()}"
        for target, whole in zip((address, "file"), seconds, strict=True):
            command = [*words, str(course.root), target]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    run.wait(moments.uniform(0.5, 1.0) * whole)
                run.kill()
            stopped += run.returncode < 0
            done = subprocess.run(command, capture_output=True, text=True)
            assert not done.returncode or "already" in done.stderr, done.stderr
            assert place.of(course).is_own == (target == "file")
            assert (outcome(course), given(course)) == expected
            assert course.gradebook_file.exists() == (target == "file")
    assert stopped
