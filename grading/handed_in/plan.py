"""What collecting would do: who, which files, by what evidence, and what must be asked.

Everything is read and judged before anything is written.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath

from grading.errors import UsageError, one_of
from grading.handed_in import apart, matches, parcels, work
from grading.handed_in.crowded import of_several
from grading.handed_in.identify import Identified, identify
from grading.handed_in.matches import NOBODY, Match, Matches
from grading.handed_in.members import ZIP, RefusedError, printable
from grading.handed_in.parcels import Arrived, File, Sent
from grading.handed_in.whose import NEW, Answering, Class, Whose
from grading.platforms.form import Platform, Sender
from grading.released.catalogue import Catalogue

MANY = "many"
BY_BEGINNING = "“{name}” was taken as {what} of {student}: its name begins so."
DAMAGED = "“{name}”: {why}. It is taken all the same; ask for it again."
NO_ARCHIVE = (".rar", ".7z", ".tar", ".gz", ".tgz", ".xz", ".bz2")
# More versions of one notebook than a person keeps.
MOST_VERSIONS = 4


@dataclass(frozen=True)
class Seen:
    """A notebook of a sender, as it was seen when planning.

    Parameters
    ----------
    sent : Sent
        The file of the archive.
    name : str
        Its path.
    what : Identified
        Which notebook it is; none if it is of another course.
    sha256 : str
        Hash of its bytes.
    begun : tuple of int, optional
        How many answers were begun, and how many there are; None if that is not known.
    time : datetime, optional
        When the platform says that it came.
    damage : str
        Why the file should be asked for again; empty if it is whole.
    """

    sent: Sent
    name: str
    what: Identified
    sha256: str
    begun: tuple[int, int] | None
    time: datetime | None = None
    damage: str = ""

    @property
    def rank(self) -> tuple[bool, bool]:
        """What makes one of several files count: work, then the right name."""
        untouched = self.begun is not None and self.begun[0] == 0
        return not untouched, self.what.exact


@dataclass
class Item:
    """One sender of an archive.

    Parameters
    ----------
    whose : Whose
        Whom she is, or what must be asked.
    sent : list of Sent
        Her files.
    seen : list of Seen
        Her notebooks, the one that counts last.
    problem : str
        Why nothing of it is taken; empty if it is in order.
    notes : list of str
        What was put right or left out.
    """

    whose: Whose
    sent: list[Sent]
    seen: list[Seen] = field(default_factory=list)
    problem: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """Who it is, for people: the ids, or what the platform calls the sender."""
        return " ".join(self.whose.students) or printable(self.whose.sender.shown)


@dataclass
class Plan:
    """What collecting would do.

    Parameters
    ----------
    platform : Platform
        Where the archive comes from.
    scope : str
        The notebook for which keys of the archive hold; empty for the course.
    items : list of Item
        What is taken, by student, then what is asked and what is refused.
    left_out : list of str
        Files that fit no form.
    answers : Matches
        What was answered before, and now.
    missing : list of str
        Who of the roster has handed in nothing, here or before; with the name.
    """

    platform: Platform
    scope: str
    items: list[Item]
    left_out: list[str] = field(default_factory=list)
    answers: Matches = field(default_factory=Matches)
    missing: list[str] = field(default_factory=list)

    @property
    def taken(self) -> list[Item]:
        """What is in order and known."""
        fine = [one for one in self.items if one.whose.students and not one.problem]
        return [one for one in fine if not one.whose.question]

    @property
    def asked(self) -> list[Item]:
        """What must be answered first."""
        return [one for one in self.items if one.whose.question and not one.problem]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Student and assignment of everything that is taken."""
        return [
            (student, assignment)
            for item in self.taken
            for student in item.whose.students
            for assignment in {one.what.assignment: one for one in item.seen}
        ]

    @property
    def refused(self) -> list[Item]:
        """What is not in order."""
        return [one for one in self.items if one.problem]


