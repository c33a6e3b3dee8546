"""One unit of grading work: a submission is examined and its graded notebook written.

A unit needs nothing but the course folder and a few words about itself, and comes to
plain data. So it can be done anywhere, by any process, and again after a kill: it
writes nothing that another unit reads, and a submission counts as graded only when its
caller has written the record.
"""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from nbformat import NotebookNode

from grading.course import Course
from grading.course_file.terms import Terms
from grading.found import provenance, record, rounds
from grading.found.examined import Examined
from grading.found.record import Record
from grading.found.rounds import Draw
from grading.released import made_with
from grading.released.assignment import Assignment, assignments
from grading.results import graded_notebook, outcome
from grading.run import canary, mortal
from grading.run.examine import examine, unchecked
from grading.run.places import with_places
from grading.run.workers import Lost
from grading.sandbox import isolation
from grading.submitted import submission
from grading.submitted.submission import Submission
from nnlib.check import Exercise
from nnlib.check.memory import Memory, remembering

TOO_MUCH = (
    "The file could not be read as a notebook: that takes more memory or time than "
    "a file may."
)


@dataclass(frozen=True)
class Unit:
    """What is to be done, by name, and what is known of it.

    Parameters
    ----------
    assignment : str
        The assignment's id.
    student : str
        Whose submission; empty for the proof that the grader grades this assignment
        rightly.
    round : int
        The round of hand-ins to which it belongs.
    time : str
        When it was handed in, as records hold it; empty if nobody knows.
    notes : tuple of str
        What was put right about the name of the file when it was collected.
    beyond : tuple of str
        Exercises over which a process has died that looked at what they came to, or
        `mortal.FILE`: they score nothing.
    file : str
        The file to grade; empty for what counts.
    """

    assignment: str
    student: str = ""
    round: int = rounds.FIRST
    time: str = ""
    notes: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    file: str = ""


def without(unit: Unit, lost: Lost) -> Unit | None:
    """Leave out of a submission what a process died of; None where nobody knows."""
    if unit.student and lost.is_own_doing and lost.at not in ("", *unit.beyond):
        return replace(unit, beyond=(*unit.beyond, lost.at))
    return None


@dataclass(frozen=True)
class Graded:
    """What a submission came to.

    Parameters
    ----------
    record : Record
        With scores, not written yet.
    faults : dict of str to str
        Functions where the grader itself failed, with the traceback.
    """

    record: Record
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Setup:
    """What every process of a run is told.

    Parameters
    ----------
    root : Path
        The course folder.
    libraries : Path
        Where the modules that student code may see lie, in a folder per notebook.
    isolation : str
        The level of isolation that was found to hold.
    exercise : str, optional
        Id of the only exercise to grade.
    dry : bool
        Whether nothing is written into the course folder.
    adopted : frozenset of str
        Assignments that this package grades, whatever they were released with.
    pointing : bool
        Whether it is looked for where mistakes stand.
    """

    root: Path
    libraries: Path
    isolation: str
    exercise: str | None = None
    dry: bool = False
    adopted: frozenset[str] = frozenset()
    pointing: bool = True

    def __call__(self) -> Callable[[Unit], Graded | None]:
        """Prepare a worker: return what it calls with each unit."""
        isolation.use(self.isolation)
        return Grader(self).do


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


