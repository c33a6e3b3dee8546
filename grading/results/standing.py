"""Where a student stands with one notebook, as the gradebook has it now.

Points given by hand are in it, and what is lost because it came late. The feedback page
and the table of the class are written from this, so that both agree with nbgrader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grading.course_file import times
from grading.course_file.late import days_late
from grading.course_file.terms import Terms
from grading.found.record import DIGITS, Record

if TYPE_CHECKING:
    from nbgrader.api import Grade, Gradebook, SubmittedAssignment


@dataclass(frozen=True)
class Standing:
    """One submission in the gradebook.

    Parameters
    ----------
    scores : mapping of str to (float or None)
        What each exercise counts, by function; None if nobody has decided yet.
    by_hand : frozenset of str
        Functions to which points were given by hand.
    comments : mapping of str to str
        What an instructor wrote to an answer, by function.
    penalty : float
        What is lost because it came late.
    handed_in, due : datetime, optional
        When it came, and when it was due for this student.
    days_late : int
        Days begun between the two.
    """

    scores: Mapping[str, float | None]
    by_hand: frozenset[str]
    comments: Mapping[str, str]
    penalty: float
    handed_in: datetime | None
    due: datetime | None
    days_late: int

    @property
    def score(self) -> float:
        """What the submission counts, all in all."""
        whole = sum(score or 0.0 for score in self.scores.values())
        return round(whole - self.penalty, DIGITS)


def standing(book: "Gradebook", holding: Terms, record: Record) -> Standing:
    """Look one submission up.

    Parameters
    ----------
    book : Gradebook
        The gradebook of the class, settled.
    holding : Terms
        Due times.
    record : Record
        The submission.

    Returns
    -------
    Standing
        As the gradebook has it.
    """
    found = book.find_submission(record.assignment, record.student)
    grades = [grade for one in found.notebooks for grade in one.grades]
    handed_in = times.parsed(record.submitted["time"])
    who = record.student, record.notebook
    return Standing(
        scores={grade.name: score_of(grade) for grade in grades},
        by_hand=frozenset(grade.name for grade in grades if is_by_hand(grade)),
        comments=dict(comments(found)),
        penalty=found.late_submission_penalty,
        handed_in=handed_in,
        due=holding.dues.of(*who),
        days_late=days_late(holding.seconds_late(*who, handed_in)),
    )


def score_of(grade: "Grade") -> float | None:
    """Return what a grade counts, by nbgrader's own rule; None if it is open."""
    automatic, by_hand = grade.auto_score, grade.manual_score
    score = automatic if by_hand is None else by_hand
    return None if score is None else score + (grade.extra_credit or 0.0)


def is_by_hand(grade: "Grade") -> bool:
    """Tell whether an instructor gave points."""
    return grade.manual_score is not None or bool(grade.extra_credit)


def comments(found: "SubmittedAssignment") -> Iterator[tuple[str, str]]:
    """Yield function and text of what an instructor wrote to the answers."""
    for notebook in found.notebooks:
        for comment in notebook.comments:
            if comment.manual_comment:
                name = comment.name.removesuffix("-solution")
                yield name, comment.manual_comment
