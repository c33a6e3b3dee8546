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

A command prints such an error as one line. The wordings stand together at the end of
this file, so that they can be reviewed as prose.
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
        The text, or one of the wordings below.
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


# --- Wordings -----------------------------------------------------------------------

# Sources: what a marker line may say
UNKNOWN_ROLE = "unknown role {role}; legal are {legal}"
TWO_ROLES = "two roles on one marker line, {roles}; a cell has one"
ROLE_NEEDS_NAME = 'the role {kind} needs a name, as in # %% {kind}="sigmoid"'
ROLE_TAKES_NO_NAME = "the role {kind} takes no name"
ILLEGAL_NAME = "a name must be lower-case letters, digits and underscores"
ROLE_NEEDS_CODE = "the role {kind} is only for code cells, this one is {cell_type}"
ROLE_NEEDS_TEXT = "the role {kind} is only for [markdown] cells, this one is code"
CELL_TYPE = "a cell is code or [markdown], this one is {cell_type}"

# Sources: what the cells must hold
NO_SOURCES = "no sources: expected files like 02_logistic_regression.py"
FILE_NAME = "expected a file name like 02_logistic_regression.py"
NO_CELL_FIRST = "a source has no header: its first line starts its first cell, # %%"
NOT_TEXT = "cannot be read as text in UTF-8: {reason}"
MAGIC = "magics and shell lines are not allowed in a source: {line}; write Python"
SYNTAX = "not Python, line {line} of the cell: {reason}"
CHECK_HAS_BODY = "a check cell must be empty: the builder writes check({name})"
DUPLICATE_NAME = (
    "the name is used twice, first in cell {first}; name one of them otherwise"
)
NO_SOLUTION_BEFORE = 'no cell # %% solution="{name}" stands before this check'
NEVER_CHECKED = 'no cell # %% check="{name}" stands after this solution'
NOT_DEFINED = "the cell does not define {name}; a solution is named as its function"
STUB_NOT_DEFINED = "{name} is gone when the solution is cut: keep its def line outside"
NO_REGION = "no region from ### BEGIN SOLUTION to ### END SOLUTION; put one in its body"
REGION_ELSEWHERE = (
    "a solution region in a cell that is not marked as a solution; mark the cell "
    '# %% solution="name"'
)
REGION_UNBALANCED = "every ### BEGIN SOLUTION needs one ### END SOLUTION after it"
HIDDEN_TESTS = "hidden tests are not used here: seeds are secret, probes are not"
STUB_SYNTAX = "not Python once the solution is cut: {reason}"
UNKNOWN_EXERCISE = "there is no exercise {id}; notebook {notebook} has {known}"
EXERCISE_WITHOUT_CHECK = (
    "the exercise {id} is never checked; give it the cells "
    '# %% solution="{name}" and # %% check="{name}"'
)
ONLY_IN_DEMO = (
    "uses {name}, which only the demo in cell {demo} binds; demos are skipped when "
    "grading, so bind it in a cell that is none"
)
NOT_BUILT_YET = (
    "imports {name} of {module}, which no notebook before {notebook} has built; write "
    "it here first, or import it in a later notebook"
)
NOT_NAMED = "imports {module} as a whole; import the functions by name"
MARKERS = (
    "{markers} lines look like marker lines, {cells} begin a cell; is one in a string?"
)

# Course folders
NOT_A_COURSE = "{root} is not a course folder: {missing}; create one with build"
NOT_EMPTY = "{root} is not empty and not a course folder; choose a new folder"
PART_OF_A_COURSE = (
    "{root} looks like a course folder, but {missing}; restore it from a copy or "
    "choose a new folder"
)
NOT_A_FOLDER = "{root} is a file, expected a folder"
INSIDE_CHECKOUT = (
    "{root} lies inside the checkout {checkout}; class data belong outside it, "
    "choose another --course"
)
SECRET_DAMAGED = "{path} is damaged: expected 64 hexadecimal digits; restore it"
GRADEBOOK_NOT_MADE = "the gradebook could not be created, nothing was kept: {reason}"
GRADEBOOK_HALF_MADE = (
    "{path} was left half made by an interrupted command; it held no grades and has "
    "been removed, run the command again"
)
GRADEBOOK_DAMAGED = "{path} is not a gradebook: {reason}"
GRADEBOOK_FAILED = (
    "the gradebook {path} could not be read or written: {reason}; what it held before "
    "is kept. Close other programs that use it, or free some space, and run the same "
    "command again"
)
GRADEBOOK_LACKS = (
    "the gradebook is not complete: {reason}; run release, which enters the notebooks "
    "again, and then grade, which enters the scores"
)
CONFIG_DAMAGED = "{path} cannot be read: {reason}"
NOTEBOOK_DAMAGED = "{path} is not a notebook; run build and release again"

