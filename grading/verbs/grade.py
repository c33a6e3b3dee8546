"""From what was handed in to points."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from grading.course import Course
from grading.errors import UsageError, listed
from grading.run.cores import cores
from grading.verbs.registered import CLASS, UNSAFE, flag, option, verb
from grading.verbs.said import count, kept_apart, tell, then, warn

if TYPE_CHECKING:
    from rich.table import Table

    from grading.run.cluster.crew import Crew
    from grading.run.done import Run


PEM = "with --scheduler, unless a file of Dask names it:"
NO_DASK = "--scheduler needs Dask: pip install 'nnlib[cluster]' ({missing} is missing)"


def jobs(text: str) -> int:
    """Read how many processes work side by side."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UsageError(f"--jobs is {text!r}, expected a whole number from 1")
    return int(text)


@verb(
    "grade what is new, or a part of it again",
    "What was graded before stays as it is while file and grader are the same: "
    "after a stop, the same command goes on. What an option names is graded again. "
    "Points given by hand are kept. Each notebook is graded by the package that it "
    "was released with.",
    CLASS,
    option("--student", metavar="ID", help="grade this student again"),
    option(
        "--notebook",
        metavar="NN",
        help="grade this notebook again, such as 02",
    ),
    option(
        "--exercise",
        metavar="NAME",
        help="grade this exercise again, such as propagate; other scores stay",
    ),
    flag("--table", "show everybody in the table, also those of whom nothing is new"),
    flag("--again", "grade everything again"),
    option(
        "--edition",
        choices=("released", "installed"),
        default="released",
        help="which version of the package grades (not the edition of an "
        "exercise): the one that a notebook was released with, or the one that "
        "is installed; released if omitted",
    ),
    flag("--dry-run", "write nothing; say whose points would move"),
    flag(
        "--from-now-on",
        "with --edition installed: that version grades these notebooks later too",
    ),
    flag(
        "--no-pointing",
        "do not look for the lines in which mistakes stand: points are the same, "
        "and it takes less time",
    ),
    UNSAFE,
    option(
        "--jobs",
        type=jobs,
        default=cores(),
        metavar="N",
        help="so many side by side; here %(default)s if omitted, one for each core",
    ),
    option(
        "--scheduler",
        metavar="tls://HOST:PORT",
        help="grade on the workers of this Dask scheduler, and not here",
    ),
    option("--tls-ca-file", type=Path, metavar="FILE", help=f"{PEM} who signed it"),
    option("--tls-cert", type=Path, metavar="FILE", help=f"{PEM} your certificate"),
    option("--tls-key", type=Path, metavar="FILE", help=f"{PEM} your key"),
    flag(
        "--unsafe-no-tls", "with --scheduler: go on where the network is not encrypted"
    ),
)
def grade(arguments: Namespace) -> int:
    """Grade, with a bar and a table."""
    from grading.grade import grade
    from grading.results.moved import told
    from grading.run import progress
    from grading.run.packages import INSTALLED

    course = Course.open(arguments.course)
    kept_apart(arguments)
    shown = progress.console(progress.TABLE)
    with crew(arguments) as hands, progress.bar(shown) as advance:
        done = grade(
            course,
            student=arguments.student,
            notebook=arguments.notebook,
            exercise=arguments.exercise,
            again=arguments.again or None,
            edition=arguments.edition,
            from_now_on=arguments.from_now_on,
            dry=arguments.dry_run,
            pointing=not arguments.no_pointing,
            workers=arguments.jobs,
            crew=hands,
            progress=advance,
        )
    if arguments.dry_run:
        return tried_out(done, course)
    shown.print(*tables(done, arguments))
    tell(f"note: {text}" for text in done.notes)
    if arguments.edition == INSTALLED:
        tell(f"moved: {one}" for one in done.moved)
    print(summary(done, course, whole=shows_all(done, arguments)))
    tell([*told(done.moved), *done.told, *([] if arguments.student else missing(done))])
    tell([*to_be_read(done), *need_a_look(done)])
    then(
        f"python -m grading report --course {arguments.course}",
        "points by hand, adjust and look-again, where need be; then",
        f"python -m grading feedback --course {arguments.course}",
    )
    warn(needs_look := list(not_graded(done, course)))
    return 1 if needs_look else 0


