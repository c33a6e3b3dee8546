"""What is said of the place of a mistake: lines, quoted as they stand, and a question.

What is said was run: with one small change there, every case that was tried comes out
right. The change itself is never said.
"""

import contextlib
import warnings
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from nnlib.check.description import namespace_of, source_of
from nnlib.check.exercise import Exercise
from nnlib.check.kinds import QUESTIONS
from nnlib.check.pointing.claimed import TRACED, Claim, fact_of
from nnlib.check.pointing.halves import Told
from nnlib.check.pointing.repairs import spoken_of
from nnlib.check.pointing.search import MOST_OF_NAMED, Search, UnfinishedError, prepared
from nnlib.check.pointing.tracing import first_nan, first_write
from nnlib.check.pointing.trying import nothing_seen
from nnlib.check.pointing.twofold import in_parts
from nnlib.check.runner import BoundedText, quiet
from nnlib.check.verdict import Fact, Verdict

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
    rows, parts = source_of(function).splitlines(), [*found.exercise.parts]
    kinds = {one.kind: one.about for one in verdict.facts}
    if verdict.diagnosis:
        found.most = MOST_OF_NAMED
    try:
        if found.begin(extremes="extreme" in kinds):
            told = searched(found, stopped_in(verdict), bool(verdict.diagnosis))
            if told is not None:
                asked = any(kind in QUESTIONS for kind in kinds)
                return fact_of(claim_of(told), rows, parts, asked=asked)
    except UnfinishedError:
        return None
    claim, inputs = traced(found, kinds)
    return fact_of(claim, rows, parts, inputs=inputs) if claim else None


def searched(found: Search, raised_in: int, named: bool) -> Told | None:
    """Search for one change, else for a part; of a named mistake, for one line."""
    repairs = found.repairs()
    lines, change = spoken_of(repairs, found.tree, found.wrong, raised_in)
    if named or repairs:
        fits = lines and not (named and len(lines) > 1)
        outputs = frozenset(found.wrong), frozenset(found.right)
        return Told(lines, change, *outputs) if fits else None
    return in_parts(found, raised_in)


def traced(found: Search, kinds: Mapping[str, Mapping]) -> tuple[Claim | None, str]:
    """Find the line that is the first to do what the card says already."""
    if "changed" in kinds:
        line = first_write(found.bench, found.tree, found.all_cases)
        return first_line("writes", line), ""
    inputs = inputs_of_nan(kinds.get("extreme", {}))
    if not inputs:
        return None, ""
    case = next(one for one in found.all_cases if one.probe.about == inputs)
    return first_line("nan", first_nan(found.bench, found.tree, case)), inputs


def first_line(kind: str, line: int) -> Claim | None:
    """Return what was traced to a line, if it was."""
    return Claim(kind, (line,), TRACED[kind]) if line else None


def inputs_of_nan(extreme: Mapping[str, object]) -> str:
    """Say for which inputs nan appears; empty where none does."""
    is_nan = str(extreme.get("problem", "")).startswith("nan")
    return str(extreme["inputs"]) if is_nan else ""


def stopped_in(verdict: Verdict) -> int:
    """Return the line of the function in which Python stops, or 0."""
    for fact in verdict.facts:
        if fact.kind == "error_line" and fact.about["function"] == verdict.name:
            return fact.about["number"]
    return 0


def claim_of(told: Told) -> Claim:
    """Return what may be said as plain data."""
    kind = "one" if len(told.lines) == 1 else "two"
    if told.change.family == "line missing":
        kind = "missing"
    if told.pair:
        kind = "pair" if kind == "two" else "pair in one"
    outputs = tuple(sorted(told.outputs)), tuple(sorted(told.right))
    return Claim(
        kind, tuple(told.lines), told.change.family, *outputs, told.change.able
    )
