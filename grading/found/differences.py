"""Points that are others than before: whose, in which exercise, from what to what."""

from dataclasses import dataclass

from grading.found.record import Record, number


@dataclass(frozen=True)
class Difference:
    """One exercise of one student whose points have moved.

    Parameters
    ----------
    student, exercise : str
        Whose, and the id of the exercise.
    before, now : float
        Points earned.
    """

    student: str
    exercise: str
    before: float
    now: float

    def __str__(self) -> str:
        """Say it in one line."""
        before, now = number(self.before), number(self.now)
        return f"{self.student}, {self.exercise}: from {before} to {now} points"


def differences(before: Record | None, now: Record) -> list[Difference]:
    """Compare what a submission came to with what it came to the last time.

    Parameters
    ----------
    before : Record, optional
        What was found last; where there is nothing, nothing has moved.
    now : Record
        What was found now.

    Returns
    -------
    list of Difference
        In teaching order; without exercises that could not be checked.
    """
    known = {
        one.exercise: one for one in (before.results if before else ()) if one.checked
    }
    return [
        Difference(now.student, one.exercise, known[one.exercise].points, one.points)
        for one in now.results
        if one.checked
        and one.exercise in known
        and number(one.points) != number(known[one.exercise].points)
    ]
