"""Late days that cost nothing are used up in the order of due times."""

from datetime import UTC, datetime, timedelta

import pytest

from grading.course_file import times
from grading.course_file.budget import free_days
from grading.course_file.due import Dues
from grading.course_file.late import LatePolicy
from grading.course_file.terms import Arrival
from grading.released.catalogue import Entry

DAY = timedelta(days=1)
FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)
DUE = {"01": FIRST, "02": FIRST + 7 * DAY, "03": FIRST + 14 * DAY}
KNOWN = {number: Entry(number, f"{number}_x", {"f": 5.0}) for number in DUE}
LATE = LatePolicy("percent", percent=10, budget_days=3, grace_minutes=10)


def handed_in(folder, **days):
    """Write when each notebook of a student came, by days after it was due."""
    for number, late in days.items():
        place = folder / "ada" / f"{number[1:]}_x"
        place.mkdir(parents=True)
        stamp = times.stamp(DUE[number[1:]] + late * DAY)
        (place / times.STAMP).write_text(stamp, encoding="ascii")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"_01": 2, "_02": 2, "_03": 1}, {"01": 2, "02": 1}),
        ({"_03": 9}, {"03": 3}),
        ({"_01": -1, "_02": 0.005, "_03": 0.5}, {"03": 1}),
        ({"_01": 0}, {}),
    ],
)
def test_they_go_to_what_is_due_first(tmp_path, days, expected):
    handed_in(tmp_path, **days)
    found = free_days(tmp_path, KNOWN, Dues(DUE, {}), LATE, UTC)
    assert found == {("ada", number): free for number, free in expected.items()}


def test_an_extension_takes_none_of_them(tmp_path):
    handed_in(tmp_path, _01=2, _02=2)
    longer = Dues(DUE, {("ada", "01"): FIRST + 5 * DAY})
    assert free_days(tmp_path, KNOWN, longer, LATE, UTC) == {("ada", "02"): 2}


def test_only_days_beyond_the_budget_cost_something():
    came = FIRST + 3 * DAY
    costs = [
        Arrival(came, FIRST, FIRST, LATE, UTC, free).penalty(40.0)
        for free in (0, 1, 2, 3)
    ]
    assert costs == [12.0, 8.0, 4.0, 0.0]
