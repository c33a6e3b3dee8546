"""Moments: read as they are written, stored without doubt, shown in a zone."""

from datetime import UTC, datetime, timedelta

import pytest

from grading.course_file import times
from grading.course_file.late import days_late

BERLIN = times.zone("Europe/Berlin")
READ = {
    "no zone of its own": ("2026-11-30 23:59", "2026-11-30 22:59"),
    "summer": ("2026-07-01 12:00", "2026-07-01 10:00"),
    "with T": ("2026-11-30T23:59", "2026-11-30 22:59"),
    "an offset": ("2026-11-30 23:59-05:00", "2026-12-01 04:59"),
    "UTC": ("2026-11-30 23:59Z", "2026-11-30 23:59"),
    "spaces around": ("  2026-11-30 23:59 ", "2026-11-30 22:59"),
}
REFUSED = [
    "",
    "tomorrow",
    "2026-11-30",
    "30.11.2026 23:59",
    "23:59",
    "2026-13-01 10:00",
]


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_time_is_read_in_its_own_zone_or_the_default(text, expected):
    found = times.read(text, BERLIN)
    assert found.tzinfo is UTC
    assert found.strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize("text", REFUSED)
def test_other_texts_are_refused_with_an_example(text):
    with pytest.raises(ValueError, match="with a time, such as 2026-11-30 23:59"):
        times.read(text, UTC)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "/etc/passwd", "../UTC"])
def test_unknown_zone_is_refused(name):
    with pytest.raises(ValueError, match="no zone is called"):
        times.zone(name)


def test_a_day_on_which_the_clocks_change_has_its_true_length():
    before = times.read("2026-10-24 12:00", BERLIN)
    assert times.read("2026-10-25 12:00", BERLIN) - before == timedelta(hours=25)


NIGHTS = {
    "an hour more": ("America/New_York", "2025-11-01 23:59", "2025-11-02 23:59", 1),
    "an hour more, a minute late": (
        "America/New_York",
        "2025-11-01 23:59",
        "2025-11-03 00:00",
        2,
    ),
    "an hour less": ("Europe/Berlin", "2026-03-28 23:59", "2026-03-29 23:59", 1),
    "an hour less, a minute late": (
        "Europe/Berlin",
        "2026-03-28 23:59",
        "2026-03-30 00:00",
        2,
    ),
    "half an hour": ("Australia/Lord_Howe", "2026-04-04 12:00", "2026-04-05 12:00", 1),
    "a clock that is not changed": ("UTC", "2026-03-28 23:59", "2026-03-29 23:59", 1),
    "on time": ("Europe/Berlin", "2026-03-28 23:59", "2026-03-28 23:59", 0),
}


@pytest.mark.parametrize(("name", "due", "came", "days"), NIGHTS.values(), ids=NIGHTS)
def test_day_ends_at_the_same_time_of_the_next_day(name, due, came, days):
    zone = times.zone(name)
    read = [times.read(text, zone) for text in (came, due)]
    assert days_late(times.clock_seconds_late(*read, zone)) == days


def test_hour_that_comes_twice_is_late_the_second_time():
    zone = times.zone("America/New_York")
    due = datetime(2025, 11, 2, 1, 30, tzinfo=zone)
    moments = [one.astimezone(UTC) for one in (due.replace(fold=1), due)]
    assert times.clock_seconds_late(*moments, zone) == 1


def test_stamp_is_what_nbgrader_reads(tmp_path):
    moment = datetime(2026, 11, 30, 22, 59, 1, 500, tzinfo=UTC)
    (tmp_path / times.STAMP).write_text(times.stamp(moment) + "\n")
    assert times.of_submission(tmp_path) == moment


@pytest.mark.parametrize("text", [None, "", "yesterday", "\x00", "2026-99-99"])
def test_time_of_a_submission_that_nobody_can_read_is_unknown(tmp_path, text):
    if text is not None:
        (tmp_path / times.STAMP).write_text(text)
    assert times.of_submission(tmp_path) is None


def test_moment_is_shown_in_the_zone_of_the_class():
    moment = times.read("2026-11-30 22:59Z", UTC)
    assert times.shown(moment, BERLIN) == "2026-11-30 23:59 CET"
