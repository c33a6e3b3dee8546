"""From what was found in a submission to its record, beside what was found before."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from grading import inert
from grading.errors import OTHER_EDITION, listed
from grading.found.examined import Examined
from grading.found.record import REACHES, Record, Result
from grading.found.rounds import Draw
from grading.found.short_numbers import few, known_numbers, with_short_numbers
from grading.found.written import Written
from grading.released.assignment import Assignment
from grading.submitted.submission import Submission
from nnlib import __version__
from nnlib.check import Exercise, Verdict, edition
from nnlib.check.kinds import IN_OUR_WORDS


def as_record(
    assignment: Assignment,
    handed_in: Submission,
    found: Sequence[Examined],
    remarks: Sequence[str],
    *,
    drawn: Mapping[str, Draw],
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
    drawn : mapping of str to Draw
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
    built, now = built_with(handed_in), now_text()
    exercises = {one.id: one for one in assignment.exercises}
    texts = [cell.written for cell in handed_in.cells]
    known = known_numbers([*texts, *handed_in.modules.values()])
    told = with_short_numbers(few(remarks), known)
    # Whoever carries none has lost it on the way: cut off, or saved by another program.
    other = [one.name for one in edition.others(built, assignment.exercises)]
    return Record(
        student=handed_in.student,
        assignment=assignment.name,
        notebook=assignment.number,
        title=assignment.title,
        course_version=__version__,
        program=program,
        submitted={
            "sha256": handed_in.sha256,
            "time": handed_in.time,
            **about_modules(handed_in),
            **about_reaching(handed_in),
            "course_version": str(built.get("course_version", "")),
            "editions": carried(built, assignment.exercises),
        },
        graded=now,
        isolation=isolation,
        problem=inert.shown(handed_in.problem),
        repairs=[*map(inert.shown, handed_in.repairs)],
        remarks=[*other_editions(other), *map(inert.shown, told)],
        results=[
            as_result(one, exercises[one.verdict.exercise], drawn, now, known)
            for one in found
        ],
        written=[
            Written(name, inert.shown(handed_in.words.get(name, "")))
            for name in assignment.written
        ],
    )


def about_modules(handed_in: Submission) -> dict[str, dict[str, str]]:
    """Return the hashes of the modules that were used, if there were any."""
    found = {
        name: hashlib.sha256(text.encode("utf-8")).hexdigest()
        for name, text in handed_in.modules.items()
    }
    return {"modules": found} if found else {}


def about_reaching(handed_in: Submission) -> dict[str, list[str]]:
    """Return where the code reaches for the interpreter, if it does."""
    found = [*map(inert.line, handed_in.reaches)]
    return {REACHES: found} if found else {}


def now_text() -> str:
    """Return the time as records hold it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def built_with(handed_in: Submission) -> Mapping[str, object]:
    """Return what a notebook says of the course it was made by."""
    notebook = handed_in.notebook
    own = notebook.metadata.get("nnlib") if notebook is not None else None
    return own if isinstance(own, dict) else {}


def carried(
    built: Mapping[str, object], exercises: Iterable[Exercise]
) -> dict[str, int]:
    """Return the editions that a notebook was built with, as far as it tells them."""
    found = {one.name: edition.carried(built, one.name) for one in exercises}
    return {name: number for name, number in found.items() if number is not None}


def other_editions(names: Sequence[str]) -> list[str]:
    """Remark on exercises that were handed out in another edition."""
    return [f"{OTHER_EDITION}: {listed(names)}."] if names else []


def as_result(
    found: Examined,
    exercise: Exercise,
    drawn: Mapping[str, Draw],
    now: str,
    known: frozenset[str],
) -> Result:
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
        said=said_of(verdict, known),
        with_course=list(found.with_course),
        seed=drawn[exercise.id].seed,
        round=drawn[exercise.id].round,
        graded=now,
        edition=exercise.edition,
        place=found.place,
    )


def said_of(verdict: Verdict, known: frozenset[str]) -> list[list[str]]:
    """Return the lines of a verdict; what came from calls has short numbers only."""
    said = [(fact.kind, text) for fact, text in verdict.said(values=False)]
    theirs = [text for kind, text in said if kind not in IN_OUR_WORDS]
    short = iter(with_short_numbers(theirs, known))
    return [
        [kind, text if kind in IN_OUR_WORDS else inert.shown(next(short))]
        for kind, text in said
    ]


def beside(graded: Record, before: Record | None) -> Record:
    """Keep what was found before in the same file, where nothing was found now.

    Parameters
    ----------
    graded : Record
        What was found now: of some exercises, or not to the end.
    before : Record, optional
        What was found last in the same file.

    Returns
    -------
    Record
        All results, in teaching order. Where the grader failed before, and not all was
        graded now, it is still to be graded again.
    """
    if before is None:
        return graded
    found = {one.exercise: one for one in graded.results}
    older = {one.exercise: one for one in before.results if one.checked}
    names = [one.exercise for one in before.results]
    kept = {name for name in older if name not in found or not found[name].checked}
    if not kept:
        return graded
    results = [older[name] if name in kept else found[name] for name in names]
    return replace(graded, results=results, program=graded.program and before.program)
