"""Other seeds draw other numbers, and an answer learnt by heart does not know them.

That they give the same verdicts is tried with every version in `test_matrix`.
"""

import inspect
import pickle

import numpy as np

from nnlib import check
from nnlib.check.trial import probe_generator
from nnlib.exercises import evaluate, exercises, get
from tests.cases import every_case
from tests.registered import EXERCISES, PUBLIC, SECRET

# Whoever recites tries nothing, and the search is a part of what is asked.
SEARCHES = ("05/choose_settings",)


def learnt_by_heart(exercise):
    """Write down what the public seed asks, and answer it from memory alone."""
    answers = {}

    def write_down(*args, **options):
        # Before the call: a generator moves on.
        asked = pickle.dumps((args, options))
        try:
            answers[asked] = exercise.reference(*args, **options)
        except ValueError as error:
            answers[asked] = error
        return said(answers[asked])

    def recite(*args, **options):
        return said(answers[pickle.dumps((args, options))])

    def said(answer):
        if isinstance(answer, ValueError):
            raise answer
        return answer

    check.evaluate(exercise, check.LocalRunner(write_down), seed=PUBLIC)
    return recite


@every_case("exercise", EXERCISES, ids=lambda one: one.id)
def test_an_answer_learnt_by_heart_passes_the_public_seed_only(exercise):
    recite = learnt_by_heart(exercise)
    known = "partial" if exercise.id in SEARCHES else "passed"
    assert evaluate(exercise.id, recite, PUBLIC).status == known
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


def test_a_start_of_few_weights_may_lie_near_0():
    # One of some hundred seeds draws four weights of which the largest is small.
    seed = [4064803008, 3913057095, 1284710571, 1305840097]
    assert (
        evaluate("03/nn_model", get("03/nn_model").reference, seed).status == "passed"
    )
