"""A changed function put to the probes, and how right each of its outputs is."""

import ast
import contextlib
import copy
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nnlib.check.compare import Output, Unusable
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.pointing.counted import Steps
from nnlib.check.pointing.places import LEAVING, NUDGED, PASSED, PLACE, Seen
from nnlib.check.runner import Answer, endless
from nnlib.check.steps import TimeIsUp
from nnlib.check.trial import (
    NoValueError,
    Outputs,
    as_arrays,
    judgement,
    observed,
    reference_value,
    rightly_refused,
    same,
    without_value,
)

STOPPED, UNUSABLE, SHAPE, NUMBERS, RIGHT = range(5)
TIMES, MORE = 20, 5_000
Grades = Mapping[tuple, int]


@dataclass(frozen=True)
class Case:
    """A probe, what the reference gives for it, and the outputs that are expected."""

    probe: Probe
    value: object
    expected: Outputs


def cases_of(exercise: Exercise, probes: Sequence[Probe]) -> list[Case]:
    """Compute what is expected for each probe."""
    return [case_of(exercise, probe) for probe in probes]


def case_of(exercise: Exercise, probe: Probe) -> Case:
    """Compute what is expected for a probe."""
    try:
        value = reference_value(exercise.reference, probe)
    except ValueError as error:
        if not rightly_refused(probe, error):
            raise
        return Case(probe, None, without_value(exercise, type(error).__name__))
    return Case(probe, value, observed(exercise, probe, value, value))


def copied(value: object) -> object:
    """Copy an argument, arrays and what holds them by the shortest way."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind in (int, float, str, bool):
        return value
    if kind is dict:
        return {key: copied(one) for key, one in value.items()}
    if kind in (list, tuple):
        return kind(map(copied, value))
    if kind is np.random.Generator and type(value.bit_generator) is np.random.PCG64:
        other = np.random.PCG64(0)
        other.state = value.bit_generator.state
        return np.random.Generator(other)
    return copy.deepcopy(value)


@dataclass
class Bench:
    """Runs a function that may be changed.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    name : str
        Of the function.
    space : dict
        What its names stand for; her own namespace is left alone.
    """

    exercise: Exercise
    name: str
    space: dict
    steps: Steps = field(default_factory=lambda: Steps(0))
    seen: Seen = field(default_factory=Seen)
    most: int = MORE
    taken: int = 0
    function: Callable | None = None

    def __post_init__(self) -> None:
        """Give the function what it calls besides."""
        self.space |= self.steps.names()
        self.space |= {PASSED: self.seen.by, NUDGED: self.seen.nudged}
        self.space |= {LEAVING: self.seen.leaving, PLACE: -1}

    def define(self, *trees: ast.stmt) -> Callable:
        """Compile functions and return the last, and run that from now on."""
        module = ast.Module([*trees], [])
        exec(compile(module, "<changed>", "exec"), self.space)
        self.function = self.space[self.name]
        return self.function

    def at(self, number: int) -> None:
        """Choose the place, or the change, that is asked for."""
        self.space[PLACE] = number

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies, within so many steps."""
        return self.run(copied(tuple(args)), copied(dict(options or {})))

    def run(self, args: tuple, options: Mapping) -> Answer:
        """Call the function on these very arguments."""
        self.steps.left = self.most
        try:
            value = self.function(*args, **options)
            return Answer(limit="malformed") if endless(value) else Answer(value)
        except TimeIsUp:
            return Answer(limit="steps")
        except Exception as error:
            return Answer(limit=type(error).__name__)
        finally:
            self.taken += self.most - max(0, self.steps.left)

    def grades(self, case: Case) -> dict[tuple, int]:
        """Call the function on a probe, and say how right each array is."""
        answer = self.call(case.probe.args, case.probe.options)
        if answer.limit:
            got, expected = without_value(self.exercise, answer.limit), case.expected
        else:
            got = observed(self.exercise, case.probe, answer.value, case.value)
            expected = self.expected(case, got)
        return dict(graded(case.probe, got, expected))

    def expected(self, case: Case, got: Outputs) -> Outputs:
        """Return what is expected, where that depends on what came."""
        if self.exercise.judge is None:
            return case.expected
        try:
            judged = judgement(self.exercise, case.probe, got, self)
        except NoValueError:
            stopped = Unusable("a value", "a call that stops")
            return dict.fromkeys(self.exercise.parts, stopped)
        except Exception:
            return case.expected
        return {**case.expected, **as_arrays(judged)}


def graded(probe: Probe, got: Outputs, expected: Outputs) -> Iterator[tuple]:
    """Yield a grade for each array of each output."""
    for part, wanted in expected.items():
        for place, mine, other in pairs(got[part], wanted):
            yield (part, *place), grade(probe, mine, other)


def pairs(got: Output, expected: Output) -> Iterator[tuple]:
    """Yield the arrays that belong together, with their place."""
    if not isinstance(expected, dict):
        yield (), got, expected
        return
    for place, wanted in expected.items():
        yield place, got.get(place) if isinstance(got, dict) else got, wanted


def grade(probe: Probe, got: object, expected: object) -> int:
    """Say how right an array is."""
    if isinstance(expected, Unusable):
        return RIGHT if same(probe, got, expected) else UNUSABLE
    if isinstance(got, Unusable) and got.expected == "a value":
        return STOPPED
    if not isinstance(got, np.ndarray):
        return UNUSABLE
    if got.shape != expected.shape:
        return SHAPE
    return RIGHT if same(probe, got, expected) else NUMBERS


def all_right(grades: Grades) -> bool:
    """Tell whether every array is right."""
    return all(one == RIGHT for one in grades.values())


def ruined(before: Grades, now: Grades) -> bool:
    """Tell whether an output that was right as a whole no longer is."""
    wrong = {name[0] for name, one in before.items() if one != RIGHT}
    return any(one != RIGHT and name[0] not in wrong for name, one in now.items())


@contextlib.contextmanager
def nothing_seen() -> Iterator[None]:
    """Keep random state as it is while something runs."""
    plain, numpy_state = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        random.setstate(plain)
        np.random.set_state(numpy_state)


def fewer_turns(case: Probe, turns: int) -> Probe:
    """Return a probe of a training that takes only a few turns."""
    return replace(case, options={**case.options, "num_iterations": turns})
