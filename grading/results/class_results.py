"""What a class has shown: counted by notebook, exercise, misconception and place.

Only counts, names and what was said to students: nothing here knows an expected value.
What counts is the gradebook's, with points by hand and all that was decided for a
class; what does not count, and what somebody is spared, is in no number.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from grading.course_file.terms import Arrival
from grading.found.installed import mistake_in, parts_of
from grading.found.record import Record, Result
from grading.found.written import Written
from grading.results.grades import Grade
from grading.results.pages import GROUPS, group
from nnlib.check import Variant
from nnlib.check.first_turn import FIRST_TURN
from nnlib.check.pointing.families.family import ABOUT

STEPS = 10
# So many of the parts that are lost most often.
MOST_PARTS = 8
# So many of the exercises in which a class earned least.
MOST_HARD = 10
CAME = EARLY, LAST_DAY, LATE = ("more than a day before", "on the last day", "late")
DAY = timedelta(days=1)
WITHOUT_ANSWER = ("not_attempted", "missing", "needs_first")
# What is asked at a place, by the words with which a place begins.
ASKED = {about: question for question, about in ABOUT.items()}
KNOWN = tuple(f"{about} in " for about in ASKED)
# Groups of those who have an answer of their own.
TRIED = ("passed", "partial", "failed", "stopped")
# What a sentence quotes of the sizes that were tried: in brackets, or where it ends.
TRIED_SIZES = re.compile(r" \([^()]*\{\w+\}[^()]*\)")
SIZE = re.compile(r"(\w+) = \{\w+\}|\{(\w+)\}")
NOT_KNOWN = "What does this line do, in words, and what should it do?"
Pair = tuple[Record, Grade]


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
        What it counts for each, as a share of full marks; those that are open left out.
    """

    name: str
    states: Counter = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)

    def add(self, result: Result, score: float | None) -> None:
        """Count one student."""
        self.states[group(result.status)] += 1
        if score is not None:
            self.shares.append(share(score, result.max_score))

    @property
    def mean(self) -> float:
        """What it counts in the class, as a share of full marks."""
        return sum(self.shares) / len(self.shares) if self.shares else 0.0

    @property
    def tried(self) -> int:
        """How many have an answer of their own that could be checked."""
        return sum(self.states[one] for one in TRIED)

    @property
    def passed(self) -> int:
        """How many of them are right."""
        return self.states["passed"]


