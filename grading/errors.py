"""Everything that can go wrong in `grading` and is not a fault of the program.

GradingError            the work could not be done            exit code 1
├── UsageError          the command was called wrongly        exit code 2
├── SourceError         a source in `authoring/` is not legal; names file, cell and name
├── CourseError         a course folder, or a file in it, is missing, damaged or wrong
├── ReleaseError        there is nothing to release, or nbgrader refused
├── CollectError        there is nothing to collect, or it cannot be taken in
├── CanaryError         the grader does not grade what is known rightly
├── SandboxError        student code cannot be kept apart on this machine
└── OutOfStepError      the committed notebooks differ from a fresh build

A command prints such an error as one line. What is said stands where it is raised; a
wording that several places say stands at the end of this file.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from nnlib import wording

# Longer lists are not shown whole.
MOST_NAMES = 12


class GradingError(Exception):
    """The work could not be done; the text says why, in one line.

    Parameters
    ----------
    wording : str
        The text, or a wording with names in braces.
    **about : object
        What the wording speaks of.
    """

    exit_code = 1

    def __init__(self, wording: str, **about: object) -> None:
        super().__init__(wording.format(**about) if about else wording)


class UsageError(GradingError):
    """The command was called wrongly; the text names what is legal."""

    exit_code = 2


class SourceError(GradingError):
    """A source in `grading/authoring` breaks a rule of the format.

    Parameters
    ----------
    path : Path
        The source; only its name is shown.
    problem : str
        What is wrong, what is expected.
    cell : int, optional
        Number of the cell, counted from 1.
    name : str, optional
        Name on the marker line of the cell.
    line : int, optional
        Line of the file, counted from 1.
    """

    def __init__(
        self,
        path: Path,
        problem: str,
        cell: int | None = None,
        name: str | None = None,
        line: int | None = None,
    ) -> None:
        self.path, self.problem = path, problem
        self.cell, self.name, self.line = cell, name, line
        where = path.name
        if line is not None:
            where += f", line {line}"
        if cell is not None:
            where += f", cell {cell}"
        if name is not None:
            where += f' ("{name}")'
        super().__init__(f"{where}: {problem}")


class CourseError(GradingError):
    """A course folder, or a file in it, is missing, damaged or wrong."""


class ReleaseError(GradingError):
    """There is nothing to release, or nbgrader refused the notebooks."""


class CollectError(GradingError):
    """There is nothing to collect, or it cannot be taken in."""


class CanaryError(GradingError):
    """The solution does not get full marks, or the empty notebook gets some."""


class SandboxError(GradingError):
    """Student code cannot be kept apart, and nobody has said to go on all the same."""


class OutOfStepError(GradingError):
    """The committed notebooks differ from a fresh build of their sources."""


def meant(name: object, known: Iterable[str]) -> list[str]:
    """Guess the name that was meant.

    Parameters
    ----------
    name : object
        What was written.
    known : iterable of str
        The names that are legal.

    Returns
    -------
    list of str
        The closest, or none.

    Examples
    --------
    >>> meant("propgate", ["sigmoid", "propagate"])
    ['propagate']
    """
    return get_close_matches(str(name), list(known), n=1)


def one_of(name: object, known: Iterable[str]) -> str:
    """Say which names are legal, the one that was probably meant first.

    Parameters
    ----------
    name : object
        What was written.
    known : iterable of str
        The names that are legal.

    Returns
    -------
    str
        To be put behind "expected".

    Examples
    --------
    >>> one_of("propgate", ["sigmoid", "propagate"])
    'one of sigmoid, propagate (did you mean propagate?)'
    """
    names = list(known)
    shown = ", ".join(names[:MOST_NAMES]) or "nothing"
    rest = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    guess = "".join(f" (did you mean {one}?)" for one in meant(name, names))
    return f"one of {shown}{rest}{guess}"


def listed(names: Sequence[str]) -> str:
    """List names as a sentence does, as many as one reads.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    rest = len(names) - MOST_NAMES
    more = [f"{rest} more"] if rest > 0 else []
    return wording.listed([*names[:MOST_NAMES], *more])


def by_reason(left_out: Iterable[tuple[str, str]]) -> list[str]:
    """Say of several people why they were left out, each reason once.

    Examples
    --------
    >>> by_reason([("ada", "no e-mail"), ("bo", "no page"), ("cy", "no e-mail")])
    ['ada and cy: no e-mail', 'bo: no page']
    """
    found: dict[str, list[str]] = {}
    for who, why in left_out:
        found.setdefault(why, []).append(who)
    return [f"{listed(people)}: {why}" for why, people in found.items()]


# --- Wordings of several places -----------------------------------------------------

# Course folders
GRADEBOOK_FAILED = (
    "the gradebook {path} could not be read or written: {reason}; what it held before "
    "is kept. Close other programs that use it, or free some space, and run the same "
    "command again"
)
SERVER_FAILED = (
    "the gradebook {path} could not be reached or written: {reason}; what was finished "
    "is kept, and the same command goes on from there"
)

# The course file and extensions.csv
UNKNOWN_NOTEBOOK_KEY = "the number of a notebook: {known}"
EXPECTED_TIME = "a date with a time, such as {example}"

# Release
NOTHING_BUILT = "{source} holds no notebooks; run build first"
NOT_RELEASED = "{release} holds no notebooks; run release first"

# Submissions: told to students as well
NO_CELLS = "it holds no cells"
FILE_DAMAGED = "The file is damaged"
CELL_STOPPED = "The cell “{label}” stopped with {type}: {text}"
CELL_LIMIT = "The cell “{label}” was ended by a limit: {limit}."

# Collecting
TOO_LARGE = (
    "“{name}” is too large: a notebook may have {most} MB, and all of one student "
    "together four times as much"
)
A_LINK = "“{name}” is a link; hand in the file itself"
NO_FILE = "“{name}” is not an ordinary file"

# Grading
UNKNOWN_NOTEBOOK = "there is no notebook {notebook!r}; there are {known}"
UNKNOWN_STUDENT = "nobody called {student!r} has handed in, expected {expected}"
OTHER_EDITION = (
    "The notebook was built with another edition of the exercises than the one that "
    "graded it"
)

# Where student code runs
NO_BUBBLEWRAP = "bubblewrap is not installed"
