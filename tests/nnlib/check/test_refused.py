"""A right function whose own assert refuses a case keeps the points of the others."""

import pickle

import pytest

from nnlib.check import LocalRunner, evaluate
from nnlib.check.trial import probes_of
from nnlib.exercises import NOTEBOOKS
from tests.cases import none_of

EXERCISES = [one for notebook in NOTEBOOKS.values() for one in notebook]
# One notebook every day.
LATER = [pytest.param(n, marks=pytest.mark.long) for n in NOTEBOOKS if n != "02"]
NUMBERS = ["02", *LATER]
ASSERTS = """\
def {name}(*args, **options):
    assert known(args, options)
    return right(*args, **options)
"""


def refusing(exercise, cell, allowed):
    """Return the course's function behind an assert that only some cases pass."""
    known = [*map(call, allowed)]
    names = {
        "known": lambda *case: pickle.dumps(case) in known,
        "right": exercise.reference,
    }
    return cell(ASSERTS.format(name=exercise.name), names)[exercise.name]


def call(probe):
    return pickle.dumps((probe.args, dict(probe.options)))


def cases(exercise):
    """Return the cases that everybody knows, and those that hang on the seed."""
    ordinary = [one for one in probes_of(exercise, 5) if not one.extreme]
    known = [one for one in ordinary if not one.drawn]
    seen = [*map(call, known)]
    return known, [one for one in ordinary if one.drawn and call(one) not in seen]


@pytest.mark.parametrize("number", NUMBERS)
def test_cases_that_are_handled_count_in_every_exercise(number, cell):
    wrong = []
    # A judge asks for cases of its own, which these asserts refuse.
    for exercise in (one for one in NOTEBOOKS[number] if one.judge is None):
        if len(cases(exercise)[1]) < 2:
            continue
        known, drawn = cases(exercise)
        allowed = [*known, *drawn[:-1]]
        function = refusing(exercise, cell, allowed)
        verdict = evaluate(exercise, LocalRunner(function), seed=5)
        kept = 0 < verdict.points < exercise.max_points
        lines = "\n".join(verdict.lines(values=False))
        told = "assert known(args, options)" in lines and "refuses cases" in lines
        if not (kept and told and verdict.status in ("partial", "failed")):
            wrong.append(f"{exercise.id}: {verdict.points}: {lines}")
    none_of(wrong)


def all_differ(exercise):
    """Tell whether there are drawn cases, and none is one that everybody knows."""
    drawn = [one for one in probes_of(exercise, 5) if one.drawn and not one.extreme]
    return 0 < len(drawn) == len(cases(exercise)[1])


@pytest.mark.long
def test_cases_that_everybody_knows_earn_nothing(cell):
    stolen = []
    for exercise in (one for one in EXERCISES if all_differ(one)):
        known, _ = cases(exercise)
        function = refusing(exercise, cell, known)
        verdict = evaluate(exercise, LocalRunner(function), seed=5)
        if verdict.points:
            stolen.append(f"{exercise.id}: {verdict.points}")
    none_of(stolen)


@pytest.mark.parametrize("line", ["assert A.shape == (1, 5)", "assert A.shape[1] == 5"])
def test_the_case_and_its_shape_are_named(cell, verdict_on, line):
    exercise = next(one for one in EXERCISES if one.id == "02/compute_cost")
    text = f"def compute_cost(A, Y):\n    {line}\n    return right(A, Y)"
    function = cell(text, {"right": exercise.reference})["compute_cost"]
    verdict = verdict_on(exercise, function)
    lines = verdict.lines()
    assert f"Line 2 of compute_cost: {line}" in lines
    assert any(one.startswith("It happens with m = ") for one in lines)
    assert any(one.startswith("There: A has shape (1, ") for one in lines)
    assert 0 < verdict.points < exercise.max_points


def test_an_assert_that_never_holds_is_an_error_as_before(cell, verdict_on):
    exercise = next(one for one in EXERCISES if one.id == "02/compute_cost")
    text = "def compute_cost(A, Y):\n    assert A.shape == (3, 1)\n    return 0.0"
    verdict = verdict_on(exercise, cell(text)["compute_cost"])
    assert (verdict.status, verdict.points) == ("error", 0.0)
    assert "In words: An assert does not hold in this case." in verdict.lines()
