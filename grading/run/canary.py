"""The proof, before each run, that the grader grades what is known rightly.

The author's solution must get full marks and the empty release must get none. Without
this a broken grader would look like a class that knows nothing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from grading.errors import CanaryError
from grading.found.rounds import Draw
from grading.released.assignment import Assignment
from grading.run import faults
from grading.run.examine import examine
from grading.sandbox import isolation
from grading.submitted import submission
from nnlib.check import Verdict
from nnlib.check.edition import others
from nnlib.wording import listed

UNKNOWN = (
    "nothing was graded: the installed version has no exercises of {assignment}; "
    "install the version that it was released with"
)


GONE = (
    "nothing was graded: {assignment} was released with {names}, which the installed "
    "version does not have any more"
)


def prove(
    assignment: Assignment,
    library: Path,
    drawn: Mapping[str, Draw],
    *,
    solved: Path,
    empty: Path,
    log: Path,
    any_edition: bool = False,
) -> None:
    """Grade the solution and the empty notebook of an assignment.

    Parameters
    ----------
    assignment : Assignment
        A released notebook.
    library : Path
        The modules that student code may see.
    drawn : mapping of str to Draw
        What the random probes are drawn from: those that the class meets now.
    solved, empty : Path
        The files of both.
    log : Path
        Where faults of the grader are noted.
    any_edition : bool
        Whether the release may have been built with exercises of another edition.

    Raises
    ------
    SandboxError
        If student code can do what it could not when that was tried.
    CanaryError
        If the solution does not get everything, or the empty notebook something, or
        the release carries another edition of an exercise than the one installed, or
        an exercise that is not installed.
    """
    built = assignment.released.metadata["nnlib"]
    other = others(built, assignment.exercises)
    if other and not any_edition:
        names = listed(one.name for one in other)
        raise CanaryError(
            f"nothing was graded: {assignment.name} was released with another edition "
            f"of {names} than the one that is installed; run build and release again, "
            "or install the version it was built with"
        )
    if not assignment.exercises:
        raise CanaryError(UNKNOWN, assignment=assignment.name)
    if assignment.gone:
        names = listed(assignment.gone)
        raise CanaryError(GONE, assignment=assignment.name, names=names)
    isolation.refuse_opened(library)
    found = examined(solved, assignment, library, drawn, log)
    lost = [v for v in found if v.points != v.max_points]
    if lost:
        refuse(
            (
                "nothing was graded: the author's solution of {assignment} gets "
                "{points} of {most} points ({names})"
            ),
            assignment,
            found,
            lost,
        )
    found = examined(empty, assignment, library, drawn, log)
    tried = [v for v in found if v.status != "not_attempted"]
    if tried:
        refuse(
            (
                "nothing was graded: the empty notebook of {assignment} gets {points} "
                "points ({names}), expected none"
            ),
            assignment,
            found,
            tried,
        )


def refuse(
    wording: str, assignment: Assignment, found: list[Verdict], wrong: list[Verdict]
) -> NoReturn:
    """Say what a notebook of the course itself came to."""
    raise CanaryError(
        wording,
        assignment=assignment.name,
        points=sum(verdict.points for verdict in found),
        most=sum(exercise.max_points for exercise in assignment.exercises),
        names="; ".join(verdict.title() for verdict in wrong),
    )


def examined(
    path: Path,
    assignment: Assignment,
    library: Path,
    drawn: Mapping[str, Draw],
    log: Path,
) -> list[Verdict]:
    """Examine a notebook of the course itself as if a student had handed it in."""
    own = submission.read(
        path, assignment.released, student="", assignment=assignment.name
    )
    found, _ = examine(own, assignment.exercises, library, drawn)
    for fault in dict.fromkeys(one.fault for one in found if one.fault):
        faults.note(log, f"the grader's own test on {path}", fault)
    return [one.verdict for one in found]
