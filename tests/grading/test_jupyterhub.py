"""Two courses on a JupyterHub: each sees its own, from release to the page."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from grading.released.marks import grade_id
from grading.sample import sample_class

from .hub import Hub

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="needs Linux"),
    pytest.mark.skipif(
        not hasattr(os, "getuid") or os.getuid() != 0 or not shutil.which("useradd"),
        reason="only root can make accounts",
    ),
]

NAME = "00_slopes_and_graphs"
TEACHES = {"maths-1": "turing", "physics-1": "noether"}


@pytest.fixture(scope="module")
def hub():
    """A hub on loopback with two courses, built and released in their accounts."""
    folder = Path(tempfile.mkdtemp(prefix="nnhub-"))
    folder.chmod(0o755)
    found = Hub(folder)
    try:
        found.install()
        found.make_accounts()
        for course in TEACHES:
            for verb in ("build", "release"):
                words = ("python", "-m", "grading", verb, "--course", course)
                found.as_account(f"grader-{course}", *words)
        found.start()
        for who in ("turing", "noether", "ada", "bo", "cy"):
            found.open_server(who)
        yield found
    finally:
        found.stop()
        found.remove()


def button(hub, course, path):
    """Press a button of formgrader as whoever teaches the course."""
    found = hub.formgrader(TEACHES[course], course, "POST", path)
    assert found.ok, found.text
    assert found.json()["success"], found.json()
    return found.json()


def assignments(hub, who, course):
    """Return what somebody's Assignment List shows of a course."""
    found = hub.server(who, "GET", f"/assignments?course_id={course}").json()
    assert found["success"], found
    return {(one["assignment_id"], one["status"]): one for one in found["value"]}


def acts(hub, who, action, course):
    """Press a button of the Assignment List."""
    asked = {"course_id": course, "assignment_id": NAME}
    found = hub.server(who, "POST", f"/assignments/{action}", json=asked)
    assert found.ok, found.text
    return found.json()


def answer(hub, who, course, solutions):
    """Write all answers into what somebody fetched."""
    path = hub.home(who) / course / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell) != name:
            cell.source = solutions[name]
    nbformat.write(notebook, path)


def test_who_may_open_which_formgrader(hub):
    for course in TEACHES:
        for who in ("turing", "noether", "ada", "cy"):
            found = hub.formgrader(who, course, "GET", "/assignments")
            assert found.status_code == (200 if who == TEACHES[course] else 403), who
    # What the instructor's Course List offers.
    found = hub.server("turing", "GET", "/formgraders").json()
    assert found["success"], found
    courses = {one["course_id"] for one in found["value"] if one["kind"] != "local"}
    assert courses == {"maths-1"}


def test_a_week_in_two_courses(hub, released_course):
    solutions = sample_class.solutions(sample_class.read(released_course.source, "00"))
    for course in TEACHES:
        button(hub, course, f"/assignment/{NAME}/release")
    courses = {
        who: set(hub.server(who, "GET", "/courses").json()["value"])
        for who in ("ada", "bo", "cy")
    }
    both = {*TEACHES}
    assert courses == {"ada": {"maths-1"}, "bo": {"physics-1"}, "cy": both}
    assert assignments(hub, "ada", "physics-1") == {}
    for who, course in (("ada", "maths-1"), ("cy", "maths-1"), ("cy", "physics-1")):
        acts(hub, who, "fetch", course)
        if who == "ada" or course == "physics-1":
            answer(hub, who, course, solutions)
        acts(hub, who, "submit", course)
        assert (NAME, "submitted") in assignments(hub, who, course)
    # What the list does not show cannot be fetched or handed in either.
    acts(hub, "ada", "fetch", "physics-1")
    assert not (hub.home("ada") / "physics-1").exists()
    for course in TEACHES:
        button(hub, course, f"/assignment/{NAME}/collect")
        people = {"maths-1": ("ada", "cy"), "physics-1": ("cy",)}[course]
        place = hub.home(f"grader-{course}") / course
        received = {one.name for one in place.glob("received/*")}
        assert received == {hub.mark + who for who in people}
        for who in people:
            button(hub, course, f"/submission/{NAME}/{hub.mark}{who}/autograde")
        button(hub, course, f"/assignment/{NAME}/generate_feedback")
        button(hub, course, f"/assignment/{NAME}/release_feedback")
    points = {}
    for who, course in (("ada", "maths-1"), ("cy", "maths-1"), ("cy", "physics-1")):
        acts(hub, who, "fetch_feedback", course)
        (page,) = hub.home(who).glob(f"{course}/{NAME}/feedback/*/{NAME}.html")
        text = page.read_text(encoding="utf-8")
        points[who, course] = "100 of 100 points" in text
        assert hub.mark + who in text
    assert points == {
        ("ada", "maths-1"): True,
        ("cy", "maths-1"): False,
        ("cy", "physics-1"): True,
    }


def test_files_of_one_account_are_closed_to_the_others(hub):
    for path in (
        hub.home("grader-maths-1") / "maths-1" / "course.toml",
        hub.home("bo"),
        hub.exchange / "maths-1" / "inbound",
    ):
        does = "__import__('os').listdir" if path.is_dir() else "open"
        read = f"{does}({str(path)!r})"
        with pytest.raises(AssertionError, match="PermissionError"):
            hub.as_account("ada", "python", "-c", read)
