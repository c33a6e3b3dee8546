"""Move the gradebook of a class to a server, or back into its folder.

What is there is copied in one step and compared, row by row. Only then does the class
change over: its old place is closed to whoever still writes there, such as a formgrader
that was not started anew, and `course.toml` names the new one. A move that was stopped
in between is finished by the same command.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from grading import atomic
from grading.course import CONFIG, Course
from grading.course_file import gradebook_address
from grading.course_file.settings_table import Table
from grading.errors import CourseError, UsageError
from grading.results import by_whom, closing, copying, gradebook, place, server
from grading.results.place import Place
from grading.run import class_lock
from grading.setting_line import placed, without

HERE = "file"
MOVING, KEPT = "gradebook.moving", "gradebook.db.moved"
IMPORT = "from grading import nbgrader_engine"
SAME_PLACE = "the gradebook of this class is at {place} already"
NOT_EMPTY = (
    "{place} holds a gradebook already, with {rows} rows that are not those of "
    "{source}; nothing was changed. Empty it, or choose another place"
)
NOT_SAME = (
    "{table} has {here} rows at {source}, and {there} at {target}, or they differ; the "
    "class goes on with {source}, and nothing there was changed"
)
OTHER_KIND = (
    "the gradebook {place} is neither a file of the class nor at a server; it stays"
)
OWN_URL = (
    "{config} names a db_url of its own; take that line out, and run the command again"
)
NOT_HANDED_ON = (
    "everything was copied, and course.toml could not be changed: write {key} = "
    "{value!r} on a line of its own at its head, and run the command again"
)


@dataclass
class Moved:
    """What was done.

    Parameters
    ----------
    source, target : str
        The places, for a person to read.
    rows : dict of str to int
        By table, how many rows were copied and found again.
    kept : str
        The file that was the gradebook; empty if it was none.
    """

    source: str
    target: str
    rows: dict[str, int]
    kept: str = ""


def move_gradebook(course: Course, target: str) -> Moved:
    """Move the gradebook of a class.

    Parameters
    ----------
    course : Course
        The class; nobody may grade it meanwhile.
    target : str
        ``"postgresql://..."``, a database that is there and empty; or `HERE`.

    Returns
    -------
    Moved
        What was copied.

    Raises
    ------
    CourseError
        If the place is not empty, or something in it differs from what was copied; then
        nothing is changed.
    """
    source = place.of(course)
    if not (source.is_own or source.is_server):
        raise CourseError(OTHER_KIND, place=source.shown)
    refuse_own_url(course)
    new = place_for(course, target)
    if new.shown == source.shown:
        if not left_behind(course, source):
            raise UsageError(SAME_PLACE, place=source.shown)
        return Moved(str(course.gradebook_file), new.shown, {}, put_by(course))
    with class_lock.held(course), gradebook.opened(course, create=False) as book:
        gradebook.alone(book)
        reading = book.db.connection()
        rows = copied(course, reading, source, new)
        closing.close(reading, new.shown)
        book.db.commit()
        hand_on(course, target)
    if place.of(course).url != new.url:
        raise CourseError(NOT_HANDED_ON, key=gradebook_address.KEY, value=target)
    kept = put_by(course) if source.is_own else ""
    return Moved(source.shown, new.shown, rows, kept)


def left_behind(course: Course, source: Place) -> bool:
    """Tell whether a move was stopped before the old file was put by."""
    if source.is_own or not course.gradebook_file.is_file():
        return False
    with copying.in_file(course.gradebook_file) as connection:
        return closing.is_closed(connection)


def put_by(course: Course) -> str:
    """Give the old file a name under which nobody looks for it."""
    return str(course.gradebook_file.rename(course.root / KEPT))


def place_for(course: Course, target: str) -> Place:
    """Read the place to which a gradebook goes."""
    if target == HERE:
        return Place(f"sqlite:///{course.gradebook_file}", True)
    told = Table(Path("the command"), "", {gradebook_address.KEY: target})
    return Place(gradebook_address.full(gradebook_address.read(told)), False)


def refuse_own_url(course: Course) -> None:
    """Refuse settings of nbgrader that name a place of their own."""
    lines = (course.root / CONFIG).read_text(encoding="utf-8").splitlines()
    own = [one for one in lines if "db_url" in one.partition("#")[0]]
    if any(one.strip() != place.LINE for one in own):
        raise CourseError(OWN_URL, config=course.root / CONFIG)


def copied(
    course: Course, reading: Connection, source: Place, new: Place
) -> dict[str, int]:
    """Copy all rows, or find that they are there already; compare."""
    with begun(course, new, reading) as writing:
        expected, there = copying.count(reading), copying.count(writing)
        if there != expected and (number := sum(n for n, _ in there.values())):
            about = {"place": new.shown, "source": source.shown, "rows": number}
            raise CourseError(NOT_EMPTY, **about)
        if there != expected:
            copying.copy(reading, writing)
            there = copying.count(writing)
        for table, (number, _) in expected.items():
            if there[table] != expected[table]:
                about = {"source": source.shown, "target": new.shown, "table": table}
                raise CourseError(NOT_SAME, here=number, there=there[table][0], **about)
        by_whom.begin(writing)
        closing.reopen(writing)
    return {table: number for table, (number, _) in expected.items()}


@contextmanager
def begun(course: Course, new: Place, reading: Connection) -> Iterator[Connection]:
    """Make the tables of a new gradebook; with what is put there they are kept."""
    with gradebook.faults_told(new.url), ExitStack() as stack:
        if new.is_server:
            stack.enter_context(server.held(new))
            connection = stack.enter_context(server.connected(new))
            with connection.begin():
                server.make(connection, new, course, server.version(reading))
                yield connection
            return
        if course.gradebook_file.exists():
            # A move that was stopped has left it, or it is another: it is compared.
            yield stack.enter_context(copying.in_file(course.gradebook_file))
            return
        part = course.root / MOVING
        part.unlink(missing_ok=True)
        with copying.new_file(part, reading) as connection:
            yield connection
        os.replace(part, course.gradebook_file)


def hand_on(course: Course, target: str) -> None:
    """Write into the course file where the gradebook lies; nbgrader reads it there."""
    path, key = course.settings_file, gradebook_address.KEY
    text = path.read_text(encoding="utf-8-sig")
    here = target == HERE
    new = without(text, key) if here else placed(text, key, target)
    atomic.write_text(path, new, mode=path.stat().st_mode & 0o777)
    path = course.root / CONFIG
    text = path.read_text(encoding="utf-8")
    if place.LINE not in text:
        # A class that was made by an older version does not know it.
        missing = "" if IMPORT in text else f"{IMPORT}\n"
        new = f"{text.rstrip()}\n{missing}{place.LINE}\n"
        atomic.write_text(path, new, mode=path.stat().st_mode & 0o777)
