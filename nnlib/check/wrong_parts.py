"""What is said of outputs that are wrong, and of those that are right."""

from collections.abc import Iterable, Iterator

import numpy as np

from nnlib.check import counts, messages
from nnlib.check.compare import (
    Leaf,
    Unfulfilled,
    Unusable,
    comma_separated,
    difference,
    leaves_of,
    shape_text,
)
from nnlib.check.diagnosis import diagnose, evidence
from nnlib.check.exercise import Exercise, Probe, Variant
from nnlib.check.return_order import other_order
from nnlib.check.trial import Trial, same
from nnlib.check.verdict import Fact
from nnlib.check.written import ends_in_value, gives_back


def part_facts(
    exercise: Exercise,
    done: list[Trial],
    further: list[Trial],
    wrong: list[str],
    source: str,
) -> tuple[list[Fact], list[Variant]]:
    """Say which outputs are wrong, why if that is proved, and which are right."""
    if not wrong:
        return [], []
    first = next(trial for trial in done if not all(trial.right(p) for p in wrong))
    sizes = counts.sizes(first.probe.sizes)
    said = other_order(exercise, first) or said_once(
        fact for part in wrong for fact in wrong_part(part, done, source)
    )
    told = all("sizes" in fact.about for fact in said)
    facts = [Fact("tested", {"sizes": sizes})] if sizes and not told else []
    facts += said
    named = diagnose(exercise, done, frozenset(wrong), further, source)
    facts += [fact for variant in named for fact in evidence(variant, done)]
    right = [part for part in exercise.parts if part not in wrong]
    if right:
        facts.append(Fact("right", {"parts": comma_separated(right)}))
    if named:
        asked = messages.question_to(source, named[0].question)
        facts.append(Fact("question", {"text": asked}))
    return facts, named


def said_once(facts: Iterable[Fact]) -> list[Fact]:
    """Join facts that say the same of several outputs."""
    joined: dict[tuple, Fact] = {}
    for fact in facts:
        about = {key: text for key, text in fact.about.items() if key != "part"}
        key = (fact.kind, *about.values())
        before = [joined[key].about["part"]] if key in joined else []
        joined[key] = Fact(
            fact.kind, {**about, "part": comma_separated([*before, fact.about["part"]])}
        )
    return list(joined.values())


def wrong_part(part: str, done: list[Trial], source: str) -> Iterator[Fact]:
    """Say what is wrong with one output, on the first trial that shows it."""
    at = next(index for index, trial in enumerate(done) if not trial.right(part))
    trial, before = done[at], done[:at]
    whole, (part, got, expected) = part, first_wrong(part, trial)
    if isinstance(got, Unusable):
        about = {"part": part, "expected": got.expected, "got": got.got}
        nothing = got.got == "None" and part == whole
        yield Fact(why_nothing(source) if nothing else "type", about)
    elif isinstance(expected, Unfulfilled):
        about = {"part": part, "expected": expected.expected, "got": expected.got}
        yield Fact("type", about)
    elif got.shape != expected.shape:
        shapes = {"expected": shape_text(expected.shape), "got": shape_text(got.shape)}
        yield Fact("shape", {"part": part, **shapes})
    elif trial.probe.shown:
        yield value_fact(part, trial.probe, got, expected)
    else:
        sizes = counts.sizes(trial.probe.sizes) or "random numbers"
        by_hand = any(one.probe.shown for one in before)
        kind = "other_values" if by_hand else "numbers"
        if np.isnan(got).any() and not np.isnan(expected).any():
            sizes = f"{sizes}, {messages.WITH_NAN}"
        yield Fact(kind, {"part": part, "sizes": sizes})


def why_nothing(source: str) -> str:
    """Name the fact of a function that gives None, by the return lines that it has."""
    if ends_in_value(source):
        return "gives_none"
    return "no_return" if gives_back(source) else "none"


def first_wrong(part: str, trial: Trial) -> tuple[str, Leaf, Leaf]:
    """Return the first wrong array of an output: its name, what came, what should."""
    got, expected = trial.got[part], trial.expected[part]
    if isinstance(got, Unusable) or isinstance(expected, Unusable):
        return part, got, expected
    pairs = zip(leaves_of(got), leaves_of(expected), strict=True)
    return next(
        (part + place, one, other)
        for (place, one), (_, other) in pairs
        if not same(trial.probe, one, other)
    )


def value_fact(part: str, probe: Probe, got: np.ndarray, expected: np.ndarray) -> Fact:
    """Show expected and received numbers of the hand-sized probe."""
    close = np.isclose(got, expected, probe.rtol, probe.atol)
    place, wanted, came = difference(got, expected, close)
    return Fact(
        "value", {"part": part, "place": place, "expected": wanted, "got": came}
    )
