"""A new class has the settings of the old one, and nothing that belongs to a person."""

import tomllib
from datetime import datetime

import pytest

from grading import cli
from grading.course import CONFIG, Course
from grading.errors import CourseError
from grading.new_term import new_term
from grading.results import place

SETTINGS = """\
# our own remark
time_zone = "Europe/Berlin"
[late]
policy = "zero"
[notebooks.02]
due = 2026-11-30 23:59:00  # Monday
start = 2026-11-16 10:00:00
total = 20
off = ["accuracy"]
full = ["propagate"]
[notebooks.03]
due = "2026-12-07 23:59"
[notebooks.04]
due = 2026-12-14T23:59:00+01:00
"""


OF_BEFORE = """\
from grading import nbgrader_engine

c = get_config()
nbgrader_engine.install()
c.CourseDirectory.course_id = "nnlib"
"""


@pytest.fixture
def old(entered):
    """A class of last year."""
    entered.settings_file.write_text(SETTINGS, encoding="utf-8")
    lines = "student,notebook,due\nada,02,2026-12-24 12:00\n"
    entered.extensions_file.write_text(lines, encoding="utf-8")
    (entered.received / "ada").mkdir(parents=True)
    (entered.results / "ada").mkdir(parents=True)
    return entered


def tables(course):
    """Read the course file."""
    return tomllib.loads(course.settings_file.read_text(encoding="utf-8"))


def test_settings_are_taken_over_and_nobody_is(old, tmp_path):
    made = new_term(old, tmp_path / "new")
    found = {path.name for path in made.course.root.iterdir()}
    first = {path.name for path in Course.create(tmp_path / "fresh").root.iterdir()}
    assert found == first
    assert made.course.secret != old.secret
    assert made.course.root.stat().st_mode & 0o777 == 0o700
    assert tables(made.course) == {
        "course_id": "new",
        "time_zone": "Europe/Berlin",
        "late": {"policy": "zero"},
        "notebooks": {"02": {"total": 20, "off": ["accuracy"]}, "03": {}, "04": {}},
    }
    text = made.course.settings_file.read_text(encoding="utf-8")
    assert text.startswith("# our own remark\n")
    assert "#due = 2026-11-30 23:59:00  # Monday" in text
    assert '#full = ["propagate"]' in text


def test_due_times_are_moved_by_days(old, tmp_path):
    found = tables(new_term(old, tmp_path / "new", shift=364).course)["notebooks"]
    assert found["02"]["due"] == datetime(2027, 11, 29, 23, 59)
    assert found["03"]["due"] == "2027-12-06 23:59"
    assert found["04"]["due"].isoformat() == "2027-12-13T23:59:00+01:00"
    text = (tmp_path / "new" / "course.toml").read_text(encoding="utf-8")
    assert "due = 2027-11-29 23:59:00  # Monday" in text


@pytest.mark.parametrize(
    "text",
    [
        "[notebooks]\n02 = {due = 2026-11-30 23:59:00}\n",
        "notebooks.02.due = 2026-11-30 23:59:00\n",
        '[notebooks.02]\nfull = [\n  "propagate",\n]\n',
    ],
)
@pytest.mark.parametrize("shift", [None, 364])
def test_settings_in_a_form_that_is_not_known_are_refused(old, tmp_path, text, shift):
    old.settings_file.write_text(text, encoding="utf-8")
    with pytest.raises(
        CourseError, match="due, start or full of a notebook is written in"
    ):
        new_term(old, tmp_path / "new", shift=shift)
    assert not (tmp_path / "new").exists()


def test_settings_of_nbgrader_are_taken_over(old, tmp_path):
    with (old.root / CONFIG).open("a") as file:
        file.write('c.CourseDirectory.course_id = "mine"\n')
    made = new_term(old, tmp_path / "new")
    assert made.course.config().CourseDirectory.course_id == "mine"
    (note,) = made.notes
    assert "calls the new class 'mine' too" in note


def test_two_terms_have_two_names_in_an_exchange(old, tmp_path):
    """Also where the old class has its name in nbgrader's settings, as it was once."""
    for text in (old.root / CONFIG).read_text(), OF_BEFORE:
        (old.root / CONFIG).write_text(text, encoding="utf-8")
        folder = tmp_path / f"term {len(text)}"
        made = new_term(old, folder)
        assert made.notes == []
        assert made.course.coursedir().course_id == f"term-{len(text)}"


def test_a_gradebook_elsewhere_is_not_shared_with_the_old_class(old, tmp_path):
    with (old.root / CONFIG).open("a") as file:
        file.write('c.CourseDirectory.db_url = "postgresql://server/class"\n')
    made = new_term(old, tmp_path / "new")
    assert place.of(made.course).is_own
    assert "names a gradebook or a folder of its own" in made.notes[0]


def test_a_folder_that_holds_something_is_refused(old, tmp_path):
    with pytest.raises(CourseError, match="is not empty; choose a new folder"):
        new_term(old, old.root)
    # What a kill has left of this command is no hindrance.
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "course.toml").write_text("")
    assert "notebooks" in tables(new_term(old, tmp_path / "new").course)


def test_verb_says_what_comes_next(old, tmp_path, capsys):
    words = ["new-term", str(old.root), str(tmp_path / "new"), "--shift", "364"]
    assert cli.main(words) == 0
    said = capsys.readouterr().out
    assert f"Made {tmp_path / 'new'}, with the settings of {old.root}." in said
    assert f"python -m grading build --course {tmp_path / 'new'}" in said
