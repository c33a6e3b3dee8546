"""One probe put to a learner's function, beside what the reference gives for it."""

import contextlib
import copy
import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

import numpy as np

from nnlib.check.compare import (
    Output,
    Unfulfilled,
    Unusable,
    agree,
    is_finite,
    outputs,
)
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.memory import kept, once
from nnlib.check.runner import Answer, LocalRunner, Runner
from nnlib.check.traits import trait_probes

# What was seen in fewer trials may be chance, and is not said.
FEWEST_PROBES = 3
# How numbers are compared that hang on the seed, and the seed of those that do not. No
# draw is so near to 0 that a rounding to five digits, by 5e-6 at most, shows there.
LOOSE = {"rtol": 1e-4, "atol": 6e-6}
COMMON_SEED = 2
# Of further draws: what was seen in one of them is asked of the others.
OTHER_SEEDS = range(COMMON_SEED + 1, COMMON_SEED + 6)
Outputs = Mapping[str, Output]


@dataclass(frozen=True)
class Trial:
    """A probe, the answer to it, and the outputs that were expected and that came.

    `value` is what the reference gives.
    """

    probe: Probe
    answer: Answer
    expected: Outputs
    got: Outputs
    value: object = None

    @property
    def stopped(self) -> bool:
        """Tell whether the call ended without a value."""
        return self.answer.raised is not None or bool(self.answer.limit)

    def right(self, part: str) -> bool:
        """Tell whether one output is as expected."""
        return same(self.probe, self.got[part], self.expected[part])

    @property
    def finite(self) -> bool:
        """Tell whether all outputs are numbers, and so can refute a sentence."""
        found = [*self.got.values(), *self.expected.values()]
        return not self.stopped and all(map(is_finite, found))


def same(probe: Probe, one: object, other: object) -> bool:
    """Compare two outputs with the tolerance of their probe."""
    return agree(one, other, rtol=probe.rtol, atol=probe.atol)


def probe_generator(
    exercise: Exercise, seed: int | Sequence[int]
) -> np.random.Generator:
    """Return the generator of an exercise's probes: other exercises draw others."""
    return np.random.default_rng(
        [*np.atleast_1d(seed), zlib.crc32(exercise.id.encode())]
    )


def probes_of(exercise: Exercise, seed: int | Sequence[int]) -> list[Probe]:
    """Return what a check asks: it is drawn, or remembered for a class.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    seed : int or sequence of int
        Draws the random probes.

    Returns
    -------
    list of Probe
        Nobody else's, as `drawn_probes` draws them.
    """

    def draw() -> list[Probe]:
        found = drawn_probes(exercise, seed)
        for one in found:
            _ = one.fingerprint  # found once, it is kept with the probe
        return found

    about = exercise.id, exercise.probes, exercise.reference
    return kept(("probes", *about, *np.atleast_1d(seed).tolist()), draw)


def drawn_probes(exercise: Exercise, seed: int | Sequence[int]) -> list[Probe]:
    """Draw what a check asks: numbers by hand, at random, in common, and extremes.

    A rounding or a small constant would pass one draw and fail another. So what hangs
    on the seed is compared loosely, and closely one draw that everybody shares.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    seed : int or sequence of int
        Draws the random probes.

    Returns
    -------
    list of Probe
        Those by hand and the extreme ones are the same for every seed as well.
    """
    drawn, common = (
        exercise.probes(probe_generator(exercise, one)) for one in (seed, COMMON_SEED)
    )
    by_hand = [probe for probe in common if probe.shown]
    known = [written(probe) for probe in by_hand]
    drawn = [probe for probe in drawn if written(probe) not in known]
    closely = [probe for probe in common if ordinary(probe)][:1]
    return [
        *by_hand,
        *(loosely(probe) for probe in drawn if not probe.extreme),
        *closely,
        *(probe for probe in common if probe.extreme),
        *trait_probes(exercise, (by_hand or closely)[0], (closely or by_hand)[0]),
    ]


def written(probe: Probe) -> bytes:
    """Write down all that a probe says."""
    return pickle.dumps([getattr(probe, one.name) for one in fields(probe)])


def ordinary(probe: Probe) -> bool:
    """Tell whether a probe is neither made for paper nor at a limit of the numbers."""
    return not probe.shown and not probe.extreme


def loosely(probe: Probe) -> Probe:
    """Return a probe whose numbers are compared with room for small differences."""
    room = {name: max(much, getattr(probe, name)) for name, much in LOOSE.items()}
    return replace(probe, **room, drawn=True)


def trials(
    exercise: Exercise,
    runner: Runner,
    probes: Sequence[Probe],
    answers: Iterator[Answer] | None = None,
) -> list[Trial]:
    """Try a function on probes, up to the first call that ends without a value.

    An extreme probe does not end the row: what it costs is counted elsewhere. Neither
    does a case that the function itself refuses.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    runner : Runner
        Calls the learner's function.
    probes : sequence of Probe
        What it is tried on.
    answers : iterator of Answer, optional
        Where its answers come from, if they were asked for together with others.

    Returns
    -------
    list of Trial
        One for each probe that was tried.
    """
    done: list[Trial] = []
    answers = answers or answers_to(exercise, runner, probes)
    for probe, answer in zip(probes, answers, strict=False):
        last = compared(exercise, runner, probe, answer)
        done.append(last)
        goes_on = probe.extreme or refuses(last.answer)
        if last.answer.limit or (last.stopped and not goes_on):
            break
    return done


