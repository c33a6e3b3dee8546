"""A class comes back from its backup as it was, or the backup is refused."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest

from grading import backup as module
from grading import cli
from grading.backup import backup
from grading.course import CHECKOUT, Course
from grading.errors import CourseError
from grading.export import export
from grading.grade import grade
from grading.packed import LIST, read
from grading.restore import restore
from grading.run import lock

HALF = "def half(x):\n    return x / 2"


def files(root):
    """Return what lies in a folder: bytes by name."""
    found = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def scores(course, folder):
    """Return the exported table."""
    return export(course, folder / "scores.csv").read_text(encoding="utf-8")


@pytest.fixture
def there(entered):
    """A class with a few files of every kind."""
    place = entered.received / "ada" / "07_tiny"
    for path, text in (
        (place / "2026-01-01T00-00-00.000000Z.ipynb", "{}"),
        (place / "2026-01-01T00-00-00.000000Z.json", "{}"),
        (entered.results / "ada" / "07_tiny.json", "{}"),
        (entered.results / "ada" / "history" / "07_tiny.json", "{}"),
        (entered.root / "extensions.csv", "student,notebook,due\n"),
        (entered.root / "a name, ü.txt", "x" * 3_000_000),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return entered


def test_a_graded_class_comes_back_with_points_by_hand(room, capsys):
    course, zipped = room.course, room.folder / "safe" / "class.zip"
    room.hand_in("ada", half=HALF)
    room.hand_in("bob")
    grade(course)
    room.by_hand("ada", "double", 7.5)
    before, told = scores(course, room.folder), files(course.root)
    words = ["--course", str(course.root), str(zipped)]
    assert cli.main(["backup", *words]) == 0
    said = capsys.readouterr().out
    assert "2 students, 2 submissions, 2 records, " in said
    shutil.rmtree(course.root)
    assert cli.main(["restore", *words]) == 0
    assert "2 students, 2 submissions, 2 records, " in capsys.readouterr().out
    now = files(course.root)
    changed = {name for name in told if told[name] != now.get(name)}
    assert changed <= {lock.NAME, "gradebook.db"} and set(now) <= set(told)
    assert grade(course).graded == 0
    assert scores(course, room.folder) == before


def test_what_comes_back_is_private_and_keeps_its_times(there, tmp_path):
    made = backup(there, tmp_path / "class.zip")
    assert made.path.stat().st_mode & 0o777 == 0o600
    new = tmp_path / "new" / "class"
    restore(made.path, new)
    for path in (new, *new.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    old = there.extensions_file.stat().st_mtime
    assert (new / "extensions.csv").stat().st_mtime == old
    assert Course.open(new).secret == there.secret


def test_gradebook_is_whole_while_formgrader_has_it_open(there, tmp_path):
    with closing(sqlite3.connect(there.gradebook_file)) as other:
        other.execute("INSERT INTO student (id) VALUES ('kept')")
        other.commit()
        other.execute("INSERT INTO student (id) VALUES ('not committed')")
        made = backup(there, tmp_path / "class.zip")
    restore(made.path, tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / "new" / "gradebook.db")) as book:
        assert book.execute("SELECT id FROM student").fetchall() == [("kept",)]


def test_gradebook_of_a_writer_that_was_killed_is_what_was_committed(there, tmp_path):
    program = (
        "import os, sqlite3, sys\n"
        f"book = sqlite3.connect({str(there.gradebook_file)!r})\n"
        "book.execute('PRAGMA cache_size = 1')\n"
        "for n in range(3000):\n"
        "    book.execute('INSERT INTO student (id) VALUES (?)', (str(n) * 90,))\n"
        f"os.kill(os.getpid(), {signal.SIGKILL:d})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert there.gradebook_file.with_name("gradebook.db-journal").exists()
    made = backup(there, tmp_path / "class.zip")
    restore(made.path, tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / "new" / "gradebook.db")) as book:
        assert book.execute("SELECT count(*) FROM student").fetchone() == (0,)


def test_gradebook_that_stays_locked_is_told_in_one_line(there, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_LOCKED", 0.1)
    with closing(sqlite3.connect(there.gradebook_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CourseError, match="database is locked"):
            backup(there, tmp_path / "class.zip")
    assert list(tmp_path.glob("*class.zip*")) == []


def test_class_that_is_being_graded_is_refused(there, tmp_path):
    with lock.held(there.root):
        with pytest.raises(CourseError, match="is being graded"):
            backup(there, tmp_path / "class.zip")


def test_an_older_backup_stays_until_the_new_one_is_whole(there, tmp_path, monkeypatch):
    target = tmp_path / "class.zip"
    before = backup(there, target).path.read_bytes()
    # The files of this class hold anything.
    monkeypatch.setattr(module, "damaged", lambda course: [])
    monkeypatch.setattr(module, "compare", lambda found: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup(there, target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*class.zip*")] == ["class.zip"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_is_refused_by_name(there, tmp_path, kind):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = there.root / "linked"
    where.symlink_to(elsewhere if kind == "folder" else there.settings_file)
    with pytest.raises(CourseError, match=r"linked is a link"):
        backup(there, tmp_path / "class.zip")


def test_a_backup_inside_the_class_or_the_checkout_is_refused(there, tmp_path):
    with pytest.raises(CourseError, match="inside the class folder"):
        backup(there, there.root / "class.zip")
    made = backup(there, tmp_path / "class.zip")
    with pytest.raises(CourseError, match="inside the checkout"):
        restore(made.path, CHECKOUT / "class")


def test_a_folder_that_holds_something_is_refused_or_kept_beside(there, tmp_path):
    made = backup(there, tmp_path / "class.zip")
    place = tmp_path / "place"
    place.mkdir()
    restore(made.path, place)
    (place / "mine.txt").write_text("mine")
    with pytest.raises(CourseError, match=r"place is not empty; .* --replace"):
        restore(made.path, place)
    assert (place / "mine.txt").read_text() == "mine"
    for _ in range(2):
        restore(made.path, place, replace=True)
    assert not (place / "mine.txt").exists()
    first, second = sorted(tmp_path.glob("place before the restore of *"))
    assert (first / "mine.txt").read_text() == "mine"
    assert second.name.endswith(" (2)")


def rewritten(path, change):
    """Write a backup again with other members: ``change(members)``."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def relisted(members, change):
    """Change the list in a backup."""
    about = json.loads(members[LIST])
    change(about)
    members[LIST] = json.dumps(about)


