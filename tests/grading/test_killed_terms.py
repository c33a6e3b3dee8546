"""Killed at random moments of an update, a regrade, a backup and a restore.

Nothing is lost and nothing is half, whatever the moment; the same command, run again,
comes to what an undisturbed run comes to.
"""

import importlib.util
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from grading.backup import backup
from grading.course import Course
from grading.found import record
from grading.grade import grade
from grading.packed import compare, read
from grading.results import standing

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there is no such signal"
)
HERE = Path(__file__).parent
# How often each command is killed: in the gate, and in the long run.
FEW, MANY = 2, 20
TIMES = [FEW, pytest.param(MANY, marks=pytest.mark.long)]
MOST_SECONDS = 0.03


def neighbour(name):
    """Import a module that lies beside this one."""
    path = HERE / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class_of_slopes, killed = neighbour("class_of_slopes"), neighbour("killed")


def run(folder, words, moment=0, seconds=0.0):
    """Run a command; return how many moments it had, and None if it was killed."""
    about = [str(moment), str(seconds), str(folder)]
    done = subprocess.run(
        [sys.executable, str(HERE / "killed.py"), *about, *words],
        capture_output=True,
        text=True,
    )
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return int(done.stderr.rsplit(killed.COUNTED, 1)[1])


def moments(most, times):
    """Draw when a command with so many moments is killed."""
    drawn = random.Random(times)
    for _ in range(times):
        yield (
            drawn.randint(1, most),
            drawn.choice([0.0, drawn.uniform(0, MOST_SECONDS)]),
        )


def files(root, leave=()):
    """Return what lies in a folder: bytes by name."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in leave
    }


# ---- update


@pytest.fixture
def folders(released_course, tmp_path):
    """A student's older notebooks with answers, and newer ones."""
    older, newer = tmp_path / "old", tmp_path / "new"
    for folder in (older, newer):
        folder.mkdir()
    for path in released_course.release.glob("0[01]*/*.ipynb"):
        shutil.copy(path, newer)
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["id"].endswith("-solution"):
                cell["source"] = f"{cell['id'][:-9].strip()} = lambda *a: 'mine'"
        (older / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    return older, newer


@pytest.mark.parametrize("times", TIMES)
def test_update(folders, tmp_path, times):
    older, newer = folders
    before, first = files(older), files(newer)
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(newer, undisturbed)
    words = ["nnlib", "update", str(older)]
    most = run(undisturbed, [*words, str(undisturbed)])
    expected = {name: files(undisturbed)[name] for name in first}
    for moment in moments(most, times):
        run(newer, [*words, str(newer)], *moment)
        assert files(older) == before
        now = files(newer)
        for name in first:
            assert now[name] in (first[name], expected[name])
    run(newer, [*words, str(newer)])
    assert {name: files(newer)[name] for name in first} == expected


# ---- backup and restore


@pytest.fixture
def begun(tmp_path):
    """A class that has begun."""
    root = tmp_path / "begun"
    with tarfile.open(HERE / "begun" / "first.tar.xz") as archive:
        archive.extractall(root, filter="data")
    return Course.open(root)


def book(root):
    """Return all that the gradebook holds."""
    with closing(sqlite3.connect(root / "gradebook.db")) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("times", TIMES)
def test_backup(begun, tmp_path, times):
    safe = tmp_path / "safe"
    target = safe / "class.zip"
    words = ["grading", "backup", "--course", str(begun.root), str(target)]
    before = files(begun.root, {".grading"})
    most = run(tmp_path, words)
    for moment in moments(most, times):
        run(tmp_path, words, *moment)
        compare(read(target))
        assert len(read(target).files) == len(before)
        assert files(begun.root, {".grading"}) == before
    run(tmp_path, words)
    assert [path.name for path in safe.iterdir()] == ["class.zip"]


@pytest.mark.parametrize("times", TIMES)
def test_restore_beside_what_is_there(begun, tmp_path, times):
    archive, root = tmp_path / "class.zip", tmp_path / "place" / "course"
    backup(begun, archive)
    shutil.copytree(begun.root, root)
    (root / "mine.txt").write_text("mine")
    changing = {".grading", "gradebook.db", "mine.txt"}
    expected = files(begun.root, changing)
    words = ["grading", "restore", "--course", str(root), str(archive), "--replace"]
    most = run(root.parent, [*words[:3], f"{root}-2", *words[4:]])
    shutil.rmtree(f"{root}-2")
    for moment in moments(most, times):
        run(root.parent, words, *moment)
        if root.exists():
            assert files(root, changing) == expected
            assert book(root) == book(begun.root)
        assert len(list(root.parent.glob("course*/mine.txt"))) == 1
    run(root.parent, words)
    assert not (root / "mine.txt").exists()
    assert files(root, changing) == expected
    assert book(root) == book(begun.root)
    assert list(root.parent.glob(".*")) == []


# ---- regrade


@pytest.fixture
def graded(released_course, tmp_path):
    """A class that was graded once."""
    course = class_of_slopes.hand_in(released_course, tmp_path / "graded")
    assert grade(course).graded == len(class_of_slopes.STUDENTS)
    return course


def changed(course):
    """Hand in anew for two students, and change what an exercise counts."""
    released = course.release / class_of_slopes.NAME / f"{class_of_slopes.NAME}.ipynb"
    for student in ("ada", "bob"):
        target = course.submitted / student / class_of_slopes.NAME / released.name
        target.write_bytes(released.read_bytes())
    course.settings_file.write_text('[notebooks.00]\nfull = ["fit_line"]\n')
    return course


def history(course):
    """Return what was noted of each student: points and reasons."""
    return {
        student: [
            (one.points, one.why)
            for one in standing.history(course.results, student, class_of_slopes.NAME)
        ]
        for student in class_of_slopes.STUDENTS
    }


@pytest.mark.long
def test_regrade(graded, tmp_path):
    undisturbed = copied(graded, tmp_path / "undisturbed")
    words = ["grading", "grade", "--again", "--jobs", "1", "--unsafe-no-sandbox"]
    most = run(undisturbed.root, [*words, "--course", str(undisturbed.root)])
    course = copied(graded, tmp_path / "course")
    before = {one: place(course, one).read_bytes() for one in class_of_slopes.STUDENTS}
    for moment in moments(most, MANY):
        run(course.root, [*words, "--course", str(course.root)], *moment)
        for student, data in before.items():
            now = record.read(place(course, student))
            kept = list(place(course, student).parent.glob("history/*/*.json"))
            old = record.found(now) == record.found(first(graded, student))
            assert old or data in [path.read_bytes() for path in kept]
            standing.history(course.results, student, class_of_slopes.NAME)
    run(course.root, [*words, "--course", str(course.root)])
    assert class_of_slopes.outcome(course) == class_of_slopes.outcome(undisturbed)
    expected = history(undisturbed)
    assert {who: noted[-1][0] for who, noted in history(course).items()} == {
        who: noted[-1][0] for who, noted in expected.items()
    }


def copied(graded, root):
    """Return a copy of the graded class, of which something has changed."""
    shutil.copytree(graded.root, root)
    return changed(Course.open(root))


def place(course, student):
    """Return where the record of a student lies."""
    return record.place(course.results, student, class_of_slopes.NAME)


def first(course, student):
    """Read the record of a student as it was before."""
    return record.read(place(course, student))
