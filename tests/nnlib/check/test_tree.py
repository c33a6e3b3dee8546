"""Outputs of several arrays: compared one by one, named by their place."""

from collections import OrderedDict

import numpy as np
import pytest

from nnlib.check import Exercise, Probe, Tree, Unfulfilled, variant
from nnlib.check.compare import Unusable, leaves, leaves_of, outputs
from nnlib.check.exercise import output_names
from tests.cases import every_case


def grow(sizes):
    """Give one column of whole numbers for each size, from the last to the first."""
    return {f"W{k}": np.arange(1.0, n + 1)[:, None] for k, n in layers(sizes)}


def layers(sizes):
    """Count the sizes from 1, from the last to the first."""
    return reversed(list(enumerate(sizes, start=1)))


@variant(
    "each twice as large",
    evidence="Your numbers are twice the expected ones.",
    question="what is half of that?",
)
def doubled(sizes):
    return {name: 2 * one for name, one in grow(sizes).items()}


@variant(
    "names shifted by one",
    evidence="Your names are shifted by one.",
    question="where does counting begin?",
)
def shifted(sizes):
    return {f"W{int(name[1:]) - 1}": one for name, one in grow(sizes).items()}


@variant(
    "first one missing",
    evidence="Your first entry is missing.",
    question="where does counting end?",
)
def first_missing(sizes):
    return {name: one for name, one in grow(sizes).items() if name != "W1"}


EXERCISE = Exercise(
    id="99/grow",
    parts={"parameters": 10},
    reference=grow,
    returns=Tree("parameters"),
    probes=lambda rng: [
        Probe(([2, 3],), sizes={"L": 2}, shown=True),
        Probe(([4],), sizes={"L": 1}),
        Probe(([2, 5, 3],), sizes={"L": 3}),
    ],
    variants=(doubled, shifted, first_missing),
)


def with_entry(name, change):
    """Change one entry of the right answer."""

    def function(sizes):
        right = grow(sizes)
        if name in right:
            right[name] = change(right[name])
        return right

    return function


RIGHT = {
    "extra keys": lambda sizes: {**grow(sizes), "dA1": 7, 3: "x"},
    "another order": lambda sizes: dict(sorted(grow(sizes).items())),
    "lists for arrays": lambda sizes: {k: v.tolist() for k, v in grow(sizes).items()},
    "whole numbers": lambda sizes: {k: v.astype(int) for k, v in grow(sizes).items()},
    "another mapping": lambda sizes: OrderedDict(grow(sizes)),
}


@pytest.mark.parametrize("function", RIGHT.values(), ids=RIGHT)
def test_what_differs_in_taste_passes(verdict_on, function):
    verdict = verdict_on(EXERCISE, function)
    assert verdict.status == "passed", verdict.lines()


# What is wrong with the answer, and the sentence about it.
WRONG = {
    "shape": (
        with_entry("W1", np.ravel),
        'parameters["W1"]: expected shape (2, 1), got shape (2,).',
    ),
    "numbers": (
        with_entry("W2", lambda one: one + 1),
        'parameters["W2"]: expected [[1], [2], [3]], got [[2], [3], [4]].',
    ),
    "first of two": (
        lambda sizes: {name: -one for name, one in grow(sizes).items()},
        'parameters["W2"]: expected [[1], [2], [3]], got [[-1], [-2], [-3]].',
    ),
    "other cases": (
        with_entry("W3", lambda one: -one),
        'parameters["W3"]: right on the small example, wrong on others (L = 3).',
    ),
    "no numbers": (
        with_entry("W1", lambda one: "two"),
        'parameters["W1"]: expected numbers, got a value of type str.',
    ),
    "none inside": (
        with_entry("W1", lambda one: None),
        'parameters["W1"]: expected numbers, got None.',
    ),
    "missing": (
        first_missing.function,
        'parameters["W1"]: expected an entry of this name, got the keys W2.',
    ),
    "no dictionary": (
        lambda sizes: list(grow(sizes).values()),
        "parameters: expected a dictionary with W2, W1, got 2 values.",
    ),
    "nothing": (
        lambda sizes: None,
        "parameters: expected a dictionary with W2, W1, got None. "
        "Is the return line missing?",
    ),
}


@every_case(("function", "sentence"), WRONG.values(), ids=WRONG)
def test_the_first_wrong_entry_is_named_by_its_place(verdict_on, function, sentence):
    verdict = verdict_on(EXERCISE, function)
    assert verdict.status == "failed"
    assert sentence in verdict.lines()


@pytest.mark.parametrize("mistake", EXERCISE.variants, ids=lambda one: one.id)
def test_a_wrong_version_is_named_although_keys_differ(verdict_on, mistake):
    verdict = verdict_on(EXERCISE, mistake.function)
    assert verdict.diagnosis == mistake.id


def test_extra_keys_do_not_hide_a_mistake(verdict_on):
    verdict = verdict_on(EXERCISE, lambda sizes: {**doubled.function(sizes), "m": 3})
    assert verdict.diagnosis == "doubled"


# ---- trees in trees, and beside other outputs

FORM = ("A", Tree("caches"))
LIKE = (np.ones(2), [((np.ones((2, 1)), [1, 2]), 3.0), ((np.ones((1, 1)), [4]), 5.0)])


def test_a_tree_has_one_output():
    assert output_names(FORM) == ["A", "caches"]


