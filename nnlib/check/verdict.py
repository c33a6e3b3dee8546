"""What a check found: a status, points, and facts from which every text is made.

The notebook, the feedback page and the record all read the same verdict. Facts that
carry numbers of the expected result say so, and are left out where they must not go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from nnlib.check import counts, kinds, messages

STATUSES = (
    "passed",
    "partial",
    "failed",
    "not_attempted",
    "needs_first",
    "error",
    "limit",
    "missing",
    "delegated",
    "could_not_check",
)
MOST_LINES = 8


@dataclass(frozen=True)
class Fact:
    """One finding: a kind of message and what it speaks of."""

    kind: str
    about: Mapping[str, object] = field(default_factory=dict)


def shortened(facts: Sequence[Fact], most: int) -> list[Fact]:
    """Leave out facts, the least telling kind first, until there are few enough.

    Something that is said of a wrong output goes last.
    """
    order = [one for kind in kinds.LEAST_TELLING for one in of_kind(kind, facts)]
    for last in [one for one in order if one.kind in kinds.OF_OUTPUTS][-1:]:
        order = [*(one for one in order if one is not last), last]
    left_out = {*map(id, order[: max(0, len(facts) - most)])}
    # By identity: two facts may say the same.
    return [one for one in facts if id(one) not in left_out][:most]


def outputs_without(facts: Sequence[Fact], kept: Sequence[Fact]) -> list[Fact]:
    """List what is said of wrong outputs, and found no room."""
    wrong = [one for one in facts if one.kind in kinds.OF_OUTPUTS]
    return [one for one in wrong if not any(one is other for other in kept)]


def of_kind(kind: str, facts: Sequence[Fact]) -> list[Fact]:
    """List the facts of a kind, the last one first."""
    return [one for one in reversed(facts) if one.kind == kind]


@dataclass(frozen=True)
class Verdict:
    """The result of checking one exercise.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    status : str
        One of `STATUSES`.
    points, max_points : float
        Points earned, and points that could be earned.
    earned : mapping of str to float
        Points of each part, before anything is taken off.
    diagnosis : str, optional
        Id of the mistake that was proved, if one was.
    facts : tuple of Fact
        What was found, in the order in which it is said.
    """

    exercise: str
    status: str
    points: float
    max_points: float
    earned: Mapping[str, float] = field(default_factory=dict)
    diagnosis: str | None = None
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a status that nobody would understand."""
        if self.status not in STATUSES:
            raise ValueError(f"status {self.status!r}, expected one of {STATUSES}")

    @property
    def name(self) -> str:
        """Return the function's name."""
        return self.exercise.split("/")[-1]

    def with_facts(self, further: Sequence[Fact]) -> "Verdict":
        """Return the verdict with more to say, a question still last."""
        last = [fact for fact in self.facts if fact.kind in kinds.QUESTIONS]
        rest = [fact for fact in self.facts if fact.kind not in kinds.QUESTIONS]
        return replace(self, facts=(*rest, *further, *last))

    def title(self) -> str:
        """Return the first line: symbol, word, function and points."""
        symbol, word = messages.STATES[self.status]
        points = counts.points(self.points, self.max_points)
        return f"{symbol} {self.name}: {word}, {points}"

    def said(self, values: bool = True, room: int = 0) -> list[tuple[Fact, str]]:
        """Pair each fact with its sentence, as many as there is room for.

        Parameters
        ----------
        values : bool
            Whether expected numbers may be shown: yes in the notebook, no in
            feedback and records.
        room : int
            How many of the lines are kept free for others.
        """
        kept = shortened(self.facts, MOST_LINES - 1 - room)
        said = [messages.sentence(one.kind, one.about, values) for one in kept]
        places = [at for at, one in enumerate(kept) if one.kind in kinds.OF_OUTPUTS]
        gone = [one.about["part"] for one in outputs_without(self.facts, kept)]
        for at in places[-1:] if gone else []:
            said[at] += messages.WRONG_AS_WELL.format(parts=", ".join(gone))
        return list(zip(kept, said, strict=True))

    def lines(self, values: bool = True, room: int = 0) -> list[str]:
        """Say the verdict in at most eight lines.

        Parameters
        ----------
        values : bool
            As in `said`.
        room : int
            As in `said`.
        """
        return [self.title(), *(text for _, text in self.said(values, room))]

    def as_json(self) -> dict:
        """Return the verdict as values that JSON knows."""
        return {**asdict(self), "facts": [asdict(fact) for fact in self.facts]}
