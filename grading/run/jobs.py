"""Which submissions there are to grade, and which of them were graded before."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grading import errors
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import GradingError, UsageError
from grading.found import provenance, record
from grading.found.record import Record
from grading.handed_in import delivery
from grading.released.assignment import Assignment
from grading.sandbox import isolation
from grading.submitted import submission


@dataclass(frozen=True)
class Job:
    """One submission to be graded.

    Parameters
    ----------
    assignment : Assignment
        What it is graded against.
    path : Path
        submitted/<student>/<assignment>/<assignment>.ipynb.
    results : Path
        The folder of all records.
    """

    assignment: Assignment
    path: Path
    results: Path

    @property
    def student(self) -> str:
        """Who handed it in."""
        return self.path.parents[1].name

    @property
    def record(self) -> Path:
        """Where its record lies, or will lie."""
        return record.place(self.results, self.student, self.assignment.name)

    @property
    def before(self) -> Record | None:
        """What was found last, read now: a class is too large to be kept in memory."""
        return record.read(self.record) if self.record.is_file() else None

    def is_current(self) -> bool:
        """Tell whether to grade it again would find the same."""
        before = self.before
        if before is None:
            return False
        sha256 = submission.hash_of(self.path)
        return provenance.is_current(
            before, sha256, self.assignment.sha256, isolation.level()
        )

    def hindrance(self) -> str:
        """Say why one exercise cannot be graded by itself; empty if it can."""
        before = self.before
        if before is None:
            return errors.NEVER_GRADED
        same = before.submitted["sha256"] == submission.hash_of(self.path)
        return "" if same else errors.HANDED_IN_SINCE


def jobs(
    course: Course, holding: Terms, chosen: Sequence[Assignment], student: str | None
) -> list[Job]:
    """List the submissions of some assignments.

    Parameters
    ----------
    course : Course
        The class. Where the due time has changed, another delivery may count now.
    holding : Terms
        Due times.
    chosen : sequence of Assignment
        The assignments.
    student : str, optional
        The only student.

    Returns
    -------
    list of Job
        By assignment and student.

    Raises
    ------
    UsageError
        If nobody of this name has handed in.
    GradingError
        If nobody has handed in.
    """
    names = {one.name for one in chosen}
    for who, name in delivery.everyone(course):
        if name in names:
            delivery.put_forward(course, holding, who, name)
    found = [
        Job(one, path, course.results)
        for one in chosen
        for path in submitted(course, one)
    ]
    if not found:
        raise GradingError(errors.NO_COLLECTED.format(submitted=course.submitted))
    return found if student is None else of_student(found, student)


def submitted(course: Course, one: Assignment) -> list[Path]:
    """List the submissions of an assignment by student."""
    return sorted(course.submitted.glob(f"*/{one.name}/{one.name}.ipynb"))


def of_student(found: list[Job], student: str) -> list[Job]:
    """Choose the submissions of one student."""
    mine = [one for one in found if one.student == student]
    if not mine:
        known = sorted({one.student for one in found})
        expected = errors.one_of(student, known)
        text = errors.UNKNOWN_STUDENT.format(student=student, expected=expected)
        raise UsageError(text)
    return mine