def test_places_are_written_as_python_writes_them():
    found = outputs(FORM, LIKE)["caches"]
    assert [place for place, _ in leaves_of(found)] == [
        f"[{cache}]{place}" for cache in (0, 1) for place in ("[0][0]", "[0][1]", "[1]")
    ]


def test_a_row_of_plain_numbers_is_one_array():
    assert leaves({"W1": (3, 2)}, like={"W1": (4, 2)})["W1",].tolist() == [3, 2]
    assert leaves({"W1": np.array([3, 2])}, like={"W1": (4, 2)})["W1",].shape == (2,)


@pytest.mark.parametrize(
    ("value", "came"),
    [
        pytest.param((3,), "1 value", id="one-short"),
        pytest.param(np.zeros((3, 2)), "an array of shape (3, 2)", id="array"),
        pytest.param(3, "a value of type int", id="number"),
    ],
)
def test_a_row_of_another_length_is_told_as_numbers(value, came):
    found = leaves({"W1": value}, like={"W1": (4, 2)})
    assert found == {("W1",): Unusable("2 numbers", came)}


@pytest.mark.parametrize(
    ("caches", "wrong"),
    [
        pytest.param(LIKE[1][:1], Unusable("2 values", "1 value"), id="one-short"),
        pytest.param(7.0, Unusable("2 values", "a value of type float"), id="number"),
        pytest.param({}, Unusable("2 values", "a dictionary with no entries"), id="{}"),
        pytest.param(None, Unusable("2 values", "None"), id="none"),
    ],
)
def test_a_list_of_another_length_is_told_as_a_whole(caches, wrong):
    assert outputs(FORM, (1.0, caches), LIKE)["caches"] == wrong


def test_what_lies_deeper_is_told_at_its_place():
    flat = [(np.ones((2, 1)), [1, 2], 3.0), LIKE[1][1]]
    found = outputs(FORM, (1.0, flat), LIKE)["caches"]
    assert found[(0,)] == Unusable("2 values", "3 values")
    assert found[(1, 1)] == 5.0


def test_tuples_and_lists_are_alike():
    swapped = tuple([list(pair), Z] for pair, Z in LIKE[1])
    found = outputs(FORM, [LIKE[0], swapped], LIKE)["caches"]
    for place, expected in outputs(FORM, LIKE)["caches"].items():
        np.testing.assert_array_equal(found[place], expected)


class Broken(dict):
    """A dictionary that raises when it is asked."""

    def __contains__(self, key):
        """Raise."""
        raise RuntimeError("no")


def test_a_dictionary_that_raises_is_no_tree():
    found = outputs(Tree("grads"), Broken(), {"dW1": 1.0})
    assert found == {"grads": Unusable("numbers", "a value of type Broken")}


# ---- judges


def judged(lacking):
    """An exercise whose judge expects the learner's own numbers, unless negative."""

    def judge(probe, got, call):
        return {
            "parameters": {
                place: lacking if one.min() < 0 else one
                for place, one in got["parameters"].items()
            }
        }

    return Exercise(**{**vars(EXERCISE), "judge": judge, "variants": ()})


def test_a_judge_may_expect_what_came(verdict_on):
    exercise = judged(Unfulfilled("numbers above 0", "others"))
    assert verdict_on(exercise, doubled.function).status == "passed"


def test_a_judge_may_say_what_one_entry_lacks(verdict_on):
    exercise = judged(Unfulfilled("numbers above 0", "others"))
    verdict = verdict_on(exercise, with_entry("W1", lambda one: -one))
    assert verdict.status == "failed"
    assert 'parameters["W1"]: expected numbers above 0, got others.' in verdict.lines()


def test_a_judge_may_say_what_the_whole_lacks(verdict_on):
    lacking = Unfulfilled("a random start", "none")
    exercise = Exercise(
        **{
            **vars(EXERCISE),
            "judge": lambda probe, got, call: {"parameters": lacking},
            "variants": (),
        }
    )
    verdict = verdict_on(exercise, grow)
    assert "parameters: expected a random start, got none." in verdict.lines()


def test_nan_in_an_entry_is_seen_in_extreme_cases(verdict_on):
    extreme = Probe(([0, 2],), extreme=True, about="an empty layer")
    exercise = Exercise(
        **{
            **vars(EXERCISE),
            "probes": lambda rng: [*EXERCISE.probes(rng), extreme],
            "variants": (),
        }
    )

    def spoiled(sizes):
        return {k: v * (np.nan if 0 in sizes else 1) for k, v in grow(sizes).items()}

    verdict = verdict_on(exercise, spoiled)
    assert verdict.points == 9
    assert any("nan appears for an empty layer" in line for line in verdict.lines())


def test_further_keys_are_welcome_where_nothing_else_is_said():
    value, like = {"W0": [1.0], "W1": [2.0]}, {"W1": np.array([2.0])}
    (welcome,) = outputs(Tree("parameters"), value, like).values()
    (refused,) = outputs(Tree("parameters", exact=True), value, like).values()
    assert [*welcome] == [("W1",)]
    assert refused == Unusable("a dictionary with W1 alone", "W0 besides")


def test_a_missing_key_is_told_before_a_further_one():
    form, like = Tree("parameters", exact=True), {"W1": np.array([2.0])}
    (found,) = outputs(form, {"W0": [1.0]}, like).values()
    assert found == {("W1",): Unusable("an entry of this name", "the keys W0")}
