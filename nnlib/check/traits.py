"""What arguments may look like without meaning anything else, tried in every exercise.

A trait changes a probe in one way: other types, another order of entries, one example,
one feature, one unit.
Every exercise has each trait that its arguments allow, or says why not. What goes wrong
there costs what an extreme input costs.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from nnlib.check.exercise import Exercise, Probe

EXAMPLES = "m"
# Arguments that may hold whole numbers; weights, biases and probabilities do not.
DATA = ("X", "Z", "X_train", "x", "z")
LABELS = ("Y", "y")
# What has a row for each feature; with it come `w`, the first weights and widths.
FEATURES = ("X", "X_train", "x")
# How many times as wide the steps of a training are whose cost stalls.
STALLING = 1e-9
# Exercises whose cache tells of all units draw such a case themselves, in these words.
ONE_UNIT = {
    "about": "a single hidden unit",
    "question": "which line counts on more than one hidden unit?",
}
FIRST = slice(0, 1)  # of the examples


@dataclass(frozen=True)
class Trait:
    """A change of arguments that means nothing, and what to ask where it shows.

    Parameters
    ----------
    name : str
        In a few words.
    question : str
        Leads to the idea.
    changed : callable
        ``changed(arguments, m) -> (arguments, what is special now)`` of the arguments
        by their names, m examples; nothing is special where nothing can be changed.
    sizes : mapping of str to int
        Sizes of the case that are others now.
    """

    name: str
    question: str
    changed: Callable[[Mapping[str, object], int], tuple[dict, str]]
    sizes: Mapping[str, int] = field(default_factory=dict)


def trait_probes(exercise: Exercise, small: Probe, drawn: Probe) -> Iterator[Probe]:
    """Yield a probe with each trait that an exercise has, as extreme probes.

    Parameters
    ----------
    exercise : Exercise
        Names the traits that it does not have.
    small, drawn : Probe
        One that fits on paper, and one whose sizes all differ.
    """
    for trait in TRAITS:
        if trait.name not in exercise.without:
            base = drawn if trait.changed is one_example else small
            yield from with_trait(exercise, trait, base)


def with_trait(exercise: Exercise, trait: Trait, probe: Probe) -> Iterator[Probe]:
    """Yield a probe with a trait; nothing where no argument can have it."""
    signature = inspect.signature(exercise.reference)
    names = list(signature.parameters)[: len(probe.args)]
    given = {**dict(zip(names, probe.args, strict=True)), **probe.options}
    made, about = trait.changed(given, probe.sizes.get(EXAMPLES, 0))
    if about:
        other = {name: n for name, n in trait.sizes.items() if name in probe.sizes}
        yield replace(
            probe,
            args=tuple(made[name] for name in names),
            options={name: made[name] for name in probe.options},
            sizes={**probe.sizes, **other},
            shown=False,
            extreme=True,
            about=about,
            question=trait.question,
        )


def changed_where(
    given: Mapping[str, object], how: Callable[[str, object], object]
) -> tuple[dict, list[str]]:
    """Change arguments one by one, and name those that have changed."""
    made = {name: how(name, value) for name, value in given.items()}
    return made, [name for name in given if made[name] is not given[name]]


def whole_numbers(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Round data away from 0, to numbers of an integer type."""
    made, names = changed_where(
        given, lambda name, value: rounded_up(value) if name in DATA else value
    )
    return made, f"whole numbers in {names[0]}" if names else ""


