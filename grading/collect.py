"""Collect: what students handed in -> COURSE/received and COURSE/submitted.

Every file is kept, byte for byte, readable or not, under the time at which it was
collected: what a file says of its own time is not believed. The delivery that counts
is put where it is graded. One student's broken zip does not stop the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.errors import NOT_RELEASED, CollectError, UsageError
from grading.handed_in import delivery, modules
from grading.handed_in.delivery import Delivery
from grading.handed_in.identify import Identified, identify
from grading.handed_in.parcels import File, Parcel, parcels

TICK = timedelta(microseconds=1)


@dataclass
class Collection:
    """What came of collecting.

    Parameters
    ----------
    new, known : list of Delivery
        Files that were taken in, and files whose bytes were there already.
    refused : list of (str, str)
        Students of whom nothing was taken, and why.
    notes : list of (str, str)
        Students, and what was put right or left out.
    """

    new: list[Delivery] = field(default_factory=list)
    known: list[Delivery] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def students(self) -> set[str]:
        """Of whom something was found."""
        return {one.student for one in (*self.new, *self.known)}


def collect(
    course: Course, source: Path, at: datetime | str | None = None
) -> Collection:
    """Take in the submissions of a class.

    Parameters
    ----------
    course : Course
        The class.
    source : Path
        A folder or a zip with a folder or a zip for each student, or with files that
        are called after the student.
    at : datetime or str, optional
        When they were handed in, if that was not now.

    Returns
    -------
    Collection
        What was taken in, and what was not.

    Raises
    ------
    UsageError
        If `at` is no time, or lies in the future.
    CollectError
        If there is nothing to collect, or the source cannot be opened.
    """
    terms = Terms.read(course)
    names = [path.name for path in course.release.glob("*") if path.is_dir()]
    if not names:
        raise CollectError(NOT_RELEASED, release=course.release)
    moment = time_of(at, terms)
    done = Collection(notes=list(delivery.mended(course)))
    students = {student for student, _ in delivery.everyone(course)}
    for parcel in parcels(source, names, students):
        take(course, terms, parcel, moment, done)
    if not done.new and not done.known and not done.refused:
        known = ", ".join(f"{name}.ipynb" for name in sorted(names))
        raise CollectError(
            f"{source} holds no submissions; expected a folder or a zip for each "
            "student, or files such as ada.ipynb, with notebooks of these names: "
            f"{known}"
        )
    return done


def time_of(at: datetime | str | None, terms: Terms) -> datetime:
    """Return when the files were handed in."""
    now = datetime.now(UTC)
    if at is None:
        return now
    try:
        moment = times.read(at, terms.settings.zone) if isinstance(at, str) else at
    except ValueError as error:
        raise UsageError(f"--at is {at!r}, expected {error}") from error
    if moment > now:
        raise UsageError(f"--at is {at!r}, expected a time that is not in the future")
    return moment


def take(
    course: Course, terms: Terms, parcel: Parcel, moment: datetime, done: Collection
) -> None:
    """Take in one student's parcel."""
    if parcel.problem:
        done.refused.append((parcel.student, parcel.problem))
        return
    done.notes += [(parcel.student, text) for text in parcel.notes]
    found = recognised(parcel, terms, done)
    if not found:
        done.refused.append((parcel.student, "holds no notebook of this course"))
    for place, (file, what) in enumerate(found, start=1 - len(found)):
        beside, left_out = modules.chosen(file.data, file.modules)
        done.notes += [(parcel.student, text) for text in left_out]
        received, new = delivery.receive(
            course,
            parcel.student,
            what.assignment,
            file.data,
            time=moment + place * TICK,
            name=file.name,
            notes=[*([what.note] if what.note else []), *left_out],
            beside=beside,
        )
        (done.new if new else done.known).append(received)
    put_forward(course, terms, parcel.student, found, done)


def put_forward(
    course: Course,
    terms: Terms,
    student: str,
    found: list[tuple[File, Identified]],
    done: Collection,
) -> None:
    """Put what counts where it is graded; remark where it is another file."""
    last = {what.assignment: file for file, what in found}
    for assignment, file in last.items():
        chosen = delivery.put_forward(
            course, student, assignment, terms.due(student, assignment)
        )
        if chosen.sha256 != modules.hash_of(
            file.data, modules.chosen(file.data, file.modules)[0]
        ):
            when = terms.shown(chosen.time)
            text = (
                f"“{file.name}” is kept, but what counts is what was handed in on "
                f"{when}."
            )
            done.notes.append((student, text))


def recognised(
    parcel: Parcel, terms: Terms, done: Collection
) -> list[tuple[File, Identified]]:
    """Find out what the files of a parcel are; the one that should count comes last."""
    found = []
    for file in parcel.files:
        known = terms.notebooks
        what = identify(file.data, file.name, known, is_single=file.is_single)
        if what.assignment:
            found.append((file, what))
        else:
            text = f"“{file.name}” is no notebook of this course and was left out."
            done.notes.append((parcel.student, text))
    found = in_order(found)
    done.notes += [(parcel.student, what.note) for _, what in found if what.note]
    done.notes += [(parcel.student, text) for text in several(found)]
    return found


def in_order(found: list[tuple[File, Identified]]) -> list[tuple[File, Identified]]:
    """Put the file with the right name last, and leave out copies of later ones."""
    kept: dict[tuple[str, bytes], tuple[File, Identified]] = {}
    for file, what in sorted(found, key=lambda one: one[1].exact):
        kept.pop((what.assignment, file.data), None)
        kept[what.assignment, file.data] = file, what
    return list(kept.values())


def several(found: list[tuple[File, Identified]]) -> Iterator[str]:
    """Say which of several files for one notebook counts."""
    for assignment in dict.fromkeys(what.assignment for _, what in found):
        files = [file.name for file, what in found if what.assignment == assignment]
        if len(files) > 1:
            yield (
                f"{len(files)} files are {assignment}; all are kept, “{files[-1]}” is "
                "the last of them."
            )
