"""From what was found in a submission to its record, beside what was found before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from grading import errors
from grading.course import Course
from grading.course_file import times
from grading.found import provenance
from grading.found.examined import Examined
from grading.found.record import Record, Result
from grading.handed_in import delivery
from grading.released.assignment import Assignment
from grading.sandbox import isolation
from grading.submitted.submission import Submission
from nnlib import __version__
from nnlib.exercises import fingerprint

Seed = Callable[[str], list[int]]


def as_record(
    course: Course,
    assignment: Assignment,
    handed_in: Submission,
    found: Sequence[Examined],
    remarks: Sequence[str],
    seed: Seed,
) -> Record:
    """Put together what is kept of one graded submission.

    Parameters
    ----------
    course : Course
        The class.
    assignment : Assignment
        What it was graded against.
    handed_in : Submission
        What was handed in.
    found : sequence of Examined
        What each exercise came to.
    remarks : sequence of str
        Cells that stopped, in words.
    seed : callable
        ``seed(exercise id) -> list of int``.

    Returns
    -------
    Record
        Without scores: what the points count is for the course file to say.
    """
    edition, now = fingerprint(assignment.number), now_text()
    faulty = any(one.fault for one in found)
    return Record(
        student=handed_in.student,
        assignment=assignment.name,
        notebook=assignment.number,
        title=assignment.title,
        course_version=__version__,
        exercises=edition,
        program="" if faulty else provenance.program(assignment.sha256),
        submitted=about_file(handed_in),
        graded=now,
        isolation=isolation.level(),
        problem=handed_in.problem,
        repairs=[*about_name(course, handed_in), *handed_in.repairs],
        remarks=[*about_edition(handed_in, edition), *remarks],
        results=[as_result(one, seed, now, edition) for one in found],
    )


def now_text() -> str:
    """Return the time as records hold it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def about_file(handed_in: Submission) -> dict[str, str]:
    """Say which file was graded, when it came, and what it was built with."""
    notebook = handed_in.notebook
    own = notebook.metadata.get("nnlib") if notebook is not None else None
    own = own if isinstance(own, dict) else {}
    when = times.of_submission(handed_in.path.parent)
    return {
        "sha256": handed_in.sha256,
        "time": times.stamp(when) if when else "",
        "course_version": str(own.get("course_version", "")),
        "exercises": str(own.get("exercises", "")),
    }


def about_name(course: Course, handed_in: Submission) -> tuple[str, ...]:
    """Say what was put right about the name of the file when it was collected."""
    who = handed_in.student, handed_in.assignment
    found = delivery.behind(course, *who, handed_in.sha256)
    return found.notes if found else ()


def about_edition(handed_in: Submission, edition: str) -> list[str]:
    """Remark on a notebook that carries another edition of the exercises."""
    # Whoever carries none has lost it on the way: cut off, or saved by another program.
    carried = about_file(handed_in)["exercises"]
    return [errors.OTHER_EDITION] if carried not in ("", edition) else []


def as_result(found: Examined, seed: Seed, now: str, edition: str) -> Result:
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
        seed=seed(verdict.exercise),
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
