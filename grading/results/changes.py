"""What has changed in what a submission counts, in words for whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from grading.found.record import number
from grading.results import standing
from grading.results.moved import same
from grading.results.standing import Standing, what_moved

# A history speaks to whoever teaches, a page to a student.
TO_STUDENTS = {
    standing.HANDED_IN: "you handed in again",
    standing.EDITION: "an exercise has a new edition",
    standing.SETTING: "the course counts it otherwise",
    standing.BY_HAND: "points were given by hand",
    standing.ASKED: "it was graded again",
    standing.ADJUSTED: "a mistake counts otherwise, for all who made it",
    standing.WAIVED: "you are spared other exercises",
    standing.LATE: "what it loses by being late",
}


@dataclass(frozen=True)
class Change:
    """One change of what a submission counts.

    Parameters
    ----------
    when : str
        The day.
    before, now : str
        The points, with full marks where these have changed as well.
    why, what : str
        What moved them, and which exercises from what to what.
    """

    when: str
    before: str
    now: str
    why: str
    what: str


def changes(noted: Sequence[Standing], now: Standing) -> list[Change]:
    """List the changes of what a submission counts, the last one first.

    Parameters
    ----------
    noted : sequence of Standing
        What was noted, oldest first.
    now : Standing
        What it counts now, whether that was noted or not.

    Returns
    -------
    list of Change
        Without those that left every score as it was.
    """
    if noted and not now.counts_like(noted[-1]):
        seen = {"graded": noted[-1].graded, "editions": noted[-1].editions}
        why = standing.reasons(noted[-1], now, seen)
        noted = [*noted, replace(now, why=why)]
    return [change(*pair) for pair in reversed([*pairwise(noted)]) if moves(*pair)]


def moves(before: Standing, now: Standing) -> bool:
    """Tell whether a student can see that something has changed."""
    return bool(what_moved(before, now)) or not same(before.points, now.points)


def change(before: Standing, now: Standing) -> Change:
    """Say what has changed between two standings."""
    ends = [number(before.points), number(now.points)]
    if not same(before.max_points, now.max_points):
        most = before.max_points, now.max_points
        ends = [f"{a} of {number(b)}" for a, b in zip(ends, most, strict=True)]
    why = "; ".join(TO_STUDENTS.get(one, one) for one in now.why)
    return Change(now.when[:10], *ends, why, what_moved(before, now))
