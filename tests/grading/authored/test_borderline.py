"""No verdict hangs on the draw: guards and roundings, judged over many seeds."""

import numpy as np
import pytest

from grading.authored.borderline import (
    NAMED,
    OPEN,
    PASSED,
    Answer,
    borderline,
    judged,
    rounded,
)
from nnlib.check.trial import probes_of
from nnlib.exercises import NOTEBOOKS, exercises, get

FEW, MANY = [[s, 1] for s in range(3)], [[s, 1] for s in range(200)]
# Where nothing is promised on either side, and what lies next to it.
EDGE = ("1e-4 ", "1e-5 ", "1e-6 ", "1e-7 ", "1e-8 ", "5 digits", "7 digits", "9 digits")
TRAINED = ("train", "optimize", "nn_model", "descend")


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


@pytest.mark.parametrize("id", ["01/sigmoid", "03/activation", "02/propagate"])
def test_ten_digits_pass_and_five_are_named(id):
    chosen = "rounded to 5 digits", "rounded to 8 digits", "rounded to 10 digits"
    assert found(get(id), FEW, lambda one: one.change in chosen) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "exercise",
    [one for number in NOTEBOOKS for one in exercises(number)],
    ids=lambda one: one.id,
)
def test_no_borderline_answer_flips(exercise):
    trained = any(word in exercise.name for word in TRAINED)
    assert found(exercise, FEW, lambda one: True) == []
    near = [text for text in EDGE if not trained or text.endswith("digits")]
    seeds = MANY[:20] if trained else MANY
    edge = found(exercise, seeds, lambda one: any(text in one.change for text in near))
    assert edge == []


def test_a_verdict_that_hangs_on_the_seed_is_found():
    right = get("01/sigmoid")
    (chance, *_) = drawn(right, [7, 1]) - drawn(right, [8, 1])

    def by_chance(z):
        return 0.0 if z == chance else right.reference(z)

    result = judged(Answer(right, "by chance", OPEN, by_chance), [[7, 1], [8, 1]])
    assert result.flips and result.kept
    assert not judged(Answer(right, "named", NAMED, right.reference), FEW[:1]).kept
    assert judged(Answer(right, "right", PASSED, right.reference), FEW[:1]).kept


def drawn(exercise, seed):
    """Return the numbers that are asked with a seed."""
    return {one.args[0] for one in probes_of(exercise, seed)}


def test_rounding_goes_through_a_value():
    value = {"w": np.array([0.126]), "costs": [0.126], "n": 3, "name": "w"}
    expected = {"w": np.array([0.13]), "costs": [0.13], "n": 3, "name": "w"}
    assert rounded(value, 2) == expected
