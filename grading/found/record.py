"""The record of one graded submission: the one source of pages, tables and reports.

A record is plain JSON with a schema number. It holds what was found and said, and no
expected value, no probe and no solution: it may be read to the student. Points are what
an exercise earned, scores what that counts by the course file.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path

from grading import atomic
from grading.course_file.weights import Weights, on_average
from grading.found import migrated
from grading.found.written import Written
from grading.state_file import Content, DamagedFileError, Form, fit, is_plain
from nnlib.check import STATUSES

FORM = Form(
    "record",
    version=5,
    steps={
        2: migrated.from_hashes_to_editions,
        3: migrated.from_no_place_to_places,
        4: migrated.from_code_alone_to_words,
    },
    remedy="grade sets it aside, and grades its submission again",
)
UNCHECKED = "could_not_check"
# A key of `submitted`: what is told to whoever teaches, and to nobody else.
REACHES = "reaches"
DIGITS = 9
# Written for readers of the file, and computed when it is read.
SUMS = ("points", "max_points", "score", "max_score")
HISTORY = "history"
# What was found, not when, where and by what.
FOUND = ("problem", "repairs", "remarks")
FOUND_OF_RESULT = ("exercise", "status", "points", "max_points", "earned", "diagnosis")


@dataclass(frozen=True)
class Draw:
    """What the random probes of one exercise are drawn from.

    Parameters
    ----------
    seed : list of int
        Four words of 32 bits, for `numpy.random.default_rng`.
    round : int
        Of which round of hand-ins it is.
    """

    seed: list[int]
    round: int


@dataclass(frozen=True)
class Result:
    """What one exercise of one submission came to.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    status : str
        One of `nnlib.check.STATUSES`.
    points, max_points : float
        Points earned, and points that could be earned.
    earned : dict of str to float
        Points of each part, before anything is taken off.
    diagnosis : str, optional
        Id of the proved mistake.
    said : list of [kind, text]
        The lines below the title, without expected numbers.
    title : str
        The first line.
    with_course : list of str
        Needed functions for which the course's stood in.
    seed : list of int
        What the random probes were drawn from, for regrading.
    round : int
        The round of hand-ins for which it was drawn; 0 for a seed of this student
        alone, as it was before there were rounds.
    graded : str
        When this was found.
    edition : int
        Edition of the exercise that found it.
    place : str
        Where the mistake stands, in a few words for whoever teaches; empty where nobody
        knows.
    score, max_score : float, optional
        What the points count, and full marks; no score if it could not be checked.
    waived : bool
        Whether this student is spared it: it counts as the others on average.
    """

    exercise: str
    status: str
    points: float
    max_points: float
    earned: dict[str, float]
    diagnosis: str | None
    title: str
    said: list[list[str]]
    with_course: list[str] = field(default_factory=list)
    seed: list[int] = field(default_factory=list)
    round: int = 0
    graded: str = ""
    edition: int = 1
    place: str = ""
    score: float | None = None
    max_score: float = 0.0
    waived: bool = False

    @property
    def name(self) -> str:
        """The function's name."""
        return self.exercise.split("/")[1]

    @property
    def checked(self) -> bool:
        """Whether the grader came to an end with it."""
        return self.status != UNCHECKED

    def counting(
        self, worth: float, *, full: bool = False, more: float = 0.0
    ) -> "Result":
        """Return the same result where full marks count `worth`, or all have them.

        With `more` points for all who made this mistake, as far as `worth` goes.
        """
        score = worth if full else None
        if self.checked and not full:
            counted = self.points * worth / self.max_points + more
            score = round(min(max(counted, 0.0), worth), DIGITS)
        return replace(self, score=score, max_score=worth, waived=False)

    def spared(self, share: float | None) -> "Result":
        """Return the same result for whoever is spared it.

        Parameters
        ----------
        share : float or None
            Of full marks, in all that counts for her; None if nobody knows yet.
        """
        score = None if share is None else round(share * self.max_score, DIGITS)
        return replace(self, score=score, waived=True)


