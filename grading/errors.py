"""Everything that can go wrong in `grading` and is not a fault of the program.

GradingError            the work could not be done            exit code 1
├── UsageError          the command was called wrongly        exit code 2
├── SourceError         a source in `authoring/` is not legal; names file, cell and name
├── CourseError         a course folder is missing, damaged or in the wrong place
├── ReleaseError        there is nothing to release, or nbgrader refused
├── CollectError        there is nothing to collect, or it cannot be taken in
├── CanaryError         the grader does not grade what is known rightly
└── OutOfStepError      the committed notebooks differ from a fresh build

A command prints such an error as one line. The wordings stand together at the end of
this file, so that they can be reviewed as prose.
"""

from pathlib import Path


class GradingError(Exception):
    """The work could not be done; the text says why, in one line."""

    exit_code = 1


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
    """

    def __init__(
        self, path: Path, problem: str, cell: int | None = None, name: str | None = None
    ) -> None:
        where = path.name
        if cell is not None:
            where += f", cell {cell}"
        if name is not None:
            where += f' ("{name}")'
        super().__init__(f"{where}: {problem}")


class CourseError(GradingError):
    """A course folder is missing, damaged or in the wrong place."""


class ReleaseError(GradingError):
    """There is nothing to release, or nbgrader refused the notebooks."""


class CollectError(GradingError):
    """There is nothing to collect, or it cannot be taken in."""


class CanaryError(GradingError):
    """The solution does not get full marks, or the empty notebook gets some."""


class OutOfStepError(GradingError):
    """The committed notebooks differ from a fresh build of their sources."""


# --- Wordings -----------------------------------------------------------------------

# Sources: what a marker line may say
UNKNOWN_ROLE = "unknown role {role}; legal are {legal}"
TWO_ROLES = "two roles on one marker line, {roles}; a cell has one"
ROLE_NEEDS_NAME = 'the role {kind} needs a name, as in # %% {kind}="sigmoid"'
ROLE_TAKES_NO_NAME = "the role {kind} takes no name"
ILLEGAL_NAME = "a name must be lower-case letters, digits and underscores"
ROLE_NEEDS_CODE = "the role {kind} is only for code cells, this one is {cell_type}"
CELL_TYPE = "a cell is code or [markdown], this one is {cell_type}"

# Sources: what the cells must hold
NO_SOURCES = "no sources: expected files like 02_logistic_regression.py"
FILE_NAME = "expected a file name like 02_logistic_regression.py"
NO_CELL_FIRST = "a source has no header: its first line starts its first cell, # %%"
NOT_TEXT = "cannot be read as text in UTF-8: {reason}"
MAGIC = "magics and shell lines are not allowed in a source: {line}"
SYNTAX = "not Python, line {line} of the cell: {reason}"
CHECK_HAS_BODY = "a check cell must be empty: the builder writes check({name})"
DUPLICATE_NAME = "the name is used twice, first in cell {first}"
NO_SOLUTION_BEFORE = 'no cell # %% solution="{name}" stands before this check'
NEVER_CHECKED = 'no cell # %% check="{name}" stands after this solution'
NOT_DEFINED = "the cell does not define {name}"
STUB_NOT_DEFINED = "{name} is gone when the solution is cut: keep its def line outside"
NO_REGION = "no region from ### BEGIN SOLUTION to ### END SOLUTION"
REGION_ELSEWHERE = "a solution region in a cell that is not marked as a solution"
REGION_UNBALANCED = "every ### BEGIN SOLUTION needs one ### END SOLUTION after it"
HIDDEN_TESTS = "hidden tests are not used here: seeds are secret, probes are not"
STUB_SYNTAX = "not Python once the solution is cut: {reason}"
UNKNOWN_EXERCISE = "there is no exercise {id}; notebook {notebook} has {known}"
EXERCISE_WITHOUT_CHECK = "the exercise {id} is never checked"
ONLY_IN_DEMO = (
    "uses {name}, which only the demo in cell {demo} binds; demos are skipped when "
    "grading"
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
CONFIG_DAMAGED = "{path} cannot be read: {reason}"

# Release
NOTHING_BUILT = "{source} holds no notebooks; run build first"
NBGRADER_REFUSED = "nbgrader refused the release: {reason}; details in {log}"
NOT_RELEASED = "{release} holds no notebooks; run release first"
LEAK = "{path} still holds a solution mark; nothing was released"
MISSING_FILE = "the student archive needs {path}, which does not exist"
OUT_OF_STEP = "{names} differ from a fresh build; run python -m grading notebooks"

# Submissions: told to students as well
UNREADABLE = "The file could not be read as a notebook: {reason}."
LOCKED_RESTORED = (
    "The locked cell “{name}” had been changed; the released one was used."
)
CHECK_RESTORED = "The check of {name} was missing; it was put back."
CELL_STOPPED = "The cell “{label}” stopped with {type}: {text}"
CELL_LIMIT = "The cell “{label}” was ended by a limit: {limit}."

# Collecting
NO_SUBMISSIONS = (
    "{source} holds no submissions; expected a folder per student with a notebook "
    "of one of these names: {names}"
)
NOT_A_SOURCE = "{source} does not exist, expected a folder with a folder per student"
STUDENT_ID = "{name!r} cannot be a student id: use letters, digits, . _ @ and -"

# Grading
UNKNOWN_NOTEBOOK = "no released notebook is number {notebook!r}; there are {known}"
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
RECORD_SCHEMA = "{path} has schema {schema!r}, expected {expected}"
NO_RECORDS = "{results} holds no records; run grade first"
OTHER_EDITION = (
    "The notebook was built with another edition of the exercises than the one that "
    "graded it."
)

# Demonstration
DEMO_FOLDER = "{folder} holds something else; choose a new folder for the demonstration"
