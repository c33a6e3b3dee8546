"""Fewer examples for the learner's function: right for one, or for a number of them.

Further calls get some of the columns of every array that holds examples, and are
compared with what the reference gives for those.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnlib.check import counts
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.runner import Runner
from nnlib.check.traits import EXAMPLES, columns
from nnlib.check.trial import (
    FEWEST_PROBES,
    OTHER_SEEDS,
    Trial,
    expected_of,
    probe_generator,
    trials,
)
from nnlib.check.verdict import Fact

# The examples that are tried alone: among them are both labels.
ALONE = (slice(0, 1), slice(1, 2), slice(-1, None))


def one_right(
    exercise: Exercise, runner: Runner, done: Sequence[Trial], wrong: Sequence[str]
) -> list[Fact]:
    """Find a function that is right for one example and wrong for several.

    Other draws have to say the same. Nothing is said of a share: that of one example is
    0 or 1, and agrees by chance.
    """
    parts = [part for part in wrong if not any(trial.right(part) for trial in done)]
    here = [trial.probe for trial in done[:FEWEST_PROBES]]
    if not parts or not all_right(exercise, runner, alone(here), parts):
        return []
    asked = [expected_of(exercise, probe)[1] for probe in alone(here)]
    if all(is_whole(expected[part]) for expected in asked for part in parts):
        return []
    for seed in OTHER_SEEDS:
        drawn = exercise.probes(probe_generator(exercise, seed))
        ordinary = [probe for probe in drawn if not probe.extreme and not probe.shown]
        if not all_right(exercise, runner, alone(ordinary), parts):
            return []
    sizes = counts.sizes_tried(trial.probe.sizes for trial in done)[EXAMPLES]
    return [Fact("one_right", {"part": part, "tried": sizes}) for part in parts]


def is_whole(value: object) -> bool:
    """Tell an array of whole numbers."""
    return isinstance(value, np.ndarray) and np.array_equal(value, np.round(value))


def alone(probes: Sequence[Probe]) -> list[Probe | None]:
    """Return some examples of each probe alone."""
    return [examples(probe, place) for probe in probes for place in ALONE]


def one_size(
    exercise: Exercise, runner: Runner, done: Sequence[Trial], wrong: Sequence[str]
) -> list[Fact]:
    """Find a number of examples that was written down: right for it, wrong for others.

    Other cases are cut to this number of examples, and must be right then.
    """
    right = [trial for trial in done if all(map(trial.right, wrong))]
    known = {trial.probe.sizes.get(EXAMPLES) for trial in right}
    others = [trial for trial in done if not all(map(trial.right, wrong))]
    if len(known) != 1 or None in known:
        return []
    m = known.pop()
    larger = [trial for trial in others if trial.probe.sizes.get(EXAMPLES, 0) > m]
    cut = [examples(trial.probe, slice(0, m)) for trial in larger]
    enough = len(cut) + len(right) >= FEWEST_PROBES and len(cut) == len(others)
    if not enough or not all_right(exercise, runner, cut, wrong):
        return []
    tried = counts.sizes_tried(trial.probe.sizes for trial in others)[EXAMPLES]
    about = {"m": str(m), "tried": tried}
    return [Fact("one_size", {"part": part, **about}) for part in wrong]


def all_right(
    exercise: Exercise,
    runner: Runner,
    probes: Sequence[Probe | None],
    parts: Sequence[str],
) -> bool:
    """Tell whether outputs are right on other probes, where the reference has them."""
    if exercise.judge is not None or not probes or None in probes:
        return False

    def right(some: Sequence[Probe]) -> bool:
        done = trials(exercise, runner, some)
        return all(trial.right(part) for trial in done for part in parts)

    try:
        # Most are wrong for the first already: the others are asked for afterwards.
        return right(probes[:1]) and right(probes[1:])
    except Exception:
        # The reference refuses so few examples.
        return False


def examples(probe: Probe, place: slice) -> Probe | None:
    """Keep some of the examples, the columns of every array that has m of them."""
    m = probe.sizes.get(EXAMPLES)
    args = [columns(value, m, place) for value in probe.args]
    cut = any(mine is not other for mine, other in zip(args, probe.args, strict=True))
    return replace(probe, args=tuple(args)) if cut and m > 1 else None
