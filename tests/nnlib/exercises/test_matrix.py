"""Every wrong version fails and is named, every accepted form passes, a stub is a stub.

What authors must keep, `python -m grading check-course` says; here it is asked of every
version by itself. The numbers are added up on one line at the end of the run.
"""

import inspect

import pytest

from grading.authored import behaviour
from grading.text.exercise_note import checked
from nnlib.check.runner import names_used
from nnlib.exercises import NOTEBOOKS, evaluate

ENOUGH_VARIANTS, ENOUGH_FORMS = 350, 120  # over all exercises


def test_a_wrong_version_fails_and_is_named_as_itself(
    exercise, mistake, record_property
):
    verdict = checked(exercise, mistake)
    caught, named = verdict.status != "passed", verdict.diagnosis == mistake.id
    for name, holds in (("registered", True), ("caught", caught), ("named", named)):
        record_property(name, int(holds))
    assert list(behaviour.named(exercise, mistake, verdict)) == []
    assert verdict.points < verdict.max_points
    for fact in verdict.facts:
        # A number of one or two digits may also be a size.
        if fact.kind == "value" and len(fact.about["expected"]) > 3:
            assert fact.about["expected"] not in " ".join(verdict.lines(values=False))


def test_an_accepted_form_passes_in_full(exercise, form, record_property):
    verdict = behaviour.form_verdict(exercise, form)
    found = list(behaviour.accepted(exercise, form.__name__, verdict))
    record_property("accepted", int(not found and form is not exercise.reference))
    record_property("false alarms", int(bool(found)))
    assert found == []
    assert verdict.points == verdict.max_points


def is_independent(form):
    """Tell whether a form calls nothing of the course's mathematics."""
    called = (form.__globals__.get(name) for name in names_used(form))
    homes = {getattr(one, "__module__", "") or "" for one in called}
    return not any(home.startswith("nnlib.") for home in homes - {form.__module__})


def test_there_are_enough_of_both_over_all_exercises(record_property):
    exercises = [one for some in NOTEBOOKS.values() for one in some]
    forms = [form for one in exercises for form in one.accepted]
    independent = sum(map(is_independent, forms))
    record_property("independent", independent)
    assert sum(len(one.variants) for one in exercises) >= ENOUGH_VARIANTS
    assert independent >= ENOUGH_FORMS


# ---- stubs


@pytest.mark.parametrize(
    "body",
    ["# Your code here\n    raise NotImplementedError", "pass", "..."],
    ids=["as-released", "pass", "dots"],
)
def test_a_stub_is_not_attempted(exercise, body, written):
    head = f"def {exercise.name}{inspect.signature(exercise.reference)}:"
    stub = written(f"{head}\n    '''What it does.'''\n    {body}\n", exercise.name)
    verdict = evaluate(exercise.id, stub)
    assert (verdict.status, verdict.points) == ("not_attempted", 0.0)


def test_a_function_that_returns_nothing_is_told_so(exercise, written):
    head = f"def {exercise.name}{inspect.signature(exercise.reference)}:"
    verdict = evaluate(exercise.id, written(f"{head}\n    x = 1\n", exercise.name))
    assert (verdict.status, verdict.diagnosis) == ("failed", None)
    assert "got None. Is the return line missing?" in " ".join(verdict.lines())
