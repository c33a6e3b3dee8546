"""Other seeds give the same verdicts, but not to an answer learnt by heart."""

import inspect
import pickle

import numpy as np
import pytest

from nnlib import check
from nnlib.check.trial import probe_generator
from nnlib.exercises import evaluate, exercises, get

PUBLIC = 0
# As long as the secret ones of a class: several words of entropy and a number.
SECRET = [[2**31 + 7 * i, 3**i % 2**32, i] for i in range(20)]
FEW = SECRET[:2]


def failures(exercise, function, seeds, wanted):
    """List the seeds for which a verdict is not as wanted."""
    verdicts = {tuple(seed): evaluate(exercise.id, function, seed) for seed in seeds}
    return {seed: one.lines() for seed, one in verdicts.items() if not wanted(one)}


def test_a_right_form_passes_every_secret_seed(exercise, form):
    assert not failures(exercise, form, SECRET, lambda one: one.status == "passed")


@pytest.mark.parametrize(
    "seeds",
    [
        pytest.param(FEW, id="few"),
        pytest.param(SECRET, id="all", marks=pytest.mark.long),
    ],
)
def test_a_wrong_version_has_the_same_verdict_for_secret_seeds(
    exercise, mistake, seeds
):
    public = evaluate(exercise.id, mistake.function, PUBLIC)
    wanted = public.status, public.points, mistake.id
    assert public.status != "passed"

    def as_in_public(one):
        return (one.status, one.points, one.diagnosis) == wanted

    assert not failures(exercise, mistake.function, seeds, as_in_public)


def learnt_by_heart(exercise):
    """Write down what the public seed asks, and answer it from memory alone."""
    answers = {}

    def write_down(*args, **options):
        # Before the call: a generator moves on.
        asked = pickle.dumps((args, options))
        answers[asked] = exercise.reference(*args, **options)
        return answers[asked]

    def recite(*args, **options):
        return answers[pickle.dumps((args, options))]

    check.evaluate(exercise, check.LocalRunner(write_down), seed=PUBLIC)
    return recite


def test_an_answer_learnt_by_heart_passes_the_public_seed_only(exercise):
    recite = learnt_by_heart(exercise)
    assert evaluate(exercise.id, recite, PUBLIC).status == "passed"
    # A function without arguments has one answer: to know it is what is asked.
    elsewhere = (
        "error" if inspect.signature(exercise.reference).parameters else "passed"
    )
    for seed in SECRET:
        verdict = evaluate(exercise.id, recite, seed)
        assert verdict.status == elsewhere
        assert (verdict.points == 0.0) == (elsewhere == "error")


def test_exercises_draw_different_numbers_from_the_same_seed():
    drawn = [probe_generator(one, [1, 2]).normal() for one in exercises("02")]
    assert len(set(drawn)) == len(drawn)


def test_a_seed_may_be_a_number_or_several():
    one = get("02/sigmoid")
    assert probe_generator(one, 7).normal() == probe_generator(one, [7]).normal()
    assert probe_generator(one, [7, 1]).normal() != probe_generator(one, 7).normal()
    assert np.isfinite(probe_generator(one, np.array([7, 1])).normal())
