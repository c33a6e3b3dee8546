"""Collect: what students handed in -> COURSE/received and COURSE/submitted.

First everything is read and a plan is made; where somebody would have to be guessed,
merged with another or invented, nothing is written and the question is told. Then every
file is kept, byte for byte, readable or not: what a file says of its own time is not
believed. The delivery that counts is put where it is graded. One student's broken zip
does not stop the others, and what was taken in last can be taken back.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grading.course import CONFIG, Course
from grading.course_file import times
from grading.course_file.settings import BEST
from grading.course_file.terms import Terms
from grading.errors import NOT_RELEASED, CollectError, UsageError, listed
from grading.handed_in import (
    delivery,
    forward,
    matches,
    modules,
    parcels,
    receipt,
    undoing,
)
from grading.handed_in.before import OLDER, ask_whether_older, missing
from grading.handed_in.delivery import Came, Delivery, Given
from grading.handed_in.members import Member
from grading.handed_in.parcels import File, opened
from grading.handed_in.plan import Item, Plan, Planning, Seen
from grading.handed_in.whose import Class
from grading.platforms import loaded
from grading.results import withdrawn
from grading.roster import students
from grading.submitted.salvage import damage

TICK = timedelta(microseconds=1)


class AskedError(CollectError):
    """Something must be answered first; nothing was written.

    Parameters
    ----------
    plan : Plan
        What collecting would do, and what is asked.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        first = listed([one.whose.sender.shown for one in plan.asked] + plan.left_out)
        super().__init__(f"nothing was collected; to be answered first: {first}")


@dataclass
class Collection:
    """What came of collecting.

    Parameters
    ----------
    plan : Plan
        What was found, and whose it is.
    new, known : list of Delivery
        Files that were taken in, and files whose bytes were there already.
    refused : list of (str, str)
        Students of whom nothing was taken, and why.
    notes : list of (str, str)
        Students, and what was put right or left out.
    receipt : Path, optional
        A table of what is new.
    """

    plan: Plan
    new: list[Delivery] = field(default_factory=list)
    known: list[Delivery] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    receipt: Path | None = None

    @property
    def students(self) -> set[str]:
        """Of whom something was found."""
        return {one.student for one in (*self.new, *self.known)}


def collect(
    course: Course,
    source: Path,
    at: datetime | str | None = None,
    *,
    accept: Iterable[str] = (),
    answers: Mapping[str, str] | None = None,
    dry: bool = False,
) -> Collection:
    """Take in the submissions of a class.

    Parameters
    ----------
    course : Course
        The class.
    source : Path
        What a learning platform gives; or a folder or a zip with a folder or a zip for
        each student, or with files that are called after the student.
    at : datetime or str, optional
        When they were handed in, if that was not now and the platform does not say it.
    accept : iterable of str
        Kinds of questions that are answered with yes.
    answers : mapping of str to str, optional
        Ids of students by what the platform calls them; ``-`` leaves one out.
    dry : bool
        Whether only the plan is made.

    Returns
    -------
    Collection
        What was taken in, and what was not.

    Raises
    ------
    UsageError
        If `at` is no time, or lies in the future, or an answer is for nobody.
    AskedError
        If something must be answered first; nothing is written then.
    CollectError
        If there is nothing to collect, or the source cannot be opened.
    """
    terms = Terms.read(course)
    moment = time_of(at, terms)
    with opened(source) as everything:
        planning = planner(course, terms, frozenset(accept))
        plan = planned(course, source, terms, planning, everything, answers or {})
        done = Collection(plan)
        if not dry:
            if plan.asked or plan.left_out:
                raise AskedError(plan)
            done.notes += delivery.mended(course)
            journal = undoing.Journal(course, source, plan.places)
            taking = Taking(course, terms, moment, at is not None, journal, done)
            taking.all(planning.everybody)
            done.receipt = receipt.write(course, terms, planning.everybody, done.new)
    return done


def planner(course: Course, terms: Terms, accept: frozenset[str]) -> Planning:
    """Read who is known."""
    names = [path.name for path in course.release.glob("*") if path.is_dir()]
    if not names:
        raise CollectError(NOT_RELEASED, release=course.release)
    roster = students.read(course.students_file)
    met = frozenset(student for student, _ in delivery.everyone(course))
    students.refuse_strangers(roster, terms.named, met)
    everybody = Class(
        roster,
        matches.read(course.matches_file),
        met,
        accept,
        tuple(names),
    )
    zone = terms.settings.zone
    return Planning(everybody, terms.notebooks, course.release, zone, damage)


def planned(
    course: Course,
    source: Path,
    terms: Terms,
    planning: Planning,
    everything: list[Member],
    answers: Mapping[str, str],
) -> Plan:
    """Make the plan, or say that there is nothing to collect."""
    refuse_course(course, source)
    everybody, own = planning.everybody, terms.settings.platform
    found = parcels.arrived(
        everything,
        everybody.assignments,
        everybody.ids.values(),
        loaded.own(own.pattern, own.scope, own.times) if own else None,
    )
    plan = planning.plan(found, answers)
    if not plan.items and not plan.left_out:
        known = ", ".join(f"{name}.ipynb" for name in sorted(everybody.assignments))
        raise CollectError(
            f"{source} holds no submissions; expected what a learning platform gives, "
            "a folder or a zip for each student, or files such as ada.ipynb, with "
            f"notebooks of these names: {known}"
        )
    if OLDER not in everybody.accept:
        ask_whether_older(course, plan)
    plan.missing = missing(course, everybody.roster, plan)
    return plan


