"""The search for a small change of a function that makes every output right.

First the values at all places are nudged, one at a time: a place whose value is not
asked for, or makes a right output wrong, cannot be mended. Then all that could stand at
a place is compiled at once, and tried on the failing probe that takes the least work;
what makes that right goes through all other probes, and through those of two further
draws. Limits are counted, so that the same function gets the same words everywhere;
a search that does not come to its end finds nothing.
"""

import ast
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nnlib.check.exercise import Exercise, Probe
from nnlib.check.pointing.allowed import allowed, readable
from nnlib.check.pointing.at_hand import scope_of
from nnlib.check.pointing.candidates import candidates, with_changes
from nnlib.check.pointing.counted import counted
from nnlib.check.pointing.families import FAMILIES, Scope
from nnlib.check.pointing.halves import Half, half, wrong_in
from nnlib.check.pointing.places import (
    Place,
    places_of,
    with_nudges,
)
from nnlib.check.pointing.repairs import Change, asks_further
from nnlib.check.pointing.structure import Rewritten, rewritten
from nnlib.check.pointing.trying import (
    MORE,
    TIMES,
    Bench,
    Case,
    all_right,
    cases_of,
    fewer_turns,
    ruined,
)
from nnlib.check.trial import loosely, ordinary, probe_generator, probes_of

MOST_CHANGES = 2_500
# Of a mistake that has a name, the place is an extra.
MOST_OF_NAMED = 800
# That all changes together are compared in.
MOST_NUMBERS = 6_000_000
MOST_TURNS = 2_000_000
# Never what decides: on a machine that is this slow the check says less. A function
# that trains others takes far more for a single call, and is not searched.
SECONDS = 4.0
SECONDS_OF_A_CALL = 0.05
FURTHER = 101, 202
# What costs more is only looked for where nothing cheaper is found.
STAGES = (0, 1.25), (1.25, 2.0), (2.0, 2.5)
# Of a training, tried besides: they take the least work.
TURNS = 1, 2


class UnfinishedError(Exception):
    """Raised where a search takes more than it may."""


