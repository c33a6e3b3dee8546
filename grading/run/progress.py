"""What a terminal shows while a class is graded: a bar, then a table."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from types import MappingProxyType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from grading import inert
from grading.errors import GradingError
from grading.found.installed import mistake_in
from grading.found.record import Record, Result, number
from grading.results.cases import is_damaged
from grading.results.standing import Standing
from nnlib.check import messages
from nnlib.wording import listed

# How wide it is where the output is no terminal, and how wide a table after grading is.
WIDTH, TABLE = 110, 80
OFF = "–"
# So many signs stand together.
TOGETHER = 5
NOTHING = "nothing handed in"
# By student and assignment.
Counting = Mapping[tuple[str, str], Standing]


def console(width: int = WIDTH) -> Console:
    """Return the terminal, or a page of this width."""
    # What students wrote is no markup.
    plain = {"highlight": False, "markup": False, "emoji": False}
    found = Console(**plain)
    return found if found.is_terminal else Console(width=width, **plain)


@contextmanager
def bar(shown: Console) -> Iterator[Callable[[Record, int], None]]:
    """Show a progress bar: how many, how fast, how long it takes, what was found.

    Parameters
    ----------
    shown : Console
        Where it is shown.

    Yields
    ------
    callable
        To be called with each record and the number of submissions.
    """
    with Progress(*COLUMNS, console=shown) as progress:
        task = progress.add_task("the grader tests itself", total=None)
        seen: Counter = Counter()

        def advance(record: Record, total: int) -> None:
            seen.update(map(sign, record.results))
            progress.update(task, total=total, advance=1, description=counts(seen))

        try:
            yield advance
        except GradingError:
            # Nothing was begun: an empty bar above the message would only confuse.
            if not progress.tasks[0].completed:
                progress.remove_task(task)
            raise
        if progress.tasks[0].total is None:
            # Nothing was to be graded.
            progress.update(task, visible=False)


class Rate(ProgressColumn):
    """How many submissions are graded in a second, or in a minute."""

    def render(self, task: Task) -> Text:
        """Show the rate of the last half minute."""
        return Text(rate(task.finished_speed or task.speed))


COLUMNS = (
    TextColumn("Grading"),
    BarColumn(),
    MofNCompleteColumn(),
    Rate(),
    TimeRemainingColumn(elapsed_when_finished=True),
    TextColumn("{task.description}"),
)


def rate(speed: float | None) -> str:
    """Say how fast it goes.

    Examples
    --------
    >>> rate(4.25), rate(0.5), rate(None)
    ('4.2/s', '30/min', '')
    """
    if speed is None:
        return ""
    return f"{speed:.1f}/s" if speed >= 1 else f"{60 * speed:.0f}/min"


def counts(signs: Mapping[str, int]) -> str:
    """Say how many exercises came to each sign, in the order of the states.

    Examples
    --------
    >>> counts({"✗": 2, "✓": 17})
    '✓ 17  ✗ 2'
    """
    known = dict.fromkeys([symbol for symbol, _ in messages.STATES.values()] + [OFF])
    return "  ".join(f"{one} {signs[one]}" for one in known if signs.get(one))


def tables(
    records: Sequence[Record],
    counting: Counting,
    who: Callable[[str], str] = str,
    missing: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Iterator[Table]:
    """Yield a table for each notebook: what was found, and what counts.

    Parameters
    ----------
    records : sequence of Record
        By notebook.
    counting : mapping of (str, str) to Standing
        What submissions count, by student and assignment.
    who : callable
        Names a student, given the id.
    missing : mapping of str to (sequence of str)
        Who has handed in nothing, by number of the notebook.
    """
    # One notebook after the other: a whole class is too large to be kept in memory.
    for title, some in groupby(records, key=lambda one: one.title):
        own = list(some)
        found = table(own, title, counting, who)
        for student in missing.get(own[0].notebook, ()):
            found.add_row(inert.line(who(student)), "", OFF, NOTHING)
        yield found


def table(
    records: Sequence[Record], title: str, counting: Counting, who: Callable[[str], str]
) -> Table:
    """Return one notebook as a table: a sign for each exercise, scores, mistakes."""
    names = ", ".join(result.name for result in records[0].results)
    standings = [counting[one.student, one.assignment] for one in records]
    most = listed(dict.fromkeys(number(one.max_points) for one in standings))
    heads = "student", "exercises", f"of {most}", "what was found"
    found = Table(*heads, title=title, caption_justify="left")
    found.columns[0].overflow = "fold"
    found.columns[0].max_width = TABLE // 3
    found.columns[1].no_wrap = True
    found.columns[2].justify = "right"
    for record, now in zip(records, standings, strict=True):
        said = inert.line(remark(record, now))
        shown = inert.line(who(record.student))
        found.add_row(shown, signs(record.results), number(now.points), said)
    found.caption = f"exercises: {names}\n{legend(records)}"
    return found


def signs(results: Sequence[Result]) -> str:
    """Return the signs of a notebook's exercises, five together."""
    found = "".join(map(sign, results))
    some = (found[start : start + TOGETHER] for start in range(0, len(found), TOGETHER))
    return " ".join(some)


def sign(result: Result) -> str:
    """Return the sign of one exercise's state; a dash where it does not count."""
    counts = result.max_score and not result.waived
    return messages.STATES[result.status][0] if counts else OFF


def legend(records: Sequence[Record]) -> str:
    """Explain the signs of a table."""
    results = [result for record in records for result in record.results]
    used = {result.status for result in results if sign(result) != OFF}
    words: dict[str, list[str]] = {}
    for status, (symbol, word) in messages.STATES.items():
        if status in used:
            words.setdefault(symbol, []).append(word)
    if any(sign(result) == OFF for result in results):
        words[OFF] = ["does not count"]
    return "  ".join(f"{symbol} {' or '.join(said)}" for symbol, said in words.items())


def remark(record: Record, now: Standing) -> str:
    """Say in a few words what is special about a submission."""
    given = [f"{one} {number(now.scores[one] or 0)}" for one in now.by_hand]
    decided = [f"by hand: {listed(given)}"] if given else []
    decided += [f"late: {number(now.penalty)} off"] if now.penalty else []
    if record.problem:
        return "; ".join(["the file cannot be read", *decided])
    # Of a file that breaks off, what is lost is told behind the table.
    damaged = is_damaged(record)
    silent = ("passed", "not_attempted", *(["missing"] if damaged else []))
    said = [
        f"{one.name}: {mistake(one)}"
        for one in record.results
        if one.status not in silent and not one.waived
    ]
    # What was put right is said in sentences, one after the other.
    put_right = "the file is damaged" if damaged else " ".join(record.repairs)
    return "; ".join(filter(None, [*decided, *said, put_right]))


def mistake(result: Result) -> str:
    """Name the proved mistake, or else the state."""
    known = mistake_in(result)
    return known.title if known else messages.STATES[result.status][1]
