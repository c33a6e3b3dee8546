"""What can be seen in wrong numbers where no registered mistake explains them.

A detector states a fact, such as "the expected numbers times m", and only if it holds
in every case and shows in three or more. At most one speaks: the first of a fixed
order. None of them calls the function again; `nnlib.check.further_calls` holds those.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.check import messages
from nnlib.check.compare import Unusable
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.trial import FEWEST_PROBES, Trial, same
from nnlib.check.verdict import Fact

FLOAT32_DIGITS = 1e-5
PLAIN_FACTORS = {"-1": -1.0, "2": 2.0, "1/2": 0.5}


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


Detector = Callable[[Exercise, View], Mapping[str, object] | None]


def seen_in_numbers(
    exercise: Exercise, done: Sequence[Trial], wrong: Sequence[str]
) -> list[Fact]:
    """Return what is certain of wrong outputs from their numbers alone.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    done : sequence of Trial
        The learner's results.
    wrong : sequence of str
        The outputs that are wrong in at least one trial.

    Returns
    -------
    list of Fact
        The same fact of one or more outputs, or nothing.
    """
    if any(trial.stopped for trial in done):
        return []
    both = exchanged(done, wrong)
    if both:
        return [both]
    views = [view for part in wrong for view in views_of(part, done)]
    for kind, detector in DETECTORS.items():
        found = [(view.part, detector(exercise, view)) for view in views]
        facts = [Fact(kind, {"part": part, **about}) for part, about in found if about]
        if facts:
            return [one for one in facts if one.about["part"] in wrong] or facts
    return []


def views_of(part: str, done: Sequence[Trial]) -> Iterator[View]:
    """Yield an output as a whole, then the arrays of each kind in it: all dW, all db.

    Only what is wrong in three cases or more, and made of numbers in all.
    """
    names = dict.fromkeys(
        stem for trial in done for stem in stems(trial.expected[part])
    )
    for stem in ("", *names):
        cases = [case_of(part, stem, trial) for trial in done]
        if all(cases) and sum(case.wrong for case in cases) >= FEWEST_PROBES:
            yield View(stem or part, tuple(cases))


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


def case_of(part: str, stem: str, trial: Trial) -> Case | None:
    """Return the arrays of an output in one trial; None if there are others."""
    got, expected = trial.got[part], trial.expected[part]
    if isinstance(got, dict) and isinstance(expected, dict):
        places = stems(expected)[stem] if stem else list(expected)
        mine, other = [got.get(p) for p in places], [expected[p] for p in places]
    else:
        mine, other = [got], [expected]
    usable = all(isinstance(one, np.ndarray) for one in (*mine, *other))
    return Case(trial.probe, tuple(mine), tuple(other)) if usable else None


# ---- one detector each: what it can say of an output, or None


def factor(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find a factor: a plain one, or a size of the case, or one over a size."""
    tried = messages.sizes_tried(case.probe.sizes for case in view.cases)
    factors = {name: [value] * len(view.cases) for name, value in PLAIN_FACTORS.items()}
    for name, sizes in common_sizes(view).items():
        factors[name] = sizes
        factors[f"1/{name}"] = [1 / size for size in sizes]
    fitting = [name for name, values in factors.items() if scaled(view, values)]
    if len(fitting) != 1:
        return None
    letter = fitting[0].removeprefix("1/")
    cases = f" for {letter} = {tried[letter]}" if letter in tried else " every time"
    return {"factor": fitting[0], "cases": cases}


def common_sizes(view: View) -> dict[str, list[float]]:
    """Return the sizes that every case has and that are not all the same."""
    sizes = [case.probe.sizes for case in view.cases]
    names = [name for name in sizes[0] if all(is_size(one.get(name)) for one in sizes)]
    found = {name: [one[name] for one in sizes] for name in names}
    return {
        n: values for n, values in found.items() if len(set(values)) > 1 and all(values)
    }


def is_size(value: object) -> bool:
    """Tell a number of something from a word, such as the name of an activation."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def scaled(view: View, values: Sequence[float]) -> bool:
    """Tell whether each case is the expected one times its value."""
    pairs = zip(view.cases, values, strict=True)
    return all(
        case.fits(lambda array, value=value: value * array) for case, value in pairs
    )


def transposed(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find rows that stand where columns should."""
    turned = all(case.fits(np.transpose) for case in view.cases)
    return {"how": "transposed"} if turned else None


