"""Several values returned in another order than asked for.

Where the forms of the values tell them apart, as a dictionary and a number do, the
mistake can be said at once instead of once for every value.
"""

import itertools

from nnlib.check.compare import Unusable, in_words, leaves_of, outputs
from nnlib.check.exercise import Exercise
from nnlib.check.trial import Trial
from nnlib.check.verdict import Fact


def other_order(exercise: Exercise, trial: Trial) -> list[Fact]:
    """Say that the returned values have the right forms in another order, if so.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    trial : Trial
        A call and its value.

    Returns
    -------
    list of Fact
        Empty where the order is right, or cannot be told.
    """
    forms, value = exercise.returns, trial.answer.value
    # The type of a value of the learner's own class can always be asked for.
    several = isinstance(forms, tuple) and issubclass(type(value), tuple | list)
    if not several or len(value) != len(forms) or fits(forms, value, trial.value):
        return []
    for other in itertools.permutations(value):
        if fits(forms, other, trial.value):
            return [
                Fact("order", {"expected": in_words(forms)}),
                Fact("order_question"),
            ]
    return []


def fits(forms: tuple, value: tuple, like: object) -> bool:
    """Tell whether values have the asked forms: kinds and shapes, not numbers."""
    found, wanted = outputs(forms, value, like), outputs(forms, like, like)
    return all(
        not isinstance(mine, Unusable) and mine.shape == other.shape
        for name in wanted
        for (_, mine), (_, other) in zip(
            leaves_of(found[name]), leaves_of(wanted[name]), strict=False
        )
        if not isinstance(other, Unusable)
    )
