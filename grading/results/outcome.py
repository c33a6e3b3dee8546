"""From what was found in a submission to its record, beside what was found before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from grading.errors import OTHER_EDITION
from grading.found.examined import Examined
from grading.found.record import Record, Result
from grading.released.assignment import Assignment
from grading.submitted.submission import Submission
from nnlib import __version__
from nnlib.exercises import fingerprint


def as_record(
    assignment: Assignment,
    handed_in: Submission,
    found: Sequence[Examined],
    remarks: Sequence[str],
    *,
    seeds: Mapping[str, list[int]],
    isolation: str,
    program: str,
) -> Record:
    """Put together what is kept of one graded submission.

    Parameters
    ----------
    assignment : Assignment
        What it was graded against.
    handed_in : Submission
        What was handed in.
    found : sequence of Examined
        What each exercise came to.
    remarks : sequence of str
        Cells that stopped, in words.
    seeds : mapping of str to list of int
        What the random probes were drawn from, by the id of the exercise.
    isolation : str
        How the student's code was kept apart.
    program : str
        Fingerprint of the program that graded; empty if it failed somewhere.

    Returns
    -------
    Record
        Without scores: what the points count is for the course file to say.
    """
    edition, now = fingerprint(assignment.number), now_text()
    carried = edition_of(handed_in)
    # Whoever carries none has lost it on the way: cut off, or saved by another program.
    other = carried["exercises"] not in ("", edition)
    return Record(
        student=handed_in.student,
        assignment=assignment.name,
        notebook=assignment.number,
        title=assignment.title,
        course_version=__version__,
        exercises=edition,
        program=program,
        submitted={"sha256": handed_in.sha256, "time": handed_in.time, **carried},
        graded=now,
        isolation=isolation,
        problem=handed_in.problem,
        repairs=list(handed_in.repairs),
        remarks=[*([OTHER_EDITION] if other else []), *remarks],
        results=[
            as_result(one, seeds[one.verdict.exercise], now, edition) for one in found
        ],
    )


def now_text() -> str:
    """Return the time as records hold it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def edition_of(handed_in: Submission) -> dict[str, str]:
    """Say what a notebook was built with, by its own words."""
    notebook = handed_in.notebook
    own = notebook.metadata.get("nnlib") if notebook is not None else None
    own = own if isinstance(own, dict) else {}
    return {key: str(own.get(key, "")) for key in ("course_version", "exercises")}


def as_result(found: Examined, seed: list[int], now: str, edition: str) -> Result:
    """Keep of a verdict what may be read to the student."""
    verdict = found.verdict
    return Result(
        exercise=verdict.exercise,
        status=verdict.status,
        points=verdict.points,
        max_points=verdict.max_points,
        earned=dict(verdict.earned),
        diagnosis=verdict.diagnosis,
        title=verdict.title(),
        said=[[fact.kind, text] for fact, text in verdict.said(values=False)],
        with_course=list(found.with_course),
        seed=seed,
        graded=now,
        exercises=edition,
    )


def beside(graded: Record, before: Record | None) -> Record:
    """Keep what was found before in the same file, where nothing was found now.

    Parameters
    ----------
    graded : Record
        What was found now: of some exercises, or not to the end.
    before : Record, optional
        What was found last.

    Returns
    -------
    Record
        All results, in teaching order. What comes from before makes it as old as that:
        it will be graded again when the grader has changed.
    """
    sha256 = graded.submitted["sha256"]
    # A file that cannot be read now may well be the one that was graded.
    if before is None or sha256 not in ("", before.submitted["sha256"]):
        return graded
    found = {one.exercise: one for one in graded.results}
    older = {one.exercise: one for one in before.results if one.checked}
    names = [one.exercise for one in before.results]
    kept = {name for name in older if name not in found or not found[name].checked}
    if not kept:
        return graded
    results = [older[name] if name in kept else found[name] for name in names]
    program = graded.program and before.program
    return replace(graded, results=results, program=program, exercises=before.exercises)
