"""What the installed exercises know of a result that another edition may have found."""

from collections.abc import Mapping

from grading.found.record import Result
from nnlib.check import Exercise, Variant, mistake_of
from nnlib.exercises import NOTEBOOKS


def exercise_of(result: Result) -> Exercise | None:
    """Return the installed exercise of a result, if there is one of this id."""
    own = NOTEBOOKS.get(result.exercise.split("/")[0], ())
    return next((one for one in own if one.id == result.exercise), None)


def mistake_in(result: Result) -> Variant | None:
    """Return the wrong version that was proved, if the exercise still has it."""
    exercise = exercise_of(result)
    return mistake_of(exercise, result.diagnosis) if exercise else None


def parts_of(result: Result) -> Mapping[str, float]:
    """Return what each part is worth; of an unknown exercise what each has earned."""
    exercise = exercise_of(result)
    return exercise.parts if exercise else result.earned
