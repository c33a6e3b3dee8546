"""The exercises together: found by id, refused if they cannot be graded."""

import pytest

from nnlib import check, exercises
from nnlib.exercises import NOTEBOOKS
from tests.cases import every_case
from tests.registered import EXERCISES

every_exercise = every_case("exercise", EXERCISES, ids=lambda one: one.id)


@every_exercise
def test_an_exercise_is_found_by_its_id(exercise):
    assert exercises.get(exercise.id) is exercise
    assert exercise.id == f"{exercise.notebook}/{exercise.name}"


def test_the_check_of_a_notebook_knows_its_exercises():
    for notebook in NOTEBOOKS:
        found = exercises.checks(notebook)
        assert isinstance(found, check.Check)
        assert tuple(found.exercises.values()) == exercises.exercises(notebook)


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("02/propagat", r"id is '02/propagat', expected one of .*02/propagate"),
        ("07/propagate", r"notebook is '07', expected one of .*02"),
        ("", r"notebook is '', expected one of .*02"),
    ],
)
def test_an_unknown_id_is_refused_with_those_that_exist(id, message):
    with pytest.raises(ValueError, match=message):
        exercises.get(id)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"parts": {"A": 5, "B": 1}}, "part 'B' is not in returns"),
        ({"parts": {"A": 0}}, "every part needs points above zero"),
        ({"hints": ("1", "2", "3", "4", "5")}, "5 hints, at most 4"),
        ({"variants": "twice"}, "variants share the id"),
    ],
)
def test_an_exercise_that_cannot_be_graded_is_refused(change, message):
    known = exercises.get("02/sigmoid")
    if "variants" in change:
        change = {"variants": known.variants[:1] * 2}
    fields = {**vars(known), **change}
    with pytest.raises(ValueError, match=f"02/sigmoid: {message}"):
        check.Exercise(**fields)
