"""What a class has shown: records counted by notebook, exercise and misconception.

Only counts, names and what was said to students: nothing here knows an expected value.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from grading.errors import CELL_LIMIT, OTHER_EDITION, listed
from grading.found.installed import mistake_in, parts_of
from grading.found.record import REACHES, Record, Result
from grading.results.pages import GROUPS, group
from nnlib.check import Variant

STEPS = 10
# So many of the parts that are lost most often.
MOST_PARTS = 8
WITHOUT_ANSWER = ("not_attempted", "missing", "needs_first")
# What a remark on a cell that a limit ended says, whatever the cell and the limit.
BY_LIMIT = CELL_LIMIT.split("”")[1].split("{")[0]


@dataclass
class ExerciseResults:
    """One exercise in a class.

    Parameters
    ----------
    name : str
        The function.
    states : Counter of str
        How many students are in each group of states.
    shares : list of float
        What each earned, as a share of full marks.
    """

    name: str
    states: Counter = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one student."""
        self.states[group(result.status)] += 1
        if result.checked:
            self.shares.append(result.points / result.max_points)

    @property
    def mean(self) -> float:
        """What the class earned, as a share of full marks."""
        return sum(self.shares) / len(self.shares) if self.shares else 0.0


@dataclass
class NotebookResults:
    """One notebook in a class.

    Parameters
    ----------
    number, title : str
        Two digits, and its title.
    scores : list of float
        The score of each submission, as a share of full marks.
    exercises : dict of str to ExerciseResults
        By function, in teaching order.
    """

    number: str
    title: str
    scores: list[float] = field(default_factory=list)
    exercises: dict[str, ExerciseResults] = field(default_factory=dict)

    def add(self, record: Record, share: float) -> None:
        """Count one submission."""
        self.scores.append(share)
        for one in (o for o in record.results if not o.waived):
            known = self.exercises.setdefault(one.name, ExerciseResults(one.name))
            known.add(one)

    @property
    def median(self) -> float:
        """The score in the middle."""
        return median(self.scores)

    @property
    def steps(self) -> list[int]:
        """How many scores lie in each tenth; full marks in the last."""
        found = Counter(min(STEPS - 1, int(share * STEPS)) for share in self.scores)
        return [found[step] for step in range(STEPS)]


