"""Every wrong version fails and is named, every accepted form passes, a stub is a stub.

The numbers are added up on one line at the end of the run.
"""

import ast
import functools
import inspect
import itertools
import re
import string

import numpy as np
import pytest

from nnlib.check import all_mistakes
from nnlib.check.deductions import loops, untouched
from nnlib.check.messages import sizes_tried
from nnlib.check.runner import LocalRunner, names_used
from nnlib.check.trial import probe_generator, same, trial
from nnlib.exercises import NOTEBOOKS, evaluate

FEWEST_VARIANTS = 6
FEWEST_ACCEPTED = 2
MOST_WORDS = 19  # under twenty
NOTEBOOK_LINES = 2  # below the verdict: the replay, and how far the notebook is
ENOUGH_VARIANTS, ENOUGH_FORMS = 350, 120  # over all exercises
MOST_WORDS_OF_A_HINT = 24  # a formula takes more
SHORT = 3
ON_PAPER = 24  # numbers
WORD = re.compile(r"[^\W\d_]")
ABOUT_US = re.compile(r"\b(we|us|our|I|let's)\b")


@functools.cache
def public_verdict(id, function):
    """Evaluate a function with the public seed, once."""
    return evaluate(id, function)


# ---- wrong versions


def test_a_wrong_version_fails_and_is_named_as_itself(
    exercise, mistake, record_property
):
    verdict = public_verdict(exercise.id, mistake.function)
    caught, named = verdict.status != "passed", verdict.diagnosis == mistake.id
    for name, holds in (("registered", True), ("caught", caught), ("named", named)):
        record_property(name, int(holds))
    assert verdict.status in ("failed", "partial")
    assert verdict.points < verdict.max_points
    assert named, f"named {verdict.diagnosis}: {verdict.lines()}"


def test_the_evidence_and_the_question_are_said(exercise, mistake):
    verdict = public_verdict(exercise.id, mistake.function)
    lines = verdict.lines(room=NOTEBOOK_LINES)
    questions = [line for line in lines if line.startswith("Ask yourself: ")]
    assert len(lines) <= 8 - NOTEBOOK_LINES
    assert len(questions) == 1
    assert said(exercise, mistake)[0] in lines


def test_expected_numbers_are_told_only_where_they_may_be(exercise, mistake):
    verdict = public_verdict(exercise.id, mistake.function)
    for fact in verdict.facts:
        # A number of one or two digits may also be a size.
        if fact.kind == "value" and len(fact.about["expected"]) > 3:
            assert fact.about["expected"] not in " ".join(verdict.lines(values=False))


def test_every_pair_of_wrong_versions_is_told_apart(exercise, record_property):
    seen = {
        mistake.id: behaviour(exercise, mistake) for mistake in all_mistakes(exercise)
    }
    pairs = list(itertools.combinations(seen, 2))
    confused = [pair for pair in pairs if alike(*(seen[name] for name in pair))]
    record_property("pairs", len(pairs) - len(confused))
    assert confused == []


def behaviour(exercise, mistake):
    """Give what can be seen of a version: trials, changed arguments, a loop."""
    rng, runner = probe_generator(exercise, 0), LocalRunner(mistake.function)
    done = [trial(exercise, runner, probe) for probe in exercise.probes(rng)]
    changed = untouched(runner.describe(), done).diagnosis
    return done, changed, loops(exercise, runner, rng).diagnosis


def alike(one, other):
    """Tell whether nothing that can be seen differs."""
    return one[1:] == other[1:] and all(
        same(mine.probe, mine.got[part], theirs.got[part])
        for mine, theirs in zip(one[0], other[0], strict=True)
        for part in mine.got
    )


def test_there_are_enough_wrong_versions(exercise):
    assert len(exercise.variants) >= FEWEST_VARIANTS


def test_wrong_versions_take_what_the_reference_takes(exercise):
    # The exercise calls all of them with the same arguments.
    for function in (
        exercise.reference,
        *(one.function for one in all_mistakes(exercise)),
    ):
        takes = inspect.signature(function)
        for probe in exercise.probes(probe_generator(exercise, 0)):
            takes.bind(*probe.args, **probe.options)


def sizes_of(exercise):
    """Give the sizes that a sentence may quote, as they are written in it."""
    probes = exercise.probes(probe_generator(exercise, 0))
    return sizes_tried(probe.sizes for probe in probes if not probe.extreme)


def said(exercise, mistake):
    """Give evidence and question as the learner reads them."""
    evidence = mistake.evidence.format_map(sizes_of(exercise))
    return evidence, f"Ask yourself: {mistake.question}"


