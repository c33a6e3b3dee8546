"""The course file: read in full, and every mistake in it is named."""

import re
from datetime import UTC, datetime

import pytest

from grading.course import FIRST_SETTINGS
from grading.course_file import settings
from grading.course_file.late import LatePolicy
from grading.course_file.settings import NotebookSettings, worth
from grading.errors import CourseError
from grading.released.catalogue import Entry
from tests.cases import every_case

POINTS = {"sigmoid": 5.0, "propagate": 25.0, "accuracy": 5.0}
KNOWN = {
    "01": Entry("01", "01_loops", {"sigmoid": 10.0}),
    "02": Entry("02", "02_arrays", POINTS, ("two_sentences",)),
}


@pytest.fixture
def read(tmp_path):
    """Read a text as a course file."""

    def read(text):
        path = tmp_path / "course.toml"
        path.write_text(text, encoding="utf-8")
        return settings.read(path, KNOWN)

    return read


def test_first_course_file_changes_nothing():
    found = settings.read(FIRST_SETTINGS, KNOWN)
    assert (found.zone, found.late, found.notebooks) == (UTC, LatePolicy(), {})
    assert worth(POINTS, found.of("02")) == POINTS


def test_examples_of_the_first_course_file_are_legal_one_by_one_and_together(read):
    text = FIRST_SETTINGS.read_text(encoding="utf-8")
    used = re.sub(r"^#(?=[a-z\[])", "", text, flags=re.MULTILINE)
    for policy, keys in {"zero": "days", "percent": "percent|floor"}.items():
        others = {"days", "percent", "floor"} - set(keys.split("|"))
        one = re.sub(rf"^({'|'.join(others)}) = .*\n", "", used, flags=re.MULTILINE)
        found = read(one.replace('policy = "none"', f'policy = "{policy}"'))
        assert found.late.policy == policy
    assert found.of("02") == NotebookSettings(
        due=datetime(2026, 11, 30, 23, 59, tzinfo=UTC),
        start=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        total=20.0,
        off=("accuracy",),
        full=("propagate",),
        points={"propagate": 30.0, "two_sentences": 2.0},
    )
    assert not found.look_again


def test_comments_of_the_first_course_file_fit_on_a_screen():
    lines = FIRST_SETTINGS.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 88


def test_due_time_is_read_in_the_zone_of_the_class(read):
    text = 'time_zone = "Europe/Berlin"\n[notebooks.01]\ndue = {}\n'
    expected = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    for due in ("2026-11-30 23:59:00", '"2026-11-30 23:59"', "2026-11-30T22:59:00Z"):
        assert read(text.format(due)).of("01").due == expected


