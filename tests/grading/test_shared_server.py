"""A server with many users: each grades for herself, and nobody stops another."""

import os
import shutil
import sys

import pytest

from grading.found import shelf
from grading.run import workplace
from grading.sandbox import isolation

from .ordinary import given, users

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

NAME = "02_logistic_regression_arrays"
WORKPLACE = """
import os, pathlib
from grading.run.workplace import workplace
with workplace() as one:
    print(one, oct(os.stat(one).st_mode & 0o777))
print(sorted(path.name for path in pathlib.Path(os.environ["TMPDIR"]).iterdir()))
"""
TRIED_AND_LEFT = """
import os, signal, sys
from grading.run.workplace import workplace
from grading.sandbox import isolation
if not os.fork():
    with workplace():
        isolation.tried(isolation.LANDLOCK)
        open(os.path.join(__import__("tempfile").mkdtemp(), "x"), "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
os.wait()
assert os.listdir(os.environ["TMPDIR"])
with workplace():
    pass
"""
TRIED = """
from grading.sandbox import isolation
for level in isolation.LEVELS:
    for one in isolation.tried(level):
        print(level, one.held, one.tried)
print(isolation.failures())
"""


def leftover(place, name, owner, mode=0o700):
    """Leave a folder as a killed run does; nobody holds its lock."""
    path = place / name
    path.mkdir()
    (path / ".grading").write_text("1", encoding="ascii")
    given(path, owner)
    path.chmod(mode)
    return path


@pytest.fixture
def three():
    """Ada, Bob and Eve; only root can start processes of several users."""
    if os.getuid():
        pytest.skip("only root can start processes of several users")
    with users(3) as found:
        yield found


def test_closed_folder_of_another_user_stops_nobody_and_stays(three):
    ada, bob, _ = three
    leftover(ada.place, "nnlib-grading-of-bob", bob.number)
    leftover(ada.place, "nnlib-grading-open", bob.number, mode=0o777)
    leftover(ada.place, "nnlib-grading-of-ada", ada.number)
    (ada.place / "nnlib-grading-link").symlink_to(ada.home)
    first, second = ada.run("-c", WORKPLACE).splitlines()
    assert first.startswith(str(ada.place / "nnlib-grading-")) and "0o700" in first
    assert second == str(
        ["nnlib-grading-link", "nnlib-grading-of-bob", "nnlib-grading-open"]
    )


def test_nothing_is_left_among_temporary_files(three):
    ada, _, _ = three
    print(ada.run("-c", TRIED_AND_LEFT))
    assert list(ada.place.iterdir()) == []


def test_run_that_begins_is_never_taken_for_one_that_was_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(workplace.tempfile, "tempdir", str(tmp_path))
    real = workplace.lock.taken

    def taken(file):
        # Another run looks about, right before this one has its lock.
        with monkeypatch.context() as patch:
            patch.setattr(workplace.lock, "taken", real)
            workplace.sweep(tmp_path)
        return real(file)

    monkeypatch.setattr(workplace.lock, "taken", taken)
    with workplace.workplace() as one:
        workplace.sweep(tmp_path)
        assert (one / workplace.lock.NAME).is_file()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_every_level_of_isolation_holds_for_an_ordinary_user():
    with users(1) as (ada,):
        said = ada.run("-c", TRIED)
    print(said)
    strong = [one for one in isolation.LEVELS if one != isolation.PROCESS]
    for level in strong:
        if isolation.tried(level) and level not in isolation.failures():
            lines = [line for line in said.splitlines() if line.startswith(f"{level} ")]
            assert lines and all(" True " in line for line in lines), said


@pytest.mark.long
def test_two_users_grade_at_once_and_a_third_has_closed_folders(released_course, three):
    ada, bob, eve = three
    leftover(ada.place, "nnlib-grading-of-eve", eve.number)
    leftover(ada.place, "nnlib-grading-too", eve.number, mode=0o000)
    started = []
    for one, jobs in ((ada, "1"), (bob, "2")):
        course = class_of(one, released_course)
        words = ("grade", "--course", str(course), "--jobs", jobs)
        started.append((one.start("-m", "grading", *words), course))
    for process, course in started:
        said, _ = process.communicate()
        assert process.returncode == 0, said
        found = shelf.records(course / "results")
        assert {each.student: each.points for each in found} == {"cy": 100, "dan": 0}
    names = sorted(path.name for path in ada.place.iterdir())
    assert names == ["nnlib-grading-of-eve", "nnlib-grading-too"]


def class_of(user, released):
    """Let a user have a class of her own, in which two have handed in."""
    course, handed_in = user.home / "class", user.home / "in"
    shutil.copytree(released.root, course)
    for student, stage in (("cy", released.source), ("dan", released.release)):
        (handed_in / student).mkdir(parents=True)
        shutil.copy(stage / NAME / f"{NAME}.ipynb", handed_in / student)
    for folder in (course, handed_in):
        given(folder, user.number)
    user.run("-m", "grading", "collect", "--course", str(course), str(handed_in))
    return course


AT_LEVEL = """
import sys
from grading import cli
from grading.sandbox import isolation, proven
from grading.sandbox.warm import StartError
real, wanted = isolation.refuse_hopeless, sys.argv[1]
def refuse_hopeless(one):
    if one != wanted:
        raise StartError("not in this test")
    real(one)
isolation.refuse_hopeless = refuse_hopeless
proven.holds = lambda: False
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.mark.long
@pytest.mark.parametrize("level", isolation.LEVELS)
def test_demo_of_an_ordinary_user_comes_to_every_score(level):
    unsafe = ["--unsafe-no-sandbox"] * (level == isolation.PROCESS)
    if not unsafe and (not isolation.tried(level) or level in isolation.failures()):
        pytest.skip(f"this machine does not have the level {level}")
    with users(1) as (ada,):
        said = ada.run("-c", AT_LEVEL, level, "demo", "demo", *unsafe)
        assert "Every score is as it should be." in said
        found = list(shelf.records(ada.home / "demo" / "course" / "results"))
        assert found and {one.isolation for one in found} == {level}
        assert list(ada.place.iterdir()) == []
