"""The commands of `python -m grading`: reads arguments and tells what goes wrong.

The verbs stand in the order of the path that a notebook takes. Exit code 0 means done,
1 that the work failed or somebody needs a look, 2 that the command was called wrongly.
What goes wrong is told in one line.
"""

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from grading import inert, verbs
from grading.errors import GradingError, UsageError
from grading.run.cores import cores

NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
DESCRIPTION = "Hand out, collect and grade the notebooks of the course."
EPILOG = """\
A class lives in a folder of its own, named by --course and made by build. In it,
course.toml holds due times, late policy and weights, with an explanation of each key,
and extensions.csv names students who have more time.

exit codes: 0 done; 1 the work failed, or what is said on stderr needs a look;
2 the command was called wrongly. VERB --help explains a verb.
"""


def option(*names: str, **look: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Describe an option or an argument, as argparse takes it."""
    return names, look


def jobs(text: str) -> int:
    """Read how many processes work side by side."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UsageError(f"--jobs is {text!r}, expected a whole number from 1")
    return int(text)


CLASS = option(
    "--course", type=Path, required=True, metavar="DIR", help="the class folder"
)
ONE_NOTEBOOK = option("--notebook", metavar="NN", help="only this one, such as 02")
DRY_RUN = option(
    "--dry-run", action="store_true", help="write nothing; say what would be done"
)
UNSAFE = option(
    "--unsafe-no-sandbox",
    action="store_true",
    help="go on where student code cannot be kept apart; every record says so",
)


@dataclass(frozen=True)
class Verb:
    """One command.

    Parameters
    ----------
    name : str
        As it is called.
    run : callable
        Does it, and returns the exit code.
    short, more : str
        Its line in the list, and what its own page says besides.
    options : tuple
        What it can be told, each as `option` gives it.
    """

    name: str
    run: Callable[[argparse.Namespace], int]
    short: str
    more: str
    options: tuple = ()

    @property
    def description(self) -> str:
        """What its own page says."""
        plain = self.short.removeprefix("besides: ")
        return f"{plain[0].upper()}{plain[1:]}. {self.more}"


VERBS = (
    Verb(
        "build",
        verbs.build,
        "turn the texts into solved notebooks",
        "Makes the class folder if there is none, with an explained course.toml in it.",
        (CLASS,),
    ),
    Verb(
        "release",
        verbs.release,
        "take the solutions out, for students",
        "Enters the notebooks, what they count and when they are due in the gradebook, "
        "and keeps the package in the class folder: these notebooks are graded by it, "
        "whatever is installed later.",
        (
            CLASS,
            ONE_NOTEBOOK,
            option(
                "--zip",
                type=Path,
                metavar="FILE",
                help="also write the student archive; with --notebook of this one "
                "alone, in a folder of its own",
            ),
        ),
    ),
    Verb(
        "roster",
        verbs.roster,
        "say who is in the class",
        "Takes in a list that a platform exports: gradebooks of Canvas, Moodle, "
        "Blackboard and Brightspace, Moodle's grading worksheet, GitHub Classroom's "
        "roster, nbgrader's gradebook.db, or a CSV file with a column id. It stands in "
        "students.csv in the class folder; what is written there is never changed.",
        (
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
        ),
    ),
    Verb(
        "collect",
        verbs.collect,
        "take in what students handed in",
        "First a plan is made; where it is not certain whose a file is, it is asked, "
        "and nothing is written. Every file is kept, under the time at which it was "
        "collected; the latest on time with work in it counts, otherwise the latest. "
        "What is not in order is refused with a reason, and the rest is taken.",
        (
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
            option("--undo", action="store_true", help="take the last collection back"),
            option(
                "--at",
                metavar="TIME",
                help='when it was handed in, if not now: "2026-11-30 23:59"',
            ),
        ),
    ),
    Verb(
        "grade",
        verbs.grade,
        "grade what is new, or a part of it again",
        "What was graded before stays as it is while file and grader are the same: "
        "after a stop, the same command goes on. What an option names is graded again. "
        "Points given by hand are kept. Each notebook is graded by the package that it "
        "was released with.",
        (
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
            option("--again", action="store_true", help="grade everything again"),
            option(
                "--edition",
                choices=("released", "installed"),
                default="released",
                help="which version of the package grades (not the edition of an "
                "exercise): the one that a notebook was released with, or the one that "
                "is installed; released if omitted",
            ),
            option(
                "--dry-run",
                action="store_true",
                help="write nothing; say whose points would move",
            ),
            option(
                "--from-now-on",
                action="store_true",
                help="with --edition installed: that version grades these notebooks "
                "later too",
            ),
            option(
                "--no-pointing",
                action="store_true",
                help="do not look for the lines in which mistakes stand: points are "
                "the same, and it takes less time",
            ),
            UNSAFE,
            option(
                "--jobs",
                type=jobs,
                default=cores(),
                metavar="N",
                help="so many side by side; here %(default)s if omitted, one for each "
                "core",
            ),
        ),
    ),
    Verb(
        "feedback",
        verbs.feedback,
        "write a page for every submission",
        "It says what was found, and what it counts by the gradebook.",
        (
            CLASS,
            option("--student", metavar="ID", help="only this student's pages"),
            option("--notebook", metavar="NN", help="only pages of this notebook"),
            option(
                "--zip",
                type=Path,
                metavar="FILE",
                help="pack them as the platform of the hand-ins takes them back "
                "(Moodle, Canvas, Brightspace, Sakai)",
            ),
        ),
    ),
    Verb(
        "report",
        verbs.report,
        "write a page about the class",
        "How the scores lie, which misconceptions the class has and what to ask about "
        "them, what was lost most often, and which submissions need a look.",
        (
            CLASS,
            option(
                "--anonymous",
                action="store_true",
                help="leave out names and what students wrote",
            ),
        ),
    ),
    Verb(
        "history",
        verbs.history,
        "show when and why a student's points changed",
        "A line for each change: when, points, by which version of the course, and why "
        "(handed in again, another edition, course.toml, by hand, graded again). What "
        "was found before is kept in results/STUDENT/history.",
        (
            CLASS,
            option("student", metavar="STUDENT", help="whose"),
            ONE_NOTEBOOK,
        ),
    ),
    Verb(
        "adjust",
        verbs.adjust,
        "decide what a mistake counts, for all who made it",
        "It is shown first whose points would move; with --yes it holds, for whoever "
        "makes the mistake later too. It stands in adjustments.csv, with the reason "
        "that the pages name; --undo takes it back.",
        (
            CLASS,
            option("--exercise", required=True, help="such as 03/backward_propagation"),
            option("--mistake", required=True, help="as the class report names it"),
            option("--points", type=float, help="how many more, or less: +3, -2"),
            option("--reason", default="", help="what the students are told"),
            option("--undo", action="store_true", help="take the decision back"),
            option("--yes", action="store_true", help="do it, after it was shown"),
        ),
    ),
    Verb(
        "about",
        verbs.about,
        "write all that is stored about a student into one file",
        "A zip with her folders as they are, her lines of tables, and what the "
        "gradebook has of her.",
        (
            CLASS,
            option("student", metavar="STUDENT", help="whose"),
            option("target", type=Path, metavar="FILE", help="the zip to write"),
        ),
    ),
    Verb(
        "forget",
        verbs.forget,
        "remove a student from the class folder",
        "Files, records, pages, lines of tables, gradebook. It says what it cannot "
        "reach, such as backups.",
        (CLASS, option("student", metavar="STUDENT", help="whom"), DRY_RUN),
    ),
    Verb(
        "export",
        verbs.export,
        "write the scores of the class as CSV, or into a platform's own list",
        "The points are the gradebook's, late penalties and points by hand included. "
        "With --into, the list that a platform has exported is filled: gradebooks of "
        "Canvas, Moodle, Blackboard and Brightspace, Moodle's grading worksheet, "
        "Sakai's grades.csv. Headings, order, encoding and ids stay as they are; rows "
        "without points are left out, since a blank may clear what stands there.",
        (
            CLASS,
            option("target", type=Path, metavar="FILE", help="the CSV to write"),
            option("--into", type=Path, metavar="LIST", help="what a platform wrote"),
            ONE_NOTEBOOK,
            option("--column", default="", help="which column of the list is meant"),
            option(
                "--scale",
                action=argparse.BooleanOptionalAction,
                help="write shares of what the column takes, or the points as they are",
            ),
            option(
                "--changed",
                action="store_true",
                help="only points that are not as they were exported last",
            ),
        ),
    ),
    Verb(
        "solutions",
        verbs.solutions,
        "write the solved notebooks, once all are due",
        "A notebook is due when it is due for the last student, extensions included.",
        (
            CLASS,
            ONE_NOTEBOOK,
            option(
                "--now", action="store_true", help="also those that are not due yet"
            ),
        ),
    ),
    Verb(
        "instructor",
        verbs.instructor,
        "besides: write the notebooks for whoever teaches",
        "Solved, with usual mistakes, hints, timing and quiz questions between the "
        "cells. Keep them to yourself: no other command reads them.",
        (CLASS,),
    ),
    Verb(
        "backup",
        verbs.backup,
        "besides: write the whole class into one file",
        "A zip with a list of sizes and hashes, read back before it takes its place. "
        "Formgrader may be open meanwhile. It holds personal data and the secret.",
        (
            CLASS,
            option("target", type=Path, metavar="FILE", help="the zip to write"),
        ),
    ),
    Verb(
        "restore",
        verbs.restore,
        "besides: put a class back from its backup",
        "Every file is compared with the list before anything takes its place.",
        (
            CLASS,
            option("source", type=Path, metavar="FILE", help="what backup wrote"),
            option(
                "--replace",
                action="store_true",
                help="rename a class folder that is there, and keep it beside",
            ),
        ),
    ),
    Verb(
        "new-term",
        verbs.new_term,
        "besides: make a class with the settings of an old one",
        "Without students, records, extensions, errata and the old secret. Due times "
        'are put behind a "#", or moved.',
        (
            option("old", type=Path, metavar="OLD", help="the old class folder"),
            option("new", type=Path, metavar="NEW", help="the new one"),
            option(
                "--shift",
                type=int,
                metavar="DAYS",
                help="move due times by so many days, such as 364",
            ),
        ),
    ),
    Verb(
        "doctor",
        verbs.doctor,
        "besides: try how student code is kept apart here",
        "Student code tries what it must not be able to do. Exit code 0 means that "
        "every layer holds; otherwise it is said what to install. With --course it is "
        "only said what the installed version of the course would change for a class.",
        (
            option(
                "--course",
                type=Path,
                metavar="DIR",
                help="before an update: what it would change for this class",
            ),
        ),
    ),
    Verb(
        "gallery",
        verbs.gallery,
        "besides: write the explorers as pages without Python",
        "They open from disk in any browser. It takes about a minute.",
        (
            option(
                "--out",
                type=Path,
                default=Path("gallery"),
                metavar="DIR",
                help="where the pages go; gallery if omitted",
            ),
        ),
    ),
    Verb(
        "notebooks",
        verbs.notebooks,
        "besides: renew the committed notebooks",
        "For authors, after a change of a text or an exercise.",
        (option("--check", action="store_true", help="only compare, change nothing"),),
    ),
    Verb(
        "check-course",
        verbs.check_course,
        "besides: say which rules for authors are not kept",
        "For authors: of texts, exercises and topics, with file, line and remedy. It "
        "runs the check on every wrong version, which takes a minute.",
        (
            option(
                "tried",
                nargs="?",
                metavar="NN or NN/NAME",
                help="run the check of these only, such as 02 or 02/accuracy; all if "
                "omitted",
            ),
        ),
    ),
    Verb(
        "tasks",
        verbs.tasks,
        "besides: show what each notebook asks, by form of task",
        "For authors: points by form and by what stands beside the answer, from H4, "
        "formula, example and calls, to H0, nothing but the task.",
        (),
    ),
    Verb(
        "editions",
        verbs.editions,
        "besides: keep what the check says of every version",
        "For authors: it says which verdicts have changed since they were kept, and "
        "keeps the new ones if the exercise has a new edition. A class that has begun "
        "is graded by the edition that it was given. It takes a minute.",
        (
            option(
                "tried",
                nargs="?",
                metavar="NN or NN/NAME",
                help="run the check of these only, such as 02 or 02/accuracy; all if "
                "omitted",
            ),
        ),
    ),
    Verb(
        "new-exercise",
        verbs.new_exercise,
        "besides: begin the files of a new exercise",
        "For authors: a function, its exercise, its place in the teaching order and "
        "its cells, each to be filled in. What is there is never overwritten.",
        (
            option("id", metavar="NN/NAME", help="such as 02/accuracy"),
            option(
                "arguments",
                nargs="*",
                metavar="ARGUMENT",
                help="of the function, such as P Y",
            ),
            option(
                "--after",
                metavar="NAME",
                help="the exercise before it; the last if omitted",
            ),
            option(
                "--module",
                metavar="NAME",
                help="file of nnlib for the function, such as metrics; the usual one "
                "of the notebook if omitted",
            ),
            option(
                "--points",
                type=int,
                default=5,
                metavar="N",
                help="%(default)s if omitted",
            ),
        ),
    ),
    Verb(
        "probes",
        verbs.probes,
        "besides: say which probes tell wrong versions apart",
        "For authors: how many probes each exercise has, how few would do, and which "
        "versions look the same on all of them.",
        (ONE_NOTEBOOK,),
    ),
    Verb(
        "rehearse",
        verbs.rehearse,
        "play the whole path with your own settings, beside the class",
        "Three invented hand-ins of one notebook, under the first names of your "
        "roster: all right, one answer wrong and a day late, nothing written. Your "
        "weights, late policy and errata hold; the class is only read.",
        (
            CLASS,
            option("folder", type=Path, help="where everything is put; renewed"),
            ONE_NOTEBOOK,
            UNSAFE,
        ),
    ),
    Verb(
        "demo",
        verbs.demo,
        "besides: run all verbs on a sample class",
        "The folder is renewed each time.",
        (
            option(
                "folder",
                type=Path,
                nargs="?",
                default=Path("demo"),
                help="where everything is put; demo if omitted",
            ),
            UNSAFE,
        ),
    ),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after `python -m grading`; those of the process if omitted.

    Returns
    -------
    int
        0 done, 1 the work failed, 2 wrong use.
    """
    try:
        arguments = parser().parse_args(argv)
        tell_new_python()
        return arguments.run(arguments)
    except GradingError as error:
        print(f"error: {inert.line(str(error))}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        named = f": {error.filename}" if error.filename else ""
        said = f"{error.strerror or error}{named}{todo(error)}"
        print(f"error: {inert.line(said)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        kept = "what was finished is kept, and the same command goes on from there"
        print(f"error: stopped; {kept}", file=sys.stderr)
        return 1


def todo(error: OSError) -> str:
    """Say what to do about an error of the system, where something helps."""
    if error.errno not in NO_SPACE:
        return ""
    return "; free some space and run the same command again: what is done is kept"


def tell_new_python() -> None:
    """Say that a Python was not tried; help must not wait for what this loads."""
    from nnlib.check.tried import untried

    if version := untried():
        new = f"Python {version} is new to this course, which was not tried with it"
        print(f"note: {new}", file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    found = _Parser(
        prog="python -m grading",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    group = found.add_subparsers(
        title="verbs, in the order of a notebook's path",
        metavar="VERB [options]",
        required=True,
    )
    for verb in VERBS:
        page = group.add_parser(
            verb.name, help=verb.short, description=verb.description
        )
        page.set_defaults(run=verb.run)
        for names, look in verb.options:
            page.add_argument(*names, **look)
    return found