@dataclass(frozen=True)
class Planning:
    """Makes a plan.

    Parameters
    ----------
    everybody : Class
        Who is known.
    notebooks : mapping of str to Entry
        Those of the course.
    release : Path
        What was handed out.
    zone : tzinfo
        Of times that a platform writes.
    damage : callable
        Says why a file should be asked for again; an empty text if it is whole.
    """

    everybody: Class
    notebooks: Catalogue
    release: Path
    zone: tzinfo
    damage: Callable[[bytes], str]

    def plan(self, arrived: Arrived, answers: Mapping[str, str]) -> Plan:
        """Say what collecting would do.

        Parameters
        ----------
        arrived : Arrived
            The archive, sorted.
        answers : mapping of str to str
            Ids of students, or `NOBODY`, by what senders are called.

        Returns
        -------
        Plan
            Nothing is written.

        Raises
        ------
        UsageError
            If an answer is for nobody in the archive, or names nobody of the class.
        """
        items = [
            self.item(arrived.platform, sender, sent)
            for sender, sent in arrived.by_sender.items()
        ]
        scope = self.scope(arrived.platform, items)
        everybody = self.answered(arrived, scope, answers)
        blind = self.blind(arrived.platform, items)
        answering = Answering(everybody, arrived.platform, scope, blind)
        for one in items:
            guessed = any(each.guessed for each in one.sent)
            one.whose = answering.whose(one.whose.sender, guessed)
        good = [one for one in items if not one.problem]
        told = apart.told_apart([one.whose for one in good], everybody)
        for one, whose in zip(good, told, strict=True):
            one.whose = self.crowded(one, whose)
        items.sort(key=lambda one: one.shown.casefold())
        left_out = [printable(one.name) for one in arrived.unread]
        return Plan(arrived.platform, scope, items, left_out, everybody.matches)

    def item(self, platform: Platform, sender: Sender, sent: Sequence[Sent]) -> Item:
        """Look at what one sender sent."""
        item = Item(Whose(sender), list(sent))
        try:
            read, item.notes = parcels.read(sent)
        except RefusedError as error:
            item.problem = str(error)
            return item
        seen = [self.seen(platform, each, file) for each, file in read]
        item.notes += left_out(seen) + strangers(sent)
        item.seen = in_order([one for one in seen if one.what.assignment])
        item.notes += [one.what.note for one in item.seen if one.what.note]
        item.notes += by_beginning(platform, sender, item.seen)
        item.notes += [
            DAMAGED.format(name=PurePosixPath(one.name).name, why=one.damage)
            for one in item.seen
            if one.damage
        ]
        if not item.seen:
            item.problem = "holds no notebook of this course"
        return item

    def seen(self, platform: Platform, sent: Sent, file: File) -> Seen:
        """Look at one notebook."""
        what = identify(file.data, file.name, self.notebooks, is_single=file.is_single)
        released = self.release / what.assignment / f"{what.assignment}.ipynb"
        begun = work.begun(file.data, released) if released.is_file() else None
        sha256 = hashlib.sha256(file.data).hexdigest()
        time = platform.time(sent.reading.attempt, self.zone)
        # Whatever can be counted is whole; to look into the rest takes longer.
        damage = self.damage(file.data) if begun is None and what.assignment else ""
        return Seen(sent, file.name, what, sha256, begun, time, damage)

    def scope(self, platform: Platform, items: Sequence[Item]) -> str:
        """Name the notebook for which keys hold: the one that most have handed in."""
        if platform.scope != "assignment":
            return ""
        numbers = {one.name: number for number, one in self.notebooks.items()}
        found = Counter(
            numbers[each]
            for one in items
            for each in {seen.what.assignment for seen in one.seen}
        )
        return max(sorted(found), key=found.__getitem__, default="")

    def blind(self, platform: Platform, items: Sequence[Item]) -> bool:
        """Tell whether all of several senders have one name, with passing numbers."""
        if platform.scope != "assignment":
            return False
        names = [one.whose.sender.name for one in items]
        hidden = any(name in platform.hidden for name in names)
        return hidden or (len(names) > 1 and len(set(names)) == 1 and bool(names[0]))

    def answered(
        self, arrived: Arrived, scope: str, answers: Mapping[str, str]
    ) -> Class:
        """Return the class as the instructor's answers make it."""
        lines = [
            line
            for called, student in answers.items()
            for line in self.lines(arrived, scope, called, student)
        ]
        known = self.everybody.matches.with_these(lines)
        return replace(self.everybody, matches=known)

    def lines(
        self, arrived: Arrived, scope: str, called: str, student: str
    ) -> Iterator[Match]:
        """Yield the line of one answer."""
        senders = [
            one
            for one in arrived.by_sender
            if called in (one.key, one.name, one.group, one.shown)
        ]
        if len(senders) != 1:
            shown = one_of(called, (one.shown for one in arrived.by_sender))
            found = "several are called so" if senders else "nobody is called so"
            raise UsageError(f"--match {called}=...: {found}, expected {shown}")
        everybody = self.everybody
        for id in () if student == NOBODY else student.split():
            strange = everybody.roster.people and id.casefold() not in everybody.ids
            if strange and NEW not in everybody.accept:
                expected = one_of(id, everybody.roster.by_id)
                raise UsageError(
                    f"--match {called}={student}: {id!r} is nobody in students.csv, "
                    f"expected {expected}, or --accept new as well"
                )
        yield matches.match(arrived.platform.id, scope, senders[0], student)

    def crowded(self, item: Item, whose: Whose) -> Whose:
        """Ask where a sender holds the work of several people, as it seems."""
        if whose.question or MANY in self.everybody.accept:
            return whose
        for assignment in {one.what.assignment for one in item.seen}:
            mine = [one for one in item.seen if one.what.assignment == assignment]
            places = {place(one) for one in mine}
            apart = len(places) > 1 and () not in places
            people = whose.is_new and of_several(
                [one.name for one in mine], self.everybody.assignments
            )
            if apart or people or len(mine) > MOST_VERSIONS:
                question = (
                    f"{len(mine)} different files are {assignment}: one person's?"
                )
                return replace(whose, students=(), question=question, accept=MANY)
        return whose


