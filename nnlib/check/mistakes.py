"""All mistakes that a check can name: those of an exercise, and those of any function.

An argument that is overwritten and a Python loop over the data leave the numbers right;
a loop that is left in its first turn is seen in the code. The engine sees them by
itself, so no exercise registers them. Versions of a reference that do so show what is
caught, and what is said then.
"""

import copy
import inspect
from collections.abc import Callable, Iterator

import numpy as np

from nnlib.check.deductions import (
    CHANGED_SHARE,
    LOOP_SHARE,
    in_it,
    percent,
)
from nnlib.check.description import source_of
from nnlib.check.exercise import Exercise, Probe, Variant
from nnlib.check.first_turn import FIRST_TURN, leaving, left_early
from nnlib.check.messages import SENTENCES, TITLES


def all_mistakes(exercise: Exercise) -> tuple[Variant, ...]:
    """Return every mistake that the check of an exercise can name.

    Parameters
    ----------
    exercise : Exercise
        Any exercise.

    Returns
    -------
    tuple of Variant
        The registered ones in their order; then a changed argument, if one can be
        changed, and a loop, if it costs points.
    """
    return (*exercise.variants, *changes_input(exercise), *loop(exercise))


def mistake_of(exercise: Exercise, id: str | None) -> Variant | None:
    """Return the mistake of an id, or None."""
    known = {one.id: one for one in exercise.variants}
    if id == FIRST_TURN:
        return left_early(exercise, source_of(leaving(exercise.reference)))
    if id in known or id not in TITLES:
        return known.get(id)
    return next((one for one in all_mistakes(exercise) if one.id == id), None)


def changes_input(exercise: Exercise) -> Iterator[Variant]:
    """Yield a version that changes the first argument that can be changed."""
    (probe, *_) = exercise.probes(np.random.default_rng(0))
    for name, given in arguments(exercise, probe):
        if overwrite(copy.deepcopy(given)):
            about = {"argument": name, "what": in_it(name, given)}
            about["cost"] = percent(CHANGED_SHARE)
            yield Variant(
                id="changes_input",
                title=TITLES["changes_input"],
                evidence=SENTENCES["changed"].format_map(about),
                question=asked("changed_question", about),
                function=overwriting(exercise.reference),
            )
            return


def loop(exercise: Exercise) -> Iterator[Variant]:
    """Yield a version that loops over the data, where this costs points."""
    if exercise.vectorised is not None:
        about = {"sized": exercise.sized, "cost": percent(LOOP_SHARE)}
        yield Variant(
            id="loop",
            title=TITLES["loop"].format_map(about),
            evidence=SENTENCES["loop"].format_map(about),
            question=asked("loop_question", about),
            function=looping(exercise.reference),
        )


def asked(kind: str, about: dict) -> str:
    """Give a question as an exercise writes it."""
    return SENTENCES[kind].format_map(about).removeprefix("Ask yourself: ")


def arguments(exercise: Exercise, probe: Probe) -> Iterator[tuple[str, object]]:
    """Yield the arguments of a call with their names."""
    given = inspect.signature(exercise.reference).bind(*probe.args, **probe.options)
    yield from given.arguments.items()


# ---- right numbers, badly reached


def overwriting(right: Callable) -> Callable:
    """Make a version that changes an argument after the work is done."""

    def version(*args: object, **options: object) -> object:
        # What comes back may hold the arguments themselves.
        value = copy.deepcopy(right(*args, **options))
        any(overwrite(one) for one in (*args, *options.values()))
        return value

    version.__signature__ = inspect.signature(right)
    return version


def overwrite(value: object) -> bool:
    """Change the first array or list of numbers in a value, if there is one."""
    if isinstance(value, np.ndarray):
        value += 1
        return True
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list | tuple):
        return False
    if any(overwrite(one) for one in inside):
        return True
    if isinstance(value, list):
        value.append(0)
    return isinstance(value, list)


def looping(right: Callable) -> Callable:
    """Make a version that visits every entry of its arguments, one after the other."""

    def version(*args: object, **options: object) -> object:
        for array in arrays_in(args):
            for _ in array.flat:
                pass
        return right(*args, **options)

    version.__signature__ = inspect.signature(right)
    return version


def arrays_in(value: object) -> Iterator[np.ndarray]:
    """Yield the arrays of a value, from left to right."""
    if isinstance(value, np.ndarray):
        yield value
    if isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from arrays_in(one)
