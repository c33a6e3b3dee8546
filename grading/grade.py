"""Grade: COURSE/submitted -> records, graded notebooks and the gradebook.

Before anything is graded, the author's solution must get full marks and the empty
notebook none: a grader that is broken grades nobody. One submission never stops the
batch. What was graded before, and would be graded alike, is not graded again: a run
that was stopped goes on where it was. Submissions are graded side by side; this process
alone writes records and gradebook.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grading.course import Course
from grading.course_file.settings import BEST
from grading.course_file.terms import Terms
from grading.errors import CanaryError, GradingError, UsageError
from grading.found import record
from grading.found.record import Record
from grading.found.shelf import Shelf
from grading.handed_in import before
from grading.released import catalogue
from grading.released.assignment import Assignment, assignments, exercise_named
from grading.results import gradebook, gradebook_rows, ledger
from grading.results.differences import differences
from grading.results.ledger import Entries
from grading.results.standings import Standings
from grading.roster import students
from grading.run import attempts, class_lock, faults
from grading.run.done import Run
from grading.run.grader import Grader, Setup
from grading.run.graders import Completed, graders
from grading.run.jobs import Job, jobs
from grading.run.looked_over import decided, mended, strangers
from grading.run.packages import INSTALLED, LASTING, RELEASED, Packages
from grading.run.unit import Graded, Unit
from grading.run.workers import Lost
from grading.run.workplace import workplace
from grading.sandbox import isolation, session, warm
from grading.sandbox.library import student_library

if TYPE_CHECKING:
    from grading.run.cluster.crew import Crew

Progress = Callable[[Record, int], None]


def grade(
    course: Course,
    *,
    student: str | None = None,
    notebook: str | None = None,
    exercise: str | None = None,
    again: bool | None = None,
    edition: str = RELEASED,
    from_now_on: bool = False,
    dry: bool = False,
    pointing: bool = True,
    workers: int = 1,
    crew: "Crew | None" = None,
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
    edition : str
        Which package grades: the one that a notebook was released with, or `INSTALLED`.
    from_now_on : bool
        Whether the installed one grades these notebooks in later runs as well.
    dry : bool
        Whether only to say what would come of it: nothing is written.
    pointing : bool
        Whether it is looked for where mistakes stand, once the points are final.
    workers : int
        How many processes grade side by side. With 1 it is this one.
    crew : Crew, optional
        Who grades in place of processes on this machine: `grading.run.cluster.reached`.
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
    names = [one.name for one in released]
    if from_now_on and (edition != INSTALLED or student or exercise):
        raise UsageError(LASTING)
    with class_lock.held(course):
        packages = Packages.of(course, names, edition, from_now_on)
        ids = [id for one in released for id in packages.ids(one)]
        only = exercise_named(ids, exercise) if exercise else None
        chosen = [one for one in released if only is None or only in packages.ids(one)]
        notes = list(strangers(course, terms) if dry else mended(course, terms))
        done = Run(notes=[*notes, *decided(terms, chosen)])
        with workplace():
            level = isolation.level()
        named = bool(student or notebook)
        again = named if again is None else again
        best = {}
        if terms.settings.attempt == BEST and not dry:
            told = course.root, Path(), level, None, True, packages.adopted
            setup = Setup(*told, crew=crew)
            again_all = again and only is None
            best = tried(
                course, setup, packages, chosen, student, again_all, workers, done
            )
        found = jobs(course, terms, chosen, student, best=best, as_is=dry)
        todo = to_do(found, only, again, packages, done)
        own = [job for job in todo if job.assignment.name not in packages.others]
        with libraries(own) as folder:
            told = course.root, folder, level, only, dry, packages.adopted
            setup = Setup(*told, pointing=pointing and not dry, crew=crew)
            run(course, terms, setup, packages, todo, workers, done, progress)
    done.records = Shelf(job.record for job in found if job.record.is_file())
    done.roster = students.read(course.students_file)
    nothing = before.nothing_from(course, done.roster)
    done.missing = [(one.number, nothing.get(one.name, [])) for one in chosen]
    return done


def to_do(
    found: Sequence[Job],
    only: str | None,
    again: bool,
    packages: Packages,
    done: Run,
) -> list[Job]:
    """Choose the submissions that must be graded now."""
    if only is None:
        return [job for job in found if again or not is_settled(job, packages)]
    hindered = [(job.student, why) for job in found if (why := job.hindrance())]
    done.skipped += hindered
    return [job for job in found if job.student not in dict(hindered)]


def is_settled(job: Job, packages: Packages) -> bool:
    """Tell whether what was found in a submission stays."""
    if packages.chosen:
        return job.is_by_installed
    if packages.keeps_graded(job.assignment.name):
        return job.is_graded
    return job.is_current


@contextmanager
def libraries(todo: Sequence[Job]) -> Iterator[Path]:
    """Write the modules that student code may see, in a folder for each notebook."""
    with workplace() as folder:
        for one in {job.assignment.number: job.assignment for job in todo}.values():
            library = student_library(folder / one.number, one.number)
            session.write_first(library, one.first_cells)
        yield folder
    warm.end_those_without_library()


def tried(
    course: Course,
    setup: Setup,
    packages: Packages,
    chosen: Sequence[Assignment],
    student: str | None,
    again: bool,
    workers: int,
    done: Run,
) -> dict[tuple[str, str], str]:
    """Grade every file of whoever has handed in several, and choose the best."""
    with workplace() as place:
        found = attempts.staged(course, chosen, student, place)
        todo = [job for job in found if again or not is_settled(job, packages)]
        own = [job for job in todo if job.assignment.name not in packages.others]
        with libraries(own) as folder:
            setup = replace(setup, libraries=folder)
            with graders(setup, min(workers, len(todo)), packages.others) as completed:
                # What does not hold is told when what counts is graded.
                if todo and fault(completed, proofs(todo), packages) is None:
                    by_file = {job.unit.file: job for job in todo}
                    for unit, result in completed([job.unit for job in todo]):
                        (graded,) = results(setup, [(unit, result)])
                        by_file[unit.file].keep(graded.record)
                        note_faults(graded, course.fault_log, done)
        return attempts.best(course, found)


def run(
    course: Course,
    terms: Terms,
    setup: Setup,
    packages: Packages,
    todo: Sequence[Job],
    workers: int,
    done: Run,
    progress: Progress | None,
) -> None:
    """Let the grader test itself, then grade, and write what it comes to."""

    def work(units: list[Unit], completed: Completed) -> None:
        done.notes += packages.told(unit.assignment for unit in units)
        found = results(setup, completed(units))
        if progress is not None:
            found = shown(found, progress, len(units))
        if setup.dry:
            compare(found, course, terms, done)
            return
        packages.settle(course, {unit.assignment for unit in units})
        enter(course, terms, found, done)

    workers = min(workers, len(todo))
    with graders(setup, workers, packages.others) as completed:
        failed = fault(completed, proofs(todo), packages)
        if failed is None:
            return work([job.unit for job in todo], completed)
    fit = fitting(setup, packages, todo, failed, done)
    with graders(setup, workers, packages.others) as completed:
        work([job.unit for job in fit], completed)


def fault(
    completed: Completed, units: Sequence[Unit], packages: Packages
) -> GradingError | None:
    """Return why the grader does not grade rightly what is known, if it does not."""
    try:
        prove(completed(units), packages)
    except GradingError as error:
        return error
    return None


def fitting(
    setup: Setup,
    packages: Packages,
    todo: Sequence[Job],
    failed: GradingError,
    done: Run,
) -> list[Job]:
    """Choose the submissions of notebooks that are graded rightly; note the others."""
    if packages.from_now_on:
        raise failed  # nothing is taken over unless all is
    unfit: dict[str, GradingError] = {}
    for proof in proofs(todo):
        with graders(setup, 1, packages.others) as completed:
            if error := fault(completed, [proof], packages):
                unfit[proof.assignment] = error
    fit = [job for job in todo if job.assignment.name not in unfit]
    if not fit:
        raise failed
    done.unfit += [(name, str(error)) for name, error in unfit.items()]
    return fit


def prove(completed: Iterable[tuple[Unit, Any]], packages: Packages) -> None:
    """Let the grader test itself: it must grade what is known rightly."""
    try:
        for unit, result in completed:
            if isinstance(result, Lost):
                raise GradingError(
                    "nothing was graded: two processes of the grader died while "
                    f"it tested itself on {unit.assignment}, the last with code "
                    f"{result.exit_code}"
                )
    except CanaryError as error:
        raise CanaryError(f"{error}{packages.remedy()}") from error


def results(setup: Setup, completed: Iterable[tuple[Unit, Any]]) -> Iterator[Graded]:
    """Yield what submissions have come to, those as well that cost a process."""
    for unit, result in completed:
        yield Grader(setup).lost(unit, result) if isinstance(result, Lost) else result


def compare(found: Iterable[Graded], course: Course, terms: Terms, done: Run) -> None:
    """Note whose points would be others than before; nothing is written."""
    for some in ledger.batches(graded.record for graded in found):
        last = [record.last(course.results, r.student, r.assignment) for r in some]
        pairs = [(one, now) for one, now in zip(last, some, strict=True) if one]
        done.differences += differences(course, terms, pairs)
        done.graded += len(some)


def shown(found: Iterable[Graded], progress: Progress, total: int) -> Iterator[Graded]:
    """Tell of each submission, once it is dealt with."""
    for graded in found:
        yield graded
        progress(graded.record, total)


def enter(course: Course, terms: Terms, found: Iterable[Graded], done: Run) -> None:
    """Write records and gradebook, and note what has moved."""
    standings = Standings(course.results)
    with gradebook.opened(course) as book:
        ledger.refuse_incomplete(course, book, terms)
        ledger.settle(course, book, terms, standings)
        results, log = course.results, course.fault_log
        with Entries(book, terms, standings) as entries:
            for graded in found:
                keep(graded, results, log, done)
                entries.add(graded.record)
        people = students.read(course.students_file).people
        gradebook_rows.name_students(book, {one.id: one.name for one in people})
    done.moved, done.counting = standings.moved, standings.now
    done.notes += standings.notes
    done.told += standings.told()


def proofs(todo: Sequence[Job]) -> list[Unit]:
    """Return the proofs that must hold before some submissions are graded."""
    return list(dict.fromkeys(job.proof for job in todo))


def keep(graded: Graded, results: Path, log: Path, done: Run) -> None:
    """Write a record: with it a submission is graded. Note what is to be mended."""
    found = graded.record
    record.supersede(found, results)
    done.fresh.add((found.student, found.assignment))
    done.graded += 1
    note_faults(graded, log, done)


def note_faults(graded: Graded, log: Path, done: Run) -> None:
    """Note where the grader itself failed, if it did."""
    found = graded.record
    if graded.faults:
        names = list(graded.faults)
        done.faults.append((found.student, found.notebook, names))
        about = f"{found.student}, {found.assignment}: {', '.join(names)}"
        details = "\n".join(dict.fromkeys(graded.faults.values()))
        faults.note(log, about, details)
