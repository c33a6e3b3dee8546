"""What of a class folder cannot be read, file by file; nothing is changed."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial

from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import CourseError, GradingError
from grading.found import record, shelf
from grading.found.rounds import Rounds
from grading.handed_in import delivery, matches
from grading.released import made_with
from grading.results import gradebook, standing
from grading.results.by_hand import Aside
from grading.roster import students

OTHER_WHEEL = "the package {path} is missing or damaged; restore it from a backup"


def damaged(course: Course) -> Iterator[str]:
    """Say what cannot be read of a class.

    Parameters
    ----------
    course : Course
        The class; it is only read.

    Yields
    ------
    str
        One sentence for each file, with its name.
    """
    yield from map(str, shelf.damaged(course.results))
    histories = sorted(course.results.glob(f"*/{record.HISTORY}/*.json"))
    notes = sorted(course.received.glob("*/*/*.json"))
    readers: list[Callable[[], object]] = [
        lambda: course.read_class(),
        lambda: gradebook.look(course),
        lambda: course.secret,
        lambda: Terms.read(course),
        lambda: Aside(course),
        lambda: Rounds.of(course),
        lambda: students.read(course.students_file),
        lambda: matches.read(course.matches_file),
        *(
            lambda path=path: standing.FORM.read(path, standing.entries)
            for path in histories
        ),
        *(partial(delivery.read, path) for path in notes),
    ]
    # Several read the same file.
    yield from dict.fromkeys(told for reader in readers for told in problem(reader))
    yield from wheels(course)


def problem(reader: Callable[[], object]) -> Iterator[str]:
    """Yield what keeps a file from being read."""
    try:
        reader()
    except (GradingError, OSError) as error:
        yield str(error)


def wheels(course: Course) -> Iterator[str]:
    """Yield which kept packages are not what they were, or that nobody knows them."""
    try:
        kept = {one.wheel: one for one in made_with.notes(course).values()}
    except CourseError as error:
        yield str(error)
        return
    for name, one in kept.items():
        path = made_with.folder(course) / name
        same = path.is_file() and (
            hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256
        )
        if not same:
            yield OTHER_WHEEL.format(path=path)
