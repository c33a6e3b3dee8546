"""The exchange with accounts of the system: an instructor's and two students'."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from grading.course import CONFIG
from grading.released.marks import grade_id
from grading.sample import sample_class

from .ordinary import given, user

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="needs Linux"),
    pytest.mark.skipif(
        not hasattr(os, "getuid") or os.getuid() != 0 or not shutil.which("useradd"),
        reason="only root can make accounts",
    ),
]

NAME = "00_slopes_and_graphs"
FIRST = 54_400


@pytest.fixture
def accounts():
    """An instructor and two students, each with an account and a closed home."""
    folder = Path(tempfile.mkdtemp(prefix="accounts-"))
    folder.chmod(0o755)
    place = folder / "tmp"
    place.mkdir()
    place.chmod(0o1777)
    names = [f"nn-{os.getpid()}-{one}" for one in ("teacher", "ada", "bo")]
    try:
        found = []
        for number, name in enumerate(names, start=FIRST + os.getpid() % 1000):
            subprocess.run(
                ["useradd", "--no-create-home", "--uid", str(number), name], check=True
            )
            one = user(folder, place, number)
            one.home.chmod(0o700)
            found.append(one)
        yield names, found
    finally:
        for name in names:
            subprocess.run(["userdel", name], capture_output=True)
        shutil.rmtree(folder)


def settled(one, exchange, course_id):
    """Give a student the settings that an instructor tells the class."""
    lines = (
        "c = get_config()",
        f"c.Exchange.root = {str(exchange)!r}",
        f"c.CourseDirectory.course_id = {course_id!r}",
    )
    path = one.home / CONFIG
    path.write_text("\n".join(lines) + "\n")
    given(path, one.number)


def test_whole_path_of_two_students(released_course, accounts):
    names, (teacher, ada, bo) = accounts
    exchange = teacher.home.parent / "exchange"
    root = teacher.home / "class"
    shutil.copytree(released_course.root, root)
    with (root / CONFIG).open("a") as config:
        config.write(f"c.Exchange.root = {str(exchange)!r}\n")
    exchange.mkdir()
    given(exchange, teacher.number)
    exchange.chmod(0o777)
    given(root, teacher.number)
    course_id = "course"  # the folder of the class when it was made
    course = ("--course-dir", str(root), "--config", str(root / CONFIG))

    def nbgrader(who, *words):
        return who.run("-m", "nbgrader", *words)

    nbgrader(teacher, "release_assignment", NAME, *course)
    solutions = sample_class.solutions(sample_class.read(released_course.source, "00"))
    for one, half in ((ada, False), (bo, True)):
        settled(one, exchange, course_id)
        assert NAME in nbgrader(one, "list")
        nbgrader(one, "fetch_assignment", NAME)
        path = one.home / NAME / f"{NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for count, cell in enumerate(notebook.cells):
            name = grade_id(cell).removesuffix("-solution")
            if grade_id(cell) != name and not (half and count % 2):
                cell.source = solutions[name]
        nbformat.write(notebook, path)
        nbgrader(one, "submit", NAME)
    # One student sees nothing of the other.
    other = ada.start("-c", f"open({str(bo.home / NAME / (NAME + '.ipynb'))!r})")
    assert "PermissionError" in other.communicate()[0]
    said = nbgrader(teacher, "collect", NAME, *course)
    assert "Collected 2 submissions" in said
    nbgrader(teacher, "autograde", NAME, *course)
    nbgrader(teacher, "generate_feedback", NAME, *course)
    nbgrader(teacher, "release_feedback", NAME, *course)
    pages = {}
    for one in (ada, bo):
        assert "ready to be fetched" in nbgrader(one, "list", "--cached")
        nbgrader(one, "fetch_feedback", NAME)
        (path,) = one.home.glob(f"{NAME}/feedback/*/{NAME}.html")
        pages[one.number] = path.read_text()
    assert "100 of 100 points" in pages[ada.number]
    assert names[1] in pages[ada.number] and names[1] not in pages[bo.number]
    assert "100 of 100 points" not in pages[bo.number]
