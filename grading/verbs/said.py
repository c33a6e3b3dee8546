"""What more than one verb says: what was done, what comes next, what needs a look."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from grading import inert
from grading.course import Course


def count(number: int, noun: str) -> str:
    """Say how many there are.

    Examples
    --------
    >>> count(1, "page"), count(2, "page")
    ('1 page', '2 pages')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def then(*lines: str) -> int:
    """Say what comes next; return the exit code of work that is done."""
    print("Next: " + "\n      ".join(lines))
    return 0


def tell(lines: Iterable[str]) -> None:
    """Print what is good to know."""
    for one in lines:
        print(inert.line(one))


def warn(lines: Iterable[str]) -> None:
    """Print what needs a look, behind all that was said before."""
    sys.stdout.flush()
    for one in lines:
        print(inert.line(one), file=sys.stderr)


def show(parts: Iterable) -> None:
    """Print what rich lays out, one below the other."""
    from grading.run import progress

    console = progress.console()
    for part in parts:
        console.print(part)


def left_out(course: Course) -> int:
    """Name the files of a class that could not be read; everything else is done."""
    from grading.results.damaged import damaged

    found = [f"left out: {one}" for one in damaged(course)]
    warn(found)
    return 1 if found else 0


def checkout_of(path: Path) -> Path | None:
    """Return the checkout in which a file lies, or would lie; None if in none."""
    above = path.expanduser().resolve().parents
    return next((one for one in above if (one / ".git").exists()), None)


def wrote(path: Path) -> None:
    """Remark on a file about persons that lies where it may be published."""
    if found := checkout_of(path):
        tell([f"note: {path} lies in the checkout {found}; keep it out of commits"])


def kept_apart(arguments: Namespace) -> None:
    """Find out how student code is kept apart, and warn where it is not."""
    from grading.run.workplace import workplace
    from grading.sandbox import isolation

    if arguments.unsafe_no_sandbox:
        isolation.allow_process()
    with workplace():
        level = isolation.level()
    if level == isolation.PROCESS:
        rights = "it runs with your rights, and every record says so"
        warn([f"note: student code is not kept apart: {rights}"])