@dataclass
class WordsResults:
    """One answer in words in a class.

    Parameters
    ----------
    name : str
        Its name.
    read, waiting, empty : int
        How many were read, wait for somebody, and hold nothing.
    shares : list of float
        What it counts for each, as a share of full marks; without those that wait.
    """

    name: str
    read: int = 0
    waiting: int = 0
    empty: int = 0
    shares: list[float] = field(default_factory=list)

    def add(self, one: Written, now: Grade) -> None:
        """Count one student."""
        score = now.scores.get(one.name)
        if score is None:
            self.waiting += 1
            return
        self.shares.append(share(score, one.max_score))
        self.read += one.name in now.by_hand
        self.empty += not one.words

    @property
    def mean(self) -> float | None:
        """What it counts in the class, as a share of full marks; None if it is open."""
        return sum(self.shares) / len(self.shares) if self.shares else None


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
    came : Counter of str
        How many came when, of those that had a due time: keys of `CAME`.
    words : dict of str to WordsResults
        Answers in words that count something, by name.
    """

    number: str
    title: str
    scores: list[float] = field(default_factory=list)
    exercises: dict[str, ExerciseResults] = field(default_factory=dict)
    came: Counter = field(default_factory=Counter)
    words: dict[str, WordsResults] = field(default_factory=dict)

    def add(self, record: Record, now: Grade) -> None:
        """Count one submission."""
        self.scores.append(now.share)
        self.came.update(came(now.arrival))
        for one in (o for o in record.results if o.max_score):
            known = self.exercises.setdefault(one.name, ExerciseResults(one.name))
            if not one.waived:
                known.add(one, now.scores.get(one.name))
        for one in (o for o in record.written if o.max_score):
            words = self.words.setdefault(one.name, WordsResults(one.name))
            words.add(one, now)

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

    @property
    def in_general(self) -> str:
        """What is seen, without sizes that were tried and lines that somebody wrote."""
        if self.variant.id == FIRST_TURN:
            return ""
        text = TRIED_SIZES.sub("", self.variant.evidence)
        return SIZE.sub(lambda found: found[1] or found[2], text)


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

    @property
    def about(self) -> str:
        """What is to be looked at there, without names that students have chosen."""
        return self.where.partition(" in ")[0] if self.where.startswith(KNOWN) else ""

    @property
    def question(self) -> str:
        """What to ask there."""
        return ASKED.get(self.about, NOT_KNOWN)


def by_notebook(pairs: Iterable[Pair]) -> list[NotebookResults]:
    """Count scores and states.

    Parameters
    ----------
    pairs : iterable of (Record, Grade)
        What was found in each submission, and what it counts.

    Returns
    -------
    list of NotebookResults
        By number.
    """
    found: dict[str, NotebookResults] = {}
    for one, now in pairs:
        notebook = found.setdefault(
            one.notebook, NotebookResults(one.notebook, one.title)
        )
        notebook.add(one, now)
    return [found[number] for number in sorted(found)]


def came(one: Arrival) -> Iterator[str]:
    """Yield when a submission came: a key of `CAME`, or nothing if nobody knows."""
    if one.handed_in is None or one.due is None:
        return
    if one.seconds_late:
        yield LATE
    else:
        yield LAST_DAY if one.due - one.handed_in < DAY else EARLY


def hardest(
    notebooks: Iterable[NotebookResults],
) -> list[tuple[NotebookResults, ExerciseResults]]:
    """List the exercises in which a class earned least, the hardest first."""
    found = [
        (notebook, one)
        for notebook in notebooks
        for one in notebook.exercises.values()
        if one.shares and one.mean < 1
    ]
    found.sort(key=lambda pair: (pair[1].mean, pair[0].number, pair[1].name))
    return found[:MOST_HARD]


def share(score: float, most: float) -> float:
    """Return a score as a share of full marks, from 0 to 1."""
    return min(1.0, max(0.0, score / most)) if most else 0.0


def counts(result: Result) -> bool:
    """Tell whether a result is in the numbers of a class: neither off nor spared."""
    return bool(result.max_score) and not result.waived


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
    return sorted(
        found.values(),
        key=lambda one: (-len(one.students), one.exercise, one.variant.id),
    )


def places(records: Iterable[Record]) -> list[Place]:
    """List where answers are wrong that have no name, the most frequent first."""
    found: dict[tuple[str, str], Place] = {}
    for record, one in every_result(records):
        if one.place and not one.diagnosis:
            key = one.exercise, one.place
            found.setdefault(key, Place(*key)).students.append(record.student)
    return sorted(
        found.values(), key=lambda one: (-len(one.students), one.exercise, one.where)
    )


def every_result(records: Iterable[Record]) -> Iterator[tuple[Record, Result]]:
    """Pair every result that is in the numbers of a class with its record."""
    for record in records:
        yield from ((record, one) for one in filter(counts, record.results))


def said(result: Result, kind: str) -> str:
    """Return the first line of a kind that was said."""
    return next((text for one, text in result.said if one == kind), "")


def lost_parts(pairs: Iterable[Pair]) -> list[tuple[str, str, int, int]]:
    """List the parts that were lost most often by those who tried.

    Of an exercise that counts in full, by hand or for everybody, none is lost.

    Returns
    -------
    list of (exercise, part, lost, tried)
        The most often lost first.
    """
    tried: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for record, now in pairs:
        for one in filter(counts, record.results):
            full = share(now.scores.get(one.name) or 0.0, one.max_score) == 1
            for part in parts_of(one) if group(one.status) in TRIED else ():
                tried[one.exercise, part] += 1
                lost[one.exercise, part] += not full and not one.earned.get(part)
    order = sorted(lost, key=lambda key: (-lost[key] / tried[key], -tried[key], key))
    return [(*key, lost[key], tried[key]) for key in order if lost[key]]


def not_attempted(records: Iterable[Record]) -> list[tuple[str, int]]:
    """List the exercises that were left out, the most often left out first."""
    found = Counter(
        one.exercise for _, one in every_result(records) if one.status in WITHOUT_ANSWER
    )
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def legend(states: Iterable[Counter]) -> list[tuple[str, str]]:
    """List word and colour of the groups that occur."""
    used = {name for one in states for name in one}
    return [(word, colour) for key, (word, colour, _) in GROUPS.items() if key in used]
