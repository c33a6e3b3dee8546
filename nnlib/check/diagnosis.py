"""Which mistake explains the numbers, if one can be proved.

A wrong version is named only if the learner's outputs equal its outputs on every
probe, and it is wrong in no output that the learner has right. Two versions that
explain the same outputs equally well leave the check silent: a wrong diagnosis is
worse than none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nnlib.check.compare import is_finite
from nnlib.check.counts import sizes_tried
from nnlib.check.detectors import exchanged
from nnlib.check.exercise import Exercise, Variant
from nnlib.check.first_turn import FIRST_TURN, left_early
from nnlib.check.trial import FEWEST_PROBES, Trial, outputs_of, same
from nnlib.check.verdict import Fact

MOST_NAMED = 2


@dataclass(frozen=True)
class Explanation:
    """A wrong version and the outputs that it explains."""

    variant: Variant
    parts: frozenset[str]


def diagnose(
    exercise: Exercise,
    done: Sequence[Trial],
    wrong: frozenset[str],
    further: Sequence[Trial] = (),
    source: str = "",
) -> list[Variant]:
    """Return the wrong versions that are proved, those that explain most first.

    Parameters
    ----------
    exercise : Exercise
        Where the wrong versions are registered.
    done : sequence of Trial
        The learner's results. Fewer than three prove nothing, unless the function has
        no arguments and so one result only.
    wrong : frozenset of str
        The outputs that are wrong in at least one trial.
    further : sequence of Trial
        Trials at extremes, which prove nothing and may refute.
    source : str
        The learner's code: it decides between versions whose numbers are the same. A
        loop that is left in its first turn explains all that follows from it.

    Returns
    -------
    list of Variant
        At most two, for disjoint outputs; empty where nothing is certain.
    """
    left = left_early(exercise, source)
    if left is not None:
        return [left]
    varied = any(trial.probe.args or trial.probe.options for trial in done)
    few = varied and len(done) < FEWEST_PROBES
    if few or any(silent(trial) for trial in done):
        return []
    found = [explain(exercise, variant, done) for variant in exercise.variants]
    fitting = [one for one in found if one.parts and one.parts <= wrong]
    fitting = [one for one in fitting if not refuted(exercise, one, further)]
    # Of two outputs in each other's place, what explains one alone explains neither.
    pair = set(exchanged(done, [part for part in exercise.parts if part in wrong]))
    fitting = [one for one in fitting if len(pair & one.parts) != 1]
    fitting = by_the_code(fitting, source)
    named: list[Variant] = []
    unexplained = wrong
    for one in sorted(fitting, key=lambda one: -len(one.parts)):
        rivals = [other for other in fitting if other.parts == one.parts]
        if one.parts <= unexplained and len(rivals) == 1 and len(named) < MOST_NAMED:
            named.append(one.variant)
            unexplained = unexplained - one.parts
    return named


def refuted(exercise: Exercise, found: Explanation, further: Sequence[Trial]) -> bool:
    """Tell whether a wrong version gives other numbers than the learner's somewhere."""
    theirs = outputs_of(exercise, found.variant.function, further)
    return any(
        is_finite(output[part]) and not same(trial.probe, output[part], trial.got[part])
        for trial, output in zip(further, theirs, strict=True)
        for part in found.parts
    )


def by_the_code(fitting: list[Explanation], source: str) -> list[Explanation]:
    """Choose between versions that give the same numbers by what stands in the code.

    One that knows its code and finds it there goes before those that know none.
    """
    known = [one for one in fitting if one.variant.written is not None]
    seen = [one for one in known if one.variant.written(source)]
    hidden = {one.parts for one in seen}
    plain = [one for one in fitting if one.variant.written is None]
    return [*seen, *(one for one in plain if one.parts not in hidden)]


def silent(trial: Trial) -> bool:
    """Tell whether a call ended in a way that says nothing of the numbers.

    An exception at an extreme input does say something: a known version raises it too.
    """
    return bool(trial.answer.limit) or (trial.stopped and not trial.probe.extreme)


def partial_credit(
    exercise: Exercise, named: Sequence[Variant], done: Sequence[Trial]
) -> dict[str, float]:
    """Return the points that outputs keep where a mistake leaves most of them right."""
    return {
        part: one.worth * exercise.parts[part]
        for one in named
        if one.worth
        for part in explain(exercise, one, done).parts
    }


def explain(exercise: Exercise, variant: Variant, done: Sequence[Trial]) -> Explanation:
    """Return what a wrong version explains: all outputs that it gets wrong, or none."""
    wrong, unequal = set(), set()
    theirs = outputs_of(exercise, variant.function, done)
    for trial, output in zip(done, theirs, strict=True):
        for part in exercise.parts:
            if not same(trial.probe, output[part], trial.expected[part]):
                wrong.add(part)
            if not same(trial.probe, output[part], trial.got[part]):
                unequal.add(part)
        if wrong & unequal:
            # Most versions end here, after one call.
            return Explanation(variant, frozenset())
    return Explanation(variant, frozenset(wrong))


def evidence(variant: Variant, done: Sequence[Trial]) -> Iterator[Fact]:
    """Yield what can be seen of a mistake, with the sizes that were tried."""
    tried = sizes_tried(trial.probe.sizes for trial in done)
    # What quotes her code is not in the course's own words.
    kind = "quoted" if variant.id == FIRST_TURN else "evidence"
    yield Fact(kind, {"text": variant.evidence.format_map(tried)})
    if variant.worth:
        yield Fact("worth", {"share": f"{100 * variant.worth:g}"})
