"""What a terminal shows while a class is graded: a bar, then a table."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from grading.record import Record, Result
from nnlib.check import messages
from nnlib.exercises import get

# Wide enough for the table where the output is no terminal.
WIDTH = 110


def console() -> Console:
    """Return the terminal, or a page of fixed width."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(width=WIDTH, highlight=False)


@contextmanager
def bar(shown: Console) -> Iterator[Callable[[Record, int], None]]:
    """Show a progress bar.

    Parameters
    ----------
    shown : Console
        Where it is shown.

    Yields
    ------
    callable
        To be called with each record and the number of submissions.
    """
    columns = (
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=shown) as progress:
        task = progress.add_task("the grader tests itself", total=None)

        def advance(record: Record, total: int) -> None:
            said = f"{record.student}, notebook {record.notebook}"
            progress.update(task, total=total, advance=1, description=said)
            if progress.tasks[0].finished:
                progress.update(task, description="")

        yield advance


def tables(records: Sequence[Record]) -> Iterator[Table]:
    """Yield a table of scores for each notebook."""
    for title in dict.fromkeys(record.title for record in records):
        yield table([record for record in records if record.title == title], title)


def table(records: Sequence[Record], title: str) -> Table:
    """Return the scores of one notebook as a table."""
    names = [name(result) for result in records[0].results]
    found = Table("student", *names, "points", "what was found", title=title)
    found.columns[0].no_wrap = True
    for column in found.columns[1:-1]:
        column.justify = "right"
    for record in records:
        cells = [cell(result) for result in record.results]
        found.add_row(record.student, *cells, f"{record.points:g}", remark(record))
    return found


def name(result: Result) -> str:
    """Return the function's name."""
    return result.exercise.split("/")[1]


def cell(result: Result) -> str:
    """Return symbol and points of one exercise."""
    return f"{messages.STATES[result.status][0]} {result.points:g}"


def remark(record: Record) -> str:
    """Say in a few words what is special about a submission."""
    if record.problem:
        return "the file cannot be read"
    said = [
        f"{name(one)}: {mistake(one)}"
        for one in record.results
        if one.status not in ("passed", "not_attempted")
    ]
    return "; ".join([*said, *record.repairs])


def mistake(result: Result) -> str:
    """Name the proved mistake, or else the state."""
    titles = {one.id: one.title for one in get(result.exercise).variants}
    return titles.get(result.diagnosis, messages.STATES[result.status][1])
