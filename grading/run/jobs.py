"""Which submissions there are to grade, and which of them were graded before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.errors import UNKNOWN_STUDENT, GradingError, UsageError, one_of
from grading.found import provenance, record
from grading.found.record import Record
from grading.found.rounds import Rounds
from grading.handed_in import delivery, forward
from grading.released.assignment import Assignment
from grading.run.unit import Unit
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
    rounds : Rounds
        When the rounds of the class have ended.
    notes : tuple of str
        What was put right about the name of the file when it was collected.
    """

    assignment: Assignment
    path: Path
    results: Path
    rounds: Rounds
    notes: tuple[str, ...] = ()

    @property
    def student(self) -> str:
        """Who handed it in."""
        return self.path.parents[1].name

    @property
    def unit(self) -> Unit:
        """The work that it is."""
        when = times.of_submission(self.path.parent)
        time = times.stamp(when) if when else ""
        name = self.assignment.name
        return Unit(name, self.student, self.rounds.at(name, when), time, self.notes)

    @property
    def proof(self) -> Unit:
        """The proof that must hold before it is graded."""
        name = self.assignment.name
        return Unit(name, round=self.rounds.now(name))

    @property
    def record(self) -> Path:
        """Where its record lies, or will lie."""
        return record.place(self.results, self.student, self.assignment.name)

    @property
    def before(self) -> Record | None:
        """What was found last, read now: a class is too large to be kept in memory."""
        return record.last(self.results, self.student, self.assignment.name)

    @property
    def is_current(self) -> bool:
        """Whether the file and the exercises are those of its record."""
        before = self.before
        if before is None or not self.knows_words(before):
            return False
        sha256 = submission.hash_of(self.path)
        return provenance.is_current(before, sha256, self.assignment.exercises)

    @property
    def is_graded(self) -> bool:
        """Whether this very file was graded to the end, by whatever package."""
        before = self.before
        if before is None or not before.program or not self.knows_words(before):
            return False
        return before.submitted["sha256"] == submission.hash_of(self.path)

    def knows_words(self, before: Record) -> bool:
        """Tell whether a record has all answers in words that the notebook asks for."""
        return {one.name for one in before.written} >= set(self.assignment.written)

    @property
    def is_by_installed(self) -> bool:
        """Whether this very file was graded by all that is installed now."""
        program = provenance.program(self.assignment.sha256)
        return self.is_graded and self.before.program == program

    def hindrance(self) -> str:
        """Say why one exercise cannot be graded by itself; empty if it can."""
        before = self.before
        if before is None:
            return "was never graded whole; run grade without --exercise"
        same = before.submitted["sha256"] == submission.hash_of(self.path)
        since = "has another submission than the one that was graded"
        return "" if same else f"{since}; run grade without --exercise"


def jobs(
    course: Course,
    terms: Terms,
    chosen: Iterable[Assignment],
    student: str | None,
    *,
    best: Mapping[tuple[str, str], str] | None = None,
    as_is: bool = False,
) -> list[Job]:
    """List the submissions of some assignments.

    Parameters
    ----------
    course : Course
        The class. Where the due time has changed, another delivery may count now.
    terms : Terms
        Due times.
    chosen : iterable of Assignment
        The assignments.
    student : str, optional
        The only student.
    best : mapping of (str, str) to str, optional
        By student and assignment, the name of the delivery that counts as the best.
    as_is : bool
        Whether to leave everything where it lies, and take what counted the last time.

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
    handed_in = [] if as_is else list(delivery.everyone(course))
    rounds = Rounds.of(course)
    found = [
        job
        for one in chosen
        for job in of_assignment(course, terms, one, handed_in, rounds, best or {})
    ]
    if not found:
        raise GradingError(
            f"{course.submitted} holds no submissions; run collect first"
        )
    return found if student is None else of_student(found, student)


def of_assignment(
    course: Course,
    terms: Terms,
    one: Assignment,
    handed_in: Sequence[tuple[str, str]],
    rounds: Rounds,
    best: Mapping[tuple[str, str], str],
) -> list[Job]:
    """List the submissions of an assignment by student, what counts put forward."""
    notes = {
        who: forward.put_forward(
            course, who, name, terms.until(who, name), best.get((who, name), "")
        ).notes
        for who, name in handed_in
        if name == one.name
    }
    return [
        Job(one, path, course.results, rounds, notes.get(path.parents[1].name, ()))
        for path in sorted(course.submitted.glob(f"*/{one.name}/{one.name}.ipynb"))
    ]


def of_student(found: Sequence[Job], student: str) -> list[Job]:
    """Choose the submissions of one student."""
    mine = [one for one in found if one.student == student]
    if not mine:
        known = sorted({one.student for one in found})
        expected = one_of(student, known)
        raise UsageError(UNKNOWN_STUDENT, student=student, expected=expected)
    return mine