class Grader:
    """Does units; it reads what they have in common once.

    Parameters
    ----------
    setup : Setup
        Where it finds everything.
    """

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.memory = Memory()
        self.course = Course.open(setup.root)
        self.submitted = self.course.submitted
        self.autograded = self.course.autograded
        self.results = self.course.results

    @cached_property
    def secret(self) -> bytes:
        """What the seeds of the class are drawn from."""
        return self.course.secret

    @cached_property
    def terms(self) -> Terms:
        """What holds in the class."""
        return Terms.read(self.course)

    @cached_property
    def prepared(self) -> dict[str, Prepared]:
        """The released notebooks by the id of the assignment."""
        libraries, only = self.setup.libraries, self.setup.exercise
        found = {
            one.name: Prepared.of(one, libraries / one.number, only)
            for one in assignments(self.course.release).values()
        }
        pointing = self.setup.pointing
        return {name: replace(one, pointing=pointing) for name, one in found.items()}

    @cache  # noqa: B019 (a grader lives as long as its process)
    def of_round(self, assignment: str, number: int) -> dict[str, Draw]:
        """Draw what the random probes of a round come from, by exercise id."""
        exercises = self.prepared[assignment].assignment.exercises
        return rounds.draws(self.secret, number, exercises)

    def drawn(self, unit: Unit, before: Record | None = None) -> dict[str, Draw]:
        """Give a submission the draws of its round, or those with which it was graded.

        What is graded again meets the numbers that it met before.
        """
        own = before.draws if before else {}
        return {**self.of_round(unit.assignment, unit.round), **own}

    def before(self, unit: Unit) -> Record | None:
        """Read what was found last in the file that is graded."""
        last = record.last(self.results, unit.student, unit.assignment)
        # A file that cannot be read now may well be the one that was graded.
        sha256 = submission.hash_of(self.path(unit))
        same = last and sha256 in ("", last.submitted["sha256"])
        return last if same else None

    def path(self, unit: Unit) -> Path:
        """Return the file that is graded."""
        name = unit.assignment
        usual = self.submitted / unit.student / name / f"{name}.ipynb"
        return Path(unit.file or usual)

    def do(self, unit: Unit) -> Graded | None:
        """Do one unit.

        Parameters
        ----------
        unit : Unit
            A proof or a submission.

        Returns
        -------
        Graded or None
            None for a proof that held.

        Raises
        ------
        CanaryError
            If a proof did not hold.
        OSError
            If nothing can be written.
        """
        with remembering(self.memory):
            return self.done(unit, self.prepared[unit.assignment])

    def done(self, unit: Unit, prepared: Prepared) -> Graded | None:
        """Do one unit, and remember what is expected for the next."""
        if not unit.student:
            return self.prove(unit, prepared)
        before = self.before(unit)
        drawn = self.drawn(unit, before)
        looked = look(unit, self.path(unit), prepared, drawn)
        return self.written(unit, looked, drawn, before)

    def prove(self, unit: Unit, prepared: Prepared) -> None:
        """Grade what is known: it must come to what it must."""
        solved, empty = self.proven(unit)
        canary.prove(
            prepared.assignment,
            prepared.library,
            self.drawn(unit),
            solved=solved,
            empty=empty,
            log=self.course.fault_log,
            any_edition=unit.assignment in self.setup.adopted,
        )

    def proven(self, unit: Unit) -> tuple[Path, Path]:
        """Return the files of the solution and of the empty release."""
        name = unit.assignment
        released = self.course.release / name / f"{name}.ipynb"
        return made_with.solved(self.course, name), released

    def written(
        self,
        unit: Unit,
        looked: Looked,
        drawn: Mapping[str, Draw],
        before: Record | None,
    ) -> Graded:
        """Turn what was found into a record, and write the graded notebook."""
        prepared = self.prepared[unit.assignment]
        made = put_on_record(prepared, looked, drawn, self.setup.isolation)
        return self.kept(unit, made, looked.rebuilt, before)

    def kept(
        self,
        unit: Unit,
        made: Graded,
        rebuilt: NotebookNode | None,
        before: Record | None,
    ) -> Graded:
        """Put a new record beside the last one, and write the graded notebook.

        Parameters
        ----------
        unit : Unit
            A submission.
        made : Graded
            What it came to now, by whatever version.
        rebuilt : NotebookNode, optional
            The notebook to which the results are written.
        before : Record, optional
            What was found last in the same file.

        Returns
        -------
        Graded
            With scores, and with what holds of what was found before.
        """
        prepared = self.prepared[unit.assignment]
        whole = outcome.beside(made.record, before)
        weights = self.terms.weights(unit.student, prepared.assignment.number)
        graded = whole.counting(weights)
        if rebuilt is not None and not self.setup.dry:
            released, path = prepared.assignment.released, self.path(unit)
            graded_notebook.write(self.autograded, rebuilt, released, path, graded)
        return replace(made, record=graded)

    def worth(self, unit: Unit) -> dict[str, float]:
        """Return what each exercise of a notebook counts."""
        return self.terms.worth(self.prepared[unit.assignment].assignment.number)

    def lost(self, unit: Unit, how: Lost) -> Graded:
        """Return what a submission comes to over which workers have died."""
        fault = (
            "two processes of the grader died over this submission, the last with "
            f"code {how.exit_code}: there may be too little memory; free some, or "
            "grade with --jobs 1"
        )
        before, prepared = self.before(unit), self.prepared[unit.assignment]
        looked = unexamined(unit, self.path(unit), prepared, fault)
        return self.written(unit, looked, self.drawn(unit, before), before)


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
