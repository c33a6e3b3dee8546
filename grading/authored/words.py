"""How an exercise speaks: to "you", in short sentences, without an open blank."""

import re
import string
from collections.abc import Iterator

from grading.authored.exercise import about, drawn
from grading.text.finding import Finding, Rules
from nnlib.check import Exercise, Variant, all_mistakes
from nnlib.check.counts import sizes_tried

MOST_WORDS = 19  # under twenty
MOST_WORDS_OF_A_HINT = 24  # a formula takes more
MOST_WORDS_OF_A_TITLE = 8
WORD = re.compile(r"[^\W\d_]")
ABOUT_US = re.compile(r"\b(we|us|our|I|let's)\b")
SENTENCE_END = re.compile(r"(?<=[.?!:])\s+(?=[A-Z])")
HINT_END = re.compile(r"(?<=[.?!:;])\s+")

rule = Rules()


def count(text: str) -> int:
    """Count the words of a text; numbers and signs are none.

    Examples
    --------
    >>> count("w . x + b is 3 times too large")
    7
    """
    return sum(bool(WORD.search(token)) for token in text.split())


def evidence_of(exercise: Exercise, variant: Variant) -> str:
    """Fill the sizes that were tried into what is seen, as a check does."""
    probes = [probe for probe in drawn(exercise) if not probe.extreme]
    tried = sizes_tried(probe.sizes for probe in probes)
    try:
        return variant.evidence.format_map(tried)
    except KeyError:  # has a rule of its own
        return variant.evidence


def of_variant(exercise: Exercise, variant: Variant, text: str) -> Finding:
    """Say of a wrong version that a rule is not kept."""
    places = f"def {variant.id}(", f'"{variant.id}"', f".{variant.id}"
    return about(exercise, f"{variant.id}: {text}", *places)


@rule
def evidence_quotes_sizes_that_every_case_has(exercise: Exercise) -> Iterator[Finding]:
    """What stands in braces can be filled."""
    cases = [set(probe.sizes) for probe in drawn(exercise) if not probe.extreme]
    known = set.intersection(*cases)
    for variant in all_mistakes(exercise):
        fields = {name for _, name, _, _ in string.Formatter().parse(variant.evidence)}
        for name in fields - {None} - known:
            said = f"its evidence quotes {{{name}}}, which not every probe names"
            sizes = ", ".join(sorted(known)) or "none"
            yield of_variant(exercise, variant, f"{said} in sizes; known are: {sizes}")


@rule
def sentences_are_short(exercise: Exercise) -> Iterator[Finding]:
    """Under twenty words each."""
    for variant in all_mistakes(exercise):
        for text in (evidence_of(exercise, variant), variant.question):
            for sentence in SENTENCE_END.split(text):
                if count(sentence) > MOST_WORDS:
                    said = (
                        f'{count(sentence)} words, at most {MOST_WORDS}: "{sentence}"'
                    )
                    yield of_variant(exercise, variant, f"{said}; shorten it")


@rule
def mistakes_are_said_to_you(exercise: Exercise) -> Iterator[Finding]:
    """Evidence is a sentence, the question asks, and neither speaks of us."""
    for variant in all_mistakes(exercise):
        for text, ends in ((variant.evidence, "."), (variant.question, "?.")):
            if ABOUT_US.search(text):
                said = f'"{text}" speaks of us; speak of what you can see'
                yield of_variant(exercise, variant, said)
            if not text.endswith(tuple(ends)):
                said = f'"{text}" has no end; put {" or ".join(ends)} there'
                yield of_variant(exercise, variant, said)


@rule
def titles_are_a_few_words(exercise: Exercise) -> Iterator[Finding]:
    """They stand in tables."""
    for variant in all_mistakes(exercise):
        title = variant.title
        if count(title) > MOST_WORDS_OF_A_TITLE or title.endswith("."):
            said = f'the title "{title}" should be at most {MOST_WORDS_OF_A_TITLE}'
            yield of_variant(exercise, variant, f"{said} words, without a full stop")


@rule
def hints_are_short_and_said_to_you(exercise: Exercise) -> Iterator[Finding]:
    """Short enough to be read while stuck."""
    for hint in exercise.hints:
        if ABOUT_US.search(hint):
            said = f'the hint "{hint}" speaks of us; speak to you'
            yield about(exercise, said, hint[:30])
        for sentence in HINT_END.split(hint):
            if count(sentence) > MOST_WORDS_OF_A_HINT:
                said = f"{count(sentence)} words, at most {MOST_WORDS_OF_A_HINT}"
                yield about(
                    exercise, f'{said}: "{sentence}"; shorten the hint', hint[:30]
                )
