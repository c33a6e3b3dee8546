"""Everyday slips over all exercises: named or located, and never sent to a wrong line.

Every fortieth in the quick tests, all in the long ones.
"""

import itertools
import re
from pathlib import Path

import pytest

from benchmarks.pointing import EVERYDAY, judged, slips_in
from nnlib.check import messages
from nnlib.exercises import NOTEBOOKS, get
from nnlib.wording import listed

ROOT = Path(__file__).parents[4]
SLIPS = [*slips_in((ROOT / EVERYDAY).read_text(encoding="utf-8"))]
SAMPLE = [one for number, one in enumerate(SLIPS) if number % 40 == 3]
NAMED_OR_LOCATED, WRONG = 0.93, 0.02
# Written apart from the families: file, and the share that must be named or located.
UNSEEN = {
    "unseen_subtle": 0.75,
    "unseen_everyday": 0.93,
    "later_subtle": 0.75,
    "later_everyday": 0.93,
}


@pytest.fixture(scope="module")
def sample():
    """What the check says of some of them."""
    return [judged(one, number) for number, one in enumerate(SAMPLE)]


def test_there_are_slips_in_every_exercise():
    asked = {one.id for exercises in NOTEBOOKS.values() for one in exercises}
    assert {one.exercise for one in SLIPS} == asked
    assert len(SLIPS) >= 200


def test_slips_are_named_or_located(sample):
    keeps_the_bars(sample)


def test_a_card_holds_no_part_of_a_mended_line(sample):
    for one in sample:
        says_only_what_is_hers(one)


@pytest.mark.long
def test_all_slips_are_named_or_located():
    found = [judged(one, number) for number, one in enumerate(SLIPS)]
    keeps_the_bars(found)
    for one in found:
        says_only_what_is_hers(one)


@pytest.mark.long
@pytest.mark.parametrize(("name", "share"), UNSEEN.items())
def test_slips_that_no_family_was_written_for(name, share):
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    found = [judged(one, number) for number, one in enumerate(slips_in(text))]
    keeps_the_bars(found, share)
    for one in found:
        says_only_what_is_hers(one)


def keeps_the_bars(found, share=NAMED_OR_LOCATED):
    """Count what was said."""
    assert not [one.slip for one in found if one.verdict.status == "passed"]
    wrong = [one.slip for one in found if one.wrong]
    assert len(wrong) <= WRONG * len(found), wrong
    silent = [one.slip for one in found if not (one.named or one.located)]
    assert len(silent) <= (1 - share) * len(found), silent


def says_only_what_is_hers(found):
    """Take her own lines out of what is said: the rest are sentences of the course."""
    for fact in found.verdict.facts:
        if fact.kind == "pointed":
            rows = found.slip.text.splitlines()
            hers = [messages.on_one_line(rows[n - 1]) for n in fact.about["lines"]]
            assert fact.about["quoted"] == hers
            told = {"first": 0, "second": 0, "one": "", "other": "", "inputs": ""}
            told |= dict(zip(("first", "second"), fact.about["lines"], strict=False))
            told |= dict(zip(("one", "other"), hers, strict=False))
            aims = [*aims_of([*get(found.slip.exercise).parts])]
            texts = [
                sentence.format(**told, aim=aim)
                for sentence in messages.PLACES.values()
                for aim in aims
            ]
            assert fact.about["text"] in texts
            assert not re.search(r"[=*/+@\[\]]", fact.about["question"])


def aims_of(parts):
    """Yield all that may be said to come right."""
    for cases in messages.CASES.values():
        yield messages.ALL_COME_RIGHT.format(cases=cases)
        for states in itertools.product(
            "mended right wrong".split(), repeat=len(parts)
        ):
            pairs = [*zip(parts, states, strict=True)]
            told, right = (
                [one for one, state in pairs if state == wanted]
                for wanted in ("mended", "right")
            )
            if told:
                said = {"outputs": listed(told), "cases": cases}
                yield messages.SOME_COME_RIGHT.format(**said)
                if right:
                    yield messages.OTHERS_STAY_RIGHT.format(**said, right=listed(right))
