"""One unit of grading work, by name, and what it comes to: plain data.

A unit needs nothing but the course folder and a few words about itself, and comes to
plain data. So it can be done anywhere, by any process, and again after a kill: it
writes nothing that another unit reads, and a submission counts as graded only when its
caller has written the record.
"""

from dataclasses import dataclass, field, replace

from grading.found import rounds
from grading.found.record import Record
from grading.run.workers import Lost


@dataclass(frozen=True)
class Unit:
    """What is to be done, by name, and what is known of it.

    Parameters
    ----------
    assignment : str
        The assignment's id.
    student : str
        Whose submission; empty for the proof that the grader grades this assignment
        rightly.
    round : int
        The round of hand-ins to which it belongs.
    time : str
        When it was handed in, as records hold it; empty if nobody knows.
    notes : tuple of str
        What was put right about the name of the file when it was collected.
    beyond : tuple of str
        Exercises over which a process has died that looked at what they came to, or
        `mortal.FILE`: they score nothing.
    file : str
        The file to grade; empty for what counts.
    """

    assignment: str
    student: str = ""
    round: int = rounds.FIRST
    time: str = ""
    notes: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    file: str = ""


def without(unit: Unit, lost: Lost) -> Unit | None:
    """Leave out of a submission what a process died of; None where nobody knows."""
    if unit.student and lost.is_own_doing and lost.at not in ("", *unit.beyond):
        return replace(unit, beyond=(*unit.beyond, lost.at))
    return None


@dataclass(frozen=True)
class Graded:
    """What a submission came to.

    Parameters
    ----------
    record : Record
        With scores, not written yet.
    faults : dict of str to str
        Functions where the grader itself failed, with the traceback.
    """

    record: Record
    faults: dict[str, str] = field(default_factory=dict)
