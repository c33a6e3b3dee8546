"""A file that breaks off is named with its student by every step, and what to do."""

import nbformat
import pytest

from grading import cli
from grading.report import report
from grading.roster import students
from grading.roster.students import Person, Roster

from .conftest import TINY_NAME
from .read_page import Page

HALF = "def half(x):\n    return x / 2"
CUT = "breaks off or is damaged at line"


@pytest.fixture
def damaged(room):
    """Ada's file breaks off before `double`, and Bo's is no notebook; Cy's is whole."""
    people = [Person(one, f"{one.title()} Oak") for one in ("ada", "bo", "cy")]
    students.write(room.course.students_file, Roster(tuple(people)))
    text = nbformat.writes(room.notebook(half=HALF))
    texts = {"ada": text[: text.index("def double(")], "bo": "no notebook", "cy": text}
    for student, text in texts.items():
        path = room.folder / "in" / student / f"{TINY_NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return room


def test_it_is_named_before_it_is_taken_and_when_it_is(damaged, capsys):
    source = str(damaged.folder / "in")
    words = ["collect", "--course", str(damaged.course.root), source]
    for more in (["--dry-run"], []):
        assert cli.main([*words, *more]) == 0
        said = " ".join(capsys.readouterr().out.split())
        why = f"“{TINY_NAME}.ipynb”: The file is damaged (the text {CUT}"
        assert f"note: ada: {why}" in said and "ask for it again" in said
        assert "note: bo: " in said and "could not be read as a notebook" in said
        assert "note: cy" not in said
        assert said.count("_tiny.ipynb damaged") == (2 if more else 0)


def test_grade_and_report_name_student_file_and_remedy(damaged, capsys):
    course = damaged.course
    for words in (["collect", str(damaged.folder / "in")], ["grade", "--jobs", "1"]):
        assert cli.main([*words, "--course", str(course.root)]) == 0
    out = capsys.readouterr().out
    told = [one for one in out.splitlines() if one.startswith("Needs a look: ")]
    assert [one.split(", ")[0] for one in told] == [
        "Needs a look: ada (Ada Oak)",
        "Needs a look: bo (Bo Oak)",
    ]
    for student, one in zip(("ada", "bo"), told, strict=True):
        assert f"submitted/{student}/{TINY_NAME}/{TINY_NAME}.ipynb. Ask for it" in one
    assert CUT in told[0] and "lost with it: double." in told[0]
    page = Page(report(course).read_text(encoding="utf-8"))
    assert [(row[0], row[2]) for row in page.rows("look")] == [
        (one.split(": ")[1].split(",")[0], one.split("07: ")[1]) for one in told
    ]
    assert page.figures["need a look"] == "2"