@dataclass
class Misconception:
    """A proved mistake, and who made it.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    variant : Variant
        The wrong version.
    evidence : str
        What was said to a student who made it.
    students : list of str
        Who made it.
    """

    exercise: str
    variant: Variant
    evidence: str
    students: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The function."""
        return self.exercise.split("/")[1]

    @property
    def notebook(self) -> str:
        """The number of the notebook."""
        return self.exercise.split("/")[0]


@dataclass
class Place:
    """A place at which the same exercise is wrong, and whose answers are.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    where : str
        The place, in a few words.
    students : list of str
        Whose answer is wrong there.
    """

    exercise: str
    where: str
    students: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """Something about one submission that somebody may want to know.

    Parameters
    ----------
    student, notebook : str
        Whose, and the number of the notebook.
    text : str
        What it is.
    """

    student: str
    notebook: str
    text: str


def by_notebook(
    records: Sequence[Record], shares: Mapping[tuple[str, str], float]
) -> list[NotebookResults]:
    """Count scores and states.

    Parameters
    ----------
    records : sequence of Record
        The class.
    shares : mapping of (student, assignment) to float
        What each submission counts, as a share of full marks.

    Returns
    -------
    list of NotebookResults
        By number.
    """
    found: dict[str, NotebookResults] = {}
    for one in records:
        notebook = found.setdefault(
            one.notebook, NotebookResults(one.notebook, one.title)
        )
        notebook.add(one, shares[one.student, one.assignment])
    return [found[number] for number in sorted(found)]


def misconceptions(records: Iterable[Record]) -> list[Misconception]:
    """List the mistakes that were proved, the most frequent first."""
    found: dict[tuple[str, str], Misconception] = {}
    for record, one in every_result(records):
        variant = mistake_in(one)
        if variant is not None:
            key = one.exercise, variant.id
            text = said(one, "evidence") or said(one, "quoted") or variant.title
            mistake = found.setdefault(key, Misconception(one.exercise, variant, text))
            mistake.students.append(record.student)
    return sorted(found.values(), key=lambda one: (-len(one.students), one.exercise))


def places(records: Iterable[Record]) -> list[Place]:
    """List where answers are wrong that have no name, the most frequent first."""
    found: dict[tuple[str, str], Place] = {}
    for record, one in every_result(records):
        if one.place and not one.diagnosis:
            key = one.exercise, one.place
            found.setdefault(key, Place(*key)).students.append(record.student)
    return sorted(found.values(), key=lambda one: (-len(one.students), one.exercise))


def every_result(records: Iterable[Record]) -> Iterable[tuple[Record, Result]]:
    """Pair every result with its record, but for what somebody is spared."""
    return (
        (record, one) for record in records for one in record.results if not one.waived
    )


def said(result: Result, kind: str) -> str:
    """Return the first line of a kind that was said."""
    return next((text for one, text in result.said if one == kind), "")


def lost_parts(records: Iterable[Record]) -> list[tuple[str, str, int, int]]:
    """List the parts that were lost most often by those who tried.

    Returns
    -------
    list of (exercise, part, lost, tried)
        The most often lost first.
    """
    tried: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for _, one in every_result(records):
        if not one.checked or group(one.status) in ("absent", "delegated"):
            continue
        for part in parts_of(one):
            tried[one.exercise, part] += 1
            lost[one.exercise, part] += not one.earned.get(part)
    order = sorted(lost, key=lambda key: (-lost[key] / tried[key], -tried[key], key))
    return [(*key, lost[key], tried[key]) for key in order if lost[key]][:MOST_PARTS]


def not_attempted(records: Iterable[Record]) -> list[tuple[str, int]]:
    """List the exercises that were left out, the most often left out first."""
    found = Counter(
        one.exercise for _, one in every_result(records) if one.status in WITHOUT_ANSWER
    )
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def limits(records: Iterable[Record]) -> list[Case]:
    """List what ran into a limit."""
    return [
        *of_status(records, "limit"),
        *of_remarks(records, lambda text: BY_LIMIT in text),
    ]


def exceptions(records: Iterable[Record]) -> list[Case]:
    """List what stopped with an exception."""
    ours = (BY_LIMIT, OTHER_EDITION)
    return [
        *of_status(records, "error"),
        *of_remarks(records, lambda text: not any(one in text for one in ours)),
    ]


def of_status(records: Iterable[Record], status: str) -> list[Case]:
    """List the exercises of a state, and why they are in it."""
    return [
        Case(record.student, record.notebook, f"{one.name}: {why(one)}")
        for record, one in every_result(records)
        if one.status == status
    ]


def of_remarks(records: Iterable[Record], wanted: Callable[[str], bool]) -> list[Case]:
    """List remarks on cells."""
    return [
        Case(record.student, record.notebook, text)
        for record in records
        for text in record.remarks
        if wanted(text)
    ]


def why(result: Result) -> str:
    """Say in one line why an exercise stopped."""
    return (
        said(result, "limit")
        or said(result, "delegated")
        or said(result, "error_text")
        or result.title
    )


def delegations(records: Iterable[Record]) -> list[Case]:
    """List what was handed over to something that is not there."""
    return of_status(records, "delegated")


def reaching(records: Iterable[Record]) -> list[Case]:
    """List where code reaches for the interpreter."""
    return [
        Case(record.student, record.notebook, str(text))
        for record in records
        for text in record.submitted.get(REACHES, ())
    ]


def repairs(records: Iterable[Record]) -> list[Case]:
    """List what was put right."""
    return [
        Case(record.student, record.notebook, text)
        for record in records
        for text in record.repairs
    ]


def to_look_at(records: Iterable[Record]) -> list[Case]:
    """List what somebody should look at."""
    found = []
    for record in records:
        texts = [record.problem] if record.problem else []
        if record.unchecked:
            names = listed(record.unchecked)
            texts.append(f"Could not be checked: {names}.")
        texts += [text for text in record.remarks if text.startswith(OTHER_EDITION)]
        found += [Case(record.student, record.notebook, text) for text in texts]
    return found


def legend(states: Iterable[Counter]) -> list[tuple[str, str]]:
    """List word and colour of the groups that occur."""
    used = {name for one in states for name in one}
    return [(word, colour) for key, (word, colour, _) in GROUPS.items() if key in used]