def table(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find a table where one row, one column or one number was expected."""
    shapes = [case.got[0].shape for case in view.cases]
    single = all(len(case.got) == 1 and narrow(case) for case in view.cases)
    if not single or len(set(shapes)) < FEWEST_PROBES:
        return None
    rows, columns = (letters(view, axis) for axis in (0, 1))
    if not rows or not columns:
        return None
    return {"rows": rows[0], "columns": columns[0]}


def narrow(case: Case) -> bool:
    """Tell whether a real table came where no table was expected."""
    came, asked = case.got[0].shape, case.expected[0].shape
    return len(came) == 2 and min(came) > 1 and (len(asked) < 2 or min(asked) == 1)


def letters(view: View, axis: int) -> list[str]:
    """Name the sizes that an axis of what came has in every case."""
    sizes = common_sizes(view)
    lengths = [case.got[0].shape[axis] for case in view.cases]
    return [name for name, values in sizes.items() if values == lengths]


def echo(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find an output that is an argument, unchanged."""
    if any(len(case.got) != 1 for case in view.cases):
        return None
    given = [dict(arguments(exercise, case.probe)) for case in view.cases]
    fitting = [
        name
        for name in given[0]
        if all(
            name in values and same(case.probe, case.got[0], values[name])
            for case, values in zip(view.cases, given, strict=True)
        )
    ]
    return {"argument": fitting[0]} if len(fitting) == 1 else None


def arguments(exercise: Exercise, probe: Probe) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the numbers among the arguments of a call, entries of dictionaries too."""
    parameters = inspect.signature(exercise.reference).parameters
    given = {**dict(zip(parameters, probe.args, strict=False)), **probe.options}
    for name, value in given.items():
        entries = value.items() if isinstance(value, Mapping) else [(name, value)]
        for key, entry in entries:
            if isinstance(entry, int | float | np.ndarray):
                yield str(key), np.asarray(entry, dtype=float)


def constant(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find one number everywhere, in every case."""
    came = np.unique(np.concatenate([a.ravel() for c in view.cases for a in c.got]))
    asked = np.concatenate([a.ravel() for c in view.cases for a in c.expected])
    if len(came) != 1 or not np.isfinite(came[0]) or np.ptp(asked) == 0:
        return None
    # -0 is 0.
    return {"number": f"{came[0] + 0.0:g}"}


def whole(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find numbers that lost the digits after the point."""
    ways = {"cut": np.trunc, "rounded down": np.floor, "rounded": np.rint}
    fitting = [how for how, way in ways.items() if all(c.fits(way) for c in view.cases)]
    if "rounded" in fitting and len(fitting) > 1:
        return None
    return {"how": fitting[0]} if fitting else None


def coarse(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find numbers with the few digits of float32."""
    return {"digits": "seven"} if all(map(in_float32, view.cases)) else None


def in_float32(case: Case) -> bool:
    """Tell whether numbers are those of float32 next to the expected ones, or near."""
    return all(
        mine.shape == other.shape
        and np.array_equal(mine, mine.astype(np.float32))
        and np.allclose(mine, other, rtol=FLOAT32_DIGITS, atol=FLOAT32_DIGITS)
        for mine, other in zip(case.got, case.expected, strict=True)
    ) and not all(np.array_equal(a, a.astype(np.float32)) for a in case.expected)


DETECTORS: dict[str, Detector] = {
    "echo": echo,
    "constant": constant,
    "transposed": transposed,
    "factor": factor,
    "table": table,
    "whole": whole,
    "coarse": coarse,
}


def exchanged(done: Sequence[Trial], wrong: Sequence[str]) -> Fact | None:
    """Find two outputs that stand in each other's place."""
    for index, one in enumerate(wrong):
        for other in wrong[index + 1 :]:
            crossed = all(
                same(t.probe, t.got[one], t.expected[other])
                and same(t.probe, t.got[other], t.expected[one])
                for t in done
            )
            apart = [t for t in done if not t.right(one) and not t.right(other)]
            usable = not any(isinstance(t.got[one], Unusable) for t in done)
            if crossed and usable and len(apart) >= FEWEST_PROBES:
                return Fact("exchanged", {"part": f"{one}, {other}"})
    return None


def first_wrong_layer(part: str, done: Sequence[Trial]) -> Fact | None:
    """Find the first wrong layer of an output that has several, if it has a name.

    Layers come in the order in which they are computed: forward from 1, backward from
    L. Those before the first wrong one are right.
    """
    found = [progress(trial, part) for trial in done if not trial.right(part)]
    if len(found) < FEWEST_PROBES or None in found:
        return None
    starts, layers, depths = zip(*found, strict=True)
    from_end = {depth - layer for layer, depth in zip(layers, depths, strict=True)}
    if len(set(layers)) == 1:
        name = str(layers[0])
    elif len(from_end) == 1:
        back = from_end.pop()
        name = f"L - {back}" if back else "L"
    else:
        return None
    start = "1" if set(starts) == {1} else "L"
    return Fact("layer", {"part": part, "start": start, "layer": name})


def progress(trial: Trial, part: str) -> tuple[int, int, int] | None:
    """Return the first layer, the first wrong layer, and how many there are.

    None where the very first is wrong, or where there are no layers.
    """
    got, expected = trial.got[part], trial.expected[part]
    if not (isinstance(got, dict) and isinstance(expected, dict)):
        return None
    layers = {place: layer_of(place) for place in expected}
    order = list(dict.fromkeys(layers.values()))
    bad = {
        layers[place]
        for place in expected
        if not same(trial.probe, got.get(place), expected[place])
    }
    first = next((layer for layer in order if layer in bad), None)
    if None in order or first in (None, order[0]) or order[0] not in (1, len(order)):
        return None
    return order[0], first, len(order)


def layer_of(place: tuple) -> int | None:
    """Read the layer from the first key that leads to an array.

    Examples
    --------
    >>> layer_of(("dW3",)), layer_of((0, 1)), layer_of(("A",))
    (3, 1, None)
    """
    key = place[0]
    if isinstance(key, int):
        return key + 1
    digits = key[len(key.rstrip("0123456789")) :]
    return int(digits) if digits else None
