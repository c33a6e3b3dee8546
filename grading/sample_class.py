"""A sample class: eight submissions that a grader must get right, and their scores.

Each is made from the released notebook, as a student would: text written into the
solution cells, a cell deleted, a file cut off. What each should score stands beside it.
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading import atomic
from grading.course import Course
from grading.submission import grade_id

ASSIGNMENT = "02_logistic_regression_arrays"
SOLVED = ("sigmoid", "propagate", "optimize")


@dataclass(frozen=True)
class Student:
    """One submission of the sample class.

    Parameters
    ----------
    id : str
        Student id, which says what is special.
    solves : tuple of str
        Functions that are solved as the author does.
    writes : mapping of str to str
        Functions with the text of their own.
    changes : callable, optional
        What else is done to the notebook.
    cut_off : bool
        Whether the file ends in the middle.
    scores : mapping of str to (str, float)
        Status and points that each exercise should come to.
    """

    id: str
    scores: Mapping[str, tuple[str, float]]
    solves: tuple[str, ...] = SOLVED
    writes: Mapping[str, str] = field(default_factory=dict)
    changes: Callable[[NotebookNode], None] | None = None
    cut_off: bool = False

    @property
    def points(self) -> float:
        """Points of all exercises together."""
        return sum(points for _, points in self.scores.values())


def without_propagate_check(notebook: NotebookNode) -> None:
    """Delete the check cell of `propagate`."""
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != "propagate"]


WITHOUT_MEAN = """
def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    m = X.shape[1]
    losses = Y * np.log(A + 1e-15) + (1 - Y) * np.log(1 - A + 1e-15)
    dw = X @ (A - Y).T
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, -np.sum(losses) / m
"""

NOT_TRANSPOSED = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, cost
"""

NEVER_ENDS = """
def optimize(w, b, X, Y, learning_rate, num_iterations):
    costs = []
    i = 0
    while i < num_iterations:
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs
"""

HANDED_OVER = """
import nnlib.logistic

def propagate(w, b, X, Y):
    return nnlib.logistic.propagate(w, b, X, Y)
"""

FULL = {
    "sigmoid": ("passed", 5),
    "propagate": ("passed", 25),
    "optimize": ("passed", 15),
}

STUDENTS = (
    Student("s01-all-right", FULL),
    Student(
        "s02-mistake-in-propagate",
        {**FULL, "propagate": ("partial", 13)},
        solves=("sigmoid", "optimize"),
        writes={"propagate": WITHOUT_MEAN},
    ),
    Student(
        "s03-not-attempted",
        dict.fromkeys(SOLVED, ("not_attempted", 0)),
        solves=(),
    ),
    Student(
        "s04-exception",
        {**FULL, "propagate": ("error", 0)},
        solves=("sigmoid", "optimize"),
        writes={"propagate": NOT_TRANSPOSED},
    ),
    Student(
        "s05-endless-loop",
        {**FULL, "optimize": ("limit", 0)},
        solves=("sigmoid", "propagate"),
        writes={"optimize": NEVER_ENDS},
    ),
    Student("s06-check-deleted", FULL, changes=without_propagate_check),
    Student(
        "s07-hands-over",
        {**FULL, "propagate": ("delegated", 0)},
        solves=("sigmoid", "optimize"),
        writes={"propagate": HANDED_OVER},
    ),
    Student("s08-broken-file", dict.fromkeys(SOLVED, ("missing", 0)), cut_off=True),
)


def write(course: Course, folder: Path) -> tuple[Student, ...]:
    """Write the submissions of the sample class, a folder for each student.

    Parameters
    ----------
    course : Course
        Built and released.
    folder : Path
        Where the students' folders shall lie.

    Returns
    -------
    tuple of Student
        Who handed in, with the scores that each should get.
    """
    answers = solutions(read(course.source))
    for student in STUDENTS:
        text = handed_in(student, read(course.release), answers)
        atomic.write_text(folder / student.id / f"{ASSIGNMENT}.ipynb", text)
    return STUDENTS


def read(stage: Path) -> NotebookNode:
    """Read the notebook of the sample class at one stage of the course."""
    return nbformat.read(stage / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)


def solutions(source: NotebookNode) -> dict[str, str]:
    """Return the author's text of each solution cell, without the marks."""
    return {
        grade_id(cell).removesuffix("-solution"): without_marks(cell.source)
        for cell in source.cells
        if grade_id(cell).endswith("-solution")
    }


def without_marks(text: str) -> str:
    """Drop the lines that mark a solution."""
    lines = text.splitlines()
    return "\n".join(line for line in lines if not line.strip().startswith("### "))


def handed_in(
    student: Student, notebook: NotebookNode, answers: Mapping[str, str]
) -> str:
    """Return the file that a student hands in."""
    texts = {name: answers[name] for name in student.solves}
    texts |= {name: textwrap.dedent(text) for name, text in student.writes.items()}
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in texts:
            cell.source = texts[name]
    if student.changes is not None:
        student.changes(notebook)
    text = nbformat.writes(notebook) + "\n"
    return text[: len(text) // 2] if student.cut_off else text
