"""Changes by hand are noted by the database itself, whoever makes them."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from grading.grade import grade
from grading.results import by_whom, gradebook

NAME = "07_tiny"
# What formgrader does, in a process that reads the settings of the class.
ELSEWHERE = """
import sys
from pathlib import Path
from traitlets.config import PyFileConfigLoader
import nbgrader.apps
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
root = sys.argv[1]
config = PyFileConfigLoader("nbgrader_config.py", path=root).load_config()
found = CourseDirectory(config=config, root=root)
with Gradebook(found.db_url, found.course_id) as book:
    where = book.find_submission_notebook("07_tiny", "07_tiny", "ada")
    for one in where.comments:
        one.manual_comment = "Well done"
    for one in where.grades:
        one.auto_score, one.extra_credit = 1.0, 0.5 if one.name == "half" else None
    book.db.commit()
"""


@pytest.fixture
def entered_once(room):
    """A class of one, in whose gradebook nothing was given by hand."""
    with gradebook.opened(room.course) as book:
        book.add_student("ada")
        book.add_submission(NAME, "ada")
    return room


def noted(room):
    with gradebook.opened(room.course) as book:
        return [
            (one.person, one.what, one.exercise, one.before, one.after)
            for one in by_whom.noted(book)
        ]


def test_every_change_is_noted_with_who_made_it(entered_once, monkeypatch):
    room, path = entered_once, entered_once.course.gradebook_file
    monkeypatch.setenv("JUPYTERHUB_USER", "o'neill")
    room.by_hand("ada", "half", 3.0)
    room.by_hand("ada", "half", 3.0)
    monkeypatch.setenv("JUPYTERHUB_USER", "bo")
    words = [sys.executable, "-W", "ignore", "-c", ELSEWHERE, str(room.course.root)]
    subprocess.run(words, check=True)
    # Some other program, of which nobody knows anything.
    with closing(sqlite3.connect(path, isolation_level=None)) as book:
        book.execute("UPDATE grade SET manual_score = 4 WHERE manual_score = 3")
    monkeypatch.setenv("JUPYTERHUB_USER", "cy")
    room.decide("[notebooks.07]\ntotal = 30")
    room.hand_in("ada")
    grade(room.course)
    with gradebook.opened(room.course) as book:
        book.remove_submission(NAME, "ada")
    # What is changed in one step is noted in no order.
    assert sorted(noted(room), key=str) == sorted(
        [
            ("o'neill", "points", "half", None, "3.0"),
            ("bo", "extra points", "half", None, "0.5"),
            ("bo", "comment", "double-solution", None, "Well done"),
            ("bo", "comment", "half-solution", None, "Well done"),
            ("unknown", "points", "half", "3.0", "4.0"),
            ("cy", "points", "half", "4.0", "8.0"),
            ("cy", "extra points", "half", "0.5", "1.0"),
            ("cy", "comment", "double-solution", "Well done", None),
            ("cy", "comment", "half-solution", "Well done", None),
            ("cy", "points", "half", "8.0", None),
            ("cy", "extra points", "half", "1.0", None),
        ],
        key=str,
    )


def test_a_gradebook_of_before_notes_from_now_on(entered_once):
    with closing(sqlite3.connect(entered_once.course.gradebook_file)) as book:
        for name in by_whom.triggers("sqlite"):
            book.execute(f"DROP TRIGGER {name}")
        book.execute("DROP TABLE changed_by_hand")
        book.execute("UPDATE grade SET manual_score = 1")
        book.commit()
    entered_once.by_hand("ada", "half", 2.0)
    ((_, *what),) = noted(entered_once)
    assert what == ["points", "half", "1.0", "2.0"]
