"""What a check keeps to itself while finding what is wrong is the task.

A function to mend runs and is wrong. The check says what came and what should have
come; the name of the mistake and its place are for the learner to find. It says them
once she has changed the function three times, or has opened every hint. Who grades
says everything at once: then nothing is left to search. What is promised is kept: where
the search is over and nothing is known, the check says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from nnlib.check import kinds
from nnlib.check.begun import ORDER, SEARCHED
from nnlib.check.verdict import Fact, Verdict

NOT_RUN = ("not_attempted", "needs_first", "could_not_check", "delegated", "limit")
# As many as `messages` names.
VERSIONS = 3
# Mistakes that are named by what is seen of them, and what is seen of others.
SAYS_ITSELF = ("changes_input", "loop")
SEEN_OF_OTHERS = (
    *kinds.OF_OUTPUTS,
    *("order", "extreme", "property", "broken", "refused"),
)
# The place of a line is what is asked, or what is to be found.
PLACE_IS_ASKED = (*SEARCHED, ORDER)


def symptoms(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Keep what came and what should have come, and neither a name nor a place."""
    return tuple(one for one in facts if one.kind in kinds.SYMPTOMS)


def says_itself(verdict: Verdict) -> bool:
    """Tell whether all that is wrong is seen, so that nothing is to be found."""
    seen = {one.kind for one in verdict.facts}
    return verdict.diagnosis in SAYS_ITSELF and seen.isdisjoint(SEEN_OF_OTHERS)


def silent(verdict: Verdict) -> Verdict:
    """Return a verdict that leaves the search to the learner.

    Parameters
    ----------
    verdict : Verdict
        What was found; one that passed says all it has to say.

    Returns
    -------
    Verdict
        With the same points, and without the name of a mistake.
    """
    if verdict.status == "passed" or says_itself(verdict):
        return verdict
    seen = symptoms(verdict.facts)
    # Of what was not run, or could not be, there is nothing to find.
    wrong = not any(one.kind in NOT_RUN for one in seen)
    aside = [Fact("search")] if wrong else []
    return replace(verdict, diagnosis=None, facts=(*seen, *aside))


def with_an_end(verdict: Verdict) -> Verdict:
    """Return what is told after a search, and say so where nothing more is known.

    Parameters
    ----------
    verdict : Verdict
        All that was found.

    Returns
    -------
    Verdict
        The same, if it passed or something in it goes beyond what came.
    """
    wrong = any(one.kind in kinds.OF_OUTPUTS for one in verdict.facts)
    known = len(symptoms(verdict.facts)) < len(verdict.facts)
    return verdict.with_facts([Fact("no_more")]) if wrong and not known else verdict
