"""Who is in the class, and what was handed in."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grading.course import Course
from grading.errors import UsageError, listed
from grading.verbs.registered import CLASS, DRY_RUN, flag, option, verb
from grading.verbs.said import count, show, tell, then, warn

if TYPE_CHECKING:
    from grading.collect import Collection


@verb(
    "say who is in the class",
    "Takes in a list that a platform exports: gradebooks of Canvas, Moodle, "
    "Blackboard and Brightspace, Moodle's grading worksheet, GitHub Classroom's "
    "roster, nbgrader's gradebook.db, or a CSV file with a column id. It stands in "
    "students.csv in the class folder; what is written there is never changed.",
    CLASS,
    option("action", choices=("import",), help="what to do: import"),
    option("source", type=Path, metavar="FILE", help="the list"),
    option(
        "--notebook",
        metavar="NN",
        help="the notebook for which a platform's numbers hold, such as 02",
    ),
    option(
        "--columns",
        metavar="KEY=HEADING,...",
        help='of another list: "id=Number,name=Student,email=Mail"',
    ),
    option(
        "--accept",
        action="append",
        default=[],
        choices=("new",),
        help="new: whoever is not known is new, whatever the name",
    ),
    DRY_RUN,
)
def roster(arguments: Namespace) -> int:
    """Take in who is in the class."""
    from grading.enrol import enrol

    course = Course.open(arguments.course)
    done = enrol(
        course,
        arguments.source,
        notebook=arguments.notebook,
        columns=arguments.columns,
        accept=arguments.accept,
        dry=arguments.dry_run,
    )
    tell(f"new: {one.shown}" for one in done.new)
    tell(f"note: {text}" for text in done.notes)
    read, in_all = f"Read {done.what}", len(done.roster.people)
    print(f"{read}: {len(done.new)} new, {len(done.known)} known, {in_all} in all.")
    if arguments.dry_run:
        print("Nothing was written.")
        return 0
    print(f"Wrote {course.students_file}.")
    return then(f"python -m grading collect --course {arguments.course} SOURCE")


def answers(given: list[str]) -> dict[str, str]:
    """Read who is whom."""
    pairs = [one.rpartition("=") for one in given]
    wrong = next((one for one in given if "=" not in one.strip("= ")), None)
    if wrong is not None:
        raise UsageError(f"--match is {wrong!r}, expected such as 1044=ada")
    return {called.strip(): student.strip() for called, _, student in pairs}


def undo(arguments: Namespace) -> int:
    """Take the last collection back."""
    from grading.collect import undo

    done = undo(Course.open(arguments.course))
    print(f"Took back {count(done.files, 'file')} collected from {done.source}.")
    return then(f"python -m grading collect --course {arguments.course} SOURCE")


def told(done: "Collection", course: Course, arguments: Namespace) -> Iterator[str]:
    """Say what was taken in, of whom, and who has handed in nothing yet."""
    from grading.handed_in import asked

    new = count(len(done.new), "submission")
    who = count(len({one.student for one in done.new}), "student")
    known = f" Already there: {len(done.known)}." if done.known else ""
    yield f"Collected {new} of {who}.{known}"
    yield f"{so_far(course)} What counts is in {course.submitted}."
    if done.receipt:
        yield f"Receipts are in {done.receipt}."
    if requests := sum(1 for one in done.new for _ in asked.in_file(one.path)):
        how = f"python -m grading look-again --course {arguments.course}"
        yield f"{count(requests, 'request')} to look again: {how}"
    if done.plan.missing:
        yield f"Nothing yet from {listed(done.plan.missing)}."


def so_far(course: Course) -> str:
    """Say how many have handed in something, now or before."""
    from grading.handed_in import delivery
    from grading.roster import students

    many = len({student for student, _ in delivery.everyone(course)})
    whole = len(students.read(course.students_file).people)
    of = f"{many} of {whole} students" if whole else count(many, "student")
    return f"Handed in so far: {of}."


@verb(
    "take in what students handed in",
    "First a plan is made; where it is not certain whose a file is, it is asked, "
    "and nothing is written. Every file is kept, under the time at which it was "
    "collected; the latest on time with work in it counts, otherwise the latest. "
    "What is not in order is refused with a reason, and the rest is taken.",
    CLASS,
    option(
        "source",
        type=Path,
        nargs="?",
        metavar="SOURCE",
        help="what your learning platform gives, or a folder or a zip: a "
        "folder or a zip for each student in it, or files named after them, "
        "as ada.ipynb",
    ),
    DRY_RUN,
    option(
        "--match",
        action="append",
        default=[],
        metavar="WHO=ID",
        help='whose it is, as "1044=ada"; "1044=-" leaves it out; of a team, '
        '"Blue=ada bo"',
    ),
    option(
        "--accept",
        action="append",
        default=[],
        choices=("new", "names", "numbers", "many", "older"),
        help="new: whoever is not known is new; names: the same name is the "
        "same person; numbers: the worksheet is that of this assignment; many: "
        "several files are one person's; older: people go back to earlier "
        "files",
    ),
    flag("--undo", "take the last collection back"),
    option(
        "--at",
        metavar="TIME",
        help='when it was handed in, if not now: "2026-11-30 23:59"',
    ),
)
def collect(arguments: Namespace) -> int:
    """Take in what was handed in."""
    from grading.collect import AskedError, collect
    from grading.handed_in import shown

    if arguments.undo:
        return undo(arguments)
    if arguments.source is None:
        raise UsageError(
            "collect needs a SOURCE or --undo; see python -m grading collect --help"
        )
    course = Course.open(arguments.course)
    try:
        done = collect(
            course,
            arguments.source,
            arguments.at,
            accept=arguments.accept,
            answers=answers(arguments.match),
            dry=arguments.dry_run,
        )
    except AskedError as error:
        show(shown.plan(error.plan))
        raise
    if arguments.dry_run:
        show(shown.plan(done.plan))
        print("Nothing was written.")
        return 1 if done.plan.asked or done.plan.left_out else 0
    tell(f"note: {student}: {text}" for student, text in done.notes)
    tell(told(done, course, arguments))
    then(f"python -m grading grade --course {arguments.course}")
    warn(f"refused: {student}: {reason}" for student, reason in done.refused)
    return 1 if done.refused else 0