def words(text):
    """Count the words of a text; numbers and signs are none."""
    return sum(bool(WORD.search(token)) for token in text.split())


def test_evidence_and_question_are_short_and_filled(exercise):
    for mistake in all_mistakes(exercise):
        for text in said(exercise, mistake):
            assert not set("{}") & set(text), text
            for one in re.split(r"(?<=[.?!:])\s+(?=[A-Z])", text):
                assert words(one) <= MOST_WORDS, one


def test_evidence_and_question_are_sentences_said_to_you(exercise):
    for mistake in all_mistakes(exercise):
        evidence, question = said(exercise, mistake)
        assert not ABOUT_US.search(f"{evidence} {question}"), mistake.id
        assert evidence.endswith("."), evidence
        assert question.endswith(("?", ".")), question


def test_a_title_is_a_few_words_without_a_full_stop(exercise):
    for mistake in all_mistakes(exercise):
        assert words(mistake.title) <= 8, mistake.title
        assert not mistake.title.endswith("."), mistake.title


def test_evidence_quotes_only_sizes_that_every_case_has(exercise):
    probes = exercise.probes(probe_generator(exercise, 0))
    for mistake in all_mistakes(exercise):
        fields = string.Formatter().parse(mistake.evidence)
        asked = {name for _, name, _, _ in fields} - {None}
        for probe in probes:
            assert probe.extreme or asked <= set(probe.sizes), mistake.id


# ---- right versions


def test_an_accepted_form_passes_in_full(exercise, form, record_property):
    verdict = evaluate(exercise.id, form)
    passed = verdict.status == "passed"
    record_property("accepted", int(passed and form is not exercise.reference))
    record_property("false alarms", int(not passed))
    assert passed, verdict.lines()
    assert verdict.points == verdict.max_points
    assert verdict.diagnosis is None


def test_there_are_enough_accepted_forms(exercise):
    assert len(exercise.accepted) >= FEWEST_ACCEPTED


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


# ---- probes


def test_the_first_case_is_shown_and_small(exercise):
    first = exercise.probes(probe_generator(exercise, 0))[0]
    arrays = [one for one in first.args if isinstance(one, np.ndarray)]
    assert first.shown
    assert not first.extreme
    assert sum(array.size for array in arrays) <= ON_PAPER


def test_there_are_enough_cases_to_prove_a_mistake(exercise):
    probes = exercise.probes(probe_generator(exercise, 0))
    # A function without arguments has one case, and that says all.
    fewest = 3 if probes[0].args or probes[0].options else 1
    assert sum(not probe.extreme for probe in probes) >= fewest


def test_random_cases_differ_from_seed_to_seed(exercise):
    one, other = (exercise.probes(probe_generator(exercise, seed)) for seed in (1, 2))
    same_cases = [
        repr((a.args, a.options)) == repr((b.args, b.options))
        for a, b in zip(one, other, strict=True)
    ]
    # Some are the same in every run: the hand-sized one, the extreme ones, the only one
    # of a function without arguments.
    assert not all(same_cases) or len(same_cases) == 1


# ---- hints


def code_lines(function):
    """Give the lines of a function's body without docstring, each on single spaces."""
    tree = ast.parse(inspect.getsource(inspect.unwrap(function)))
    body = tree.body[0].body
    lines = [line for node in body for line in ast.unparse(node).splitlines()]
    docstring = isinstance(body[0], ast.Expr)
    return [squeezed(line) for line in (lines[1:] if docstring else lines)]


def squeezed(text):
    """Take out all white space."""
    return "".join(text.split())


def asked_for(exercise):
    """Give the lines of a reference that are worth hiding: those with an operation."""
    return [line for line in code_lines(exercise.reference) if len(line) >= 8]


def test_there_are_as_many_hints_as_the_function_deserves(exercise):
    short = len(code_lines(exercise.reference)) <= SHORT
    assert len(exercise.hints) == 2 if short else 2 <= len(exercise.hints) <= 4


def test_no_hint_holds_a_line_that_is_asked_for(exercise):
    for hint in exercise.hints:
        for line in asked_for(exercise):
            assert line not in squeezed(hint), f"{line} in {hint}"


def test_no_evidence_or_question_holds_a_line_that_is_asked_for(exercise):
    for mistake in all_mistakes(exercise):
        for line in asked_for(exercise):
            assert line not in squeezed(f"{mistake.evidence} {mistake.question}")


def test_hints_speak_of_you_in_short_sentences(exercise):
    for hint in exercise.hints:
        assert not ABOUT_US.search(hint)
        for one in re.split(r"(?<=[.?!:;])\s+", hint):
            assert words(one) <= MOST_WORDS_OF_A_HINT, one
