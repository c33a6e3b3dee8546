"""Single cases of a class: submissions that somebody may want to look at, and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from grading.course_file.terms import Terms
from grading.errors import CELL_LIMIT, FILE_DAMAGED, OTHER_EDITION, listed
from grading.found.record import REACHES, Record, Result, number
from grading.found.written import Written
from grading.results.class_results import Pair, every_result, said
from grading.results.grades import Grade
from nnlib.wording import counted

# What a remark on a cell that a limit ended says, whatever the cell and the limit.
BY_LIMIT = CELL_LIMIT.split("”")[1].split("{")[0]
# What is said of a file that cannot be read, or not to its end.
AGAIN = (
    "{why}{lost}. It is {file}. Ask for it again; if the time is over, give an "
    "extension first, or this file goes on counting."
)


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


def late(pairs: Iterable[Pair]) -> list[Case]:
    """List what came late, and what that costs."""
    return [
        Case(record.student, record.notebook, how_late(now))
        for record, now in pairs
        if now.arrival.days_late
    ]


def how_late(now: Grade) -> str:
    """Say how late a submission came, and what that costs."""
    days = counted(now.arrival.days_late, "day")
    free = now.arrival.free_days
    lost = f"it costs {number(now.penalty)}" if now.penalty else "it costs nothing"
    return (
        f"{days} late, {free} of them free; {lost}" if free else f"{days} late; {lost}"
    )


def by_hand(pairs: Iterable[Pair]) -> list[Case]:
    """List points that were given by hand."""
    return [
        Case(record.student, record.notebook, f"{one.name}: {points_by_hand(one, now)}")
        for record, now in pairs
        for one in record.all
        if one.name in now.by_hand
    ]


def points_by_hand(result: Result | Written, now: Grade) -> str:
    """Say what was given by hand, beside what the file earns."""
    given, most = number(now.scores[result.name] or 0.0), number(result.max_score)
    if isinstance(result, Written):
        return f"{given} of {most} by hand"
    earns = "open" if result.score is None else number(result.score)
    return f"{given} of {most} by hand, {earns} by the check"


def adjusted(records: Iterable[Record], terms: Terms) -> list[Case]:
    """List whom a decision about a mistake concerns."""
    decided = {(one.exercise, one.mistake): one for one in terms.adjustments}
    return [
        Case(record.student, record.notebook, decided[one.exercise, one.diagnosis].said)
        for record, one in every_result(records)
        if (one.exercise, one.diagnosis) in decided
    ]


def is_damaged(record: Record) -> bool:
    """Tell whether a file could not be read, or not to its end."""
    return bool(record.problem) or any(map(tells_damage, record.repairs))


def tells_damage(repair: str) -> bool:
    """Tell whether what was put right is a file that has lost something."""
    return repair.startswith(FILE_DAMAGED)


def asked_again(record: Record) -> str:
    """Say which file is damaged, what is lost, and what to do."""
    file = f"submitted/{record.student}/{record.assignment}/{record.assignment}.ipynb"
    said = record.problem or next(filter(tells_damage, record.repairs))
    if record.problem:
        return AGAIN.format(why=said.rstrip("."), lost="", file=file)
    why, _, _ = said.partition(". ")
    lost = [one.name for one in record.results if one.status == "missing"]
    names = f"; lost with it: {listed(lost)}" if lost else ""
    return AGAIN.format(why=why, lost=names, file=file)


def to_look_at(records: Iterable[Record]) -> list[Case]:
    """List what somebody should look at."""
    found = []
    for record in records:
        texts = [asked_again(record)] if is_damaged(record) else []
        if record.unchecked:
            names = listed(record.unchecked)
            texts.append(f"Could not be checked: {names}.")
        texts += [text for text in record.remarks if text.startswith(OTHER_EDITION)]
        found += [Case(record.student, record.notebook, text) for text in texts]
    return found


# Lists of single cases: where, title, what it is, and what finds them.
OF_PAIRS = (
    ("late", "Late", "What came after its time, and what that costs.", late),
    (
        "by-hand",
        "Points by hand",
        "What was given, and what the check would give. By hand counts.",
        by_hand,
    ),
)
OF_RECORDS = (
    (
        "look",
        "Records that need a look",
        "Files that cannot be read, exercises that could not be checked, and "
        "notebooks with another edition of an exercise.",
        to_look_at,
    ),
    (
        "handed-over",
        "Handed over",
        "Functions that call something which is not there when they are "
        "graded. They earn nothing; talk before you judge.",
        delegations,
    ),
    (
        "limits",
        "Time-outs and limits",
        "Endless loops, too much memory or output, a process that ended.",
        limits,
    ),
    (
        "exceptions",
        "Exceptions",
        "Functions and cells that stopped with an error.",
        exceptions,
    ),
    (
        "reaching",
        "Reaching for the interpreter",
        "Code that names frames, tracing, the garbage collector or the like. "
        "It costs nothing and proves nothing. Whether a loop does the work, "
        "and whether arguments were changed, is measured for other code.",
        reaching,
    ),
    (
        "repairs",
        "Repairs",
        "What was put right in files and cells; what a damaged file has lost is said "
        "with it.",
        repairs,
    ),
)
OF_DECISIONS = (
    "adjusted",
    "Decided for all who made a mistake",
    "Whom it concerns, by adjustments.csv.",
)


def lists(
    pairs: Sequence[Pair], terms: Terms
) -> list[tuple[str, str, str, list[Case]]]:
    """Return the lists of single cases: where, title, what it is, and the cases."""
    records = [one for one, _ in pairs]
    return [
        *((*about, find(pairs)) for *about, find in OF_PAIRS),
        (*OF_DECISIONS, adjusted(records, terms)),
        *((*about, find(records)) for *about, find in OF_RECORDS),
    ]
