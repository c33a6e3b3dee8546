"""Which of the course's functions stand in for a learner's, so that no error cascades.

A function that has not passed is replaced where another function uses it, and only
there: what a learner's code never names is neither lent nor spoken of.
"""

from collections.abc import Callable, Iterable, Mapping

from nnlib.check.exercise import Exercise

# A notebook has some ten functions. Who names more than this names them without end.
MOST_FOLLOWED = 100


def unpassed(
    exercise: Exercise,
    exercises: Mapping[str, Exercise],
    uses: Callable[[str], Iterable[str] | None],
    passed: Callable[[str], bool],
) -> list[str]:
    """Name the needed functions that are used and have not passed.

    Parameters
    ----------
    exercise : Exercise
        What is checked.
    exercises : mapping of str to Exercise
        Those of the notebook, by the names of their functions.
    uses : callable
        ``uses(name)``: the names in the code of the learner's function of that name;
        None if nobody can tell.
    passed : callable
        ``passed(name)``: whether the learner's function of that name is right.

    Returns
    -------
    list of str
        In the order in which they are needed.
    """
    needed = all_needed(exercise, exercises)
    found: set[str] = set()
    waiting, known = [exercise.name] if needed else [], set()
    while waiting:
        name = waiting.pop()
        known.add(name)
        names = uses(name) if len(known) <= MOST_FOLLOWED else None
        for other in needed if names is None else names:
            if other in needed and other not in found and not passed(other):
                found.add(other)
            elif other not in known and other not in found:
                waiting.append(other)
    return [name for name in needed if name in found]


def all_needed(exercise: Exercise, exercises: Mapping[str, Exercise]) -> list[str]:
    """Name the functions that an exercise needs, directly or through another."""
    names: dict[str, None] = {}
    for needed in exercise.needs:
        other = exercises[needed.split("/")[1]]
        names |= dict.fromkeys([other.name, *all_needed(other, exercises)])
    return list(names)