@contextmanager
def crew(arguments: Namespace) -> "Iterator[Crew | None]":
    """Reach the workers of a scheduler, if one is named, and say who they are."""
    if arguments.scheduler is None:
        yield None
        return
    try:
        from grading.run.cluster import scheduler
    except ModuleNotFoundError as error:
        raise UsageError(NO_DASK, missing=error.name) from error
    files = arguments.tls_ca_file, arguments.tls_cert, arguments.tls_key
    way = scheduler.Way(arguments.scheduler, *files, in_clear=arguments.unsafe_no_tls)
    with scheduler.reached(way) as found:
        tell([scheduler.described(found)])
        yield found
        tell(f"note: {text}" for text in found.notes)


def shows_all(done: "Run", arguments: Namespace) -> bool:
    """Tell whether the table shows everybody: if that is asked for, or all is new."""
    return arguments.table or len(done.changed) == len(done.records)


def tables(done: "Run", arguments: Namespace) -> "Iterator[Table]":
    """Yield a table for each notebook in which something is new."""
    from grading.run import progress

    who, lacking, records = done.roster.shown, {}, done.changed
    if shows_all(done, arguments):
        records = done.records
        if not arguments.student:
            lacking = {number: [o.id for o in some] for number, some in done.missing}
    return progress.tables(records, done.counting, who, lacking)


def summary(done: "Run", course: Course, *, whole: bool) -> str:
    """Say how many submissions were graded now, and how many before."""
    before = len(done.records) - done.graded
    more = "" if whole else "; --table shows all of them"
    rest = f" Graded before and unchanged: {before}{more}." if before else ""
    graded = count(done.graded, "submission")
    return f"Graded {graded}; records are in {course.results}.{rest}"


def missing(done: "Run") -> Iterator[str]:
    """Say who has handed in nothing for a notebook."""
    for number, people in done.missing:
        if people:
            names = listed([one.shown for one in people])
            yield f"Nothing for {number} yet from {names}."


def to_be_read(done: "Run") -> Iterator[str]:
    """Say how many answers in words wait for points by hand."""
    waiting = Counter(
        (one.notebook, answer.name)
        for one in done.records
        for answer in one.written
        if answer.max_score
        and done.counting[one.student, one.assignment].scores.get(answer.name) is None
    )
    for (notebook, name), number in sorted(waiting.items()):
        answers = count(number, "answer")
        yield (
            f"To be read: {answers} to {notebook}/{name}; formgrader shows each with "
            "its rubric and a field for points."
        )


def need_a_look(done: "Run") -> Iterator[str]:
    """Say whose file is damaged, and what to do."""
    from grading.results.cases import asked_again, is_damaged

    for one in filter(is_damaged, done.records):
        who = done.roster.shown(one.student)
        yield f"Needs a look: {who}, notebook {one.notebook}: {asked_again(one)}"


def not_graded(done: "Run", course: Course) -> Iterator[str]:
    """Say what was not graded, and why: students, exercises, whole notebooks."""
    for student, why in done.skipped:
        yield f"not graded: {student}: {why}"
    for student, notebook, names in done.faults:
        yield (
            f"the grader failed: {student}, notebook {notebook}: {', '.join(names)} "
            "could not be checked and has no new score; details in "
            f"{course.fault_log}"
        )
    for name, why in done.unfit:
        plain = why.removeprefix("nothing was graded: ")
        yield f"not graded: {name}, nothing of it: {plain}"


def tried_out(done: "Run", course: Course) -> int:
    """Say what grading would have come to."""
    tell(f"note: {text}" for text in done.notes)
    tell(f"would move: {one}" for one in done.differences)
    students = count(len({one.student for one in done.differences}), "student")
    tried = f"Tried on {count(done.graded, 'submission')}, and wrote nothing"
    print(f"{tried}: points would move for {students}.")
    warn(needs_look := list(not_graded(done, course)))
    return 1 if needs_look else 0
