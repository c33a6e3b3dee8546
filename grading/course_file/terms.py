"""The terms of a class: its notebooks, course file and extensions, read together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property

from grading.course import Course
from grading.course_file import accommodated, adjusted, budget, due, settings, times
from grading.course_file.accommodated import Accommodation
from grading.course_file.adjusted import Adjustment
from grading.course_file.due import Dues
from grading.course_file.late import LatePolicy, days_late
from grading.course_file.settings import Settings
from grading.course_file.weights import Weights
from grading.released.catalogue import Catalogue, catalogue
from nnlib.wording import listed

FULL = "Everybody who handed in has full marks for {names}."
OFF = "In this class {names} {does} not count."
SPARED = "You are spared {names}: there you have your share of all the rest."


@dataclass(frozen=True)
class Arrival:
    """When a submission came, and what that means for it.

    Parameters
    ----------
    handed_in : datetime, optional
        When it came; a time that is not known is not late.
    due, regular : datetime, optional
        When it was due for this student, and for everybody; without it nothing is late.
    late : LatePolicy
        What a late submission loses.
    zone : tzinfo
        Where its days are counted.
    free_days : int
        How many late days of the student's budget it takes.
    """

    handed_in: datetime | None
    due: datetime | None
    regular: datetime | None
    late: LatePolicy
    zone: tzinfo = UTC
    free_days: int = 0

    @property
    def seconds_late(self) -> int:
        """How late it is, by the clock of the class; within the grace, not at all."""
        if self.due and not times.seconds_late(
            self.handed_in, self.due + self.late.grace
        ):
            return 0
        return times.clock_seconds_late(self.handed_in, self.due, self.zone)

    @property
    def days_late(self) -> int:
        """Days begun since it was due."""
        return days_late(self.seconds_late)

    @property
    def timestamp(self) -> datetime | None:
        """When it came, as the gradebook keeps it."""
        return times.naive(self.handed_in)

    @property
    def extension(self) -> timedelta | None:
        """How much more time the student has, as the gradebook keeps it."""
        longer = self.regular is not None and self.due != self.regular
        return self.due - self.regular if longer else None

    def penalty(self, score: float) -> float:
        """Say what a submission of this score loses; one that is on time, nothing."""
        seconds = self.seconds_late - self.free_days * times.SECONDS_PER_DAY
        return self.late.penalty(score, seconds) if seconds > 0 else 0.0


@dataclass(frozen=True)
class Terms:
    """What holds in a class.

    Parameters
    ----------
    notebooks : mapping of str to Entry
        By number.
    settings : Settings
        The course file.
    dues : Dues
        Due times with extensions.
    adjustments : tuple of Adjustment
        What mistakes count more or less.
    free : mapping of (str, str) to int
        Late days of the budget, by student and number of the notebook.
    accommodations : mapping of str to Accommodation
        Who has more time, or is spared something, by student.
    """

    notebooks: Catalogue
    settings: Settings
    dues: Dues
    adjustments: tuple[Adjustment, ...] = ()
    free: Mapping[tuple[str, str], int] = field(default_factory=dict)
    accommodations: Mapping[str, Accommodation] = field(default_factory=dict)

    @classmethod
    def read(cls, course: Course) -> "Terms":
        """Read what holds in a class.

        Parameters
        ----------
        course : Course
            The class.

        Returns
        -------
        Terms
            With every value checked.

        Raises
        ------
        CourseError
            For the first value in `course.toml` or in a table beside it that is wrong.
        """
        known = catalogue(course)
        decided = settings.read(course.settings_file, known)
        given = accommodated.read(course.accommodations_file, known)
        dues = due.read(course.extensions_file, decided, known)
        dues = dues.with_time(given.values(), decided)
        moved = adjusted.read(course.adjustments_file, known)
        days = budget.free_days(
            course.submitted, known, dues, decided.late, decided.zone
        )
        return cls(known, decided, dues, moved, days, given)

    @cached_property
    def for_all(self) -> dict[str, Weights]:
        """What everything counts for who is spared nothing, by number of a notebook."""
        return {number: self.of_notebook(number) for number in self.notebooks}

    def of_notebook(self, notebook: str) -> Weights:
        """Work out what everything in a notebook counts for who is spared nothing."""
        own = self.settings.of(notebook)
        adjusted = {
            (one.name, one.mistake): one.points
            for one in self.adjustments
            if one.exercise.startswith(f"{notebook}/")
        }
        worth = settings.worth(self.notebooks[notebook].usual, own)
        return Weights(worth, own.full, adjusted)

    @cached_property
    def waivers(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The functions that are spared, by student and number of the notebook."""
        return {
            (student, number): own.of(number)
            for student, own in self.accommodations.items()
            for number in self.notebooks
        }

    def worth(self, notebook: str) -> Mapping[str, float]:
        """Say what each exercise of a notebook counts, by function."""
        return self.for_all[notebook].worth

    @property
    def in_words(self) -> set[tuple[str, str]]:
        """Assignments with names of answers in words to which points are given."""
        return {
            (entry.name, name)
            for number, entry in self.notebooks.items()
            for name in entry.written
            if self.worth(number)[name]
        }

    def full(self, notebook: str) -> Collection[str]:
        """Name the functions of a notebook that give full marks to everybody."""
        return self.for_all[notebook].full

    def waived(self, student: str, notebook: str) -> tuple[str, ...]:
        """Name the functions of a notebook that a student is spared."""
        return self.waivers.get((student, notebook), ())

    def weights(self, student: str, notebook: str) -> Weights:
        """Say what everything that is found in a submission counts.

        Parameters
        ----------
        student, notebook : str
            Whose, and the number of the notebook.
        """
        return replace(self.for_all[notebook], waived=self.waived(student, notebook))

    def decided(self, notebook: str) -> list[str]:
        """Say which exercises of a notebook give full marks, and which do not count."""
        own = self.settings.of(notebook)
        does = "does" if len(own.off) == 1 else "do"
        full = [FULL.format(names=listed(own.full))] if own.full else []
        off = [OFF.format(names=listed(own.off), does=does)] if own.off else []
        return full + off

    def spared(self, student: str, notebook: str) -> list[str]:
        """Say to a student which exercises of a notebook she is spared."""
        names = self.waived(student, notebook)
        return [SPARED.format(names=listed(names))] if names else []

    @property
    def named(self) -> dict[str, set[str]]:
        """Ids of students that stand in a table beside the course file, by file."""
        extended = {student for student, _ in self.dues.extensions}
        given = {*self.accommodations}
        return {accommodated.FILE: given, "extensions.csv": extended - given}

    def due(self, student: str, assignment: str) -> datetime | None:
        """Return when an assignment is due for a student; None if it is never late."""
        numbers = {one.name: number for number, one in self.notebooks.items()}
        return self.dues.of(student, numbers.get(assignment, ""))

    def until(self, student: str, assignment: str) -> datetime | None:
        """Return until when an assignment is on time for a student, with the grace."""
        due = self.due(student, assignment)
        return due and due + self.settings.late.grace

    def arrival(self, student: str, notebook: str, stamp: str) -> Arrival:
        """Say what it means that a submission came at a time.

        Parameters
        ----------
        student, notebook : str
            Whose, and the number of the notebook.
        stamp : str
            When it came, as it stands in a record.
        """
        return Arrival(
            times.parsed(stamp),
            self.dues.of(student, notebook),
            self.dues.regular.get(notebook),
            self.settings.late,
            self.settings.zone,
            self.free.get((student, notebook), 0),
        )

    def shown(self, moment: datetime) -> str:
        """Write a moment for a person of this class."""
        return times.shown(moment, self.settings.zone)
