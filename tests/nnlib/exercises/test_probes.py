"""The probes: small at first, enough to prove a mistake, fit for every version.

Each test is one rule over all exercises, and lists all that breaks it.
"""

import inspect

import numpy as np

from nnlib.check.trial import probe_generator
from tests.cases import none_of
from tests.registered import EXERCISES

FEWEST = 3
ON_PAPER = 24  # numbers


def drawn(seed):
    """Yield each exercise with the probes that a seed draws."""
    for exercise in EXERCISES:
        yield exercise, exercise.probes(probe_generator(exercise, seed))


def size(probe):
    """Count the numbers in the arrays among the arguments."""
    return sum(one.size for one in probe.args if isinstance(one, np.ndarray))


def test_the_first_case_is_shown_and_small():
    none_of(
        f"{exercise.id}: shown {first.shown}, extreme {first.extreme}, {size(first)}"
        for exercise, (first, *_) in drawn(0)
        if not first.shown or first.extreme or size(first) > ON_PAPER
    )


def test_there_are_enough_cases_to_prove_a_mistake():
    none_of(
        f"{exercise.id}: {len(ordinary)} cases"
        for exercise, probes in drawn(0)
        for ordinary in [[probe for probe in probes if not probe.extreme]]
        if len(ordinary) < fewest(probes[0])
    )


def fewest(first):
    """Count the cases asked for; a function without arguments has only one."""
    return FEWEST if first.args or first.options else 1


def test_random_cases_differ_from_seed_to_seed():
    # Some are the same in every run: the hand-sized one, the extreme ones, the only one
    # of a function without arguments.
    none_of(
        exercise.id
        for (exercise, ones), (_, others) in zip(drawn(1), drawn(2), strict=True)
        if len(ones) > 1 and written_down(ones) == written_down(others)
    )


def written_down(probes):
    """Write down what is asked."""
    return [repr((probe.args, probe.options)) for probe in probes]


def test_wrong_versions_take_what_the_reference_takes():
    # The exercise calls all of them with the same arguments.
    for exercise, probes in drawn(0):
        wrong = (mistake.function for mistake in exercise.variants)
        for function in (exercise.reference, *wrong):
            takes = inspect.signature(function)
            for probe in probes:
                takes.bind(*probe.args, **probe.options)
