"""Grade: COURSE/submitted -> records, graded notebooks and the gradebook.

Before anything is graded, the author's solution must get full marks and the empty
notebook none: a grader that is broken grades nobody. One submission never stops the
batch. What was graded before, and would be graded alike, is not graded again: a run
that was stopped goes on where it was.
"""

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode

from grading import (
    assignment,
    canary,
    delivery,
    errors,
    faults,
    graded_notebook,
    ledger,
    outcome,
    record,
    seeds,
    submission,
    terms,
)
from grading.course import Course
from grading.examine import Examined, examine, unchecked
from grading.jobs import Job, jobs
from grading.record import Record
from grading.sandbox.library import student_library
from grading.submission import Submission
from grading.terms import Terms
from nnlib.check import Exercise

Progress = Callable[[Record, int], None]


@dataclass
class Run:
    """What came of grading.

    Parameters
    ----------
    records : list of Record
        Of every chosen submission, by notebook and student.
    graded : int
        How many of them were graded now; the others were graded before.
    faults : list of (str, str, list of str)
        Students and notebooks where the grader itself failed, and the functions that
        it could not check.
    skipped : list of (str, str)
        Students who were left as they are, and why.
    notes : list of str
        What an instructor should look at.
    """

    records: list[Record] = field(default_factory=list)
    graded: int = 0
    faults: list[tuple[str, str, list[str]]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def grade(
    course: Course,
    *,
    student: str | None = None,
    notebook: str | None = None,
    exercise: str | None = None,
    again: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Grade what is collected and not graded yet.

    Parameters
    ----------
    course : Course
        The class.
    student : str, optional
        The only student to grade. What is named is graded again.
    notebook : str, optional
        Number of the only notebook to grade, again.
    exercise : str, optional
        The only exercise to grade, again; the other scores stay as they are.
    again : bool
        Whether to grade again what was graded before.
    progress : callable, optional
        ``progress(record, total)`` after each submission.

    Returns
    -------
    Run
        The records, and what went wrong.

    Raises
    ------
    CanaryError
        If the grader does not grade what is known rightly; nothing is written then.
    UsageError
        If there is no such student, notebook or exercise.
    GradingError
        If there is nothing to grade.
    """
    holding = terms.read(course)
    chosen = assignment.chosen(assignment.assignments(course), notebook)
    only = assignment.exercise_named(chosen, exercise) if exercise else None
    chosen = [one for one in chosen if only is None or one.number == only.notebook]
    found = jobs(course, holding, chosen, student)
    done = Run(notes=strangers(course, holding))
    todo = to_do(found, only, bool(again or student or notebook), done)
    with proved_libraries(course, todo) as library, course.gradebook() as book:
        known = {key(one): one for one in ledger.settle(course, book, holding)}
        for job in todo:
            looked = look(course, job, library[job.assignment.number], only)
            graded = keep(course, holding, job, looked, done)
            ledger.enter(ledger.submission(book, graded), graded, holding)
            book.db.commit()
            known[job.key] = graded
            if progress is not None:
                progress(graded, len(todo))
    done.records = [known[job.key] for job in found if job.key in known]
    return done


def key(one: Record) -> tuple[str, str]:
    """Return what tells a record from the others."""
    return one.assignment, one.student


def strangers(course: Course, holding: Terms) -> list[str]:
    """Remark on extensions that are probably meant for somebody else."""
    students = {student for student, _ in delivery.everyone(course)}
    return [
        errors.STRANGER.format(student=stranger, meant=meant)
        for stranger in holding.dues.strangers(students)
        for meant in errors.meant(stranger, students)
    ]


def to_do(
    found: Sequence[Job], only: Exercise | None, again: bool, done: Run
) -> list[Job]:
    """Choose the submissions that must be graded now."""
    if only is None:
        return [job for job in found if again or not job.is_current()]
    hindered = [(job.student, why) for job in found if (why := job.hindrance())]
    done.skipped += hindered
    return [job for job in found if job.student not in dict(hindered)]


@contextmanager
def proved_libraries(course: Course, todo: Sequence[Job]) -> Iterator[dict[str, Path]]:
    """Write the modules that student code may see, and let the grader test itself."""
    wanted = {job.assignment.number: job.assignment for job in todo}
    with TemporaryDirectory(prefix="nnlib-") as folder:
        found = {
            number: student_library(Path(folder) / number, number) for number in wanted
        }
        for number, one in wanted.items():
            canary.prove(course, one, found[number])
        yield found


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
        fault = traceback.format_exc()
        sha256 = submission.hash_of(job.path)
        unread = Submission(job.student, one.name, job.path, sha256=sha256)
        return Looked(unread, [unchecked(each, fault) for each in wanted])


def seed_of(course: Course, job: Job) -> Callable[[str], list[int]]:
    """Return the seeds of one student."""
    return lambda exercise: seeds.seed(course.secret, job.student, exercise)


def keep(course: Course, holding: Terms, job: Job, looked: Looked, done: Run) -> Record:
    """Write what was found, the record last: with it a submission is graded."""
    found = outcome.as_record(
        course,
        job.assignment,
        looked.handed_in,
        looked.found,
        looked.remarks,
        seed_of(course, job),
    )
    worth = holding.worth(job.assignment.number)
    graded = outcome.beside(found, job.before).counting(worth)
    if looked.rebuilt is not None:
        graded_notebook.write(course, looked.rebuilt, job.path, graded)
    record.write(graded, course.results)
    note_faults(course, job, looked.found, done)
    done.graded += 1
    return graded


def note_faults(course: Course, job: Job, found: Sequence[Examined], done: Run) -> None:
    """Keep what is needed to mend the grader."""
    faulty = [one for one in found if one.fault]
    if faulty:
        names = [one.verdict.name for one in faulty]
        done.faults.append((job.student, job.assignment.number, names))
        about = f"{job.student}, {job.assignment.name}: {', '.join(names)}"
        details = dict.fromkeys(one.fault for one in faulty)
        faults.note(course, about, "\n".join(details))
