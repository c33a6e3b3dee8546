"""Adjust: one decision for all who made the same mistake, shown before it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from grading.course import Course
from grading.course_file import adjusted
from grading.course_file.adjusted import Adjustment
from grading.course_file.terms import Terms
from grading.errors import UsageError, listed, meant
from grading.found import shelf
from grading.found.record import Record, number
from grading.released.assignment import exercise_named
from grading.results import gradebook, ledger
from grading.results.differences import difference
from grading.results.moved import Move
from grading.results.standings import Standings
from grading.run import class_lock

PLACE = (
    "{place!r} in {exercise} is a place, and no mistake that has a name: different "
    "thoughts may lead there, so no decision holds for all. Look at each answer, and "
    "give points by hand in formgrader: {who}"
)


@dataclass
class Adjusted:
    """What a decision does.

    Parameters
    ----------
    moved : list of Move
        Whose points it moves.
    made : int
        How many made the mistake.
    exercise : str
        Id of the exercise.
    """

    moved: list[Move] = field(default_factory=list)
    made: int = 0
    exercise: str = ""

    @property
    def told(self) -> Iterator[str]:
        """Say whose points move."""
        for one in self.moved:
            way = f"{number(one.before)} to {number(one.now)}"
            yield f"{one.student} {one.notebook}: {way}"


def adjust(
    course: Course,
    exercise: str,
    mistake: str,
    *,
    points: float | None = None,
    reason: str = "",
    undo: bool = False,
    do: bool = False,
) -> Adjusted:
    """Decide what a mistake counts more or less, or take such a decision back.

    Parameters
    ----------
    course : Course
        The class.
    exercise : str
        Id of the exercise; its function's name is enough where only one is called so.
    mistake : str
        The name under which the check knows the mistake.
    points : float, optional
        How many points more; needed, but to take a decision back.
    reason : str
        What the students are told; needed likewise.
    undo : bool
        Whether the decision is taken back.
    do : bool
        Whether it is done; otherwise it is only found out what it would do.

    Returns
    -------
    Adjusted
        Whose points it moves.

    Raises
    ------
    UsageError
        If there is no such exercise, nobody made the mistake, it is a place and none
        with a name, points or reason are missing, or there is no decision to take back.
    """
    with class_lock.held(course):
        terms = Terms.read(course)
        exercise = exercise_named(ids(terms), exercise)
        made = made_by(course, exercise, mistake, needed=not undo)
        kept = [
            one
            for one in terms.adjustments
            if (one.exercise, one.mistake) != (exercise, mistake)
        ]
        if undo and len(kept) == len(terms.adjustments):
            raise UsageError(f"there is no decision about {mistake!r} in {exercise}")
        if not undo:
            kept.append(decision(exercise, mistake, points, reason))
        after = replace(terms, adjustments=tuple(kept))
        moved = list(moves(course, terms, after, made))
        done = Adjusted(moved, len(made), exercise)
        if do:
            hold(course, after)
    return done


def ids(terms: Terms) -> list[str]:
    """List the ids of all exercises that were handed out."""
    return [
        f"{n}/{name}" for n, entry in terms.notebooks.items() for name in entry.points
    ]


def decision(
    exercise: str, mistake: str, points: float | None, reason: str
) -> Adjustment:
    """Make a decision of what was said."""
    if not points or not reason.strip():
        raise UsageError("say how many points and why: --points +3 --reason '...'")
    if not abs(points) < adjusted.MOST:
        raise UsageError(f"--points is {points:g}, expected less than {adjusted.MOST}")
    return Adjustment(exercise, mistake, points, " ".join(reason.split()))


def made_by(
    course: Course, exercise: str, mistake: str, *, needed: bool
) -> list[Record]:
    """List the submissions in which a mistake was found; `needed` is at least one."""
    shelf.existing(course.results)
    graded = [one for one in shelf.records(course.results) if not one.problem]
    found: Counter[str] = Counter()
    made = []
    for one in graded:
        names = {r.diagnosis for r in one.results if r.exercise == exercise}
        found.update(name for name in names if name)
        if mistake in names:
            made.append(one)
    if needed and not made:
        refuse_place(graded, exercise, mistake)
        known = [f"{name!r} ({n})" for name, n in found.most_common()]
        near = "".join(meant(mistake, found))
        guess = f"did you mean {near!r}? " if near else ""
        raise UsageError(
            f"nobody made the mistake {mistake!r} in {exercise}: {guess}"
            f"found there: {listed(known or ['no mistake that has a name'])}"
        )
    return made


def refuse_place(graded: Iterable[Record], exercise: str, mistake: str) -> None:
    """Refuse what the report calls a place: it is found, but no mistake is proved."""
    there = [
        one.student
        for one in graded
        for result in one.results
        if (result.exercise, result.place) == (exercise, mistake)
    ]
    if there:
        raise UsageError(PLACE, place=mistake, exercise=exercise, who=listed(there))


def moves(
    course: Course, terms: Terms, after: Terms, made: Iterable[Record]
) -> Iterator[Move]:
    """Yield whose points a decision moves; nothing of it stays."""
    with gradebook.opened(course, create=False) as book:
        try:
            ledger.prepare(course, book, terms)
            for one in made:
                yield from difference(book, terms, one, one, after)
        finally:
            book.db.rollback()


def hold(course: Course, after: Terms) -> None:
    """Write the decisions, and bring gradebook, records and histories in line."""
    adjusted.write(course.adjustments_file, after.adjustments)
    with gradebook.opened(course) as book:
        ledger.settle(course, book, after, Standings(course.results))
