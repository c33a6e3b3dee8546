"""Which probes tell the wrong versions of an exercise apart, and how few would do.

A tool for authors. A probe separates two versions if an output differs there, or if one
of them changes its arguments and the other does not. Who adds a wrong version sees here
whether the probes keep it apart from the others, and which probe does it alone.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nnlib.check import Exercise, LocalRunner, all_mistakes
from nnlib.check.deductions import loops, untouched
from nnlib.check.trial import (
    COMMON_SEED,
    Trial,
    probe_generator,
    probes_of,
    same,
    try_probe,
)

REFERENCE = "(right)"


@dataclass(frozen=True)
class Separation:
    """What the probes of an exercise can tell apart.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    versions : int
        Number of versions: the right one and all wrong ones.
    probes : int
        Number of probes there are.
    needed : tuple of int
        A smallest set of probes that separates as much as all of them do; counted
        from 1.
    counted : int
        Pairs that only the counting of steps tells apart: one is a loop.
    confused : tuple of tuple of str
        Pairs that nothing tells apart.
    """

    exercise: str
    versions: int
    probes: int
    needed: tuple[int, ...]
    counted: int
    confused: tuple[tuple[str, str], ...]

    @property
    def pairs(self) -> int:
        """Number of pairs of versions."""
        return self.versions * (self.versions - 1) // 2


@dataclass(frozen=True)
class Behaviour:
    """What can be seen of a version: a trial per probe, changed arguments, a loop."""

    trials: Sequence[Trial]
    changed: Sequence[bool]
    loop: bool


def separation(exercise: Exercise, seed: int = 0) -> Separation:
    """Find the smallest set of probes that separates all pairs of versions.

    Parameters
    ----------
    exercise : Exercise
        With its registered wrong versions.
    seed : int
        Draws the random probes; 0 are those of the notebook.

    Returns
    -------
    Separation
        What is told apart, and by how few.
    """
    seen = behaviours(exercise, seed)
    pairs = list(itertools.combinations(seen, 2))
    by_pair = {pair: separating(*(seen[name] for name in pair)) for pair in pairs}
    silent = [pair for pair, probes in by_pair.items() if not probes]
    # Where a mistake is known by what is written, the code tells it from the other.
    known = {one.id for one in exercise.variants if one.written is not None}
    silent = [pair for pair in silent if known.isdisjoint(pair)]
    confused = [pair for pair in silent if len({seen[n].loop for n in pair}) == 1]
    probes = len(seen[REFERENCE].trials)
    return Separation(
        exercise=exercise.id,
        versions=len(seen),
        probes=probes,
        needed=smallest(probes, [found for found in by_pair.values() if found]),
        counted=len(silent) - len(confused),
        confused=tuple(confused),
    )


def in_words(found: Separation) -> str:
    """Say on one line what the probes of an exercise tell apart.

    Examples
    --------
    >>> print(in_words(Separation("02/sigmoid", 3, 5, (1, 4), 1, ())))
    02/sigmoid: 3 versions, 3 pairs; 2 of 5 probes would do (1, 4); 1 pair by counting
    """
    which = ", ".join(map(str, found.needed))
    said = f"{found.exercise}: {found.versions} versions, {found.pairs} pairs"
    said += f"; {len(found.needed)} of {found.probes} probes would do ({which})"
    if found.counted:
        said += f"; {found.counted} pair{'s' * (found.counted > 1)} by counting"
    for one, other in found.confused:
        said += f"; NOT told apart: {one}, {other}"
    return said


def behaviours(exercise: Exercise, seed: int) -> Mapping[str, Behaviour]:
    """Watch the right version and every wrong one on all probes."""
    functions = {REFERENCE: exercise.reference}
    functions |= {wrong.id: wrong.function for wrong in all_mistakes(exercise)}
    return {
        name: behaviour(exercise, LocalRunner(function), seed)
        for name, function in functions.items()
    }


def behaviour(exercise: Exercise, runner: LocalRunner, seed: int) -> Behaviour:
    """Watch one version."""
    rng, description = probe_generator(exercise, COMMON_SEED), runner.describe()
    trials = [try_probe(exercise, runner, one) for one in probes_of(exercise, seed)]
    changed = [bool(untouched(description, [one]).share) for one in trials]
    return Behaviour(trials, changed, bool(loops(exercise, runner, rng).share))


def separating(one: Behaviour, other: Behaviour) -> frozenset[int]:
    """Return the probes, counted from 1, on which two versions can be told apart."""
    rows = zip(one.trials, other.trials, one.changed, other.changed, strict=True)
    return frozenset(
        number
        for number, (mine, theirs, mine_changed, theirs_changed) in enumerate(rows, 1)
        if mine_changed != theirs_changed or not alike(mine, theirs)
    )


def alike(mine: Trial, theirs: Trial) -> bool:
    """Tell whether all outputs of two trials of one probe agree."""
    return all(same(mine.probe, mine.got[p], theirs.got[p]) for p in mine.got)


def smallest(probes: int, wanted: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """Return the first smallest set of probes that meets every wanted set.

    Examples
    --------
    >>> smallest(3, [frozenset({1, 2}), frozenset({2, 3}), frozenset({2})])
    (2,)
    """
    for size in range(probes + 1):
        for chosen in itertools.combinations(range(1, probes + 1), size):
            if all(found.intersection(chosen) for found in set(wanted)):
                return chosen
    return tuple(range(1, probes + 1))
