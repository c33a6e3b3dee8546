"""A budget of late days: so many of them are free, over all notebooks of a student.

They are used up in the order in which notebooks are due, whatever the order in which
they came, so that a regrade never moves them from one notebook to another.
"""

from datetime import tzinfo
from pathlib import Path

from grading.course_file import times
from grading.course_file.due import Dues
from grading.course_file.late import LatePolicy, days_late
from grading.released.catalogue import Catalogue


def free_days(
    submitted: Path, known: Catalogue, dues: Dues, late: LatePolicy, zone: tzinfo
) -> dict[tuple[str, str], int]:
    """Say how many late days of each submission are free.

    Parameters
    ----------
    submitted : Path
        Where the submissions that count lie, each with the time at which it came.
    known : mapping of str to Entry
        The notebooks.
    dues : Dues
        Due times.
    late : LatePolicy
        With the budget.
    zone : tzinfo
        Where days are counted.

    Returns
    -------
    dict of (str, str) to int
        By student and number of the notebook; who is not there has none.
    """
    if not late.budget_days or not submitted.is_dir():
        return {}
    found: dict[tuple[str, str], int] = {}
    in_order = sorted(dues.regular, key=lambda number: dues.regular[number])
    for student in submitted.iterdir():
        left = late.budget_days
        for number in in_order:
            days = late_by(student, number, known, dues, late, zone)
            if free := min(days, left):
                found[student.name, number] = free
                left -= free
    return found


def late_by(
    student: Path,
    number: str,
    known: Catalogue,
    dues: Dues,
    late: LatePolicy,
    zone: tzinfo,
) -> int:
    """Count the days begun by which a submission is late; 0 without one."""
    came = times.of_submission(student / known[number].name)
    due = dues.of(student.name, number)
    if came is None or due is None or not times.seconds_late(came, due + late.grace):
        return 0
    return days_late(times.clock_seconds_late(came, due, zone))
