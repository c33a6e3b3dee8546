"""Rounds of hand-ins, and the secret seed of each exercise in each round.

All students of a class meet the same random probes, so that equal answers are equal.
One who has read a page of feedback may know something of them: the round of which it
tells has ended, and what is handed in from then on meets new ones. The probes are no
secret, their seeds are: an answer that was written down for the public seed fails here.
A seed is a keyed hash, so every round can be graded again with its own.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grading.course import Course
from grading.errors import listed
from grading.found.record import Draw, Record
from grading.found.shelf import records
from grading.state_file import Content, Form, expect
from nnlib.check import Exercise

FORM = Form(
    "list of rounds",
    version=1,
    remedy="grade sets it aside, and begins a round of which nobody has read",
)
NAME = "rounds.json"
AHEAD = (
    "{path} said that feedback on {names} was written in the future: a clock was ahead "
    "then, or is behind now. It is noted as written at {now:%Y-%m-%d %H:%M} UTC; what "
    "is handed in from then on meets new numbers"
)
FIRST = 1
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# Of a seed.
WORDS = 4
WORD_BYTES = 4


@dataclass(frozen=True)
class Rounds:
    """When each round of each assignment has ended.

    Parameters
    ----------
    path : Path
        The file that says so; it need not exist.
    ended : dict of str to list of datetime
        By the id of the assignment, the first round first.
    """

    path: Path
    ended: dict[str, list[datetime]]

    @classmethod
    def of(cls, course: Course) -> "Rounds":
        """Read the rounds of a class.

        Raises
        ------
        DamagedFileError
            If the file cannot be read.
        """
        path = course.root / NAME
        return cls(path, FORM.read(path, moments) if path.exists() else {})

    @classmethod
    def after_all(cls, course: Course) -> "Rounds":
        """Begin a new round of everything: where nobody knows when the old ones ended.

        What was graded keeps its own draws; everything else, whenever it was handed in,
        meets new ones.
        """
        latest = latest_rounds(records(course.results))
        ended = {name: [LONG_AGO] * number for name, number in latest.items()}
        rounds = cls(course.root / NAME, ended)
        FORM.write(rounds.path, as_text(ended))
        return rounds

    def now(self, assignment: str) -> int:
        """Return the round of what is handed in now."""
        return FIRST + len(self.ended.get(assignment, ()))

    def at(self, assignment: str, handed_in: datetime | None) -> int:
        """Return the round of what was handed in at a moment.

        Parameters
        ----------
        assignment : str
            The assignment's id.
        handed_in : datetime, optional
            When; what nobody knows is taken for now.

        Returns
        -------
        int
            1 for what came before the first page of feedback was written.
        """
        if handed_in is None:
            return self.now(assignment)
        before = [one for one in self.ended.get(assignment, ()) if one <= handed_in]
        return FIRST + len(before)

    def put_right(self) -> Iterator[str]:
        """End now what is said to end in the future, and say so.

        A clock that was ahead when feedback was written would let all that comes until
        then meet numbers of which pages have told.

        Yields
        ------
        str
            Nothing if no moment lies in the future.
        """
        now = datetime.now(UTC)
        ahead = [
            name for name, ended in self.ended.items() if max(ended, default=now) > now
        ]
        if ahead:
            for name in ahead:
                self.ended[name] = [min(one, now) for one in self.ended[name]]
            FORM.write(self.path, as_text(self.ended))
            yield AHEAD.format(path=self.path, names=listed(ahead), now=now)

    def end(self, told: Iterable[Record]) -> None:
        """End the rounds of which pages tell, if they have not ended yet.

        Parameters
        ----------
        told : iterable of Record
            Of which a page is written.
        """
        latest = latest_rounds(told)
        over = {name: one for name, one in latest.items() if one >= self.now(name)}
        for name, last in over.items():
            ended = self.ended.setdefault(name, [])
            ended += [datetime.now(UTC)] * (last - len(ended))
        if over:
            FORM.write(self.path, as_text(self.ended))


def latest_rounds(found: Iterable[Record]) -> dict[str, int]:
    """Return the latest round of each assignment of which records tell."""
    latest: dict[str, int] = {}
    for record in found:
        rounds = [one.round for one in record.results]
        latest[record.assignment] = max([latest.get(record.assignment, 0), *rounds])
    return latest


def moments(content: Content) -> dict[str, list[datetime]]:
    """Read what the file holds."""
    told = expect("ended", content["ended"], dict[str, list[str]])
    return {
        name: [datetime.fromisoformat(one).astimezone(UTC) for one in ended]
        for name, ended in told.items()
    }


def as_text(ended: Mapping[str, list[datetime]]) -> Content:
    """Write what the file holds."""
    found = {name: [one.isoformat() for one in some] for name, some in ended.items()}
    return {"ended": found}


def seed_of(secret: bytes, number: int, exercise: str) -> list[int]:
    """Draw the seed of an exercise for a round.

    Parameters
    ----------
    secret : bytes
        The secret of the class.
    number : int
        Of the round.
    exercise : str
        Id of the exercise.

    Returns
    -------
    list of int
        Four words of 32 bits, for `numpy.random.default_rng`.

    Examples
    --------
    >>> seed_of(b"key", 1, "02/sigmoid") == seed_of(b"key", 2, "02/sigmoid")
    False
    """
    message = f"round {number}\n{exercise}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return [
        int.from_bytes(digest[WORD_BYTES * i : WORD_BYTES * (i + 1)], "big")
        for i in range(WORDS)
    ]


def draws(secret: bytes, number: int, exercises: Iterable[Exercise]) -> dict[str, Draw]:
    """Give each exercise what its probes are drawn from in a round.

    Parameters
    ----------
    secret : bytes
        The secret of the class.
    number : int
        Of the round.
    exercises : iterable of Exercise
        What is graded.

    Returns
    -------
    dict of str to Draw
        By the id of the exercise.
    """
    return {one.id: Draw(seed_of(secret, number, one.id), number) for one in exercises}
