"""Arguments that change nothing: a certain sign that a function does not use them.

A function is called once more with another value of one argument. If its result stays
the same, and the right result does not, it ignores that argument.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnlib.check.compare import Unusable, agree
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.runner import Runner
from nnlib.check.trial import (
    FEWEST_PROBES,
    Trial,
    observed,
    outputs_of_call,
    reference_value,
    same,
)
from nnlib.check.verdict import Fact


def ignored(
    exercise: Exercise, runner: Runner, done: Sequence[Trial]
) -> Iterator[Fact]:
    """Yield a fact and a question for the first argument that changes nothing.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    runner : Runner
        Calls the learner's function.
    done : sequence of Trial
        What it gave so far.
    """
    for name in dict.fromkeys(name for one in done for name in numbers_of(one.probe)):
        tried = [one for one in done if name in numbers_of(one.probe)][:FEWEST_PROBES]
        if any(isinstance(got, Unusable) for one in tried for got in one.got.values()):
            return
        enough = len(tried) == FEWEST_PROBES
        if enough and all(stays(exercise, runner, one, name) for one in tried):
            yield Fact("ignored", {"argument": name})
            yield Fact("ignored_question", {"argument": name})
            return


def numbers_of(probe: Probe) -> dict[str, float]:
    """Return the options of a probe that are single numbers."""
    return {
        name: value
        for name, value in probe.options.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def stays(exercise: Exercise, runner: Runner, one: Trial, name: str) -> bool:
    """Tell whether another value leaves the result as it was, wrongly."""
    probe = with_another(one.probe, name)
    answer = runner.call(probe.args, probe.options)
    mine = outputs_of_call(exercise, probe, answer, one.value)
    value = reference_value(exercise.reference, probe)
    right = observed(exercise, probe, value, value)
    differs = any(not same(probe, right[part], one.expected[part]) for part in right)
    # To the last digit: what only changes little is used.
    return differs and all(
        agree(mine[part], one.got[part], rtol=0, atol=0) for part in mine
    )


def with_another(probe: Probe, name: str) -> Probe:
    """Change one number of a probe: a whole number by 1, any other to twice that."""
    value = probe.options[name]
    other = value + 1 if isinstance(value, int) else 2 * value + 0.125
    return replace(probe, options={**probe.options, name: other})
