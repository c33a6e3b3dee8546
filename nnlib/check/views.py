"""What came beside what was expected, output by output, in every case tried."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.check.exercise import Probe
from nnlib.check.layers import layer_of
from nnlib.check.trial import FEWEST_PROBES, Trial, same


@dataclass(frozen=True)
class Case:
    """The arrays of an output in one trial: those that came and those expected."""

    probe: Probe
    got: tuple[np.ndarray, ...]
    expected: tuple[np.ndarray, ...]

    def fits(self, change: Callable[[np.ndarray], np.ndarray]) -> bool:
        """Tell whether what came is what was expected, changed in a certain way."""
        pairs = zip(self.got, self.expected, strict=True)
        # A change makes a numpy number of an array without axes.
        return all(
            same(self.probe, mine, np.asarray(change(other))) for mine, other in pairs
        )

    @property
    def wrong(self) -> bool:
        """Tell whether an array is not as expected."""
        return not self.fits(lambda expected: expected)


@dataclass(frozen=True)
class View:
    """An output, or the arrays of one kind in it, in every case."""

    part: str
    cases: tuple[Case, ...]

    @property
    def sized(self) -> "View":
        """Return it without the cases that have no sizes."""
        names = self.cases[0].probe.sizes.keys()
        known = [case for case in self.cases if names <= case.probe.sizes.keys()]
        return View(self.part, tuple(known))


def views_of(
    part: str, done: Sequence[Trial], further: Sequence[Trial] = ()
) -> Iterator[View]:
    """Yield an output as a whole, then the arrays of each kind in it: all dW, all db.

    Only what is wrong in three cases or more, and made of numbers in all.
    """
    names = dict.fromkeys(
        stem for trial in done for stem in stems(trial.expected[part])
    )
    yield from seen_often(part, list, part, done, further)
    for stem in names:
        yield from seen_often(
            part, lambda output, stem=stem: stems(output)[stem], stem, done, further
        )


def first_layer_of(
    part: str, done: Sequence[Trial], further: Sequence[Trial] = ()
) -> Iterator[View]:
    """Yield the arrays of the layer that is computed first: nothing wrong reaches it.

    Its number is L where the cases have different numbers of layers.
    """
    layers = [first_layer(trial.expected[part]) for trial in done]
    name, *others = sorted({" and ".join(key for (key,) in layer) for layer in layers})
    if all(layers):
        name = re.sub(r"\d+", "L", name) if others else name
        yield from seen_often(part, first_layer, name, done, further)


def first_layer(output: object) -> list[tuple]:
    """List the places of the arrays that belong to the first layer of a tree.

    Examples
    --------
    >>> first_layer({("dW2",): 0, ("db2",): 0, ("dW1",): 0, ("db1",): 0})
    [('dW2',), ('db2',)]
    """
    if not stems(output) or any(len(place) > 1 for place in output):
        return []
    layer = layer_of(next(iter(output)))
    return [place for place in output if layer_of(place) == layer]


def seen_often(
    part: str,
    places: Callable[[object], list[tuple]],
    name: str,
    done: Sequence[Trial],
    further: Sequence[Trial],
) -> Iterator[View]:
    """Yield some arrays of an output in every case, if three or more are wrong."""
    cases = [case_of(part, places, trial) for trial in done]
    if all(cases) and sum(case.wrong for case in cases) >= FEWEST_PROBES:
        cases += [case_of(part, places, trial) for trial in further]
        yield View(name, tuple(filter(None, cases)))


def stems(output: object) -> dict[str, list[tuple]]:
    """Sort the places of arrays in a tree by their name without a layer's number.

    Examples
    --------
    >>> stems({("dW1",): 0, ("dW2",): 0, ("db1",): 0})
    {'dW': [('dW1',), ('dW2',)], 'db': [('db1',)]}
    """
    found: dict[str, list[tuple]] = {}
    for place in output if isinstance(output, dict) else ():
        if isinstance(place[-1], str):
            found.setdefault(place[-1].rstrip("0123456789"), []).append(place)
    return found if len(found) > 1 else {}


def case_of(
    part: str, places: Callable[[object], list[tuple]], trial: Trial
) -> Case | None:
    """Return the arrays of an output in one trial; None if there are others."""
    got, expected = trial.got[part], trial.expected[part]
    if isinstance(got, dict) and isinstance(expected, dict):
        chosen = places(expected)
        mine, other = [got.get(p) for p in chosen], [expected[p] for p in chosen]
    else:
        mine, other = [got], [expected]
    usable = all(isinstance(one, np.ndarray) for one in (*mine, *other))
    return Case(trial.probe, tuple(mine), tuple(other)) if usable else None
