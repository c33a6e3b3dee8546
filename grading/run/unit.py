"""One unit of grading work: a submission is examined and its graded notebook written.

A unit needs nothing but the course folder and its own name, and comes to plain data.
So it can be done anywhere, by any process, and again after a kill: it writes nothing
that another unit reads, and a submission counts as graded only when its caller has
written the record.
"""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode

from grading import errors
from grading.course import Course
from grading.course_file import terms
from grading.course_file.terms import Terms
from grading.found.examined import Examined
from grading.found.record import Record
from grading.released import assignment
from grading.released.assignment import Assignment
from grading.results import graded_notebook, outcome
from grading.run import canary, seeds
from grading.run.examine import examine, unchecked
from grading.run.jobs import Job
from grading.run.workers import Lost
from grading.sandbox import isolation
from grading.submitted import submission
from grading.submitted.submission import Submission
from nnlib.check import Exercise


@dataclass(frozen=True)
class Unit:
    """What is to be done, by name.

    Parameters
    ----------
    assignment : str
        The assignment's id.
    student : str
        Whose submission; empty for the proof that the grader grades this assignment
        rightly.
    """

    assignment: str
    student: str = ""


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
class Desk:
    """What lies ready for the units of one run.

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
    """

    root: Path
    libraries: Path
    isolation: str
    exercise: str | None = None

    def __call__(self) -> Callable[[Unit], Graded | None]:
        """Prepare a worker: return what it calls with each unit."""
        isolation.use(self.isolation)
        return Bench(self).do


class Bench:
    """What one process has read of the course, once for all its units.

    Parameters
    ----------
    desk : Desk
        Where it finds everything.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.course = Course.open(desk.root)

    @cached_property
    def holding(self) -> Terms:
        """Weights and due times."""
        return terms.read(self.course)

    @cached_property
    def assignments(self) -> dict[str, Assignment]:
        """The released notebooks by id."""
        return {one.name: one for one in assignment.assignments(self.course)}

    def only(self, one: Assignment) -> Exercise | None:
        """Return the only exercise to grade, if there is one."""
        named = self.desk.exercise
        return next((each for each in one.exercises if each.id == named), None)

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
        one = self.assignments[unit.assignment]
        library = self.desk.libraries / one.number
        if not unit.student:
            return canary.prove(self.course, one, library)
        job = self.job(one, unit)
        looked = look(self.course, job, library, self.only(one))
        return self.kept(job, looked)

    def job(self, one: Assignment, unit: Unit) -> Job:
        """Find the submission of a unit, and what was found in it before."""
        path = self.course.submitted / unit.student / one.name / f"{one.name}.ipynb"
        return Job(one, path, self.course.results)

    def kept(self, job: Job, looked: "Looked") -> Graded:
        """Turn what was found into a record, and write the graded notebook."""
        found = outcome.as_record(
            self.course,
            job.assignment,
            looked.handed_in,
            looked.found,
            looked.remarks,
            seed_of(self.course, job),
        )
        worth = self.holding.worth(job.assignment.number)
        graded = outcome.beside(found, job.before).counting(worth)
        if looked.rebuilt is not None:
            graded_notebook.write(self.course, looked.rebuilt, job.path, graded)
        faulty = {one.verdict.name: one.fault for one in looked.found if one.fault}
        return Graded(graded, faulty)

    def lost(self, unit: Unit, how: Lost) -> Graded:
        """Return what a submission comes to over which workers have died."""
        one = self.assignments[unit.assignment]
        only = self.only(one)
        wanted = one.exercises if only is None else (only,)
        fault = errors.WORKERS_DIED.format(exit_code=how.exit_code)
        job = self.job(one, unit)
        return self.kept(job, unexamined(job, wanted, fault))


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


def look(course: Course, job: Job, library: Path, only: Exercise | None) -> Looked:
    """Examine one submission; whatever fails in here is a fault of the grader.

    Parameters
    ----------
    course : Course
        The class; its secret draws the seeds.
    job : Job
        The submission.
    library : Path
        The modules that student code may see.
    only : Exercise, optional
        The only exercise to grade.

    Returns
    -------
    Looked
        Never raises: one submission does not stop the batch.
    """
    one = job.assignment
    wanted = one.exercises if only is None else (only,)
    try:
        handed_in = submission.read(
            job.path, one.released, student=job.student, assignment=one.name
        )
        rebuilt = graded_notebook.mended(one.released, handed_in)
        tried = one.exercises if only is None else assignment.with_needed(one, only)
        found, remarks = examine(handed_in, tried, library, seed_of(course, job))
        ids = {exercise.id for exercise in wanted}
        found = [each for each in found if each.verdict.exercise in ids]
        return Looked(handed_in, found, remarks, rebuilt)
    except Exception:
        return unexamined(job, wanted, traceback.format_exc())


def unexamined(job: Job, wanted: Sequence[Exercise], fault: str) -> Looked:
    """Return what is known of a submission where the grader itself failed."""
    sha256 = submission.hash_of(job.path)
    unread = Submission(job.student, job.assignment.name, job.path, sha256=sha256)
    return Looked(unread, [unchecked(each, fault) for each in wanted])


def seed_of(course: Course, job: Job) -> Callable[[str], list[int]]:
    """Return the seeds of one student."""
    return lambda exercise: seeds.seed(course.secret, job.student, exercise)