@dataclass
class Search:
    """A search in one function.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    tree : ast.FunctionDef
        The function, whose loops are counted.
    bench : Bench
        Runs it.
    ordinary, extreme : list of Case
        What it is tried on.
    most : int
        How many changes may be tried.
    """

    exercise: Exercise
    tree: ast.FunctionDef
    bench: Bench
    ordinary: list[Case]
    extreme: list[Case]
    before: list[Mapping[tuple, int]] = field(default_factory=list)
    first: int = -1
    most: int = MOST_CHANGES
    tried: int = 0
    began: float = 0.0
    further: list[Case] = field(default_factory=list)
    sure: set[tuple] = field(default_factory=set)
    halves: list[Half] = field(default_factory=list)

    @property
    def all_cases(self) -> list[Case]:
        """List what it is tried on, extreme cases last."""
        return [*self.ordinary, *self.extreme]

    @property
    def wrong(self) -> set[str]:
        """Name the outputs that are wrong somewhere."""
        return {name for one in self.before for name in wrong_in(one)}

    @property
    def right(self) -> set[str]:
        """Name the outputs that are right in all cases that are not extreme."""
        return {name[0] for one in self.before for name in one} - self.wrong

    def of(self, tree: ast.FunctionDef) -> "Search":
        """Return a search in another version of the function, on the same account."""
        cases = self.ordinary, self.extreme
        other = Search(self.exercise, tree, self.bench, *cases, further=self.drawn())
        other.tried, other.most, other.began = self.tried, self.most, self.began
        return other

    def begin(self, extremes: bool = False) -> bool:
        """Run the function as it is; tell whether anything is wrong.

        What is wrong at extremes alone counts where the check has said so.
        """
        if not self.run() and extremes:
            self.ordinary, self.extreme = self.all_cases, []
            self.before.clear()
            self.run()
        return self.first >= 0

    def run(self) -> bool:
        """Run the function on the probes, and choose the one to begin with."""
        began = time.process_time()
        self.began = self.began or began
        self.bench.define(self.tree)
        work = []
        for case in self.ordinary:
            self.bench.most, start = MOST_TURNS, self.bench.taken
            self.before.append(self.bench.grades(case))
            work.append(self.bench.taken - start)
        if time.process_time() - began > SECONDS_OF_A_CALL * len(work):
            raise UnfinishedError
        failing = [n for n, one in enumerate(self.before) if not all_right(one)]
        if not failing:
            return False
        self.first = min(failing, key=lambda n: (work[n], size_of(self.ordinary[n]), n))
        self.bench.most = TIMES * max(work) + MORE
        numbers = sum(map(many, self.ordinary[self.first].expected.values()))
        self.most = min(self.most, MOST_NUMBERS // max(1, numbers))
        return True

    def count(self) -> None:
        """Count one more change that is tried."""
        self.tried += 1
        if self.tried > self.most or self.bench.taken > MOST_TURNS:
            raise UnfinishedError
        if self.seconds() > SECONDS:
            raise UnfinishedError

    def seconds(self) -> float:
        """Return for how long it has run."""
        return time.process_time() - self.began

    def repairs(self, stages: Sequence[tuple] = STAGES) -> list[Change]:
        """Return the changes that make everything right.

        If some make the extremes right as well, only these.
        """
        places, scope = self.looked_at()
        lines, texts = [*rewritten(self.tree, scope)], {}
        known: list[Change] = []
        for least, most in stages:
            if known and not any(asks_further(one) for one in known):
                break
            families = [one for one in FAMILIES if least < one.cost <= most]
            some = candidates(places, scope, families, texts)
            rows = [one for one in lines if least < one.cost <= most]
            found = [*self.at_places(some), *self.of_lines(rows)]
            known += [one for one in found if one.able] or found
        return known

    def looked_at(self) -> tuple[list[Place], Scope]:
        """Nudge the value at each place, and keep the places that can help."""
        places, seen = places_of(self.tree), self.bench.seen
        self.bench.define(with_nudges(self.tree, places))
        self.bench.at(-1)
        case, before = self.ordinary[self.first], self.before[self.first]
        self.bench.grades(case)
        kept = []
        for place in places:
            self.count()
            self.bench.at(place.number)
            now = self.bench.grades(case)
            stopped = not any(now.values())
            ruins = place.number in seen.moved and ruined(before, now) and not stopped
            if place.number in seen.passed and not ruins and not place.closed:
                kept.append(place)
        self.bench.at(-1)
        given = [(one.probe.args, *one.probe.options.values()) for one in self.ordinary]
        space = self.bench.space
        return kept, scope_of(self.tree, space, self.exercise, seen, given)

    def at_places(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Try all that could stand at places."""
        if self.tried + len(changes) > self.most:
            raise UnfinishedError
        self.bench.define(with_changes(self.tree, changes))
        for number, change in enumerate(changes):
            self.bench.at(number)
            yield from self.proved(change)
        self.bench.at(-1)

    def of_lines(self, changes: Sequence[Rewritten]) -> Iterator[Change]:
        """Try changes of whole lines."""
        for change in changes:
            with change.in_place():
                try:
                    self.bench.define(self.tree)
                except SyntaxError:
                    continue
            named = change.family, change.cost, change.question, change.lines
            yield from self.proved(Change(*named, rewritten=change))

    def proved(self, change: Change) -> Iterator[Change]:
        """Yield a change if it makes everything right; one of a kind in a line will do.

        First comes the failing probe that takes the least work, then what was wrong.
        """
        self.count()
        kind = change.family, change.lines
        now = self.bench.grades(self.ordinary[self.first])
        if not all_right(now):
            some = half(change, self.before[self.first], now)
            self.halves += [some] if some else []
            return
        if kind in self.sure:
            return
        cases = zip(self.before, self.ordinary, strict=True)
        order = sorted(cases, key=lambda pair: all_right(pair[0]))
        if self.right_on([case for _, case in order]) and self.right_on(self.drawn()):
            able = self.right_on(self.extreme)
            self.sure |= {kind} if able else set()
            yield replace(change, able=able)

    def mended(
        self, outputs: frozenset[str], cases: Sequence[Case] = ()
    ) -> frozenset[str]:
        """Return which outputs are right everywhere; none if another no longer is."""
        wrong = self.wrong
        for case in cases or [*self.ordinary, *self.drawn()]:
            now = wrong_in(self.bench.grades(case))
            outputs = outputs - now if now <= wrong else frozenset()
            if not outputs:
                break
        return outputs

    def right_on(self, cases: Sequence[Case]) -> bool:
        """Tell whether the function of now is right on some probes."""
        return all(all_right(self.bench.grades(case)) for case in cases)

    def drawn(self) -> list[Case]:
        """Return the ordinary probes of two other draws."""
        for seed in FURTHER if not self.further else ():
            generator = probe_generator(self.exercise, seed)
            drawn = [one for one in self.exercise.probes(generator) if ordinary(one)]
            probes = [shortened(loosely(one)) for one in drawn]
            self.further += cases_of(self.exercise, probes)
        return self.further


def size_of(case: Case) -> int:
    """Return how many numbers the arguments of a case hold."""
    return sum(map(many, (*case.probe.args, *case.probe.options.values())))


def many(value: object) -> int:
    """Return how many numbers a value holds."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return sum(map(many, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(many, value))
    return 1


def shortened(probe: Probe) -> Probe:
    """Return a training of few turns in place of a long one."""
    long = probe.options.get("num_iterations", 0) > max(TURNS)
    return fewer_turns(probe, max(TURNS)) if long else probe


def prepared(
    exercise: Exercise,
    function: Callable,
    known: Mapping[str, object],
    passed: Collection[str],
    seed: int | Sequence[int],
) -> Search | None:
    """Return a search in a function, or None where there may be none."""
    tree = readable(function)
    hers = None if tree is None else allowed(tree, known, passed)
    if hers is None:
        return None
    bench = Bench(exercise, tree.name, dict(known))
    for other in hers.values():
        bench.define(counted(other), stand_in(tree.name))
    probes = probes_of(exercise, seed)
    usual = [one for one in probes if not one.extreme]
    trained = [one for one in usual if shortened(one) is not one]
    usual += [fewer_turns(one, turns) for one in trained[:1] for turns in TURNS]
    ordinary = cases_of(exercise, usual)
    extreme = cases_of(exercise, [one for one in probes if one.extreme])
    return Search(exercise, counted(tree), bench, ordinary, extreme)


def stand_in(name: str) -> ast.stmt:
    """Return a function that does nothing yet."""
    return ast.parse(f"def {name}(): pass").body[0]
