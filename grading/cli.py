"""The commands of `python -m grading`: reads arguments, calls one function, prints.

The verbs stand in the order of the path that a notebook takes. Exit code 0 means done,
1 that the work failed, 2 that the command was called wrongly. What goes wrong is told
in one line.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from grading.errors import GradingError, UsageError

# Modules of the stages are imported when their verb is called: help must be quick.


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
        arguments = _parser().parse_args(argv)
        return arguments.run(arguments)
    except GradingError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        named = f": {error.filename}" if error.filename else ""
        print(f"error: {error.strerror or error}{named}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("error: stopped; files are as the last finished step", file=sys.stderr)
        return 1


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m grading",
        description="Hand out, collect and grade the notebooks of the course.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    course = _add(
        verbs, "build", _build, "turn the texts into notebooks with solutions"
    )
    _course(course)
    course = _add(verbs, "release", _release, "take the solutions out; hand this out")
    _course(course)
    course.add_argument(
        "--zip", type=Path, metavar="FILE", help="also write the student archive"
    )
    course = _add(verbs, "collect", _collect, "take in what students handed in")
    _course(course)
    course.add_argument("source", type=Path, help="a folder with a folder per student")
    course = _add(verbs, "grade", _grade, "grade every submission")
    _course(course)
    course.add_argument("--notebook", metavar="NN", help="only this one, such as 02")
    course = _add(verbs, "feedback", _feedback, "write a page for every submission")
    _course(course)
    course = _add(verbs, "export", _export, "write the scores of the class as CSV")
    _course(course)
    course.add_argument("target", type=Path, help="the CSV file to write")
    extra = _add(verbs, "notebooks", _notebooks, "renew the committed notebooks")
    extra.add_argument(
        "--check", action="store_true", help="only compare, change nothing"
    )
    extra = _add(verbs, "demo", _demo, "run all verbs on a sample class")
    extra.add_argument("folder", type=Path, nargs="?", default=Path("demo"))
    return parser


def _add(
    verbs: argparse._SubParsersAction,
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=text, description=text.capitalize() + ".")
    verb.set_defaults(run=run)
    return verb


def _course(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--course", type=Path, required=True, metavar="DIR", help="the class folder"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _build(arguments: argparse.Namespace) -> int:
    from grading.build import build
    from grading.course import Course

    course = Course.create(arguments.course)
    made = build(course)
    print(f"Built {_count(len(made), 'notebook')} in {course.source}.")
    print(f"Next: python -m grading release --course {arguments.course}")
    return 0


def _release(arguments: argparse.Namespace) -> int:
    from grading import archive
    from grading.course import Course
    from grading.release import release

    course = Course.open(arguments.course)
    made = release(course)
    print(f"Released {_count(len(made), 'notebook')} in {course.release}.")
    if arguments.zip:
        print(f"Wrote the student archive {archive.write(course, arguments.zip)}.")
    print(f"Next: hand out {arguments.zip or 'the notebooks'}, then")
    print(f"      python -m grading collect --course {arguments.course} FOLDER")
    return 0


def _collect(arguments: argparse.Namespace) -> int:
    from grading.collect import collect
    from grading.course import Course

    course = Course.open(arguments.course)
    taken = collect(course, arguments.source)
    print(f"Collected {_count(len(taken), 'submission')} in {course.submitted}.")
    print(f"Next: python -m grading grade --course {arguments.course}")
    return 0


def _grade(arguments: argparse.Namespace) -> int:
    from grading import progress
    from grading.course import Course
    from grading.grade import grade

    course = Course.open(arguments.course)
    shown = progress.console()
    with progress.bar(shown) as advance:
        records = grade(course, notebook=arguments.notebook, progress=advance)
    shown.print(*progress.tables(records))
    print(f"Graded {_count(len(records), 'submission')}, records in {course.results}.")
    print(f"Next: python -m grading feedback --course {arguments.course}")
    return 0


def _feedback(arguments: argparse.Namespace) -> int:
    from grading.course import Course
    from grading.feedback import feedback

    course = Course.open(arguments.course)
    pages = feedback(course)
    print(f"Wrote {_count(len(pages), 'page')} in {course.feedback}.")
    print(f"Next: python -m grading export --course {arguments.course} scores.csv")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from grading.course import Course
    from grading.export import export

    course = Course.open(arguments.course)
    print(f"Wrote the scores to {export(course, arguments.target)}.")
    print("Next: nothing; the class is graded.")
    return 0


def _notebooks(arguments: argparse.Namespace) -> int:
    from grading import notebooks

    if arguments.check:
        found = notebooks.check()
        print(f"All notebooks follow from their sources ({len(found)} compared).")
        return 0
    written = notebooks.write()
    print(f"Wrote {_count(len(written), 'notebook')} to {notebooks.NOTEBOOKS}.")
    print("Next: look at the difference, then commit text and notebooks together.")
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    from grading.demo import demo

    return demo(arguments.folder)
