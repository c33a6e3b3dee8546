"""A small class that has handed in notebook 00, and what grading it came to.

What it came to is compared as plain data, without the times at which it was graded.
"""

import hashlib
import json
import shutil

from grading.course import Course
from grading.results import gradebook
from grading.solutions import without_marks

NAME = "00_slopes_and_graphs"
OUTCOME = ("record", "grade", "notebook")
# Wrong beyond 4, where no walk of `fit_by_walking` comes, which calls it.
FAR_IS_CUBED = """\
def squared_loss(a, y):
    return (a - y) ** (3 if abs(a) > 4 else 2) / 2
"""
# Student -> what is written instead of the author's text.
STUDENTS = {
    "ada": {},
    "bob": {"squared_loss": FAR_IS_CUBED},
    "cy": {"line_threshold": "def line_threshold(*args):\n    raise ValueError('no')"},
    "dan": {"graph_forward": "import os\nos._exit(0)"},
    "eve": {},
    "fay": {"fit_line": "def fit_line(x, y):\n    return y, x"},
}


def hand_in(released, root):
    """Copy a released course, with one submission of each student in it."""
    shutil.copytree(released.root, root)
    return fill(Course.open(root))


def fill(course):
    """Put one submission of each student into a released course."""
    texts = solved(course)
    for student, own in STUDENTS.items():
        write(course, student, {**texts, **with_suffix(own)})
    return course


def solved(course):
    """Return the author's text of each solution cell."""
    path = course.source / NAME / f"{NAME}.ipynb"
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }


def with_suffix(texts):
    """Name solution cells as nbgrader knows them."""
    return {f"{name}-solution": text for name, text in texts.items()}


def write(course, student, texts):
    """Write one submission where it is graded."""
    path = course.release / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in texts:
            cell["source"] = without_marks(texts[name])
    target = course.submitted / student / NAME / f"{NAME}.ipynb"
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(notebook), encoding="utf-8")
    target.with_name("timestamp.txt").write_text("2026-01-09 12:00:00 UTC\n")


def outcome(course):
    """Return records, gradebook and graded notebooks, without times of grading."""
    return records(course), grades(course), notebooks(course)


def differing(one, other):
    """Return what differs between two outcomes, by what and whose it is."""
    return {
        (what, key): (mine.get(key), its.get(key))
        for what, mine, its in zip(OUTCOME, one, other, strict=True)
        for key in {*mine, *its}
        if mine.get(key) != its.get(key)
    }


def records(course):
    """Return the records by student."""
    found = {}
    for path in course.results.glob("*/*.json"):
        plain = json.loads(path.read_text(encoding="utf-8"))
        del plain["graded"]
        for result in plain["results"]:
            del result["graded"]
        found[path.parent.name] = plain
    return found


def grades(course):
    """Return every grade, time and penalty of the gradebook."""
    with gradebook.opened(course) as book:
        return {
            (one.student_id, grade.name): (
                grade.auto_score,
                grade.needs_manual_grade,
                one.timestamp,
                notebook.late_submission_penalty,
            )
            for one in book.assignment_submissions(NAME)
            for notebook in one.notebooks
            for grade in notebook.grades
        }


def notebooks(course):
    """Return a hash of each graded notebook."""
    return {
        path.parents[1].name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in course.autograded.glob(f"*/{NAME}/{NAME}.ipynb")
    }