def place(one: Seen) -> tuple[str, ...]:
    """Return the folders in which a file lies, below that of its sender."""
    folders = PurePosixPath(one.name).parts[:-1]
    return folders if one.sent.member.kind == ZIP else folders[1:]


def by_beginning(
    platform: Platform, sender: Sender, seen: Sequence[Seen]
) -> Iterator[str]:
    """Say of plain files that the beginning of their name says whose they are."""
    for one in seen if platform is parcels.PLAIN else ():
        path, student = PurePosixPath(one.name), sender.shown
        if len(path.parts) == 1 and path.stem != student:
            what = one.what.assignment
            yield BY_BEGINNING.format(name=path.name, what=what, student=student)


def left_out(seen: Sequence[Seen]) -> list[str]:
    """Name the notebooks that are none of this course."""
    return [
        f"“{one.name}” is no notebook of this course and was left out."
        for one in seen
        if not one.what.assignment
    ]


def strangers(sent: Sequence[Sent]) -> list[str]:
    """Name archives that are not read, with a remedy."""
    return [
        f"“{printable(one.member.name)}” is no zip and was left out: ask for a zip, or "
        "unpack it."
        for one in sent
        if one.member.kind in NO_ARCHIVE
    ]


def in_order(found: Sequence[Seen]) -> list[Seen]:
    """Put the file that counts last, and leave out copies of later ones.

    What the platform says of times counts first; among files of one time, one with work
    in it, then one with the right name.
    """

    def order(one: Seen) -> tuple:
        time = one.time.timestamp() if one.time else 0.0
        attempt = one.sent.reading.attempt
        return time, int(attempt) if attempt.isdigit() else 0, one.rank

    kept: dict[tuple[str, str], Seen] = {}
    for one in sorted(found, key=order):
        kept.pop((one.what.assignment, one.sha256), None)
        kept[one.what.assignment, one.sha256] = one
    return sorted(kept.values(), key=lambda one: one.rank[0])
