"""Formgrader in a real server: its pages show our results, its button is ours."""

import html
import json
import re
import shutil
import time
import urllib.error
import urllib.request

import pytest

from grading.collect import collect
from grading.course import Course
from grading.found import shelf
from grading.sample import sample_class, work
from grading.sample.changes import index_of
from tests.browser import lab

NUMBER, STUDENT = "02", "one-student"
NAME = work.NOTEBOOKS[NUMBER]
EXTENSION = "nbgrader.server_extensions.formgrader"
WRONG = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
ANSWER_SECONDS = 120


@pytest.fixture(scope="module")
def course(released_course, tmp_path_factory):
    """Return a course in which one student has handed in one wrong function."""
    folder = tmp_path_factory.mktemp("formgrader")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    notebook = sample_class.read(course.release, NUMBER)
    notebook.cells[index_of(notebook, "sigmoid-solution")].source = WRONG
    lab.write_json(folder / "in" / STUDENT / f"{NAME}.ipynb", notebook)
    collect(course, folder / "in")
    return course


@pytest.fixture(scope="module")
def ask(course, tmp_path_factory):
    """Ask the server of the class: ``ask(address, method) -> text``."""
    scratch = tmp_path_factory.mktemp("server")
    switched = {"ServerApp": {"jpserver_extensions": {EXTENSION: True}}}
    lab.write_json(scratch / "config" / "jupyter_server_config.json", switched)
    with lab.serving(scratch, course.root, "jupyter_server") as server:
        yield asking(server)


def asking(server):
    """Return what asks a server, and waits until it listens."""

    def ask(address, method="GET"):
        words = {"Authorization": f"token {server.token}"}
        url = f"{server.url}formgrader/{address}"
        request = urllib.request.Request(url, method=method, headers=words)
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return answer.read().decode()

    end = time.monotonic() + lab.START_SECONDS
    while time.monotonic() < end:
        try:
            ask("api/status")
            break
        except urllib.error.URLError:
            time.sleep(0.05)
    return ask


@pytest.fixture(scope="module")
def pressed(ask):
    """Press the button that grades, and return what comes."""
    return json.loads(ask(f"api/submission/{NAME}/{STUDENT}/autograde", "POST"))


def test_button_grades_with_our_engine(pressed, course):
    assert pressed["success"], pressed
    assert f"notebook {NUMBER}: graded 1" in pressed["log"]
    (one,) = shelf.records(course.results)
    assert one.student == STUDENT
    assert one.results[0].status == "failed"


def test_score_that_it_shows_is_that_of_the_record(ask, pressed, course):
    (one,) = shelf.records(course.results)
    shown = json.loads(ask(f"api/submission/{NAME}/{STUDENT}"))
    assert (shown["score"], shown["max_score"]) == (one.points, 100)
    assert shown["autograded"] and not shown["needs_manual_grade"]


def test_page_of_a_submission_shows_our_verdict_below_the_check(ask, pressed, course):
    (row,) = json.loads(ask(f"api/submitted_notebooks/{NAME}/{NAME}"))
    page = words_of(ask(f"submissions/{row['id']}/"))
    (one,) = shelf.records(course.results)
    said = [one.results[0].title, *(text for _, text in one.results[0].said)]
    assert [text for text in said if words_of(text) not in page] == []


def words_of(page):
    """Return what a page says, without its tags."""
    return "".join(html.unescape(re.sub("<[^>]*>", "", page)).split())


@pytest.mark.parametrize(
    "address",
    ["manage_assignments", f"manage_submissions/{NAME}", f"gradebook/{NAME}/{NAME}"],
)
def test_its_other_pages_open(ask, pressed, address):
    assert "nbgrader" in ask(address)
