"""What can be seen in wrong numbers where no registered mistake explains them.

A detector states a fact, such as "the expected numbers times m", and only if it holds
in every case and shows in three or more. At most one speaks: the first of a fixed
order. None of them calls the function again; `nnlib.check.further_calls` holds those.
"""

import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from nnlib.check import counts
from nnlib.check.compare import Unusable
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.lost_digits import LOST_DIGITS
from nnlib.check.traits import EXAMPLES
from nnlib.check.trial import FEWEST_PROBES, Trial, same
from nnlib.check.verdict import Fact
from nnlib.check.views import Case, View, first_layer_of, views_of

ROUGH = 1e-3
PLAIN_FACTORS = {"-1": -1.0, "2": 2.0, "1/2": 0.5}
Detector = Callable[[Exercise, View], Mapping[str, object] | None]


def seen_in_numbers(
    exercise: Exercise,
    done: Sequence[Trial],
    wrong: Sequence[str],
    further: Sequence[Trial] = (),
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
    further : sequence of Trial
        Trials at extremes, which a sentence has to fit as well.

    Returns
    -------
    list of Fact
        The same fact of one or more outputs, or nothing.
    """
    if any(trial.stopped for trial in done):
        return []
    both = exchanged([*done, *further], wrong)
    if both:
        return [Fact("exchanged", {"part": ", ".join(both)})]
    views = [view for part in wrong for view in views_of(part, done, further)]
    facts = first_that_fits(exercise, views)
    if facts:
        return [one for one in facts if one.about["part"] in wrong] or facts
    for few_digits in LOST_DIGITS.values():
        facts = [fact for part in wrong for fact in few_digits(part, done)]
        if facts:
            return facts
    return []


def seen_in_first_layer(
    exercise: Exercise,
    done: Sequence[Trial],
    wrong: Sequence[str],
    further: Sequence[Trial] = (),
) -> list[Fact]:
    """Return what is certain of the layer that is computed first, of each output.

    Parameters
    ----------
    exercise, done, wrong, further
        As in `seen_in_numbers`.

    Returns
    -------
    list of Fact
        The same fact of one or more outputs, or nothing.
    """
    views = [view for part in wrong for view in first_layer_of(part, done, further)]
    return first_that_fits(exercise, views)


def first_that_fits(exercise: Exercise, views: Sequence[View]) -> list[Fact]:
    """Return what the first detector that sees anything says of each view."""
    for kind, detector in DETECTORS.items():
        found = [(view.part, detector(exercise, view)) for view in views]
        facts = [Fact(kind, {"part": part, **about}) for part, about in found if about]
        if facts:
            return facts
    return []


# ---- one detector each: what it can say of an output, or None


def factor(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find a factor: a plain one, a size of the case, one over it, or two of them."""
    view = view.sized
    tried = counts.sizes_tried(case.probe.sizes for case in view.cases)
    factors = {name: [value] * len(view.cases) for name, value in PLAIN_FACTORS.items()}
    known = common_sizes(view)
    for name, sizes in known.items():
        factors[name] = sizes
        factors[f"1/{name}"] = [1 / size for size in sizes]
    for over, under in itertools.permutations(known, 2):
        pairs = zip(known[over], known[under], strict=True)
        factors[f"{over}/{under}"] = [one / other for one, other in pairs]
    fitting = [name for name, values in factors.items() if scaled(view, values)]
    if len(fitting) != 1:
        return None
    letters = [letter for letter in fitting[0].split("/") if letter in tried]
    cases = ", ".join(f"{letter} = {tried[letter]}" for letter in letters)
    return {"factor": fitting[0], "cases": f" for {cases}" if cases else " every time"}


def fixed_divisor(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find a mean that is divided by the same number, however many examples there are.

    Where m was written down, the expected numbers times m are a fixed multiple of what
    came.
    """
    view = view.sized
    sizes = common_sizes(view).get(EXAMPLES)
    ratios = [number_of_times(case) for case in view.cases]
    if sizes is None or not np.isfinite(ratios).all():
        return None
    # What is expected to be 0 tells nothing of a divisor.
    divisors = [m / ratio for m, ratio in zip(sizes, ratios, strict=True) if ratio]
    if len(divisors) < FEWEST_PROBES:
        return None
    divisor = round(divisors[0])
    same_number = np.allclose(divisors, divisor, rtol=ROUGH) and divisor > 1
    scales = [m / divisor for m in sizes] if same_number else []
    return {"divisor": divisor} if scales and scaled(view, scales) else None


def number_of_times(case: Case) -> float:
    """Return what came over what was expected, at the largest number; 0 if none."""
    came, asked = (
        np.concatenate([a.ravel() for a in x]) for x in (case.got, case.expected)
    )
    if came.shape != asked.shape or not asked.size:
        return 0.0
    place = np.argmax(np.abs(asked))
    return float(came[place] / asked[place]) if asked[place] else 0.0


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


def reshaped(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find the right numbers in another shape, such as one number in an array."""
    if any(len(case.got) > 1 or not only_reshaped(case) for case in view.cases):
        return None
    (shape, *others) = {case.got[0].shape for case in view.cases}
    if others or any(case.expected[0].ndim for case in view.cases):
        return {"numbers": "numbers", "how": "in another shape"}
    return {"numbers": "number", "how": f"wrapped in an array of shape {shape}"}


def only_reshaped(case: Case) -> bool:
    """Tell whether an array holds what was expected, in order, in another shape."""
    came, asked = case.got[0], case.expected[0]
    if came.shape == asked.shape or came.size != asked.size:
        return False
    return same(case.probe, came.reshape(asked.shape), asked)


def table(exercise: Exercise, view: View) -> Mapping[str, object] | None:
    """Find a table where one row, one column or one number was expected."""
    # A table with one example is a column.
    view = View(view.part, tuple(c for c in view.cases if not c.probe.extreme))
    shapes = [case.got[0].shape for case in view.cases]
    single = all(len(case.got) == 1 and narrow(case) for case in view.cases)
    if not single or len(set(shapes)) < FEWEST_PROBES:
        return None
    rows, columns = (letters(view, axis) for axis in (0, 1))
    if not rows or not columns:
        return None
    return {"rows": rows[0], "columns": columns[0], "wanted": form_of(view)}


def form_of(view: View) -> str:
    """Say what is expected where a table came: a column, a row, a number, an axis."""
    shapes = [case.expected[0].shape for case in view.cases]
    if any(len(shape) < 2 for shape in shapes):
        return "a single number" if () in shapes else "an array with one axis"
    return "a single column" if all(n == 1 for _, n in shapes) else "a single row"


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


DETECTORS: dict[str, Detector] = {
    "echo": echo,
    "constant": constant,
    "transposed": transposed,
    "reshaped": reshaped,
    "factor": factor,
    "fixed_divisor": fixed_divisor,
    "table": table,
    "whole": whole,
}


def exchanged(done: Sequence[Trial], wrong: Sequence[str]) -> tuple[str, ...]:
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
                return one, other
    return ()
