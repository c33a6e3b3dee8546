"""Accommodations: read with suspicion; more time goes by the clock on the wall."""

from datetime import datetime

import pytest

from grading.course_file import accommodated, due, times
from grading.course_file.accommodated import Accommodation, stretched
from grading.course_file.late import LatePolicy
from grading.course_file.settings import NotebookSettings, Settings
from grading.errors import CourseError
from grading.released.catalogue import Entry

KNOWN = {"02": Entry("02", "02_x", {"propagate": 25.0}), "03": Entry("03", "03_x", {})}
HEAD = "student,time,waived\n"


def read(folder, text, encoding="utf-8"):
    path = folder / "accommodations.csv"
    path.write_bytes(text.encode(encoding))
    return accommodated.read(path, KNOWN)


def test_a_spreadsheet_of_any_country_is_read(tmp_path):
    ada = Accommodation("ada", 1.5, ("02/propagate",))
    for text in ("ada,1.5,02/propagate\n", 'ada,"1,5", 02/propagate \n\n'):
        assert read(tmp_path, HEAD + text, "utf-16") == {"ada": ada}
    german = "Student;Time;Waived\nada;1,5;02/propagate\nbo;;\n"
    assert read(tmp_path, german) == {"ada": ada, "bo": Accommodation("bo")}
    assert accommodated.read(tmp_path / "none.csv", KNOWN) == {}


BAD = {
    "no head": ("ada,1.5,\n", "line 1: 'ada,1.5,', expected student,time,waived"),
    "an id that cannot be one": (f"{HEAD}a b,1,\n", "'a b', expected an id"),
    "no number": (f"{HEAD}ada,50%,\n", "line 2: '50%', expected a factor on time"),
    "less time": (f"{HEAD}ada,0.5,\n", "'0.5', expected a factor on time from 1"),
    "too much": (f"{HEAD}ada,nan,\n", "'nan', expected a factor on time from 1 to 10"),
    "an unknown exercise": (f"{HEAD}ada,,02/x\n", "'02/x', expected exercises such"),
    "an unknown notebook": (f"{HEAD}ada,,09/propagate\n", "'09/propagate', expected"),
    "twice": (f"{HEAD}ada,2,\nada,3,\n", "line 3: 'ada', expected one line"),
}


def test_a_line_that_is_wrong_is_named(tmp_path):
    for title, (text, said) in BAD.items():
        with pytest.raises(CourseError) as caught:
            read(tmp_path, text)
        assert "accommodations.csv, line " in str(caught.value), title
        assert said in str(caught.value), title


# Two weeks by the clock of the class end at the time of day at which one week ends.
NIGHTS = {
    "autumn": ("Europe/Berlin", "2026-10-13", "2026-10-20", "2026-10-27"),
    "spring": ("Europe/Berlin", "2026-03-17", "2026-03-24", "2026-03-31"),
    "America, autumn": ("America/New_York", "2026-10-20", "2026-10-27", "2026-11-03"),
    "Australia, spring": ("Australia/Sydney", "2026-09-22", "2026-09-29", "2026-10-06"),
    "half an hour": ("Australia/Lord_Howe", "2026-03-24", "2026-03-31", "2026-04-07"),
}


def test_more_time_ends_at_the_same_time_of_day_whatever_clocks_do():
    for title, (name, *days) in NIGHTS.items():
        zone = times.zone(name)
        start, over, own = (times.read(f"{day} 23:59", zone) for day in days)
        assert stretched(start, over, 2, zone) == own, title


def test_the_later_time_of_two_holds(tmp_path):
    zone = times.zone("Europe/Berlin")
    start, over = (datetime(2026, 10, day, 12, tzinfo=zone) for day in (13, 20))
    settings = Settings(
        zone, LatePolicy(), {"02": NotebookSettings(due=over, start=start)}
    )
    path = tmp_path / "extensions.csv"
    lines = "ada,02,2026-10-22 12:00\nbo,02,2026-10-28 12:00\n"
    path.write_text("student,notebook,due\n" + lines)
    given = [Accommodation(one, 1.5) for one in ("ada", "bo")]
    found = due.read(path, settings, KNOWN).with_time(given, settings)
    own = {who: found.of(who, "02").astimezone(zone) for who in ("ada", "bo", "x")}
    assert {who: f"{one:%d %H:%M}" for who, one in own.items()} == {
        "ada": "24 00:00",
        "bo": "28 12:00",
        "x": "20 12:00",
    }
    early = Settings(zone, LatePolicy(), {"02": NotebookSettings(due=over)})
    with pytest.raises(CourseError, match=r"02\.start is missing, .* ada has 1\.5 "):
        due.read(path, early, KNOWN).with_time(given, early)
