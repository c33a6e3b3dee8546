"""nbgrader's gradebook: made whole or not at all."""

import os
import sqlite3
import subprocess
import sysconfig
from contextlib import closing

import pytest
from sqlalchemy.exc import OperationalError

from grading.errors import CourseError
from grading.results import engine, gradebook


def run_sql(path, *lines):
    with closing(sqlite3.connect(path)) as connection:
        for line in lines:
            connection.execute(line)
        connection.commit()


def test_gradebook_is_made_and_keeps_what_is_written(course):
    with gradebook.opened(course) as book:
        book.add_student("ada")
    with gradebook.opened(course) as book:
        assert [student.id for student in book.students] == ["ada"]
    assert course.gradebook_file.is_file()


def test_alembic_is_found_without_an_activated_environment(course, monkeypatch):
    monkeypatch.setenv("PATH", os.defpath)
    with gradebook.opened(course):
        pass
    assert os.environ["PATH"] == os.defpath


def test_environment_comes_first_on_path_and_goes_again(monkeypatch):
    monkeypatch.setenv("PATH", "elsewhere")
    with engine.environment_on_path():
        first, rest = os.environ["PATH"].split(os.pathsep)
    assert (first, rest) == (sysconfig.get_path("scripts"), "elsewhere")
    assert os.environ["PATH"] == "elsewhere"


def test_nothing_is_left_when_the_stamp_cannot_be_made(course, monkeypatch):
    def fail(*args, **options):
        raise FileNotFoundError(2, "No such file or directory", "alembic")

    monkeypatch.setattr(subprocess, "check_output", fail)
    with pytest.raises(CourseError, match=r"nothing was kept: .*alembic"):
        with gradebook.opened(course):
            pass
    assert not list(course.root.glob("gradebook*"))


def test_a_half_made_gradebook_is_removed_and_the_next_call_works(course):
    run_sql(course.gradebook_file, "CREATE TABLE assignment (id)")
    with pytest.raises(CourseError, match=r"half made .* run the command again"):
        with gradebook.opened(course):
            pass
    with gradebook.opened(course) as book:
        assert book.students == []


def test_a_gradebook_with_assignments_is_never_removed(course):
    path = course.gradebook_file
    run_sql(path, "CREATE TABLE assignment (id)", "INSERT INTO assignment VALUES ('a')")
    gradebook.ensure(path, "nnlib")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM assignment").fetchall() == [("a",)]


def test_a_damaged_gradebook_is_named_and_kept(course):
    course.gradebook_file.write_bytes(b"this is not a database, " * 100)
    with pytest.raises(CourseError, match=r"gradebook\.db is not a gradebook"):
        with gradebook.opened(course):
            pass
    assert course.gradebook_file.read_bytes().startswith(b"this is not")


def test_locked_gradebook_is_told_in_one_line_and_kept(entered, monkeypatch):
    with gradebook.opened(entered) as book:
        book.add_student("ada")
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: real(path, timeout=0))
    with closing(real(entered.gradebook_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CourseError, match="is locked; what it held before is kept"):
            with gradebook.opened(entered):
                pass
    with gradebook.opened(entered) as book:
        assert [student.id for student in book.students] == ["ada"]


def direct(book, error):
    raise error


def through_nbgrader(book, error):
    def fail():
        raise error

    book.db.commit = fail
    book.add_student("bob")


@pytest.mark.parametrize("fails", [direct, through_nbgrader])
def test_gradebook_that_cannot_be_written_is_told_in_one_line(entered, fails):
    reason = sqlite3.OperationalError("database or disk is full")
    with pytest.raises(CourseError) as caught:
        with gradebook.opened(entered) as book:
            fails(book, OperationalError("INSERT", {}, reason))
    said = str(caught.value)
    assert "database or disk is full" in said
    assert f"{entered.gradebook_file} could not be read or written" in said
    assert "\n" not in said