def refuse_course(course: Course, source: Path) -> None:
    """Refuse to collect a course folder, or what lies in this one."""
    place = source.expanduser().resolve()
    if place.is_relative_to(course.root) or (place / CONFIG).is_file():
        raise CollectError(
            f"{source} is a course folder, or lies in one; expected what was handed in"
        )


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


def by_content(read: Iterable[tuple[object, File]]) -> dict[tuple[str, str], File]:
    """Return files by name and hash, as a plan names them."""
    return {
        (file.name, hashlib.sha256(file.data).hexdigest()): file for _, file in read
    }


@dataclass(frozen=True)
class Taking:
    """Takes in what a plan says.

    Parameters
    ----------
    course : Course
        The class.
    terms : Terms
        Due times.
    moment : datetime
        When it was handed in, where the platform does not say so.
    fixed : bool
        Whether it was then, whatever the platform says.
    journal : Journal
        Notes what was there, before anything changes.
    done : Collection
        What came of it.
    """

    course: Course
    terms: Terms
    moment: datetime
    fixed: bool
    journal: undoing.Journal
    done: Collection

    def all(self, everybody: Class) -> None:
        """Take in everything, and keep the answers."""
        plan = self.done.plan
        kept = [one.whose.keep for one in plan.taken if one.whose.keep is not None]
        known = plan.answers.with_these(kept)
        if known != everybody.matches:
            self.journal.note()
            matches.write(self.course.matches_file, known)
        for item in plan.items:
            if item.problem or item.whose.students:
                self.done.notes += [(item.shown, text) for text in item.notes]
            if item.problem:
                self.done.refused.append((item.shown, item.problem))
            elif item.whose.students:
                self.item(item)

    def item(self, item: Item) -> None:
        """Take in what one sender sent, for whoever it is."""
        self.done.notes += [(item.shown, text) for text in several(item)]
        files = by_content(parcels.read(item.sent)[0])
        last = {one.what.assignment: one for one in item.seen}
        given = [
            self.given(item, seen, files[seen.name, seen.sha256], seen in last.values())
            for seen in item.seen
        ]
        for student in item.whose.students:
            for place, one in enumerate(given, start=1 - len(given)):
                self.take(student, item.seen[place - 1], one, place * TICK)
            for assignment in last:
                pairs = zip(item.seen, given, strict=True)
                mine = [one for s, one in pairs if s.what.assignment == assignment]
                self.put_forward(student, assignment, mine)

    def given(self, item: Item, seen: Seen, file: File, is_last: bool) -> Given:
        """Put a file together with what belongs to it."""
        beside, left_out = modules.chosen(file.data, file.modules)
        self.done.notes += [(item.shown, text) for text in left_out]
        notes = [*([seen.what.note] if seen.what.note else []), *left_out]
        sent, platform = seen.sent, self.done.plan.platform.id
        came = Came(platform, sent.member.whole)
        ref = sent.reading.ref
        secret = parcels.secret_of(sent)
        return Given(file.data, file.name, notes, beside, ref, is_last, came, secret)

    def take(self, student: str, seen: Seen, given: Given, tick: timedelta) -> None:
        """Take in one file."""
        believed = None if self.fixed else seen.time
        time = self.moment if believed is None else min(believed, self.moment)
        place = self.course, student, seen.what.assignment
        known = delivery.there(delivery.deliveries(*place), given, time + tick)
        if known is None or known.time > time + tick:
            self.journal.note()
        received, new = delivery.receive(*place, given, time=time + tick)
        (self.done.new if new else self.done.known).append(received)

    def put_forward(self, student: str, assignment: str, mine: Sequence[Given]) -> None:
        """Put what counts where it is graded; remark where it is another file."""
        due = self.terms.until(student, assignment)
        chosen = forward.put_forward(self.course, student, assignment, due)
        if chosen.sha256 not in {one.sha256 for one in mine}:
            when = self.terms.shown(chosen.time)
            text = f"what counts is what was handed in on {when}"
            if self.terms.settings.attempt == BEST:
                text = f"the file of {when} is on time: grade finds out which is best"
            text = f"“{mine[-1].name}” is kept, but {text}."
            self.done.notes.append((student, text))


def several(item: Item) -> Iterator[str]:
    """Say which of several files for one notebook counts."""
    for assignment in dict.fromkeys(one.what.assignment for one in item.seen):
        found = [one for one in item.seen if one.what.assignment == assignment]
        if len(found) > 1:
            yield (
                f"{len(found)} files are {assignment}; all are kept, "
                f"“{found[-1].name}” is the last of them{with_work(found)}."
            )


def with_work(found: list[Seen]) -> str:
    """Say that the others were not begun, if so."""
    others = [one.begun for one in found[:-1]]
    untouched = all(one is not None and one[0] == 0 for one in others)
    return ", the only one with work in it" if untouched and found[-1].rank[0] else ""


def undo(course: Course) -> undoing.Undone:
    """Take the last collection back.

    Parameters
    ----------
    course : Course
        The class.

    Returns
    -------
    Undone
        What was taken back; nothing is left of whoever came in by it.

    Raises
    ------
    CollectError
        If there is none, or it was taken back already.
    CourseError
        If points by hand would go with it.
    """
    withdrawn.refuse_by_hand(course, undoing.emptied(course))
    done = undoing.undo(course, Terms.read(course))
    withdrawn.withdraw(course, done.emptied)
    return done
