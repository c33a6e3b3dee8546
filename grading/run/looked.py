"""One submission, read and examined, and what was found in it put on record.

Whatever fails in here is a fault of the grader, and stops no other submission.
"""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbformat import NotebookNode

from grading.found import provenance
from grading.found.examined import Examined
from grading.found.rounds import Draw
from grading.released.assignment import Assignment
from grading.results import graded_notebook, outcome
from grading.run import mortal
from grading.run.examine import examine, unchecked
from grading.run.places import with_places
from grading.run.unit import Graded, Unit
from grading.submitted import submission
from grading.submitted.submission import Submission
from nnlib.check import Exercise

TOO_MUCH = (
    "The file could not be read as a notebook: that takes more memory or time than "
    "a file may."
)


@dataclass(frozen=True)
class Prepared:
    """An assignment, and what all its submissions have in common.

    Parameters
    ----------
    assignment : Assignment
        What they are graded against.
    library : Path
        The modules that student code may see.
    wanted, tried : list of Exercise
        What is to be graded, and this with all that it needs.
    program : str
        The fingerprint of everything that grades.
    pointing : bool
        Whether it is looked for where mistakes stand.
    """

    assignment: Assignment
    library: Path
    wanted: list[Exercise]
    tried: list[Exercise]
    program: str
    pointing: bool = True

    @classmethod
    def of(
        cls,
        assignment: Assignment,
        library: Path,
        exercise: str | None,
    ) -> "Prepared":
        """Prepare an assignment, or one exercise of it."""
        wanted = [one for one in assignment.exercises if exercise in (None, one.id)]
        return cls(
            assignment,
            library=library,
            wanted=wanted,
            tried=assignment.with_needed(wanted),
            program=provenance.program(assignment.sha256),
        )


@dataclass(frozen=True)
class Looked:
    """What was found in one submission.

    Parameters
    ----------
    handed_in : Submission
        What was handed in.
    found : list of Examined
        What each exercise that was to be graded came to.
    remarks : list of str
        Cells that stopped, in words.
    rebuilt : NotebookNode, optional
        The notebook to which the results are written; None if there is none.
    """

    handed_in: Submission
    found: list[Examined]
    remarks: list[str] = field(default_factory=list)
    rebuilt: NotebookNode | None = None


def look(
    unit: Unit, path: Path, prepared: Prepared, drawn: Mapping[str, Draw]
) -> Looked:
    """Examine one submission; whatever fails in here is a fault of the grader.

    Never raises: one submission does not stop the batch.

    Parameters
    ----------
    unit : Unit
        The submission.
    path : Path
        The file.
    prepared : Prepared
        What it is graded against.
    drawn : mapping of str to Draw
        What the random probes are drawn from, by the id of the exercise.

    Returns
    -------
    Looked
        What was found.
    """
    try:
        handed_in, rebuilt = opened(unit, path, prepared)
        common = prepared.tried, prepared.library, drawn
        found, remarks = examine(handed_in, *common, unit.beyond)
        if prepared.pointing:
            folder = prepared.library.parent
            found = with_places(found, handed_in, prepared.assignment, drawn, folder)
        ids = {exercise.id for exercise in prepared.wanted}
        found = [one for one in found if one.verdict.exercise in ids]
        return Looked(handed_in, found, remarks, rebuilt)
    except Exception:
        return unexamined(unit, path, prepared, traceback.format_exc())


def opened(
    unit: Unit, path: Path, prepared: Prepared
) -> tuple[Submission, NotebookNode | None]:
    """Read a submission, and what its results are written to; both within limits."""
    released = prepared.assignment.released
    if mortal.FILE in unit.beyond:
        return replace(unread(unit, path), problem=TOO_MUCH), None
    try:
        with mortal.weighing(mortal.FILE):
            handed_in = submission.read(
                path,
                released,
                student=unit.student,
                assignment=unit.assignment,
                time=unit.time,
                notes=unit.notes,
            )
            return handed_in, graded_notebook.mended(released, handed_in)
    except MemoryError:
        return replace(unread(unit, path), problem=TOO_MUCH), None


def unread(unit: Unit, path: Path) -> Submission:
    """Return what is known of a submission that nobody has opened."""
    return Submission(
        student=unit.student,
        assignment=unit.assignment,
        path=path,
        time=unit.time,
        repairs=unit.notes,
        sha256=submission.hash_of(path),
    )


def unexamined(unit: Unit, path: Path, prepared: Prepared, fault: str) -> Looked:
    """Return what is known of a submission where the grader itself failed."""
    found = [unchecked(one, fault) for one in prepared.wanted]
    return Looked(unread(unit, path), found)


def put_on_record(
    prepared: Prepared,
    looked: Looked,
    drawn: Mapping[str, Draw],
    isolation: str,
) -> Graded:
    """Turn what was found in a submission into a record, without scores."""
    faulty = {one.verdict.name: one.fault for one in looked.found if one.fault}
    found = outcome.as_record(
        prepared.assignment,
        looked.handed_in,
        looked.found,
        looked.remarks,
        drawn=drawn,
        isolation=isolation,
        program="" if faulty else prepared.program,
    )
    return Graded(found, faulty)