def answers_to(
    exercise: Exercise, runner: Runner, probes: Sequence[Probe]
) -> Iterator[Answer]:
    """Yield what a function gives for probes, when it is asked for.

    Where a judge calls it in between, nothing is asked ahead.
    """
    asked = [(probe.args, probe.options) for probe in probes]
    if not asks_again(exercise):
        return runner.calls(asked)
    return (runner.call(*one) for one in asked)


def asks_again(exercise: Exercise) -> bool:
    """Tell whether a judge calls the function."""
    return exercise.judge is not None and exercise.judge.__code__.co_argcount > 2


def judgement(
    exercise: Exercise, probe: Probe, got: Outputs, runner: Runner
) -> Mapping[str, object]:
    """Return what the judge of an exercise expects, in place of the reference."""
    given = (probe, got, caller(runner)) if asks_again(exercise) else (probe, got)
    return exercise.judge(*given)


def refuses(answer: Answer) -> bool:
    """Tell whether an assert of the learner's own has ended a call."""
    raised = answer.raised
    own = raised is not None and raised.type == "AssertionError"
    return own and raised.line.startswith("assert")


def try_probe(exercise: Exercise, runner: Runner, probe: Probe) -> Trial:
    """Try a function on one probe."""
    return compared(exercise, runner, probe, runner.call(probe.args, probe.options))


def compared(exercise: Exercise, runner: Runner, probe: Probe, answer: Answer) -> Trial:
    """Put an answer beside what the reference gives."""
    value, expected = expected_of(exercise, probe)
    got = outputs_of_call(exercise, probe, answer, value)
    done = Trial(probe, answer, expected, got, value)
    if exercise.judge is None or done.stopped:
        return done
    try:
        judged = judgement(exercise, probe, got, runner)
    except NoValueError as stop:
        return replace(done, answer=stop.answer)
    except Exception:
        # Nothing can be continued from such outputs; the reference's are expected.
        return done
    return replace(done, expected={**done.expected, **as_arrays(judged)})


def expected_of(exercise: Exercise, probe: Probe) -> tuple[object, Outputs]:
    """Return what the reference gives for a probe, and its outputs."""

    def compute() -> tuple[object, Outputs]:
        try:
            value = reference_value(exercise.reference, probe)
            return value, observed(exercise, probe, value, value)
        except ValueError as error:
            if not rightly_refused(probe, error):
                raise
            return None, without_value(exercise, type(error).__name__)

    purpose = f"outputs of {exercise.id}"
    return once(purpose, exercise.reference, probe, compute)


def rightly_refused(probe: Probe, error: ValueError) -> bool:
    """Tell whether the reference refuses a probe because its text asks for that."""
    return probe.extreme and type(error) is ValueError


def outputs_of_call(
    exercise: Exercise, probe: Probe, answer: Answer, like: object
) -> Outputs:
    """Return the outputs of a call; two calls that stop in one way have equal ones."""
    if answer.raised is None and not answer.limit:
        return observed(exercise, probe, answer.value, like)
    return without_value(exercise, answer.limit or answer.raised.type)


def without_value(exercise: Exercise, how: str) -> Outputs:
    """Return the outputs of a call that ended by a limit or an exception."""
    return dict.fromkeys(exercise.parts, Unusable("a value", how))


def observed(exercise: Exercise, probe: Probe, value: object, like: object) -> Outputs:
    """Return the outputs of a value that are compared."""
    found = outputs(exercise.returns, value, like)
    return found if exercise.observe is None else exercise.observe(probe, found)


def as_arrays(judged: Mapping[str, object]) -> Outputs:
    """Return what a judge expects in the form in which outputs are compared."""
    return {part: as_output(value) for part, value in judged.items()}


def as_output(value: object) -> Output:
    """Return one expected output, or one array of a tree."""
    if isinstance(value, Unfulfilled):
        return value
    if isinstance(value, dict):
        return {place: as_output(leaf) for place, leaf in value.items()}
    return np.asarray(value, dtype=float)


def reference_value(reference: Callable, probe: Probe) -> object:
    """Return what the course's function gives for a probe."""

    def value() -> object:
        args, options = copy.deepcopy((probe.args, dict(probe.options)))
        # Where nobody watches, a training that is interrupted raises: half of one
        # must never be expected of a learner.
        with contextlib.redirect_stdout(io.StringIO()):
            return reference(*args, **options)

    return once("value", reference, probe, value)


class NoValueError(Exception):
    """Raised where a property asks for a value and the call ended without one.

    Parameters
    ----------
    answer : Answer
        How the call ended.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.limit or answer.raised)
        self.answer = answer


def caller(runner: Runner) -> Callable:
    """Return a plain function that calls through a runner."""

    def call(*args: object, **options: object) -> object:
        answer = runner.call(args, options)
        if answer.raised is not None or answer.limit:
            raise NoValueError(answer)
        return answer.value

    return call


def outputs_of(
    exercise: Exercise, function: Callable, done: Iterable[Trial]
) -> Iterator[Outputs]:
    """Yield the outputs of a known wrong version on the probes of trials."""
    runner = LocalRunner(function)

    def compute(trial: Trial) -> Outputs:
        answer = runner.call(trial.probe.args, trial.probe.options)
        return outputs_of_call(exercise, trial.probe, answer, trial.value)

    purpose = f"outputs of {exercise.id}, version"
    for one in done:
        yield once(purpose, function, one.probe, partial(compute, one))
