"""A class of any size that hands in one notebook: every other submission is right.

The others have one slip each, of those that students make most, written into the
author's text. All are real notebooks with every cell of the release.
"""

from pathlib import Path

import nbformat

from grading.build import build
from grading.course import CONFIG, Course
from grading.release import release
from grading.released.marks import grade_id
from grading.solutions import without_marks

# Notebook -> function, what the author wrote, what a student writes instead.
SLIPS = {
    "02": (
        ("propagate", "X @ dZ.T / m", "X @ dZ.T"),
        ("optimize", "w = w - learning_rate", "w = w + learning_rate"),
        ("compute_cost", "return -np.mean", "return np.mean"),
        ("standardize", "X_train.mean", "X.mean"),
    ),
    "04": (
        ("linear_backward", "/ m", ""),
        ("model_forward", '"sigmoid" if layer == L else "relu"', '"sigmoid"'),
        ("gradient_check", "(2 * eps)", "eps"),
        ("linear_activation_forward", "(linear_cache, Z)", "linear_cache"),
    ),
}
STOCK = "nbgrader_engine.install()"


def released(folder: Path) -> Course:
    """Build and release the course in a new folder.

    Parameters
    ----------
    folder : Path
        A folder that is new or empty.

    Returns
    -------
    Course
        Nobody has handed in.
    """
    course = Course.create(folder)
    build(course)
    release(course)
    return course


def leave_to_nbgrader(course: Course) -> None:
    """Let nbgrader's own commands run the notebooks themselves."""
    path = course.root / CONFIG
    path.write_text(path.read_text(encoding="utf-8").replace(STOCK, ""))


def hand_in(course: Course, number: str, students: int) -> str:
    """Write submissions where they are graded.

    Parameters
    ----------
    course : Course
        Built and released.
    number : str
        The notebook.
    students : int
        How many hand it in.

    Returns
    -------
    str
        The assignment's id.
    """
    (released_at,) = course.release.glob(f"{number}_*/*.ipynb")
    name = released_at.stem
    solved = solutions(course.source / name / f"{name}.ipynb")
    for index in range(students):
        texts = solved | slipped(solved, number, index)
        notebook = nbformat.read(released_at, as_version=4)
        for cell in notebook.cells:
            cell.source = texts.get(grade_id(cell), cell.source)
        path = course.submitted / f"student{index:04}" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return name


def solutions(path: Path) -> dict[str, str]:
    """Return the author's text of each solution cell."""
    return {
        grade_id(cell): without_marks(cell.source)
        for cell in nbformat.read(path, as_version=4).cells
        if grade_id(cell).endswith("-solution")
    }


def slipped(solved: dict[str, str], number: str, index: int) -> dict[str, str]:
    """Return the one text of a student that is wrong; every other has none."""
    if index % 2 == 0:
        return {}
    name, right, wrong = SLIPS[number][index // 2 % len(SLIPS[number])]
    before = solved[f"{name}-solution"]
    if right not in before:
        raise ValueError(f"{number}/{name} does not say {right!r} any more")
    return {f"{name}-solution": before.replace(right, wrong)}