# The course file and extensions.csv
COURSE_FILE_DAMAGED = "{path} is not TOML: {reason}"
WRONG_VALUE = "{path}: {key} is {got}, expected {expected}"
MISSING_VALUE = "{path}: {key} is missing, expected {expected}"
UNKNOWN_KEY = "{path}: nothing is called {key}, expected {expected}"
UNKNOWN_NOTEBOOK_KEY = "the number of a notebook: {known}"
EXPECTED_TIME = "a date with a time, such as {example}"
A_TABLE = "a table, [{name}]"
A_LIST = "a list of names in square brackets"
EACH = "each name to be {one_of}"
A_ZONE = 'a time zone: "UTC", or a name such as "Europe/Berlin"'
A_PERCENTAGE = "a number above 0 to 100"
OTHER_POLICY = 'it only where policy = "{policy}"'
ALSO_OFF = "no points for an exercise that is also in off"
ALL_OFF = "at least one exercise to count"
OFF_WITH_POINTS = (
    "course.toml switches {exercise} of notebook {notebook} off, but points were given "
    "by hand to it, for {students}: take these back in formgrader first, or leave it "
    "on; nothing was changed"
)
EXTENSIONS_NO_TEXT = "{path} is not text in UTF-8: save it as CSV in UTF-8"
WRONG_HEAD = "{path}: the first line is {got!r}, expected {expected}"
WRONG_LENGTH = "{path}, line {line}: there are {got} values, expected {expected}"
WRONG_CELL = "{path}, line {line}: {column} is {got!r}, expected {expected}"
A_STUDENT = "a student id: letters, digits, . _ @ and -"
EXTENSION_TWICE = "one line for a student and a notebook; the first is line {first}"
EXTENSION_OF_NOTHING = "a notebook that is due in course.toml; this one never is"
LATER_THAN = "a time after it is due for everybody, {regular}"
STRANGER = (
    "extensions.csv names {student}, who has handed in nothing; did you mean {meant}?"
)

# Release
NOTHING_BUILT = "{source} holds no notebooks; run build first"
NBGRADER_REFUSED = "nbgrader refused the release: {reason}; details in {log}"
NOT_RELEASED = "{release} holds no notebooks; run release first"
LEAK = "{path} still holds a solution mark; nothing was released"
NO_WHEEL = "the package for students cannot be built: {said}"
NO_MOMENT = "{name} is {told!r}, expected whole seconds since 1970"
MISSING_FILE = "the student archive needs {path}, which does not exist"
OUT_OF_STEP = "{names} differ from a fresh build; run python -m grading notebooks"

# Submissions: told to students as well
UNREADABLE = "The file could not be read as a notebook: {reason}."
FILE_EMPTY = "it is empty"
NO_NOTEBOOK = "it holds something else"
NO_CELLS = "it holds no cells"
NO_JSON = "its text is damaged"
DAMAGED_AT = "the text breaks off or is damaged at line {line}"
TOO_NESTED = "brackets stand in each other too deeply"
FILE_TOO_LARGE = "it has {size} MB, at most {most} MB are read"
OTHER_ENCODING = "The file was not saved in UTF-8; it was read as {encoding}."
LETTERS_DAMAGED = "Damaged in the file, and shown as “\ufffd”: {count}."
NULLS = "The file held {count} zero bytes, as after a crash; they were left out."
MORE_BEHIND = "Behind the end of the notebook the file held more; it was left out."
CELLS_RECOVERED = (
    "The file is damaged ({reason}). {count} complete cells could be taken out of it; "
    "what else was in it is lost. Open your notebook, save it, and hand it in again."
)
TOO_MANY_CELLS = "The notebook has {count} cells; only the first {most} were read."
CELLS_DAMAGED = "Without a text, and left out: cell {numbers} of the file."
CELL_TOO_LONG = (
    "Cell {number} of the file has {count} letters, at most {most} are read; it was "
    "left out."
)
LOCKED_RESTORED = (
    "The locked cell “{name}” had been changed; the released one was used."
)
CELLS_MISSING = "Missing from the notebook, and put back: {names}."
CHECK_RESTORED = "The check of {name} was missing; it was put back."
CHECKS_RESTORED = "The checks of {names} were missing; they were put back."
CELLS_TWICE = "More than once in the notebook, and used once: {names}."
ANSWER_TWICE = "Answered more than once, and the last answer counts: {names}."
CELL_MOVED = "The cell “{name}” had been moved; it was run where it belongs."
ANSWER_BELOW = "The answer to {name} stood below its check; it was found all the same."
ANSWER_ELSEWHERE = "Not in the cell for it, but found by the function's name: {names}."
ANSWER_IN_TEXT = "Answered in a text cell, and run as code: {names}."
CELL_RETYPED = "The cell “{name}” had been turned into text; it was run as code."
CELL_SPLIT = "The cell “{name}” had been split in two; the halves were joined."
TEXT_CUT = "Text of the course had got into the cell “{name}”; it was left out."
MARKS_GONE = "Without the marks of the course, and known by what they hold: {count}."
ANOTHER_NOTEBOOK = (
    "No cell of this notebook is in the file. Is it another notebook? Then hand in the "
    "right one."
)
CELL_STOPPED = "The cell “{label}” stopped with {type}: {text}"
CELL_LIMIT = "The cell “{label}” was ended by a limit: {limit}."
SUBMISSION_LIMIT = (
    "The submission ran for {minutes} minutes in all. What was left then was not run "
    "and scores nothing: look for cells that take long."
)

