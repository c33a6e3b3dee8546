"""Every wrong version fails and is named, every accepted form passes, a stub is a stub.

What authors must keep, `python -m grading check-course` says; here it is asked of each
version by itself, in one test that holds all that must be true of it and says what is
not. The numbers are added up on one line at the end of the run.
"""

import inspect
from itertools import chain, combinations

import pytest

from grading.authored import behaviour, editions
from grading.authored.separation import REFERENCE, alike, behaviours, separation
from nnlib.check import all_mistakes
from nnlib.check.description import names_used
from nnlib.exercises import evaluate
from tests.cases import none_of
from tests.registered import EXERCISES, MISTAKES, PUBLIC, SECRET

FEW = SECRET[:2]
ENOUGH_VARIANTS, ENOUGH_FORMS = 350, 120  # over all exercises
STUBS = {
    "as released": "# Your code here\n    raise NotImplementedError",
    "pass": "pass",
    "dots": "...",
}


# ---- wrong versions


def test_a_wrong_version_fails_is_named_and_gives_nothing_away(
    exercise, mistake, remembered, record_property
):
    verdict = evaluate(exercise.id, mistake.function, PUBLIC)
    for name, holds in (
        ("registered", True),
        ("caught", verdict.status != "passed"),
        ("named", verdict.diagnosis == mistake.id),
    ):
        record_property(name, int(holds))
    none_of(
        chain(
            behaviour.named(exercise, mistake, verdict),
            all_points(verdict),
            given_away(verdict),
            remembered(changing(exercise, mistake, verdict, FEW)),
        )
    )


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


def test_an_accepted_form_passes_in_full_for_every_seed(
    exercise, form, record_property
):
    verdicts = {
        str(seed): evaluate(exercise.id, form, seed) for seed in (PUBLIC, *SECRET)
    }
    public = verdicts[str(PUBLIC)]
    passed = public.status == "passed"
    record_property("accepted", int(passed and form is not exercise.reference))
    record_property("false alarms", int(not passed))
    none_of(
        chain(
            (
                f"seed {seed}: {verdict.lines()}"
                for seed, verdict in verdicts.items()
                if verdict.status != "passed"
            ),
            behaviour.accepted(exercise, form.__name__, public),
        )
    )
    assert public.points == public.max_points
    assert public.diagnosis is None


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
