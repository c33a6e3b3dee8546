"""A rehearsal shows what an instructor's settings do, and leaves the class alone."""

from datetime import UTC, datetime, timedelta

import pytest

from grading import cli
from grading.errors import CourseError, UsageError
from grading.rehearsal import rehearse

ROSTER = "id,name\nada,Ada Lovelace\nbob,Bob Byron\ncy,Cy Other\ndan,Dan Last\n"
TERMS = """
[late]
policy = "percent"
percent = 50
[notebooks.07]
due = "{due}"
total = 30
full = ["double"]
"""


@pytest.fixture
def rehearsing(room, authoring, tiny_exercises, monkeypatch):
    """A class whose rehearsal is built of the tiny notebook."""
    from grading import build, rehearsal

    monkeypatch.setattr(
        rehearsal, "build", lambda own: build.build(own, authoring, tiny_exercises)
    )
    room.course.students_file.write_text(ROSTER, encoding="utf-8")
    return room


def everything(course):
    """Return every byte of a class folder, by file."""
    return {one: one.read_bytes() for one in course.root.rglob("*") if one.is_file()}


@pytest.mark.parametrize(
    "days",
    [
        pytest.param(30, id="due will be"),
        pytest.param(-30, id="due was", marks=pytest.mark.long),
    ],
)
def test_own_terms_hold_for_three_invented_hand_ins(rehearsing, days, capsys):
    course = rehearsing.course
    due = datetime.now(UTC) + timedelta(days=days)
    rehearsing.decide(TERMS.format(due=f"{due:%Y-%m-%d %H:%M}"))
    before = everything(course)
    folder = rehearsing.folder / "rehearsal"
    words = ["rehearse", "--course", str(course.root), str(folder)]
    assert cli.main(words) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["ada: 30 of 30", "bob: 10 of 30, 1 day late", "cy: 20 of 30"]
    assert everything(course) == before
    page = folder / "class" / "feedback" / "bob" / "07_tiny" / "07_tiny.html"
    assert "Bob Byron" in page.read_text(encoding="utf-8")
    assert (folder / "scores.csv").is_file()


def test_what_is_wrong_in_the_settings_is_found_before_the_term(rehearsing):
    rehearsing.decide("[late]\npolicy = 'percent'")
    with pytest.raises(CourseError, match=r"late\.percent is missing"):
        rehearse(rehearsing.course, rehearsing.folder / "rehearsal")
    other = rehearsing.folder / "other"
    other.mkdir()
    (other / "thesis.txt").touch()
    with pytest.raises(UsageError, match="holds something else"):
        rehearse(rehearsing.course, other)
