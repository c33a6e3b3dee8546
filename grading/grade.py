"""Grade: COURSE/submitted -> records, graded notebooks and the gradebook.

Before anything is graded, the author's solution must get full marks and the empty
notebook none: a grader that is broken grades nobody. One submission never stops the
batch. What was graded before, and would be graded alike, is not graded again: a run
that was stopped goes on where it was. Submissions are graded side by side; this process
alone writes records and gradebook.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grading import errors
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import GradingError
from grading.found import former, record
from grading.found.record import Record, Shelf
from grading.handed_in import delivery
from grading.released import catalogue
from grading.released.assignment import Assignment, assignments, exercise_named
from grading.results import gradebook, ledger
from grading.results.ledger import Entries
from grading.results.moved import Move
from grading.results.standing import Standings
from grading.run import faults, lock
from grading.run.jobs import Job, jobs
from grading.run.unit import Graded, Grader, Setup, Unit
from grading.run.workers import Lost, Pool
from grading.run.workplace import workplace
from grading.sandbox import isolation, session, warm
from grading.sandbox.library import student_library
from grading.state_file import set_aside
from nnlib.check import Exercise

TEMPORARY = "tmp"
Progress = Callable[[Record, int], None]
Completed = Callable[[Iterable[Unit]], Iterator[tuple[Unit, Any]]]


@dataclass
class Run:
    """What came of grading.

    Parameters
    ----------
    records : Shelf
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
    moved : list of Move
        Submissions that were graded before and count something else now.
    """

    records: Shelf = field(default_factory=lambda: Shelf(()))
    graded: int = 0
    faults: list[tuple[str, str, list[str]]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)


def grade(
    course: Course,
    *,
    student: str | None = None,
    notebook: str | None = None,
    exercise: str | None = None,
    again: bool | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Run:
    """Grade what is collected and not graded yet.

    Parameters
    ----------
    course : Course
        The class.
    student : str, optional
        The only student to grade.
    notebook : str, optional
        Number of the only notebook to grade.
    exercise : str, optional
        The only exercise to grade, again; the other scores stay as they are.
    again : bool, optional
        Whether to grade again what was graded before. If omitted, what is named by
        another option is.
    workers : int
        How many processes grade side by side. With 1 it is this one.
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
    CourseError
        If another process is grading this class.
    UsageError
        If there is no such student, notebook or exercise.
    GradingError
        If there is nothing to grade.
    """
    terms = Terms.read(course)
    released = catalogue.chosen(assignments(course.release), notebook).values()
    only = exercise_named(released, exercise) if exercise else None
    chosen = [one for one in released if only is None or one.number == only.notebook]
    with lock.held(course.root):
        anew = [f"{student}: {text}" for student, text in delivery.mended(course)]
        found = jobs(course, terms, chosen, student)
        notes = [*anew, *strangers(course, terms), *damaged_set_aside(course)]
        done = Run(notes=[*notes, *decided(terms, chosen)])
        level = isolation.level()
        named = bool(student or notebook)
        again = named if again is None else again
        todo = to_do(found, only, again, done)
        with libraries(todo) as folder:
            setup = Setup(course.root, folder, level, only.id if only else None)
            run(course, terms, setup, todo, workers, done, progress)
    done.records = Shelf(job.record for job in found if job.record.is_file())
    return done


def strangers(course: Course, terms: Terms) -> list[str]:
    """Remark on extensions that are probably meant for somebody else."""
    students = {student for student, _ in delivery.everyone(course)}
    return [
        (
            f"extensions.csv names {stranger}, who has handed in nothing; did you mean "
            f"{meant}?"
        )
        for stranger in terms.dues.strangers(students)
        for meant in errors.meant(stranger, students)
    ]


def damaged_set_aside(course: Course) -> Iterator[str]:
    """Make room for records that cannot be read; say where they lie, and why."""
    for one in list(record.damaged(course.results)):
        kept, student = set_aside(one.path), one.path.parent.name
        yield (
            f"the record {one.path} was damaged: {one.why}; it is kept as {kept.name}, "
            f"and {one.path.stem} of {student} is graded as if it had not been"
        )


def decided(terms: Terms, chosen: Sequence[Assignment]) -> list[str]:
    """Say where the course file decides what an exercise counts."""
    return [
        f"notebook {one.number}: {text}"
        for one in chosen
        for text in terms.decided(one.number)
    ]


def to_do(
    found: Sequence[Job], only: Exercise | None, again: bool, done: Run
) -> list[Job]:
    """Choose the submissions that must be graded now."""
    if only is None:
        return [job for job in found if again or not job.is_current]
    hindered = [(job.student, why) for job in found if (why := job.hindrance())]
    done.skipped += hindered
    return [job for job in found if job.student not in dict(hindered)]


@contextmanager
def libraries(todo: Sequence[Job]) -> Iterator[Path]:
    """Write the modules that student code may see, in a folder for each notebook."""
    with workplace() as folder:
        for one in {job.assignment.number: job.assignment for job in todo}.values():
            library = student_library(folder / one.number, one.number)
            session.write_first(library, one.first_cells)
        yield folder
    warm.end_those_without_library()


def run(
    course: Course,
    terms: Terms,
    setup: Setup,
    todo: Sequence[Job],
    workers: int,
    done: Run,
    progress: Progress | None,
) -> None:
    """Let the grader test itself, then grade, and write what it comes to."""
    units = [job.unit for job in todo]
    with side_by_side(setup, min(workers, len(units))) as completed:
        for unit, result in completed(proofs(todo)):
            if isinstance(result, Lost):
                raise GradingError(
                    "nothing was graded: two processes of the grader died while "
                    f"it tested itself on {unit.assignment}, the last with code "
                    f"{result.exit_code}"
                )
        results, log = course.results, course.fault_log
        standings = Standings(results)
        with gradebook.opened(course) as book:
            ledger.settle(course, book, terms, standings)
            with Entries(book, terms, standings) as entries:
                for unit, result in completed(units):
                    if isinstance(result, Lost):
                        result = Grader(setup).lost(unit, result)
                    keep(result, results, log, done)
                    entries.add(result.record)
                    if progress is not None:
                        progress(result.record, len(units))
        done.moved = standings.moved


def proofs(todo: Sequence[Job]) -> list[Unit]:
    """Return the proofs that must hold before some submissions are graded."""
    return list(dict.fromkeys(job.proof for job in todo))


@contextmanager
def side_by_side(setup: Setup, workers: int) -> Iterator[Completed]:
    """Make ready what works units off: some processes, or this one."""
    if workers <= 1:
        grader = Grader(setup)
        yield lambda units: ((unit, grader.do(unit)) for unit in units)
    else:
        place = setup.libraries / TEMPORARY
        place.mkdir()
        with Pool(setup, workers, place) as pool:
            yield pool.completed


def keep(graded: Graded, results: Path, log: Path, done: Run) -> None:
    """Write a record: with it a submission is graded. Note what is to be mended."""
    found = graded.record
    former.keep(results, found)
    record.write(found, results)
    done.graded += 1
    if graded.faults:
        names = list(graded.faults)
        done.faults.append((found.student, found.notebook, names))
        about = f"{found.student}, {found.assignment}: {', '.join(names)}"
        details = "\n".join(dict.fromkeys(graded.faults.values()))
        faults.note(log, about, details)