NAMED_OTHERWISE = "“{name}” was taken as {assignment}: that is what it holds."
TAKEN_BY_NAME = "“{name}” was taken as {assignment}: that is in its name."
TOLD_TO_INSTRUCTOR = "your instructor can see what happened."

# Collecting
NO_SUBMISSIONS = (
    "{source} holds no submissions; expected a folder or a zip for each student, or "
    "files such as ada.ipynb, with notebooks of these names: {names}"
)
NOT_A_SOURCE = "{source} does not exist, expected a folder or a zip of submissions"
STUDENT_ID = (
    "{name!r} cannot be a student id: rename it with letters, digits, . _ @ and - "
    "(at most 100), beginning with a letter or a digit"
)
WRONG_AT = "--at is {got}, expected {expected}"
A_PAST_TIME = "a time that is not in the future"
NO_NOTEBOOK_INSIDE = "holds no notebook of this course"
NOT_OF_THE_COURSE = "“{name}” is no notebook of this course and was left out."
SEVERAL_FILES = (
    "{count} files are {assignment}; all are kept, “{name}” is the last of them."
)
ANOTHER_COUNTS = "“{name}” is kept, but what counts is what was handed in on {when}."
NO_ZIP = "“{name}” is no zip, or a damaged one: {reason}"
TOO_MANY_FILES = "“{name}” holds more than {most} files"
TOO_DEEP = "“{name}” lies in a zip in a zip; hand in the notebooks, or one zip of them"
TOO_LARGE = (
    "“{name}” is too large: a notebook may have {most} MB, and all of one student "
    "together four times as much"
)
ABSOLUTE_PATH = "“{name}” in the zip is an absolute path; zip the folder again"
PATH_LEAVES = "“{name}” in the zip leads out of it; zip the folder again"
A_LINK = "“{name}” is a link; hand in the file itself"
NO_FILE = "“{name}” is not an ordinary file"
ENCRYPTED = "“{name}” in the zip is encrypted; hand it in without a password"
PACKED_OTHERWISE = "“{name}” is packed in an unusual way; make an ordinary zip"
DAMAGED_IN_ZIP = "“{name}” in the zip is damaged: {reason}"
FILE_UNREADABLE = "“{name}” cannot be read: {reason}"

# Grading
GRADING_ALREADY = (
    "{root} is being graded by process {process}: wait until it has finished, or stop "
    "it; what it has finished is kept"
)
WORKERS_DIED = (
    "two processes of the grader died over this submission, the last with code "
    "{exit_code}: it may need more memory than there is; grade it with --jobs 1"
)
PROOF_DIED = (
    "nothing was graded: two processes of the grader died while it tested itself on "
    "{assignment}, the last with code {exit_code}"
)
ENGINE_NO_ASSIGNMENT = "no released notebook is called {assignment!r}"
ENGINE_DONE = "notebook {number}: graded {graded}; what is unchanged was left as it is"
ENGINE_FAULT = "the grader failed: {student}, notebook {notebook}: {names}"
ENGINE_FAULTS = "some exercises could not be checked; details in {log}"
WRONG_JOBS = "--jobs is {got}, expected a whole number from 1"
UNKNOWN_NOTEBOOK = "there is no notebook {notebook!r}; there are {known}"
NOTEBOOK_NOT_GRADED = "of notebook {notebook!r} nothing was graded; there are {known}"
UNKNOWN_STUDENT = "nobody called {student!r} has handed in, expected {expected}"
UNKNOWN_EXERCISE_NAME = "there is no exercise {name!r}, expected {expected}"
EXERCISE_IN_SEVERAL = "there are several exercises {name!r}; say which: {ids}"
NEVER_GRADED = "was never graded whole; run grade without --exercise"
HANDED_IN_SINCE = (
    "has another submission than the one that was graded; run grade without --exercise"
)
NO_COLLECTED = "{submitted} holds no submissions; run collect first"
CANARY_SOLUTION = (
    "nothing was graded: the author's solution of {assignment} gets {points} of "
    "{most} points ({names})"
)
CANARY_RELEASE = (
    "nothing was graded: the empty notebook of {assignment} gets {points} points "
    "({names}), expected none"
)
CANARY_BUILD = (
    "nothing was graded: {assignment} was built with other exercises than those "
    "installed; run build and release again, or install the version it was built with"
)
RECORD_SCHEMA = (
    "{path} has schema {schema!r}, expected {expected}; delete it and run grade, and "
    "its submission is graded again"
)
RECORD_DAMAGED = (
    "{path} is damaged; delete it and run grade, and its submission is graded again"
)
NO_RECORDS = "{results} holds no records; run grade first"
OTHER_EDITION = (
    "The notebook was built with another edition of the exercises than the one that "
    "graded it."
)