def rounded_up(value: object) -> object:
    """Return the next whole numbers further from 0."""
    if isinstance(value, float):
        return int(np.copysign(np.ceil(abs(value)), value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.copysign(np.ceil(np.abs(value)), value).astype(int)
    return value


def numpy_numbers(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Give single numbers, and labels, in types of numpy's."""
    made, names = changed_where(given, retyped)
    return made, f"{names[0]} of another type of number" if names else ""


def retyped(name: str, value: object) -> object:
    """Return a number, or labels, as an array would give it: equal, of another type."""
    if isinstance(value, np.ndarray):
        turned = float if value.dtype.kind in "iu" else int
        return value.astype(turned) if name in LABELS else value
    if type(value) is float or (type(value) is int and name in LABELS):
        return np.float64(value)
    return np.int64(value) if type(value) is int else value


def other_order(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Turn the order of the entries of dictionaries."""
    made, names = changed_where(
        given,
        lambda name, value: (
            dict(reversed(value.items()))
            if isinstance(value, dict) and len(value) > 1
            else value
        ),
    )
    return made, f"another order of the entries in {names[0]}" if names else ""


def one_example(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Keep the first example alone, in every array that has m of them."""
    made, names = changed_where(
        given, lambda name, value: columns(value, m, FIRST) if m > 1 else value
    )
    return made, "a single example" if names else ""


def columns(value: object, m: int, place: slice) -> object:
    """Return some of m columns, also of what lies in a dictionary or a tuple.

    What has no m columns is returned as it is.
    """
    if isinstance(value, dict):
        cut = {key: columns(one, m, place) for key, one in value.items()}
        return cut if any(cut[key] is not value[key] for key in cut) else value
    if isinstance(value, list | tuple):
        parts = [columns(one, m, place) for one in value]
        same = all(mine is other for mine, other in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    several = isinstance(value, np.ndarray) and value.ndim and value.shape[-1] == m
    return value[..., place] if several else value


def one_feature(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Keep the first feature alone, with the weights that read it."""
    has_rows = any(rows(given.get(name)) > 1 for name in FEATURES)
    made, _ = changed_where(given, lambda name, value: first_feature(name, value))
    return (made, "a single feature") if has_rows else (dict(given), "")


def rows(value: object) -> int:
    """Return how many rows a table has; 0 for what is no table."""
    return len(value) if isinstance(value, np.ndarray) and value.ndim == 2 else 0


def first_feature(name: str, value: object) -> object:
    """Return what is left of an argument if there is one feature."""
    if name in (*FEATURES, "w") and rows(value):
        return value[:1]
    if name == "W" and rows(value):
        return value[:, :1]
    if name == "layer_dims":
        return type(value)([1, *value[1:]])
    if isinstance(value, dict) and rows(value.get("W1")):
        return {**value, "W1": value["W1"][:, :1]}
    return value


def one_unit(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Keep one unit of the first hidden layer, where no cache tells of the others."""
    made, names = changed_where(given, first_unit)
    about = ONE_UNIT["about"] if names and "cache" not in given else ""
    return made, about


def first_unit(name: str, value: object) -> object:
    """Return what is left of an argument if the first hidden layer has one unit."""
    if name == "n_h":
        return 1
    if name == "layer_dims" and len(value) > 2:
        return type(value)([value[0], 1, *value[2:]])
    for d in ("", "d"):  # parameters, or their derivatives
        if isinstance(value, dict) and f"{d}W2" in value:
            first = {key: value[key][:1] for key in (f"{d}W1", f"{d}b1")}
            return {**value, **first, f"{d}W2": value[f"{d}W2"][:, :1]}
    return value


def stalling(given: Mapping[str, object], m: int) -> tuple[dict, str]:
    """Let a training move so little that its cost stalls; one step is no training."""
    if "learning_rate" not in given or "num_iterations" not in given:
        return dict(given), ""
    rate = STALLING * given["learning_rate"]
    return {**given, "learning_rate": rate}, "a cost that stalls"


TRAITS = (
    Trait(
        "whole numbers",
        "of which type are the numbers in the array that you write into?",
        whole_numbers,
    ),
    Trait(
        "numpy's numbers",
        "which comparison is true of 1 and not of 1.0?",
        numpy_numbers,
    ),
    Trait(
        "any order of entries",
        "which line goes by the place of an entry, and not by its name?",
        other_order,
    ),
    Trait(
        "cost that stalls",
        "how many iterations does num_iterations ask for, whatever the cost does?",
        stalling,
    ),
    Trait(
        "one example",
        "which line counts on more than one column?",
        one_example,
        {EXAMPLES: 1},
    ),
    Trait(
        "one feature",
        "which line counts on more than one feature?",
        one_feature,
        {"n_x": 1},
    ),
    Trait(
        "one unit",
        ONE_UNIT["question"],
        one_unit,
        {"n_h": 1},
    ),
)
