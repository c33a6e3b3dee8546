"""The commands of `python -m grading`: reads arguments and tells what goes wrong.

The verbs stand in the order of the path that a notebook takes. Exit code 0 means done,
1 that the work failed or somebody needs a look, 2 that the command was called wrongly.
What goes wrong is told in one line, and one line names each file that was set aside.
"""

import argparse
import errno
import sys
from collections.abc import Sequence
from typing import NoReturn

from grading import inert
from grading.errors import GradingError, UsageError
from grading.state_file import noting_set_aside
from grading.verbs import VERBS

NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
DESCRIPTION = "Hand out, collect and grade the notebooks of the course."
EPILOG = """\
A class lives in a folder of its own, named by --course and made by build. In it,
course.toml holds due times, late policy and weights, with an explanation of each key,
and extensions.csv names students who have more time.

exit codes: 0 done; 1 the work failed, or what is said on stderr needs a look;
2 the command was called wrongly. VERB --help explains a verb.
"""


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
    with noting_set_aside() as aside:
        code = done(argv)
    for path in aside:
        print(f"set aside: {inert.line(str(path))}", file=sys.stderr)
    return code or int(bool(aside))


def done(argv: Sequence[str] | None) -> int:
    """Run one command; tell in one line why it fails."""
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
