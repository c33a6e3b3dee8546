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
from nnlib.check.pointing.repairs import Change, spoken_of
from nnlib.check.pointing.search import Search, UnfinishedError, prepared
from nnlib.check.pointing.trying import nothing_seen
from nnlib.check.runner import BoundedText, quiet
from nnlib.check.verdict import Fact, Verdict

WRONG = ("failed", "partial", "error")
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
    if verdict.status not in WRONG or theirs:
        return verdict
    known = {**namespace_of(function), **(lent or {})}
    try:
        with in_silence():
            found = prepared(exercise, function, known, passed, seed)
            lines, change = ((), None) if found is None else looked_for(found, verdict)
    except (Exception, KeyboardInterrupt):
        # A place is an extra: without it, the verdict is what it was.
        return verdict
    if not lines or (verdict.diagnosis and len(lines) > 1):
        return verdict
    return verdict.with_facts([place(lines, change, source_of(function), verdict)])


@contextlib.contextmanager
def in_silence() -> object:
    """Let nothing be seen of what runs: no text, no warning, no draw."""
    nowhere = BoundedText(0), BoundedText(0)
    with warnings.catch_warnings(), quiet(*nowhere), nothing_seen():
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield


def looked_for(found: Search, verdict: Verdict) -> tuple[Sequence[int], Change | None]:
    """Search, and return the lines of which one may speak."""
    try:
        if not found.begin():
            return (), None
        return spoken_of(found.repairs(), found.tree, stopped_in(verdict))
    except UnfinishedError:
        return (), None


def stopped_in(verdict: Verdict) -> int:
    """Return the line of the function in which Python stops, or 0."""
    for fact in verdict.facts:
        if fact.kind == "error_line" and fact.about["function"] == verdict.name:
            return fact.about["number"]
    return 0


def place(lines: Sequence[int], change: Change, source: str, verdict: Verdict) -> Fact:
    """Say in which lines it stands."""
    rows = source.splitlines()
    quoted = [messages.on_one_line(rows[line - 1]) for line in lines]
    kind = "missing" if change.family == "line missing" else len(lines)
    row = dict(zip(("first", "second"), lines, strict=False))
    row |= dict(zip(("one", "other"), quoted, strict=False))
    about = {
        "lines": [*lines],
        "quoted": quoted,
        "family": change.family,
        "text": messages.PLACES[kind].format_map(row),
        # A name comes with its own question.
        "question": "" if verdict.diagnosis else change.question,
    }
    return Fact("pointed", about)
