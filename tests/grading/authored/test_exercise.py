"""What an exercise must have: one that keeps every rule, and a way to break each."""

import dataclasses
import re

import pytest

from grading.authored import behaviour, exercise, findings, words
from nnlib.check import Property, Variant
from nnlib.exercises import get

KEPT = get("02/accuracy")
PERCENT = KEPT.variants[0]
RULES = [*exercise.rule, *words.rule, *behaviour.rule]


def with_first(**changes):
    """Change the first wrong version."""
    first = dataclasses.replace(PERCENT, **changes)
    return {"variants": (first, *KEPT.variants[1:])}


def with_another(function, title="another"):
    """Add a wrong version."""
    new = Variant(function.__name__, title, "It is wrong.", "why?", function)
    return {"variants": (*KEPT.variants, new)}


def same_every_time(rng):
    """Three cases that no seed changes."""
    return KEPT.probes(exercise.probe_generator(KEPT, 0))


def extreme_first(rng):
    """All cases, the first of them last. TODO: this word is to be found."""
    return KEPT.probes(rng)[::-1]


def one_argument(P):
    return P


def hundred_times(P, Y):
    return 100 * KEPT.reference(P, Y)


def nearly_right(P, Y):
    return KEPT.reference(P, Y)


def holds(call, rng):
    return True


LINE = "return float(np.mean(P == Y))"
# Rule -> what is changed, and what is said of it.
BROKEN = {
    "nothing_is_left_to_do": (
        {"probes": extreme_first},
        f"{exercise.TO_DO} is left in 1 lines; write what is missing",
    ),
    "is_named_as_its_function": (
        {"id": "03/accuracy"},
        'its reference is not built in 03; mark it @built_in("03")',
    ),
    "earns_points_once": (
        {"returns": ("accuracy", "accuracy")},
        "returns names accuracy 2 times; name each output once",
    ),
    "every_function_is_used": (
        {"probes": extreme_first},
        # In two pieces: here, the name must not be a mention of the function.
        "test_a_finding"
        "_names_file_and_line is used nowhere; mark it @exercise.accepted, or what it "
        "is",
    ),
    "needs_what_comes_before": (
        {"needs": ("02/predicted",)},
        "needs 02/predicted, which no exercise before it is; change needs or the order",
    ),
    "properties_speak_of_its_parts": (
        {"properties": (Property("it is a share", holds, ("share",)),)},
        'the property "it is a share" speaks of share; the parts are accuracy',
    ),
    "knows_mistakes_and_right_forms": (
        {"variants": KEPT.variants[:4]},
        "wrong versions: 4, at least 6; add some with @exercise.variant(...)",
    ),
    "versions_take_what_the_reference_takes": (
        with_another(one_argument),
        "one_argument(P) cannot be called as the probes call it (too many positional "
        "arguments); take the same arguments",
    ),
    "first_case_is_shown_and_small": (
        {"probes": extreme_first},
        "the first probe must be shown=True, at most 24 numbers and not extreme; begin "
        "with a case for paper",
    ),
    "cases_prove_a_mistake": (
        {"probes": same_every_time},
        "its probes are the same for every seed; draw some of them with rng",
    ),
    "has_as_many_hints_as_it_deserves": (
        {"hints": KEPT.hints[:1]},
        "1 hints for 3 lines of code; write two",
    ),
    "nothing_tells_a_line_that_is_asked_for": (
        {"hints": (LINE, "Which?")},
        f'"{LINE}" tells the line returnfloat(np.mean(P==Y)); lead to it',
    ),
    "evidence_quotes_sizes_that_every_case_has": (
        with_first(evidence="Your number is {k} times."),
        "percent: its evidence quotes {k}, which not every probe names in sizes; known "
        "are: m",
    ),
    "sentences_are_short": (
        with_first(question=20 * "why " + "?"),
        f'percent: 20 words, at most 19: "{20 * "why "}?"; shorten it',
    ),
    "mistakes_are_said_to_you": (
        with_first(evidence="Yours are percents"),
        'percent: "Yours are percents" has no end; put . there',
    ),
    "titles_are_a_few_words": (
        with_first(title="Percent."),
        'percent: the title "Percent." should be at most 8 words, without a full stop',
    ),
    "hints_are_short_and_said_to_you": (
        {"hints": ("Let us see.", "Which?")},
        'the hint "Let us see." speaks of us; speak to you',
    ),
    "wrong_versions_are_named": (
        with_another(nearly_right),
        "nearly_right: the check says passed; change it, or add a probe",
    ),
    "what_is_handed_out_earns_nothing": (
        {**with_first(worth=0.5), "planted": ("percent",)},
        "percent: it is handed out, and earns 2.5 points; give points only to outputs "
        "that it gets wrong",
    ),
    "verdicts_are_kept": (
        {"edition": 2},
        "edition 1 is kept, and it has edition 2; run python -m grading editions",
    ),
    "wrong_versions_are_told_apart": (
        with_another(hundred_times),
        "percent and hundred_times look the same on all probes; add a probe, or join "
        "them",
    ),
    "right_forms_pass": (
        {"accepted": (*KEPT.accepted, hundred_times)},
        "hundred_times is right and does not pass; mend it, or the probes' tolerance; ",
    ),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_broken_rule_is_said_with_its_remedy(rule):
    assert list(rule(KEPT)) == []
    changes, said = BROKEN[rule.__name__]
    one = dataclasses.replace(KEPT, **changes)
    found = [finding.text for finding in rule(one)]
    assert [text for text in found if text.startswith(f"{one.id}: {said}")], found


def test_a_finding_names_file_and_line():
    one = dataclasses.replace(KEPT, **with_first(title="Percent."))
    (found,) = words.titles_are_a_few_words(one)
    assert found.path.name == "accuracy.py"
    line = found.path.read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert re.match(r"def percent\(|.*percent", line)


def test_two_mistakes_that_look_the_same_are_not_named():
    one = dataclasses.replace(KEPT, edition=2, **with_another(hundred_times))
    found = [f.text for f in behaviour.wrong_versions_are_named(one)]
    assert found == [
        f"02/accuracy: {name}: the check names nothing; add a probe that tells it from "
        "the others, or join two of them"
        for name in ("percent", "hundred_times")
    ]


def test_a_function_that_stops_on_its_own_probes_is_named_and_nothing_else_is_tried():
    def stops(P, Y):
        raise TypeError("'P (1, m)' names 1, got 2")

    one = dataclasses.replace(KEPT, reference=stops)
    assert [f.text for f in findings.run([one])] == [
        "02/accuracy: its own function stops on a probe with TypeError: 'P (1, m)' "
        "names 1, got 2; mend it, or the probe"
    ]