DAMAGED = {
    "another byte": (
        lambda members: members.update({"extensions.csv": b"student,notebook,dud\n"}),
        "extensions.csv is not what its list says",
    ),
    "a file too few": (
        lambda members: members.pop("secret"),
        "its files are not those of its list",
    ),
    "a file too many": (
        lambda members: members.update({"more": b""}),
        "its files are not those of its list",
    ),
    "no list": (lambda members: members.pop(LIST), "no item named"),
    "other counts": (
        lambda members: relisted(members, lambda one: one["counts"].update(record=7)),
        "its counts are wrong",
    ),
    "newer": (
        lambda members: relisted(members, lambda one: one.update(schema=99)),
        "version 99, and this program knows versions up to 1",
    ),
    "a way out": (
        lambda members: outside(members),
        "its files are not those of its list",
    ),
}


def outside(members):
    """Give a file a name that leads out of the folder."""
    members["../out"] = members.pop("secret")
    relisted(members, lambda one: one["files"].update({"../out": {}}))
    relisted(members, lambda one: one["files"].pop("secret"))


@pytest.mark.parametrize(("change", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_backup_that_was_changed_is_refused_and_nothing_is_left(
    there, tmp_path, change, said
):
    made = backup(there, tmp_path / "class.zip")
    rewritten(made.path, change)
    before = set(tmp_path.iterdir())
    with pytest.raises(CourseError, match=said):
        restore(made.path, tmp_path / "new")
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kept", [0, 100, 0.5, 0.99])
def test_a_backup_that_was_cut_off_is_refused(there, tmp_path, kept):
    made = backup(there, tmp_path / "class.zip")
    data = made.path.read_bytes()
    made.path.write_bytes(data[: int(kept * len(data)) if kept < 1 else kept])
    with pytest.raises(CourseError, match="is no backup of a class, or a damaged one"):
        restore(made.path, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_what_a_kill_has_left_is_removed_by_the_next_run(there, tmp_path):
    target, new = tmp_path / "class.zip", tmp_path / "new"
    (tmp_path / ".class.zip.a1b2c3d4").write_text("half")
    (there.results / "ada" / ".07_tiny.json.a1b2c3d4").write_text("half")
    (tmp_path / ".new.restoring-a1b2c3d4").mkdir()
    made = backup(there, target)
    restore(target, new)
    assert ".07" not in "".join(read(target).files)
    assert made.counts["record"] == 1
    assert {path.name for path in tmp_path.glob(".*")} == set()
