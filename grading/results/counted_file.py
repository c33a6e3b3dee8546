"""Which of the files that a student has handed in was graded, in words for her page."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.found.record import Record
from grading.handed_in import delivery
from grading.handed_in.delivery import Delivery
from grading.state_file import DamagedFileError

ONE = "“{name}”, handed in {when}."
OF = "“{name}”, handed in {when}: file {place} of {all}."


def counted_file(course: Course, record: Record, terms: Terms) -> str:
    """Say which file was graded.

    Parameters
    ----------
    course : Course
        The class.
    record : Record
        What was found in it.
    terms : Terms
        The clock of the class.

    Returns
    -------
    str
        Name, time and place among the files; empty if nobody knows.
    """
    try:
        found = delivery.deliveries(course, record.student, record.assignment)
    except DamagedFileError:
        return ""  # the next grade sets it aside, and says so
    chosen = graded(found, record)
    if chosen is None:
        return ""
    # By the name that she knows, without the folders of a platform.
    name = PurePosixPath(chosen.name).name
    about = {"name": name, "when": terms.shown(chosen.time)}
    if len(found) == 1:
        return ONE.format(**about)
    return OF.format(**about, place=found.index(chosen) + 1, all=len(found))


def graded(found: Sequence[Delivery], record: Record) -> Delivery | None:
    """Return the file of which a record tells; of equal ones that of its time."""
    same = [one for one in found if one.sha256 == record.submitted["sha256"]]
    when = times.parsed(str(record.submitted["time"]))
    return next((one for one in same if one.time == when), same[-1] if same else None)
