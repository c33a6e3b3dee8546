"""The tool that says which probes tell wrong versions apart, and how few would do."""

from dataclasses import replace

import numpy as np
import pytest

from grading import cli
from grading.authored.separation import REFERENCE, separation, smallest
from nnlib.check import Exercise, Probe, Variant
from nnlib.exercises import NOTEBOOKS


def twice(x):
    return 2 * x


def squared(x):
    return x * x


def overwritten(x):
    x[0] = 3.0
    return np.where(x == 3.0, 2.0, x)


def wrong(function):
    return Variant(function.__name__, "wrong", "It is wrong.", "why?", function)


# 2 + 2 is 2 * 2: on the first probe two versions look the same. The engine adds a third
# one, which gives the right numbers and changes its argument.
EXERCISE = Exercise(
    id="99/copy",
    parts={"x": 1},
    reference=np.copy,
    returns="x",
    probes=lambda rng: [Probe((np.array([x]),)) for x in (2.0, 5.0, 7.0)],
    variants=(wrong(twice), wrong(squared)),
)


def test_the_first_smallest_set_is_found():
    found = separation(EXERCISE)
    assert (found.probes, found.pairs, found.needed) == (4, 6, (2,))


def test_versions_that_look_the_same_are_named():
    again = replace(wrong(twice), id="double")
    found = separation(replace(EXERCISE, variants=(*EXERCISE.variants, again)))
    assert found.confused == (("twice", "double"),)


def test_a_changed_argument_separates():
    found = separation(replace(EXERCISE, variants=(wrong(overwritten),)))
    # On the first probe it looks like the one that gives the right numbers.
    assert (found.needed, found.confused) == ((2,), ())


def test_a_version_that_is_right_is_named_beside_the_right_one():
    right = Variant("right", "right", "It is right.", "why?", np.copy)
    found = separation(replace(EXERCISE, variants=(right,)))
    assert found.confused == ((REFERENCE, "right"),)
    assert found.needed == (1,)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param([], (), id="nothing-to-separate"),
        pytest.param([{1}, {3}], (1, 3), id="two-are-needed"),
        pytest.param([{1, 2}, {2, 3}], (2,), id="one-does-both"),
        pytest.param([{1, 2}, {2, 3}, {1, 3}], (1, 2), id="the-first-of-equals"),
    ],
)
def test_no_smaller_set_would_do(wanted, found):
    assert smallest(3, [frozenset(one) for one in wanted]) == found


def test_the_verb_prints_a_line_for_each_exercise(capsys):
    assert cli.main(["probes", "--notebook", "00"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [e.id for e in NOTEBOOKS["00"]]
    assert "probes would do" in lines[0]


def test_a_notebook_that_does_not_exist_is_refused(capsys):
    assert cli.main(["probes", "--notebook", "99"]) == 2
    assert "notebook is '99', expected one of 00" in capsys.readouterr().err
