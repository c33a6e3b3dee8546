"""Every small change of a right function is caught, or is listed as changing nothing.

What is said of the others must be true: a name only where the outputs are those of
the registered version, evidence only where it shows for other seeds as well.
"""

import itertools
from dataclasses import replace

import pytest

from nnlib.check import LocalRunner, evaluate
from nnlib.check.detectors import DETECTORS
from nnlib.check.layers import first_wrong_layer
from nnlib.check.lost_digits import LOST_DIGITS
from nnlib.check.messages import QUESTION_OF
from nnlib.check.trial import probes_of, same, try_probe
from nnlib.check.views import first_layer_of, views_of
from nnlib.values import already_checked

from .equivalent import listed
from .subjects import changes

PUBLIC = 0
SECRET = [[2**31 + 11 * i, 5**i % 2**32, i] for i in range(20)]
SAMPLE = 15  # every fifteenth in the quick tests
SECONDS = 2.0
# Evidence that is found in an output as a whole.
BY_PART = {
    "layer": first_wrong_layer,
    **{
        kind: lambda part, done, find=find: [*find(part, done)]
        for kind, find in LOST_DIGITS.items()
    },
}

EVERY = pytest.param(1, id="every", marks=pytest.mark.long)
SOME = pytest.param(SAMPLE, id="some")


def verdict_on(exercise, function, seed=PUBLIC):
    """Evaluate a function; those of the course look at no entries meanwhile."""
    with already_checked():
        return evaluate(exercise, LocalRunner(function, seconds=SECONDS), seed=seed)


def seen(verdict):
    """Give what was seen in numbers that no registered version explains.

    How numbers became whole is left out: above 0, to cut and to round down is one.
    """
    facts = [fact for fact in verdict.facts if fact.kind in QUESTION_OF]
    return [(one.kind, {**one.about, "how": ""}) for one in facts]


@pytest.mark.parametrize("step", [EVERY, SOME])
def test_a_change_is_caught_or_listed_and_what_is_said_is_true(
    exercise, step, bounded, record_property
):
    known = listed().get(exercise.id, {})
    numbers = dict.fromkeys(
        ("generated", "caught", "equivalent", "named", "seen in numbers"), 0
    )
    escaped, untrue = [], []
    for label, make in itertools.islice(changes(exercise), 0, None, step):
        function = make()
        verdict = verdict_on(exercise, function)
        passed = verdict.status == "passed"
        numbers["generated"] += 1
        numbers["caught"] += not passed
        numbers["equivalent"] += passed and label in known
        numbers["named"] += verdict.diagnosis is not None
        numbers["seen in numbers"] += bool(seen(verdict))
        if passed != (label in known):
            escaped.append(label)
        if not true_elsewhere(exercise, function, verdict):
            untrue.append((label, verdict.lines()))
    for name, number in numbers.items():
        record_property(name, number)
    assert escaped == []
    assert untrue == []


def true_elsewhere(exercise, function, verdict):
    """Tell whether what a verdict claims is so, and is so for another seed."""
    if not verdict.diagnosis and not seen(verdict):
        return True
    other = verdict_on(exercise, function, SECRET[0])
    if verdict.diagnosis != other.diagnosis:
        return False
    if seen(verdict) != seen(other) and not all(
        shows(exercise, function, *claim) for claim in seen(verdict)
    ):
        return False
    registered = {mistake.id: mistake for mistake in exercise.variants}
    mistake = registered.get(verdict.diagnosis)
    return mistake is None or all(
        identical(exercise, function, mistake.function, seed)
        for seed in (PUBLIC, SECRET[0])
    )


def shows(exercise, function, kind, about):
    """Tell whether evidence shows for another seed, where other may come first."""
    done = [
        one for one in tried(exercise, function, SECRET[0]) if not one.probe.extreme
    ]
    views = [
        view
        for part in exercise.parts
        for looked in (views_of, first_layer_of)
        for view in looked(part, done)
    ]
    claimed = set(about.get("part", "").split(", "))
    found = {
        v.part for v in views if kind in DETECTORS and DETECTORS[kind](exercise, v)
    }
    found |= {
        part for part in exercise.parts if kind in BY_PART and BY_PART[kind](part, done)
    }
    return bool(claimed) and claimed <= found


def identical(exercise, function, mistake, seed):
    """Tell whether two functions agree wherever the second is wrong.

    Extreme cases count only where nothing else is wrong.
    """
    mine, theirs = (tried(exercise, one, seed) for one in (function, mistake))
    return alike_where_wrong(exercise, mine, theirs)


def alike_where_wrong(exercise, mine, theirs):
    """Tell whether trials agree wherever those of the second are wrong.

    Extreme cases count only where nothing else is wrong.
    """
    for extreme in (False, True):
        pairs = [
            (one, other)
            for one, other in zip(mine, theirs, strict=True)
            if extreme or not other.probe.extreme
        ]
        wrong = {p for _, t in pairs for p in exercise.parts if not t.right(p)}
        if wrong:
            return all(
                same(one.probe, one.got[part], other.got[part])
                for one, other in pairs
                for part in wrong
            )
    # It is wrong in what it does to its arguments, or in how it works.
    return True


def tried(exercise, function, seed):
    """Try a function on every case of a seed."""
    runner = LocalRunner(function, seconds=SECONDS)
    with already_checked():
        probes = probes_of(exercise, seed)
        return [try_probe(exercise, runner, probe) for probe in probes]


@pytest.mark.long
def test_what_would_be_seen_in_a_registered_version_is_true(exercise, bounded):
    unnamed = replace(exercise, variants=(), planted=())
    untrue = [
        (mistake.id, seen(verdict))
        for mistake in exercise.variants
        if (verdict := verdict_on(unnamed, mistake.function))
        and not true_elsewhere(unnamed, mistake.function, verdict)
    ]
    assert untrue == []


@pytest.mark.long
def test_a_listed_change_can_be_made_and_passes_every_secret_seed(exercise, bounded):
    known, made = listed().get(exercise.id, {}), list(changes(exercise))
    assert set(known) - {label for label, _ in made} == set()
    failing = {
        label: seed
        for label, make in made
        if label in known
        for seed in SECRET
        if verdict_on(exercise, make(), seed).status != "passed"
    }
    assert failing == {}


def test_every_reason_is_a_sentence():
    reasons = {reason for known in listed().values() for reason in known.values()}
    assert all(reason.endswith(".") for reason in reasons)
    assert max(len(reason.split()) for reason in reasons) < 20