WRONG = {
    "not TOML": ("late", "course.toml is not TOML: "),
    "not TOML, line": ("[late]\npolicy = none", "line 2"),
    "unknown key": ("timezone = 'UTC'", "nothing is called timezone, expected"),
    "close key": ("timezone = 'UTC'", "did you mean time_zone?"),
    "no name": ("course_id = ''", "course_id is '', expected letters, digits and"),
    "name is a path": ("course_id = '../a'", "course_id is '../a', expected letters"),
    "name is a number": ("course_id = 1", "course_id is 1, expected letters"),
    "look_again is text": ("look_again = 'no'", "look_again is 'no', expected true or"),
    "unknown zone": ("time_zone = 'Mars'", "time_zone is 'Mars', expected a time zone"),
    "zone is a number": ("time_zone = 1", "time_zone is 1, expected a time zone"),
    "late is a word": ("late = 'zero'", "late is 'zero', expected a table, [late]"),
    "unknown policy": ("[late]\npolicy='halve'", "policy is 'halve', expected one of"),
    "policy is a list": ("[late]\npolicy=['zero']", "policy is ['zero'], expected"),
    "key in late": ("[late]\npolcy='zero'", "late.polcy, expected one of policy, days"),
    "no percent": ("[late]\npolicy='percent'", "late.percent is missing, expected"),
    "percent of 0": ("[late]\npolicy='percent'\npercent=0", "a number above 0"),
    "percent above": ("[late]\npolicy='percent'\npercent=120", "percent is 120"),
    "percent is text": ("[late]\npolicy='percent'\npercent='10'", "percent is '10'"),
    "percent is true": ("[late]\npolicy='percent'\npercent=true", "percent is True"),
    "percent is nan": ("[late]\npolicy='percent'\npercent=nan", "percent is nan"),
    "negative floor": (
        "[late]\npolicy='percent'\npercent=1\nfloor=-1",
        "late.floor is -1, expected a number from 0 to 100",
    ),
    "negative days": ("[late]\npolicy='zero'\ndays=-1", "late.days is -1"),
    "infinite days": ("[late]\npolicy='zero'\ndays=inf", "late.days is inf"),
    "key of another policy": (
        "[late]\npolicy='none'\npercent=10",
        'late.percent is 10, expected it only where policy = "percent"',
    ),
    "notebooks is a list": ("notebooks = ['02']", "expected a table, [notebooks]"),
    "unknown notebook": ("[notebooks.09]", "notebooks.09 is a table"),
    "notebook without 0": ("[notebooks.2]", "the number of a notebook: 01, 02"),
    "notebook is a number": ("[notebooks]\n02 = 1", "notebooks.02 is 1, expected"),
    "unknown key of a notebook": (
        "[notebooks.02]\ndeu = 1",
        "nothing is called notebooks.02.deu, expected one of due, start, total, off, "
        "full, points (did you mean due?)",
    ),
    "due without time": (
        "[notebooks.02]\ndue = 2026-11-30",
        "notebooks.02.due is 2026-11-30, expected a date with a time, such as",
    ),
    "due without date": ("[notebooks.02]\ndue = 10:00:00", "02.due is 10:00:00"),
    "due is a word": ("[notebooks.02]\ndue = 'Monday'", "due is 'Monday', expected"),
    "due is a number": ("[notebooks.02]\ndue = 3", "due is 3, expected"),
    "total of 0": ("[notebooks.02]\ntotal = 0", "total is 0, expected"),
    "total is text": ("[notebooks.02]\ntotal = '20'", "notebooks.02.total is '20'"),
    "off is a word": ("[notebooks.02]\noff='accuracy'", "expected a list of names"),
    "off is unknown": (
        "[notebooks.02]\noff = ['acuracy']",
        "expected each name to be one of sigmoid, propagate, accuracy, two_sentences "
        "(did you mean accuracy?)",
    ),
    "off holds a list": ("[notebooks.02]\noff = [['accuracy']]", "off is [['acc"),
    "all off": ("[notebooks.01]\noff = ['sigmoid']", "at least one exercise to count"),
    "all that counts off": (
        "[notebooks.02]\noff = ['sigmoid', 'propagate', 'accuracy']",
        "at least one exercise to count",
    ),
    "points of a stranger": (
        "[notebooks.02.points]\npropgate = 3",
        "nothing is called notebooks.02.points.propgate, expected one of",
    ),
    "points of 0": ("[notebooks.02.points]\nsigmoid = 0", "points.sigmoid is 0"),
    "points and off": (
        "[notebooks.02]\noff = ['sigmoid']\npoints = {sigmoid = 3}",
        "notebooks.02.points.sigmoid is 3, expected no points for an exercise that is "
        "also in off",
    ),
}


@every_case("text, said", WRONG.values(), ids=WRONG)
def test_mistake_is_told_with_file_key_what_came_and_what_was_expected(
    read, text, said
):
    with pytest.raises(CourseError) as caught:
        read(text)
    assert said in str(caught.value)
    assert "course.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "course.toml"
    path.write_bytes(b"# Universit\xe4t\n")
    with pytest.raises(CourseError, match=r"course\.toml is not TOML: .*utf-8"):
        settings.read(path, KNOWN)


WORTH = {
    "as usual": ({}, POINTS),
    "switched off": ({"off": ("accuracy",)}, {**POINTS, "accuracy": 0}),
    "more": ({"points": {"propagate": 30}}, {**POINTS, "propagate": 30}),
    "rescaled": ({"total": 7}, {"sigmoid": 1, "propagate": 5, "accuracy": 1}),
    "off and rescaled": (
        {"off": ("accuracy",), "total": 60},
        {"sigmoid": 10, "propagate": 50, "accuracy": 0},
    ),
    "all of it": (
        {"off": ("accuracy",), "points": {"propagate": 15}, "total": 10},
        {"sigmoid": 2.5, "propagate": 7.5, "accuracy": 0},
    ),
}


@pytest.mark.parametrize(("decided", "expected"), WORTH.values(), ids=WORTH)
def test_exercises_count_what_was_decided(decided, expected):
    assert worth(POINTS, NotebookSettings(**decided)) == expected


def test_parts_that_do_not_divide_evenly_still_sum_to_the_total():
    found = worth(dict.fromkeys("abcdefg", 1.0), NotebookSettings(total=10))
    assert sum(found.values()) == pytest.approx(10, abs=1e-7)
