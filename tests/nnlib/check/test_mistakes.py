"""What the engine can name in every function, and versions that are caught at it."""

from dataclasses import replace

import numpy as np
import pytest

from nnlib.check import (
    Exercise,
    LocalRunner,
    Probe,
    all_mistakes,
    evaluate,
    mistake_of,
)
from nnlib.check.mistakes import overwrite


def table(X, factors):
    return X * factors["f"]


def drawn(rng, size):
    return Probe((rng.normal(0, 1, (2, size)), {"f": np.array([[2.0], [3.0]])}))


ASKED = Exercise(
    id="99/table",
    parts={"Z": 10},
    reference=table,
    returns="Z",
    probes=lambda rng: [drawn(rng, size) for size in (3, 4, 5)],
    vectorised=drawn,
    sized="columns",
)


@pytest.mark.parametrize(
    ("id", "points"), [("changes_input", 9.0), ("loop", 8.0), ("first_turn", 0.0)]
)
def test_a_version_that_does_so_is_named_and_the_words_are_said(id, points):
    known = mistake_of(ASKED, id)
    verdict = evaluate(ASKED, LocalRunner(known.function), seed=0)
    assert (verdict.diagnosis, verdict.points) == (id, points)
    assert {known.evidence, f"Ask yourself: {known.question}"} <= {*verdict.lines()}


def test_titles_speak_of_the_exercise():
    titles = [one.title for one in all_mistakes(ASKED)]
    assert titles == ["argument overwritten", "loop over the columns"]


def test_what_costs_nothing_or_cannot_be_done_is_no_mistake():
    def probes(rng):
        return [Probe((2.0,))]

    plain = replace(ASKED, reference=abs, probes=probes, vectorised=None)
    assert all_mistakes(plain) == ()
    assert mistake_of(plain, "loop") is None


@pytest.mark.parametrize("id", [None, "unheard_of"])
def test_an_id_that_nobody_knows_is_none(id):
    assert mistake_of(ASKED, id) is None


@pytest.mark.parametrize(
    ("value", "after"),
    [
        (np.array([1, 2]), [2, 3]),
        ({"a": "word", "b": np.zeros(1)}, {"a": "word", "b": [1.0]}),
        ([3, 2], [3, 2, 0]),
        ((1.0, [np.ones(1)]), (1.0, [[2.0]])),
    ],
    ids=["array", "dictionary", "numbers", "nested"],
)
def test_the_first_thing_that_can_be_changed_is(value, after):
    assert overwrite(value)
    np.testing.assert_equal(value, after)


@pytest.mark.parametrize("value", [2.0, "word", (1, 2), {"a": 1}])
def test_what_holds_nothing_to_change_is_left(value):
    assert not overwrite(value)
