"""The proof, before each run, that the grader grades what is known rightly.

The author's solution must get full marks and the empty release must get none. Without
this a broken grader would look like a class that knows nothing.
"""

from pathlib import Path

from grading import errors
from grading.course import Course
from grading.errors import CanaryError
from grading.found.examined import Examined
from grading.released.assignment import Assignment
from grading.run import faults, seeds
from grading.run.examine import examine
from grading.submitted import submission
from nnlib.exercises import fingerprint


def prove(course: Course, assignment: Assignment, library: Path) -> None:
    """Grade the solution and the empty notebook of an assignment.

    Parameters
    ----------
    course : Course
        The class; its secret draws the seeds.
    assignment : Assignment
        A released notebook.
    library : Path
        The modules that student code may see.

    Raises
    ------
    CanaryError
        If the solution does not get everything, or the empty notebook something, or
        the release was built with other exercises than those that are installed.
    """
    built = assignment.released.metadata["nnlib"].get("exercises")
    if built != fingerprint(assignment.number):
        raise CanaryError(errors.CANARY_BUILD.format(assignment=assignment.name))
    solved = examined(course, assignment, library, course.source)
    points = sum(one.verdict.points for one in solved)
    most = sum(exercise.max_points for exercise in assignment.exercises)
    if points != most:
        names = [v.title() for v in verdicts(solved) if v.points != v.max_points]
        found = {"points": points, "most": most, "names": "; ".join(names)}
        text = errors.CANARY_SOLUTION.format(assignment=assignment.name, **found)
        raise CanaryError(text)
    empty = examined(course, assignment, library, course.release)
    if any(verdict.status != "not_attempted" for verdict in verdicts(empty)):
        names = [v.title() for v in verdicts(empty) if v.status != "not_attempted"]
        points = sum(one.verdict.points for one in empty)
        found = {"points": points, "names": "; ".join(names)}
        text = errors.CANARY_RELEASE.format(assignment=assignment.name, **found)
        raise CanaryError(text)


def examined(
    course: Course, assignment: Assignment, library: Path, folder: Path
) -> list[Examined]:
    """Examine a notebook of the course itself as if a student had handed it in."""
    path = folder / assignment.name / f"{assignment.name}.ipynb"
    own = submission.read(
        path, assignment.released, student="", assignment=assignment.name
    )

    def seed(exercise: str) -> list[int]:
        return seeds.seed(course.secret, str(folder.name), exercise)

    found = examine(own, assignment.exercises, library, seed)[0]
    for fault in dict.fromkeys(one.fault for one in found if one.fault):
        faults.note(course, f"the grader's own test on {path}", fault)
    return found


def verdicts(found: list[Examined]) -> list:
    """Return the verdicts alone."""
    return [one.verdict for one in found]
