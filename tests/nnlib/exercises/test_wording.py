"""What is said of an exercise: short, to you, and never the line that is asked for.

Each test is one rule over all exercises, and lists all that breaks it.
"""

import re
import string
from functools import cache

from nnlib.check.counts import sizes_tried
from nnlib.check.trial import probe_generator
from tests.cases import none_of
from tests.registered import EXERCISES, MISTAKES
from tests.words import ABOUT_US, code_lines, lines_asked_for, squeezed, words

MOST_WORDS = 19  # under twenty
MOST_WORDS_OF_A_HINT = 24  # a formula takes more
MOST_WORDS_OF_A_TITLE = 8
SHORT = 3  # lines of a function

HINTS = [(one, hint) for one in EXERCISES for hint in one.hints]


@cache
def probes_of(id):
    """Return the probes that the public seed draws for an exercise."""
    (exercise,) = (one for one in EXERCISES if one.id == id)
    return exercise.probes(probe_generator(exercise, 0))


def said(exercise, mistake):
    """Give evidence and question as the learner reads them."""
    probes = probes_of(exercise.id)
    sizes = sizes_tried(probe.sizes for probe in probes if not probe.extreme)
    return mistake.evidence.format_map(sizes), f"Ask yourself: {mistake.question}"


def named(exercise, mistake):
    """Name a wrong version."""
    return f"{exercise.id}, {mistake.id}"


def test_evidence_and_question_are_short_and_filled():
    none_of(
        f"{named(exercise, mistake)}: {one}"
        for exercise, mistake in MISTAKES
        for text in said(exercise, mistake)
        for one in re.split(r"(?<=[.?!:])\s+(?=[A-Z])", text)
        if words(one) > MOST_WORDS or set("{}") & set(one)
    )


def test_evidence_and_question_are_sentences_said_to_you():
    none_of(
        f"{named(exercise, mistake)}: {evidence} {question}"
        for exercise, mistake in MISTAKES
        for evidence, question in [said(exercise, mistake)]
        if ABOUT_US.search(f"{evidence} {question}")
        or not evidence.endswith(".")
        or not question.endswith(("?", "."))
    )


def test_a_title_is_a_few_words_without_a_full_stop():
    none_of(
        f"{named(exercise, mistake)}: {mistake.title}"
        for exercise, mistake in MISTAKES
        if words(mistake.title) > MOST_WORDS_OF_A_TITLE or mistake.title.endswith(".")
    )


def test_evidence_quotes_only_sizes_that_every_case_has():
    none_of(
        f"{named(exercise, mistake)}: {name} is no size of {dict(probe.sizes)}"
        for exercise, mistake in MISTAKES
        for _, name, _, _ in string.Formatter().parse(mistake.evidence)
        for probe in probes_of(exercise.id)
        if name is not None and not probe.extreme and name not in probe.sizes
    )


def test_no_evidence_or_question_holds_a_line_that_is_asked_for():
    none_of(
        f"{named(exercise, mistake)}: {line}"
        for exercise, mistake in MISTAKES
        for line in lines_asked_for(exercise)
        if line in squeezed(f"{mistake.evidence} {mistake.question}")
    )


def test_there_are_as_many_hints_as_the_function_deserves():
    none_of(
        f"{exercise.id}: {len(exercise.hints)} hints"
        for exercise in EXERCISES
        if len(exercise.hints) not in fitting(exercise)
    )


def fitting(exercise):
    """Return how many hints there may be."""
    return (2,) if len(code_lines(exercise.reference)) <= SHORT else (2, 3, 4)


def test_no_hint_holds_a_line_that_is_asked_for():
    none_of(
        f"{exercise.id}: {line} in {hint}"
        for exercise, hint in HINTS
        for line in lines_asked_for(exercise)
        if line in squeezed(hint)
    )


def test_hints_speak_of_you_in_short_sentences():
    none_of(
        f"{exercise.id}: {hint}"
        for exercise, hint in HINTS
        if ABOUT_US.search(hint)
        or any(
            words(one) > MOST_WORDS_OF_A_HINT
            for one in re.split(r"(?<=[.?!:;])\s+", hint)
        )
    )
