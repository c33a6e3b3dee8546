"""Whose a hand-in is: told by what is certain, otherwise asked.

Certain are a key of the platform that stands in the roster, an id, an address, a name
that only one person can have, and an answer that was given before. Where two of these
say different things, and where a person would have to be guessed, merged with another
or invented, there is a question instead of a student.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from grading.course import STUDENT
from grading.handed_in.matches import COLLECT, YOU, Match, Matches, match
from grading.handed_in.plausible import implausible
from grading.platforms import names
from grading.platforms.form import Platform, Sender
from grading.roster.importing import slug
from grading.roster.students import Person, Roster, same

# What an instructor can accept for all senders at once.
NEW, NAMES, NUMBERS = "new", "names", "numbers"


@dataclass(frozen=True)
class Whose:
    """Whom a sender is.

    Parameters
    ----------
    sender : Sender
        As the platform names her.
    students : tuple of str
        Ids; several for a group, none if she is left out or not known.
    by : str
        What says so.
    question : str
        What must be answered first; empty if nothing must.
    accept : str
        What answers it, with ``--accept``; empty if only ``--match`` does.
    keep : Match, optional
        What is to be written into `matches.csv`.
    """

    sender: Sender
    students: tuple[str, ...] = ()
    by: str = ""
    question: str = ""
    accept: str = ""
    keep: Match | None = None

    @property
    def is_new(self) -> bool:
        """Whether the person was not known before."""
        return self.keep is not None and self.keep.by == COLLECT and self.by == "new"


@dataclass(frozen=True)
class Class:
    """Everybody who is known, and what may be taken for granted.

    Parameters
    ----------
    roster : Roster
        `students.csv`.
    matches : Matches
        `matches.csv`.
    met : frozenset of str
        Ids of whoever has handed in before.
    accept : frozenset of str
        What the instructor accepts.
    assignments : tuple of str
        Ids of the notebooks: nobody is called so.
    """

    roster: Roster = field(default_factory=Roster)
    matches: Matches = field(default_factory=Matches)
    met: frozenset[str] = frozenset()
    accept: frozenset[str] = frozenset()
    assignments: tuple[str, ...] = ()

    @cached_property
    def ids(self) -> dict[str, str]:
        """Every id, by its letters in small."""
        known = {one.casefold(): one for one in self.met}
        return known | {one.casefold(): one for one in self.roster.by_id}

    @cached_property
    def others(self) -> Roster:
        """Whoever has handed in and does not stand in the roster, with her name."""
        rest = sorted(self.met - set(self.roster.by_id))
        return Roster(tuple(Person(id, self.matches.name(id) or id) for id in rest))

    def shown(self, student: str) -> str:
        """Id and name of a student."""
        name = self.roster.name(student) or self.matches.name(student)
        return Person(student, name).shown


@dataclass(frozen=True)
class Answering:
    """Says of every sender of an archive whom she is.

    Parameters
    ----------
    everybody : Class
        Who is known.
    platform : Platform
        Where the archive comes from.
    scope : str
        The notebook for which its keys hold; empty for the course.
    blind : bool
        Whether all have one name, as where the platform hides names.
    """

    everybody: Class
    platform: Platform
    scope: str = ""
    blind: bool = False

    def whose(self, sender: Sender, guessed: bool = False) -> Whose:
        """Say whom a sender is.

        Parameters
        ----------
        sender : Sender
            As the platform names her.
        guessed : bool
            Whether where her key ends was guessed.

        Returns
        -------
        Whose
            With students, or with a question.
        """
        ways: tuple[Callable[[Sender], Whose | None], ...] = (
            self.answered,
            self.hidden,
            self.of_group,
            self.by_key,
            self.by_address,
            self.by_login,
            self.by_name,
            self.by_name_met,
        )
        if guessed and self.known_login(sender.key) is None:
            ways = (self.answered,)
        found = next(filter(None, (way(sender) for way in ways)), None)
        return found or self.stranger(sender, guessed)

    def asked(self, sender: Sender, question: str, accept: str = "") -> Whose:
        """Ask."""
        return Whose(sender, question=question, accept=accept)

    def sure(self, sender: Sender, person: Person, by: str) -> Whose:
        """Say who it is, unless the platform shows another name."""
        written = self.platform.names
        # Of a name in another script a platform may leave nothing that could differ.
        shown = not self.blind and written and names.WRITTEN[written](sender.name)
        if shown and person.name and person.name != person.id:
            if not names.same(person.name, sender.name, written):
                return self.asked(
                    sender,
                    f"{by} {sender.key} is that of {person.shown}, the name is not: "
                    "another person, a team, or a new name?",
                )
        return Whose(sender, (person.id,), by)

    def answered(self, sender: Sender) -> Whose | None:
        """Look for an answer, or for whoever came in as new by this key."""
        found = self.everybody.matches.of(self.platform.id, self.scope, sender)
        if found is None:
            return None
        told = names.exact(found.name) == names.exact(sender.name or sender.group)
        if not told or self.blind:
            question = f"{sender.key or sender.name} was {found.name or found.student}"
            return self.asked(sender, f"{question} before: is it the same person?")
        if (
            found.by == COLLECT
            and not sender.key
            and NAMES not in self.everybody.accept
        ):
            return self.same_name(sender, list(found.students))
        return Whose(
            sender, found.students, "answered" if found.by == YOU else "before"
        )

    def hidden(self, sender: Sender) -> Whose | None:
        """Where nobody is named, only numbers of a worksheet can tell."""
        if not (self.blind or self.platform.anonymous):
            return None
        person = self.everybody.roster.with_key(self.column, sender.key)
        if person is None:
            text = "nobody is named here; a list with these numbers can tell"
            return self.asked(sender, text)
        if NUMBERS not in self.everybody.accept:
            text = f"nobody is named here; by number it is {person.shown}"
            return self.asked(sender, text, NUMBERS)
        return Whose(sender, (person.id,), "number")

    @property
    def column(self) -> str:
        """The column of `students.csv` in which keys of this archive stand."""
        column = self.platform.column
        return f"{column} {self.scope}" if self.scope else column

    def of_group(self, sender: Sender) -> Whose | None:
        """Look for a group of this name."""
        roster = self.everybody.roster
        members = roster.in_group(sender.group or sender.name or sender.key)
        person = roster.alike(sender.name) or self.known_login(sender.key)
        if members and person:
            return self.asked(sender, "a person and a group have this name")
        if members:
            return Whose(sender, tuple(one.id for one in members), "group")
        if sender.group:
            text = "a team; write its name beside its members in students.csv"
            return self.asked(sender, text)
        return None

    def by_key(self, sender: Sender) -> Whose | None:
        """Look for the platform's key in the roster."""
        person = self.everybody.roster.with_key(self.column, sender.key)
        return self.sure(sender, person, "number") if person else None

    def by_address(self, sender: Sender) -> Whose | None:
        """Look for addresses in the key: of one person, or of several."""
        form = self.platform.addresses
        if not form:
            return None
        people = {
            hashed(one.email) if form == "md5" else one.email.casefold(): one.id
            for one in self.everybody.roster.people
            if one.email
        }
        found, rest = [], f"-{sender.key.casefold()}-"
        for address in sorted(people, key=len, reverse=True):
            if f"-{address}-" in rest:
                rest = rest.replace(f"-{address}-", "-", 1)
                found.append(people[address])
        if rest != "-":
            return self.asked(sender, "not every address stands in students.csv")
        return Whose(sender, tuple(sorted(found)), "address")

    def known_login(self, key: str) -> str | None:
        """Return the id that a key is, or whose end it is."""
        ids = self.everybody.ids
        if self.platform.login_at_end:
            ends = [one for one in ids if key.casefold().endswith(f"_{one}")]
            return ids[max(ends, key=len)] if ends else None
        exact = key in self.everybody.met or key in self.everybody.roster.by_id
        known = key if exact else ids.get(key.casefold())
        return known if self.platform.login else None

    def by_login(self, sender: Sender) -> Whose | None:
        """Look for an id that is the key."""
        student = self.known_login(sender.key)
        if student is None:
            return None
        person = self.everybody.roster.by_id.get(student, Person(student))
        other = person.keys.get(self.column)
        if other and not same(other, sender.key):
            text = f"{person.shown} is called {other} there"
            return self.asked(sender, f"{text}: is this another person?")
        if student != sender.key and not self.platform.login_at_end and not other:
            if student not in self.everybody.roster.by_id:
                return self.same_name(sender, [student])
        return self.sure(sender, person, "id")

    def by_name(self, sender: Sender) -> Whose | None:
        """Look for the only person of this name in the roster."""
        # A folder that somebody named herself may bear a name.
        shown = sender.name or (sender.key if self.platform.login else "")
        roster = self.everybody.roster
        person = roster.named(shown, self.platform.names or "full")
        if person is None:
            alike = " or ".join(one.shown for one in roster.alike(shown))
            return self.asked(sender, f"{alike}?") if alike else None
        other = person.keys.get(self.column)
        if other and sender.key and not same(other, sender.key):
            text = f"{person.shown} has the number {other} there"
            return self.asked(sender, f"{text}: a namesake?")
        return Whose(sender, (person.id,), "name")

    def by_name_met(self, sender: Sender) -> Whose | None:
        """Look among those who have handed in and stand in no roster."""
        others = self.everybody.others
        if sender.name:
            alike = [one.id for one in others.alike(sender.name)]
        else:
            wanted = names.squeezed(sender.key)
            alike = [o.id for o in others.people if names.squeezed(o.id) == wanted]
        if not alike and sender.key:
            alike = [id for id in others.by_id if self.contains(id, sender.key)]
        return self.same_name(sender, alike) if alike else None

    def contains(self, id: str, key: str) -> bool:
        """Tell whether a key is a part of an id that was made before keys were read."""
        made = {one.student for one in self.everybody.matches.lines}
        unknown = id not in made and id not in self.everybody.roster.by_id
        parts = re.split(r"[_.@-]", id.casefold())
        own = re.split(r"[_.@-]", key.casefold())
        return (
            unknown
            and self.platform.scope == "site"
            and any(parts[at : at + len(own)] == own for at in range(len(parts)))
        )

    def same_name(self, sender: Sender, students: list[str]) -> Whose:
        """Take who has handed in before for the same person, if names may say so."""
        if len(students) == 1 and NAMES in self.everybody.accept:
            kept = match(self.platform.id, self.scope, sender, students[0], COLLECT)
            return Whose(sender, (students[0],), "name", keep=kept)
        who = " or ".join(map(self.everybody.shown, students))
        text = f"{who} has handed in before; only the name says that it is the same"
        return self.asked(sender, text, NAMES if len(students) == 1 else "")

    def stranger(self, sender: Sender, guessed: bool) -> Whose:
        """Say who comes in as new, or ask."""
        everybody = self.everybody
        shown = sender.name or sender.key
        if shown in self.platform.hidden or implausible(shown, everybody.assignments):
            return self.asked(sender, "this is no person's name")
        if not sender.key and not sender.name:
            return self.asked(sender, "the path does not say whose it is")
        if self.platform.scope == "assignment" and not (sender.name and sender.key):
            text = "the path holds a number for this assignment alone"
            return self.asked(sender, text)
        if NEW not in everybody.accept:
            if everybody.roster.people:
                near = everybody.roster.nearest(shown)
                guess = f"; did you mean {near}?" if near else ""
                return self.asked(sender, f"nobody in students.csv{guess}", NEW)
            if guessed:
                return self.asked(sender, "is this all of a student's id?", NEW)
            if not sender.key:
                return self.asked(sender, "only a name; a roster can tell more", NEW)
        return self.newcomer(sender)

    def newcomer(self, sender: Sender) -> Whose:
        """Take a sender in as a new person."""
        id = self.new_id(sender)
        if id is None:
            text = "this cannot be a student id: name one, of letters, digits, . _ @ -"
            return self.asked(sender, text)
        kept = match(self.platform.id, self.scope, sender, id, COLLECT)
        return Whose(sender, (id,), "new", keep=kept)

    def new_id(self, sender: Sender) -> str | None:
        """Make an id for a new person; a login is one already, if it can be."""
        if not sender.name:
            return sender.key if STUDENT.fullmatch(sender.key) else None
        if self.platform.login and STUDENT.fullmatch(sender.key):
            return sender.key
        # Of a platform's number one can tell namesakes; that of an assignment is no id.
        lasting = self.platform.scope != "assignment"
        stem = slug(sender.name)
        return f"{stem}-{slug(sender.key)}" if lasting and sender.key else stem


def hashed(email: str) -> str:
    """Return an address as okpy hides it."""
    return hashlib.md5(email.casefold().encode(), usedforsecurity=False).hexdigest()
