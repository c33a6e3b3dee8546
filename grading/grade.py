"""Grade: COURSE/submitted -> records, graded notebooks and the gradebook.

Before anything is written, the author's solution must get full marks and the empty
notebook none: a grader that is broken grades nobody. One submission never stops the
batch, and every score comes from a record.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode

from grading import canary, errors, graded_notebook, record, scores, seeds, submission
from grading.course import Course
from grading.errors import GradingError
from grading.examine import Examined, examine
from grading.record import Record, Result
from grading.sandbox.library import student_library
from grading.sandbox.remote import ISOLATION
from grading.submission import Submission
from nnlib import __version__
from nnlib.check import Exercise
from nnlib.exercises import exercises, fingerprint

Progress = Callable[[Record, int], None]


@dataclass(frozen=True)
class Assignment:
    """A released notebook: its name, number, title, cells and exercises."""

    name: str
    number: str
    title: str
    released: NotebookNode
    exercises: tuple[Exercise, ...]


def grade(
    course: Course, *, notebook: str | None = None, progress: Progress | None = None
) -> list[Record]:
    """Grade every collected submission.

    Parameters
    ----------
    course : Course
        The class.
    notebook : str, optional
        Number of the only notebook to grade.
    progress : callable, optional
        ``progress(record, total)`` after each submission.

    Returns
    -------
    list of Record
        One per submission, by notebook and student.

    Raises
    ------
    CanaryError
        If the grader does not grade what is known rightly; nothing is written then.
    GradingError
        If there is nothing to grade.
    """
    chosen = assignments(course, notebook)
    handed_in = [(one, student) for one in chosen for student in students(course, one)]
    if not handed_in:
        raise GradingError(errors.NO_COLLECTED.format(submitted=course.submitted))
    with libraries(chosen) as library:
        for one in chosen:
            canary.prove(course, one, library[one.number])
        done: list[Record] = []
        with course.gradebook() as book:
            for one, student in handed_in:
                graded = grade_one(course, one, student, library[one.number])
                scores.enter(book, graded)
                done.append(graded)
                if progress is not None:
                    progress(graded, len(handed_in))
    return done


def assignments(course: Course, notebook: str | None) -> list[Assignment]:
    """Read the released notebooks, all or the one of a number."""
    paths = sorted(course.release.glob("*/*.ipynb"))
    found = [assignment(path) for path in paths]
    chosen = [one for one in found if notebook in (None, one.number)]
    if not chosen:
        known = ", ".join(one.number for one in found) or "none"
        text = errors.UNKNOWN_NOTEBOOK.format(notebook=notebook, known=known)
        raise GradingError(text)
    return chosen


def assignment(path: Path) -> Assignment:
    """Read one released notebook."""
    released = nbformat.read(path, as_version=4)
    number = released.metadata["nnlib"]["notebook"]
    title = released.cells[0].source.splitlines()[0].removeprefix("# ")
    return Assignment(path.stem, number, title, released, exercises(number))


def students(course: Course, assignment: Assignment) -> list[str]:
    """List who handed in a notebook."""
    files = course.submitted.glob(f"*/{assignment.name}/{assignment.name}.ipynb")
    return sorted(path.parents[1].name for path in files)


@contextmanager
def libraries(chosen: list[Assignment]) -> Iterator[dict[str, Path]]:
    """Write, for each notebook, the modules that its student code may see."""
    with TemporaryDirectory(prefix="nnlib-") as folder:
        yield {
            one.number: student_library(Path(folder) / one.number, one.number)
            for one in chosen
        }


def grade_one(
    course: Course, assignment: Assignment, student: str, library: Path
) -> Record:
    """Grade one submission; write its record and the graded notebook."""
    handed_in = submission.read(
        collected(course, assignment, student),
        assignment.released,
        student=student,
        assignment=assignment.name,
    )

    def seed(exercise: str) -> list[int]:
        return seeds.seed(course.secret, student, exercise)

    found, remarks = examine(handed_in, assignment.exercises, library, seed)
    graded = as_record(assignment, handed_in, found, remarks, seed)
    record.write(graded, course.results)
    graded_notebook.write(course, assignment.released, handed_in, graded)
    return graded


def collected(course: Course, assignment: Assignment, student: str) -> Path:
    """Return where a collected notebook lies."""
    name = assignment.name
    return course.submitted / student / name / f"{name}.ipynb"


def as_record(
    assignment: Assignment,
    handed_in: Submission,
    found: list[Examined],
    remarks: list[str],
    seed: Callable[[str], list[int]],
) -> Record:
    """Put together what is kept of one graded submission."""
    return Record(
        student=handed_in.student,
        assignment=assignment.name,
        notebook=assignment.number,
        title=assignment.title,
        course_version=__version__,
        exercises=fingerprint(assignment.number),
        submitted=about_file(handed_in),
        graded=datetime.now(UTC).isoformat(timespec="seconds"),
        isolation=ISOLATION,
        problem=handed_in.problem,
        repairs=list(handed_in.repairs),
        remarks=[*about_version(assignment, handed_in), *remarks],
        results=[as_result(one, seed) for one in found],
    )


def about_file(handed_in: Submission) -> dict[str, str]:
    """Say which file was graded, and what it was built with."""
    notebook = handed_in.notebook
    own = notebook.metadata.get("nnlib") if notebook is not None else None
    own = own if isinstance(own, dict) else {}
    stamp = handed_in.path.with_name("timestamp.txt")
    return {
        "sha256": hashlib.sha256(handed_in.path.read_bytes()).hexdigest(),
        "time": stamp.read_text(encoding="ascii").strip() if stamp.is_file() else "",
        "course_version": str(own.get("course_version", "")),
        "exercises": str(own.get("exercises", "")),
    }


def about_version(assignment: Assignment, handed_in: Submission) -> list[str]:
    """Remark on a notebook that carries another edition of the exercises."""
    built = about_file(handed_in)["exercises"]
    if handed_in.problem or built == fingerprint(assignment.number):
        return []
    return [errors.OTHER_EDITION]


def as_result(found: Examined, seed: Callable[[str], list[int]]) -> Result:
    """Keep of a verdict what may be read to the student."""
    verdict = found.verdict
    return Result(
        exercise=verdict.exercise,
        status=verdict.status,
        points=verdict.points,
        max_points=verdict.max_points,
        earned=dict(verdict.earned),
        diagnosis=verdict.diagnosis,
        title=verdict.title(),
        said=[[fact.kind, text] for fact, text in verdict.said(values=False)],
        with_course=list(found.with_course),
        seed=seed(verdict.exercise),
    )
