"""Every wrong version fails and is named, every accepted form passes, a stub is a stub.

What authors must keep, `python -m grading check-course` says; here it is asked of each
version by itself, in one test that holds all that must be true of it and says what is
not. The numbers are added up on one line at the end of the run.
"""

import inspect
from itertools import combinations

import pytest

from grading.authored import behaviour, editions
from grading.authored.separation import REFERENCE, alike, behaviours, separation
from nnlib.check import all_mistakes
from nnlib.check.description import names_used
from nnlib.exercises import evaluate
from tests.cases import every_case, none_of
from tests.registered import EXERCISES, MISTAKES, PUBLIC, SECRET

FEW = SECRET[:2]
ENOUGH_VARIANTS, ENOUGH_FORMS = 350, 120  # over all exercises
STUBS = {
    "as released": "# Your code here\n    raise NotImplementedError",
    "pass": "pass",
    "dots": "...",
}


# ---- wrong versions


def test_wrong_versions_fail_are_named_and_give_nothing_away(
    exercise, remembered, record_property
):
    record_property("registered", len(all_mistakes(exercise)))
    none_of(
        f"{mistake.id}: {violation}"
        for mistake in all_mistakes(exercise)
        for violation in violations(exercise, mistake, remembered, record_property)
    )


def violations(exercise, mistake, remembered, record_property):
    """Yield what the verdict on a wrong version lacks; count what it has."""
    verdict = evaluate(exercise.id, mistake.function, PUBLIC)
    record_property("caught", int(verdict.status != "passed"))
    record_property("named", int(verdict.diagnosis == mistake.id))
    yield from behaviour.named(exercise, mistake, verdict)
    yield from all_points(verdict)
    yield from given_away(verdict)
    yield from remembered(changing(exercise, mistake, verdict, FEW))


def all_points(verdict):
    """Yield that a wrong version loses nothing, if so."""
    if verdict.points >= verdict.max_points:
        yield f"it earns all {verdict.points:g} points"


def given_away(verdict):
    """Yield the expected numbers that are told where none may be."""
    told = " ".join(verdict.lines(values=False))
    for fact in verdict.facts:
        # A number of one or two digits may also be a size.
        if fact.kind == "value" and len(fact.about["expected"]) > 3:
            if fact.about["expected"] in told:
                yield f"the expected {fact.about['expected']} is given away: {told}"


def changing(exercise, mistake, public, seeds):
    """Yield the seeds for which a version has another verdict than in public."""
    wanted = public.status, public.points, mistake.id
    for seed in seeds:
        verdict = evaluate(exercise.id, mistake.function, seed)
        found = verdict.status, verdict.points, verdict.diagnosis
        if found != wanted:
            yield f"seed {seed} gives {found}, expected {wanted}: {verdict.lines()}"


@pytest.mark.long
def test_wrong_versions_have_the_same_verdict_for_every_secret_seed(exercise):
    none_of(
        f"{mistake.id}: {change}"
        for mistake in all_mistakes(exercise)
        for change in changing(
            exercise,
            mistake,
            evaluate(exercise.id, mistake.function, PUBLIC),
            SECRET,
        )
    )


def test_every_pair_of_versions_is_told_apart(exercise, monkeypatch, record_property):
    seen = behaviours(exercise, PUBLIC)
    names = [name for name in seen if name != REFERENCE]
    by_code = {one.id for one in exercise.variants if one.written is not None}
    confused = [
        (one, other)
        for one, other in combinations(names, 2)
        if look_the_same(seen[one], seen[other]) and by_code.isdisjoint((one, other))
    ]
    pairs = len(names) * (len(names) - 1) // 2
    record_property("pairs", pairs - len(confused))
    assert confused == []
    # The tool for authors says the same, with the right version among them.
    monkeypatch.setattr("grading.authored.separation.behaviours", lambda *asked: seen)
    found = separation(exercise, PUBLIC)
    assert found.confused == ()
    assert 1 <= len(found.needed) <= found.probes
    assert found.versions == len(all_mistakes(exercise)) + 1


def look_the_same(one, other):
    """Tell whether nothing that can be seen of two versions differs."""
    return (
        (any(one.changed), one.loop) == (any(other.changed), other.loop)
        and all(map(alike, one.trials, other.trials))
    )  # fmt: skip


# ---- right versions


@pytest.mark.parametrize(
    "seeds",
    [
        pytest.param(SECRET, id="every", marks=pytest.mark.long),
        pytest.param(SECRET[:6], id="some"),
    ],
)
def test_accepted_forms_pass_in_full_for_every_seed(exercise, seeds, record_property):
    forms = exercise.reference, *exercise.accepted
    record_property("accepted", len(exercise.accepted))
    found = [
        f"{form.__name__}: {violation}"
        for form in forms
        for violation in denied(exercise, form, seeds)
    ]
    record_property("false alarms", len(found))
    none_of(found)


def denied(exercise, form, seeds):
    """Yield what a right form is not given that it should be given."""
    for seed in (PUBLIC, *seeds):
        verdict = evaluate(exercise.id, form, seed)
        if (verdict.status, verdict.points) != ("passed", verdict.max_points):
            yield f"seed {seed}: {verdict.points:g} points, {verdict.lines()}"
        if seed == PUBLIC:
            yield from behaviour.accepted(exercise, form.__name__, verdict)
            if verdict.diagnosis is not None:
                yield f"it is called {verdict.diagnosis}"


def is_independent(form):
    """Tell whether a form calls nothing of the course's mathematics."""
    called = (form.__globals__.get(name) for name in names_used(form))
    homes = {getattr(one, "__module__", "") or "" for one in called}
    return not any(home.startswith("nnlib.") for home in homes - {form.__module__})


def test_there_are_enough_of_both_over_all_exercises(record_property):
    forms = [form for one in EXERCISES for form in one.accepted]
    independent = sum(map(is_independent, forms))
    record_property("independent", independent)
    assert len(MISTAKES) >= ENOUGH_VARIANTS
    assert independent >= ENOUGH_FORMS


# ---- stubs


@every_case("exercise", EXERCISES, ids=lambda one: one.id)
def test_a_stub_is_not_attempted_and_no_value_is_told(exercise, written):
    head = f"def {exercise.name}{inspect.signature(exercise.reference)}:"
    for body in STUBS.values():
        text = f"{head}\n    '''What it does.'''\n    {body}\n"
        verdict = evaluate(exercise.id, written(text, exercise.name))
        assert (verdict.status, verdict.points) == ("not_attempted", 0.0), body
        assert editions.changed(exercise, editions.STUB, verdict) == ""
    verdict = evaluate(exercise.id, written(f"{head}\n    x = 1\n", exercise.name))
    assert (verdict.status, verdict.diagnosis) == ("failed", None)
    assert "got None. Is the return line missing?" in " ".join(verdict.lines())
