"""What a late submission loses."""

from datetime import UTC, datetime, timedelta

import pytest

from grading.course_file.late import LatePolicy
from grading.course_file.terms import Arrival

DAY = 86400.0
HALF = LatePolicy("percent", percent=10, floor=50)
CASES = {
    "on time": (HALF, 0, 0),
    "a second": (HALF, 1, 4),
    "a day": (HALF, DAY, 4),
    "a day and a second": (HALF, DAY + 1, 8),
    "down to the floor": (HALF, 100 * DAY, 20),
    "no floor": (LatePolicy("percent", percent=30), 9 * DAY, 40),
    "none": (LatePolicy("none"), 9 * DAY, 0),
    "zero at once": (LatePolicy("zero"), 1, 40),
    "zero after days": (LatePolicy("zero", days=2), 2 * DAY, 0),
    "zero after more days": (LatePolicy("zero", days=2), 2 * DAY + 1, 40),
}


@pytest.mark.parametrize(("policy", "seconds", "lost"), CASES.values(), ids=CASES)
def test_penalty_follows_the_policy(policy, seconds, lost):
    assert policy.penalty(40.0, seconds) == lost


@pytest.mark.parametrize("policy", [HALF, LatePolicy("zero")])
def test_nothing_is_taken_from_nothing(policy):
    assert policy.penalty(0.0, 9 * DAY) == 0


@pytest.mark.parametrize(
    ("minutes", "seconds", "days"),
    [(0, 0, 0), (5, 0, 0), (5.5, 330, 1), (1440, 86400, 1)],
)
def test_nothing_is_late_within_the_grace_and_all_of_the_time_after_it(
    minutes, seconds, days
):
    policy = LatePolicy("percent", percent=10, grace_minutes=5)
    due = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    came = Arrival(due + timedelta(minutes=minutes), due, due, policy)
    assert (came.seconds_late, came.days_late) == (seconds, days)
    assert came.penalty(40) == 4.0 * days
