"""nbgrader's release, collection, autograde and feedback, done by our stages.

Same commands, same folders, same gradebook. A course folder that is not one of ours is
left to nbgrader.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from logging import Logger
from pathlib import Path

from nbgrader.apps import (
    api,
    autogradeapp,
    generateassignmentapp,
    generatefeedbackapp,
)
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import default
from tornado.web import RequestHandler

from grading.collect import AskedError, collect
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import CourseError, GradingError, listed
from grading.feedback import feedback
from grading.found.record import Record
from grading.grade import grade
from grading.release import steps
from grading.released.assignment import Assignment, assignments
from grading.results import engine
from grading.run.cores import cores
from grading.run.done import Run
from grading.state_file import noting_set_aside

EVERYONE = "*"


def put_in_place() -> None:
    """Have nbgrader make these where it would make its own."""
    autogradeapp.Autograde = Engine
    api.Autograde = Engine
    generateassignmentapp.GenerateAssignment = Release
    api.GenerateAssignment = Release
    generatefeedbackapp.GenerateFeedback = Feedback
    api.GenerateFeedback = Feedback
    engine.put_in_place()
    let_go_after_each_request()


def let_go_after_each_request() -> None:
    """Have formgrader give its connection back once a page or a change is done.

    It keeps one open as long as it runs. A server may end that, and formgrader would
    answer nothing any more until it is started anew; and what others have changed in
    between would be hidden by what it has read before.
    """
    formgrader = sys.modules.get("nbgrader.server_extensions.formgrader.base")
    if formgrader is None or hasattr(formgrader.BaseHandler, "lets_go"):
        return
    finish = formgrader.BaseHandler.on_finish

    def on_finish(handler: RequestHandler) -> None:
        finish(handler)
        book = handler.settings.get("nbgrader_gradebook")
        if book is not None:
            book.db.remove()

    formgrader.BaseHandler.on_finish = on_finish
    formgrader.BaseHandler.lets_go = True


def ours(coursedir: CourseDirectory) -> Course | None:
    """Open the class of which nbgrader speaks; None if it is none of ours."""
    try:
        return Course.open(Path(coursedir.root))
    except CourseError:
        return None


def chosen(course: Course, coursedir: CourseDirectory) -> list[Assignment]:
    """List the released notebooks that nbgrader's settings name."""
    pattern = coursedir.assignment_id
    released = assignments(course.release).values()
    if found := [one for one in released if fnmatch(one.name, pattern)]:
        return found
    raise GradingError(f"no released notebook is called {pattern!r}")


@contextmanager
def telling(log: Logger, kind: type[Exception]) -> Iterator[None]:
    """Log an error of ours, and raise it as one that nbgrader knows."""
    try:
        yield
    except GradingError as error:
        log.error(str(error))
        raise kind(str(error)) from error


class Release(GenerateAssignment):
    """Releases with nbgrader's steps, and begins each answer as its exercise says."""

    def start(self) -> None:
        """Release what nbgrader's settings name."""
        course = ours(self.coursedir)
        if course is not None:
            self.preprocessors = steps(self.preprocessors, Terms.read(course))
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
        course = ours(self.coursedir)
        if course is None:
            super().start()
            return
        with telling(self.log, NbGraderException), noting_set_aside() as aside:
            runs = [self.graded(course, one) for one in self.chosen(course)]
        if aside:
            names = listed([str(one) for one in aside])
            raise NbGraderException(f"set aside, the rest is done: {names}")
        if any(run.faults for run in runs):
            raise NbGraderException(
                f"some exercises could not be checked; details in {course.fault_log}"
            )

    def chosen(self, course: Course) -> list[tuple[str, str | None]]:
        """List number and student of what is to be graded; None is everybody."""
        return [
            (one.number, student)
            for one in chosen(course, self.coursedir)
            for student in self.students(course)
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


class Feedback(GenerateFeedback):
    """Writes our pages where nbgrader would write its own."""

    def start(self) -> None:
        """Write the pages of what nbgrader's settings name.

        Raises
        ------
        NbGraderException
            If nothing of it was graded; the log says so.
        """
        course = ours(self.coursedir)
        if course is None:
            super().start()
            return
        with telling(self.log, NbGraderException):
            for one in chosen(course, self.coursedir):
                self.write(course, one)

    def write(self, course: Course, one: Assignment) -> None:
        """Write the pages of one notebook, of one student or of all."""
        named = self.coursedir.student_id
        student = None if named in ("", EVERYONE) else named
        for page in feedback(course, student=student, notebook=one.number):
            self.log.info("wrote %s", page)


class Collect(default.ExchangeCollect):
    """Takes in what lies in an exchange, as `python -m grading collect` does."""

    def copy_files(self) -> None:
        """Take in everything that is new, of all notebooks.

        Raises
        ------
        ExchangeError
            If something must be answered first; the log says what, and where.
        """
        course = ours(self.coursedir)
        if course is None:
            super().copy_files()
            return
        try:
            done = collect(course, Path(self.inbound_path))
        except GradingError as error:
            asked = error.plan.asked if isinstance(error, AskedError) else ()
            for one in asked:
                self.log.error("%s: %s", one.shown, one.whose.question)
            how = f"python -m grading collect --course {course.root}"
            self.fail(f"{error}; see {how} {self.inbound_path} --dry-run")
        for student, text in (*done.notes, *done.refused):
            self.log.warning("%s: %s", student, text)
        self.log.info("Collected %s submissions", len(done.new))
