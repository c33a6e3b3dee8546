"""Which of several files counts, where the best one does: all are graded, one chosen.

What each came to lies in `results/<student>/attempts/<assignment>/`, a record called
after the time at which it was handed in. The one that is chosen is then graded like any
other submission; where nothing has changed, nothing is graded again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.found import record
from grading.found.record import Record
from grading.found.rounds import Rounds
from grading.handed_in import delivery, forward
from grading.handed_in.delivery import Delivery
from grading.released.assignment import Assignment
from grading.run.jobs import Job
from grading.run.unit import Unit
from grading.state_file import DamagedFileError, set_aside

FOLDER = "attempts"
NEVER = datetime.max.replace(tzinfo=UTC)
Place = tuple[str, str]


@dataclass(frozen=True)
class Attempt(Job):
    """One of several files of a student.

    Parameters
    ----------
    came : Delivery, optional
        When and from whom it came; it always did.
    """

    came: Delivery | None = None

    @property
    def student(self) -> str:
        """Who handed it in."""
        return self.came.student

    @property
    def unit(self) -> Unit:
        """The work that it is."""
        name, time = self.assignment.name, self.came.time
        round = self.rounds.at(name, time)
        return Unit(name, self.student, round, times.stamp(time), file=str(self.path))

    @property
    def record(self) -> Path:
        """Where what it came to lies, or will lie."""
        place = self.results / self.student / FOLDER / self.assignment.name
        return place / f"{self.came.path.stem}.json"

    @property
    def before(self) -> Record | None:
        """What it came to; a record that cannot be read is set aside."""
        try:
            return record.read(self.record) if self.record.is_file() else None
        except DamagedFileError:
            set_aside(self.record)
            return None

    def keep(self, found: Record) -> None:
        """Write down what it came to."""
        record.write_to(found, self.record)


def staged(
    course: Course, chosen: Iterable[Assignment], student: str | None, place: Path
) -> list[Attempt]:
    """List the files of whoever has handed in several with work in them.

    Parameters
    ----------
    course : Course
        The class.
    chosen : iterable of Assignment
        Which assignments.
    student : str, optional
        The only student.
    place : Path
        A folder to which they are copied, with the modules that belong to them.

    Returns
    -------
    list of Attempt
        By assignment, student and time.
    """
    rounds, found = Rounds.of(course), []
    everyone = list(delivery.everyone(course))
    for one in chosen:
        released = course.release / one.name / f"{one.name}.ipynb"
        for who in (w for w, name in everyone if name == one.name):
            came = delivery.deliveries(course, who, one.name)
            worked = [o for o in came if forward.has_work(o, released)]
            if len(worked) > 1 and student in (None, who):
                found += [
                    Attempt(one, copied(each, place), course.results, rounds, (), each)
                    for each in worked
                ]
    return found


def copied(one: Delivery, place: Path) -> Path:
    """Copy a delivery to where it can be graded, and its modules beside it."""
    folder = place / one.student / one.assignment / one.path.stem
    for name, text in one.modules.items():
        atomic.write_text(folder / name, text)
    target = folder / f"{one.assignment}.ipynb"
    return atomic.write(target, one.path.read_bytes())


def best(course: Course, found: Sequence[Attempt]) -> dict[Place, str]:
    """Choose the best file of each student and assignment.

    Parameters
    ----------
    course : Course
        The class; what is chosen is put where it is graded.
    found : sequence of Attempt
        As `staged` lists them. One that has not been graded is not chosen.

    Returns
    -------
    dict of (str, str) to str
        By student and assignment, the name of its delivery: the one that counts most,
        with what it loses because it came late; of equal ones the latest.
    """
    chosen: dict[Place, str] = {}
    numbers = {one.assignment.number for one in found}
    # Late days of a budget are used up in the order in which notebooks are due.
    for number in by_due(Terms.read(course), numbers):
        terms = Terms.read(course)
        mine = [one for one in found if one.assignment.number == number]
        for student, one in best_of(terms, mine).items():
            place = student, one.assignment.name
            chosen[place] = one.came.path.stem
            forward.put_forward(course, *place, terms.until(*place), best=chosen[place])
    return chosen


def by_due(terms: Terms, numbers: Iterable[str]) -> list[str]:
    """Put numbers of notebooks in the order in which they are due."""
    due = terms.dues.regular
    return sorted(numbers, key=lambda one: (one not in due, due.get(one, NEVER), one))


def best_of(terms: Terms, found: Iterable[Attempt]) -> dict[str, Attempt]:
    """Return the best file of one notebook, by student."""
    chosen: dict[str, tuple[float, Attempt]] = {}
    for one in found:
        graded = one.before
        if graded is None:
            continue
        points = counting(terms, graded)
        if one.student not in chosen or points >= chosen[one.student][0]:
            chosen[one.student] = points, one
    return {student: one for student, (_, one) in chosen.items()}


def counting(terms: Terms, graded: Record) -> float:
    """Say what a file would count, if it did."""
    student, number = graded.student, graded.notebook
    score = graded.counting(terms.weights(student, number)).score
    came = terms.arrival(student, number, graded.submitted["time"])
    days = min(came.days_late, left(terms, student, number))
    return score - replace(came, free_days=days).penalty(score)


def left(terms: Terms, student: str, number: str) -> int:
    """Count the late days that notebooks that were due before have left."""
    before = by_due(terms, terms.notebooks)
    before = before[: before.index(number)]
    used = sum(terms.free.get((student, one), 0) for one in before)
    return terms.settings.late.budget_days - used
