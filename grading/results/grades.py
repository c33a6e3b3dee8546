"""Where a student stands with one notebook, as the gradebook has it now.

Points given by hand are in it, and what is lost because it came late. The pages and the
table of the class are written from this, so that all of them agree with nbgrader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, SubmittedAssignment

from grading.course import Course
from grading.course_file.terms import Arrival, Terms
from grading.found.record import Record
from grading.results import gradebook, ledger
from grading.results.changes import Change, changes
from grading.results.earlier_file import earlier
from grading.results.gradebook_rows import existing, score_of
from grading.results.standing import Standing, history, standing
from grading.state_file import DamagedFileError


@dataclass(frozen=True)
class Grade:
    """One submission in the gradebook.

    Parameters
    ----------
    scores : mapping of str to (float or None)
        What each exercise counts, by function; None if nobody has decided yet.
    by_hand, earlier : frozenset of str
        Functions to which points were given by hand, and those of them that were given
        for an earlier file.
    comments : mapping of str to str
        What an instructor wrote to an answer, by function.
    penalty : float
        What is lost because it came late.
    arrival : Arrival
        When it came, and when it was due for this student.
    score : float
        What the submission counts, all in all.
    exact : float
        The same before it is rounded to steps of the course.
    most : float
        What full marks count.
    changes : sequence of Change
        How this has changed, the last time first.
    """

    scores: Mapping[str, float | None]
    by_hand: frozenset[str]
    earlier: frozenset[str]
    comments: Mapping[str, str]
    penalty: float
    arrival: Arrival
    score: float
    exact: float
    most: float
    changes: Sequence[Change] = ()

    @classmethod
    def of(
        cls,
        found: SubmittedAssignment,
        terms: Terms,
        record: Record,
        noted: Sequence[Standing] = (),
    ) -> "Grade":
        """Read what one submission counts.

        Parameters
        ----------
        found : SubmittedAssignment
            Its row in the gradebook, settled.
        terms : Terms
            Due times.
        record : Record
            The submission.
        noted : sequence of Standing
            What it counted before, oldest first.

        Returns
        -------
        Grade
            As the gradebook has it.
        """
        grades = [grade for one in found.notebooks for grade in one.grades]
        time = record.submitted["time"]
        now = standing(record, found, terms)
        return cls(
            scores={grade.name: score_of(grade) for grade in grades},
            by_hand=frozenset(now.by_hand),
            earlier=frozenset(earlier([*noted, now])),
            comments=dict(comments(found)),
            penalty=found.late_submission_penalty,
            arrival=terms.arrival(record.student, record.notebook, time),
            score=now.points,
            exact=now.exact,
            most=now.max_points,
            changes=changes(noted, now),
        )

    @property
    def share(self) -> float:
        """What it counts as a share of full marks, from 0 to 1."""
        return min(1.0, max(0.0, self.score / self.most)) if self.most else 0.0


def grades(
    course: Course,
    terms: Terms,
    *,
    student: str | None = None,
    notebook: str | None = None,
) -> Iterator[tuple[Record, Grade]]:
    """Settle the gradebook of a class and yield every record with what it counts.

    Parameters
    ----------
    course : Course
        The class.
    terms : Terms
        Weights, due times, late policy.
    student, notebook : str, optional
        The only student, and the number of the only notebook.

    Yields
    ------
    record : Record
        By student and assignment, with scores as they count now.
    grade : Grade
        As the gradebook has it.
    """
    with gradebook.opened(course) as book:
        ledger.refuse_incomplete(course, book, terms)
        chosen = (
            one
            for one in ledger.settle(course, book, terms)
            if student in (None, one.student) and notebook in (None, one.notebook)
        )
        for some in ledger.batches(chosen):
            found = rows(book, some)
            for one in some:
                noted = known(course.results, one.student, one.assignment)
                row = found.get((one.student, one.assignment))
                # What is missing is told by nbgrader's own error.
                row = row or book.find_submission(one.assignment, one.student)
                yield one, Grade.of(row, terms, one, noted)


def rows(
    book: Gradebook, some: Sequence[Record]
) -> dict[tuple[str, str], SubmittedAssignment]:
    """Read the rows of some submissions, those of a notebook at once."""
    whose: dict[str, list[str]] = {}
    for one in some:
        whose.setdefault(one.assignment, []).append(one.student)
    return {
        (student, name): row
        for name, students in whose.items()
        for student, row in existing(book, book.find_assignment(name), students)
    }


def known(results: Path, student: str, assignment: str) -> list[Standing]:
    """Read what a submission counted; nothing, where that cannot be read."""
    try:
        return history(results, student, assignment)
    except DamagedFileError:
        return []  # the next grade sets it aside, and says so


def comments(found: SubmittedAssignment) -> Iterator[tuple[str, str]]:
    """Yield function and text of what an instructor wrote to the answers."""
    for notebook in found.notebooks:
        for comment in notebook.comments:
            if comment.manual_comment:
                name = comment.name.removesuffix("-solution")
                yield name, comment.manual_comment
