"""Points that moved: told after grading, in one line where they are few."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading.found.record import number
from nnlib.wording import counted, listed

# Two scores that differ by less are equal.
SAME = 1e-6
# So many moves are told one by one.
MOST_TOLD = 8


@dataclass(frozen=True)
class Move:
    """Points of one submission that moved.

    Parameters
    ----------
    student, notebook : str
        Whose, and the number of the notebook.
    before, now : float
        What it counted, and what it counts.
    why : tuple of str
        What moved them.
    of : tuple of (float, float)
        What full marks counted, and count.
    what : str
        Which exercises, from what to what.
    """

    student: str
    notebook: str
    before: float
    now: float
    why: tuple[str, ...]
    of: tuple[float, float] = (0.0, 0.0)
    what: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        why = listed(self.why)
        return f"{self.student} {self.notebook} {self.way} ({why}): {self.what}"

    @property
    def way(self) -> str:
        """From where to where; with full marks, where these have moved as well."""
        ends = [number(self.before), number(self.now)]
        if not same(*self.of):
            ends = [f"{a} of {number(b)}" for a, b in zip(ends, self.of, strict=True)]
        return " to ".join(ends)


def same(one: object, other: object) -> bool:
    """Tell whether two values are equal, numbers but for rounding."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = {*one, *other}
        return all(same(one.get(name), other.get(name)) for name in names)
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < SAME
    return one == other


def told(moved: Sequence[Move]) -> Iterator[str]:
    """Say whose points moved and why: one line, or one for each reason if many did.

    Parameters
    ----------
    moved : sequence of Move
        In the order in which they were noted.

    Yields
    ------
    str
        Nothing if no points moved.
    """
    joined = list(merged(moved))
    if len(joined) <= MOST_TOLD:
        said = [
            f"{one.student} {one.notebook} {one.way} ({listed(one.why)})"
            for one in joined
        ]
        if said:
            yield f"Points moved: {'; '.join(said)}."
        return
    for why in sorted({one.why for one in joined}):
        some = [one for one in joined if one.why == why]
        up = sum(one.now > one.before for one in some)
        books = listed(sorted({one.notebook for one in some}))
        yield (
            f"Points moved in {counted(len(some), 'submission')} of {books} "
            f"({listed(why)}): {up} up, {len(some) - up} down."
        )


def merged(moved: Sequence[Move]) -> Iterator[Move]:
    """Join several moves of one submission; what came back to where it was is none."""
    for key in dict.fromkeys((one.student, one.notebook) for one in moved):
        mine = [one for one in moved if (one.student, one.notebook) == key]
        why = dict.fromkeys(why for one in mine for why in one.why)
        if not same(mine[0].before, mine[-1].now):
            of = mine[0].of[0], mine[-1].of[1]
            yield Move(*key, mine[0].before, mine[-1].now, tuple(why), of)