@dataclass(frozen=True)
class Record:
    """One submission, graded.

    Parameters
    ----------
    student, assignment, notebook, title : str
        Who handed in what, its number, and its title.
    course_version : str
        The version that graded.
    program : str
        Fingerprint of the program that graded; empty if it failed somewhere.
    submitted : dict
        ``sha256`` of the file, ``time`` at which it was handed in, and the
        ``course_version`` and ``editions`` that the notebook carries; perhaps hashes of
        ``modules``, and what in it ``reaches`` for the interpreter.
    graded : str
        Time of the last grading, ISO 8601 with zone.
    isolation : str
        How the student's code was kept apart.
    problem : str
        Why the file could not be read; empty if it could.
    repairs, remarks : list of str
        What was put right, and which cells stopped.
    results : list of Result
        One per exercise, in teaching order.
    written : list of Written
        The answers in words that the notebook asks for.
    """

    student: str
    assignment: str
    notebook: str
    title: str
    course_version: str
    program: str
    submitted: dict[str, object]
    graded: str
    isolation: str
    problem: str
    repairs: list[str]
    remarks: list[str]
    results: list[Result]
    written: list[Written] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse what would only be noticed when it is read, or written elsewhere."""
        for name in ("student", "assignment"):
            # The place of its file is made of them.
            if not is_plain(getattr(self, name)):
                raise ValueError(f"its {name} is {getattr(self, name)!r}")
        for one in self.results:
            if one.status not in STATUSES:
                raise ValueError(f"the status of {one.exercise} is {one.status!r}")
            if one.max_points <= 0 or "/" not in one.exercise:
                raise ValueError(f"{one.max_points} points for {one.exercise!r}")
            if any(len(pair) != 2 for pair in one.said):
                raise ValueError(f"a line said of {one.exercise} has no kind")

    @property
    def draws(self) -> dict[str, Draw]:
        """What each exercise was drawn from; graded again, it meets the same."""
        return {one.exercise: Draw(one.seed, one.round) for one in self.results}

    @property
    def editions(self) -> dict[str, int]:
        """The edition of each exercise that graded, by its id."""
        return {one.exercise: one.edition for one in self.results}

    @property
    def points(self) -> float:
        """Points of all exercises together."""
        return round(sum(result.points for result in self.results), 2)

    @property
    def max_points(self) -> float:
        """Points that could be earned."""
        return sum(result.max_points for result in self.results)

    @property
    def score(self) -> float:
        """What all points together count."""
        return round(sum(one.score or 0.0 for one in self.all), DIGITS)

    @property
    def max_score(self) -> float:
        """What full marks count."""
        return round(sum(one.max_score for one in self.all), DIGITS)

    @property
    def all(self) -> list[Result | Written]:
        """All that may count: exercises, then answers in words."""
        return [*self.results, *self.written]

    @property
    def unchecked(self) -> list[str]:
        """Functions that could not be checked."""
        return [result.name for result in self.results if not result.checked]

    def counting(self, weights: Weights) -> "Record":
        """Return the same record with what its results count.

        Parameters
        ----------
        weights : Weights
            What full marks and mistakes count, and what the student is spared.
        """
        results = [
            one.counting(
                weights.worth.get(one.name, 0.0),
                full=one.name in weights.full,
                more=weights.adjusted.get((one.name, one.diagnosis), 0.0),
            )
            for one in self.results
        ]
        share = on_average({one.name: one.score for one in results}, weights)
        return replace(
            self,
            results=[
                one.spared(share) if one.name in weights.waived else one
                for one in results
            ],
            written=[
                one.counting(
                    weights.worth.get(one.name, 0.0), full=one.name in weights.full
                )
                for one in self.written
            ],
        )


def number(points: float) -> str:
    """Write a number of points without needless digits.

    Examples
    --------
    >>> number(3.789474), number(1.0)
    ('3.79', '1')
    """
    return f"{round(points, 2):g}"


def place(results: Path, student: str, assignment: str) -> Path:
    """Return where a record lies: results/<student>/<assignment>.json."""
    return results / student / f"{assignment}.json"


def past(results: Path, student: str) -> Path:
    """Return where former records of a student lie, and what they counted."""
    return results / student / HISTORY


def write(record: Record, results: Path) -> Path:
    """Write a record in one step.

    Parameters
    ----------
    record : Record
        What to keep.
    results : Path
        The folder of all records.

    Returns
    -------
    Path
        The file.
    """
    return write_to(record, place(results, record.student, record.assignment))


def write_to(record: Record, path: Path) -> Path:
    """Write a record into a file."""
    sums = {name: getattr(record, name) for name in SUMS}
    plain = {**record.__dict__, **sums}
    plain["results"] = [result.__dict__ for result in record.results]
    plain["written"] = [one.__dict__ for one in record.written]
    return FORM.write(path, plain)


def read(path: Path) -> Record:
    """Read a record, of whatever version.

    Parameters
    ----------
    path : Path
        A file that `write` made.

    Returns
    -------
    Record
        The record.

    Raises
    ------
    DamagedFileError
        If the file is damaged; the text says what is wrong in it.
    CourseError
        If a newer version of the course has written it.
    """
    return FORM.read(path, as_record)


def as_record(plain: Content) -> Record:
    """Make a record of what its file holds."""
    kept = {key: value for key, value in plain.items() if key not in SUMS}
    results = [fit(Result(**result)) for result in kept.pop("results")]
    words = [fit(Written(**one)) for one in kept.pop("written")]
    return fit(Record(**kept, results=results, written=words))


def last(results: Path, student: str, assignment: str) -> Record | None:
    """Read what was found last in a submission; None if that is nothing."""
    path = place(results, student, assignment)
    return read(path) if path.is_file() else None


def supersede(record: Record, results: Path) -> Path:
    """Write a record; the one that it replaces is kept if it found something else.

    It is copied, byte for byte, under the time at which it was graded.

    Parameters
    ----------
    record : Record
        What takes the place of what was found before.
    results : Path
        The folder of all records.

    Returns
    -------
    Path
        The file of the new one.
    """
    path = place(results, record.student, record.assignment)
    # What cannot be read is set aside when the new one is written.
    with suppress(DamagedFileError):
        before = last(results, record.student, record.assignment)
        if before is not None and found(before) != found(record):
            kept = past(results, record.student) / record.assignment
            moment = before.graded.replace(":", "-")
            atomic.write(kept / f"{moment}.json", path.read_bytes())
    return write(record, results)


def found(record: Record) -> tuple:
    """Return what was found in a submission, and in which file."""
    results = [*map(attrgetter(*FOUND_OF_RESULT), record.results)]
    return record.submitted["sha256"], attrgetter(*FOUND)(record), results
