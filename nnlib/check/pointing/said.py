"""What is said of the place of a mistake: lines, quoted as they stand, and a question.

What is said was run: with one small change there, every case that was tried comes out
right. The change itself is never said.
"""

import contextlib
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from nnlib.check import messages
from nnlib.check.description import namespace_of, source_of
from nnlib.check.exercise import Exercise
from nnlib.check.kinds import QUESTIONS
from nnlib.check.pointing.halves import Told
from nnlib.check.pointing.repairs import spoken_of
from nnlib.check.pointing.search import Search, UnfinishedError, prepared
from nnlib.check.pointing.tracing import first_nan, first_write
from nnlib.check.pointing.trying import nothing_seen
from nnlib.check.pointing.twofold import in_parts
from nnlib.check.runner import BoundedText, quiet
from nnlib.check.verdict import Fact, Verdict
from nnlib.wording import listed

POINTED = ("failed", "partial", "error")
COURSE = "nnlib."


def pointed(
    exercise: Exercise,
    function: Callable,
    verdict: Verdict,
    *,
    seed: int | Sequence[int],
    lent: Mapping[str, Callable] | None = None,
    passed: Collection[str] = (),
) -> Verdict:
    """Add to a verdict where the mistake stands, if that can be said.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    function : callable
        The learner's function; nothing of hers is changed.
    verdict : Verdict
        What was found.
    seed : int or sequence of int
        Draws the probes.
    lent : mapping of str to callable, optional
        The course's functions that stand for hers.
    passed : collection of str
        Names of her functions that have passed.

    Returns
    -------
    Verdict
        The same where it passed, and where nothing is certain.
    """
    theirs = str(getattr(function, "__module__", "")).startswith(COURSE)
    if verdict.status not in POINTED or theirs:
        return verdict
    known = {**namespace_of(function), **(lent or {})}
    try:
        with in_silence():
            found = prepared(exercise, function, known, passed, seed)
            fact = None if found is None else looked_for(found, function, verdict)
    except (Exception, KeyboardInterrupt):
        # A place is an extra: without it, the verdict is what it was.
        return verdict
    return verdict if fact is None else verdict.with_facts([fact])


@contextlib.contextmanager
def in_silence() -> object:
    """Let nothing be seen of what runs: no text, no warning, no draw."""
    nowhere = BoundedText(0), BoundedText(0)
    with warnings.catch_warnings(), quiet(*nowhere), nothing_seen():
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield


def looked_for(found: Search, function: Callable, verdict: Verdict) -> Fact | None:
    """Search, and say what may be said."""
    rows = source_of(function).splitlines()
    kinds = {one.kind: one.about for one in verdict.facts}
    try:
        if found.begin(extremes="extreme" in kinds):
            told = searched(found, stopped_in(verdict), bool(verdict.diagnosis))
            if told is not None:
                asked = any(kind in QUESTIONS for kind in kinds)
                return place(told, rows, found.exercise, asked)
    except UnfinishedError:
        return None
    return traced(found, kinds, rows)


def searched(found: Search, raised_in: int, named: bool) -> Told | None:
    """Search for one change, else for a part; of a named mistake, for one line."""
    repairs = found.repairs()
    lines, change = spoken_of(repairs, found.tree, raised_in)
    if named or repairs:
        fits = lines and not (named and len(lines) > 1)
        outputs = frozenset(found.wrong), frozenset(found.right)
        return Told(lines, change, *outputs) if fits else None
    return in_parts(found, raised_in)


def traced(
    found: Search, kinds: Mapping[str, Mapping], rows: Sequence[str]
) -> Fact | None:
    """Say which line is the first that does what the card says already."""
    if "changed" in kinds:
        line = first_write(found.bench, found.tree, found.all_cases)
        return stated("writes", [line], rows, "in place") if line else None
    about = kinds.get("extreme", {})
    if not str(about.get("problem", "")).startswith("nan"):
        return None
    inputs = str(about["inputs"])
    case = next(one for one in found.all_cases if one.probe.about == inputs)
    line = first_nan(found.bench, found.tree, case)
    return stated("nan", [line], rows, "nan", inputs=inputs) if line else None


def stopped_in(verdict: Verdict) -> int:
    """Return the line of the function in which Python stops, or 0."""
    for fact in verdict.facts:
        if fact.kind == "error_line" and fact.about["function"] == verdict.name:
            return fact.about["number"]
    return 0


def place(told: Told, rows: Sequence[str], exercise: Exercise, asked: bool) -> Fact:
    """Say in which lines a small change is enough; one question to a card will do."""
    kind, question = len(told.lines), told.change.question
    if kind == 2:
        question = messages.WHICH_OF_TWO
    if told.change.family == "line missing":
        kind, question = "missing", messages.WHAT_THEN
    if told.pair:
        kind = "pair" if kind == 2 else "pair in one"
        question = messages.EACH_OF_TWO
    aim = aim_of(told, [*exercise.parts])
    family, question = told.change.family, "" if asked else question
    return stated(kind, told.lines, rows, family, question, aim=aim)


def aim_of(told: Told, parts: Sequence[str]) -> str:
    """Say what comes right: everything, or an output while others are right already."""
    cases = messages.CASES[told.change.able]
    outputs = [one for one in parts if one in told.outputs]
    if not outputs or len(outputs) == len(parts):
        return messages.ALL_COME_RIGHT.format(cases=cases)
    told_of = {"outputs": listed(outputs), "cases": cases}
    right = [one for one in parts if one in told.right]
    if not right:
        return messages.SOME_COME_RIGHT.format(**told_of)
    return messages.OTHERS_STAY_RIGHT.format(**told_of, right=listed(right))


def stated(
    kind: object,
    lines: Sequence[int],
    rows: Sequence[str],
    family: str,
    question: str = "",
    aim: str = "",
    inputs: str = "",
) -> Fact:
    """Fill the sentence of a place."""
    quoted = [messages.on_one_line(rows[line - 1]) for line in lines]
    told = dict(zip(("first", "second"), lines, strict=False))
    told |= dict(zip(("one", "other"), quoted, strict=False))
    text = messages.PLACES[kind].format_map({**told, "aim": aim, "inputs": inputs})
    about = {"lines": [*lines], "quoted": quoted, "family": family, "text": text}
    return Fact("pointed", {**about, "question": question})
