"""What is taken off right numbers: extreme inputs, changed arguments, Python loops.

Each costs a share of the points and says so; together they leave at least 60 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.check.compare import Unfulfilled, Unusable, leaves_of
from nnlib.check.description import Description
from nnlib.check.diagnosis import diagnose, evidence
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.messages import on_one_line
from nnlib.check.plain_words import in_plain_words
from nnlib.check.runner import Runner
from nnlib.check.trial import Trial
from nnlib.check.verdict import Fact

EXTREME_SHARE = 0.10
CHANGED_SHARE = 0.10
LOOP_SHARE = 0.20
FEW_EXAMPLES, MANY_EXAMPLES = 8, 40


@dataclass(frozen=True)
class Deduction:
    """A share of the points that is lost, the mistake if proved, and what is said."""

    share: float = 0.0
    diagnosis: str | None = None
    facts: tuple[Fact, ...] = ()


NONE = Deduction()


def extremes(
    exercise: Exercise, done: Sequence[Trial], extreme: Sequence[Trial], earned: dict
) -> Deduction:
    """Return what extreme inputs cost, the mistake if proved, and what is said."""
    right = [part for part in earned if all(trial.right(part) for trial in done)]
    right = [part for part in right if earned[part]]
    failing = [
        (trial, part) for trial in extreme for part in right if not trial.right(part)
    ]
    if not failing:
        return NONE
    trial, part = failing[0]
    about = {
        "part": part,
        "problem": problem(trial, part),
        "inputs": trial.probe.about,
        "cost": percent(EXTREME_SHARE),
    }
    facts = [Fact("extreme", about)]
    named = diagnose(exercise, [*done, *extreme], frozenset(p for _, p in failing))
    facts += [fact for variant in named for fact in evidence(variant, done)]
    if trial.answer.raised is not None and (
        said := in_plain_words(trial.answer.raised)
    ):
        facts.append(Fact("error_means", {"text": on_one_line(said)}))
    asked = trial.probe.question.format(about=trial.probe.about)
    facts.append(Fact("question", {"text": named[0].question if named else asked}))
    return Deduction(EXTREME_SHARE, named[0].id if named else None, tuple(facts))


def problem(trial: Trial, part: str) -> str:
    """Say what an extreme input does to an output."""
    if trial.answer.limit:
        return "there is no answer"
    if trial.answer.raised is not None:
        return f"{trial.answer.raised.type} is raised"
    asked_for = trial.expected[part]
    if isinstance(asked_for, Unfulfilled):
        return f"expected {asked_for.expected}, got {asked_for.got}"
    if isinstance(asked_for, Unusable):
        return f"no {asked_for.got} is raised"
    leaves = [leaf for _, leaf in leaves_of(trial.got[part])]
    if any(isinstance(leaf, Unusable) for leaf in leaves):
        return "something is missing"
    if any(np.isnan(leaf).any() for leaf in leaves):
        return "nan appears"
    asked = [leaf for _, leaf in leaves_of(trial.expected[part])]
    alike = [leaf.shape for leaf in leaves] == [np.shape(leaf) for leaf in asked]
    return "the numbers are wrong" if alike else "the shape is wrong"


def untouched(description: Description, done: Sequence[Trial]) -> Deduction:
    """Return what it costs to write into an argument."""
    for trial in done:
        given = (*trial.probe.args, *trial.probe.options.values())
        names = argument_names(description, trial.probe)
        after = trial.answer.arguments
        for name, before, now in zip(names, given, after, strict=False):
            if not unchanged(before, now):
                about = {"argument": name, "cost": percent(CHANGED_SHARE)}
                asked = {"what": in_it(name, before)}
                facts = Fact("changed", about), Fact("changed_question", asked)
                return Deduction(CHANGED_SHARE, "changes_input", facts)
    return NONE


def in_it(name: str, before: object) -> str:
    """Say what a line may have changed: an argument, or something in it."""
    holds_more = isinstance(before, dict | list | tuple)
    return f"{name}, or an array in it" if holds_more else name


def argument_names(description: Description, probe: Probe) -> list[str]:
    """Name the arguments of a call: by the learner's parameters, or by position."""
    parameters = description.parameters or ()
    known = [name for name, kind, _ in parameters if kind.startswith("POSITIONAL")]
    positions = [f"number {index + 1}" for index in range(len(probe.args))]
    return [*known[: len(positions)], *positions[len(known) :], *probe.options]


def unchanged(before: object, now: object) -> bool:
    """Compare an argument before and after a call; a generator may move on."""
    if isinstance(before, dict):
        return (
            isinstance(now, dict)
            and before.keys() == now.keys()
            and all(unchanged(before[key], now[key]) for key in before)
        )
    if isinstance(before, list | tuple):
        return (
            isinstance(now, list | tuple)
            and len(before) == len(now)
            and all(map(unchanged, before, now))
        )
    if isinstance(before, np.ndarray):
        return isinstance(now, np.ndarray) and np.array_equal(
            before, now, equal_nan=before.dtype.kind == "f"
        )
    return True


def loops(exercise: Exercise, runner: Runner, rng: np.random.Generator) -> Deduction:
    """Return what a Python loop over the data costs; nothing where none is seen."""
    if exercise.vectorised is None:
        return NONE
    probes = [exercise.vectorised(rng, size) for size in (FEW_EXAMPLES, MANY_EXAMPLES)]
    few, many = steps(runner, probes)
    if few is None or many is None:
        return Deduction(facts=(Fact("loops_unknown"),))
    if many - few < MANY_EXAMPLES - FEW_EXAMPLES:
        return NONE
    about = {"sized": exercise.sized}
    loop = Fact("loop", {"cost": percent(LOOP_SHARE), **about})
    facts = loop, Fact("loop_question", about)
    return Deduction(LOOP_SHARE, "loop", facts)


def steps(runner: Runner, probes: Sequence[Probe]) -> list[int | None]:
    """Count the steps of the learner's frames in calls; None if they cannot be."""
    asked = [(probe.args, probe.options) for probe in probes]
    return [answer.steps for answer in runner.calls(asked, count=True)]


def percent(share: float) -> str:
    """Write a share in percent."""
    return f"{100 * share:g}"
