"""What a late submission loses, by the policy of the class."""

import math
from dataclasses import dataclass
from datetime import timedelta

from grading.course_file.times import SECONDS_PER_DAY

POLICIES = ("none", "zero", "percent")


@dataclass(frozen=True)
class LatePolicy:
    """The policy of a class.

    Parameters
    ----------
    policy : str
        `none`: nothing is lost. `zero`: everything, after `days` days. `percent`:
        `percent` of the score for every day begun.
    days : float
        Days that `zero` lets pass.
    percent, floor : float
        What `percent` takes each day, and what it leaves at least; both of 100.
    grace_minutes : float
        So long after the due time nothing is late; after it, all that has passed is.
    budget_days : int
        So many late days of a student, over all notebooks, cost nothing.
    """

    policy: str = "none"
    days: float = 0.0
    percent: float = 0.0
    floor: float = 0.0
    grace_minutes: float = 0.0
    budget_days: int = 0

    @property
    def grace(self) -> timedelta:
        """How long after the due time nothing is late."""
        return timedelta(minutes=self.grace_minutes)

    def penalty(self, score: float, seconds: float) -> float:
        """Say what a submission loses.

        Parameters
        ----------
        score : float
            What it would count if it were on time.
        seconds : float
            How late it is; zero or less is on time.

        Returns
        -------
        float
            Between 0 and `score`.

        Examples
        --------
        >>> LatePolicy("percent", percent=10, floor=50).penalty(40, 1.5 * 86400)
        8.0
        """
        if seconds <= 0 or score <= 0:
            return 0.0
        if self.policy == "zero":
            return score if seconds > self.days * SECONDS_PER_DAY else 0.0
        if self.policy == "percent":
            most = (100 - self.floor) / 100
            lost = min(self.percent * days_late(seconds) / 100, most)
            return round(score * lost, 9)
        return 0.0


def days_late(seconds: float) -> int:
    """Count the days begun since a submission was due.

    Examples
    --------
    >>> days_late(0), days_late(1), days_late(86400), days_late(86401)
    (0, 1, 1, 2)
    """
    return max(0, math.ceil(seconds / SECONDS_PER_DAY))
