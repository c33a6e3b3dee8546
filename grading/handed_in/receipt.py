"""Receipts: what came from whom, and when, as a table for a mail merge."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic, inert
from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.handed_in import delivery, work
from grading.handed_in.delivery import Delivery
from grading.handed_in.whose import Class
from grading.roster.students import Person

FOLDER = "receipts"
COLUMNS = (
    "student name email notebook file handed_in late answers_begun answers complete"
).split()
COMPLETE = {None: "", True: "yes", False: "no"}


def write(
    course: Course, terms: Terms, everybody: Class, new: list[Delivery]
) -> Path | None:
    """Write the receipts of a collection.

    Parameters
    ----------
    course : Course
        The class.
    terms : Terms
        Due times.
    everybody : Class
        Names and addresses.
    new : list of Delivery
        What was taken in.

    Returns
    -------
    Path, optional
        A CSV file with a row for each notebook; None if nothing is new.
    """
    if not new:
        return None
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(course, terms, everybody, new):
        writer.writerow(map(inert.entry, row))
    name = datetime.now(UTC).strftime(delivery.STEM)
    return atomic.write(
        course.root / FOLDER / f"{name}.csv", stream.getvalue().encode("utf-8-sig")
    )


def rows(
    course: Course, terms: Terms, everybody: Class, new: Iterable[Delivery]
) -> Iterator[list[object]]:
    """Yield a row for the latest file of each student and notebook."""
    by_time = sorted(new, key=lambda one: one.time)
    last = {(one.student, one.assignment): one for one in by_time}
    for student, assignment in sorted(last):
        one = last[student, assignment]
        person = everybody.roster.by_id.get(student, Person(student))
        late = times.seconds_late(one.time, terms.until(student, assignment)) > 0
        released = course.release / assignment / f"{assignment}.ipynb"
        counted = work.begun(one.path.read_bytes(), released)
        begun, asked = counted or ("", "")
        yield [
            student,
            person.name or everybody.matches.name(student),
            person.email,
            assignment,
            one.name,
            terms.shown(one.time),
            "yes" if late else "no",
            begun,
            asked,
            COMPLETE[None if counted is None else begun == asked],
        ]
