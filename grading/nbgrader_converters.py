"""nbgrader's autograde and its release, done by our engine.

Same command, same folders, same gradebook. A course folder that is not one of ours is
left to nbgrader.
"""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from nbgrader.apps import api, autogradeapp, generateassignmentapp
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException

from grading.course import Course
from grading.errors import CourseError, GradingError, listed
from grading.found.record import Record
from grading.grade import Run, grade
from grading.released import starting
from grading.released.assignment import assignments
from grading.run.cores import cores
from grading.state_file import noting_set_aside

EVERYONE = "*"


def put_in_place() -> None:
    """Have nbgrader make these where it would make its own."""
    autogradeapp.Autograde = Engine
    api.Autograde = Engine
    generateassignmentapp.GenerateAssignment = Release
    api.GenerateAssignment = Release


class Release(GenerateAssignment):
    """Releases with nbgrader's steps, and begins each answer as its exercise says."""

    def start(self) -> None:
        """Release what nbgrader's settings name."""
        self.preprocessors = starting.with_starting_texts(self.preprocessors)
        super().start()


class Engine(Autograde):
    """Grades with our engine what nbgrader would convert."""

    def start(self) -> None:
        """Grade the submissions that nbgrader's settings name.

        Raises
        ------
        NbGraderException
            If something could not be graded; the log says what.
        """
        try:
            course = Course.open(Path(self.coursedir.root))
        except CourseError:
            super().start()
            return
        try:
            with noting_set_aside() as aside:
                runs = [self.graded(course, one) for one in self.chosen(course)]
        except GradingError as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error
        if aside:
            names = listed([str(one) for one in aside])
            raise NbGraderException(f"set aside, the rest is done: {names}")
        if any(run.faults for run in runs):
            raise NbGraderException(
                f"some exercises could not be checked; details in {course.fault_log}"
            )

    def chosen(self, course: Course) -> list[tuple[str, str | None]]:
        """List number and student of what is to be graded; None is everybody."""
        pattern = self.coursedir.assignment_id
        released = assignments(course.release)
        numbers = [n for n, one in released.items() if fnmatch(one.name, pattern)]
        if not numbers:
            raise GradingError(f"no released notebook is called {pattern!r}")
        return [
            (number, student) for number in numbers for student in self.students(course)
        ]

    def students(self, course: Course) -> Iterator[str | None]:
        """Yield the students who are named, by a pattern as well."""
        pattern = self.coursedir.student_id
        if pattern == EVERYONE:
            yield None
        elif not set(pattern) & set("*?["):
            yield pattern
        else:
            names = (path.name for path in sorted(course.submitted.glob("*")))
            yield from (name for name in names if fnmatch(name, pattern))

    def graded(self, course: Course, one: tuple[str, str | None]) -> Run:
        """Grade one notebook, of one student or of all, and log what it came to."""
        number, student = one
        done = grade(
            course,
            student=student,
            notebook=number,
            again=self.force,
            workers=cores(),
            progress=self.tell,
        )
        for text in done.notes:
            self.log.warning(text)
        self.log.info(
            f"notebook {number}: graded {done.graded}; what is unchanged was left "
            "as it is"
        )
        for who, notebook, names in done.faults:
            about = f"{who}, notebook {notebook}: {', '.join(names)}"
            self.log.error(f"the grader failed: {about}")
        return done

    def tell(self, record: Record, total: int) -> None:
        """Log one submission."""
        score = f"{record.score:g} of {record.max_score:g}"
        self.log.info("%s, %s: %s points", record.student, record.assignment, score)
        for text in (record.problem, *record.repairs):
            if text:
                self.log.warning("%s: %s", record.student, text)
