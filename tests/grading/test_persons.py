"""What is stored about one student is given out whole, and goes without a trace."""

import json
import sqlite3
import zipfile

import pytest

from grading import cli
from grading.errors import UsageError
from grading.export import export
from grading.feedback import feedback
from grading.grade import grade
from grading.persons import about, forget, stored
from grading.report import report
from grading.results import gradebook

ROSTER = """\
id,name,email,section,group,canvas
ada77,Ada Lovelace,ada@x.edu,7b,red,20511
ada,Ada Other,other@x.edu,7b,red,20512
bob,Bob Byron,bob@x.edu,7c,,20999
"""
MATCHES = """\
platform,scope,key,name,student,by
canvas,,20511,lovelaceada,ada77,you
moodle,07,88,Team red,ada77 ada,you
"""
HALF = "def half(x):\n    return x / 2"


@pytest.fixture
def graded(room):
    """A class of three with all that a term leaves."""
    course = room.course
    course.students_file.write_text(ROSTER, encoding="utf-8")
    course.matches_file.write_text(MATCHES, encoding="utf-8")
    spared = "student,time,waived\nada77,,07/double\nbob,,\n"
    course.accommodations_file.write_text(spared, encoding="utf-8")
    for student in ("ada77", "ada", "bob"):
        room.hand_in(student, half=HALF)
    room.decide(
        "[notebooks.07]\ndue = 2026-01-10 12:00:00",
        "ada77,07,2026-12-24 12:00\nbob,07,2026-12-24 12:00",
    )
    grade(course)
    room.by_hand("ada77", "double", 3.0)
    feedback(course)
    report(course)
    note = {"schema": 1, "07 · list · column": {"ada77": "8", "bob": "5"}}
    (course.root / "exported.json").write_text(json.dumps(note))
    return room


def everything(course):
    """Return every byte of a class folder, by file."""
    return {one: one.read_bytes() for one in course.root.rglob("*") if one.is_file()}


def test_nothing_of_a_forgotten_student_is_left(graded, capsys):
    course = graded.course
    before = everything(course)
    words = ["forget", "--course", str(course.root), "ada77"]
    assert cli.main([*words, "--dry-run"]) == 0
    assert everything(course) == before
    said = capsys.readouterr().out
    assert "accommodations.csv: 1 line" in said
    for place in ("received/ada77", "results/ada77", "feedback/ada77", "students.csv"):
        assert str(course.root / place) in said
    assert cli.main(words) == 0
    assert "backups of the class folder" in capsys.readouterr().out
    for path, data in everything(course).items():
        for word in (b"ada77", b"Lovelace", b"ada@x.edu", b"lovelaceada"):
            assert word not in data, path
    with pytest.raises(UsageError, match="nothing is stored of a student 'ada77'"):
        stored(course, "ada77")


def test_everybody_else_stays_as_she_was(graded):
    course = graded.course
    export(course, graded.folder / "before.csv")
    forget(course, "ada77")
    assert course.students_file.read_text(encoding="utf-8").splitlines() == [
        line for line in ROSTER.splitlines() if "ada77" not in line
    ]
    assert "moodle,07,88,Team red,ada,you" in course.matches_file.read_text()
    assert json.loads((course.root / "exported.json").read_text()) == {
        "schema": 1,
        "07 · list · column": {"bob": "5"},
    }
    export(course, graded.folder / "after.csv")
    rows = (graded.folder / "before.csv").read_text().splitlines()
    kept = [row for row in rows if ",ada77," not in row]
    assert (graded.folder / "after.csv").read_text().splitlines() == kept
    assert grade(course).graded == 0
    with sqlite3.connect(course.gradebook_file) as book:
        (fault,) = book.execute("pragma integrity_check").fetchone()
    assert fault == "ok"
    with gradebook.opened(course) as book:
        assert sorted(one.id for one in book.students) == ["ada", "bob"]


def test_all_that_is_stored_comes_in_one_file(graded):
    target = graded.folder / "ada77.zip"
    about(graded.course, "ada77", target)
    assert target.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(target) as pack:
        names = pack.namelist()
        book = json.loads(pack.read("gradebook.json"))
        lines = pack.read("students.csv").decode().splitlines()
        for name in names:
            assert b"bob" not in pack.read(name), name
    assert book["07_tiny"]["points"] == {"half": 5.0, "double": 3.0}
    assert lines == ROSTER.splitlines()[:2]
    places = {name.split("/")[0] for name in names}
    assert {"received", "submitted", "results", "feedback", "extensions.csv"} <= places


def test_a_name_that_is_the_id_of_another_stays(graded):
    course = graded.course
    same = "cy,bob Cypher,cy@x.edu,bob,bob,20600\n"
    course.students_file.write_text(ROSTER + same, encoding="utf-8")
    kept = {"kept": {"07_tiny/half": {"bob": {"manual_score": 0.5}, "ada": {}}}}
    note = course.root / "by_hand.json"
    note.write_text(json.dumps({"schema": 1, **kept}))
    found = about(course, "bob", graded.folder / "bob.zip")
    assert found.tables[course.students_file] == ["bob,Bob Byron,bob@x.edu,7c,,20999"]
    with zipfile.ZipFile(graded.folder / "bob.zip") as pack:
        hers = json.loads(pack.read("by_hand.json"))
    assert hers == {"07_tiny/half": {"manual_score": 0.5}}
    forget(course, "bob")
    text = course.students_file.read_text(encoding="utf-8")
    assert text.endswith(same) and "Byron" not in text
    assert "bob" not in note.read_text() and "ada" in note.read_text()


def test_what_a_kill_left_in_the_gradebook_goes_too(graded):
    course = graded.course
    with gradebook.opened(course) as book:
        book.remove_student("ada77")
    forget(course, "ada77")
    assert b"ada77" not in course.gradebook_file.read_bytes()


def test_nobody_is_forgotten_by_a_slip_of_the_pen(graded):
    before = everything(graded.course)
    with pytest.raises(UsageError, match="did you mean ada77"):
        forget(graded.course, "ada7")
    for word in ("07_tiny", "Byron", "7b", "red"):
        with pytest.raises(UsageError, match="nothing is stored of a student"):
            forget(graded.course, word)
    assert everything(graded.course) == before


def test_names_stand_on_page_and_report_and_in_no_anonymous_one(graded):
    course = graded.course
    page = course.feedback / "ada77" / "07_tiny" / "07_tiny.html"
    assert "<bdi>Ada Lovelace</bdi> (ada77)" in page.read_text(encoding="utf-8")
    graded.hand_in_text("bob", "no notebook")
    grade(course)
    text = report(course).read_text(encoding="utf-8")
    assert "<bdi>bob (Bob Byron)</bdi>" in text
    text = report(course, anonymous=True).read_text(encoding="utf-8")
    assert not any(word in text for word in ("Byron", "Lovelace", "bob", "ada77"))
