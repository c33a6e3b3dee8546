"""One grading run at a time on one class, whichever machines share its folder.

The folder has a lock (`grading.run.lock`). Not every folder that machines share knows
locks of another machine: where the gradebook lies at a server, that has one as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from grading.course import Course
from grading.results import gradebook, place, server
from grading.run import lock


@contextmanager
def held(course: Course) -> Iterator[None]:
    """Hold the lock of a class: of its folder, and of its gradebook at a server.

    Parameters
    ----------
    course : Course
        The class.

    Yields
    ------
    None
        While the block runs, nobody else can hold it, on this machine or another.

    Raises
    ------
    CourseError
        If somebody holds it, and who that is; or if the server does not answer.
    """
    with lock.held(course.root):
        found = place.of(course)
        if not found.is_server:
            yield
            return
        with gradebook.faults_told(found.url), server.held(found):
            yield
