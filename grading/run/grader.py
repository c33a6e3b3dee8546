"""Who does units of grading work: a process that knows the class and its notebooks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from grading.course import Course
from grading.course_file.terms import Terms
from grading.found import record, rounds
from grading.found.record import Record
from grading.found.rounds import Draw
from grading.released import made_with, notebook_file, written
from grading.released.assignment import assignments
from grading.results import graded_notebook, outcome
from grading.run import canary
from grading.run.looked import Looked, Prepared, look, put_on_record, unexamined
from grading.run.unit import Graded, Unit
from grading.run.workers import Lost
from grading.sandbox import isolation
from grading.submitted import submission
from nnlib.check.memory import Memory, remembering

if TYPE_CHECKING:
    from grading.run.cluster.crew import Crew


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
    crew : Crew, optional
        Who grades in place of processes on this machine.
    """

    root: Path
    libraries: Path
    isolation: str
    exercise: str | None = None
    dry: bool = False
    adopted: frozenset[str] = frozenset()
    pointing: bool = True
    crew: "Crew | None" = None

    def __call__(self) -> Callable[[Unit], Graded | None]:
        """Prepare a worker: return what it calls with each unit."""
        isolation.use(self.isolation)
        return Grader(self).do


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
            rubrics = self.rubrics(unit.assignment)
            graded_notebook.write(
                self.autograded, rebuilt, released, path, graded, rubrics
            )
        return replace(made, record=graded)

    @cache  # noqa: B019 (as above)
    def rubrics(self, assignment: str) -> dict[str, str]:
        """Read what answers in words get points for, by name; none where none is."""
        path = made_with.solved(self.course, assignment)
        return written.rubrics(notebook_file.read(path)) if path.is_file() else {}

    def lost(self, unit: Unit, how: Lost) -> Graded:
        """Return what a submission comes to over which workers have died."""
        fault = how.said or (
            "two processes of the grader died over this submission, the last with "
            f"code {how.exit_code}: there may be too little memory; free some, or "
            "grade with --jobs 1"
        )
        before, prepared = self.before(unit), self.prepared[unit.assignment]
        looked = unexamined(unit, self.path(unit), prepared, fault)
        return self.written(unit, looked, self.drawn(unit, before), before)
