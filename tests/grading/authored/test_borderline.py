"""No verdict hangs on the draw: guards and roundings, judged over many seeds."""

import numpy as np
import pytest

from grading.authored.borderline import (
    DISTURBED,
    NAMED,
    OPEN,
    PASSED,
    Answer,
    borderline,
    changed,
    judged,
    wrong_outputs,
)
from nnlib.check.trial import probes_of
from nnlib.exercises import NOTEBOOKS, exercises, get

FEW, MANY = [[s, 1] for s in range(3)], [[s, 1] for s in range(200)]


def found(exercise, seeds, chosen):
    """List what flips or is not as promised."""
    results = [judged(one, seeds) for one in borderline(exercise) if chosen(one)]
    assert results
    return [
        f"{one.answer}: {one.answer.must}, {dict(one.outcomes)}"
        for one in results
        if one.flips or not one.kept
    ]


@pytest.mark.parametrize("id", ["01/log_loss", "02/standardize", "05/cross_entropy"])
def test_guards_of_usual_size_pass_and_large_ones_are_named(id):
    def at_the_edge(answer):
        reference = get(id).accepted[0].__name__
        return answer.change.startswith((f"{reference}: 1e-5", f"{reference}: 1e-7"))

    assert found(get(id), FEW, at_the_edge) == []


@pytest.mark.parametrize("id", ["01/sigmoid", "03/activation_slope", "02/propagate"])
def test_ten_digits_pass_and_five_are_named(id):
    chosen = "rounded to 5 digits", "rounded to 8 digits", "rounded to 10 digits"
    assert found(get(id), FEW, lambda one: one.change in chosen) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "exercise",
    [one for number in NOTEBOOKS for one in exercises(number)],
    ids=lambda one: one.id,
)
def test_no_borderline_answer_flips(exercise, record_property):
    assert found(exercise, FEW, lambda one: True) == []
    flips = {}
    for number, one in enumerate(borderline(exercise)):
        outcomes = wrong_outputs(one, MANY)
        record_property("answers", number + 1)
        if len(outcomes) > 1:
            flips[str(one)] = outcomes
    assert flips == {}


def test_a_verdict_that_hangs_on_the_seed_is_found():
    right = get("01/sigmoid")
    (chance, *_) = drawn(right, [7, 1]) - drawn(right, [8, 1])

    def by_chance(z):
        return 0.0 if z == chance else right.reference(z)

    result = judged(Answer(right, "by chance", OPEN, by_chance), [[7, 1], [8, 1]])
    assert result.flips and result.kept
    assert len(wrong_outputs(result.answer, [[7, 1], [8, 1]])) == 2
    assert not judged(Answer(right, "named", NAMED, right.reference), FEW[:1]).kept
    assert judged(Answer(right, "right", PASSED, right.reference), FEW[:1]).kept


def drawn(exercise, seed):
    """Return the numbers that are asked with a seed."""
    return {one.args[0] for one in probes_of(exercise, seed)}


def test_a_change_goes_through_a_value():
    value = {"w": np.array([0.126]), "costs": [0.126], "n": 3, "name": "w"}
    expected = {"w": np.array([0.13]), "costs": [0.13], "n": 3, "name": "w"}
    assert changed(value, lambda number: np.round(number, 2)) == expected


def test_there_are_a_hundred_answers_beyond_guards_and_roundings():
    every = [one for number in NOTEBOOKS for one in exercises(number)]
    assert len(every) * len(DISTURBED) >= 100
