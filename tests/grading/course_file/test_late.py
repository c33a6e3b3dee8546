"""What a late submission loses."""

import pytest

from grading.course_file.late import LatePolicy

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