# Where student code runs
NO_SANDBOX = (
    "nothing was graded: student code cannot be kept apart on this machine "
    "({reasons}). It would run with your rights, and could read solutions and change "
    "grades. Install bubblewrap, let users make namespaces, or grade in a virtual "
    "machine; python -m grading doctor says more. To go on all the same: "
    "--unsafe-no-sandbox"
)
UNSAFE = (
    "student code is not kept apart: it runs with your rights, and every record says so"
)
NO_BUBBLEWRAP = "bubblewrap is not installed"
ONLY_ON_LINUX = "only Linux has it"
NOT_STOPPED = "student code could {tried}"
DOES_NOT_WORK = "student code could not {tried} ({said})"
LEVELS = {
    "full": "Student code is kept apart by every layer; grade with peace of mind.",
    "landlock": (
        "Student code is kept apart by the kernel's Landlock and a filter of system "
        "calls. It has no file system of its own: the space that it fills has no limit."
    ),
    "process": (
        "Student code is not kept apart: it would run with your rights. grade refuses, "
        "unless it is told --unsafe-no-sandbox."
    ),
}
LEVEL_FAILED = "{level} does not hold: {reason}."
INSTALL_BUBBLEWRAP = (
    "Install bubblewrap: apt install bubblewrap, dnf install bubblewrap, or "
    "conda install -c conda-forge bubblewrap."
)
ALLOW_NAMESPACES = (
    "Let users make namespaces: sysctl kernel.unprivileged_userns_clone=1 on Debian, "
    "kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu; in a container, start "
    "it with a seccomp profile that allows unshare. A virtual machine needs none of it."
)
NEEDS_LANDLOCK = "Without namespaces, Landlock is needed: Linux 5.13 or newer."
NO_LINUX = "Grade on Linux, in WSL, or in a virtual machine."

# Report
NOT_CHECKED = "Could not be checked: {names}."

# Feedback: told to students
ON_TIME = "Handed in {handed_in}; it was due {due}."
LATE = "Handed in {handed_in}, {days} late; it was due {due}."
LOST = " That costs {points}."

# Solutions
NOT_DUE_YET = "notebook {notebook} is due for the last student on {when}"
NEVER_DUE = "notebook {notebook} has no due time in course.toml"
ALL_WITHHELD = "no solutions were written: {reasons}; --now writes them all the same"

# New exercises
EXERCISE_ID = (
    "{id!r} is no id of an exercise, expected one like 02/accuracy: number of the "
    "notebook, slash, a name of lower-case letters, digits and underscores"
)
EXERCISE_EXISTS = "there is an exercise {id} already; choose another name"
UNKNOWN_AFTER = "--after is {after!r}, expected {known}"
NOT_A_NAME = "{word!r} cannot be a name in Python, expected one like learning_rate"
FILE_EXISTS = "{path} exists already; nothing was written"
NO_PLACE = "{path} has no line {line}; nothing was written"
NO_MODULE = (
    "notebook {notebook} has no function yet; say with --module into which file of "
    "nnlib this one goes"
)
CELLS_EXIST = "{path} has cells of {name} already; nothing was written"

# Commands: what to do about an error of the system, and a stop by hand
STOPPED = "stopped; what was finished is kept, and the same command goes on from there"
FREE_SPACE = "; free some space and run the same command again: what is done is kept"

# Python
UNTRIED = "Python {version} is new to this course, which was not tried with it"

# Demonstration
NO_SUCH_SLIP = "there is no {old!r} in the author's answer any more:\n{text}"
DEMO_FOLDER = "{folder} holds something else; choose a new folder for the demonstration"
